//! One case a folder of `tests/cases/extracts`: what lies in the inbox, what
//! `council.toml` says, and what must come of it. A folder holds `case.toml`
//! (what is wrong and what is to happen; files to make), `inbox/` (files as
//! they are) and `expected.json` (findings, and every landed row). Run with
//! `UPDATE_GOLDEN=1` to write what comes instead of comparing.
//!
//! Every case is run twice in one workspace: the second run must say the same
//! and land nothing. No finding may hold a child's identifier: those of the
//! cases begin with `C9`.

#[path = "support/make_extract.rs"]
mod make_extract;

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Value, json};
use sufficiency::definitions::plan::Measured;
use sufficiency::definitions::spec::ExtractSpec;
use sufficiency::extract::{self, Landed, Landing};
use sufficiency::settings::Settings;

const COUNCIL: &str = "[council]\nname = \"Exampleshire\"\n";
const SOLE: &str = "[[authority]]\ncode = \"E06000001\"\nname = \"Exampleshire\"\n";
const STARTED: &str = "2026-11-22T06:30:00Z";

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/extracts");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("case.toml").is_file())
        .collect();
    cases.sort();
    let trials = cases.into_iter().map(|case| {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let specs = folder.join("specs");
        Trial::test(name, move || run(&case, &specs))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn run(case: &Path, specs: &Path) -> Result<(), Failed> {
    let workspace = tempfile::tempdir()?;
    let about: toml::Table = fs::read_to_string(case.join("case.toml"))?.parse()?;
    lay_out(case, &about, workspace.path())?;
    let specs = read_specs(specs);
    let measured = measured(&about);
    let settings = Settings::read(workspace.path(), STARTED.parse()?)?;
    let first = extract::land(&settings, &specs, &measured, &|_| ())?;
    let index = fs::read(workspace.path().join("landed/index.jsonl")).unwrap_or_default();

    let later = Settings::read(workspace.path(), "2026-11-23T06:30:00Z".parse()?)?;
    let second = extract::land(&later, &specs, &measured, &|_| ())?;
    let index_after = fs::read(workspace.path().join("landed/index.jsonl")).unwrap_or_default();
    if first.files != second.files || first.findings != second.findings || index != index_after {
        return Err("the second run says something else than the first".into());
    }
    check_findings(&first)?;
    compare(&case.join("expected.json"), &describe(&about, &first, workspace.path()))
}

/// Lays out the workspace as the case says.
fn lay_out(case: &Path, about: &toml::Table, workspace: &Path) -> Result<(), Failed> {
    let mut council = COUNCIL.to_owned();
    let said = about.get("council").and_then(toml::Value::as_str).unwrap_or_default();
    if !said.contains("[[authority]]") {
        council.push_str(SOLE);
    }
    council.push_str(said);
    fs::write(workspace.join("council.toml"), council)?;
    fs::create_dir(workspace.join("extracts"))?;
    let inbox = case.join("inbox");
    for entry in walk(&inbox) {
        let place = workspace.join("extracts").join(entry.strip_prefix(&inbox)?);
        make_extract::write(&place, &fs::read(&entry)?);
    }
    let made = about.get("file").and_then(toml::Value::as_array);
    for file in made.into_iter().flatten() {
        let field = |name: &str| file.get(name).and_then(toml::Value::as_str);
        let (name, kind) = (field("name").ok_or("no name")?, field("make").ok_or("no make")?);
        let bytes = make_extract::make(kind, field("text").unwrap_or_default());
        make_extract::write(&workspace.join("extracts").join(name), &bytes);
    }
    Ok(())
}

/// The columns that the case takes figures to rest on, by extract.
fn measured(about: &toml::Table) -> Measured {
    let tables = about.get("measured").and_then(toml::Value::as_table).into_iter().flatten();
    let names = |list: &toml::Value| {
        let names = list.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
        names.map(str::to_owned).collect()
    };
    tables.map(|(id, list)| (id.clone(), names(list))).collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

fn read_specs(folder: &Path) -> Vec<ExtractSpec> {
    let mut specs: Vec<ExtractSpec> = walk(folder)
        .iter()
        .map(|path| {
            let id = path.file_stem().unwrap().to_string_lossy();
            let text = fs::read_to_string(path).unwrap();
            let (spec, faults) = ExtractSpec::read(&id, &id, &text, "1".to_owned());
            assert!(faults.is_empty(), "{faults:?}");
            spec
        })
        .collect();
    specs.sort_by(|one, other| one.id.cmp(&other.id));
    specs
}

fn check_findings(landing: &Landing) -> Result<(), Failed> {
    for finding in &landing.findings {
        if format!("{finding:?}").contains("C9") {
            return Err(format!("a finding holds a child's identifier: {finding:?}").into());
        }
        if finding.says.is_empty() || finding.remedy.is_empty() {
            return Err(format!("a finding leaves one alone: {finding:?}").into());
        }
    }
    Ok(())
}

fn describe(about: &toml::Table, landing: &Landing, workspace: &Path) -> Value {
    let findings = landing.findings.iter().map(|finding| {
        let whole = serde_json::to_value(finding).unwrap();
        let mut shown = whole.as_object().unwrap().clone();
        shown.shift_remove("remedy");
        Value::Object(shown)
    });
    let files = landing.files.iter().map(|landed| landed_file(landed, workspace));
    json!({
        "says": about.get("says").and_then(toml::Value::as_str),
        "findings": findings.collect::<Vec<_>>(),
        "files": files.collect::<Vec<_>>(),
    })
}

fn landed_file(landed: &Landed, workspace: &Path) -> Value {
    let file = fs::File::open(landed.path(&workspace.join("landed"))).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let width = landed.columns.len();
    let (mut rows, mut broken, mut beyond) = (vec![], json!({}), json!({}));
    for row in reader.get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let cells: Vec<Value> = row.get_column_iter().map(|(_, field)| value(field)).collect();
        let number = cells[width].clone();
        rows.push([std::slice::from_ref(&number), &cells[..width]].concat());
        for (place, marks) in [(width + 1, &mut broken), (width + 2, &mut beyond)] {
            if !cells[place].is_null() {
                marks[number.to_string()] = cells[place].clone();
            }
        }
    }
    assert_eq!(rows.len() as u64, landed.rows, "rows landed and rows counted");
    let mut shown = json!({
        "file": landed.file,
        "extract": landed.extract,
        "authority": landed.authority,
        "snapshot": format!("{} ({})", landed.snapshot_on, landed.snapshot_from.as_str()),
        "header_row": landed.header_row,
        "columns": landed.columns,
        "rows": rows,
    });
    for (name, marks) in [("broken", broken), ("beyond", beyond)] {
        if marks.as_object().is_some_and(|marks| !marks.is_empty()) {
            shown[name] = marks;
        }
    }
    if let Some(sheet) = &landed.sheet {
        shown["sheet"] = json!(sheet);
    }
    shown
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => json!(text),
        Field::Long(number) => json!(number),
        other => panic!("a landed file holds {other:?}"),
    }
}

fn compare(golden: &Path, came: &Value) -> Result<(), Failed> {
    let came = compact(&serde_json::to_string_pretty(came)?);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(golden, came)?;
        return Ok(());
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    if expected == came {
        return Ok(());
    }
    let diff = similar::TextDiff::from_lines(&expected, &came);
    Err(diff.unified_diff().header("expected", "came").to_string().into())
}

/// One row a line: a list of plain values is drawn together.
fn compact(pretty: &str) -> String {
    let mut text = String::new();
    let mut list: Option<String> = None;
    for line in pretty.lines() {
        let bare = line.trim();
        match &mut list {
            Some(open) if bare == "[" || bare.ends_with(": [") || bare.ends_with('{') => {
                text.push_str(&format!("{open}\n"));
                list = Some(line.to_owned());
                if bare.ends_with('{') {
                    text.push_str(&format!("{line}\n"));
                    list = None;
                }
            }
            Some(open) if bare == "]" || bare == "]," => {
                text.push_str(&format!("{open}{bare}\n"));
                list = None;
            }
            Some(open) => {
                let space = if open.ends_with('[') { "" } else { " " };
                open.push_str(&format!("{space}{bare}"));
            }
            None if bare.ends_with('[') => list = Some(line.to_owned()),
            None => text.push_str(&format!("{line}\n")),
        }
    }
    text
}
