//! Rows written down by hand beside the rows of a table: which are missing,
//! which are too many, which differ and where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::pipeline::Counted;

/// Where the figures stand.
pub(super) const RESULTS: &str = "result.results";

/// What makes a row of `result.results` the one that is meant, with what holds
/// where a file leaves the column out.
const RESULT_KEY: [(&str, &str); 7] = [
    ("figure", ""),
    ("period_kind", ""),
    ("period_end", ""),
    ("breakdown", "all"),
    ("category", "all"),
    ("breakdown_2", ""),
    ("category_2", ""),
];

type Row = BTreeMap<String, String>;

/// What is different, one line each. `select` returns the rows of `table`.
///
/// Of another table than the results, the first column written down makes a
/// row the one that is meant, or the first two where the first does not tell
/// the expected rows apart; of all rows that share the first with an expected
/// one, each must be expected.
pub(super) fn differences(
    counted: &Counted,
    measure: &str,
    table: &str,
    select: &str,
    file: &Path,
) -> Result<Vec<String>> {
    let (columns, expected) = read(file)?;
    let is_result = table == RESULTS;
    let key: Vec<(&str, &str)> = if is_result {
        let has_authority = columns.iter().any(|column| column == "authority");
        let own: &[(&str, &str)] = if has_authority { &[("authority", "")] } else { &[] };
        [("measure", measure)].iter().chain(&RESULT_KEY).chain(own).copied().collect()
    } else {
        let first = columns.first().map(String::as_str).unwrap_or_default();
        let firsts: BTreeSet<_> = expected.iter().map(|row| row.get(first)).collect();
        let length = if firsts.len() == expected.len() { 1 } else { 2 };
        columns.iter().take(length).map(|column| (column.as_str(), "")).collect()
    };
    let came: Vec<Map<String, Value>> = counted.warehouse.rows(select)?;
    let mut wrong = Vec::new();
    for row in &expected {
        wrong.extend(compare(row, &came, &key));
    }
    if let (false, [(first, _), (second, _)]) = (is_result, key.as_slice()) {
        wrong.extend(unexpected(&expected, &came, first, second));
    }
    Ok(wrong.into_iter().map(|line| format!("{table}: {line}")).collect())
}

/// The measures that a file of results speaks of.
pub(super) fn measures(file: &Path, usual: &str) -> Result<BTreeSet<String>> {
    let (_, rows) = read(file)?;
    let named = |row: Row| row.get("measure").cloned().unwrap_or_else(|| usual.to_owned());
    Ok(rows.into_iter().map(named).collect())
}

/// The columns of a file and its rows.
fn read(file: &Path) -> Result<(Vec<String>, Vec<Row>)> {
    let failed = |cause: csv::Error| {
        let says = format!("cannot be read: {cause}");
        Error::new(Exit::Definition, file.display().to_string(), says)
            .hint("write it as CSV with one line of columns")
    };
    let mut reader = csv::Reader::from_path(file).map_err(failed)?;
    let columns = reader.headers().map_err(failed)?.iter().map(str::to_owned).collect();
    let rows = reader.deserialize().collect::<std::result::Result<_, _>>().map_err(failed)?;
    Ok((columns, rows))
}

fn compare(row: &Row, came: &[Map<String, Value>], key: &[(&str, &str)]) -> Vec<String> {
    let wanted: Vec<(&str, &str)> = key
        .iter()
        .map(|(column, usual)| (*column, row.get(*column).map_or(*usual, String::as_str)))
        .collect();
    let told = wanted.iter().map(|(_, value)| *value).filter(|value| !value.is_empty());
    let named = || told.clone().collect::<Vec<_>>().join(" ");
    let matching: Vec<&Map<String, Value>> = came
        .iter()
        .filter(|other| wanted.iter().all(|(column, value)| is_equal(value, other.get(*column))))
        .collect();
    let rows = row.get("rows").and_then(|rows| rows.parse().ok()).unwrap_or(1);
    if matching.len() != rows {
        return vec![format!("{}: {} rows, expected {rows}", named(), matching.len())];
    }
    let mut wrong = Vec::new();
    for (column, value) in row {
        if column == "rows" || key.iter().any(|(known, _)| known == column) {
            continue;
        }
        for other in &matching {
            if !is_equal(value, other.get(column)) {
                let found = other.get(column).map_or("no such column".to_owned(), shown);
                wrong.push(format!("{}: {column} is {found}, expected {value}", named()));
            }
        }
    }
    wrong
}

/// Rows that share the first column of the key with an expected one, and are
/// not expected themselves.
fn unexpected(
    expected: &[Row],
    came: &[Map<String, Value>],
    first: &str,
    second: &str,
) -> Vec<String> {
    let text =
        |row: &Map<String, Value>, column: &str| row.get(column).map_or_else(String::new, shown);
    let groups: BTreeSet<&str> =
        expected.iter().filter_map(|row| row.get(first)).map(String::as_str).collect();
    let known: BTreeSet<(&str, &str)> = expected
        .iter()
        .filter_map(|row| Some((row.get(first)?.as_str(), row.get(second)?.as_str())))
        .collect();
    came.iter()
        .map(|row| (text(row, first), text(row, second)))
        .filter(|(group, own)| {
            groups.contains(group.as_str()) && !known.contains(&(group.as_str(), own.as_str()))
        })
        .map(|(group, own)| format!("{group} {own}: not expected"))
        .collect()
}

/// Whether a value is the one written. Empty is null or an empty text; a number
/// with digits behind the point is compared to as many digits.
fn is_equal(written: &str, value: Option<&Value>) -> bool {
    let Some(value) = value else {
        return false;
    };
    let number = value.as_f64().zip(written.parse::<f64>().ok());
    let Some((found, wanted)) = number else {
        return shown(value) == written;
    };
    let digits = written.split_once('.').map_or(0, |(_, digits)| digits.len());
    let margin = if digits == 0 { 0.0 } else { 0.5 * 10f64.powi(-(digits as i32)) };
    (found - wanted).abs() <= margin + 1e-9
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}
