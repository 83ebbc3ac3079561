//! Decoded rows to Arrow batches. A row that does not fit its header is kept,
//! as far as its cells have columns, and marked with the reason: staging sets
//! it aside. Cells that have no column are kept beside it.
//!
//! A row of text is too short where a named column has no cell, and too long
//! where a cell with something in it lies beyond the last cell of the header.
//! Empty cells at the end are no cells: exports add them freely. In a sheet
//! every cell has its place, so that a row is never too short or too long; a
//! record of JSON says itself what is wrong with it.

use std::sync::Arc;

use arrow::array::{ArrayBuilder, ArrayRef, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use csv::StringRecord;

use crate::extract::decode::{Refused, Rows, refuse};
use crate::finding::{Finding, Severity};

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
    /// How many rows hold something beyond the named columns although they fit
    /// the header, and the first of them.
    beside: (u64, Option<u64>),
}

impl Batches {
    /// For rows below a header of `header` cells, into a landed file's shape.
    pub(in crate::extract) fn new(rows: Rows, shape: SchemaRef, header: usize) -> Self {
        let columns = shape.fields().len() - 3;
        Self {
            rows,
            texts: (0..columns).map(|_| StringBuilder::new()).collect(),
            numbers: Int64Builder::new(),
            broken: StringBuilder::new(),
            beyond: StringBuilder::new(),
            header,
            shape,
            bytes: 0,
            last: None,
            beside: (0, None),
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

    /// What there is to say about cells beside the table.
    pub(in crate::extract) fn remarks(&self) -> Option<Finding> {
        let (rows, Some(first)) = self.beside else {
            return None;
        };
        let says = "something stands to the right of the last named column: kept, and not used";
        let remedy = "nothing, unless it was meant to be used: then give its column a name";
        let finding = Finding::new(Severity::Note, "beside-the-table", says);
        Some(finding.row(first).rows(rows).remedy(remedy))
    }

    fn add(&mut self, row: u64, record: &StringRecord) {
        self.bytes += record.as_slice().len();
        self.numbers.append_value(i64::try_from(row).unwrap_or(i64::MAX));
        for (column, text) in self.texts.iter_mut().enumerate() {
            text.append_value(record.get(column).unwrap_or_default());
        }
        let named = self.texts.len();
        let broken = self.broken(record);
        self.last = Some((row, broken.is_some() && record.len() < named));
        let beyond = || record.iter().skip(named);
        let has_beyond = record.len() > named && beyond().any(|cell| !cell.trim().is_empty());
        self.beyond.append_option(has_beyond.then(|| beyond().collect::<Vec<_>>().join("|")));
        if has_beyond && broken.is_none() {
            self.beside = (self.beside.0 + 1, self.beside.1.or(Some(row)));
        }
        self.broken.append_option(broken);
    }

    /// Why a row does not fit its header, if it does not.
    fn broken(&self, record: &StringRecord) -> Option<String> {
        let rows = match &self.rows {
            Rows::Delimited(rows) => rows,
            Rows::Records(records) => return records.broken().map(str::to_owned),
            Rows::Sheet(_) => return None,
        };
        let named = self.texts.len();
        let has_line_break = record.as_slice().contains('\n');
        let is_several = has_line_break && rows.is_several(named);
        let is_long = record.iter().skip(self.header).any(|cell| !cell.trim().is_empty());
        let mut reasons = Vec::new();
        if record.len() < named || is_long {
            reasons.push(format!("{} cells where the header has {}", record.len(), self.header));
        }
        if is_several || (has_line_break && !reasons.is_empty()) {
            let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
            reasons.push(format!("{} lines run together by a quotation mark", breaks + 1));
        }
        (!reasons.is_empty()).then(|| reasons.join(", "))
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
