//! The publications of a workspace: opening one, finding one by what a person
//! types, and finding the one that a run follows.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::header::nearest;

use super::latest;
use super::manifest::{self, Manifest, ReportRecord};
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
    let known = names(publications)?;
    let begins = |run_id: &&RunId| !named.is_empty() && run_id.as_str().starts_with(named);
    match known.iter().filter(begins).collect::<Vec<_>>().as_slice() {
        [only] => Publication::open(&publications.join(only.as_str())),
        [] => elsewhere(named, &known),
        several => {
            let newest = several.iter().rev().take(10).map(|run_id| run_id.as_str());
            let newest: Vec<&str> = newest.collect();
            Err(Error::new(Exit::Usage, named, "more than one publication begins so")
                .hint(format!("the newest of them: {}", newest.join(", "))))
        }
    }
}

fn elsewhere(named: &str, known: &[RunId]) -> Result<Publication> {
    // The folder's own name, not that of a link to it, goes into what is said.
    if let Ok(folder) = Path::new(named).canonicalize()
        && folder.join(manifest::FILE).is_file()
    {
        return Publication::open(&folder);
    }
    let near = nearest(named, known.iter().map(RunId::as_str));
    let hint = match (near, known.last()) {
        (Some(near), _) => format!("did you mean {near}?"),
        (None, Some(newest)) => format!("the newest is {newest}; `latest` names the last"),
        (None, None) => "nothing has been published here yet".to_owned(),
    };
    Err(Error::new(Exit::Usage, named, "there is no publication of this name").hint(hint))
}

/// The publication that a run for this day follows: the last one, or, where
/// that describes a later day or is gone, the newest of those that do not; of
/// several for one day a final one, so that a final paper is not lost.
pub fn last(publications: &Path, as_at: NaiveDate) -> Result<Option<Publication>> {
    let open = |run_id: &RunId| Publication::open(&publications.join(run_id.as_str()));
    let latest = latest::read(publications)?.filter(|run_id| run_id.as_at() <= as_at);
    if let Some(run_id) = latest {
        return open(&run_id).map(Some);
    }
    let mut earlier = names(publications)?;
    earlier.retain(|run_id| run_id.as_at() <= as_at);
    let Some(newest_day) = earlier.last().map(RunId::as_at) else {
        return Ok(None);
    };
    earlier.retain(|run_id| run_id.as_at() == newest_day);
    let mut same_day = earlier.iter().map(open).collect::<Result<Vec<_>>>()?;
    same_day.sort_by_key(|publication| publication.manifest.account.is_final);
    Ok(same_day.pop())
}

/// The final publication that a report's revisions are marked against.
///
/// `last` is the report in the publication that the run follows and `made_from` what decides
/// the run. A final run that is made again from the same things for the same
/// day is compared with what it was compared with before, not with itself.
pub fn compared_with(
    publications: &Path,
    last: &ReportRecord,
    as_at: NaiveDate,
    made_from: &[Part],
) -> Option<RunId> {
    let final_run = last.last_final.clone()?;
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
    same_day.manifest.report(&last.id).and_then(|record| record.compared_with.clone())
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
