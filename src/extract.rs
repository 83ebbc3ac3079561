//! Extracts: from the files in the inbox to the landed store. A file is
//! discovered, identified by its header row, decoded to text, and landed as
//! Parquet under the digest of its bytes; an index says what the store holds.
//! The same bytes are decoded once, ever; what depends on `council.toml` or on
//! other files (its snapshot date, its authority) is worked out on every run.
//!
//! Nothing is typed here and no row is judged: that is staging's work. A file
//! that cannot be trusted as a whole is refused, and its finding stands on
//! every run until the file is mended or taken away.

mod arrive;
mod authority;
mod concurrent;
mod dates;
mod decode;
mod discover;
mod expected;
pub mod identify;
mod index;
mod lacking;
pub mod land;
mod observe;
pub mod recall;
mod snapshot;
mod store;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::definitions::plan::Measured;
use crate::definitions::spec::ExtractSpec;
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::settings::Settings;
use identify::Catalogue;
use index::Entry;

/// What a run has to work with.
#[derive(Clone, Debug, Default)]
pub struct Landing {
    /// The landed files that count, by extract, snapshot date, time of
    /// receipt and digest: the order in which they supersede each other.
    pub files: Vec<Landed>,
    /// Everything there is to say about the inbox and the store.
    pub findings: Vec<Finding>,
}

/// One landed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landed {
    /// The digest of the bytes received, as 64 hexadecimal digits.
    pub digest: String,
    /// Its path below the inbox, parted by `/`.
    pub file: String,
    /// How many bytes were received.
    pub bytes: u64,
    /// The id of its spec.
    pub extract: String,
    /// The version of the spec by which it was recognised.
    pub spec_version: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row of its header, counted as a spreadsheet counts; 0 where the
    /// format has none.
    pub header_row: u64,
    /// Its columns: the headers as received, made unique.
    pub columns: Vec<String>,
    /// How many rows it has. Wholly blank rows are no rows.
    pub rows: u64,
    /// The authority that it comes from, as a nine-character code; none where
    /// several share the inbox and it lies in none of their folders.
    pub authority: Option<String>,
    /// The last day that it describes.
    pub snapshot_on: NaiveDate,
    /// How that day was come by.
    pub snapshot_from: SnapshotFrom,
    /// When the program first saw the bytes.
    pub received_at: DateTime<Utc>,
}

/// How the snapshot date of a file was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SnapshotFrom {
    /// `council.toml` says so.
    #[serde(rename = "council.toml")]
    Council,
    /// Its path holds a date or a financial year.
    Path,
    /// The latest day in the spec's snapshot column.
    Column,
    /// The end of the return year that holds most of its days.
    #[serde(rename = "return year")]
    ReturnYear,
    /// The date of the file of its family that lies beside it.
    Sibling,
    /// The day it was received, for want of anything better.
    Received,
}

impl SnapshotFrom {
    /// The word for it, as printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Council => "council.toml",
            Self::Path => "path",
            Self::Column => "column",
            Self::ReturnYear => "return year",
            Self::Sibling => "sibling",
            Self::Received => "received",
        }
    }
}

impl Landed {
    /// Its Parquet file in the landed store, `landed`.
    pub fn path(&self, landed: &Path) -> PathBuf {
        land::path_of(landed, &self.digest)
    }

    fn new(entry: &Entry, settings: &Settings) -> Self {
        let extract = settings.council.extracts.get(&entry.extract);
        let dated = snapshot::alone(entry, &entry.file, extract);
        Self {
            digest: entry.digest.clone(),
            file: entry.file.clone(),
            bytes: entry.bytes,
            extract: entry.extract.clone(),
            spec_version: entry.spec_version.clone(),
            sheet: entry.sheet.clone(),
            header_row: entry.header_row,
            columns: entry.columns.clone(),
            rows: entry.rows,
            authority: authority::of(&entry.file, &settings.council),
            snapshot_on: dated.on,
            snapshot_from: dated.from,
            received_at: entry.received_at,
        }
    }
}

/// Lands whatever is new in the inbox, and returns everything in the landed
/// store that counts. A file that lacks a column of `measured` which another
/// has is refused. `progress` is told, in a few words, what is being done.
///
/// # Errors
///
/// Where the inbox is not there, or the landed store cannot be read or
/// written. Whatever is wrong with a file is a finding.
pub fn land(
    settings: &Settings,
    specs: &[ExtractSpec],
    measured: &Measured,
    progress: &dyn Fn(&str),
) -> Result<Landing> {
    let catalogue = Catalogue::new(specs, &settings.council.extracts);
    let (entries, mut findings) =
        store::bring_up_to_date(settings, &catalogue, measured, progress)?;
    let by_id: BTreeMap<&str, &ExtractSpec> =
        specs.iter().map(|spec| (spec.id.as_str(), spec)).collect();
    let mut files = Vec::new();
    for entry in entries.iter().filter(|entry| counts(entry, settings)) {
        if !by_id.contains_key(entry.extract.as_str()) {
            findings.push(without_spec(entry));
            continue;
        }
        findings.extend(entry.findings.iter().cloned());
        files.push(Landed::new(entry, settings));
    }
    findings.extend(snapshot::ask_siblings(&mut files, &by_id));
    findings.extend(snapshot::idle(&files, &settings.council.extracts));
    files.sort_by(|one, other| order(one).cmp(&order(other)));
    findings.extend(expected::check(&files, specs, &settings.council));
    findings.sort();
    findings.dedup();
    Ok(Landing { files, findings })
}

/// Whether a file was received by the day up to which files count.
fn counts(entry: &Entry, settings: &Settings) -> bool {
    settings.known_by.is_none_or(|day| entry.received_at.date_naive() <= day)
}

fn order(landed: &Landed) -> (&str, NaiveDate, DateTime<Utc>, &str) {
    (&landed.extract, landed.snapshot_on, landed.received_at, &landed.digest)
}

fn without_spec(entry: &Entry) -> Finding {
    let says = format!("it was landed as `{}`, of which there is no spec any more", entry.extract);
    Finding::new(Severity::Warn, "no-spec", says).file(&entry.file).remedy(
        "bring the spec back, or take the file out of the inbox and its line out of the index",
    )
}
