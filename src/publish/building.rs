//! A publication while it is made: a folder beside the finished ones, which
//! readers never look into. Files come in one by one; then it is sealed (a
//! manifest, every file read back, everything on disk) and appears under its
//! name in one step. What a killed run left is cleared by the next.
//!
//! It does not know what the files say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::durable::{self, Access};
use crate::error::{Error, Result};
use crate::exit::Exit;

use super::lock::Lock;
use super::manifest::{self, Account, Kept, Made, Manifest, Output};
use super::output_path::OutputPath;
use super::publication::Publication;
use super::run_id::RunId;
use super::{carry, digest, latest, verify};

const PREFIX: &str = ".building-";
const SCRATCH: &str = ".scratch";

/// A publication in the making. Dropped before it is sealed, it removes what
/// it wrote: a full disk is not kept full by a run that failed.
#[derive(Debug)]
pub struct Building {
    folder: Folder,
    publications: PathBuf,
    run_id: RunId,
    outputs: BTreeMap<OutputPath, Option<String>>,
    written: BTreeMap<OutputPath, digest::Print>,
    kept: Vec<Kept>,
    names: BTreeSet<String>,
}

/// A publication that is whole, on disk and checked, but not yet to be seen.
#[derive(Debug)]
pub struct Sealed {
    folder: Folder,
    publications: PathBuf,
    manifest: Manifest,
}

/// A folder that goes when it is dropped, unless it has been renamed.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
}

impl Building {
    /// Clears what killed runs left and begins a new folder.
    pub fn begin(_lock: &Lock, publications: &Path, run_id: &RunId) -> Result<Self> {
        durable::make_folder(publications, Access::Usual)?;
        clear_remains(publications)?;
        let folder = Folder { path: publications.join(format!("{PREFIX}{run_id}")) };
        durable::make_folder(&folder.path, Access::Usual)?;
        for (name, access) in [
            ("public", Access::Usual),
            ("public/data", Access::Usual),
            ("exempt", Access::Owner),
            ("exempt/data", Access::Owner),
            (SCRATCH, Access::Owner),
        ] {
            durable::make_folder(&folder.path.join(name), access)?;
        }
        Ok(Self {
            folder,
            publications: publications.to_owned(),
            run_id: run_id.clone(),
            outputs: BTreeMap::new(),
            written: BTreeMap::new(),
            kept: Vec::new(),
            names: BTreeSet::new(),
        })
    }

    /// The folder in which the publication is made.
    pub fn folder(&self) -> &Path {
        &self.folder.path
    }

    /// A folder for what is not published: removed when the building is sealed.
    pub fn scratch(&self) -> PathBuf {
        self.folder.path.join(SCRATCH)
    }

    /// The name that the publication will have.
    pub fn run_id(&self) -> &RunId {
        &self.run_id
    }

    /// Writes a file, of a report or of the publication as a whole.
    pub fn add(&mut self, path: &OutputPath, report: Option<&str>, bytes: &[u8]) -> Result<()> {
        let file = self.place(path, report)?;
        durable::write_new(&file, bytes, path.access())?;
        let size = bytes.len() as u64;
        let print = digest::Print { sha256: digest::of_bytes(bytes), size };
        self.written.insert(path.clone(), print);
        Ok(())
    }

    /// Says where someone else is to write a file, and counts on it: sealing
    /// fails where it is not there.
    pub fn place(&mut self, path: &OutputPath, report: Option<&str>) -> Result<PathBuf> {
        // Some systems do not tell capital letters from small ones.
        if !self.names.insert(path.as_str().to_lowercase()) {
            let says = "two outputs would have this name, capital letters aside";
            return Err(Error::new(Exit::Failed, path.as_str(), says)
                .hint("give one of them another id or file name"));
        }
        let file = self.folder.path.join(path.as_str());
        if let Some(parent) = file.parent() {
            durable::make_folder(parent, path.access())?;
        }
        self.outputs.insert(path.clone(), report.map(str::to_owned));
        Ok(file)
    }

    /// What is announced so far: each output with the file that holds it.
    pub fn outputs(&self) -> impl Iterator<Item = (&OutputPath, PathBuf)> {
        self.outputs.keys().map(|path| (path, self.folder.path.join(path.as_str())))
    }

    /// Keeps a copy of something the run was told (`council.toml`,
    /// `words/scrutiny-paper.md`, the council's own definitions), so that the
    /// run can be made again when the original has changed.
    pub fn keep(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = OutputPath::of_input(name);
        self.add(&path, None, bytes)?;
        self.kept.push(Kept { name: name.to_owned(), output: path.as_str().to_owned() });
        Ok(())
    }

    /// Writes the manifest, reads every file back, and waits until all is on
    /// disk. Fails where a file is missing, was not announced, or differs.
    pub fn seal(mut self, mut account: Account) -> Result<Sealed> {
        account.audit()?;
        account.put_in_order();
        let scratch = self.scratch();
        fs::remove_dir_all(&scratch).map_err(|cause| Error::io(&scratch, "clear it", &cause))?;
        let outputs = self.read_outputs()?;
        for report in &mut account.reports {
            report.digest = match report.made {
                Made::Absent => String::new(),
                Made::Rendered | Made::Carried => carry::digest_of(&outputs, &report.id),
            };
        }
        self.kept.sort();
        let manifest = Manifest {
            layout: manifest::LAYOUT,
            run_id: self.run_id,
            account,
            kept: self.kept,
            outputs,
        };
        let file = self.folder.path.join(manifest::FILE);
        durable::write_new(&file, &manifest.to_bytes()?, Access::Usual)?;
        let sealed = Sealed { folder: self.folder, publications: self.publications, manifest };
        sealed.check()?;
        sync_below(&sealed.folder.path)?;
        Ok(sealed)
    }

    fn read_outputs(&self) -> Result<Vec<Output>> {
        let mut outputs = Vec::new();
        for (path, report) in &self.outputs {
            let file = self.folder.path.join(path.as_str());
            if path.access() == Access::Owner {
                durable::close_to_others(&file)?;
            }
            let print = match self.written.get(path) {
                Some(print) => print.clone(),
                None => digest::of_file(&file)?,
            };
            outputs.push(Output {
                path: path.as_str().to_owned(),
                sha256: print.sha256,
                size: print.size,
                report: report.clone(),
            });
        }
        Ok(outputs)
    }
}

impl Sealed {
    /// The manifest as written.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The folder in which it waits: gone when this is dropped.
    pub fn folder(&self) -> &Path {
        &self.folder.path
    }

    /// Gives the publication its name, in one step, and moves `latest` to it
    /// unless that describes a later day: a run for a past date does not take
    /// the present away.
    pub fn publish(self, lock: &Lock) -> Result<Publication> {
        let target = self.publications.join(self.manifest.run_id.as_str());
        if target.symlink_metadata().is_ok() {
            return Err(Error::new(
                Exit::Failed,
                target.display().to_string(),
                "there is a publication of this name already, and it is never edited",
            )
            .hint("rename it so that its name ends in .damaged, and run again"));
        }
        let moves = moves_forward(&self.publications, self.manifest.account.as_at)?;
        if moves {
            latest::prepare(lock, &self.publications, &self.manifest.run_id)?;
        }
        fs::rename(&self.folder.path, &target)
            .map_err(|cause| Error::io(&target, "publish under this name", &cause))?;
        durable::sync(&self.publications)?;
        if moves {
            latest::swap(lock, &self.publications)?;
        }
        // The folder has gone from where `Folder` would look for it.
        Ok(Publication { folder: target, manifest: self.manifest })
    }

    fn check(&self) -> Result<()> {
        let verdict = verify::compare(&self.folder.path, &self.manifest)?;
        let publication =
            Publication { folder: self.folder.path.clone(), manifest: self.manifest.clone() };
        verdict.into_result(&publication).map_err(|error| {
            error.hint("nothing was published and the last publication stands; run again, and report it if it happens twice")
        })?;
        let expected = self.manifest.expected_run_id();
        if expected == self.manifest.run_id {
            return Ok(());
        }
        let says = format!("what the run was made from gives the name {expected}");
        Err(Error::new(Exit::Failed, self.manifest.run_id.as_str(), says)
            .hint("this is a fault of the program: report it with the run's folder"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After the rename there is nothing here. Where this fails, the next
        // run clears it.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Whether a publication of this day moves `latest`: not where that names one
/// of a later day.
pub(super) fn moves_forward(publications: &Path, as_at: NaiveDate) -> Result<bool> {
    Ok(latest::read(publications)?.is_none_or(|latest| latest.as_at() <= as_at))
}

fn clear_remains(publications: &Path) -> Result<()> {
    let failed = |cause| Error::io(publications, "list the publications", &cause);
    for entry in fs::read_dir(publications).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name().to_string_lossy().starts_with(PREFIX) {
            fs::remove_dir_all(entry.path()).map_err(|cause| {
                Error::io(&entry.path(), "clear what a killed run left", &cause)
            })?;
        }
    }
    Ok(())
}

fn sync_below(folder: &Path) -> Result<()> {
    let failed = |cause| Error::io(folder, "list it", &cause);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            sync_below(&path)?;
        } else {
            durable::sync(&path)?;
        }
    }
    durable::sync(folder)
}
