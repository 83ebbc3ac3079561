//! Delimited text to rows. The separator is the one, of comma, semicolon, tab
//! and pipe, with which the header reads best. Cells keep their spaces; quotes
//! are taken off; a quoted line break stays in its cell and does not count as
//! a row, as in a spreadsheet.

use std::io::Cursor;

use csv::StringRecord;

use super::{Decoded, Refused, Rows, refuse};
use crate::extract::identify::{Catalogue, PREAMBLE_ROWS, Recognition};
use crate::finding::Finding;

const SEPARATORS: [u8; 4] = *b",;\t|";

/// Rows of delimited text, with their numbers.
pub(in crate::extract) struct Delimited {
    separator: u8,
    reader: csv::Reader<Cursor<Vec<u8>>>,
    /// Where the row before this one ended, in bytes.
    ended: usize,
    /// The bytes of the row that was read last.
    last: std::ops::Range<usize>,
    /// The number of the line that begins at `ended`.
    line: u64,
}

impl Delimited {
    fn new(text: Vec<u8>, separator: u8) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(Cursor::new(text));
        Self { separator, reader, ended: 0, last: 0..0, line: 1 }
    }

    /// Reads the next row that is not an empty line, and returns its number.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, Refused> {
        let is_there = self.reader.read_record(record).map_err(|cause| {
            refuse("corrupt", format!("the text cannot be read: {cause}"), "have it sent again")
        })?;
        if !is_there {
            return Ok(None);
        }
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let bytes = self.reader.get_ref().get_ref();
        let end = end.min(bytes.len());
        let piece = &bytes[self.ended..end];
        let blank = piece.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let row = self.line + line_ends(&piece[..blank]);
        self.last = self.ended + blank..end;
        // The reader stops behind the first sign of a line end of two.
        let is_half = piece.ends_with(b"\r") && bytes.get(end) == Some(&b'\n');
        let is_whole = matches!(piece.last(), Some(b'\r' | b'\n')) && !is_half;
        self.line = row + u64::from(is_whole);
        self.ended = end;
        Ok(Some(row))
    }

    /// Whether the text stops before the row that was read last does: the last
    /// line has no end.
    pub(in crate::extract) fn ends_in_a_line(&self) -> bool {
        let bytes = self.reader.get_ref().get_ref();
        self.last.end == bytes.len() && !matches!(bytes.last(), Some(b'\r' | b'\n'))
    }

    /// Whether the row that was read last is several rows that a stray pair of
    /// quotation marks runs together: it stands on several lines, each of which
    /// has separators enough to be a row of `columns` cells.
    pub(in crate::extract) fn is_several(&self, columns: usize) -> bool {
        let piece = self.reader.get_ref().get_ref()[self.last.clone()].trim_ascii_end();
        let is_row = |line: &[u8]| {
            line.iter().filter(|byte| **byte == self.separator).count() + 1 >= columns
        };
        let mut lines = piece.split(|byte| *byte == b'\n');
        columns > 1 && piece.contains(&b'\n') && lines.all(is_row)
    }

    /// Whether a quotation mark was opened in the row that was read last and
    /// never closed, so that the row swallowed what followed it.
    pub(in crate::extract) fn is_unclosed(&self) -> bool {
        let bytes = self.reader.get_ref().get_ref();
        let piece = &bytes[self.last.clone()];
        let marks = piece.iter().filter(|byte| **byte == b'"').count();
        self.last.end == bytes.len() && marks % 2 == 1 && piece.trim_ascii_end().contains(&b'\n')
    }
}

/// Reads delimited text: finds its separator and its header.
pub(super) fn decode(
    text: String,
    findings: Vec<Finding>,
    catalogue: &Catalogue<'_>,
) -> Result<Decoded, Refused> {
    let text = text.into_bytes();
    let head = head(&text);
    let mut best: Option<(u8, Recognition)> = None;
    for separator in SEPARATORS {
        let recognition = catalogue.recognise(&first_rows(head, separator)?, None);
        if best.as_ref().is_none_or(|(_, other)| recognition.rank() > other.rank()) {
            best = Some((separator, recognition));
        }
    }
    let (separator, recognition) = best.unwrap_or((b',', Recognition::Nothing(None)));
    let header = match recognition {
        Recognition::Found(header) => header,
        other => {
            let finding = catalogue.explain(&other).map(Box::new);
            return Err(finding.unwrap_or_else(|| refuse("unrecognised", "", "")));
        }
    };
    let mut rows = Delimited::new(text, separator);
    let mut record = StringRecord::new();
    while let Some(row) = rows.next(&mut record)? {
        if row >= header.row {
            break;
        }
    }
    Ok(Decoded { header, sheet: None, rows: Rows::Delimited(rows), findings })
}

/// Enough of the text to hold the preamble and the header.
fn head(text: &[u8]) -> &[u8] {
    let lines = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let end = lines.map(|(at, _)| at + 1).nth(2 * PREAMBLE_ROWS as usize);
    &text[..end.unwrap_or(text.len())]
}

fn first_rows(head: &[u8], separator: u8) -> Result<Vec<(u64, StringRecord)>, Refused> {
    let mut reader = Delimited::new(head.to_vec(), separator);
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    while let Some(row) = reader.next(&mut record)? {
        if row > PREAMBLE_ROWS + 1 {
            break;
        }
        rows.push((row, record.clone()));
    }
    Ok(rows)
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut reader = Delimited::new(text.as_bytes().to_vec(), b',');
        let mut record = StringRecord::new();
        let mut rows = Vec::new();
        while let Some(row) = reader.next(&mut record).unwrap() {
            rows.push((row, record.iter().map(str::to_owned).collect()));
        }
        rows
    }

    fn numbers(text: &str) -> Vec<u64> {
        rows(text).into_iter().map(|(row, _)| row).collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts() {
        assert_eq!(numbers("a\nb\nc\n"), [1, 2, 3]);
        assert_eq!(numbers("a\r\nb\r\nc"), [1, 2, 3]);
        assert_eq!(numbers("a\n\n\nb\n"), [1, 4]);
        assert_eq!(numbers("\r\n\r\na\r\n\r\nb\r\n"), [3, 5]);
        assert_eq!(numbers("\"a\nb\nc\",x\nd\n"), [1, 2]);
        assert_eq!(numbers("\"a\r\nb\",x\r\nd\r\ne"), [1, 2, 3]);
    }

    #[test]
    fn cells_keep_their_spaces_and_lose_their_quotes() {
        let cells = &rows(" a ,\"b, \"\"c\"\"\",5\" wide\n")[0].1;
        assert_eq!(cells, &[" a ", "b, \"c\"", "5\" wide"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_seen() {
        let end = |text: &str| {
            let mut reader = Delimited::new(text.as_bytes().to_vec(), b',');
            let mut record = StringRecord::new();
            while reader.next(&mut record).unwrap().is_some() {}
            (reader.ends_in_a_line(), reader.is_unclosed())
        };
        assert_eq!(end("a,b\nc,d\n"), (false, false));
        assert_eq!(end("a,b\nc,d"), (true, false));
        assert_eq!(end("a,b\nc,\"d\ne,f\n"), (false, true));
        assert_eq!(end("a,b\nc,\"d\ne\"\n"), (false, false));
        assert_eq!(end("a,b\nc,5\" wide\n"), (false, false));
    }
}
