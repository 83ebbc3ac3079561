//! What a paper's tables say, held against the results cell by cell.
//! `tests/cases/said/tables.csv` says of every table what its rows are, or why
//! it is left out.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::markdown::Table;
use crate::printed;
use crate::results::{Figure, Results};
use crate::said_charts;
use crate::sayings::{self, Book, is_year_so_far};

/// Columns that hold words.
const WORDS: [&str; 5] = ["Better", "Direction", "Owner", "Position", "Data quality"];

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What the rows of a table are.
#[derive(Clone, Debug, Default)]
pub struct Kind {
    pub name: String,
    /// A figure a column, by its heading; of all columns where that is empty.
    pub figures: Vec<(String, String)>,
    pub breakdown: String,
    pub period: String,
    pub why: String,
}

/// The kind of a table by its caption; a caption of the list may begin with a
/// star, which stands for any words.
pub fn kind(caption: &str) -> Option<Kind> {
    let line = sayings::lines("tables.csv").into_iter().find(|line| {
        let is_end = line[0].strip_prefix('*').is_some_and(|end| caption.ends_with(end));
        line[0] == caption || is_end
    })?;
    let figure = |part: &str| match part.split_once(": ") {
        Some((heading, figure)) => (heading.to_owned(), figure.to_owned()),
        None => (String::new(), part.to_owned()),
    };
    Some(Kind {
        name: line[1].clone(),
        figures: line[2].split("; ").map(figure).collect(),
        breakdown: line[3].clone(),
        period: line[4].clone(),
        why: line[5].clone(),
    })
}

/// Holds one row against the results; how many numbers and symbols were
/// compared.
pub fn check_row(
    table: &Table,
    kind: &Kind,
    cells: &[String],
    book: &Book,
    results: &Results,
) -> Result<usize, String> {
    let outcome = match kind.name.as_str() {
        "measures" => measure(table, cells, book, results),
        "months" => months(table, cells, book, results),
        "categories" => category(table, kind, cells, results),
        "periods" => period(table, kind, cells, results),
        "thousands" => thousands(table, kind, cells, results),
        "years" => said_charts::year(table, kind, cells, results),
        "month ends" => said_charts::month_end(table, cells, book, results),
        "funnel" => said_charts::funnel(table, cells, results),
        other => Err(format!("no kind of table is called {other}")),
    };
    outcome.map_err(|says| format!("{} › {}: {says}", table.caption, cells.join(" | ")))
}

/// A row named by a figure: some current row of it, or one of a whole year,
/// has all its cells.
fn measure(
    table: &Table,
    cells: &[String],
    book: &Book,
    results: &Results,
) -> Result<usize, String> {
    let id = book.label(&cells[0]).ok_or("the phrase book has no such label")?;
    let is_year =
        |row: &Figure| row.text("period_kind") == "year" && row.text("is_partial") == "false";
    let mut says = "no row".to_owned();
    let rows = results.whole(id).filter(|row| row.is_current() || is_year(row));
    for row in rows.cloned().chain([Figure::default()]) {
        match all_fit(table, cells, &row, id, results) {
            Ok(compared) => return Ok(compared),
            Err(other) if row.is_current() => says = other,
            Err(_) => {}
        }
    }
    Err(says)
}

fn all_fit(
    table: &Table,
    cells: &[String],
    row: &Figure,
    id: &str,
    results: &Results,
) -> Result<usize, String> {
    let mut compared = 0;
    let is_of_years = table.columns.iter().any(|heading| heading == "Year so far");
    let so_far = results.whole(id).find(|row| is_year_so_far(row)).cloned().unwrap_or_default();
    for (heading, cell) in table.columns.iter().zip(cells).skip(1) {
        let row = if is_of_years { &so_far } else { row };
        compared += cell_fits(heading, cell, row, id, results)?;
    }
    Ok(compared)
}

/// Holds a cell to what its heading says of a row.
fn cell_fits(
    heading: &str,
    cell: &str,
    row: &Figure,
    id: &str,
    results: &Results,
) -> Result<usize, String> {
    if heading == "Data quality" {
        let said = sayings::numbers(cell);
        let known = row.plain("not_known");
        let fits = said.iter().all(|number| Some(&number.text) == known.as_ref());
        let is_said = said.is_empty() || cell.contains(" not known");
        return (fits && is_said).then_some(said.len()).ok_or(format!("{cell} of {known:?}"));
    }
    let without = |what: &str| format!("{cell} under {heading}, where it is {what}");
    let Some(expected) = expected(heading, row, id, results) else {
        let has_digits = cell.chars().any(|letter| letter.is_ascii_digit());
        return (!has_digits).then_some(0).ok_or(without("no number"));
    };
    match bare(heading, cell) == expected {
        true => Ok(1),
        false => Err(without(&expected)),
    }
}

/// A cell without the words of its unit, its shape and its status.
fn bare(heading: &str, cell: &str) -> String {
    let units = [" nights", " days", " a week", " a night", " miles"];
    if heading.starts_with("Target") {
        let found = sayings::numbers(cell);
        return found.first().map_or(String::new(), |number| number.text.clone());
    }
    let unit = units.iter().find_map(|unit| cell.strip_suffix(unit));
    unit.unwrap_or(cell).to_owned()
}

/// What a heading's cell must print; nothing where it may not be a number.
fn expected(heading: &str, row: &Figure, id: &str, results: &Results) -> Option<String> {
    let symbol = if row.symbol().is_empty() { "x" } else { row.symbol() };
    let price = |name: &str| {
        Some(
            row.printed(name)
                .unwrap_or_else(|| if row.is_shown() { "c".to_owned() } else { symbol.to_owned() }),
        )
    };
    match heading {
        _ if WORDS.contains(&heading) => None,
        "Now" | "Figure" | "Share" | "Average" | "Year so far" | "Ours" => Some(value(row)),
        "A year before" => Some(earlier(row, "last_year")),
        "Period before" => Some(earlier(row, "previous")),
        "Change" => Some(match row.number("last_year_change").filter(|_| row.is_shown()) {
            Some(change) => printed::signed(change, row.unit()),
            None => earlier(row, "last_year"),
        }),
        "% change" => Some(match row.number("last_year_percent_change") {
            Some(change) if row.is_shown() => printed::signed_percent(change),
            _ if row.number("last_year").is_some() => "z".to_owned(),
            _ => earlier(row, "last_year"),
        }),
        "95% interval" => Some(format!("{} to {}", row.printed("lower")?, row.printed("upper")?)),
        "Target" | "Target and status" => row.printed("target").filter(|_| row.is_shown()),
        "Lowest" => price("lowest"),
        "Median" | "Middle" => price("median"),
        "Highest" => price("highest"),
        "Lately" => Some(results.lately(id)),
        "England" | "Region" | "Neighbours" | "Best" => {
            Some(row.printed(&heading.to_lowercase()).unwrap_or_else(|| "x".to_owned()))
        }
        "Their year" => Some(row.text("benchmark_period").to_owned()),
        "Counted" => row.plain("numerator"),
        "Out of" => row.plain("denominator"),
        "Period" => Some(match row.text("period_kind") {
            "year_to_date" => "Year so far".to_owned(),
            "year" => financial_year(day(row.text("period_end"))?),
            _ => short(day(row.text("period_end"))?),
        }),
        year if year.len() == 7 => {
            let end = format!("20{}-03-31", &year[5..]);
            Some(results.at(id, "year", &end).map_or("x".to_owned(), value))
        }
        date if Some(date) == day(row.text("period_end")).map(short).as_deref() => Some(value(row)),
        date if Some(date) == day(row.text("last_year_end")).map(short).as_deref() => {
            Some(earlier(row, "last_year"))
        }
        _ => Some(format!("unknown to this test, being headed {heading}")),
    }
}

/// The value or its symbol; what there is no row of is not available.
fn value(row: &Figure) -> String {
    if row.text("measure").is_empty() { "x".to_owned() } else { row.value() }
}

/// An earlier figure, or the symbol that stands for it.
fn earlier(row: &Figure, name: &str) -> String {
    if !row.is_shown() {
        return row.symbol().to_owned();
    }
    let is_hidden = row.text(&format!("{name}_is_hidden")) == "true";
    let symbol = if is_hidden { "c" } else { "x" };
    row.printed(name).unwrap_or_else(|| symbol.to_owned())
}

/// The months of a financial year; empty where the results have no row.
fn months(
    table: &Table,
    cells: &[String],
    book: &Book,
    results: &Results,
) -> Result<usize, String> {
    let label = table.caption.strip_suffix(", by financial year").unwrap_or_default();
    let id = book.label(label).or_else(|| book.figures(label).map(|found| found[0].as_str()));
    let id = id.ok_or("the phrase book has no such label")?;
    let first: i32 = cells[0][..4].parse().map_err(|_| "no financial year")?;
    let mut compared = 0;
    for (heading, cell) in table.columns.iter().zip(cells).skip(1) {
        let month = MONTHS.iter().position(|month| month == heading).ok_or("no month")? + 1;
        let start = format!("{}-{month:02}-01", if month < 4 { first + 1 } else { first });
        let row = results
            .whole(id)
            .find(|row| row.text("period_kind") == "month" && row.text("period_start") == start);
        let expected = row.map_or(String::new(), value);
        if bare(heading, cell) != expected {
            return Err(format!("{cell} under {heading}, where it is {expected:?}"));
        }
        compared += usize::from(!expected.is_empty());
    }
    Ok(compared)
}

fn category(
    table: &Table,
    kind: &Kind,
    cells: &[String],
    results: &Results,
) -> Result<usize, String> {
    let mut compared = 0;
    for (heading, cell) in table.columns.iter().zip(cells).skip(1) {
        let own = kind.figures.iter().find(|(name, _)| name == heading);
        let id = &own.unwrap_or(&kind.figures[0]).1;
        let row = row_of(kind, id, &cells[0], results).cloned().unwrap_or_default();
        let heading = if own.is_some() { "Now" } else { heading };
        compared += cell_fits(heading, cell, &row, id, results)?;
    }
    Ok(compared)
}

fn row_of<'a>(kind: &Kind, id: &str, label: &str, results: &'a Results) -> Option<&'a Figure> {
    match label {
        "Total" | "All" => results.category(id, &kind.period, "all", "all"),
        _ => results.category(id, &kind.period, &kind.breakdown, label),
    }
}

fn period(
    table: &Table,
    kind: &Kind,
    cells: &[String],
    results: &Results,
) -> Result<usize, String> {
    for (heading, cell) in table.columns.iter().zip(cells).skip(1) {
        let id = kind.figures.iter().find(|(name, _)| name == heading);
        let (_, id) = id.ok_or("a column without a figure")?;
        let is_it = |row: &&Figure| {
            let is_cut = kind.period == "year" && row.text("is_partial") == "true";
            row.text("period_kind") == kind.period
                && !is_cut
                && label(row).as_deref() == Some(&cells[0])
        };
        let row = results.whole(id).find(is_it);
        let expected = row.map_or("x".to_owned(), value);
        if *cell != expected {
            return Err(format!("{cell} under {heading}, where it is {expected}"));
        }
    }
    Ok(cells.len() - 1)
}

/// `July to September 2026`, `2025-26`.
fn label(row: &Figure) -> Option<String> {
    let (start, end) = (day(row.text("period_start"))?, day(row.text("period_end"))?);
    Some(match row.text("period_kind") {
        "year" => financial_year(end),
        _ => format!("{} to {}", start.format("%B"), end.format("%B %Y")),
    })
}

/// Budget and spend in thousands: a line may differ by one, so that all lines
/// add up; the total may not, and a difference is that of the printed numbers.
fn thousands(
    table: &Table,
    kind: &Kind,
    cells: &[String],
    results: &Results,
) -> Result<usize, String> {
    let pounds = |heading: &str| {
        let (_, id) = kind.figures.iter().find(|(name, _)| name == heading)?;
        let row = row_of(kind, id, &cells[0], results);
        Some(row.and_then(|row| row.number("value")).unwrap_or_default())
    };
    let said = |heading: &str| {
        let at = table.columns.iter().position(|column| column == heading)?;
        let digits: String = cells[at].chars().filter(|letter| *letter != ',').collect();
        printed::millionths(&digits.replace('−', "-")).map(|value| value / 1_000_000)
    };
    let slack = i128::from(cells[0] != "Total");
    for (heading, cell) in table.columns.iter().zip(cells).skip(1) {
        let (budget, spend) = (pounds("Budget"), pounds("Spend"));
        let (budget, spend) = (budget.ok_or("no budget")?, spend.ok_or("no spend")?);
        let fits = match heading.as_str() {
            "Position" => !cell.chars().any(|letter| letter.is_ascii_digit()),
            "Difference" => {
                let (one, other) = (said("Spend").ok_or("")?, said("Budget").ok_or("")?);
                *cell == printed::signed((one - other) * 1_000_000, "count")
            }
            "Difference, %" if budget == 0 => cell == "z",
            "Difference, %" => {
                *cell == printed::signed_percent(printed::percent_of(spend - budget, budget))
            }
            own => {
                let exact = printed::thousands(pounds(own).ok_or("an unknown column")?);
                (said(own).ok_or("no number")? - exact).abs() <= slack
            }
        };
        if !fits {
            return Err(format!("{cell} under {heading}, of {budget} and {spend} millionths"));
        }
    }
    Ok(cells.len() - 2)
}

/// What holds of a table as a whole: no category is left out, and lines in
/// thousands add up to their total.
pub fn check_whole(table: &Table, kind: &Kind, results: &Results) -> Result<(), String> {
    let labels: BTreeSet<&str> = table.rows.iter().map(|cells| cells[0].as_str()).collect();
    if kind.name == "categories" {
        let known = results.categories(&kind.figures[0].1, &kind.period, &kind.breakdown);
        let wanting: Vec<&&str> = known.difference(&labels).collect();
        if !wanting.is_empty() {
            return Err(format!("{}: {wanting:?} are left out", table.caption));
        }
    }
    if kind.name == "years" {
        said_charts::whole(table, kind, &labels, results)?;
    }
    if kind.name == "thousands" && labels.contains("Total") {
        for column in 1..=3 {
            let numbers: Vec<i64> = table
                .rows
                .iter()
                .map(|cells| cells[column].replace(['+', ','], "").replace('−', "-"))
                .map(|text| text.parse().unwrap())
                .collect();
            let (total, lines) = numbers.split_last().unwrap();
            if lines.iter().sum::<i64>() != *total {
                return Err(format!("{}: column {column} does not add up", table.caption));
            }
        }
    }
    Ok(())
}

pub fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

pub fn short(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn financial_year(end: NaiveDate) -> String {
    let first = if end.month() >= 4 { end.year() } else { end.year() - 1 };
    format!("{first}-{:02}", (first + 1) % 100)
}
