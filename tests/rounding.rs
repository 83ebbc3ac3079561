//! Public counts to the nearest multiple. Random tables are rounded, and then
//! attacked by a reader who knows every printed number, what adds up to what
//! and the rules: each count that is shown can be all that prints as it does.
//! And the sample council is published with its counts rounded: every public
//! file is read back, and holds no other count.

#[path = "support/markdown.rs"]
mod markdown;
#[path = "support/sample.rs"]
mod sample;
#[path = "support/word_file.rs"]
mod word_file;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sufficiency::measure::disclosure::rounded::{Rounding, keep_rounded};
use sufficiency::measure::disclosure::{Cell, Protection, Quantity, Sum, Tables, protect};

use sample::{Row, published, rows, sample};
use workspace::{Workspace, repository};

const FIVE: Rounding = Rounding { to: 5, threshold: 8 };

/// A table of groups of parts, with a total of each group and of all.
#[derive(Clone, Debug)]
struct Groups {
    tables: Tables,
    parts: Vec<Vec<usize>>,
    totals: Vec<usize>,
    whole: usize,
}

fn quantity(tables: &mut Tables, amount: i64) -> usize {
    let is_at_risk = (1..FIVE.threshold).contains(&amount);
    let needs = if is_at_risk { FIVE.threshold } else { 0 };
    let own = Quantity { amount, least: 1, needs, is_given: false, is_printed: true };
    tables.quantities.push(own);
    let number = tables.quantities.len() - 1;
    tables.cells.push(Cell { shows: vec![number], is_hidden: is_at_risk, weight: amount });
    number
}

fn total(tables: &mut Tables, parts: &[usize]) -> usize {
    let amount = parts.iter().map(|part| tables.quantities[*part].amount).sum();
    let whole = quantity(tables, amount);
    let mut terms: Vec<(usize, i64)> = parts.iter().map(|part| (*part, 1)).collect();
    terms.push((whole, -1));
    tables.sums.push(Sum { terms });
    whole
}

fn groups(amounts: &[Vec<i64>]) -> Groups {
    let mut tables = Tables::default();
    let parts: Vec<Vec<usize>> = amounts
        .iter()
        .map(|group| group.iter().map(|amount| quantity(&mut tables, *amount)).collect())
        .collect();
    let totals: Vec<usize> = parts.iter().map(|group| total(&mut tables, group)).collect();
    let whole = total(&mut tables, &totals);
    Groups { tables, parts, totals, whole }
}

/// What each quantity can be by what is printed of it: all that rounds so, and
/// where it is hidden one or more.
fn printed(tables: &Tables, found: &Protection) -> Vec<BTreeSet<i64>> {
    let cells = tables.cells.iter().zip(&tables.quantities).enumerate();
    cells
        .map(|(number, (cell, own))| {
            if cell.is_hidden || found.hidden.contains_key(&number) {
                return (1..200).collect();
            }
            // The attacker rounds as people do, and shares nothing with the program.
            let multiple = |count: i64| (count + 2) / 5 * 5;
            let is_alike = |count: &i64| match own.amount {
                0 => *count == 0,
                amount => *count >= FIVE.threshold && multiple(*count) == multiple(amount),
            };
            (0..400).filter(is_alike).collect()
        })
        .collect()
}

/// All sums of one value of each part, with what each part is in some of them
/// that come to a total which can be.
fn fitting(parts: &[BTreeSet<i64>], totals: &BTreeSet<i64>) -> (Vec<BTreeSet<i64>>, BTreeSet<i64>) {
    let add = |sums: &BTreeSet<i64>, part: &BTreeSet<i64>| -> BTreeSet<i64> {
        let most = totals.last().copied().unwrap_or_default();
        let pairs = sums.iter().flat_map(|sum| part.iter().map(move |own| sum + own));
        pairs.filter(|sum| *sum <= most).collect()
    };
    let all = parts.iter().fold(BTreeSet::from([0]), |sums, part| add(&sums, part));
    let fits = (0..parts.len())
        .map(|own| {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != own);
            let others = others.fold(BTreeSet::from([0]), |sums, (_, part)| add(&sums, part));
            let is_possible =
                |value: &&i64| others.iter().any(|rest| totals.contains(&(rest + **value)));
            parts[own].iter().filter(is_possible).copied().collect()
        })
        .collect();
    (fits, all.intersection(totals).copied().collect())
}

/// What a reader is left with, going up and down the tree until nothing moves:
/// for a tree of sums that is all that can be worked out.
fn attacked(of: &Groups, mut known: Vec<BTreeSet<i64>>) -> Vec<BTreeSet<i64>> {
    loop {
        let before = known.clone();
        let sums = of.parts.iter().zip(&of.totals).map(|(parts, whole)| (parts, *whole));
        for (parts, whole) in sums.chain([(&of.totals, of.whole)]) {
            let own: Vec<BTreeSet<i64>> = parts.iter().map(|part| known[*part].clone()).collect();
            let (fits, totals) = fitting(&own, &known[whole]);
            parts.iter().zip(fits).for_each(|(part, fit)| known[*part] = fit);
            known[whole] = totals;
        }
        if known == before {
            return known;
        }
    }
}

#[test]
fn a_reader_who_adds_up_rounded_counts_learns_no_more_of_any() {
    let amount = prop_oneof![1 => Just(0), 2 => 1..8i64, 6 => 8..40i64];
    let amounts = vec(vec(amount, 1..5), 1..4);
    let mut runner = TestRunner::new(Config { cases: 1500, ..Config::default() });
    let outcome = runner.run(&amounts, |amounts| {
        let of = groups(&amounts);
        let mut found = protect(&of.tables);
        keep_rounded(&of.tables, FIVE, &mut found);
        let seen = printed(&of.tables, &found);
        let left = attacked(&of, seen.clone());
        for (number, own) in of.tables.quantities.iter().enumerate() {
            prop_assert!(left[number].contains(&own.amount), "the truth is possible");
            let is_shown =
                !of.tables.cells[number].is_hidden && !found.hidden.contains_key(&number);
            if is_shown && own.amount > 0 {
                prop_assert_eq!(left[number].len(), 5, "{:?} in {:?}", own.amount, amounts);
                prop_assert_eq!(&left[number], &seen[number]);
            }
        }
        Ok(())
    });
    outcome.unwrap();
}

/// Four twelves print as 10 each and 50 together: without more they are known.
#[test]
fn four_twelves_would_be_known_if_nothing_were_hidden() {
    let of = groups(&[vec![12, 12, 12, 12]]);
    let nothing = Protection::default();
    let left = attacked(&of, printed(&of.tables, &nothing));
    assert_eq!(left[of.parts[0][0]], BTreeSet::from([12]), "the attack finds what there is");
    let mut found = Protection::default();
    keep_rounded(&of.tables, FIVE, &mut found);
    assert!(!found.hidden.is_empty());
}

/// The sample, its public counts rounded to five.
fn rounded() -> &'static Workspace {
    static MADE: OnceLock<Workspace> = OnceLock::new();
    MADE.get_or_init(|| {
        let workspace = Workspace::copy_of(&repository("sample-extracts"));
        workspace.replace("council.toml", "round_to = 0", "round_to = 5");
        workspace.run(&["run"]).expect(0);
        workspace
    })
}

fn is_of_money(row: &Row) -> bool {
    row["unit"].starts_with("pounds") || row["measure"] == "off_contract_spend"
}

fn is_multiple(text: &str) -> bool {
    text.is_empty() || text.parse::<f64>().unwrap() % 5.0 == 0.0
}

/// The columns of a row that hold counts.
fn counts(row: &Row) -> Vec<&'static str> {
    let mut columns = vec!["cases", "children", "providers", "kept_open"];
    if !is_of_money(row) {
        columns.extend(["numerator", "denominator", "not_known"]);
    }
    let is_count = ["count", "nights"].contains(&row["unit"].as_str());
    if is_count && row["period_kind"] != "year_to_date_mean" {
        columns.extend(["value", "previous", "change", "last_year", "last_year_change"]);
    }
    columns
}

#[test]
fn every_count_of_the_public_data_is_a_multiple() {
    let public = rows(&published(rounded(), "public/data/results.csv"));
    let mut seen = BTreeMap::<&str, usize>::new();
    for row in &public {
        for column in counts(row) {
            assert!(is_multiple(&row[column]), "{} {} {}", row["measure"], column, row[column]);
            *seen.entry(column).or_default() += usize::from(!row[column].is_empty());
        }
        let shares = ["percent", "rate per 10,000"].contains(&row["unit"].as_str());
        if shares && !is_of_money(row) && row["period_kind"] != "year_to_date_mean" {
            share_is_of_the_parts(row);
        }
        assert!(
            row["unit"].starts_with("pounds") || row["statistic"] != "mean" || {
                row["numerator"].is_empty()
            }
        );
    }
    for column in ["numerator", "denominator", "cases", "value", "previous", "change"] {
        assert!(seen[column] > 300, "{column}: {seen:?}");
    }
}

/// A share is worked out from what stands beside it.
fn share_is_of_the_parts(row: &Row) {
    let number = |column: &str| row[column].parse::<f64>().ok();
    let (Some(value), Some(of), Some(all)) =
        (number("value"), number("numerator"), number("denominator"))
    else {
        assert!(row["value"].is_empty(), "{row:?}");
        return;
    };
    let by = if row["unit"] == "percent" { 100.0 } else { 10_000.0 };
    assert!((value - by * of / all).abs() < 0.000_001, "{} {}", row["measure"], value);
    assert_eq!(row["is_small"], (all < 30.0).to_string());
}

/// The exempt data are those of a run that rounds nothing.
#[test]
fn nothing_is_rounded_in_the_exempt_copies() {
    let path = "exempt/data/results.csv";
    assert!(published(rounded(), path) == published(sample(), path), "{path} differs");
    let exempt = published(rounded(), "exempt/scrutiny-paper.md");
    assert!(!exempt.contains("rounded to the nearest"));
    let public = published(rounded(), "public/scrutiny-paper.md");
    assert!(public.contains("Counts are rounded to the nearest 5"));
    assert!(public.contains("Rounded to the nearest 5; totals may not add up."));
    assert!(published(rounded(), "public/data/datapackage.json").contains("nearest 5"));
}

/// The runs of digits in a text that are numbers of their own.
fn numbers(text: &str) -> BTreeSet<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == ',' || letter == '.';
    text.split(|letter: char| !is_part(letter))
        .map(|word| word.trim_matches([',', '.']).replace(',', ""))
        .filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
        .collect()
}

/// The words of marked-up text, without those of its head.
fn words(marked: &str) -> String {
    let mut text = String::new();
    let body = marked.split_once("<body").map_or(marked, |(_, body)| body);
    for piece in body.split('<').skip(1) {
        let Some((tag, words)) = piece.split_once('>') else { continue };
        // What an SVG draws stands in its table; where it draws it is no count.
        if !tag.starts_with("w:instrText") {
            text.push_str(&words.replace("&#39;", "'"));
            text.push(' ');
        }
    }
    text
}

/// A page and a Word file hold no number that the Markdown copy does not, and
/// that copy is held to the results by `tests/said.rs`.
#[test]
fn pages_and_word_files_hold_no_other_number() {
    let folder = sample::latest(rounded()).join("public");
    let mut read = 0;
    for (name, bytes) in workspace::files(&folder) {
        let Some((stem, ending)) = name.rsplit_once('.').filter(|(stem, _)| !stem.contains('/'))
        else {
            continue;
        };
        let text = match ending {
            "html" => words(&without_drawings(&String::from_utf8(bytes).unwrap())),
            "docx" => words(&word_file::part(&bytes, "word/document.xml")),
            _ => continue,
        };
        let markdown = published(rounded(), &format!("public/{stem}.md"));
        let said = numbers(&markdown.replace('\\', ""));
        let own: Vec<String> = numbers(&text).difference(&said).cloned().collect();
        assert!(own.is_empty(), "{name} alone says {own:?}");
        read += 1;
    }
    assert_eq!(read, 12, "six public reports, each as a page and in Word");
}

/// A page without its charts; each stands above a table with its figures.
fn without_drawings(page: &str) -> String {
    let mut pieces = page.split("<svg");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once("</svg>").map_or("", |(_, after)| after));
    }
    kept
}

/// What the charts print is printed in the tables too.
#[test]
fn charts_print_rounded_figures() {
    let folder = sample::latest(rounded()).join("public");
    let mut drawn = 0;
    for (name, bytes) in workspace::files(&folder) {
        if !name.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).unwrap();
        for piece in page.split("class=\"figure\"").skip(1) {
            let said = piece.split_once('>').unwrap().1.split_once('<').unwrap().0;
            if said.chars().all(|letter| letter.is_ascii_digit()) {
                assert!(is_multiple(said), "{name}: a chart says {said}");
                drawn += 1;
            }
        }
    }
    assert!(drawn > 20, "only {drawn} figures are drawn");
}

/// The workbook's counts are those of the data.
#[test]
fn every_count_of_the_public_workbook_is_a_multiple() {
    use calamine::{Data, Reader, open_workbook_auto};
    let path = sample::latest(rounded()).join("public/data/results.xlsx");
    let mut book = open_workbook_auto(path).unwrap();
    let notes = format!("{:?}", book.worksheet_range("Notes").unwrap());
    assert!(notes.contains("rounded to the nearest 5"));
    let mut seen = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let cells: Vec<&[Data]> = range.rows().collect();
        let says = cells.get(1).map(|row| row[0].to_string()).unwrap_or_default();
        if !says.contains("Unit: count") && !says.contains("Unit: nights") {
            continue;
        }
        let heads: Vec<String> = cells[2].iter().map(ToString::to_string).collect();
        for row in &cells[3..] {
            if row[0].to_string().contains("on average") {
                continue;
            }
            for column in ["Numerator", "Value", "Previous period", "Same period last year"] {
                let at = heads.iter().position(|head| head == column).unwrap();
                if let Data::Float(count) = &row[at] {
                    assert!(count % 5.0 == 0.0, "{name} {column}: {count}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 1000, "only {seen} counts");
}

/// What is written wrong is refused with its line and a hint, before any data
/// is read.
#[test]
fn a_wrong_setting_is_refused() {
    for (written, says) in [
        ("round_to = -5", "must be 0 or more"),
        ("round_to = 500", "must be 100 or less"),
        ("round_to = \"five\"", "round_to"),
        ("round_to = 2.5", "round_to"),
        ("rounded_to = 5", "round_to"),
    ] {
        let workspace = Workspace::small();
        workspace.append("council.toml", &format!("\n[disclosure]\n{written}\n"));
        let said = workspace.run(&["run"]);
        assert_eq!(said.exit, Some(3), "{written}: {}", said.err);
        assert!(said.err.contains("council.toml:") && said.err.contains(says), "{}", said.err);
    }
}
