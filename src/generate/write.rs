//! Writes a table the way some council's system would: comma or semicolon,
//! UTF-8 or Windows-1252, gzip or workbook, with or without title rows above.
//! The same table gives the same bytes: no clock and no machine name enters.

use std::fs;
use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use encoding_rs::WINDOWS_1252;
use flate2::{Compression, GzBuilder};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::table::Table;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::extract::land;

/// How a file is written.
#[derive(Clone, Debug)]
pub(super) struct Dress {
    /// Its form.
    pub(super) form: Form,
    /// Title rows above the header, each a line; an empty one is a blank line.
    pub(super) above: Vec<String>,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text between separators.
    Text {
        /// Between cells.
        separator: u8,
        /// How characters become bytes.
        encoding: Encoding,
        /// Whether gzip packs it.
        is_packed: bool,
    },
    /// A workbook of one sheet; dates and numbers are Excel's own.
    Workbook,
    /// Parquet, all text.
    Parquet,
}

/// How characters become bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8.
    Plain,
    /// UTF-8 after a byte order mark.
    Marked,
    /// UTF-16, little end first, after a byte order mark.
    Wide,
    /// Windows-1252.
    Western,
}

/// Plain CSV.
pub(super) const CSV: Form = text(b',', Encoding::Plain);

/// Text with a separator, in an encoding.
pub(super) const fn text(separator: u8, encoding: Encoding) -> Form {
    Form::Text { separator, encoding, is_packed: false }
}

/// Comma-separated, packed by gzip.
pub(super) const CSV_GZ: Form =
    Form::Text { separator: b',', encoding: Encoding::Plain, is_packed: true };

impl Dress {
    /// A form without title rows.
    pub(super) fn plain(form: Form) -> Self {
        Self { form, above: Vec::new() }
    }

    /// A form with title rows above the header.
    pub(super) fn titled(form: Form, above: &[&str]) -> Self {
        Self { form, above: above.iter().map(|line| (*line).to_owned()).collect() }
    }

    /// The row of the file on which a row of the table stands, counted as a
    /// spreadsheet counts.
    pub(super) fn file_row(&self, row: usize) -> u64 {
        (self.above.len() + row + 2) as u64
    }
}

/// Writes a table to `path`, and its folder where there is none.
pub(super) fn write(path: &Path, table: &Table, dress: &Dress) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "make the folder", &cause))?;
    }
    match dress.form {
        Form::Text { separator, encoding, is_packed } => {
            let bytes = encode(&lines(table, &dress.above, separator), encoding);
            let bytes = if is_packed { pack(path, &bytes)? } else { bytes };
            write_bytes(path, &bytes)
        }
        Form::Workbook => workbook(path, table, &dress.above),
        Form::Parquet => land::write_table(path, &table.columns, table.rows.iter().cloned()),
    }
}

/// Writes bytes to `path`, and its folder where there is none.
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "make the folder", &cause))?;
    }
    fs::write(path, bytes).map_err(|cause| Error::io(path, "write it", &cause))
}

fn lines(table: &Table, above: &[String], separator: u8) -> String {
    let separator = char::from(separator);
    let mut text = String::new();
    for line in above {
        push_cell(&mut text, line, separator);
        text.push_str("\r\n");
    }
    for row in std::iter::once(&table.columns).chain(&table.rows) {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                text.push(separator);
            }
            push_cell(&mut text, cell, separator);
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str, separator: char) {
    if cell.contains([separator, '"', '\r', '\n']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Plain => text.as_bytes().to_vec(),
        Encoding::Marked => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Encoding::Western => WINDOWS_1252.encode(text).0.into_owned(),
        Encoding::Wide => {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }
    }
}

fn pack(path: &Path, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packed
        .write_all(bytes)
        .and_then(|()| packed.finish())
        .map_err(|cause| Error::io(path, "pack it", &cause))
}

fn workbook(path: &Path, table: &Table, above: &[String]) -> Result<()> {
    fill_workbook(table, above)
        .and_then(|mut workbook| workbook.save_to_buffer())
        .map_err(|cause| {
            Error::new(
                Exit::Failed,
                path.display().to_string(),
                format!("cannot make the workbook: {cause}"),
            )
        })
        .and_then(|bytes| write_bytes(path, &bytes))
}

fn fill_workbook(table: &Table, above: &[String]) -> std::result::Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 10, 1)?.and_hms(8, 0, 0)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let as_day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet().set_name("Extract")?;
    for (row, line) in above.iter().enumerate() {
        sheet.write_string(row as u32, 0, line)?;
    }
    let header = above.len() as u32;
    for (column, name) in table.columns.iter().enumerate() {
        sheet.write_string(header, column as u16, name)?;
    }
    for (row, cells) in table.rows.iter().enumerate() {
        let row = header + 1 + row as u32;
        for (column, cell) in cells.iter().enumerate() {
            let column = column as u16;
            if let Ok(day) = NaiveDate::parse_from_str(cell, "%d/%m/%Y") {
                sheet.write_number_with_format(row, column, serial(day), &as_day)?;
            } else if let Some(number) = as_number(cell) {
                sheet.write_number(row, column, number)?;
            } else if !cell.is_empty() {
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    Ok(workbook)
}

/// Excel's number of a day.
fn serial(day: NaiveDate) -> f64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - first).num_days() as f64
}

/// A cell that Excel would keep as a number without losing anything of it.
fn as_number(cell: &str) -> Option<f64> {
    let is_plain = cell.trim_start_matches('-').starts_with(|first| ('1'..='9').contains(&first))
        && cell.len() < 13;
    if is_plain { cell.parse().ok() } else { None }
}
