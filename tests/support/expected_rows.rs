//! Rows written down by hand beside the rows of a table: which are missing,
//! which are too many, which differ and where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use libtest_mimic::Failed;
use serde_json::{Map, Value};
use sufficiency::pipeline::Counted;

use crate::counting;

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

/// What makes a row of a model table the one that is meant. Of all rows that
/// share the first with an expected one, each must be expected.
const MODEL_KEYS: [(&str, [&str; 2]); 14] = [
    ("model.episodes", ["child_id", "started_on"]),
    ("model.episode_repairs", ["child_id", "repair"]),
    ("model.periods_of_care", ["child_id", "started_on"]),
    ("model.placements", ["child_id", "started_on"]),
    ("model.caseload", ["counted_on", "child_id"]),
    ("model.postcodes", ["postcode", "postcode"]),
    ("model.agreements", ["child_id", "starts_on"]),
    ("model.inspections", ["urn", "inspected_on"]),
    ("model.referrals", ["referral_id", "received_on"]),
    ("model.regulated_settings", ["urn", "urn"]),
    ("model.benchmarks", ["indicator", "area"]),
    ("model.coverage", ["extract", "authority"]),
    ("result.benchmarks", ["beside", "beside"]),
    ("staging.files", ["extract", "file"]),
];

type Row = BTreeMap<String, String>;

/// What is different, one line each.
pub fn differences(
    counted: &Counted,
    measure: &str,
    table: &str,
    file: &Path,
) -> Result<Vec<String>, Failed> {
    let expected: Vec<Row> =
        csv::Reader::from_path(file)?.deserialize().collect::<Result<_, _>>()?;
    let is_result = table == "result.results";
    let key: Vec<(&str, &str)> = if is_result {
        let has_authority = expected.iter().any(|row| row.contains_key("authority"));
        let own: &[(&str, &str)] = if has_authority { &[("authority", "")] } else { &[] };
        [("measure", measure)].iter().chain(&RESULT_KEY).chain(own).copied().collect()
    } else {
        let (_, key) =
            MODEL_KEYS.iter().find(|(known, _)| *known == table).ok_or("no key for the table")?;
        key.iter().map(|column| (*column, "")).collect()
    };
    let came = counting::rows(counted, &select(table));
    let mut wrong = Vec::new();
    for row in &expected {
        wrong.extend(compare(row, &came, &key));
    }
    if !is_result {
        wrong.extend(unexpected(&expected, &came, &key));
    }
    Ok(wrong.into_iter().map(|line| format!("{table}: {line}")).collect())
}

/// A repair is named by its rule and the day its episode began, a benchmark by
/// its basis, period and category.
fn select(table: &str) -> String {
    match table {
        "model.episode_repairs" => {
            "select *, rule || ' ' || split_part(episode_id, '/', 3) as repair
            from model.episode_repairs"
                .to_owned()
        }
        "result.benchmarks" => {
            "select *, basis || ' ' || period_kind || ' ' || period_end || ' ' || category as beside
            from result.benchmarks"
                .to_owned()
        }
        _ => format!("select * from {table}"),
    }
}

fn compare(row: &Row, came: &[Map<String, Value>], key: &[(&str, &str)]) -> Vec<String> {
    let wanted: Vec<(&str, &str)> = key
        .iter()
        .map(|(column, usual)| (*column, row.get(*column).map_or(*usual, String::as_str)))
        .collect();
    let named = || wanted.iter().map(|(_, value)| *value).collect::<Vec<_>>().join(" ");
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
fn unexpected(expected: &[Row], came: &[Map<String, Value>], key: &[(&str, &str)]) -> Vec<String> {
    let (first, second) = (key[0].0, key[1].0);
    let groups: BTreeSet<&str> =
        expected.iter().filter_map(|row| row.get(first)).map(String::as_str).collect();
    let known: BTreeSet<(&str, &str)> = expected
        .iter()
        .filter_map(|row| Some((row.get(first)?.as_str(), row.get(second)?.as_str())))
        .collect();
    came.iter()
        .map(|row| (shown(&row[first]), shown(&row[second])))
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
