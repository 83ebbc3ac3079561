//! Files of every kind, mutated more than ten thousand times: nothing panics,
//! every row is landed, no file vanishes without a word.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{Bench, ROWS, spec};
use crate::extract::identify::Catalogue;
use crate::extract::{arrive, decode, land};

/// One change to the bytes of a file.
#[derive(Clone, Debug)]
enum Change {
    Flip(prop::sample::Index, u8),
    Insert(prop::sample::Index, Vec<u8>),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let special = prop::sample::select(
        [
            "\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\"\"", "\0", "\u{FEFF}", "CHILD", "é",
            ",,,,", "\n\n",
        ]
        .map(|text| text.as_bytes().to_vec())
        .to_vec(),
    );
    prop_oneof![
        (at(), 1..=255u8).prop_map(|(at, bits)| Change::Flip(at, bits)),
        (at(), special).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), prop::collection::vec(any::<u8>(), 1..4))
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), 1..20usize).prop_map(|(at, count)| Change::Remove(at, count)),
        (at(), 1..40usize).prop_map(|(at, count)| Change::Repeat(at, count)),
        at().prop_map(Change::Cut),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            return bytes;
        }
        match change {
            Change::Flip(at, bits) => *at.get_mut(&mut bytes) ^= bits,
            Change::Insert(at, piece) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Remove(at, count) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + count).min(bytes.len()));
            }
            Change::Repeat(at, count) => {
                let at = at.index(bytes.len());
                let piece = bytes[at..(at + count).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
    bytes
}

/// Files of every kind to begin with.
fn seeds() -> Vec<Vec<u8>> {
    let utf16: Vec<u8> = ROWS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let long = format!("Children\n\n{ROWS}{}", "C3,1,01/01/2007\n".repeat(20));
    vec![
        ROWS.as_bytes().to_vec(),
        ROWS.replace(',', ";").replace('\n', "\r\n").into_bytes(),
        ROWS.replace(',', "\t").into_bytes(),
        ROWS.replace(',', "|").replace('1', "\u{e9}").into_bytes(),
        b"CHILD,SEX,DOB\nC\xE91,1,01/02/2005\n".to_vec(),
        [b"\xFF\xFE".to_vec(), utf16.clone()].concat(),
        utf16,
        long.into_bytes(),
    ]
}

#[test]
fn no_mutated_text_panics_and_every_row_is_landed() {
    let specs = [spec("1")];
    let none = BTreeMap::new();
    let catalogue = Catalogue::new(&specs, &none);
    let mut runner = TestRunner::new(ProptestConfig { cases: 12_000, ..ProptestConfig::default() });
    let files = (prop::sample::select(seeds()), prop::collection::vec(change(), 1..6));
    let recognised = std::cell::Cell::new(0_u32);
    runner
        .run(&files, |(seed, changes)| {
            let bytes = changed(seed, &changes);
            let Ok(decoded) = decode::decode(bytes.clone(), "a.csv", &catalogue) else {
                return Ok(());
            };
            recognised.set(recognised.get() + 1);
            let expected = records_below(bytes, &decoded.header.cells);
            let columns = arrive::unique(&decoded.header.cells);
            let shape = land::shape(&columns);
            let cells = decoded.header.cells.len();
            let mut batches = land::batches::Batches::new(decoded.rows, shape, cells);
            let mut rows = 0;
            while let Some(batch) = batches.next().map_err(|_| TestCaseError::fail("refused"))? {
                rows += batch.num_rows();
            }
            prop_assert_eq!(rows, expected);
            Ok(())
        })
        .unwrap();
    let recognised = recognised.get();
    assert!(recognised > 4_000, "too few of the mutated files were recognised: {recognised}");
}

/// How many records that are not blank stand below the header, counted apart.
fn records_below(bytes: Vec<u8>, header: &[String]) -> usize {
    let text = decode::text::read(bytes).0;
    let counts = [b',', b';', b'\t', b'|'].into_iter().filter_map(|separator| {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.into_records().map(|r| r.unwrap()).collect();
        let place = records.iter().position(|record| record.iter().eq(header.iter()))?;
        let below = records[place + 1..].iter();
        Some(below.filter(|record| record.iter().any(|cell| !cell.trim().is_empty())).count())
    });
    counts.max().unwrap()
}

/// A workbook, a Parquet file, a compressed file and JSON, as they should be.
fn containers() -> Vec<Vec<u8>> {
    let cells: Vec<Vec<String>> =
        ROWS.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in cells.iter().enumerate() {
        sheet.write_row(row as u32, 0, cells).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.parquet");
    land::write_table(&path, &cells[0], cells[1..].iter().cloned()).unwrap();
    let level = flate2::Compression::default();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), level);
    gzip.write_all(ROWS.as_bytes()).unwrap();
    let records = r#"{"data": [{"CHILD": "C1", "SEX": 1, "DOB": "01/02/2005"},
        {"CHILD": "C2", "SEX": ["2"], "DOB": null, "a": {"b": [{"c": 1.50}]}}]}"#;
    vec![
        book.save_to_buffer().unwrap(),
        fs::read(path).unwrap(),
        gzip.finish().unwrap(),
        records.as_bytes().to_vec(),
    ]
}

#[test]
fn the_store_balances_whatever_lies_in_the_inbox() {
    let bench = Bench::new();
    let mut runner = TestRunner::deterministic();
    let seeds = [seeds(), containers()].concat();
    let count = 600;
    for number in 0..count {
        let changes = prop::collection::vec(change(), 1..4).new_tree(&mut runner).unwrap();
        let bytes = changed(seeds[number % seeds.len()].clone(), &changes.current());
        bench.put(&format!("{number:03}"), bytes);
    }
    let landing = bench.run(1);
    for landed in &landing.files {
        let rows = land::tests::rows_in(&landed.path(&bench.landed()));
        assert_eq!(rows.unsigned_abs(), landed.rows);
    }
    let again = bench.run(2);
    assert_eq!(again.files, landing.files);
    assert_eq!(again.findings, landing.findings);
    let landed = landing.files.iter().map(|landed| landed.file.as_str());
    let said = landing.findings.iter().filter_map(|finding| finding.file.as_deref());
    let seen: HashSet<&str> = landed.chain(said).collect();
    assert_eq!(seen.len(), count, "a file vanished without a word");
}
