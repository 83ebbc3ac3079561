//! Lists as templates print them: every cell already text in its column's
//! unit, so that a template needs to know no column's name.

use chrono::NaiveDate;
use minijinja::{Error, ErrorKind, Value};
use serde_json::Value as Json;

use super::context::{ListColumn, ReportList};
use super::values::map;
use super::{calendar, number};
use crate::header::nearest;

/// A list: `title`, `columns` (heading and kind), `rows` of texts, `is_empty`.
///
/// Only the columns named in `wanted` are in it, in that order; all of them
/// where none is named.
pub(super) fn value(list: &ReportList, wanted: &[String]) -> Result<Value, Error> {
    let columns = chosen(list, wanted)?;
    let headings = columns.iter().map(|column| {
        let kind = match column.unit.as_str() {
            "date" => "short",
            unit if is_text(unit) => "text",
            _ => "number",
        };
        Value::from_iter([Value::from(column.title.as_str()), Value::from(kind)])
    });
    let rows = list.rows.iter().map(|row| {
        let cells = columns.iter().map(|column| cell(column, row.get(&column.name)));
        Value::from_iter(cells)
    });
    Ok(map([
        ("title", Value::from(list.title.as_str())),
        ("columns", Value::from_iter(headings)),
        ("rows", Value::from_iter(rows)),
        ("is_empty", Value::from(list.rows.is_empty())),
    ]))
}

fn chosen<'a>(list: &'a ReportList, wanted: &[String]) -> Result<Vec<&'a ListColumn>, Error> {
    if wanted.is_empty() {
        return Ok(list.columns.iter().collect());
    }
    let names = || list.columns.iter().map(|column| column.name.as_str());
    wanted
        .iter()
        .map(|name| {
            let found = list.columns.iter().find(|column| column.name == *name);
            found.ok_or_else(|| {
                let near = nearest(name, names());
                let hint = near.map(|near| format!("; did you mean '{near}'?")).unwrap_or_default();
                let says = format!("the list prints no column '{name}'{hint}");
                Error::new(ErrorKind::InvalidOperation, says)
            })
        })
        .collect()
}

fn is_text(unit: &str) -> bool {
    matches!(unit, "" | "text" | "date")
}

fn cell(column: &ListColumn, value: Option<&Json>) -> String {
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
