//! Horizontal bars by category, each with its number; a second, thinner bar
//! for an earlier date or a budget where one is given. A hidden number has its
//! symbol and no bar.

use minijinja::value::Kwargs;
use minijinja::{Error, Value};

use super::super::figure_value::FigureValue;
use super::super::phrase::{self, Comparison};
use super::super::values::map;
use super::super::{escape, number};
use super::labels;
use super::line::in_full;
use super::scale::Scale;
use super::{WIDTH, at, shown, with_figures};

const LEFT: f64 = 210.0;
const RIGHT: f64 = 640.0;

/// One category with its one or two numbers.
struct Bar {
    label: String,
    first: (Option<f64>, String),
    second: Option<(Option<f64>, String)>,
    /// Between what chance leaves the first.
    interval: Option<(f64, f64)>,
}

/// Lays out bars for the current figures, with those of a year before beside
/// them where the option `with_last_year` says so. `finding` names the largest
/// group where one is larger than all others; where some are hidden, what is
/// left of the figure `whole` for all of them must be less. With `with_interval`
/// each bar has a line from the lower to the upper limit of its interval, and
/// the target of the figure `against` is a line across all.
pub(crate) fn lay_out(rows: &Value, options: &Kwargs) -> Result<Value, Error> {
    let with_last_year: Option<bool> = options.get("with_last_year")?;
    let whole: Option<Value> = options.get("whole")?;
    let with_interval: Option<bool> = options.get("with_interval")?;
    let against: Option<Value> = options.get("against")?;
    options.assert_all_used()?;
    let whole = whole.and_then(|whole| shown(whole.downcast_object_ref::<FigureValue>()?));
    with_figures(rows, |figures| {
        let of = |row: &&FigureValue| {
            let limits = row.figure.lower.zip(row.figure.upper);
            let interval = limits.filter(|_| with_interval == Some(true) && shown(row).is_some());
            Bar { interval, ..of_figure(row, with_last_year.unwrap_or(false)) }
        };
        let bars: Vec<Bar> = figures.iter().map(of).collect();
        let largest = largest(&bars, whole).filter(|_| with_interval != Some(true));
        let target = against.as_ref().and_then(|it| it.downcast_object_ref::<FigureValue>());
        let target = target.and_then(|it| Some((it.figure.target?, it.figure.unit.as_str())));
        draw(&bars, largest.map(|label| format!("the largest group is {label}")), target)
    })
}

/// Lays out bars for one list of figures against another of the same
/// categories, such as spend against budget.
pub(crate) fn lay_out_pairs(first: &Value, second: &Value) -> Result<Value, Error> {
    let others = with_figures(second, |figures| {
        let of = |row: &&FigureValue| (row.figure.category.clone(), (shown(row), money(row)));
        figures.iter().map(of).collect::<Vec<_>>()
    })?;
    with_figures(first, |figures| {
        let bars: Vec<Bar> = figures
            .iter()
            .map(|row| Bar {
                label: row.figure.category.clone(),
                interval: None,
                first: (shown(row), money(row)),
                second: others
                    .iter()
                    .find(|(label, _)| *label == row.figure.category)
                    .map(|(_, number)| number.clone()),
            })
            .collect();
        draw(&bars, None, None)
    })
}

/// The category with most, as it is printed.
fn largest(bars: &[Bar], whole: Option<f64>) -> Option<String> {
    let shown = || bars.iter().filter_map(|bar| Some((bar, bar.first.0?)));
    let most = shown().map(|(_, value)| value).fold(0.0, f64::max);
    let is_any_hidden = shown().count() < bars.len();
    let hidden = whole.map(|whole| whole - shown().map(|(_, value)| value).sum::<f64>());
    if bars.len() < 2 || most <= 0.0 || is_any_hidden && hidden.is_none_or(|rest| rest >= most) {
        return None;
    }
    let mut largest = shown().filter(|(_, value)| *value == most);
    let (bar, _) = largest.next()?;
    largest.next().is_none().then(|| escape::clean(&bar.label).into_owned())
}

fn of_figure(row: &FigureValue, with_last_year: bool) -> Bar {
    let figure = &row.figure;
    let earlier = Comparison::with_last_year(figure).filter(|_| phrase::is_shown(figure));
    let second = earlier.filter(|_| with_last_year).map(|comparison| {
        let text = number::in_unit(comparison.earlier, &figure.unit, phrase::places(figure));
        (Some(comparison.earlier), text)
    });
    Bar {
        label: figure.category.clone(),
        first: (shown(row), number::minus(&figure.display)),
        second,
        interval: None,
    }
}

fn money(row: &FigureValue) -> String {
    match shown(row) {
        Some(value) if number::is_money(&row.figure.unit) => number::round_pounds(value),
        _ => number::minus(&row.figure.display),
    }
}

fn draw(bars: &[Bar], finding: Option<String>, target: Option<(f64, &str)>) -> Value {
    let has_second = bars.iter().any(|bar| bar.second.is_some());
    let pitch = if has_second { 42.0 } else { 32.0 };
    let top = if has_second { 34.0 } else { 8.0 };
    let numbers = bars.iter().flat_map(|bar| {
        let second = bar.second.as_ref().and_then(|second| second.0);
        [bar.first.0, second, bar.interval.map(|it| it.1)].into_iter().flatten()
    });
    let numbers = numbers.chain(target.map(|target| target.0));
    let scale = Scale::from_nought(numbers.fold(0.0, f64::max), 4.0);
    let length = |value: f64| ((RIGHT - LEFT) * scale.share(value)).max(0.0);
    let rows: Value = bars
        .iter()
        .enumerate()
        .map(|(index, bar)| {
            let y = top + pitch * index as f64;
            let middle = y + if has_second { 16.0 } else { 10.0 };
            let ends = bar.interval.map_or(0.0, |(_, upper)| length(upper));
            let first = drawn(&bar.first, y, 20.0, length, ends);
            let second = bar.second.as_ref();
            let second = second.map(|number| drawn(number, y + 22.0, 11.0, length, 0.0));
            let interval = bar.interval.map(|(lower, upper)| {
                map([
                    ("from", Value::from(at(LEFT + length(lower)))),
                    ("to", Value::from(at(LEFT + length(upper)))),
                    ("y", Value::from(at(y + 10.0))),
                ])
            });
            map([
                ("label", labels::lines(&labels::broken(&escape::clean(&bar.label)), middle - 2.0)),
                ("first", first),
                ("second", second.unwrap_or_else(|| Value::from(()))),
                ("interval", interval.unwrap_or_else(|| Value::from(()))),
            ])
        })
        .collect();
    let bottom = top + pitch * bars.len() as f64;
    let target = target.map(|(target, unit)| {
        map([
            ("x", Value::from(at(LEFT + length(target)))),
            ("bottom", Value::from(at(bottom))),
            ("text_y", Value::from(at(bottom + 16.0))),
            ("text", Value::from(format!("Target {}", in_full(target, unit)))),
        ])
    });
    map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(bottom + if target.is_some() { 24.0 } else { 0.0 }))),
        ("bottom", Value::from(at(bottom))),
        ("target", target.unwrap_or_else(|| Value::from(()))),
        ("left", Value::from(at(LEFT))),
        ("label_x", Value::from(at(LEFT - 12.0))),
        ("top", Value::from(at(top - 4.0))),
        ("rows", rows),
        ("has_second", Value::from(has_second)),
        ("finding", Value::from(finding.unwrap_or_default())),
        ("is_empty", Value::from(bars.is_empty())),
    ])
}

/// A bar with its number behind it, and behind what ends at `ends`.
fn drawn(
    number: &(Option<f64>, String),
    y: f64,
    thick: f64,
    length: impl Fn(f64) -> f64,
    ends: f64,
) -> Value {
    let long = number.0.map_or(0.0, length);
    map([
        ("y", Value::from(at(y))),
        ("length", Value::from(at(long))),
        ("thick", Value::from(at(thick))),
        ("text_x", Value::from(at(LEFT + long.max(ends) + 8.0))),
        ("text_y", Value::from(at(y + thick / 2.0 + 4.5))),
        ("text", Value::from(number.1.as_str())),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, value: Option<f64>) -> Bar {
        Bar { label: label.to_owned(), first: (value, String::new()), second: None, interval: None }
    }

    #[test]
    fn the_largest_group_is_told_where_it_is_known() {
        let of = |values: &[Option<f64>], whole: Option<f64>| {
            let labels = ["A", "B", "C"].iter().zip(values);
            largest(&labels.map(|(label, value)| bar(label, *value)).collect::<Vec<_>>(), whole)
        };
        assert_eq!(of(&[Some(5.0), Some(9.0), Some(0.0)], None).as_deref(), Some("B"));
        assert_eq!(of(&[Some(9.0), Some(9.0), Some(0.0)], None), None);
        assert_eq!(of(&[Some(0.0), Some(0.0)], None), None);
        assert_eq!(of(&[Some(5.0)], None), None);
        // What is hidden may be as large, unless the whole says that it is not.
        assert_eq!(of(&[Some(5.0), Some(9.0), None], None), None);
        assert_eq!(of(&[Some(5.0), Some(9.0), None], Some(23.0)), None);
        assert_eq!(of(&[Some(5.0), Some(9.0), None], Some(22.0)).as_deref(), Some("B"));
    }
}
