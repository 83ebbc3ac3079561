//! Several lines side by side, each in a panel and on a scale of its own: how
//! each figure has moved, not how large one is beside another. A period without
//! a figure is a gap, and the first and the last that are shown stand beneath.

use minijinja::{Error, ErrorKind, Value};

use super::super::figure_value::FigureValue;
use super::super::phrase::{self, Comparison};
use super::super::values::map;
use super::super::{escape, number};
use super::{WIDTH, at, labels, shown};

/// Panels in a row.
const ACROSS: usize = 3;
const GAP: f64 = 26.0;
const TALL: f64 = 132.0;
/// Within a panel: where the line may lie, and where its numbers stand.
const HEAD: f64 = 46.0;
const FOOT: f64 = 96.0;
const TEXT: f64 = 116.0;

/// Lays out panels of series, each with its label: `panels`, and `finding`,
/// how many have moved. A series in which fewer than two figures are shown is a
/// panel that says so.
pub(crate) fn lay_out(series: &Value, names: &[String]) -> Result<Value, Error> {
    let series: Vec<Value> = series.try_iter()?.collect();
    let mut drawn = Vec::new();
    let mut newest = Vec::new();
    let mut has_line = false;
    for (index, (each, name)) in series.iter().zip(names).enumerate() {
        let items: Vec<Value> = each.try_iter()?.collect();
        let figures: Option<Vec<&FigureValue>> =
            items.iter().map(|item| item.downcast_object_ref::<FigureValue>()).collect();
        let Some(figures) = figures else {
            return Err(Error::new(
                ErrorKind::InvalidOperation,
                "a panel is drawn from figures only",
            ));
        };
        newest.push(figures.last().and_then(|last| direction(last)));
        let (panel, is_line) = panel(index, name, &figures);
        has_line |= is_line;
        drawn.push(panel);
    }
    let rows = drawn.len().div_ceil(ACROSS);
    Ok(map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(TALL * rows as f64))),
        ("panels", Value::from_iter(drawn)),
        ("finding", Value::from(finding(&newest))),
        ("is_empty", Value::from(!has_line)),
    ]))
}

/// What became of a figure in a year, as it is tested.
fn direction(figure: &FigureValue) -> Option<String> {
    let found = Comparison::with_last_year(&figure.figure)?;
    phrase::is_shown(&figure.figure).then_some(found.direction)
}

/// How many have improved, worsened or neither, of those that can be compared.
fn finding(newest: &[Option<String>]) -> String {
    let known: Vec<&str> = newest.iter().flatten().map(String::as_str).collect();
    let count = |words: &[&str]| known.iter().filter(|word| words.contains(word)).count();
    let (better, worse) = (count(&["improved"]), count(&["worsened"]));
    let moved = count(&["higher", "lower"]);
    let still = known.len() - better - worse - moved;
    let parts: Vec<String> = [
        (better, "improved"),
        (worse, "worsened"),
        (moved, "clearly higher or lower"),
        (still, "without a clear change"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, says)| format!("{} {says}", number::decimal(count as f64, 0)))
    .collect();
    match parts.as_slice() {
        [] => String::new(),
        parts => format!("since a year before, {}", parts.join(", ")),
    }
}

/// One panel, and whether it has a line.
fn panel(index: usize, name: &str, figures: &[&FigureValue]) -> (Value, bool) {
    let wide = (WIDTH - GAP * (ACROSS - 1) as f64) / ACROSS as f64;
    let x = (wide + GAP) * (index % ACROSS) as f64;
    let y = TALL * (index / ACROSS) as f64;
    let values: Vec<Option<f64>> = figures.iter().map(|figure| shown(figure)).collect();
    let known = || values.iter().copied().flatten();
    let lowest = known().fold(f64::INFINITY, f64::min);
    let highest = known().fold(f64::NEG_INFINITY, f64::max);
    let step = (wide - 12.0) / (values.len().max(2) - 1) as f64;
    let point = |index: usize, value: f64| {
        let share = if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.5 };
        (x + 4.0 + step * index as f64, y + FOOT - (FOOT - HEAD) * share)
    };
    let mut path = String::new();
    let mut ends: Vec<(&FigureValue, (f64, f64))> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let place = point(index, *value);
        let follows = index > 0 && values[index - 1].is_some();
        path.push_str(&format!(
            "{}{} {}",
            if follows { 'L' } else { 'M' },
            at(place.0),
            at(place.1)
        ));
        ends.push((figures[index], place));
    }
    let is_line = ends.len() > 1;
    let text = |(figure, _): &(&FigureValue, (f64, f64))| {
        let when = figure.figure.period_end.format("%b %Y");
        format!("{when}: {}", number::minus(&figure.figure.display))
    };
    let nothing = if figures.iter().any(|it| it.figure.symbol == "c") {
        "c: not shown"
    } else {
        "x: not available"
    };
    let first = match ends.first() {
        Some(first) if is_line => text(first),
        _ => String::new(),
    };
    let last = ends.last().map_or_else(|| nothing.to_owned(), text);
    let dot = ends.last().map_or(Value::from(()), |(_, place)| {
        map([("x", Value::from(at(place.0))), ("y", Value::from(at(place.1)))])
    });
    let panel = map([
        ("x", Value::from(at(x))),
        ("end", Value::from(at(x + wide))),
        ("title", labels::lines(&labels::broken(&escape::clean(name)), y + 16.0)),
        ("base", Value::from(at(y + FOOT + 6.0))),
        ("path", Value::from(path)),
        ("dot", dot),
        ("first", Value::from(first)),
        ("last", Value::from(last)),
        ("text_y", Value::from(at(y + TEXT))),
    ]);
    (panel, is_line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::figure::Figure;

    fn series(values: &[Option<f64>], direction: &str) -> Value {
        let figures = values.iter().enumerate().map(|(index, value)| {
            let figure = Figure {
                unit: "percent".to_owned(),
                period_end: chrono::NaiveDate::from_ymd_opt(2026, 1 + index as u32, 28).unwrap(),
                value: *value,
                display: value.map_or("c".to_owned(), |value| number::in_unit(value, "percent", 1)),
                symbol: if value.is_some() { String::new() } else { "c".to_owned() },
                last_year: Some(1.0),
                last_year_end: chrono::NaiveDate::from_ymd_opt(2025, 1, 28),
                last_year_change: Some(1.0),
                last_year_direction: Some(direction.to_owned()),
                ..Figure::default()
            };
            Value::from_object(FigureValue { figure, is_at_end: true, threshold: 5 })
        });
        Value::from_iter(figures.collect::<Vec<_>>())
    }

    fn laid(series: &[Value]) -> serde_json::Value {
        let names = vec![
            "A share of children with a name that is far too long for one line"
                .to_owned();
            series.len()
        ];
        serde_json::to_value(lay_out(&Value::from_iter(series.to_vec()), &names).unwrap()).unwrap()
    }

    #[test]
    fn each_panel_has_a_scale_of_its_own_and_gaps_where_nothing_is_shown() {
        let drawing = laid(&[
            series(&[Some(10.0), Some(11.0)], "improved"),
            series(&[Some(80.0), None, Some(90.0), Some(85.0)], "worsened"),
            series(&[Some(5.0), Some(5.0)], "no clear change"),
            series(&[None, None], "improved"),
        ]);
        let panel = |index: usize| drawing["panels"][index].clone();
        assert_eq!(panel(1)["path"].as_str().unwrap().matches('M').count(), 2, "a gap");
        assert_eq!(
            (panel(0)["first"].clone(), panel(0)["last"].clone()),
            ("Jan 2026: 10.0%".into(), "Feb 2026: 11.0%".into())
        );
        assert_eq!(panel(3)["last"], "c: not shown");
        assert_eq!(panel(3)["path"], "");
        assert_eq!(panel(0)["title"].as_array().unwrap().len(), 2);
        let y = |index: usize| panel(index)["base"].as_str().unwrap().parse::<f64>().unwrap();
        assert_eq!(y(0), y(2));
        assert!(y(3) > y(0), "the fourth begins a row");
        assert_eq!(
            drawing["finding"],
            "since a year before, 1 improved, 1 worsened, 1 without a clear change"
        );
    }

    #[test]
    fn one_point_is_no_line_and_nothing_is_no_chart() {
        let drawing = laid(&[series(&[Some(5.0)], "improved")]);
        assert_eq!(
            (&drawing["is_empty"], &drawing["panels"][0]["first"]),
            (&true.into(), &"".into())
        );
        assert_eq!(laid(&[])["is_empty"], true);
    }
}
