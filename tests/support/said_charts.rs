//! What the tables beside charts say, held against the results cell by cell, as
//! `said_tables` does with the others.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeSet;

use crate::markdown::Table;
use crate::results::{Figure, Results};
use crate::said_tables::{Kind, day, short};

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
