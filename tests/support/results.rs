//! The published results, as far as papers print them: whole figures of every
//! period, and breakdowns of the current ones and of whole years.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::{BTreeMap, BTreeSet};

use crate::printed;

/// A row of `results.csv`; a cell that is empty there is not in it.
#[derive(Clone, Debug, Default)]
pub struct Figure(BTreeMap<String, String>);

/// The figures of one audience by measure and figure: `placed_within_20_miles/from_home`.
pub struct Results(BTreeMap<String, Vec<Figure>>);

impl Results {
    pub fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let (measure, figure, cross) = (at("measure"), at("figure"), at("breakdown_2"));
        let (breakdown, current) = (at("breakdown"), at("is_current"));
        let (kind, partial) = (at("period_kind"), at("is_partial"));
        let mut found: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
        for record in reader.records() {
            let record = record.unwrap();
            let is_whole = &record[breakdown] == "all";
            let is_year = &record[kind] == "year" && &record[partial] == "false";
            let is_printed = is_whole || is_year || &record[current] == "true";
            if !record[cross].is_empty() || !is_printed {
                continue;
            }
            let cells = headers.iter().zip(&record).filter(|(_, cell)| !cell.is_empty());
            let row = cells.map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
            let id = name(&record[measure], &record[figure]);
            found.entry(id).or_default().push(Figure(row));
        }
        Self(found)
    }

    /// All rows of a figure.
    pub fn of(&self, id: &str) -> &[Figure] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// The rows of a figure for the whole, of periods that a paper may name.
    pub fn whole(&self, id: &str) -> impl Iterator<Item = &Figure> {
        let is_one = |row: &&Figure| {
            row.text("breakdown") == "all" && row.text("period_kind") != "year_to_date_mean"
        };
        self.of(id).iter().filter(is_one)
    }

    /// The rows of all figures for the whole.
    pub fn all_wholes(&self) -> impl Iterator<Item = &Figure> {
        self.0.values().flatten().filter(|row| row.text("breakdown") == "all")
    }

    /// The whole in the period of a kind that ends on a day.
    pub fn at(&self, id: &str, kind: &str, end: &str) -> Option<&Figure> {
        self.whole(id).find(|row| row.text("period_kind") == kind && row.text("period_end") == end)
    }

    /// The current row of a category.
    pub fn category(&self, id: &str, kind: &str, by: &str, category: &str) -> Option<&Figure> {
        self.of(id).iter().find(|row| {
            row.is_current()
                && row.text("period_kind") == kind
                && row.text("breakdown") == by
                && row.text("category") == category
        })
    }

    /// The first and the last figure of 13 months; of what happens in a period,
    /// which alone has rolling years, of eight whole quarters.
    pub fn lately(&self, id: &str) -> String {
        let happens = self.whole(id).any(|row| row.text("period_kind") == "rolling_year");
        let (kind, most) = if happens { ("quarter", 8) } else { ("month", 13) };
        let is_whole = |row: &&Figure| !happens || row.text("is_partial") == "false";
        let mut rows: Vec<&Figure> =
            self.whole(id).filter(|row| row.text("period_kind") == kind).filter(is_whole).collect();
        rows.sort_by_key(|row| row.text("period_end").to_owned());
        let newest = rows.split_off(rows.len().saturating_sub(most));
        let shown: Vec<&&Figure> = newest.iter().filter(|row| row.is_shown()).collect();
        match shown.as_slice() {
            [first, .., last] => format!("{} to {}", first.value(), last.value()),
            _ if newest.iter().any(|row| row.symbol() == "c") => "c".to_owned(),
            _ => "z".to_owned(),
        }
    }

    /// The categories that a breakdown has now.
    pub fn categories(&self, id: &str, kind: &str, by: &str) -> BTreeSet<&str> {
        let rows = self.of(id).iter().filter(|row| {
            row.is_current()
                && row.text("period_kind") == kind
                && row.text("breakdown") == by
                && row.symbol() != "z"
        });
        rows.map(|row| row.text("category")).collect()
    }

    /// Whether the figure of this name has this symbol now: a title, and which
    /// figure of its measure.
    pub fn has_symbol(&self, named: &str, symbol: &str) -> bool {
        self.0.values().flatten().any(|row| {
            let which = row.text("figure").replace('_', " ");
            let which = if which.is_empty() { which } else { format!(" ({which})") };
            let name = format!("{}{which}", row.text("title"));
            row.is_current() && name == named && row.symbol() == symbol
        })
    }
}

impl Figure {
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A number in millionths.
    pub fn number(&self, name: &str) -> Option<i128> {
        self.0.get(name).and_then(|text| printed::millionths(text))
    }

    pub fn unit(&self) -> &str {
        self.text("unit")
    }

    pub fn symbol(&self) -> &str {
        self.text("symbol")
    }

    pub fn is_shown(&self) -> bool {
        ["", "low"].contains(&self.symbol())
    }

    pub fn is_current(&self) -> bool {
        self.text("is_current") == "true"
    }

    /// A number in the figure's own unit.
    pub fn printed(&self, name: &str) -> Option<String> {
        self.number(name).map(|value| printed::in_unit(value, self.unit()))
    }

    /// A count or a sum that has no unit.
    pub fn plain(&self, name: &str) -> Option<String> {
        self.number(name).map(|value| printed::decimal(value, 0))
    }

    /// The value, or the symbol that stands for it.
    pub fn value(&self) -> String {
        match self.printed("value").filter(|_| self.symbol().is_empty()) {
            Some(value) => value,
            None => self.symbol().to_owned(),
        }
    }
}

/// A figure's name: its measure, and which of its figures where it has several.
pub fn name(measure: &str, figure: &str) -> String {
    match figure {
        "" => measure.to_owned(),
        _ => format!("{measure}/{figure}"),
    }
}
