//! Decoded rows to Arrow batches. A row that does not fit its header is kept,
//! as far as its cells have columns, and marked with the reason: staging sets
//! it aside. Cells that have no column are kept beside it.
//!
//! A row is too short where a named column has no cell, and too long where a
//! cell with something in it lies beyond the last cell of the header. Empty
//! cells at the end are no cells: exports add them freely.

use std::sync::Arc;

use arrow::array::{ArrayBuilder, ArrayRef, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use csv::StringRecord;

use crate::extract::decode::{Refused, Rows, refuse};

/// Rows and bytes after which a batch is full.
const FULL_ROWS: usize = 61_440;
const FULL_BYTES: usize = 64 << 20;

/// Gathers the rows of one file into batches.
pub(in crate::extract) struct Batches {
    rows: Rows,
    shape: SchemaRef,
    texts: Vec<StringBuilder>,
    numbers: Int64Builder,
    broken: StringBuilder,
    beyond: StringBuilder,
    /// How many cells the header has, named or not.
    header: usize,
    bytes: usize,
    /// The last row, and whether it was too short.
    last: Option<(u64, bool)>,
}

impl Batches {
    /// For rows below a header of `header` cells, into a landed file's shape.
    pub(in crate::extract) fn new(rows: Rows, shape: SchemaRef, header: usize) -> Self {
        let columns = shape.fields().len() - 3;
        let is_sheet = matches!(rows, Rows::Sheet(_));
        Self {
            rows,
            texts: (0..columns).map(|_| StringBuilder::new()).collect(),
            numbers: Int64Builder::new(),
            broken: StringBuilder::new(),
            beyond: StringBuilder::new(),
            header: if is_sheet { columns } else { header },
            shape,
            bytes: 0,
            last: None,
        }
    }

    /// The next batch with the numbers of its rows, or none after the last.
    pub(in crate::extract) fn next(&mut self) -> Result<Option<RecordBatch>, Refused> {
        let mut record = StringRecord::new();
        while self.numbers.len() < FULL_ROWS && self.bytes < FULL_BYTES {
            let Some(row) = self.rows.next(&mut record)? else {
                break;
            };
            self.add(row, &record);
        }
        if self.numbers.is_empty() {
            return Ok(None);
        }
        self.bytes = 0;
        self.take().map(Some).map_err(|cause| {
            refuse("corrupt", format!("the rows cannot be kept: {cause}"), "have it sent again")
        })
    }

    /// Why the file must be a part of a file, if its end shows that it is.
    pub(in crate::extract) fn is_cut(&self) -> Result<(), Refused> {
        let (Some((row, is_short)), Rows::Delimited(rows)) = (self.last, &self.rows) else {
            return Ok(());
        };
        let says = if rows.is_unclosed() {
            "a quotation mark is opened in this row and never closed: all that follows is inside it"
        } else if rows.ends_in_a_line() && is_short {
            "the file is cut off in the middle of this, its last row"
        } else {
            return Ok(());
        };
        let mut refused = refuse("cut-short", says, "have the whole file sent again");
        refused.row = Some(row);
        Err(refused)
    }

    fn add(&mut self, row: u64, record: &StringRecord) {
        self.bytes += record.as_slice().len();
        self.numbers.append_value(i64::try_from(row).unwrap_or(i64::MAX));
        let named = self.texts.len();
        for (column, text) in self.texts.iter_mut().enumerate() {
            text.append_value(record.get(column).unwrap_or_default());
        }
        let is_sheet = matches!(self.rows, Rows::Sheet(_));
        let is_short = !is_sheet && record.len() < named;
        let beyond = || record.iter().skip(named);
        let is_long = record.iter().skip(self.header).any(|cell| !cell.trim().is_empty());
        self.last = Some((row, is_short));
        if beyond().any(|cell| !cell.trim().is_empty()) {
            self.beyond.append_value(beyond().collect::<Vec<_>>().join("|"));
        } else {
            self.beyond.append_null();
        }
        if !is_short && !is_long {
            self.broken.append_null();
            return;
        }
        let lines = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>() + 1;
        let mut reason = format!("{} cells where the header has {}", record.len(), self.header);
        if lines > 1 {
            reason.push_str(&format!(", on {lines} lines that a quotation mark runs together"));
        }
        self.broken.append_value(reason);
    }

    fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let mut arrays: Vec<ArrayRef> =
            self.texts.iter_mut().map(|text| Arc::new(text.finish()) as ArrayRef).collect();
        arrays.push(Arc::new(self.numbers.finish()));
        arrays.push(Arc::new(self.broken.finish()));
        arrays.push(Arc::new(self.beyond.finish()));
        RecordBatch::try_new(self.shape.clone(), arrays)
    }
}
