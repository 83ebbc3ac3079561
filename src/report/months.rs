//! Lays a run of months out as months by financial years, so that three years
//! of month ends make twelve short lines.

use minijinja::{Error, Value};

use super::figure_value::FigureValue;
use super::values::map;
use super::{calendar, number};
use chrono::Datelike;

/// `columns` for a table, `rows` of a month's name and one text a year, and
/// `notes` on the month that the as-at date cuts.
pub(super) fn table(series: &Value) -> Result<Value, Error> {
    let items: Vec<Value> = series.try_iter()?.collect();
    let figures: Vec<&FigureValue> =
        items.iter().filter_map(|item| item.downcast_object_ref::<FigureValue>()).collect();
    let mut years: Vec<i32> =
        figures.iter().map(|it| calendar::first_year(it.figure.period_end)).collect();
    years.dedup();
    let months = (4..=12).chain(1..=3);
    let rows: Value = months
        .map(|month: u32| {
            let cells = years.iter().map(|year| {
                let at = |it: &&&FigureValue| {
                    let end = it.figure.period_end;
                    calendar::first_year(end) == *year && end.month() == month
                };
                figures.iter().find(at).map_or_else(String::new, |it| number::minus(&it.figure.display))
            });
            let name = chrono::NaiveDate::from_ymd_opt(2000, month, 1)
                .map(|day| day.format("%B").to_string())
                .unwrap_or_default();
            map([("month", Value::from(name)), ("cells", Value::from_iter(cells))])
        })
        .collect();
    let cut = figures.iter().filter(|it| it.figure.is_partial).map(|it| {
        let end = it.figure.period_end;
        format!("{}: at {}.", calendar::month(end), calendar::long(end))
    });
    let column = |label: String, kind: &str| Value::from_iter([Value::from(label), Value::from(kind)]);
    let labels = years.iter().map(|year| format!("{year}-{:02}", (year + 1) % 100));
    let columns = std::iter::once(column("Month end".to_owned(), "text"))
        .chain(labels.map(|label| column(label, "number")));
    Ok(map([
        ("columns", Value::from_iter(columns)),
        ("rows", rows),
        ("notes", Value::from_iter(cut)),
        ("is_empty", Value::from(figures.is_empty())),
    ]))
}
