//! Lists as templates print them: every cell already text in its column's
//! unit, so that a template needs to know no column's name.

use chrono::NaiveDate;
use minijinja::Value;
use serde_json::Value as Json;

use super::context::{ListColumn, ReportList};
use super::values::map;
use super::{calendar, number};

/// A list: `title`, `columns` (heading and kind), `rows` of texts, `is_empty`.
pub(super) fn value(list: &ReportList) -> Value {
    let columns: Value = list
        .columns
        .iter()
        .map(|column| {
            let kind = if is_text(&column.unit) { "text" } else { "number" };
            Value::from_iter([Value::from(column.title.as_str()), Value::from(kind)])
        })
        .collect();
    let rows: Value = list
        .rows
        .iter()
        .map(|row| {
            let cells = list.columns.iter().map(|column| cell(column, row.get(&column.name)));
            Value::from_iter(cells)
        })
        .collect();
    map([
        ("title", Value::from(list.title.as_str())),
        ("columns", columns),
        ("rows", rows),
        ("is_empty", Value::from(list.rows.is_empty())),
    ])
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
