//! What a run leaves behind whether or not it published: `runs/<when>-<run
//! id>/` with its log, findings, timings, quarantined rows and bulletin, and
//! at the end `outcome.json`. A folder without an outcome is a run that was
//! killed; the next run says so, once.
//!
//! Only the account that runs the program may look in: rows that were set
//! aside are rows about children.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::durable::{self, Access};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::finding::Finding;
use crate::progress::Timing;
use crate::publish::lock::Lock;
use crate::publish::run_id::RunId;

const LOG: &str = "log.jsonl";
const OUTCOME: &str = "outcome.json";
const QUARANTINE: &str = "quarantine";
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// The folder of the run that is going on.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    runs: PathBuf,
    started: DateTime<Utc>,
}

/// A run that ended without a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// What it left.
    pub folder: PathBuf,
    /// When it began, read off the folder's name.
    pub started: DateTime<Utc>,
    /// The last stage that it logged, if it came so far.
    pub stage: Option<String>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The exit code; none where the run was killed.
    pub exit: Option<u8>,
    /// The publication, where there is one.
    pub published: Option<RunId>,
    /// What happened, in a sentence: why nothing was published, or that it
    /// was there already.
    pub says: String,
    /// Everything that was wrong.
    pub faults: Vec<String>,
    /// When it ended, or when that was noted.
    pub finished: String,
}

impl RunFolder {
    /// Makes the folder, under a name that it keeps until the run's id is
    /// known, and lists the runs before it that were killed. Each of those is
    /// given an outcome, so that it is told only once.
    pub fn begin(
        _lock: &Lock,
        runs: &Path,
        started: DateTime<Utc>,
    ) -> Result<(Self, Vec<Unfinished>)> {
        durable::make_folder(runs, Access::Owner)?;
        let unfinished = note_unfinished(runs, started)?;
        let path = free_name(runs, &format!("{}-pending", started.format(STAMP)));
        durable::make_folder(&path.join(QUARANTINE), Access::Owner)?;
        durable::close_to_others(&path)?;
        Ok((Self { path, runs: runs.to_owned(), started }, unfinished))
    }

    /// Gives the folder its final name. Paths asked for before are void.
    pub fn name(&mut self, run_id: &RunId) -> Result<()> {
        let to = free_name(&self.runs, &format!("{}-{run_id}", self.started.format(STAMP)));
        fs::rename(&self.path, &to).map_err(|cause| Error::io(&to, "name the folder", &cause))?;
        self.path = to;
        durable::sync(&self.runs)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One JSON line for each event of the run.
    pub fn log(&self) -> PathBuf {
        self.path.join(LOG)
    }

    /// Where rows that were set aside are written.
    pub fn quarantine(&self) -> PathBuf {
        self.path.join(QUARANTINE)
    }

    /// Writes every finding.
    pub fn write_findings(&self, findings: &[Finding]) -> Result<()> {
        self.write_json("findings.json", &json!(findings))
    }

    /// Writes how long each stage took.
    pub fn write_timings(&self, timings: &[Timing]) -> Result<()> {
        self.write_json("timings.json", &json!(timings))
    }

    /// Writes a copy of the bulletin, which is also there when nothing was
    /// published. `name` is a file name such as `bulletin.html`.
    pub fn write_bulletin(&self, name: &str, bytes: &[u8]) -> Result<()> {
        durable::replace(&self.path.join(name), bytes, Access::Owner)
    }

    /// Writes the workbook of data quality of a run that published nothing.
    pub fn write_workbook(&self, name: &str, bytes: &[u8]) -> Result<()> {
        durable::replace(&self.path.join(name), bytes, Access::Owner)
    }

    /// Says how the run ended: the last thing that it writes.
    pub fn close(self, outcome: &Outcome) -> Result<()> {
        self.write_json(OUTCOME, &json!(outcome))
    }

    fn write_json(&self, name: &str, value: &Value) -> Result<()> {
        durable::replace(&self.path.join(name), format!("{value:#}\n").as_bytes(), Access::Owner)
    }
}

impl Outcome {
    /// A run that published, or found its publication there.
    pub fn published(run_id: &RunId, says: impl Into<String>, finished: DateTime<Utc>) -> Self {
        Self {
            exit: Some(Exit::Published as u8),
            published: Some(run_id.clone()),
            says: says.into(),
            faults: Vec::new(),
            finished: to_text(finished),
        }
    }

    /// A run that made an old publication again, and published nothing.
    pub fn replayed(run_id: &RunId, finished: DateTime<Utc>) -> Self {
        Self {
            exit: Some(Exit::Published as u8),
            published: None,
            says: format!("{run_id} was made again, to the byte; nothing was published"),
            faults: Vec::new(),
            finished: to_text(finished),
        }
    }

    /// A run that stopped with an error.
    pub fn stopped(error: &Error, finished: DateTime<Utc>) -> Self {
        Self {
            exit: Some(error.exit as u8),
            published: None,
            says: "nothing was published; the last publication stands".to_owned(),
            faults: error.faults.iter().map(ToString::to_string).collect(),
            finished: to_text(finished),
        }
    }
}

impl Unfinished {
    /// The sentence for the log and the bulletin.
    pub fn says(&self) -> String {
        let during = self.stage.as_deref().map(|stage| format!(" during `{stage}`"));
        format!(
            "the run begun at {} ended without a word{}; what it logged is in {}",
            self.started.format("%H:%M:%S UTC on %-d %B %Y"),
            during.unwrap_or_default(),
            self.folder.display(),
        )
    }
}

fn note_unfinished(runs: &Path, now: DateTime<Utc>) -> Result<Vec<Unfinished>> {
    let failed = |cause| Error::io(runs, "list the earlier runs", &cause);
    let mut unfinished = Vec::new();
    for entry in fs::read_dir(runs).map_err(failed)? {
        let folder = entry.map_err(failed)?.path();
        let Some(started) = started_of(&folder) else {
            continue;
        };
        if folder.is_dir() && !folder.join(OUTCOME).exists() {
            let stage = last_stage(&folder.join(LOG));
            unfinished.push(Unfinished { folder, started, stage });
        }
    }
    unfinished.sort_by(|a, b| a.folder.cmp(&b.folder));
    let outcome = Outcome {
        exit: None,
        published: None,
        says: "ended without a word: killed, or the machine went down".to_owned(),
        faults: Vec::new(),
        finished: to_text(now),
    };
    for run in &unfinished {
        durable::clear_beside(&run.folder)?;
        let text = format!("{:#}\n", json!(outcome));
        durable::replace(&run.folder.join(OUTCOME), text.as_bytes(), Access::Owner)?;
    }
    Ok(unfinished)
}

/// The folders of runs that began before a moment, by their names.
pub fn begun_before(runs: &Path, moment: DateTime<Utc>) -> Vec<PathBuf> {
    let folders = fs::read_dir(runs).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_old = |folder: &PathBuf| started_of(folder).is_some_and(|started| started < moment);
    let mut old: Vec<PathBuf> =
        folders.filter(|folder| folder.is_dir() && is_old(folder)).collect();
    old.sort();
    old
}

fn started_of(folder: &Path) -> Option<DateTime<Utc>> {
    let name = folder.file_name()?.to_str()?;
    let (stamp, _) = name.split_once('-')?;
    NaiveDateTime::parse_from_str(stamp, STAMP).ok().map(|started| started.and_utc())
}

fn last_stage(log: &Path) -> Option<String> {
    let text = fs::read_to_string(log).ok()?;
    // The line that was being written when the run was killed may be cut off.
    let mut events = text.lines().rev().map(serde_json::from_str::<Value>);
    let last = events.find_map(|event| event.ok())?;
    last.get("stage")?.as_str().map(str::to_owned)
}

/// The name, or the name and a number where two runs begin in one second.
fn free_name(runs: &Path, name: &str) -> PathBuf {
    let first = runs.join(name);
    if !first.exists() {
        return first;
    }
    (2u32..)
        .map(|number| runs.join(format!("{name}-{number}")))
        .find(|path| !path.exists())
        .unwrap_or(first)
}

fn to_text(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::lock::Holder;

    fn started() -> DateTime<Utc> {
        "2026-11-22T07:00:25Z".parse().unwrap()
    }

    fn workspace() -> (tempfile::TempDir, Lock, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let holder = Holder::this(started(), "sufficiency run");
        let lock = Lock::take(&folder.path().join(".lock"), &holder).unwrap();
        let runs = folder.path().join("runs");
        (folder, lock, runs)
    }

    fn run_id() -> RunId {
        RunId::parse("2026-09-30-0123456789ab").unwrap()
    }

    #[test]
    fn is_named_and_closed() {
        let (_folder, lock, runs) = workspace();
        for expected in [
            "20261122T070025Z-2026-09-30-0123456789ab",
            "20261122T070025Z-2026-09-30-0123456789ab-2",
        ] {
            let (mut run, unfinished) = RunFolder::begin(&lock, &runs, started()).unwrap();
            assert_eq!(unfinished, []);
            assert!(run.quarantine().is_dir());
            run.name(&run_id()).unwrap();
            assert_eq!(run.path(), runs.join(expected));
            run.write_findings(&[]).unwrap();
            let path = run.path().to_owned();
            run.close(&Outcome::published(&run_id(), "published", started())).unwrap();
            let text = fs::read_to_string(path.join(OUTCOME)).unwrap();
            let outcome: Outcome = serde_json::from_str(&text).unwrap();
            assert_eq!(outcome.exit, Some(0));
            assert_eq!(outcome.published, Some(run_id()));
        }
    }

    #[test]
    fn a_killed_run_is_told_once() {
        let (_folder, lock, runs) = workspace();
        let (killed, _) = RunFolder::begin(&lock, &runs, started()).unwrap();
        let path = killed.path().to_owned();
        fs::write(killed.log(), "{\"stage\":\"land\"}\n{\"stage\":\"ren").unwrap();
        let half_written = path.join(".bulletin.html.new");
        fs::write(&half_written, "<html").unwrap();
        drop(killed);
        let later = "2026-11-23T07:00:00Z".parse().unwrap();
        let (next, unfinished) = RunFolder::begin(&lock, &runs, later).unwrap();
        assert_eq!(
            unfinished,
            [Unfinished { folder: path, started: started(), stage: Some("land".to_owned()) }]
        );
        assert!(!half_written.exists());
        let says = unfinished[0].says();
        assert!(
            says.contains("07:00:25 UTC on 22 November 2026 ended without a word during `land`"),
            "{says}"
        );
        let refused = Error::new(Exit::Data, "x.csv", "no rows");
        next.close(&Outcome::stopped(&refused, later)).unwrap();
        let (_, unfinished) = RunFolder::begin(&lock, &runs, later).unwrap();
        assert_eq!(unfinished, []);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_in() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, lock, runs) = workspace();
        let (run, _) = RunFolder::begin(&lock, &runs, started()).unwrap();
        run.write_timings(&[]).unwrap();
        for path in [runs, run.path().to_owned(), run.quarantine(), run.path().join("timings.json")]
        {
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
    }
}
