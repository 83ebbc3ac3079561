//! Whether the files of a publication are still those that its manifest
//! names: read from disk, every one. It mends nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::error::{Error, Fault, Result};
use crate::exit::Exit;

use super::digest;
use super::manifest::{self, Manifest};
use super::publication::Publication;
use super::run_id::RunId;

/// What differs between a publication and its manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// How many files the manifest names.
    pub files: usize,
    /// Named, but not there.
    pub missing: Vec<String>,
    /// There, but not named.
    pub extra: Vec<String>,
    /// There, with other bytes.
    pub changed: Vec<String>,
    /// What is wrong with the manifest itself, or with the folder's name.
    pub misnamed: Option<String>,
}

impl Verdict {
    /// Whether nothing differs.
    pub fn is_whole(&self) -> bool {
        *self == Self { files: self.files, ..Self::default() }
    }

    /// Nothing where all is whole; else every difference, as [`Exit::Failed`].
    pub fn into_result(self, publication: &Publication) -> Result<()> {
        let place = |path: &str| publication.folder.join(path).display().to_string();
        let mut faults = Vec::new();
        let lists = [
            (&self.missing, "is named in the manifest and is missing"),
            (&self.changed, "has other bytes than the manifest says"),
            (&self.extra, "is not named in the manifest"),
        ];
        for (paths, says) in lists {
            faults.extend(paths.iter().map(|path| Fault::new(place(path), says)));
        }
        faults.extend(self.misnamed.map(|says| Fault::new(place(manifest::FILE), says)));
        if faults.is_empty() {
            return Ok(());
        }
        let name = publication.folder.file_name().unwrap_or_default().to_string_lossy();
        Err(Error::of(Exit::Failed, faults).hint(format!(
            "a publication is never edited: rename {} to {name}.damaged and run again with \
             --as-at {}; the same inputs make it anew, and you can compare the two",
            publication.folder.display(),
            publication.manifest.account.as_at,
        )))
    }
}

/// Reads every file of a publication and compares it with the manifest.
pub fn verify(publication: &Publication) -> Result<Verdict> {
    let mut verdict = compare(&publication.folder, &publication.manifest)?;
    let called = publication.folder.file_name().and_then(|name| RunId::parse(name.to_str()?));
    if let Some(called) = called.filter(|called| called != &publication.manifest.run_id) {
        let name = &publication.manifest.run_id;
        verdict.misnamed = Some(format!("this is the manifest of {name}, not of {called}"));
    }
    let expected = publication.manifest.expected_run_id();
    if expected != publication.manifest.run_id {
        verdict.misnamed = Some(format!(
            "the manifest calls itself {}, but what it was made from gives {expected}",
            publication.manifest.run_id
        ));
    }
    Ok(verdict)
}

/// Compares the files of a folder with a manifest, whatever they are called.
pub fn compare(folder: &Path, manifest: &Manifest) -> Result<Verdict> {
    let mut there = BTreeMap::new();
    list(folder, "", &mut there)?;
    let mut verdict = Verdict { files: manifest.outputs.len(), ..Verdict::default() };
    there.remove(manifest::FILE);
    for output in &manifest.outputs {
        match there.remove(&output.path) {
            None => verdict.missing.push(output.path.clone()),
            Some(Kind::Other) => verdict.changed.push(output.path.clone()),
            Some(Kind::File) => {
                let print = digest::of_file(&folder.join(&output.path))?;
                if (print.sha256 != output.sha256) || (print.size != output.size) {
                    verdict.changed.push(output.path.clone());
                }
            }
        }
    }
    verdict.extra = there.into_keys().collect();
    Ok(verdict)
}

#[derive(Clone, Copy)]
enum Kind {
    File,
    /// A link, or something stranger: never followed, never an output.
    Other,
}

fn list(folder: &Path, below: &str, found: &mut BTreeMap<String, Kind>) -> Result<()> {
    let failed = |cause| Error::io(folder, "list it", &cause);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            list(&entry.path(), &format!("{name}/"), found)?;
            continue;
        }
        found.insert(name, if kind.is_file() { Kind::File } else { Kind::Other });
    }
    Ok(())
}
