//! What a paper's sentences and headlines say, held against the results: each
//! number by the place it has in the sentence, so that two that are swapped are
//! found as one that is wrong is.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeMap;

use crate::printed;
use crate::results::{Figure, Results};
use crate::workspace::repository;

/// Texts whose numbers are no results, with the reason.
const LEFT_OUT: [(&str, &str); 10] = [
    ("Counts are rounded to", "says how counts are rounded"),
    ("Rounded to the nearest", "says how counts are rounded"),
    ("Appendix ", "names an appendix"),
    ("Symbols: ", "explains symbols"),
    ("Source: ", "the account of rows, which tests of the account hold"),
    ("The first ", "how much of a list is printed"),
    ("Counted and out of", "explains columns"),
    ("Frameworks, and contracts", "introduces a list"),
    ("Figures as at ", "the version of the program"),
    ("Every row of every file", "the account of rows"),
];

/// Sentences that count the rows of the list beneath them.
const COUNTS_A_LIST: [&str; 3] =
    ["actions are open", "actions were done or dropped", "contracts with others are in force"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Which words belong to which figures, and which numbers are constants.
pub struct Book {
    phrases: Vec<(String, Vec<String>)>,
    constants: Vec<String>,
}

/// A number in a text: where it stands and how it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    pub start: usize,
    pub text: String,
}

impl Book {
    pub fn read() -> Self {
        let mut phrases: Vec<(String, Vec<String>)> = lines("phrases.csv")
            .into_iter()
            .map(|line| {
                let figures = line[1].split("; ").map(str::to_owned).collect();
                (line[0].to_lowercase(), figures)
            })
            .collect();
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        let constants = lines("constants.csv").into_iter().map(|line| line[0].clone()).collect();
        Self { phrases, constants }
    }

    /// The figures that a text is about: those of its longest phrase.
    pub fn figures(&self, text: &str) -> Option<&[String]> {
        let text = text.to_lowercase();
        let found = self.phrases.iter().find(|(phrase, _)| text.contains(phrase));
        found.map(|(_, figures)| figures.as_slice())
    }

    /// The figure of a row or a caption that is nothing but a label.
    pub fn label(&self, label: &str) -> Option<&str> {
        let label = label.to_lowercase();
        let found = self.phrases.iter().find(|(phrase, _)| *phrase == label);
        found.map(|(_, figures)| figures[0].as_str())
    }

    /// The text without the digits of dates, years and constants.
    pub fn masked(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for constant in &self.constants {
            let hidden = constant.replace(|letter: char| letter.is_ascii_digit(), "#");
            text = text.replace(constant, &hidden);
        }
        without_dates(&text)
    }

    /// Every figure that the book knows.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().flat_map(|(_, figures)| figures).map(String::as_str)
    }
}

/// Holds a text against the results; how many numbers were compared.
pub fn check(text: &str, heading: &str, book: &Book, results: &Results) -> Result<usize, String> {
    if LEFT_OUT.iter().any(|(start, _)| text.starts_with(start)) {
        return Ok(0);
    }
    let masked = book.masked(text);
    let found = numbers(&masked);
    if let Some((title, _)) = text.split_once(": not shown, because fewer than") {
        let is_hidden = results.has_symbol(title, "c");
        return is_hidden.then_some(0).ok_or(format!("no figure is hidden: {text}"));
    }
    if found.is_empty() || counts_a_list(text) {
        return Ok(0);
    }
    if text.contains("in an average month") {
        return limits(&found, results).map_err(|says| format!("{says}: {text}"));
    }
    let figures = book.figures(text).or_else(|| book.figures(heading));
    let Some(figures) = figures else {
        return Err(format!("the phrase book knows no figure of: {text}"));
    };
    let outcome = match figures {
        [figure] => sentence(&masked, &found, figure, results),
        _ => sums(&found, figures, results),
    };
    outcome.map_err(|says| format!("{figures:?}: {says}: {text}"))
}

/// Whether a sentence counts a list, which is held to the list itself.
pub fn counts_a_list(text: &str) -> bool {
    COUNTS_A_LIST.iter().any(|words| text.contains(words))
}

/// A sentence about one figure: some row of it has every number in its place.
fn sentence(
    text: &str,
    found: &[Number],
    figure: &str,
    results: &Results,
) -> Result<usize, String> {
    let kinds = kinds(text);
    let mut says = "no current row".to_owned();
    for row in results.whole(figure).filter(|row| row.is_current() || is_of_last_year(row)) {
        if !kinds.contains(&row.text("period_kind")) || !row.is_shown() {
            continue;
        }
        match fits(text, found, row) {
            Ok(()) => return Ok(found.len()),
            Err(other) => says = other,
        }
    }
    Err(says)
}

/// A whole year's figure stands in where the year so far has none.
fn is_of_last_year(row: &Figure) -> bool {
    row.text("period_kind") == "year" && row.text("is_partial") == "false"
}

/// The kinds of periods that the words leave open.
fn kinds(text: &str) -> &'static [&'static str] {
    if text.contains("n the twelve months to") {
        &["rolling_year"]
    } else if text.contains("rom # April to") {
        &["year_to_date"]
    } else {
        &["month", "year_to_date", "rolling_year", "year", "quarter"]
    }
}

fn fits(text: &str, found: &[Number], row: &Figure) -> Result<(), String> {
    let mut place = "";
    let mut places = Vec::new();
    for number in found {
        let before = &text[..number.start];
        let after = &text[number.start + number.text.len()..];
        place = place_of(before, after, place);
        places.push(place);
        let expected = match place {
            "change" => row.number("last_year_change").map(|it| printed::size(it, row.unit())),
            "percent" => row
                .number("last_year_percent_change")
                .map(|it| format!("{}%", printed::size(it, "percent"))),
            "numerator" | "denominator" | "not_known" | "kept_open" => row.plain(place),
            "value" => Some(row.value()),
            other => row.printed(other),
        };
        if expected.as_deref() != Some(number.text.as_str()) {
            return Err(format!("{} as {place}, where it is {expected:?}", number.text));
        }
        if place == "change" {
            let is_more = after.contains(" more") || after.contains(" higher");
            if is_more != (row.number("last_year_change") > Some(0)) {
                return Err(format!("{} is the wrong way", number.text));
            }
        }
    }
    match places.contains(&"value") {
        true => Ok(()),
        false => Err("the figure itself is not said".to_owned()),
    }
}

/// Which number of a row stands at a place of a sentence.
fn place_of(before: &str, after: &str, last: &str) -> &'static str {
    let sentence = before.rsplit(". ").next().unwrap();
    let units = ["percentage points", "percentage point", "nights", "days", "miles"];
    let bare = after.trim_start();
    let bare = units.iter().find_map(|unit| bare.strip_prefix(unit)).unwrap_or(bare).trim_start();
    let begins = |words: &[&str]| words.iter().any(|word| bare.starts_with(word));
    if sentence.ends_with("interval ") {
        "lower"
    } else if last == "lower" && sentence.ends_with(" to ") {
        "upper"
    } else if sentence.ends_with('(') && after.starts_with(" of ") {
        "numerator"
    } else if last == "numerator" && sentence.ends_with(" of ") {
        "denominator"
    } else if sentence.ends_with("arget ") {
        "target"
    } else if sentence.ends_with("England ") {
        "england"
    } else if sentence.ends_with(", region ") {
        "region"
    } else if sentence.ends_with("tatistical neighbours ") {
        "neighbours"
    } else if bare.starts_with("not known") || bare.starts_with("this is not known") {
        "not_known"
    } else if begins(&["more", "fewer", "higher", "lower"]) {
        "change"
    } else if last == "change" && sentence.ends_with('(') && after.starts_with(") than") {
        "percent"
    } else if sentence.contains(" than ") && sentence.ends_with('(') {
        "last_year"
    } else {
        "value"
    }
}

/// Sums in pounds beside each other, in the order of the book.
fn sums(found: &[Number], figures: &[String], results: &Results) -> Result<usize, String> {
    let row = |id: &str| results.whole(id).find(|row| is_year_so_far(row));
    let value = |id: &str| row(id).and_then(|row| row.number("value"));
    let mut expected: Vec<Vec<String>> = Vec::new();
    for figure in figures {
        let ways = match figure.as_str() {
            "difference" => {
                let (Some(one), Some(other)) = (value(&figures[0]), value(&figures[1])) else {
                    return Err("a sum is not to be had".to_owned());
                };
                vec![printed::signed_percent(printed::percent_of(one - other, other))]
            }
            id => value(id).map(|it| printed::large_sums(it).to_vec()).unwrap_or_default(),
        };
        expected.push(ways);
    }
    let fits = found.len() == expected.len()
        && found.iter().zip(&expected).all(|(number, ways)| ways.contains(&number.text));
    let said: Vec<&str> = found.iter().map(|number| number.text.as_str()).collect();
    fits.then_some(found.len()).ok_or(format!("{said:?} where they are {expected:?}"))
}

pub fn is_year_so_far(row: &Figure) -> bool {
    row.is_current() && row.text("period_kind") == "year_to_date"
}

/// The months, their average and the limits about it: 2.66 times the average
/// change from month to month to both sides, and never below nought.
fn limits(found: &[Number], results: &Results) -> Result<usize, String> {
    let months: Vec<i128> = results
        .whole("new_placements")
        .filter(|row| row.text("period_kind") == "month" && row.text("is_partial") == "false")
        .filter_map(|row| row.number("value"))
        .collect();
    let count = months.len() as i128;
    let centre = months.iter().sum::<i128>() / count;
    let changes: i128 = months.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    let reach = changes * 266 / 100 / (count - 1);
    let expected = [
        count.to_string(),
        printed::decimal(centre, 1),
        printed::decimal((centre - reach).max(0), 1),
        printed::decimal(centre + reach, 1),
    ];
    let said: Vec<&str> = found.iter().map(|number| number.text.as_str()).collect();
    (said == expected).then_some(4).ok_or(format!("{said:?} where they are {expected:?}"))
}

/// The numbers of a text as they are printed, with sign and unit.
pub fn numbers(text: &str) -> Vec<Number> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |index: usize| letters.get(index).map_or(' ', |(_, letter)| *letter);
    let mut found = Vec::new();
    let mut index = 0;
    while index < letters.len() {
        if !letter(index).is_ascii_digit() {
            index += 1;
            continue;
        }
        let mut first = index;
        while first > 0 && ['£', '−', '+'].contains(&letter(first - 1)) {
            first -= 1;
        }
        let goes_on = |at: usize| {
            letter(at).is_ascii_digit()
                || [',', '.'].contains(&letter(at)) && letter(at + 1).is_ascii_digit()
        };
        while goes_on(index) {
            index += 1;
        }
        let end = |index: usize| letters.get(index).map_or(text.len(), |(at, _)| *at);
        if text[end(index)..].starts_with(" million") {
            index += " million".len();
        } else if letter(index) == '%'
            || ['m', 'k'].contains(&letter(index)) && !letter(index + 1).is_alphanumeric()
        {
            index += 1;
        }
        let start = end(first);
        found.push(Number { start, text: text[start..end(index)].to_owned() });
    }
    found
}

/// `30 September 2026`, `30 Sep 2026`, `September 2026`, `1 April` and `2025-26`
/// without their digits.
fn without_dates(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_month = |word: &str| {
        let word = word.trim_end_matches(|letter: char| !letter.is_alphabetic());
        MONTHS.iter().any(|month| word == *month || word == &month[..3])
    };
    let is_day = |word: &str| word.len() <= 2 && word.parse::<u8>().is_ok();
    let is_year = |word: &str| word.len() >= 4 && word[..4].parse::<u16>().is_ok();
    let is_financial = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_ascii_digit());
        word.len() == 7 && word.as_bytes()[4] == b'-' && word[..4].parse::<u16>().is_ok()
    };
    let masked = words.iter().enumerate().map(|(index, word)| {
        let before = index.checked_sub(1).map_or("", |index| words[index]);
        let after = words.get(index + 1).copied().unwrap_or_default();
        let is_date = is_day(word) && is_month(after)
            || word.is_char_boundary(4.min(word.len())) && is_year(word) && is_month(before)
            || is_financial(word);
        if is_date {
            word.replace(|letter: char| letter.is_ascii_digit(), "#")
        } else {
            (*word).to_owned()
        }
    });
    masked.collect::<Vec<_>>().join(" ")
}

/// The lines of a file of `tests/cases/said`, without the first.
pub fn lines(name: &str) -> Vec<Vec<String>> {
    let path = repository("tests/cases/said").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let line = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| line(record.unwrap())).collect()
}

/// The lines of a file by their first cell.
pub fn by_first(name: &str) -> BTreeMap<String, Vec<String>> {
    lines(name).into_iter().map(|line| (line[0].clone(), line)).collect()
}
