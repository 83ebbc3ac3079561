//! The publications of a workspace: opening one, finding one by what a person
//! types, and finding the one that a run follows.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::header::nearest;

use super::latest;
use super::manifest::{Manifest, ReportRecord};
use super::run_id::{Part, RunId};

/// A finished publication, which nothing in this program edits.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Its folder.
    pub folder: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
}

impl Publication {
    /// Opens a publication by its folder.
    pub fn open(folder: &Path) -> Result<Self> {
        Ok(Self { folder: folder.to_owned(), manifest: Manifest::read(folder)? })
    }

    /// Its name.
    pub fn run_id(&self) -> &RunId {
        &self.manifest.run_id
    }
}

/// Finds what a person means by `latest`, a run id, the beginning of one, or
/// the path of a publication that lies elsewhere ([`Exit::Usage`] otherwise).
pub fn find(publications: &Path, named: &str) -> Result<Publication> {
    if named == "latest" {
        let Some(run_id) = latest::read(publications)? else {
            return Err(Error::new(
                Exit::Failed,
                publications.display().to_string(),
                "nothing has been published here yet",
            )
            .hint("`sufficiency run` makes the first publication"));
        };
        return Publication::open(&publications.join(run_id.as_str()));
    }
    let as_path = Path::new(named);
    if as_path.components().count() > 1 || as_path.is_absolute() {
        return Publication::open(as_path);
    }
    let known = names(publications)?;
    let begun: Vec<&RunId> = known.iter().filter(|id| id.as_str().starts_with(named)).collect();
    match begun.as_slice() {
        [only] => Publication::open(&publications.join(only.as_str())),
        [] => {
            let near = nearest(named, known.iter().map(RunId::as_str));
            let hint = match (near, known.last()) {
                (Some(near), _) => format!("did you mean {near}?"),
                (None, Some(newest)) => format!("the newest is {newest}; `latest` names the last"),
                (None, None) => "nothing has been published here yet".to_owned(),
            };
            Err(Error::new(Exit::Usage, named, "there is no publication of this name").hint(hint))
        }
        several => {
            let list: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
            Err(Error::new(Exit::Usage, named, "more than one publication begins so")
                .hint(format!("one of: {}", list.join(", "))))
        }
    }
}

/// The publication that a run for this day follows: the last one, or, where
/// that describes a later day or is gone, the newest of those that do not.
pub fn last(publications: &Path, as_at: NaiveDate) -> Result<Option<Publication>> {
    let followed = latest::read(publications)?.filter(|run_id| run_id.as_at() <= as_at);
    let followed = match followed {
        Some(run_id) => Some(run_id),
        None => names(publications)?.into_iter().rfind(|run_id| run_id.as_at() <= as_at),
    };
    followed.map(|run_id| Publication::open(&publications.join(run_id.as_str()))).transpose()
}

/// The final publication that a report's revisions are marked against.
///
/// `last` is the publication that the run follows and `made_from` what decides
/// the run. A final run that is made again from the same things for the same
/// day is compared with what it was compared with before, not with itself.
pub fn compared_with(
    publications: &Path,
    last: Option<&ReportRecord>,
    as_at: NaiveDate,
    made_from: &[Part],
) -> Option<RunId> {
    let final_run = last?.last_final.clone()?;
    if final_run.as_at() != as_at {
        return Some(final_run);
    }
    let Ok(same_day) = Publication::open(&publications.join(final_run.as_str())) else {
        return Some(final_run);
    };
    let mut ordered = made_from.to_vec();
    ordered.sort();
    if same_day.manifest.account.made_from != ordered {
        return Some(final_run);
    }
    same_day.manifest.report(&last?.id).and_then(|record| record.compared_with.clone())
}

/// The names of all publications, by day. Anything else there is passed over.
pub fn names(publications: &Path) -> Result<Vec<RunId>> {
    let entries = match fs::read_dir(publications) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(Error::io(publications, "list the publications", &cause)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|cause| Error::io(publications, "list it", &cause))?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if let Some(run_id) = RunId::parse(&entry.file_name().to_string_lossy())
            && is_folder
        {
            names.push(run_id);
        }
    }
    names.sort();
    Ok(names)
}
