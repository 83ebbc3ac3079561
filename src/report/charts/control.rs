//! A line over months between two limits, with the mean. Months that are part
//! of a signal are drawn as rings, so that they are told apart without colour.
//! Figures below nought are not drawn; their table stands alone.

use chrono::NaiveDate;
use minijinja::Value;

use super::super::control::places;
use super::super::number;
use super::super::values::map;
use super::line::{labelled, tick};
use super::scale::Scale;
use super::{WIDTH, at};
use crate::measure::control_month::ControlMonth;

const LEFT: f64 = 52.0;
const RIGHT: f64 = 596.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 236.0;
const HEIGHT: f64 = 270.0;
/// Names of lines closer than this would overlap.
const APART: f64 = 16.0;

/// Lays out `path`, `points`, `limits` (upper, mean, lower), `grid`, `dates`,
/// `starts_at_nought`, `is_empty`.
pub(crate) fn lay_out(months: &[&ControlMonth]) -> Value {
    let last = months.last();
    let limits = last.and_then(|month| Some((month.lower?, month.centre?, month.upper?)));
    let values: Vec<f64> = months.iter().filter_map(|month| month.value).collect();
    let Some((lower, centre, upper)) = limits.filter(|_| values.len() == months.len()) else {
        return nothing();
    };
    let smallest = values.iter().copied().fold(lower, f64::min);
    let largest = values.iter().copied().fold(upper, f64::max);
    if smallest < 0.0 || values.len() < 2 {
        return nothing();
    }
    let scale = Scale::around(smallest, largest, 4.0);
    let step = (RIGHT - LEFT) / (values.len() - 1) as f64;
    let across = |index: usize| LEFT + step * index as f64;
    let up = |value: f64| BOTTOM - (BOTTOM - TOP) * scale.share(value);

    let mut path = String::new();
    for (index, value) in values.iter().enumerate() {
        let pen = if index == 0 { 'M' } else { 'L' };
        path.push_str(&format!("{pen}{} {}", at(across(index)), at(up(*value))));
    }
    let points = months.iter().zip(&values).enumerate().map(|(index, (month, value))| {
        map([
            ("x", Value::from(at(across(index)))),
            ("y", Value::from(at(up(*value)))),
            ("is_signal", Value::from(!month.signal.is_empty())),
        ])
    });
    let unit = last.map_or("", |month| month.unit.as_str());
    let print = |value: f64| number::in_unit(value, unit, places(unit));
    let middle = up(centre);
    let lines = [
        ("limit", "Upper limit", upper, up(upper).min(middle - APART)),
        ("mean", "Average", centre, middle),
        ("limit", "Lower limit", lower, up(lower).max(middle + APART)),
    ]
    .map(|(kind, name, value, text_y)| {
        map([
            ("kind", Value::from(kind)),
            ("y", Value::from(at(up(value)))),
            ("text_y", Value::from(at(text_y + 4.0))),
            ("text", Value::from(format!("{name} {}", print(value)))),
        ])
    });
    let ends: Vec<NaiveDate> = months.iter().map(|month| month.period_end).collect();
    let dates = labelled(&ends, across).into_iter().map(|index| {
        map([("x", Value::from(at(across(index)))), ("text", Value::from(tick(ends[index])))])
    });
    let grid = scale.ticks().into_iter().map(|tick| {
        map([
            ("y", Value::from(at(up(tick)))),
            ("text_y", Value::from(at(up(tick) + 4.0))),
            ("text", Value::from(number::in_unit(tick, unit, 0))),
        ])
    });
    map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(HEIGHT))),
        ("left", Value::from(at(LEFT))),
        ("right", Value::from(at(RIGHT))),
        ("bottom", Value::from(at(BOTTOM))),
        ("date_y", Value::from(at(BOTTOM + 22.0))),
        ("path", Value::from(path)),
        ("points", Value::from_iter(points)),
        ("limits", Value::from_iter(lines)),
        ("dates", Value::from_iter(dates)),
        ("grid", Value::from_iter(grid)),
        ("starts_at_nought", Value::from(scale.low == 0.0)),
        ("is_empty", Value::from(false)),
    ])
}

fn nothing() -> Value {
    map([("is_empty", Value::from(true)), ("starts_at_nought", Value::from(true))])
}
