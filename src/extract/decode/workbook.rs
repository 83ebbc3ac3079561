//! Sheets to rows. Every cell becomes the text that a person sees or would
//! type: dates as `YYYY-MM-DD` in whichever epoch the workbook counts, with a
//! time only where there is one; numbers with the fifteen digits that a
//! spreadsheet keeps and no idle `.0`; errors by their names. Hidden rows and
//! columns are read like any other: the reader cannot tell them apart. Merged
//! cells stand where they begin.
//!
//! Only one sheet is read: the first that is recognised, visible ones first.
//! Other sheets that would have been are named.

use std::io::Cursor;

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use csv::StringRecord;

use super::{Decoded, Refused, Rows, is_blank, refuse};
use crate::definitions::spec;
use crate::extract::identify::{Catalogue, Header, PREAMBLE_ROWS, Recognition};
use crate::finding::{Finding, Severity};

/// Numbers that can be days when days count from 1904: up to the year 2100.
const SERIALS: std::ops::RangeInclusive<f64> = 1.0..=72_000.0;

/// The workbook formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// The format before 2007, or an encrypted workbook of any age.
    Xls,
}

type Bytes = Cursor<Vec<u8>>;

enum Book {
    Xlsx(Xlsx<Bytes>),
    Ods(Ods<Bytes>),
    Xls(Xls<Bytes>),
}

/// A sheet on which a header was recognised.
struct Chosen {
    sheet: String,
    header: Header,
    is_hidden: bool,
}

/// Reads a workbook: finds the sheet and its header.
pub(super) fn decode(
    bytes: Vec<u8>,
    kind: Kind,
    catalogue: &Catalogue<'_>,
) -> Result<Decoded, Refused> {
    let mut book = Book::open(bytes, kind)?;
    let mut chosen: Option<Chosen> = None;
    let mut others = Vec::new();
    let mut closest: Option<Recognition> = None;
    for (sheet, is_hidden) in book.sheets() {
        let Ok(rows) = book.rows(&sheet, Some(PREAMBLE_ROWS as u32 + 1), &[]) else {
            // A chart, or a sheet that holds no cells.
            continue;
        };
        match catalogue.recognise(&rows, Some(&sheet)) {
            Recognition::Found(header) if chosen.is_none() => {
                chosen = Some(Chosen { sheet, header, is_hidden });
            }
            Recognition::Found(header) => others.push((sheet, header.spec)),
            other => {
                if closest.as_ref().is_none_or(|closest| other.rank() > closest.rank()) {
                    closest = Some(other);
                }
            }
        }
    }
    let Some(Chosen { sheet, header, is_hidden }) = chosen else {
        if let Some(refused) = elsewhere(&mut book, catalogue) {
            return Err(refused);
        }
        let finding = catalogue.explain(&closest.unwrap_or(Recognition::Nothing(None)));
        return Err(finding.map(Box::new).unwrap_or_else(|| damaged("it has no sheets")));
    };
    let findings = remarks(&sheet, is_hidden, &others, catalogue);
    let dates = date_columns(catalogue, &header);
    let rows = book.rows(&sheet, None, &dates).map_err(|cause| damaged(&cause))?;
    let below = rows.into_iter().filter(|(row, _)| *row > header.row).collect::<Vec<_>>();
    Ok(Decoded { header, sheet: Some(sheet), rows: Rows::Sheet(below.into_iter()), findings })
}

/// The finding for a workbook that would be recognised, did `council.toml` not
/// name a sheet that it does not have or that holds something else.
fn elsewhere(book: &mut Book, catalogue: &Catalogue<'_>) -> Option<Refused> {
    for (sheet, _) in book.sheets() {
        let rows = book.rows(&sheet, Some(PREAMBLE_ROWS as u32 + 1), &[]).unwrap_or_default();
        let Recognition::Found(header) = catalogue.recognise(&rows, None) else {
            continue;
        };
        let id = &catalogue.specs[header.spec].id;
        let wanted = catalogue.settings(header.spec)?.sheet.as_deref()?;
        let says = format!("`{id}` is not on the sheet \"{wanted}\" but on \"{sheet}\"");
        let remedy = format!("name the right sheet under `[extracts.{id}]` in council.toml");
        let mut refused = refuse("sheet-missing", says, &remedy);
        refused.extract = Some(id.clone());
        return Some(refused);
    }
    None
}

fn remarks(
    sheet: &str,
    is_hidden: bool,
    others: &[(String, usize)],
    catalogue: &Catalogue<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if is_hidden {
        let says = format!("the sheet \"{sheet}\" is hidden, and was read");
        findings.push(
            Finding::new(Severity::Note, "hidden-sheet", says)
                .remedy("make sure that it is the sheet that was meant"),
        );
    }
    for (other, spec) in others {
        let id = &catalogue.specs[*spec].id;
        let says = format!(
            "only the sheet \"{sheet}\" was read; \"{other}\" looks like `{id}` and was not"
        );
        findings.push(Finding::new(Severity::Warn, "other-sheet", says).remedy(format!(
            "save each sheet as a file of its own, or name the sheet to read as `sheet` under \
             `[extracts.{id}]` in council.toml"
        )));
    }
    findings
}

/// The places of the spec's date columns in this header.
fn date_columns(catalogue: &Catalogue<'_>, header: &Header) -> Vec<usize> {
    let mapping = catalogue.mapping(header.spec, &header.cells);
    let columns = catalogue.specs[header.spec].columns.iter().zip(mapping.columns);
    let dates = columns.filter(|(column, _)| column.kind == spec::Kind::Date);
    dates.filter_map(|(_, place)| place).collect()
}

impl Book {
    fn open(bytes: Vec<u8>, kind: Kind) -> Result<Self, Refused> {
        let cursor = Cursor::new(bytes);
        match kind {
            Kind::Xlsx => Xlsx::new(cursor).map(Self::Xlsx).map_err(|cause| damaged(&cause)),
            Kind::Ods => Ods::new(cursor).map(Self::Ods).map_err(|cause| match cause {
                calamine::OdsError::Password => locked(),
                cause => damaged(&cause),
            }),
            Kind::Xls => Self::open_old(cursor),
        }
    }

    /// An encrypted workbook hides in the container of the old format.
    fn open_old(mut cursor: Bytes) -> Result<Self, Refused> {
        if let Err(XlsxError::Password) = Xlsx::new(&mut cursor) {
            return Err(locked());
        }
        cursor.set_position(0);
        Xls::new(cursor).map(Self::Xls).map_err(|cause| match cause {
            XlsError::Password => locked(),
            cause => damaged(&cause),
        })
    }

    /// The names of the sheets, visible ones first, and whether each is hidden.
    fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
        };
        let mut sheets: Vec<(String, bool)> = sheets
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
            .collect();
        sheets.sort_by_key(|(_, is_hidden)| *is_hidden);
        sheets
    }

    /// The rows of a sheet down to row `last`, with their numbers. In `dates`
    /// a bare number is a day, where the workbook counts days from 1904: the
    /// number alone would be taken for a day four years earlier.
    fn rows(
        &mut self,
        sheet: &str,
        last: Option<u32>,
        dates: &[usize],
    ) -> Result<Vec<(u64, StringRecord)>, String> {
        let mut rows = Gathered::new(last);
        match self {
            Self::Xlsx(book) => {
                let dates = if book.has_1904_epoch() { dates } else { &[] };
                let mut cells =
                    book.worksheet_cells_reader(sheet).map_err(|cause| cause.to_string())?;
                while let Some(cell) = cells.next_cell().map_err(|cause| cause.to_string())? {
                    let is_day = dates.contains(&(cell.get_position().1 as usize));
                    if !rows.put(cell.get_position(), &text_of(cell.get_value(), is_day)) {
                        break;
                    }
                }
            }
            Self::Ods(book) => {
                rows.put_all(&book.worksheet_range(sheet).map_err(|cause| cause.to_string())?);
            }
            Self::Xls(book) => {
                rows.put_all(&book.worksheet_range(sheet).map_err(|cause| cause.to_string())?);
            }
        }
        Ok(rows.finish())
    }
}

/// Cells as they come, gathered into rows.
struct Gathered {
    last: Option<u32>,
    rows: Vec<(u64, StringRecord)>,
}

impl Gathered {
    fn new(last: Option<u32>) -> Self {
        Self { last, rows: Vec::new() }
    }

    /// Adds a cell; `false` where it lies beyond the last row wanted.
    fn put(&mut self, (row, column): (u32, u32), text: &str) -> bool {
        if self.last.is_some_and(|last| row >= last) {
            return false;
        }
        if text.is_empty() {
            return true;
        }
        let number = u64::from(row) + 1;
        if self.rows.last().is_none_or(|(last, _)| *last != number) {
            self.rows.push((number, StringRecord::new()));
        }
        if let Some((_, record)) = self.rows.last_mut() {
            while record.len() < column as usize {
                record.push_field("");
            }
            record.push_field(text);
        }
        true
    }

    fn put_all(&mut self, range: &calamine::Range<Data>) {
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = (first_row + row as u32, first_column + column as u32);
            if !self.put(place, &text_of(&borrowed(value), false)) {
                break;
            }
        }
    }

    fn finish(mut self) -> Vec<(u64, StringRecord)> {
        self.rows.retain(|(_, record)| !is_blank(record));
        self.rows
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn text_of(value: &DataRef<'_>, is_day_from_1904: bool) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if is_day_from_1904 && SERIALS.contains(number) => {
            moment(&ExcelDateTime::new(*number, calamine::ExcelDateTimeType::DateTime, true))
        }
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(value) => moment(value),
        DataRef::DateTimeIso(text) => text.trim_end_matches("T00:00:00").replace('T', " "),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number with the fifteen digits that a spreadsheet keeps of it: the last
/// two of a float are noise (`0.30000000000000004`).
fn number_text(number: f64) -> String {
    let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{kept}")
}

fn moment(value: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if value.is_duration() || (0.0..1.0).contains(&value.as_f64()) {
        return time;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" { date } else { format!("{date} {time}") }
}

fn damaged(cause: &(impl std::fmt::Display + ?Sized)) -> Refused {
    let says = format!("the workbook is damaged or cut short: {cause}");
    refuse("corrupt", says, "open it in the spreadsheet program, save it anew, send it again")
}

fn locked() -> Refused {
    let says = "the workbook is protected with a password";
    refuse("password", says, "have it saved without a password, or as CSV")
}
