//! Lists as templates print them: every cell already text in its column's
//! unit, so that a template needs to know no column's name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use minijinja::{Error, ErrorKind, Value};
use serde_json::{Map, Value as Json};

use super::context::{ListColumn, ReportList, Subject};
use super::values::map;
use super::{calendar, number};
use crate::header::nearest;

/// A list: `title`, `columns` (heading and kind), `rows` of texts, their
/// `count`, `is_empty`, `is_available` and, where it is not, `why`.
///
/// Only the columns named in `wanted` are in it, in that order; all of them
/// where none is named. With `by`, `groups` holds the same for each value of
/// that column, each with its `name`; `rows` are the first `top`, and
/// `left_out` says so.
pub(super) fn value(
    list: &ReportList,
    wanted: &[String],
    by: &str,
    top: usize,
) -> Result<Value, Error> {
    let columns = chosen(list, wanted)?;
    let mut groups: BTreeMap<String, Vec<&Map<String, Json>>> = BTreeMap::new();
    if !by.is_empty() {
        let column = known(list, by)?;
        for row in &list.rows {
            groups.entry(cell(column, row.get(by))).or_default().push(row);
        }
    }
    // What is nobody's comes last.
    let nobodys = groups.remove("").map(|rows| (String::new(), rows));
    let groups = groups.into_iter().chain(nobodys).map(|(name, rows)| {
        map([("name", Value::from(name)), ("rows", texts(&columns, rows.into_iter()))])
    });
    let headings = columns.iter().map(|column| {
        let kind = match column.unit.as_str() {
            "date" | "code" => "short",
            unit if is_text(unit) => "text",
            _ => "number",
        };
        Value::from_iter([Value::from(column.title.as_str()), Value::from(kind)])
    });
    Ok(map([
        ("title", Value::from(list.title.as_str())),
        ("columns", Value::from_iter(headings)),
        ("rows", texts(&columns, list.rows.iter().take(top))),
        ("left_out", Value::from(left_out(list.rows.len(), top))),
        ("groups", Value::from_iter(groups)),
        ("count", Value::from(number::decimal(list.rows.len() as f64, 0))),
        ("is_empty", Value::from(list.rows.is_empty())),
        ("is_available", Value::from(list.missing.is_empty())),
        ("why", Value::from(why(list))),
    ]))
}

/// Whom a copy is for, as templates see it: `id`, `name`, `facts` (label and
/// text of each column that is not empty), `values` (the text of every column).
pub(super) fn subject(subject: &Subject) -> Value {
    let row = subject.row.rows.first();
    let of = |column: &ListColumn| cell(column, row.and_then(|row| row.get(&column.name)));
    let columns = || subject.row.columns.iter();
    let facts = columns()
        .filter(|column| !of(column).is_empty())
        .map(|it| map([("label", Value::from(it.title.as_str())), ("value", Value::from(of(it)))]));
    map([
        ("id", Value::from(subject.id.as_str())),
        ("name", Value::from(subject.name.as_str())),
        ("facts", Value::from_iter(facts)),
        ("values", Value::from_iter(columns().map(|it| (it.name.clone(), Value::from(of(it)))))),
    ])
}

/// What a table of the first rows says of the others.
fn left_out(rows: usize, top: usize) -> String {
    if rows <= top {
        return String::new();
    }
    let number = |count: usize| number::decimal(count as f64, 0);
    format!("The first {} of {}.", number(top), number(rows))
}

fn why(list: &ReportList) -> String {
    match list.missing.as_slice() {
        [] => String::new(),
        [one] => format!("no file of {one} has come"),
        [before @ .., last] => format!("no files of {} and {last} have come", before.join(", ")),
    }
}

fn texts<'a>(columns: &[&ListColumn], rows: impl Iterator<Item = &'a Map<String, Json>>) -> Value {
    let row = |row: &Map<String, Json>| {
        Value::from_iter(columns.iter().map(|column| cell(column, row.get(&column.name))))
    };
    Value::from_iter(rows.map(row))
}

fn chosen<'a>(list: &'a ReportList, wanted: &[String]) -> Result<Vec<&'a ListColumn>, Error> {
    if wanted.is_empty() {
        return Ok(list.columns.iter().collect());
    }
    wanted.iter().map(|name| known(list, name)).collect()
}

pub(super) fn known<'a>(list: &'a ReportList, name: &str) -> Result<&'a ListColumn, Error> {
    let found = list.columns.iter().find(|column| column.name == name);
    found.ok_or_else(|| {
        let near = nearest(name, list.columns.iter().map(|column| column.name.as_str()));
        let hint = near.map(|near| format!("; did you mean '{near}'?")).unwrap_or_default();
        let says = format!("the list prints no column '{name}'{hint}");
        Error::new(ErrorKind::InvalidOperation, says)
    })
}

fn is_text(unit: &str) -> bool {
    matches!(unit, "" | "text" | "date" | "code")
}

pub(super) fn cell(column: &ListColumn, value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::Bool(true)) => "Yes".to_owned(),
        Some(Json::Bool(false)) => "No".to_owned(),
        Some(Json::Number(number)) => {
            let value = number.as_f64().unwrap_or(f64::NAN);
            number::in_unit(value, &column.unit, number::places(&column.unit))
        }
        Some(Json::String(text)) => text_cell(&column.unit, text),
        Some(other) => other.to_string(),
    }
}

/// Days and exact decimals may come as text.
fn text_cell(unit: &str, text: &str) -> String {
    if unit == "date" {
        let day: Option<NaiveDate> = text.parse().ok();
        return day.map_or_else(|| text.to_owned(), calendar::short);
    }
    match text.parse::<f64>() {
        Ok(value) if !is_text(unit) => number::in_unit(value, unit, number::places(unit)),
        _ => text.to_owned(),
    }
}
