//! Lays a run of months out by financial years, so that three years of month
//! ends make four short lines.

use chrono::{Datelike, NaiveDate};
use minijinja::{Error, Value};

use super::figure_value::FigureValue;
use super::values::map;
use super::{calendar, number, phrase};

/// The months of a financial year.
const MONTHS: [u32; 12] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

/// `columns` for a table, `rows` of a year's name and one text a month, and
/// `notes` on the month that the as-at date cuts and on months that were
/// published otherwise, which an r marks.
pub(super) fn table(series: &Value) -> Result<Value, Error> {
    let items: Vec<Value> = series.try_iter()?.collect();
    let figures: Vec<&FigureValue> =
        items.iter().filter_map(|item| item.downcast_object_ref::<FigureValue>()).collect();
    let mut years: Vec<i32> =
        figures.iter().map(|it| calendar::first_year(it.figure.period_end)).collect();
    years.dedup();
    let rows = years.iter().map(|year| {
        let cells = MONTHS.iter().map(|month| cell(&figures, *year, *month));
        map([
            ("year", Value::from(format!("{year}-{:02}", (year + 1) % 100))),
            ("cells", Value::from_iter(cells)),
        ])
    });
    let notes = figures.iter().filter(|it| it.figure.is_partial).map(|it| {
        let end = it.figure.period_end;
        format!("{}: {}.", calendar::month(end), calendar::period(&it.figure, it.is_at_end))
    });
    let revised = figures.iter().filter(|it| !phrase::revised(&it.figure).is_empty()).map(|it| {
        let words = phrase::revised(&it.figure);
        format!("r {}: {words}, as last published.", calendar::month(it.figure.period_end))
    });
    let notes = notes.chain(revised);
    let column = |name: String, kind: &str| Value::from_iter([name.as_str(), kind]);
    let columns = std::iter::once(column("Year".to_owned(), "short"))
        .chain(MONTHS.iter().map(|month| column(name(*month), "number")));
    Ok(map([
        ("columns", Value::from_iter(columns)),
        ("rows", Value::from_iter(rows)),
        ("notes", Value::from_iter(notes)),
        ("is_empty", Value::from(figures.is_empty())),
    ]))
}

fn cell(figures: &[&FigureValue], year: i32, month: u32) -> String {
    let found = figures.iter().find(|it| {
        let end = it.figure.period_end;
        calendar::first_year(end) == year && end.month() == month
    });
    found.map_or_else(String::new, |it| {
        let mark = if phrase::revised(&it.figure).is_empty() { "" } else { " r" };
        format!("{}{mark}", number::minus(&it.figure.display))
    })
}

fn name(month: u32) -> String {
    let day = NaiveDate::from_ymd_opt(2000, month, 1);
    day.map(|day| day.format("%b").to_string()).unwrap_or_default()
}
