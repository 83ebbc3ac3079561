//! Bytes to rows of text: delimited text in four separators and four
//! encodings, compressed or not, JSON, and workbooks. What a file is, is told
//! by its first bytes and not by its ending.
//!
//! Nothing is typed and nothing trimmed. Parquet is read where it is landed,
//! by `land`.

pub(super) mod delimited;
pub(super) mod json;
pub(super) mod text;
pub(super) mod workbook;

use std::io::Read;

use csv::StringRecord;

use super::identify::{Catalogue, Header};
use crate::finding::{Finding, Severity};

/// Text larger than this is refused: it would not fit the memory of the
/// machines that run this.
const LARGEST: u64 = 2_000_000_000;

/// How much of the front and the end of a zip file is looked at.
const ENDS: usize = 1 << 16;

/// The one finding because of which a file was not read.
pub(super) type Refused = Box<Finding>;

/// What the first bytes say that a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Delimited text or JSON, in some encoding.
    Text,
    /// A workbook in the Office Open XML format.
    Xlsx,
    /// A workbook in the OpenDocument format.
    Ods,
    /// A workbook in the format before 2007, an encrypted one, or some other
    /// document of that time.
    Old,
    /// Parquet.
    Parquet,
    /// A zip file that holds no workbook, as far as can be seen.
    Zip,
    /// A document or picture.
    Other,
}

/// A file whose header was recognised, and its rows.
pub(super) struct Decoded {
    /// The header, and the spec that it belongs to.
    pub(super) header: Header,
    /// The sheet of a workbook.
    pub(super) sheet: Option<String>,
    /// The rows below the header.
    pub(super) rows: Rows,
    /// What is to be said about the file as a whole.
    pub(super) findings: Vec<Finding>,
}

/// The rows below a header, one by one.
pub(super) enum Rows {
    /// Out of delimited text.
    Delimited(delimited::Delimited),
    /// Out of a sheet.
    Sheet(std::vec::IntoIter<(u64, StringRecord)>),
    /// Out of JSON.
    Records(json::Records),
}

impl Rows {
    /// Puts the next row that is not blank into `record` and returns its
    /// number, counted as a spreadsheet counts, or as a list of JSON does.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, Refused> {
        loop {
            let row = match self {
                Self::Delimited(rows) => rows.next(record)?,
                Self::Sheet(rows) => rows.next().map(|(row, cells)| {
                    *record = cells;
                    row
                }),
                Self::Records(rows) => rows.next(record),
            };
            if row.is_none() || !is_blank(record) {
                return Ok(row);
            }
        }
    }
}

/// Whether a row holds nothing but spaces: then it is no row.
pub(super) fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// What the first bytes of a file say that it is.
pub(super) fn format(bytes: &[u8]) -> Format {
    match bytes {
        [b'P', b'A', b'R', b'1', ..] => Format::Parquet,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Format::Old,
        [b'P', b'K', 3, 4, ..] => packed_format(bytes),
        [b'%', b'P', b'D', b'F', ..] | [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => {
            Format::Other
        }
        _ => Format::Text,
    }
}

/// Names and short members lie bare in a zip file, at its front and its end.
fn packed_format(bytes: &[u8]) -> Format {
    let (front, back) = (bytes.len().min(ENDS), bytes.len().saturating_sub(ENDS));
    let holds = |wanted: &[u8]| {
        let ends = [&bytes[..front], &bytes[back..]];
        ends.iter().any(|piece| piece.windows(wanted.len()).any(|found| found == wanted))
    };
    if holds(b"oasis.opendocument.spreadsheet") {
        return Format::Ods;
    }
    if holds(b"xl/workbook") || holds(b"xl/worksheets") { Format::Xlsx } else { Format::Zip }
}

/// Takes the gzip off, where there is any.
pub(super) fn unpack(bytes: Vec<u8>) -> Result<Vec<u8>, Refused> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Ok(bytes);
    }
    let mut inner = Vec::new();
    let gzip = flate2::read::MultiGzDecoder::new(bytes.as_slice());
    gzip.take(LARGEST + 1).read_to_end(&mut inner).map_err(|cause| {
        let says = format!("the gzip file is damaged or cut short: {cause}");
        refuse("corrupt", says, "have it sent again")
    })?;
    Ok(inner)
}

/// Reads the rows of a file that is no Parquet. Its name only tells whether
/// something that cannot be opened was meant to be a workbook.
pub(super) fn decode(
    bytes: Vec<u8>,
    name: &str,
    catalogue: &Catalogue<'_>,
) -> Result<Decoded, Refused> {
    if bytes.is_empty() {
        let says = "the file is empty: it has not one byte";
        return Err(refuse("empty-file", says, "have it sent again, or take it out of the inbox"));
    }
    if bytes.len() as u64 > LARGEST {
        let says = "the file holds more than 2 GB of text";
        return Err(refuse("too-large", says, "split it, or have it sent as Parquet"));
    }
    let name = name.to_lowercase();
    let is_workbook = [".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|end| name.ends_with(end));
    match format(&bytes) {
        Format::Text => {
            let (text, findings) = text::read(bytes);
            if json::is_json(&text) {
                return json::decode(&text, findings, catalogue);
            }
            delimited::decode(text, findings, catalogue)
        }
        Format::Xlsx => workbook::decode(bytes, workbook::Kind::Xlsx, catalogue),
        Format::Ods => workbook::decode(bytes, workbook::Kind::Ods, catalogue),
        Format::Old if is_workbook => workbook::decode(bytes, workbook::Kind::Xls, catalogue),
        Format::Zip if is_workbook => workbook::decode(bytes, workbook::Kind::Xlsx, catalogue),
        Format::Old | Format::Zip | Format::Parquet | Format::Other => Err(no_table()),
    }
}

/// A finding that blocks.
pub(super) fn refuse(rule: &str, says: impl Into<String>, remedy: &str) -> Refused {
    Box::new(Finding::new(Severity::Block, rule, says).remedy(remedy))
}

fn no_table() -> Refused {
    let says = "it is a document, a picture or an archive, and no table";
    let remedy = "take it out of the inbox; where a table is in it, send that as CSV or a workbook";
    Box::new(Finding::new(Severity::Warn, "unrecognised", says).remedy(remedy))
}
