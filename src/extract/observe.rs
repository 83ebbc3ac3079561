//! What the rows of a file tell about the file as a whole, watched while they
//! are landed: the snapshot date that they give, and whether two columns that
//! claim the same name say the same.

use std::collections::BTreeMap;

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use chrono::NaiveDate;

use super::dates;
use super::identify::Mapping;
use super::index::Dated;
use super::{SnapshotFrom, decode};
use crate::definitions::spec::ExtractSpec;
use crate::finding::{Finding, Severity};

/// Watches the batches of one file.
pub(super) struct Observer {
    /// The column whose latest day is the snapshot date.
    latest_in: Option<usize>,
    latest: Option<NaiveDate>,
    /// The columns whose return years are counted.
    years_in: Vec<usize>,
    years: BTreeMap<NaiveDate, u64>,
    rivals: Vec<Rival>,
}

/// Two columns of the file that claim one column of the spec.
struct Rival {
    name: String,
    taken: usize,
    other: usize,
    differing: u64,
    first: Option<u64>,
}

impl Observer {
    /// What to watch for in a file of this spec with these headers.
    pub(super) fn new(spec: &ExtractSpec, mapping: &Mapping) -> Self {
        let place = |name: &String| {
            let column = spec.columns.iter().position(|column| column.name == *name)?;
            mapping.columns[column]
        };
        let rivals = mapping.rivals.iter().filter_map(|(column, other)| {
            let taken = mapping.columns[*column]?;
            let name = spec.columns[*column].name.clone();
            Some(Rival { name, taken, other: *other, differing: 0, first: None })
        });
        Self {
            latest_in: spec.snapshot_column.as_ref().and_then(place),
            latest: None,
            years_in: spec.snapshot_columns.iter().filter_map(place).collect(),
            years: BTreeMap::new(),
            rivals: rivals.collect(),
        }
    }

    /// Looks at one batch, whose columns stand as in the file and whose row
    /// numbers are `rows`.
    pub(super) fn observe(&mut self, batch: &RecordBatch, rows: &[i64]) {
        if let Some(column) = self.latest_in {
            self.latest = days(text(batch, column)).max().max(self.latest);
        }
        for column in &self.years_in {
            for end in days(text(batch, *column)).filter_map(dates::return_year_end) {
                *self.years.entry(end).or_default() += 1;
            }
        }
        for rival in &mut self.rivals {
            let (one, other) = (text(batch, rival.taken), text(batch, rival.other));
            for (at, row) in rows.iter().enumerate() {
                if cell(one, at).trim() != cell(other, at).trim() {
                    rival.differing += 1;
                    rival.first.get_or_insert(row.unsigned_abs());
                }
            }
        }
    }

    /// The snapshot date that the rows give, if they give one. Of years that
    /// hold equally many days the later is taken.
    pub(super) fn snapshot(&self) -> Option<Dated> {
        if let Some(on) = self.latest {
            return Some(Dated { on, from: SnapshotFrom::Column });
        }
        let most = self.years.iter().max_by_key(|(end, count)| (**count, **end));
        most.map(|(end, _)| Dated { on: *end, from: SnapshotFrom::ReturnYear })
    }

    /// What there is to say about columns with one name: a note where they
    /// hold the same, else the finding because of which the file is refused.
    pub(super) fn rivals(&self, headers: &[String]) -> Result<Vec<Finding>, decode::Refused> {
        let mut notes = Vec::new();
        for rival in &self.rivals {
            let (taken, other) = (&headers[rival.taken], &headers[rival.other]);
            let pair = format!("two columns stand for {}: \"{taken}\" and \"{other}\"", rival.name);
            if rival.differing == 0 {
                notes.push(
                    Finding::new(Severity::Note, "duplicate-column", format!("{pair}, alike"))
                        .column(other)
                        .remedy("have one of them left out of the export"),
                );
                continue;
            }
            let rows = if rival.differing == 1 { "row" } else { "rows" };
            let says = format!("{pair}, and they differ in {} {rows}", rival.differing);
            let refused = Finding::new(Severity::Block, "duplicate-column", says);
            return Err(Box::new(Finding {
                row: rival.first,
                column: Some(other.clone()),
                rows: rival.differing,
                remedy: "have one of them left out of the export, or say in council.toml which is \
                         meant"
                    .to_owned(),
                ..refused
            }));
        }
        Ok(notes)
    }
}

fn text(batch: &RecordBatch, column: usize) -> &StringArray {
    batch.column(column).as_string()
}

fn cell(column: &StringArray, at: usize) -> &str {
    if column.is_null(at) { "" } else { column.value(at) }
}

fn days(column: &StringArray) -> impl Iterator<Item = NaiveDate> {
    column.iter().flatten().filter_map(dates::day)
}
