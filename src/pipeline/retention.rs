//! What runs leave behind, cleared by age once a run has ended well, as
//! `[retention]` of `council.toml` says: run folders by when they began, and
//! publications by when they were made. Never the run's own folder, the
//! publication that `latest` names, or one that is final, since later papers
//! are held against it; never a landed file, since figures rest on it.
//!
//! What cannot be cleared is told and left: it is no reason to fail.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::Result;
use crate::publish::lock::Lock;
use crate::publish::publication::{self, Publication};
use crate::publish::{latest, manifest};
use crate::run_folder;
use crate::settings::Settings;

/// Clears what is old enough, and says in a sentence what was; nothing where
/// nothing was.
pub(super) fn clear(_lock: &Lock, settings: &Settings, own: &Path) -> Option<String> {
    let keeps = settings.council.retention;
    let before = |days: i64| settings.started - TimeDelta::try_days(days).unwrap_or_default();
    let runs = keeps.runs.map(|days| {
        let old = run_folder::begun_before(&settings.workspace.runs(), before(days));
        let old = old.into_iter().filter(|folder| folder != own).collect();
        remove(old, "run folder", days)
    });
    let publications = keeps.publications.map(|days| {
        let old = made_before(&settings.workspace.publications(), before(days));
        remove(old.unwrap_or_default(), "publication", days)
    });
    let said: Vec<String> = [runs, publications].into_iter().flatten().flatten().collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// Publications that may go and were made before a moment.
fn made_before(publications: &Path, moment: DateTime<Utc>) -> Result<Vec<PathBuf>> {
    let last = latest::read(publications)?;
    let mut old = Vec::new();
    for run_id in publication::names(publications)? {
        let folder = publications.join(run_id.as_str());
        let made = fs::metadata(folder.join(manifest::FILE)).and_then(|file| file.modified());
        let is_old = made.is_ok_and(|made| DateTime::<Utc>::from(made) < moment);
        if !is_old || last.as_ref() == Some(&run_id) {
            continue;
        }
        // One that cannot be read may be final: it stays.
        let is_final = Publication::open(&folder).map(|it| it.manifest.account.is_final);
        if matches!(is_final, Ok(false)) {
            old.push(folder);
        }
    }
    Ok(old)
}

fn remove(folders: Vec<PathBuf>, what: &str, days: i64) -> Option<String> {
    let found = folders.len();
    let gone = folders.iter().filter(|folder| fs::remove_dir_all(folder).is_ok()).count();
    let named = |count: usize| if count == 1 { what.to_owned() } else { format!("{what}s") };
    let rest = match found - gone {
        0 => String::new(),
        left => format!(", and {left} could not be removed"),
    };
    (found > 0).then(|| format!("removed {gone} {} older than {days} days{rest}", named(gone)))
}
