//! A publication from its beginning to its repair, with the crashes between.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::json;

use super::building::{Building, Sealed};
use super::lock::{Holder, Lock};
use super::manifest::{Account, Input, ReportRecord, RowAccount};
use super::output_path::OutputPath;
use super::publication::{self, Publication};
use super::run_id::{Part, RunId};
use super::{already, carry, latest, replay, verify};
use crate::error::Result;
use crate::exit::Exit;

struct Workspace {
    folder: tempfile::TempDir,
    lock: Lock,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn path(text: &str) -> OutputPath {
    OutputPath::new(text).unwrap()
}

impl Workspace {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let started = "2026-11-22T02:00:00Z".parse().unwrap();
        let holder = Holder::this(started, "sufficiency run");
        let lock = Lock::take(&folder.path().join(".lock"), &holder).unwrap();
        Self { folder, lock }
    }

    fn publications(&self) -> PathBuf {
        self.folder.path().join("publications")
    }

    fn latest(&self) -> Option<RunId> {
        latest::read(&self.publications()).unwrap()
    }

    /// Builds a publication with a paper and a bulletin, up to its seal.
    fn sealed(&self, as_at: &str, input: &str, is_final: bool) -> Result<Sealed> {
        let account = self.account(as_at, input, is_final);
        let parts: Vec<Part> = account.made_from.iter().chain(&account.follows).cloned().collect();
        let run_id = RunId::of(day(as_at), &parts);
        let mut building = Building::begin(&self.lock, &self.publications(), &run_id)?;
        building.add(&path("index.html"), None, b"<h1>index</h1>")?;
        let words = format!("paper of {input}");
        building.add(&path("public/paper.md"), Some("paper"), words.as_bytes())?;
        building.add(&path("exempt/bulletin.md"), Some("bulletin"), input.as_bytes())?;
        let cases = building.place(&path("exempt/data/cases.parquet"), None)?;
        fs::write(cases, b"PAR1").unwrap();
        fs::write(building.scratch().join("spill"), b"spilled").unwrap();
        building.keep("council.toml", b"[council]")?;
        building.keep("words/a paper.md", b"words")?;
        let mut account = account;
        for report in ["paper", "bulletin"] {
            let record = ReportRecord::rendered(report, report, &run_id, is_final, None, None);
            account.reports.push(record);
        }
        building.seal(account)
    }

    fn account(&self, as_at: &str, input: &str, is_final: bool) -> Account {
        Account {
            council: "Exampleshire".to_owned(),
            as_at: day(as_at),
            known_by: None,
            is_final,
            program: "sufficiency 0.1.0".to_owned(),
            made_from: vec![
                Part::new("input/b.csv", input),
                Part::new("final", is_final.to_string()),
            ],
            follows: Vec::new(),
            inputs: vec![Input {
                file: "b.csv".to_owned(),
                extract: "episodes".to_owned(),
                authority: "E09000016".to_owned(),
                sha256: input.to_owned(),
                size: 7,
                snapshot_on: Some(day(as_at)),
                rows: RowAccount { read: 2, accepted: 1, quarantined: 1, ..RowAccount::default() },
            }],
            settings: json!({"reporting.months": 36}),
            findings: Vec::new(),
            reports: Vec::new(),
        }
    }

    fn publish(&self, as_at: &str, input: &str) -> Publication {
        self.sealed(as_at, input, false).unwrap().publish(&self.lock).unwrap()
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn appears_whole_and_is_found_again() {
    let workspace = Workspace::new();
    let published = workspace.publish("2026-09-30", "one");
    assert_eq!(workspace.latest().as_ref(), Some(published.run_id()));
    let read = publication::find(&workspace.publications(), "latest").unwrap();
    assert_eq!(read.manifest, published.manifest);
    let verdict = verify::verify(&read).unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    assert_eq!(verdict.files, 6);
    assert!(!read.folder.join(".scratch").exists());
    for named in ["2026-09", read.run_id().as_str(), &read.folder.to_string_lossy()] {
        let found = publication::find(&workspace.publications(), named).unwrap();
        assert_eq!(found.run_id(), read.run_id());
    }
    let unknown = publication::find(&workspace.publications(), "2026-09-31").unwrap_err();
    assert_eq!(unknown.exit, Exit::Usage);
    assert!(unknown.to_string().contains(read.run_id().as_str()), "{unknown}");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let (one, other) = (Workspace::new(), Workspace::new());
    let first = one.publish("2026-09-30", "one");
    let second = other.publish("2026-09-30", "one");
    assert_eq!(first.run_id(), second.run_id());
    assert_eq!(files(&first.folder), files(&second.folder));
}

#[test]
fn what_is_there_already_is_checked_and_left() {
    let workspace = Workspace::new();
    let published = workspace.publish("2026-09-30", "one");
    let before = files(&workspace.publications());
    let found = already(&workspace.lock, &workspace.publications(), published.run_id()).unwrap();
    assert_eq!(found.unwrap().manifest, published.manifest);
    assert_eq!(files(&workspace.publications()), before);
    let other = RunId::of(day("2026-09-30"), &[]);
    assert!(already(&workspace.lock, &workspace.publications(), &other).unwrap().is_none());
    let again = workspace.sealed("2026-09-30", "one", false).unwrap();
    let error = again.publish(&workspace.lock).unwrap_err();
    assert!(error.to_string().contains("never edited"), "{error}");
    assert_eq!(files(&workspace.publications()), before);
}

#[test]
fn a_damaged_publication_is_told_and_can_be_made_anew() {
    let workspace = Workspace::new();
    let published = workspace.publish("2026-09-30", "one");
    let whole = files(&published.folder);
    fs::write(published.folder.join("public/paper.md"), b"edited by hand").unwrap();
    fs::write(published.folder.join("public/notes.txt"), b"").unwrap();
    fs::remove_file(published.folder.join("exempt/bulletin.md")).unwrap();
    let verdict = verify::verify(&published).unwrap();
    assert_eq!(verdict.changed, ["public/paper.md"]);
    assert_eq!(verdict.extra, ["public/notes.txt"]);
    assert_eq!(verdict.missing, ["exempt/bulletin.md"]);

    let publications = workspace.publications();
    let error = already(&workspace.lock, &publications, published.run_id()).unwrap_err();
    assert_eq!((error.exit, error.faults.len()), (Exit::Failed, 3));
    assert!(error.to_string().contains(".damaged"), "{error}");

    let aside = publications.join(format!("{}.damaged", published.run_id()));
    fs::rename(&published.folder, aside).unwrap();
    assert_eq!(workspace.latest(), None);
    assert!(publication::last(&publications, day("2026-09-30")).unwrap().is_none());
    let anew = workspace.publish("2026-09-30", "one");
    assert_eq!(files(&anew.folder), whole);
    assert_eq!(workspace.latest().as_ref(), Some(anew.run_id()));
}

#[test]
fn a_manifest_that_was_edited_no_longer_fits_its_name() {
    let workspace = Workspace::new();
    let published = workspace.publish("2026-09-30", "one");
    let path = published.folder.join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"value\": \"one\"", "\"value\": \"two\"")).unwrap();
    let edited = Publication::open(&published.folder).unwrap();
    assert!(verify::verify(&edited).unwrap().misnamed.is_some());
    for (from, to) in [("\"layout\": 1", "\"layout\": 2"), ("{", "")] {
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let error = Publication::open(&published.folder).unwrap_err();
        assert!(error.to_string().contains(".damaged"), "{error}");
    }
}

#[test]
fn a_link_in_a_publication_is_no_file() {
    let workspace = Workspace::new();
    let published = workspace.publish("2026-09-30", "one");
    let paper = published.folder.join("public/paper.md");
    fs::rename(&paper, workspace.folder.path().join("elsewhere.md")).unwrap();
    std::os::unix::fs::symlink(workspace.folder.path().join("elsewhere.md"), paper).unwrap();
    assert_eq!(verify::verify(&published).unwrap().changed, ["public/paper.md"]);
}

#[test]
fn a_crash_while_building_leaves_the_last_standing() {
    let workspace = Workspace::new();
    let last = workspace.publish("2026-09-30", "one");
    let before = files(&workspace.publications());
    let run_id = RunId::of(day("2026-10-31"), &[]);
    let publications = workspace.publications();
    let mut building = Building::begin(&workspace.lock, &publications, &run_id).unwrap();
    building.add(&path("public/paper.md"), Some("paper"), b"half").unwrap();
    let folder = building.folder().to_owned();
    std::mem::forget(building);
    assert!(folder.exists());
    std::mem::forget(workspace.sealed("2026-11-30", "two", false).unwrap());
    assert!(!folder.exists(), "the next run clears what the killed one left");
    assert_eq!(workspace.latest().as_ref(), Some(last.run_id()));
    assert_eq!(publication::names(&publications).unwrap().len(), 1);

    let next = workspace.publish("2026-10-31", "two");
    assert_eq!(workspace.latest().as_ref(), Some(next.run_id()));
    fs::remove_dir_all(&next.folder).unwrap();
    latest::point(&workspace.lock, &publications, last.run_id()).unwrap();
    assert_eq!(files(&publications), before);
}

#[test]
fn a_crash_before_the_pointer_moved_is_made_good() {
    let workspace = Workspace::new();
    let last = workspace.publish("2026-09-30", "one");
    let next = workspace.publish("2026-10-31", "two");
    latest::point(&workspace.lock, &workspace.publications(), last.run_id()).unwrap();
    let found = already(&workspace.lock, &workspace.publications(), next.run_id()).unwrap();
    assert!(found.is_some());
    assert_eq!(workspace.latest().as_ref(), Some(next.run_id()));
}

#[test]
fn a_run_that_fails_leaves_nothing() {
    let workspace = Workspace::new();
    let publications = workspace.publications();
    let run_id =
        RunId::of(day("2026-09-30"), &workspace.account("2026-09-30", "one", false).made_from);
    let mut building = Building::begin(&workspace.lock, &publications, &run_id).unwrap();
    let never_written = building.place(&path("exempt/data/cases.parquet"), None).unwrap();
    let error = building.seal(workspace.account("2026-09-30", "one", false)).unwrap_err();
    assert!(error.to_string().contains(&*never_written.to_string_lossy()), "{error}");
    assert_eq!(fs::read_dir(&publications).unwrap().count(), 0);

    let building = Building::begin(&workspace.lock, &publications, &run_id).unwrap();
    fs::write(building.folder().join("public/unannounced"), b"").unwrap();
    let error = building.seal(workspace.account("2026-09-30", "one", false)).unwrap_err();
    assert!(error.to_string().contains("not named"), "{error}");

    let building = Building::begin(&workspace.lock, &publications, &run_id).unwrap();
    let mut account = workspace.account("2026-09-30", "one", false);
    account.inputs[0].rows.read = 3;
    let error = building.seal(account).unwrap_err();
    assert!(error.to_string().contains("do not add up"), "{error}");

    let building = Building::begin(&workspace.lock, &publications, &run_id).unwrap();
    let error = building.seal(workspace.account("2026-09-30", "two", false)).unwrap_err();
    assert!(error.to_string().contains("gives the name"), "{error}");
    assert_eq!(fs::read_dir(&publications).unwrap().count(), 0);
}

#[test]
fn two_outputs_of_one_name_are_refused() {
    let workspace = Workspace::new();
    let run_id = RunId::of(day("2026-09-30"), &[]);
    let mut building =
        Building::begin(&workspace.lock, &workspace.publications(), &run_id).unwrap();
    building.add(&path("public/Paper.md"), None, b"").unwrap();
    assert!(building.add(&path("public/paper.md"), None, b"").is_err());
}

#[test]
fn a_run_for_a_past_day_leaves_latest_alone() {
    let workspace = Workspace::new();
    let present = workspace.publish("2026-10-31", "two");
    let past = workspace.publish("2026-09-30", "one");
    assert_eq!(workspace.latest().as_ref(), Some(present.run_id()));
    let publications = workspace.publications();
    let followed = publication::last(&publications, day("2026-10-30")).unwrap().unwrap();
    assert_eq!(followed.run_id(), past.run_id());
    let followed = publication::last(&publications, day("2026-10-31")).unwrap().unwrap();
    assert_eq!(followed.run_id(), present.run_id());
    assert!(publication::last(&publications, day("2026-09-29")).unwrap().is_none());
}

#[test]
fn reports_are_carried_byte_for_byte_with_their_origin() {
    let workspace = Workspace::new();
    let first = workspace.publish("2026-09-30", "one");
    let paper = first.manifest.report("paper").unwrap();
    let carried = ReportRecord::carried(paper);

    let mut account = workspace.account("2026-10-31", "two", false);
    account.follows = vec![carry::part_of_carried(&carried)];
    let parts: Vec<Part> = account.made_from.iter().chain(&account.follows).cloned().collect();
    let run_id = RunId::of(day("2026-10-31"), &parts);
    let publications = workspace.publications();
    let mut building = Building::begin(&workspace.lock, &publications, &run_id).unwrap();
    carry::carry(&mut building, &first, "paper").unwrap();
    account.reports.push(carried);
    let second = building.seal(account).unwrap().publish(&workspace.lock).unwrap();

    let record = second.manifest.report("paper").unwrap();
    assert_eq!(record.origin.as_ref(), Some(first.run_id()));
    assert_eq!(record.digest, paper.digest);
    let bytes = |publication: &Publication| fs::read(publication.folder.join("public/paper.md"));
    assert_eq!(bytes(&first).unwrap(), bytes(&second).unwrap());
    assert!(!second.folder.join("exempt/bulletin.md").exists());

    fs::write(second.folder.join("public/paper.md"), b"edited").unwrap();
    let mut building = Building::begin(&workspace.lock, &publications, &run_id).unwrap();
    let error = carry::carry(&mut building, &second, "paper").unwrap_err();
    assert!(error.to_string().contains("sufficiency run paper"), "{error}");
}

#[test]
fn a_final_run_made_again_is_compared_with_what_it_was_compared_with() {
    let workspace = Workspace::new();
    let publications = workspace.publications();
    let compare = |last: &Publication, as_at, input| {
        let record = last.manifest.report("paper").unwrap();
        let made_from = workspace.account(as_at, input, true).made_from;
        publication::compared_with(&publications, record, day(as_at), &made_from)
    };
    let sealed = workspace.sealed("2026-09-30", "one", true).unwrap();
    let september = sealed.publish(&workspace.lock).unwrap();
    let next = compare(&september, "2026-12-31", "two");
    assert_eq!(next.as_ref(), Some(september.run_id()));
    assert_eq!(compare(&september, "2026-09-30", "one"), None);
    let mended = compare(&september, "2026-09-30", "mended");
    assert_eq!(mended.as_ref(), Some(september.run_id()));
}

#[test]
fn what_was_kept_comes_back_for_a_replay() {
    let workspace = Workspace::new();
    let published = workspace.publish("2026-09-30", "one");
    let kept = replay::kept(&published).unwrap();
    let expected = [("council.toml", "[council]"), ("words/a paper.md", "words")]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    assert_eq!(kept, expected);
    fs::write(published.folder.join("exempt/inputs/council.toml"), b"edited").unwrap();
    assert_eq!(replay::kept(&published).unwrap_err().exit, Exit::Failed);
}

#[cfg(unix)]
#[test]
fn nobody_else_looks_into_what_is_exempt() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::new();
    let published = workspace.publish("2026-09-30", "one");
    let mode = |path: &str| {
        fs::metadata(published.folder.join(path)).unwrap().permissions().mode() & 0o777
    };
    for folder in ["exempt", "exempt/data", "exempt/inputs", "exempt/inputs/words"] {
        assert_eq!(mode(folder), 0o700, "{folder}");
    }
    for file in ["exempt/bulletin.md", "exempt/data/cases.parquet", "exempt/inputs/council.toml"] {
        assert_eq!(mode(file), 0o600, "{file}");
    }
}
