//! A control chart as a template sees it: its months, its limits in print, its
//! signals in sentences, and where everything is drawn. Which month is a signal
//! was decided in SQL.

use minijinja::Value;

use super::charts::control;
use super::figure_value::FigureValue;
use super::values::map;
use super::{calendar, number};
use crate::measure::control_month::ControlMonth;
use crate::measure::figure::Figure;

/// `months` (figures, oldest first), `count`, `first`, `last`, `centre`,
/// `lower`, `upper`, `signals` (sentences) and `finding` (how many) as texts,
/// `drawing`, `is_empty`.
pub(super) fn value(months: &[&ControlMonth]) -> Value {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return map([("is_empty", Value::from(true))]);
    };
    let limit = |value: Option<f64>| {
        let print = |value| number::in_unit(value, &last.unit, places(&last.unit));
        Value::from(value.map_or_else(|| number::NOT_AVAILABLE.to_owned(), print))
    };
    let figures = months.iter().map(|month| Value::from_object(figure(month)));
    let signals: Vec<&str> =
        months.iter().flat_map(|month| month.says.iter().map(String::as_str)).collect();
    let finding = match signals.len() {
        0 => "no sign of a change".to_owned(),
        1 => "1 sign of a change".to_owned(),
        count => format!("{} signs of a change", number::decimal(count as f64, 0)),
    };
    map([
        ("is_empty", Value::from(false)),
        ("months", Value::from_iter(figures)),
        ("count", Value::from(number::decimal(months.len() as f64, 0))),
        ("first", Value::from(calendar::month(first.period_end))),
        ("last", Value::from(calendar::month(last.period_end))),
        ("centre", limit(last.centre)),
        ("lower", limit(last.lower)),
        ("upper", limit(last.upper)),
        ("signals", Value::from_iter(signals)),
        ("finding", Value::from(finding)),
        ("drawing", control::lay_out(months)),
    ])
}

/// A limit lies between figures, so it is printed with a place more than a
/// whole number has; money without.
pub(super) fn places(unit: &str) -> u32 {
    if number::is_money(unit) { 0 } else { 1 }
}

fn figure(month: &ControlMonth) -> FigureValue {
    let figure = Figure {
        measure: month.measure.clone(),
        figure: month.figure.clone(),
        unit: month.unit.clone(),
        period_kind: "month".to_owned(),
        period_end: month.period_end,
        value: month.value,
        display: month.display.clone(),
        ..Figure::default()
    };
    FigureValue { figure, is_at_end: false, threshold: 0 }
}
