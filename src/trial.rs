//! Trials of definitions: a folder with a few rows of extracts, and the rows
//! that somebody worked out from them by hand. The extracts go through the
//! whole pipeline, up to the results; every measure that is counted is held to
//! [`contract`] as well. `sufficiency test` and the project's own tests run
//! them; what a case folder holds is written in `sql/README.md`.
//!
//! Nothing here writes expected rows: they are worked out by a person.

mod case;
pub mod contract;
mod expected;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::definitions::Definitions;
use crate::definitions::library::Library;
use crate::durable;
use crate::error::{Error, Result};
use crate::pipeline::{self, Counted};
use crate::progress::{Progress, Style};
use crate::rehearsal;
use crate::settings::Settings;
use case::Case;

/// Runs cases against one set of definitions.
#[derive(Debug, Default)]
pub struct Bench {
    /// A folder of definitions to use instead of the built-in ones.
    definitions: Option<PathBuf>,
    /// A council's own `definitions/`, over them.
    own: Option<PathBuf>,
    /// Where shared extracts lie.
    shared: Option<PathBuf>,
    /// The extracts that the definitions know.
    extracts: OnceLock<BTreeSet<String>>,
    /// Plans of definitions that an earlier case rehearsed, by the names under
    /// which a workspace keeps them.
    plans: Mutex<BTreeMap<OsString, Vec<u8>>>,
}

/// The folders with a `case.toml`, the folder itself or below it, sorted.
pub fn cases(folder: &Path) -> Result<Vec<PathBuf>> {
    if folder.join("case.toml").is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let failed = |cause| Error::io(folder, "list it", &cause);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.extend(cases(&path)?);
        }
    }
    found.sort();
    Ok(found)
}

/// `measure/case`: the last two parts of a case's path.
pub fn name(case: &Path) -> String {
    format!("{}/{}", group(case), last_part(case))
}

impl Bench {
    /// For the built-in definitions, or a folder of them instead, and over
    /// both a council's own.
    pub fn new(definitions: Option<PathBuf>, own: Option<PathBuf>) -> Self {
        Self { definitions, own, ..Self::default() }
    }

    /// The same, with shared extracts in this folder; they are in the nearest
    /// `_shared` above a case where none is named.
    pub fn sharing(self, folder: PathBuf) -> Self {
        Self { shared: Some(folder), ..self }
    }

    /// Loads and rehearses the definitions, without a case; every fault is told
    /// at once.
    pub fn rehearse(&self) -> Result<()> {
        let workspace = Aside::new()?;
        let root = workspace.path.as_path();
        self.furnish(root, case::COUNCIL)?;
        let settings = self.settings(root, morning(case::TODAY))?;
        rehearsal::load(&settings)?;
        self.take_plans(root)
    }

    /// What is wrong with a case, one line each; nothing where it passes.
    ///
    /// Fails where the case itself cannot be read, or its extracts cannot be
    /// counted.
    pub fn run(&self, folder: &Path) -> Result<Vec<String>> {
        let case = Case::read(folder, self.extracts()?)?;
        let workspace = Aside::new()?;
        let root = workspace.path.as_path();
        self.furnish(root, &case.council)?;
        let mut only = case.measures(&group(folder))?;
        if only.is_empty() {
            only = self.lightest(root)?;
        }
        only.extend(case.tables());
        let only: Vec<&str> = only.iter().map(String::as_str).collect();
        self.give_plans(root)?;
        let extracts = root.join("extracts");
        for (name, day) in &case.received {
            copy(&folder.join(name), &extracts.join(name), &is_extract)?;
            self.count(root, &case, None, *day, &only)?;
        }
        for file in &case.shared {
            let from = self.shared_file(folder, file);
            write(&extracts.join(file), &read(&from)?)?;
        }
        copy(folder, &extracts, &is_extract)?;
        let counted = self.count(root, &case, case.known_by, case::TODAY, &only)?;
        self.take_plans(root)?;
        let mut wrong = case.differences(&counted, &group(folder))?;
        for broken in contract::broken(&counted)? {
            wrong.push(format!("{}: {}", broken.rule, broken.rows.join("; ")));
        }
        Ok(wrong)
    }

    /// Puts `council.toml` and the council's own definitions into a workspace.
    fn furnish(&self, root: &Path, council: &str) -> Result<()> {
        write(&root.join("council.toml"), council.as_bytes())?;
        match &self.own {
            Some(own) => copy(own, &root.join("definitions"), &|_| true),
            None => Ok(()),
        }
    }

    fn count(
        &self,
        root: &Path,
        case: &Case,
        known_by: Option<NaiveDate>,
        today: NaiveDate,
        only: &[&str],
    ) -> Result<Counted> {
        let started = morning(today);
        let mut settings = self.settings(root, started)?;
        settings.as_at = Some(case.as_at);
        settings.known_by = known_by;
        let mut progress = Progress::to(Box::new(std::io::sink()), Style::Plain, started);
        pipeline::count_only(&settings, only, &mut progress)
    }

    fn settings(&self, root: &Path, started: DateTime<Utc>) -> Result<Settings> {
        let mut settings = Settings::read(root, started)?;
        settings.definitions = self.definitions.clone();
        Ok(settings)
    }

    /// The ids of the extracts that the definitions know.
    fn extracts(&self) -> Result<&BTreeSet<String>> {
        if let Some(known) = self.extracts.get() {
            return Ok(known);
        }
        let nowhere = PathBuf::new();
        let own = self.own.as_deref().unwrap_or(&nowhere);
        let (definitions, _) =
            Definitions::read(Library::gather(self.definitions.as_deref(), own)?);
        let ids = definitions.specs.into_iter().map(|spec| spec.id).collect();
        Ok(self.extracts.get_or_init(|| ids))
    }

    /// A measure that rests on little, for a case that expects no figure.
    fn lightest(&self, root: &Path) -> Result<BTreeSet<String>> {
        let definitions = Definitions::load(&self.settings(root, morning(case::TODAY))?)?;
        let lightest = definitions
            .measures
            .iter()
            .min_by_key(|measure| (measure.needs.len(), measure.file.select.len()));
        Ok(lightest.map(|measure| measure.id().to_owned()).into_iter().collect())
    }

    fn shared_file(&self, case: &Path, file: &str) -> PathBuf {
        let nearest = || case.ancestors().map(|above| above.join("_shared")).find(|it| it.is_dir());
        let folder = self.shared.clone().or_else(nearest).unwrap_or_else(|| case.to_owned());
        folder.join(file)
    }

    fn give_plans(&self, root: &Path) -> Result<()> {
        let Ok(plans) = self.plans.lock() else { return Ok(()) };
        for (name, plan) in plans.iter() {
            write(&root.join("landed").join(name), plan)?;
        }
        Ok(())
    }

    fn take_plans(&self, root: &Path) -> Result<()> {
        let landed = root.join("landed");
        let failed = |cause| Error::io(&landed, "list it", &cause);
        for entry in fs::read_dir(&landed).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let is_plan = entry.file_name().to_string_lossy().starts_with("rehearsed-");
            if let (true, Ok(mut plans)) = (is_plan, self.plans.lock()) {
                plans.insert(entry.file_name(), read(&entry.path())?);
            }
        }
        Ok(())
    }
}

/// The measure that a case is of: the folder around it.
fn group(case: &Path) -> String {
    case.parent().map(last_part).unwrap_or_default()
}

fn last_part(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn is_extract(name: &str) -> bool {
    let endings = [".csv", ".json", ".jsonld"];
    endings.iter().any(|ending| name.ends_with(ending)) && !name.starts_with("expected")
}

/// Copies the files of a folder whose names are wanted, also those in folders.
fn copy(from: &Path, to: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    let failed = |cause| Error::io(from, "list it", &cause);
    for entry in fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = last_part(&path);
        if path.is_dir() {
            copy(&path, &to.join(&name), is_wanted)?;
        } else if is_wanted(&name) {
            write(&to.join(&name), &read(&path)?)?;
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|cause| Error::io(file, "read it", &cause))
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        durable::make_folder(folder, durable::Access::Owner)?;
    }
    fs::write(file, bytes).map_err(|cause| Error::io(file, "write it", &cause))
}

/// A workspace of its own, which goes when it is dropped.
struct Aside {
    path: PathBuf,
}

impl Aside {
    fn new() -> Result<Self> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("sufficiency-trial-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        durable::make_folder(&path, durable::Access::Owner)?;
        Ok(Self { path })
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
