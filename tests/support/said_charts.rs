//! What the tables beside charts say, held against the results cell by cell, as
//! `said_tables` does with the others.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeSet;

use crate::markdown::Table;
use crate::results::{Figure, Results};
use crate::said_tables::{Kind, day, short};
use crate::sayings::Book;

/// A category at each year's end.
pub fn year(
    table: &Table,
    kind: &Kind,
    cells: &[String],
    results: &Results,
) -> Result<usize, String> {
    let (by, category) = match cells[0].as_str() {
        "Total" => ("all", "all"),
        category => (kind.breakdown.as_str(), category),
    };
    for (heading, cell) in table.columns.iter().zip(cells).skip(1) {
        let found = of_years(kind, results).find(|row| {
            row.text("breakdown") == by
                && row.text("category") == category
                && ended(row).as_deref() == Some(heading)
        });
        let expected = found.map_or("z".to_owned(), Figure::value);
        if *cell != expected {
            return Err(format!("{cell} under {heading}, where it is {expected}"));
        }
    }
    Ok(cells.len() - 1)
}

/// No category and no year of which there is a figure is left out.
pub fn whole(
    table: &Table,
    kind: &Kind,
    labels: &BTreeSet<&str>,
    results: &Results,
) -> Result<(), String> {
    let rows: Vec<&Figure> = of_years(kind, results)
        .filter(|row| row.text("breakdown") == kind.breakdown && row.symbol() != "x")
        .collect();
    let wanting = rows.iter().find(|row| {
        let ended = ended(row).unwrap_or_default();
        !labels.contains(row.text("category")) || !table.columns.contains(&ended)
    });
    match wanting {
        None if rows.is_empty() => Err(format!("{}: the results hold no year", table.caption)),
        None => Ok(()),
        Some(row) => Err(format!("{}: {row:?} is left out", table.caption)),
    }
}

fn of_years<'a>(kind: &'a Kind, results: &'a Results) -> impl Iterator<Item = &'a Figure> {
    results
        .of(&kind.figures[0].1)
        .iter()
        .filter(|row| row.text("period_kind") == kind.period && row.text("is_partial") == "false")
}

fn ended(row: &Figure) -> Option<String> {
    day(row.text("period_end")).map(short)
}

/// The figures of one month's end, a column each.
pub fn month_end(
    table: &Table,
    cells: &[String],
    book: &Book,
    results: &Results,
) -> Result<usize, String> {
    for (heading, cell) in table.columns.iter().zip(cells).skip(1) {
        let id = book.label(heading).ok_or("the phrase book has no such heading")?;
        let row = results.whole(id).find(|row| {
            row.text("period_kind") == "month" && ended(row).as_deref() == Some(&cells[0])
        });
        let expected = row.map_or("x".to_owned(), Figure::value);
        if *cell != expected {
            return Err(format!("{cell} under {heading}, where it is {expected}"));
        }
    }
    Ok(cells.len() - 1)
}

/// A percentage of a whole year, what it is held against, and the limits about
/// that, worked out anew: theirs plus and minus so many standard errors of a
/// share of as many as are behind ours.
pub fn funnel(table: &Table, cells: &[String], results: &Results) -> Result<usize, String> {
    let cell = |heading: &str| {
        let at = table.columns.iter().position(|column| column == heading);
        at.map(|at| cells[at].as_str()).ok_or(format!("no column is headed {heading}"))
    };
    let row = results
        .all_wholes()
        .find(|row| {
            let which = row.text("figure").replace('_', " ");
            let which = if which.is_empty() { which } else { format!(": {which}") };
            row.text("period_kind") == "year"
                && row.text("is_partial") == "false"
                && format!("{}{which}", row.text("title")) == cells[0]
                && Some(cell("Year to")) == ended(row).as_deref().map(Ok)
        })
        .ok_or("the results have no such year")?;
    let exact = |name: &str| row.text(name).parse::<f64>().unwrap_or(f64::NAN);
    let (ours, theirs, all) = (exact("value"), exact("england"), exact("denominator"));
    let error = (theirs * (100.0 - theirs) / all).sqrt();
    let limits = |quantile: f64| {
        let print = |value: f64| format!("{:.1}%", value.clamp(0.0, 100.0));
        let (lower, upper) = (theirs - quantile * error, theirs + quantile * error);
        (lower, upper, format!("{} to {}", print(lower), print(upper)))
    };
    let (inner, outer) = (limits(1.959964), limits(3.090232));
    let place = match ours {
        ours if ours > outer.1 => "far above",
        ours if ours < outer.0 => "far below",
        ours if ours > inner.1 => "above",
        ours if ours < inner.0 => "below",
        _ => "within",
    };
    for (heading, expected) in [
        ("Ours", row.value()),
        ("Held against", format!("England, {}", row.text("benchmark_period"))),
        ("Theirs", row.printed("england").unwrap_or_default()),
        ("95% limits", inner.2),
        ("99.8% limits", outer.2),
        ("Ours lies", place.to_owned()),
    ] {
        if cell(heading)? != expected {
            return Err(format!("{} under {heading}, where it is {expected}", cell(heading)?));
        }
    }
    Ok(table.columns.len() - 1)
}
