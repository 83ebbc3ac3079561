//! A Word file as the parts that it is a package of.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The namespace of a Word document.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The part that holds the styles.
pub const STYLES: &str = "word/styles.xml";

/// Every part by its name.
pub fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// One part, as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(unpacked(bytes).remove(name).unwrap_or_else(|| panic!("no {name}"))).unwrap()
}
