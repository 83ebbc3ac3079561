//! The landed files of an earlier run, found again by the digests that its
//! manifest names. Nothing of the inbox is looked at: what a run was made from
//! stays in the landed store when the inbox has moved on.
//!
//! A file keeps the name and the snapshot date that it had in that run: in the
//! index it may have moved since.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::index::{Entry, Index};
use super::{Landed, order, snapshot, store};
use crate::definitions::spec::ExtractSpec;
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::settings::Settings;

/// One file of an earlier run.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its path below the inbox, as it was then.
    pub file: &'a str,
    /// The spec that it was recognised as.
    pub extract: &'a str,
    /// The digest of the bytes received.
    pub digest: &'a str,
    /// The last day that it was taken to describe.
    pub snapshot_on: Option<NaiveDate>,
}

/// Finds the files in the landed store `landed`, in the order in which they
/// supersede each other. `settings` are those of the earlier run.
///
/// # Errors
///
/// [`Exit::Data`], with every file that is not there, is damaged, or has been
/// landed as another extract since.
pub fn recall(
    landed: &Path,
    settings: &Settings,
    specs: &[ExtractSpec],
    wanted: &[Wanted<'_>],
) -> Result<Vec<Landed>> {
    let (index, _) = Index::read(landed)?;
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for wanted in wanted {
        match found(&index, landed, wanted) {
            Ok(entry) => files.push(Landed::new(&entry, settings)),
            Err(says) => faults.push(
                Fault::new(format!("extracts/{}", wanted.file), says)
                    .hint(format!("put landed/{}.parquet back from a copy", wanted.digest)),
            ),
        }
    }
    if !faults.is_empty() {
        return Err(Error::of(Exit::Data, faults));
    }
    let by_id: BTreeMap<&str, &ExtractSpec> =
        specs.iter().map(|spec| (spec.id.as_str(), spec)).collect();
    snapshot::ask_siblings(&mut files, &by_id);
    for (file, wanted) in files.iter_mut().zip(wanted) {
        file.snapshot_on = wanted.snapshot_on.unwrap_or(file.snapshot_on);
    }
    files.sort_by(|one, other| order(one).cmp(&order(other)));
    Ok(files)
}

/// The entry of a file, under the name that it had.
fn found(index: &Index, landed: &Path, wanted: &Wanted<'_>) -> std::result::Result<Entry, String> {
    let entry = index.entries.get(wanted.digest);
    let entry = entry.ok_or_else(|| "the landed store no longer knows this file".to_owned())?;
    if entry.extract != wanted.extract {
        return Err(format!(
            "it was read as `{}` then, and has been landed as `{}` since",
            wanted.extract, entry.extract
        ));
    }
    if !store::is_whole(entry, landed) {
        return Err("its landed copy is missing or damaged".to_owned());
    }
    Ok(Entry { file: wanted.file.to_owned(), ..entry.clone() })
}
