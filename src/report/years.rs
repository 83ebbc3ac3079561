//! A breakdown laid out by years: one row a category, one column a year's end.
//! Beside it the same as a chart of stacked columns, and what it shows in words.

use chrono::NaiveDate;
use minijinja::value::Kwargs;
use minijinja::{Error, Value};

use super::charts::stack::{self, Column, Part};
use super::figures::{Figures, Years};
use super::values::map;
use super::{calendar, number, phrase};
use crate::measure::figure::Figure;

/// More years than these would be too narrow for their numbers.
const MOST: usize = 10;

/// What a template asks for with `table_by_year(measure, breakdown)`: `columns`
/// for a table, `rows` of a label and one text a year, `total` in the same way
/// (none where no year may have one), `has_hidden`, `is_empty`, `drawing`, and
/// `finding`, which may be empty.
pub(super) fn asked(
    figures: &Figures,
    id: &str,
    breakdown: &str,
    options: &Kwargs,
) -> Result<Value, Error> {
    Ok(table(&figures.years(id, breakdown, options)?))
}

/// One year: its last day, its parts and its whole.
struct Year<'a> {
    end: NaiveDate,
    parts: Vec<&'a Figure>,
    whole: Option<&'a Figure>,
}

impl Year<'_> {
    fn part(&self, category: &str) -> Option<&Figure> {
        self.parts.iter().find(|figure| figure.category == category).copied()
    }

    fn has_hidden(&self) -> bool {
        self.parts.iter().any(|figure| figure.table_has_hidden || figure.symbol == "c")
    }

    /// The whole, where it may stand beside its parts.
    fn total(&self) -> Option<&Figure> {
        let gives_away = self.parts.iter().any(|figure| figure.table_has_hidden);
        self.whole.filter(|whole| !gives_away && phrase::is_shown(whole))
    }
}

fn table(found: &Years) -> Value {
    let years = years(found);
    let categories = categories(&years);
    let columns: Vec<Column> =
        years.iter().map(|year| column(year, &categories, found.is_at_end)).collect();
    let heading = |year: &Year<'_>| {
        let text = label(year.end, found.is_at_end).join(" ");
        Value::from_iter([text.as_str(), "number"])
    };
    let rows = categories.iter().map(|category| {
        let cells = years.iter().map(|year| year.part(category).map_or("z".to_owned(), printed));
        map([
            ("label", Value::from(category.as_str())),
            ("cells", Value::from_iter(cells.collect::<Vec<_>>())),
        ])
    });
    let totals: Vec<String> =
        years.iter().map(|year| year.total().map_or("c".to_owned(), printed)).collect();
    let has_total = years.iter().any(|year| year.total().is_some());
    map([
        ("is_empty", Value::from(years.is_empty())),
        ("has_hidden", Value::from(years.iter().any(Year::has_hidden))),
        ("columns", Value::from_iter(years.iter().map(heading))),
        ("rows", Value::from_iter(rows)),
        ("total", if has_total { Value::from_iter(totals) } else { Value::from(()) }),
        ("drawing", stack::lay_out(&categories, &columns)),
        ("finding", Value::from(stack::finding(&categories, &columns))),
    ])
}

/// The newest years of which something is known, oldest first.
fn years(found: &Years) -> Vec<Year<'_>> {
    let mut ends: Vec<NaiveDate> = found.parts.iter().map(|figure| figure.period_end).collect();
    ends.sort_unstable();
    ends.dedup();
    let skipped = ends.len().saturating_sub(MOST);
    let of = |end: NaiveDate| Year {
        end,
        parts: found.parts.iter().filter(|figure| figure.period_end == end).collect(),
        whole: found.wholes.iter().find(|figure| figure.period_end == end),
    };
    let known = |year: &Year<'_>| year.parts.iter().any(|figure| figure.symbol != "x");
    ends.into_iter().skip(skipped).map(of).filter(known).collect()
}

/// Every category of any year, in the order in which they stand in each.
fn categories(years: &[Year<'_>]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for year in years {
        let mut place = 0;
        for figure in &year.parts {
            match known.iter().position(|category| *category == figure.category) {
                Some(found) => place = found + 1,
                None => {
                    known.insert(place, figure.category.clone());
                    place += 1;
                }
            }
        }
    }
    known
}

fn column(year: &Year<'_>, categories: &[String], is_at_end: bool) -> Column {
    let part = |category: &String| match year.part(category) {
        Some(figure) if figure.symbol == "c" => Part::Hidden,
        Some(figure) => match figure.value.filter(|_| phrase::is_shown(figure)) {
            Some(value) => Part::Shown(value, number::minus(&figure.display)),
            None => Part::None,
        },
        None => Part::None,
    };
    let whole = |figure: &Figure| Some((figure.value?, number::minus(&figure.display)));
    Column {
        lines: label(year.end, is_at_end).to_vec(),
        parts: categories.iter().map(part).collect(),
        whole: year.total().and_then(whole),
    }
}

/// `31 Mar` and `2026` of a day; `2025-26` of what happens in a year.
fn label(end: NaiveDate, is_at_end: bool) -> Vec<String> {
    match is_at_end {
        true => vec![end.format("%-d %b").to_string(), end.format("%Y").to_string()],
        false => vec![calendar::financial_year(end)],
    }
}

fn printed(figure: &Figure) -> String {
    let display = number::minus(&figure.display);
    match phrase::revised(figure) {
        words if words.is_empty() => display,
        words => format!("{display} ({words})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(end: &str, category: &str, value: Option<f64>) -> Figure {
        Figure {
            period_kind: "year".to_owned(),
            period_end: end.parse().unwrap(),
            category: category.to_owned(),
            value,
            display: value.map_or("c".to_owned(), |value| number::decimal(value, 0)),
            symbol: if value.is_some() { String::new() } else { "c".to_owned() },
            ..Figure::default()
        }
    }

    fn laid(parts: Vec<Figure>, wholes: Vec<Figure>) -> serde_json::Value {
        serde_json::to_value(table(&Years { parts, wholes, is_at_end: true })).unwrap()
    }

    #[test]
    fn years_stand_side_by_side_with_what_each_has() {
        let parts = vec![
            figure("2025-03-31", "Fostering", Some(200.0)),
            figure("2025-03-31", "Other", Some(9.0)),
            figure("2026-03-31", "Fostering", Some(210.0)),
            figure("2026-03-31", "Residential", Some(50.0)),
            figure("2026-03-31", "Other", Some(7.0)),
        ];
        let wholes = vec![
            figure("2025-03-31", "all", Some(209.0)),
            figure("2026-03-31", "all", Some(267.0)),
        ];
        let table = laid(parts, wholes);
        assert_eq!(table["columns"][1][0], "31 Mar 2026");
        let row = |place: usize| {
            (table["rows"][place]["label"].clone(), table["rows"][place]["cells"].clone())
        };
        assert_eq!(row(1), ("Residential".into(), serde_json::json!(["z", "50"])));
        assert_eq!(row(2), ("Other".into(), serde_json::json!(["9", "7"])));
        assert_eq!(table["total"], serde_json::json!(["209", "267"]));
        assert_eq!(
            table["finding"],
            "Fostering is the largest part at every date, more than half of all"
        );
    }

    #[test]
    fn a_year_that_a_total_would_give_away_has_none() {
        let mut unsafe_year = figure("2025-03-31", "Other", None);
        unsafe_year.table_has_hidden = true;
        let parts = vec![
            figure("2025-03-31", "Fostering", Some(200.0)),
            unsafe_year,
            figure("2026-03-31", "Fostering", Some(210.0)),
            figure("2026-03-31", "Other", None),
        ];
        let wholes = vec![
            figure("2025-03-31", "all", Some(203.0)),
            figure("2026-03-31", "all", Some(217.0)),
        ];
        let table = laid(parts, wholes);
        assert_eq!(table["total"], serde_json::json!(["c", "217"]));
        assert_eq!(table["drawing"]["columns"][0]["whole"], "");
        assert_eq!(table["drawing"]["columns"][1]["whole"], "217");
        assert_eq!(table["has_hidden"], true);
        assert_eq!(table["finding"], "");
    }

    #[test]
    fn nothing_in_hand_is_an_empty_table() {
        let table = laid(vec![], vec![figure("2026-03-31", "all", Some(7.0))]);
        assert_eq!(
            (&table["is_empty"], &table["drawing"]["is_empty"]),
            (&true.into(), &true.into())
        );
    }
}
