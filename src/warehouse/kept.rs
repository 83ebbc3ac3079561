//! Staged rows kept from an earlier run. An extract whose files, spec, codes
//! and settings are those of last night types to the same rows, so they are
//! read back and not typed again.
//!
//! What is kept is named by a digest of everything that typing looks at. It is
//! a convenience: where it is missing or cannot be read, the rows are typed.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::account::RowAccount;
use super::stage::{Job, Staged};
use super::{Warehouse, identifier, literal};
use crate::definitions::Definitions;
use crate::definitions::library::Library;
use crate::definitions::spec::ExtractSpec;
use crate::durable;
use crate::error::{Error, Result};
use crate::extract::Landed;
use crate::finding::Finding;
use crate::settings::Workspace;
use crate::settings::council::Council;

/// What typing found, kept beside the rows.
#[derive(Serialize, Deserialize)]
struct Found {
    accounts: Vec<RowAccount>,
    findings: Vec<Finding>,
    /// Whether rows were refused, which are kept too.
    has_quarantine: bool,
}

/// The folder of the landed store that kept rows lie in.
const FOLDER: &str = "staged";

/// Where the rows of every extract with files would be kept.
pub fn files(
    definitions: &Definitions,
    council: &Council,
    landed: &[Landed],
    workspace: &Workspace,
) -> Vec<PathBuf> {
    let digest = typing_digest(definitions, council);
    definitions
        .specs
        .iter()
        .filter(|spec| !spec.is_reference())
        .map(|spec| {
            let own = landed.iter().filter(|file| file.extract == spec.id);
            path(&digest, spec, council, own, workspace)
        })
        .collect()
}

/// The digest of what typing looks at for every extract: codes, macros, the
/// staging query, the council's own settings.
pub(super) fn typing_digest(definitions: &Definitions, council: &Council) -> String {
    let mut text = format!("{}\n{:?}\n", env!("CARGO_PKG_VERSION"), council.reporting);
    for authority in &council.authorities {
        text.push_str(&format!("{}\n", authority.code));
    }
    for (path, file) in &definitions.library.files {
        let folders = ["sql/code-sets/", "sql/macros/", "sql/staging/"];
        if folders.iter().any(|folder| path.starts_with(folder)) {
            text.push_str(&format!("{path}\n{}\n", file.text));
        }
    }
    Library::digest(&text)
}

fn path<'a>(
    typing: &str,
    spec: &ExtractSpec,
    council: &Council,
    files: impl Iterator<Item = &'a Landed>,
    workspace: &Workspace,
) -> PathBuf {
    let own = council.extracts.get(&spec.id);
    let mut text = format!("{typing}\n{}\n{own:?}\n", spec.version);
    for file in files {
        text.push_str(&format!(
            "{} {} {:?} {} {} {:?}\n",
            file.digest, file.file, file.authority, file.snapshot_on, file.rows, file.columns
        ));
    }
    let name = format!("{}-{}.parquet", spec.id, &Library::digest(&text)[..16]);
    workspace.landed().join(FOLDER).join(name)
}

/// The kept rows of one extract.
pub(super) struct Kept {
    rows: PathBuf,
}

impl Kept {
    /// Of a job, whether or not they are there.
    pub(super) fn of(job: &Job<'_>, typing: &str) -> Self {
        let files = job.files.iter().map(|(_, file)| *file);
        Self { rows: path(typing, job.spec, job.council, files, job.places.workspace) }
    }

    /// Fills the staged table with them; none where they are not to be had.
    pub(super) fn load(&self, warehouse: &Warehouse, job: &Job<'_>) -> Option<Staged> {
        let found: Found = serde_json::from_slice(&std::fs::read(self.found()).ok()?).ok()?;
        if found.has_quarantine {
            std::fs::copy(self.refused(), job.quarantine()).ok()?;
        }
        let numbers: Vec<String> = job.files.iter().map(|(number, _)| number.to_string()).collect();
        let sql = format!(
            "insert into staging.{} by name
            select * replace ([{}][file_id]::integer as file_id) from read_parquet({})",
            identifier(&job.spec.id),
            numbers.join(", "),
            literal(&self.rows.display().to_string()),
        );
        warehouse.run_for(&job.spec.place, &sql).ok()?;
        let Found { accounts, findings, .. } = found;
        Some(Staged { accounts, findings, ..Staged::default() })
    }

    /// Keeps the staged rows, in place of those of an earlier night. `scratch`
    /// is a folder that the warehouse may write to.
    pub(super) fn save(
        &self,
        warehouse: &Warehouse,
        job: &Job<'_>,
        staged: &Staged,
        scratch: &Path,
    ) -> Result<()> {
        let folder = self.rows.parent().unwrap_or(scratch);
        durable::make_folder(folder, durable::Access::Owner)?;
        forget(folder, &job.spec.id);
        let aside = scratch.join(format!("{}.kept", job.spec.id));
        warehouse.copy_parquet(&self.select(job), &aside)?;
        move_durably(&aside, &self.rows)?;
        let has_quarantine = job.quarantine().is_file();
        if has_quarantine {
            let text = std::fs::read(job.quarantine())
                .map_err(|cause| Error::io(&job.quarantine(), "read it", &cause))?;
            durable::replace(&self.refused(), &text, durable::Access::Owner)?;
        }
        let found = Found {
            accounts: staged.accounts.clone(),
            findings: staged.findings.clone(),
            has_quarantine,
        };
        let text = serde_json::to_vec(&found).unwrap_or_default();
        durable::replace(&self.found(), &text, durable::Access::Owner)
    }

    /// The staged rows with the place of each file among the extract's own:
    /// its number among all files is another tomorrow.
    fn select(&self, job: &Job<'_>) -> String {
        let numbers: Vec<String> = job.files.iter().map(|(number, _)| number.to_string()).collect();
        format!(
            "select * replace (list_position([{}], file_id) as file_id) from staging.{}",
            numbers.join(", "),
            identifier(&job.spec.id),
        )
    }

    fn found(&self) -> PathBuf {
        self.rows.with_extension("json")
    }

    fn refused(&self) -> PathBuf {
        self.rows.with_extension("refused.csv")
    }
}

/// Clears what is kept of an extract. What cannot be cleared is left: its name
/// is no longer asked for.
fn forget(folder: &Path, spec: &str) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // With a point before it: what a killed run was about to keep.
        let name = name.trim_start_matches('.');
        let is_own = name.strip_prefix(spec).and_then(|rest| rest.strip_prefix('-')).is_some();
        if is_own {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn move_durably(from: &Path, to: &Path) -> Result<()> {
    durable::close_to_others(from)?;
    durable::sync(from)?;
    std::fs::rename(from, to).map_err(|cause| Error::io(to, "keep the staged rows", &cause))?;
    durable::sync_parent(to)
}
