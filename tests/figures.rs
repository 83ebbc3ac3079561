//! One case a folder: a few rows of extracts, and the figures that somebody
//! worked out from them by hand. `tests/cases/measures/<measure>/<case>` holds
//! the cases of a measure, `tests/cases/repairs`, `tests/cases/localities` and
//! `tests/cases/published` those of the model below them,
//! `tests/papers/<council>/<case>` those that print a published paper's own
//! figures. A folder holds:
//!
//! - `case.toml`: `says` (what the case shows, and the arithmetic), `as_at`;
//!   where needed `council` (a fragment of `council.toml`), `shared` (files of
//!   `tests/cases/_shared`), `known_by` and `received` (a folder of extracts,
//!   and the day on which they came), `is_covered` (false: the files say
//!   themselves which days they speak for);
//! - extracts, as a council would send them, and under `published` files in a
//!   layout that somebody publishes, with what the model makes of them;
//! - `expected.csv`, rows of `result.results`, or `expected.<table>.csv`, rows
//!   of a model table. Every row must be there once, or as often as a column
//!   `rows` says; its other columns must be equal, numbers to the digits
//!   written. Of a model table no other row may be there for the same child or
//!   day.
//!
//! There is no way to have these files written by the program, on purpose.

#[path = "support/counting.rs"]
mod counting;
#[path = "support/expected_rows.rs"]
mod expected_rows;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use counting::Days;
use libtest_mimic::{Arguments, Failed, Trial};
use sufficiency::definitions::Definitions;
use sufficiency::settings::Settings;

/// The day of the runs, and the one on which files came, where none is named.
const TODAY: &str = "2031-01-01";

const COUNCIL: &str = "[council]\nname = \"Sandwick Council\"\n\n[[authority]]\n\
    code = \"E06000901\"\nname = \"Sandwick Council\"\n\n[machine]\nthreads = 1\n\n";

const REPORTING: &str = "[reporting]\nmonths = 15\nyears = 4\n\n";

/// Extracts that speak for every day, so that a case need not hold years.
const COVERED: [&str; 3] = ["episodes", "missing", "uasc"];

fn main() {
    let arguments = Arguments::from_args();
    let folder = cases_folder();
    let mut trials = vec![Trial::test("every measure has a case", every_measure_has_a_case)];
    let mut groups = folders(&folder.join("measures"));
    groups.extend(["repairs", "localities", "published"].map(|group| folder.join(group)));
    groups.extend(folders(&counting::repository().join("tests/papers")));
    for group in groups {
        for case in folders(&group) {
            let group = name(&group);
            trials
                .push(Trial::test(format!("{group}/{}", name(&case)), move || run(&case, &group)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(case: &Path, group: &str) -> Result<(), Failed> {
    let about: toml::Table = fs::read_to_string(case.join("case.toml"))?.parse()?;
    let text = |name: &str| about.get(name).and_then(toml::Value::as_str);
    if text("says").is_none_or(|says| says.trim().len() < 20) {
        return Err("case.toml does not say what the case shows".into());
    }
    let workspace = tempfile::tempdir()?;
    let root = workspace.path();
    fs::write(root.join("council.toml"), council(&about))?;
    let as_at = text("as_at").ok_or("case.toml has no as_at")?;
    let received: Vec<(&str, &str)> = about
        .get("received")
        .and_then(toml::Value::as_table)
        .into_iter()
        .flatten()
        .filter_map(|(folder, day)| Some((folder.as_str(), day.as_str()?)))
        .collect();
    let expected = expectations(case)?;
    let only = measures(&expected, group)?;
    let only: Vec<&str> = only.iter().map(String::as_str).collect();
    give_plans(root)?;
    for (folder, today) in &received {
        copy(&case.join(folder), &root.join("extracts").join(folder))?;
        counting::count(root, &Days { as_at, known_by: None, today, only: &only })?;
    }
    for file in about.get("shared").and_then(toml::Value::as_array).into_iter().flatten() {
        let file = file.as_str().ok_or("shared names files")?;
        let to = root.join("extracts").join(file);
        fs::create_dir_all(root.join("extracts"))?;
        fs::copy(cases_folder().join("_shared").join(file), to)?;
    }
    copy(case, &root.join("extracts"))?;
    let days = Days { as_at, known_by: text("known_by"), today: TODAY, only: &only };
    let counted = counting::count(root, &days)?;
    take_plans(root)?;
    let mut wrong = Vec::new();
    for (table, file) in &expected {
        wrong.extend(expected_rows::differences(&counted, group, table, file)?);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The whole `council.toml` of a case.
fn council(about: &toml::Table) -> String {
    let said = about.get("council").and_then(toml::Value::as_str).unwrap_or_default();
    let mut text = String::new();
    if !said.contains("[council]") {
        text.push_str(COUNCIL);
    }
    if !said.contains("[reporting]") {
        text.push_str(REPORTING);
    }
    if about.get("is_covered").and_then(toml::Value::as_bool).unwrap_or(true) {
        for extract in COVERED {
            text.push_str(&format!(
                "[[extracts.{extract}.covers]]\nfrom = 2000-01-01\nto = 2030-12-31\n\n"
            ));
        }
    }
    text.push_str(said);
    text
}

/// Copies the extracts of a folder, also those in folders.
fn copy(from: &Path, to: &Path) -> Result<(), Failed> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = name(&path);
        if path.is_dir() {
            copy(&path, &to.join(&name))?;
        } else if !name.starts_with("expected")
            && [".csv", ".json", ".jsonld"].iter().any(|end| name.ends_with(end))
        {
            fs::copy(&path, to.join(&name))?;
        }
    }
    Ok(())
}

/// The tables that a case expects rows of, with the files that name them.
fn expectations(case: &Path) -> Result<Vec<(String, PathBuf)>, Failed> {
    let mut found = Vec::new();
    for entry in fs::read_dir(case)? {
        let path = entry?.path();
        let name = name(&path);
        if name == "expected.csv" {
            found.push(("result.results".to_owned(), path));
        } else if let Some(table) = name.strip_prefix("expected.") {
            found.push((table.trim_end_matches(".csv").to_owned(), path));
        }
    }
    found.sort();
    if found.is_empty() { Err("the case expects nothing".into()) } else { Ok(found) }
}

/// The measures that a case expects figures of, and the model tables whose rows
/// it expects; where it expects no figure, a measure that rests on little.
fn measures(expected: &[(String, PathBuf)], group: &str) -> Result<BTreeSet<String>, Failed> {
    let mut measures = BTreeSet::new();
    for (_, file) in expected.iter().filter(|(table, _)| table == "result.results") {
        let mut reader = csv::Reader::from_path(file)?;
        let position = reader.headers()?.iter().position(|name| name == "measure");
        for row in reader.records() {
            let row = row?;
            measures.insert(position.map_or(group, |position| &row[position]).to_owned());
        }
    }
    if measures.is_empty() {
        measures.insert("children_looked_after".to_owned());
    }
    let tables =
        expected.iter().map(|(table, _)| table).filter(|table| table.starts_with("model."));
    measures.extend(tables.cloned());
    Ok(measures)
}

/// Plans of definitions that an earlier case rehearsed, by the names under
/// which a workspace keeps them.
static PLANS: Mutex<BTreeMap<PathBuf, Vec<u8>>> = Mutex::new(BTreeMap::new());

fn give_plans(root: &Path) -> Result<(), Failed> {
    let landed = root.join("landed");
    fs::create_dir_all(&landed)?;
    for (name, plan) in PLANS.lock().unwrap().iter() {
        fs::write(landed.join(name), plan)?;
    }
    Ok(())
}

fn take_plans(root: &Path) -> Result<(), Failed> {
    for entry in fs::read_dir(root.join("landed"))? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with("rehearsed-") {
            PLANS.lock().unwrap().insert(name.into(), fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn every_measure_has_a_case() -> Result<(), Failed> {
    let workspace = tempfile::tempdir()?;
    fs::write(workspace.path().join("council.toml"), COUNCIL)?;
    let mut settings = Settings::read(workspace.path(), format!("{TODAY}T06:30:00Z").parse()?)?;
    settings.definitions = Some(counting::repository());
    let definitions = Definitions::load(&settings)?;
    let measures: BTreeSet<String> =
        definitions.measures.iter().map(|measure| measure.id().to_owned()).collect();
    let with_cases: BTreeSet<String> = folders(&cases_folder().join("measures"))
        .iter()
        .filter(|folder| !folders(folder).is_empty())
        .map(|folder| name(folder))
        .collect();
    if measures == with_cases {
        return Ok(());
    }
    let without: Vec<_> = measures.difference(&with_cases).collect();
    let unknown: Vec<_> = with_cases.difference(&measures).collect();
    Err(format!("measures without a case: {without:?}; cases of no measure: {unknown:?}").into())
}

fn cases_folder() -> PathBuf {
    counting::repository().join("tests/cases")
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
