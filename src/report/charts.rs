//! The geometry of charts: where each bar, point and label goes. Templates
//! draw what is given here and work nothing out. Every number comes as text,
//! in the units of the drawing.
//!
//! Bars and columns begin at nought. A line may begin higher, and then says so.

pub(super) mod bars;
pub(super) mod columns;
pub(super) mod control;
pub(super) mod days;
pub(super) mod funnel;
mod labels;
pub(super) mod line;
pub(super) mod multiples;
mod scale;
pub(super) mod spark;
pub(super) mod stack;
pub(super) mod steps;

use minijinja::{Error, ErrorKind, Value};

use super::figure_value::FigureValue;
use super::number;

/// How wide every chart is drawn.
const WIDTH: f64 = 720.0;

/// A coordinate as text, with one decimal place at most.
fn at(position: f64) -> String {
    let text = format!("{position:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// How many of all, in words: `2 of 4`, `all 4`, `none of 4`.
fn of_all(count: usize, all: usize) -> String {
    let number = |count: usize| number::decimal(count as f64, 0);
    match count {
        0 => format!("none of {}", number(all)),
        count if count == all => format!("all {}", number(all)),
        count => format!("{} of {}", number(count), number(all)),
    }
}

/// Lays something out from the figures in a list of a template.
fn with_figures<T>(list: &Value, lay_out: impl FnOnce(&[&FigureValue]) -> T) -> Result<T, Error> {
    let items: Vec<Value> = list.try_iter()?.collect();
    let figures: Option<Vec<&FigureValue>> =
        items.iter().map(|item| item.downcast_object_ref::<FigureValue>()).collect();
    match figures {
        Some(figures) => Ok(lay_out(&figures)),
        None => Err(Error::new(ErrorKind::InvalidOperation, "a chart is drawn from figures only")),
    }
}

/// What stands in the figure, and its number where it is shown.
fn shown(figure: &FigureValue) -> Option<f64> {
    figure.figure.value.filter(|_| super::phrase::is_shown(&figure.figure))
}
