//! One case a check: a few rows that break the rule and a few that do not.
//! `tests/cases/checks/<check>` holds `case.toml` (`says`, and `as_at` where it
//! is another day than 31 March 2026), extracts as a council would send them,
//! and `expected.csv`: the rows that the check must find, and no others. Files
//! in a folder of the case are of the year that the folder names, all others of
//! 2025-26.
//!
//! Each case is an authority of its own, and all are checked in one go: a
//! check that finds the row of another case's child is found out here too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use libtest_mimic::{Arguments, Failed, Trial};
use sufficiency::definitions::Definitions;
use sufficiency::pipeline::{self, Checked};
use sufficiency::progress::{Progress, Style};
use sufficiency::settings::Settings;

const AS_AT: &str = "2026-03-31";

/// The year of files that lie in no folder of their case.
const YEAR: &str = "2025-26";

/// Rule, file, row, column.
type Found = (String, String, String, String);

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("every check has a case", every_check_has_a_case)];
    for case in cases() {
        trials.push(Trial::test(name(&case), move || run(&case)));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(case: &Path) -> Result<(), Failed> {
    let about: toml::Table = fs::read_to_string(case.join("case.toml"))?.parse()?;
    let text = |name: &str| about.get(name).and_then(toml::Value::as_str);
    if text("says").is_none_or(|says| says.trim().len() < 20) {
        return Err("case.toml does not say what the case shows".into());
    }
    let alone;
    let checked = match text("as_at") {
        Some(as_at) => {
            alone = check(std::slice::from_ref(&case.to_owned()), as_at);
            &alone
        }
        None => together(),
    };
    let rule = name(case).replace('_', "-");
    let folder = format!("{}/", name(case));
    let mut found: Vec<Found> = checked
        .quality
        .rows
        .iter()
        .filter(|row| row.rule == rule)
        .filter(|row| row.file.as_ref().is_none_or(|file| file.starts_with(&folder)))
        .map(|row| {
            let file = row.file.as_deref().unwrap_or_default().trim_start_matches(&folder);
            (
                row.rule.clone(),
                file.trim_start_matches(&format!("{YEAR}/cases/")).to_owned(),
                row.row.map(|row| row.to_string()).unwrap_or_default(),
                row.column.clone().unwrap_or_default(),
            )
        })
        .collect();
    found.sort();
    let mut expected: Vec<Found> = csv::Reader::from_path(case.join("expected.csv"))?
        .deserialize()
        .collect::<Result<_, _>>()?;
    expected.sort();
    if expected.is_empty() {
        return Err("the case expects nothing".into());
    }
    if found != expected {
        return Err(format!("found {found:#?}\nexpected {expected:#?}").into());
    }
    Ok(())
}

/// Every case that names no day of its own, checked once.
fn together() -> &'static Checked {
    static CHECKED: OnceLock<Checked> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let has_day = |case: &PathBuf| {
            fs::read_to_string(case.join("case.toml")).unwrap().contains("\nas_at")
        };
        let cases: Vec<PathBuf> = cases().into_iter().filter(|case| !has_day(case)).collect();
        check(&cases, AS_AT)
    })
}

fn check(cases: &[PathBuf], as_at: &str) -> Checked {
    let workspace = tempfile::tempdir().unwrap();
    let root = workspace.path();
    let mut council = "[council]\nname = \"Sandwick Council\"\n\n".to_owned();
    for (number, case) in cases.iter().enumerate() {
        let id = name(case);
        let code = format!("E{:08}", 6_000_900 + number);
        council.push_str(&format!(
            "[[authority]]\ncode = \"{code}\"\nname = \"{id}\"\nfolder = \"{id}\"\n\n"
        ));
        for entry in fs::read_dir(case).unwrap() {
            let path = entry.unwrap().path();
            let to = root.join("extracts").join(&id);
            if path.is_dir() {
                let to = to.join(name(&path));
                for file in fs::read_dir(&path).unwrap() {
                    copy(&file.unwrap().path(), &to, number);
                }
            } else if path.extension().is_some_and(|ending| ending == "csv") {
                copy(&path, &to.join(YEAR).join("cases"), number);
            }
        }
    }
    fs::write(root.join("council.toml"), council).unwrap();
    let mut settings = settings(root);
    settings.as_at = Some(as_at.parse().unwrap());
    let mut progress = Progress::to(Box::new(std::io::sink()), Style::Plain, settings.started);
    let checked =
        pipeline::check(&settings, &mut progress).unwrap_or_else(|error| panic!("{error}"));
    assert!(!checked.accounts.is_empty(), "nothing was checked: {:#?}", checked.findings);
    checked
}

fn settings(root: &Path) -> Settings {
    let started = "2026-06-01T06:30:00Z".parse().unwrap();
    let mut settings = Settings::read(root, started).unwrap_or_else(|error| panic!("{error}"));
    settings.definitions = Some(repository());
    settings
}

/// Two authorities do not send the same bytes: each has blank lines of its own.
fn copy(from: &Path, to: &Path, number: usize) {
    if name(from) != "expected.csv" {
        fs::create_dir_all(to).unwrap();
        let text = fs::read_to_string(from).unwrap() + &"\n".repeat(number);
        fs::write(to.join(name(from)), text).unwrap();
    }
}

fn every_check_has_a_case() -> Result<(), Failed> {
    let workspace = tempfile::tempdir()?;
    fs::write(
        workspace.path().join("council.toml"),
        "[council]\nname = \"Sandwick\"\n\n[[authority]]\ncode = \"E06000901\"\nname = \"Sandwick\"\n",
    )?;
    let definitions = Definitions::load(&settings(workspace.path()))?;
    let mut is_shown: BTreeMap<String, [bool; 2]> = BTreeMap::new();
    for check in &definitions.checks {
        is_shown.entry(check.file.id.clone()).or_default()[0] = true;
    }
    for case in cases() {
        is_shown.entry(name(&case)).or_default()[1] = true;
    }
    let wrong: Vec<&String> =
        is_shown.iter().filter(|(_, both)| **both != [true; 2]).map(|(id, _)| id).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("checks without a case, or cases of no check: {wrong:?}").into())
}

/// The repository whose SQL and cases are tried: cargo names it, also to a test
/// that was built for another copy.
fn repository() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(repository().join("tests/cases/checks"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
