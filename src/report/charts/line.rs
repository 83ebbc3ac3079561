//! A line over month ends or other periods, labelled where it begins, at each
//! 31 March and where it ends. A period without a figure is a gap.

use chrono::{Datelike, NaiveDate};
use minijinja::{Error, Value};

use super::super::figure_value::FigureValue;
use super::super::values::map;
use super::super::{calendar, number, phrase};
use super::scale::Scale;
use super::{WIDTH, at, shown, with_figures};

const LEFT: f64 = 52.0;
const RIGHT: f64 = 664.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 236.0;
const HEIGHT: f64 = 270.0;
/// Labels closer than this would overlap.
const APART: f64 = 70.0;

/// Lays out a line: `paths`, `points`, `grid`, `dates`, `starts_at_nought`,
/// `is_empty`, and the newest `target` where there is one.
pub(crate) fn lay_out(series: &Value) -> Result<Value, Error> {
    with_figures(series, draw)
}

fn draw(figures: &[&FigureValue]) -> Value {
    let values: Vec<f64> = figures.iter().filter_map(|figure| shown(figure)).collect();
    let smallest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(0.0, f64::max);
    let is_empty = values.len() < 2;
    let target =
        figures.iter().rev().find(|it| shown(it).is_some()).and_then(|it| it.figure.target);
    let smallest = target.map_or(smallest, |target| smallest.min(target));
    let largest = target.map_or(largest, |target| largest.max(target));
    let scale = Scale::around(if is_empty { 0.0 } else { smallest }, largest, 4.0);
    let step = (RIGHT - LEFT) / (figures.len().max(2) - 1) as f64;
    let across = |index: usize| LEFT + step * index as f64;
    let up = |value: f64| BOTTOM - (BOTTOM - TOP) * scale.share(value);

    let mut paths = Vec::new();
    let mut path = String::new();
    for (index, figure) in figures.iter().enumerate() {
        match shown(figure) {
            Some(value) => {
                let pen = if path.is_empty() { 'M' } else { 'L' };
                path.push_str(&format!("{pen}{} {}", at(across(index)), at(up(value))));
            }
            None if path.is_empty() => {}
            None => paths.push(std::mem::take(&mut path)),
        }
    }
    if !path.is_empty() {
        paths.push(path);
    }
    let ends: Vec<NaiveDate> = figures.iter().map(|figure| figure.figure.period_end).collect();
    let labelled = labelled(&ends, across);
    let points: Value = labelled
        .iter()
        .filter_map(|index| {
            let figure = figures[*index];
            let value = shown(figure)?;
            Some(map([
                ("x", Value::from(at(across(*index)))),
                ("y", Value::from(at(up(value)))),
                ("above", Value::from(at(up(value) - 10.0))),
                ("text", Value::from(number::minus(&figure.figure.display))),
                ("is_last", Value::from(*index + 1 == figures.len())),
                ("anchor", Value::from(if *index == 0 { "start" } else { "middle" })),
            ]))
        })
        .collect();
    let dates: Value = labelled
        .iter()
        .map(|index| {
            let end = figures[*index].figure.period_end;
            map([("x", Value::from(at(across(*index)))), ("text", Value::from(tick(end)))])
        })
        .collect();
    let unit = figures.first().map(|figure| figure.figure.unit.clone()).unwrap_or_default();
    let places = figures.first().map_or(0, |figure| phrase::places(&figure.figure));
    let places = if scale.step >= 1.0 { 0 } else { places };
    map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(HEIGHT))),
        ("left", Value::from(at(LEFT))),
        ("right", Value::from(at(RIGHT))),
        ("bottom", Value::from(at(BOTTOM))),
        ("date_y", Value::from(at(BOTTOM + 22.0))),
        ("paths", paths.into_iter().collect()),
        ("points", points),
        ("dates", dates),
        ("grid", grid(&scale, |value| number::in_unit(value, &unit, places))),
        (
            "target",
            target.map_or(Value::from(()), |target| {
                map([
                    ("y", Value::from(at(up(target)))),
                    ("text_y", Value::from(at(up(target) - 6.0))),
                    ("text", Value::from(format!("Target {}", in_full(target, &unit)))),
                ])
            }),
        ),
        ("starts_at_nought", Value::from(scale.low == 0.0)),
        ("is_empty", Value::from(is_empty)),
    ])
}

/// A target as sentences print it.
pub(super) fn in_full(target: f64, unit: &str) -> String {
    number::in_unit(target, unit, number::places(unit))
}

fn grid(scale: &Scale, print: impl Fn(f64) -> String) -> Value {
    scale
        .ticks()
        .into_iter()
        .map(|tick| {
            let y = BOTTOM - (BOTTOM - TOP) * scale.share(tick);
            map([
                ("y", Value::from(at(y))),
                ("text_y", Value::from(at(y + 4.0))),
                ("text", Value::from(print(tick))),
            ])
        })
        .collect()
}

/// `Mar 2026` for a month's end, the day with it for another day.
pub(super) fn tick(end: NaiveDate) -> String {
    let is_month_end = end.succ_opt().is_some_and(|next| next.day() == 1);
    if is_month_end { end.format("%b %Y").to_string() } else { calendar::short(end) }
}

/// The first, each 31 March, the last; the last wins where two are close.
pub(super) fn labelled(ends: &[NaiveDate], across: impl Fn(usize) -> f64) -> Vec<usize> {
    let Some(last) = ends.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut chosen: Vec<usize> = Vec::new();
    for (index, end) in ends.iter().enumerate() {
        let is_year_end = end.month() == 3 && end.day() == 31;
        let is_far = chosen.last().is_none_or(|before| across(index) - across(*before) >= APART);
        let before_last = across(last) - across(index) >= APART;
        if index == last || ((index == 0 || is_year_end) && is_far && before_last) {
            chosen.push(index);
        }
    }
    chosen
}
