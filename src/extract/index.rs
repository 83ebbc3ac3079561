//! The index of the landed store: one line of JSON for each time that a file
//! was landed, only ever added to; of several lines about the same bytes the
//! last holds. What stands in no line is not in the store, whatever files lie
//! beside it. A last line that was torn by a power cut is cut off: its file
//! is landed again.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::SnapshotFrom;
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};

/// What is known of one landed file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The digest of the bytes received: the name of the landed file.
    pub(super) digest: String,
    /// Where it was seen last, below the inbox.
    pub(super) file: String,
    /// How many bytes were received.
    pub(super) bytes: u64,
    /// The id of its spec.
    pub(super) extract: String,
    /// The version of the spec that recognised it.
    pub(super) spec_version: String,
    /// A digest of what the spec and `council.toml` said when it was read:
    /// where they say something else, it is read again.
    pub(super) reading: String,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sheet: Option<String>,
    /// The row of its header; 0 where the format has none.
    pub(super) header_row: u64,
    /// The columns, as received and made unique.
    pub(super) columns: Vec<String>,
    /// How many rows it has.
    pub(super) rows: u64,
    /// The snapshot date that its own rows give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) snapshot: Option<Dated>,
    /// When the bytes were first seen.
    #[serde(with = "as_text")]
    pub(super) received_at: DateTime<Utc>,
    /// The size of the landed file.
    pub(super) landed_bytes: u64,
    /// The digest of the landed file.
    pub(super) landed_digest: String,
    /// What there was to say about the file when it was landed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) findings: Vec<Finding>,
}

/// A snapshot date and how it was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Dated {
    /// The last day that the file describes.
    #[serde(with = "as_text")]
    pub(super) on: NaiveDate,
    /// Where the date comes from.
    pub(super) from: SnapshotFrom,
}

/// The index, read whole.
pub(super) struct Index {
    path: PathBuf,
    /// The landed files by the digest of what was received.
    pub(super) entries: BTreeMap<String, Entry>,
    /// How many bytes of the index are whole lines.
    whole: u64,
}

impl Index {
    /// Reads the index; an absent one is empty.
    pub(super) fn read(folder: &Path) -> Result<(Self, Vec<Finding>)> {
        let path = folder.join("index.jsonl");
        let text = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(cause) => {
                return Err(Error::io(&path, "read the index of the landed store", &cause));
            }
        };
        let mut index = Self { path, entries: BTreeMap::new(), whole: 0 };
        let mut findings = Vec::new();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            if !line.ends_with('\n') {
                break;
            }
            index.whole += line.len() as u64;
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Entry>(line) {
                Ok(entry) => {
                    index.entries.insert(entry.digest.clone(), entry);
                }
                Err(cause) => findings.push(damaged(number + 1, &cause)),
            }
        }
        Ok((index, findings))
    }

    /// Adds entries, all of them or, after a power cut, the first few.
    pub(super) fn append(&mut self, entries: Vec<Entry>) -> Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let mut text = String::new();
        for entry in &entries {
            let line = serde_json::to_string(entry).map_err(|cause| {
                let cause = std::io::Error::other(cause);
                Error::io(&self.path, "write a line of the index", &cause)
            })?;
            text.push_str(&line);
            text.push('\n');
        }
        self.write(&text).map_err(|cause| Error::io(&self.path, "write the index", &cause))?;
        self.whole += text.len() as u64;
        self.entries.extend(entries.into_iter().map(|entry| (entry.digest.clone(), entry)));
        Ok(())
    }

    fn write(&self, text: &str) -> std::io::Result<()> {
        let is_new = !self.path.exists();
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path)?;
        if file.metadata()?.len() > self.whole {
            file.set_len(self.whole)?;
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let (true, Some(folder)) = (is_new, self.path.parent()) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

fn damaged(line: usize, cause: &serde_json::Error) -> Finding {
    let says = format!("line {line} of landed/index.jsonl cannot be read: {cause}");
    Finding::new(Severity::Block, "index-damaged", says).remedy(
        "restore the index from a copy, or take the line out: its file is then landed again if it \
         still lies in the inbox",
    )
}

/// Values kept as the text that they print as.
mod as_text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr,
        T::Err: Display,
        D: Deserializer<'de>,
    {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(digest: &str, rows: u64) -> Entry {
        Entry {
            digest: digest.to_owned(),
            file: "a.csv".to_owned(),
            bytes: 3,
            extract: "episodes".to_owned(),
            spec_version: "1".to_owned(),
            reading: "r".to_owned(),
            sheet: None,
            header_row: 1,
            columns: vec!["A".to_owned()],
            rows,
            snapshot: Some(Dated {
                on: "2018-03-31".parse().unwrap(),
                from: SnapshotFrom::ReturnYear,
            }),
            received_at: "2026-11-22T06:55:00.123456789Z".parse().unwrap(),
            landed_bytes: 4,
            landed_digest: "d".to_owned(),
            findings: vec![Finding::new(Severity::Warn, "encoding", "x").row(3)],
        }
    }

    #[test]
    fn entries_come_back_and_the_last_holds() {
        let folder = tempfile::tempdir().unwrap();
        let (mut index, _) = Index::read(folder.path()).unwrap();
        index.append(vec![entry("one", 1), entry("two", 2)]).unwrap();
        index.append(vec![entry("one", 3)]).unwrap();
        let (again, findings) = Index::read(folder.path()).unwrap();
        assert!(findings.is_empty());
        assert_eq!(again.entries["one"], entry("one", 3));
        assert_eq!(again.entries["two"], entry("two", 2));
    }

    #[test]
    fn a_torn_last_line_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index.jsonl");
        let (mut index, _) = Index::read(folder.path()).unwrap();
        index.append(vec![entry("one", 1)]).unwrap();
        let mut text = std::fs::read_to_string(&path).unwrap();
        text.push_str("{\"digest\": \"tw");
        std::fs::write(&path, &text).unwrap();

        let (mut index, findings) = Index::read(folder.path()).unwrap();
        assert!(findings.is_empty());
        assert_eq!(index.entries.len(), 1);
        index.append(vec![entry("two", 2)]).unwrap();
        let (again, findings) = Index::read(folder.path()).unwrap();
        assert!(findings.is_empty());
        assert_eq!(again.entries.len(), 2);
    }

    #[test]
    fn a_damaged_line_blocks() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.jsonl"), "{\"digest\": 1}\n").unwrap();
        let (_, findings) = Index::read(folder.path()).unwrap();
        assert_eq!((findings.len(), findings[0].severity), (1, Severity::Block));
    }
}
