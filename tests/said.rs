//! Every figure that a paper prints is one of the results, and the right one:
//! the Markdown copies of the sample council, whose officers have written
//! nothing here, are read back, and every number in a sentence and in a table
//! is held against `results.csv`. A digit that is changed or two figures that
//! are swapped are found.

#[path = "support/markdown.rs"]
mod markdown;
#[path = "support/printed.rs"]
mod printed;
#[path = "support/results.rs"]
mod results;
#[path = "support/said_charts.rs"]
mod said_charts;
#[path = "support/said_tables.rs"]
mod said_tables;
#[path = "support/sample.rs"]
mod sample;
#[path = "support/sayings.rs"]
mod sayings;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use markdown::{Block, Table, blocks};
use results::Results;
use sample::{published, sample_without_words};
use sayings::Book;
use sufficiency::definitions::report::ReportTemplate;
use workspace::{Workspace, repository};

/// The copies that are read back.
const COPIES: [(&str, &str); 12] = [
    ("public", "scrutiny-paper"),
    ("exempt", "scrutiny-paper"),
    ("public", "sufficiency-statement"),
    ("exempt", "sufficiency-statement"),
    ("public", "market-position-statement"),
    ("public", "scorecard"),
    ("exempt", "scorecard"),
    ("exempt", "budget-monitor"),
    ("public", "action-tracker"),
    ("exempt", "action-tracker"),
    ("public", "contract-register"),
    ("exempt", "contract-register"),
];

/// How many numbers and symbols of each copy are compared, in sentences and in
/// tables: fewer may be right, but not without anybody seeing it.
const COMPARED: &str = "tests/cases/said/compared.csv";

/// Reports that print lists and accounts only, and so no result.
const WITHOUT_RESULTS: [&str; 4] =
    ["benefits-register", "bulletin", "contract-statement", "provider-review-pack"];

/// Something that a paper says, with the heading that it stands beneath.
enum Claim {
    Text { text: String, heading: String },
    Table(Table),
}

fn results(audience: &str) -> &'static Results {
    static PUBLIC: OnceLock<Results> = OnceLock::new();
    static EXEMPT: OnceLock<Results> = OnceLock::new();
    let kept = if audience == "public" { &PUBLIC } else { &EXEMPT };
    kept.get_or_init(|| {
        let path = format!("{audience}/data/results.csv");
        Results::read(&published(sample_without_words(), &path))
    })
}

/// What a copy says before its appendices, which hold definitions, the account
/// of rows, the findings and the symbols, and no result.
fn claims(audience: &str, report: &str) -> Vec<Claim> {
    claims_of(&published(sample_without_words(), &format!("{audience}/{report}.md")))
}

fn claims_of(markdown: &str) -> Vec<Claim> {
    let mut heading = String::new();
    let mut found = Vec::new();
    for block in blocks(markdown) {
        match block {
            Block::Heading(text) if text.starts_with("Appendix") => break,
            Block::Heading(text) => heading = text,
            Block::Text(text) => found.push(Claim::Text { text, heading: heading.clone() }),
            Block::Table(table) if table.caption.is_empty() => {}
            Block::Table(table) => found.push(Claim::Table(table)),
        }
    }
    found
}

/// How many numbers a claim has that fit, or what does not.
fn check(claim: &Claim, book: &Book, results: &Results) -> Result<usize, String> {
    match claim {
        Claim::Text { text, heading } => sayings::check(text, heading, book, results),
        Claim::Table(table) => {
            let kind = said_tables::kind(&table.caption)
                .ok_or_else(|| format!("tables.csv does not know {:?}", table.caption))?;
            if kind.name == "left out" {
                assert!(!kind.why.is_empty(), "{} is left out without a reason", table.caption);
                return Ok(0);
            }
            said_tables::check_whole(table, &kind, results)?;
            let rows = table.rows.iter();
            rows.map(|cells| said_tables::check_row(table, &kind, cells, book, results)).sum()
        }
    }
}

#[test]
fn every_number_in_words_and_tables_is_that_of_the_results() {
    let book = Book::read();
    let mut wrong = Vec::new();
    let mut compared = "audience,report,in_sentences,in_tables\n".to_owned();
    for (audience, report) in COPIES {
        let (mut said, mut in_tables) = (0, 0);
        for claim in claims(audience, report) {
            let count = match claim {
                Claim::Text { .. } => &mut said,
                Claim::Table(_) => &mut in_tables,
            };
            match check(&claim, &book, results(audience)) {
                Ok(compared) => *count += compared,
                Err(says) => wrong.push(format!("{audience}/{report}: {says}")),
            }
        }
        compared.push_str(&format!("{audience},{report},{said},{in_tables}\n"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let golden = repository(COMPARED);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &compared).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap();
    assert_eq!(compared, expected, "UPDATE_GOLDEN=1 writes {COMPARED} anew");
}

/// Where public counts are rounded, the public copies say the rounded results,
/// in words as in tables.
#[test]
fn public_copies_of_rounded_counts_say_the_rounded_results() {
    let workspace = Workspace::copy_of(&repository("sample-extracts"));
    workspace.remove("words");
    workspace.replace("council.toml", "\nwords = \"scrutiny-paper.md\"", "");
    workspace.replace("council.toml", "round_to = 0", "round_to = 5");
    workspace.run(&["run"]).expect(0);
    let results = Results::read(&published(&workspace, "public/data/results.csv"));
    let book = Book::read();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (audience, report) in COPIES.iter().filter(|(audience, _)| *audience == "public") {
        for claim in claims_of(&published(&workspace, &format!("{audience}/{report}.md"))) {
            match check(&claim, &book, &results) {
                Ok(count) => compared += count,
                Err(says) => wrong.push(format!("{report}: {says}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 900, "only {compared} numbers");
}

/// The sentence that a paper opens with counts the headlines beneath it, in
/// words and not in digits.
#[test]
fn the_opening_counts_the_headlines_beneath_it() {
    let numbers = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight"];
    let mut found = 0;
    for (audience, report) in COPIES {
        let claims = claims(audience, report);
        let texts = claims.iter().filter_map(|claim| match claim {
            Claim::Text { text, .. } => Some(text.as_str()),
            Claim::Table(_) => None,
        });
        let texts: Vec<&str> = texts.collect();
        let Some(opening) = texts.iter().find(|text| text.contains("headline figures below"))
        else {
            continue;
        };
        // A headline's direction stands after its shape: `▲ Improved.`
        let count = |words: &str| {
            let says = |text: &&&str| {
                ["▲", "▼", "▬"].iter().any(|shape| text.contains(&format!("{shape} {words}.")))
            };
            texts.iter().filter(says).count()
        };
        let (better, worse, unclear) =
            (count("Improved"), count("Worsened"), count("No clear change"));
        let opening = opening.replace(" have ", " has ");
        for says in [
            format!("Of the {} headline figures below", numbers[better + worse + unclear]),
            format!("{} has improved and {} has worsened", numbers[better], numbers[worse]),
            format!("{} show no clear change", numbers[unclear]),
        ] {
            assert!(opening.contains(&says), "{audience}/{report}: not {says:?}: {opening}");
        }
        found += 1;
    }
    assert_eq!(found, 4, "scrutiny papers and sufficiency statements open so");
}

/// A sentence that counts a list says how many rows the next table has.
#[test]
fn a_counted_list_has_as_many_rows() {
    let mut found = 0;
    for (audience, report) in COPIES {
        let mut counted = None;
        for claim in claims(audience, report) {
            match claim {
                Claim::Text { text, .. } if sayings::counts_a_list(&text) => {
                    counted = text.split(' ').next().map(str::to_owned);
                }
                Claim::Text { .. } => {}
                Claim::Table(table) => {
                    let Some(counted) = counted.take() else { continue };
                    let rows = table.rows.len().to_string();
                    assert_eq!(counted, rows, "{audience}/{report}: {}", table.caption);
                    found += 1;
                }
            }
        }
    }
    assert_eq!(found, 6, "two lists of each tracker and one of each register are counted");
}

/// A figure that a paper says is of a measure that its header binds.
#[test]
fn every_report_is_read_and_binds_what_it_says() {
    let book = Book::read();
    for (name, text) in workspace::files(&repository("report-templates")) {
        let Some(id) = name.strip_suffix(".j2").filter(|id| !id.contains('/')) else {
            continue;
        };
        let is_read = COPIES.iter().any(|(_, report)| *report == id);
        assert!(is_read != WITHOUT_RESULTS.contains(&id), "{id} is neither read nor left out");
        let text = String::from_utf8(text).unwrap();
        let (template, faults) = ReportTemplate::read(id, &name, &text);
        assert!(faults.is_empty());
        let bound: BTreeSet<&str> = template.measures().iter().map(|it| it.id).collect();
        for audience in ["public", "exempt"] {
            if !COPIES.iter().any(|(of, report)| *of == audience && *report == id) {
                continue;
            }
            for said in figures_said(&claims(audience, id), &book) {
                let measure = said.split('/').next().unwrap();
                assert!(bound.contains(measure), "{id} says {said}, which it does not bind");
            }
        }
    }
}

/// The figures that claims are held against.
fn figures_said(claims: &[Claim], book: &Book) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for claim in claims {
        match claim {
            Claim::Text { text, heading } if !sayings::numbers(&book.masked(text)).is_empty() => {
                let figures = book.figures(text).or_else(|| book.figures(heading));
                let figures = figures.into_iter().flatten().filter(|it| *it != "difference");
                found.extend(figures.cloned());
            }
            Claim::Text { .. } => {}
            Claim::Table(table) => {
                let kind = said_tables::kind(&table.caption).unwrap_or_default();
                let figures = kind.figures.into_iter().map(|(_, figure)| figure);
                found.extend(figures.filter(|figure| !figure.is_empty()));
                let labels = table.rows.iter().filter_map(|cells| book.label(&cells[0]));
                found.extend(labels.filter(|_| kind.name == "measures").map(str::to_owned));
            }
        }
    }
    found
}

/// The text with one digit of a number changed, by five, so that no rounding
/// makes up for it.
fn with_another_digit(text: &str, from: usize) -> String {
    let at = from + text[from..].find(|letter: char| letter.is_ascii_digit()).unwrap();
    let digit = text.as_bytes()[at] - b'0';
    format!("{}{}{}", &text[..at], (digit + 5) % 10, &text[at + 1..])
}

/// Each number that was compared is found when one of its digits is another,
/// and each symbol when a number stands for it.
#[test]
fn a_changed_digit_is_found_wherever_it_stands() {
    let book = Book::read();
    let mut missed = Vec::new();
    for (audience, report) in COPIES {
        let results = results(audience);
        for claim in claims(audience, report) {
            if check(&claim, &book, results) == Ok(0) {
                continue;
            }
            match claim {
                Claim::Text { text, heading } => {
                    for number in sayings::numbers(&book.masked(&text)) {
                        let changed = with_another_digit(&text, number.start);
                        if sayings::check(&changed, &heading, &book, results).is_ok() {
                            missed.push(format!("{report}: {changed}"));
                        }
                    }
                }
                Claim::Table(table) => missed.extend(missed_in(&table, &book, results)),
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The rows of a table that pass although a digit or a symbol was changed.
fn missed_in(table: &Table, book: &Book, results: &Results) -> Vec<String> {
    let kind = said_tables::kind(&table.caption).unwrap();
    let mut missed = Vec::new();
    for cells in &table.rows {
        for column in 1..cells.len() {
            let is_number = cells[column].contains(|letter: char| letter.is_ascii_digit());
            let is_symbol = ["c", "x", "z"].contains(&cells[column].as_str());
            if !is_number && !is_symbol {
                continue;
            }
            let mut changed = cells.clone();
            changed[column] = match is_symbol {
                true => "7".to_owned(),
                false => with_another_digit(&cells[column], 0),
            };
            if said_tables::check_row(table, &kind, &changed, book, results).is_ok() {
                missed.push(format!("{} › {changed:?}", table.caption));
            }
        }
    }
    missed
}

/// Two numbers of one text change places, unless they are the same.
#[test]
fn swapped_numbers_of_a_sentence_are_found() {
    let book = Book::read();
    let mut swapped = 0;
    for (audience, report) in COPIES {
        for claim in claims(audience, report) {
            let Claim::Text { text, heading } = claim else { continue };
            if sayings::check(&text, &heading, &book, results(audience)) == Ok(0) {
                continue;
            }
            let numbers = sayings::numbers(&book.masked(&text));
            for pair in numbers.windows(2).filter(|pair| pair[0].text != pair[1].text) {
                let (one, other) = (&pair[0], &pair[1]);
                let between = &text[one.start + one.text.len()..other.start];
                let after = &text[other.start + other.text.len()..];
                let changed =
                    format!("{}{}{between}{}{after}", &text[..one.start], other.text, one.text);
                let outcome = sayings::check(&changed, &heading, &book, results(audience));
                assert!(outcome.is_err(), "{report}: {changed}");
                swapped += 1;
            }
        }
    }
    assert!(swapped > 300, "only {swapped} pairs");
}

/// One figure in the sentence of another is found, and one row's cells in
/// another's.
#[test]
fn swapped_figures_are_found() {
    let book = Book::read();
    let results = results("exempt");
    let said = "At 30 September 2026, {} of children lived outside the authority's area.";
    let share = |id: &str| results.at(id, "month", "2026-09-30").unwrap().value();
    let right = said.replace("{}", &share("placed_out_of_area"));
    let wrong = said.replace("{}", &share("placed_at_a_distance"));
    assert_eq!(sayings::check(&right, "", &book, results), Ok(1));
    assert!(sayings::check(&wrong, "", &book, results).is_err());
    for claim in claims("exempt", "scrutiny-paper") {
        let Claim::Table(mut table) = claim else { continue };
        let kind = said_tables::kind(&table.caption).unwrap();
        if kind.name == "left out" || table.rows.len() < 2 {
            continue;
        }
        let (one, other) = (table.rows[0][0].clone(), table.rows[1][0].clone());
        table.rows[0][0] = other;
        table.rows[1][0] = one;
        let outcome = said_tables::check_row(&table, &kind, &table.rows[0], &book, results);
        assert!(outcome.is_err(), "{}: {:?}", table.caption, table.rows[0]);
    }
}
