//! A line as small as a word, for a cell of a table: how a figure has moved
//! over the periods given, on a scale of its own. A period without a figure is
//! a gap; the last figure is a dot.

use minijinja::{Error, Value};

use super::super::figure_value::FigureValue;
use super::super::values::map;
use super::super::{number, phrase};
use super::{at, shown, with_figures};

const WIDE: f64 = 96.0;
const HIGH: f64 = 24.0;
/// So far from the edge that neither line nor dot is cut.
const EDGE: f64 = 4.0;

/// Lays out `paths`, the last `x` and `y`, and `first` and `last` as printed.
pub(crate) fn lay_out(series: &Value) -> Result<Value, Error> {
    with_figures(series, draw)
}

fn draw(figures: &[&FigureValue]) -> Value {
    let values: Vec<Option<f64>> = figures.iter().map(|figure| shown(figure)).collect();
    let known = || values.iter().copied().flatten();
    let lowest = known().fold(f64::INFINITY, f64::min);
    let highest = known().fold(f64::NEG_INFINITY, f64::max);
    let step = (WIDE - 2.0 * EDGE) / (values.len().max(2) - 1) as f64;
    let point = |index: usize, value: f64| {
        let share = if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.5 };
        (at(EDGE + step * index as f64), at(HIGH - EDGE - (HIGH - 2.0 * EDGE) * share))
    };
    let is_next = |index: usize| index > 0 && values[index - 1].is_some();
    let mut path = String::new();
    let mut last = None;
    for (index, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let (x, y) = point(index, *value);
        path.push_str(&format!("{}{x} {y}", if is_next(index) { 'L' } else { 'M' }));
        last = Some((x, y, figures[index]));
    }
    let text = |figure: &FigureValue| {
        let of = &figure.figure;
        Value::from(number::in_unit(
            shown(figure).unwrap_or_default(),
            &of.unit,
            phrase::places(of),
        ))
    };
    let first = figures.iter().find(|figure| shown(figure).is_some());
    let (Some((x, y, newest)), Some(first), true) = (last, first, known().count() > 1) else {
        return map([("is_empty", Value::from(true))]);
    };
    map([
        ("width", Value::from(at(WIDE))),
        ("height", Value::from(at(HIGH))),
        ("path", Value::from(path)),
        ("x", Value::from(x)),
        ("y", Value::from(y)),
        ("first", text(first)),
        ("last", text(newest)),
        ("is_empty", Value::from(false)),
    ])
}
