//! Bytes to text. A byte order mark decides; without one, text that is valid
//! UTF-8 is UTF-8, text in which every other byte is nought is UTF-16, and
//! all else is Windows-1252. Whatever could not be read for what it was meant
//! to be is counted and said.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::finding::{Finding, Severity};

/// Bytes that stand for nothing in Windows-1252.
const UNDEFINED: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// How much of a file is looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4096;

/// The text of a file, and what was lost or doubtful on the way.
pub(in crate::extract) fn read(bytes: Vec<u8>) -> (String, Vec<Finding>) {
    let mut findings = Vec::new();
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => {
            wide(encoding, &bytes[mark..], &mut findings)
        }
        Some((_, mark)) => narrow(bytes[mark..].to_vec(), &mut findings),
        None => match unmarked_wide(&bytes) {
            Some(encoding) => wide(encoding, &bytes, &mut findings),
            None => narrow(bytes, &mut findings),
        },
    };
    let text = without_nul(text, &mut findings);
    // Line ends of machines before 2001; a reader of lines would see only one.
    if text.contains('\r') && !text.contains('\n') {
        return (text.replace('\r', "\n"), findings);
    }
    (text, findings)
}

fn narrow(bytes: Vec<u8>, findings: &mut Vec<Finding>) -> String {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(not_utf8) => not_utf8.into_bytes(),
    };
    let strays: Vec<usize> = positions(&bytes, |byte| UNDEFINED.contains(byte));
    if let Some(first) = strays.first() {
        let says = format!(
            "read as Windows-1252, but {} {} nothing in it",
            counted(strays.len(), "byte"),
            if strays.len() == 1 { "means" } else { "mean" },
        );
        findings.push(doubt(says, row_at(&bytes, *first)));
    }
    let pairs = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
    let pairs = pairs.filter(|letter| !letter.is_ascii()).count();
    if pairs > 0 {
        let says = format!(
            "read as Windows-1252, but {} in it would be UTF-8: two encodings are mixed",
            counted(pairs, "letter"),
        );
        let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
        findings.push(doubt(says, row_at(&bytes, first)));
    }
    WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
}

fn wide(encoding: &'static Encoding, bytes: &[u8], findings: &mut Vec<Finding>) -> String {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let lost: Vec<usize> = positions(text.as_bytes(), |byte| *byte == 0xEF)
            .into_iter()
            .filter(|at| text.as_bytes()[*at..].starts_with("\u{FFFD}".as_bytes()))
            .collect();
        let says = format!("{} of its UTF-16 cannot be read", counted(lost.len(), "letter"));
        let first = lost.first().copied().unwrap_or_default();
        findings.push(doubt(says, row_at(text.as_bytes(), first)));
    }
    text.into_owned()
}

fn without_nul(text: String, findings: &mut Vec<Finding>) -> String {
    let nuls = positions(text.as_bytes(), |byte| *byte == 0);
    let Some(first) = nuls.first() else {
        return text;
    };
    let says = format!("{} taken out of the text", counted(nuls.len(), "NUL byte"));
    let row = row_at(text.as_bytes(), *first);
    findings.push(
        Finding::new(Severity::Warn, "nul-bytes", says)
            .row(row)
            .rows(rows_of(text.as_bytes(), &nuls))
            .remedy("have it exported again: bytes of nought mean that something broke on the way"),
    );
    text.replace('\0', "")
}

/// UTF-16 without a mark: nearly all of one half of the bytes are nought.
fn unmarked_wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let noughts =
        |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (noughts(0), noughts(1), sample.len() / 2);
    if half < 4 {
        return None;
    }
    match (even * 10 > half * 7, odd * 10 > half * 7) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

fn doubt(says: String, row: u64) -> Finding {
    Finding::new(Severity::Warn, "encoding", says)
        .row(row)
        .remedy("have it exported as UTF-8, and look at names and notes from this row on")
}

fn positions(bytes: &[u8], is_wanted: impl Fn(&u8) -> bool) -> Vec<usize> {
    bytes.iter().enumerate().filter(|(_, byte)| is_wanted(byte)).map(|(at, _)| at).collect()
}

/// The line on which a byte stands: for these findings near enough to the row.
fn row_at(bytes: &[u8], at: usize) -> u64 {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

fn rows_of(bytes: &[u8], places: &[usize]) -> u64 {
    let pieces = places.windows(2).filter(|pair| bytes[pair[0]..pair[1]].contains(&b'\n'));
    pieces.count() as u64 + 1
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, is_big: bool) -> Vec<u8> {
        let to = if is_big { u16::to_be_bytes } else { u16::to_le_bytes };
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "NAME,COST\r\nZoë,£5\r\n";
        let mut ways = vec![text.as_bytes().to_vec(), b"NAME,COST\r\nZo\xEB,\xA35\r\n".to_vec()];
        ways.push([b"\xEF\xBB\xBF", text.as_bytes()].concat());
        ways.push([b"\xFF\xFE".to_vec(), utf16(text, false)].concat());
        ways.push([b"\xFE\xFF".to_vec(), utf16(text, true)].concat());
        ways.push(utf16(text, false));
        ways.push(utf16(text, true));
        for bytes in ways {
            let (read, findings) = read(bytes);
            assert_eq!(read, text);
            assert!(findings.is_empty(), "{findings:?}");
        }
    }

    #[test]
    fn what_is_lost_is_counted() {
        let (text, findings) = read(b"A,B\nx\x81,\x9D\xA3\n".to_vec());
        assert_eq!(text, "A,B\nx\u{81},\u{9d}£\n");
        assert_eq!((findings.len(), findings[0].row), (1, Some(2)));
        assert!(findings[0].says.contains("2 bytes"));

        let (text, findings) = read(b"A,B\n\0x,\0\ny,\0\n".to_vec());
        assert_eq!(text, "A,B\nx,\ny,\n");
        assert_eq!((findings[0].row, findings[0].rows), (Some(2), 2));

        let (_, findings) = read(b"A\nZo\xC3\xAB\ncaf\xE9\n".to_vec());
        assert!(findings[0].says.contains("one letter"), "{findings:?}");

        let mut cut = utf16("A,B\nx,y", false);
        cut.pop();
        let (_, findings) = read([b"\xFF\xFE".to_vec(), cut].concat());
        assert!(findings[0].says.contains("one letter"), "{findings:?}");
    }

    #[test]
    fn old_line_ends_are_line_ends() {
        assert_eq!(read(b"A,B\rx,y\r".to_vec()).0, "A,B\nx,y\n");
    }
}
