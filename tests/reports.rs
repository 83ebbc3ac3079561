//! Renders each case of `tests/cases/reports` and compares it with what is
//! expected. A case is a folder with `context.json`, or with `change.json`:
//! the context that it starts from and what is different in it. The expected
//! texts stand beside it, one a report, audience and format.
//!
//! `UPDATE_GOLDEN=1 cargo test --test reports` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Map, Value};
use similar::TextDiff;
use sufficiency::definitions::report::{Parts, ReportTemplate};
use sufficiency::report::context::ReportContext;
use sufficiency::report::{self, Rendered, check, index};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for case in folders(&root().join("tests/cases/reports")) {
        for id in ["scrutiny-paper", "bulletin"] {
            let case = case.clone();
            let name = format!("{}/{id}", case.file_name().unwrap().to_string_lossy());
            trials.push(Trial::test(name, move || compare(&case, id)));
        }
    }
    trials.push(Trial::test("index", compare_index));
    trials.push(Trial::test("templates check against themselves", templates_check));
    libtest_mimic::run(&arguments, trials).exit();
}

/// Every audience and format of one report in one case.
fn compare(case: &Path, id: &str) -> Result<(), Failed> {
    let template = template(id)?;
    let mut context = context(case)?;
    // The words of a case are those of its paper.
    context.words = context.words.filter(|_| id == "scrutiny-paper");
    if !template.audience.contains(&context.audience) {
        return Ok(());
    }
    let rendered = report::render(&template, &parts(), &context).map_err(|e| e.to_string())?;
    for copy in &rendered {
        let path = case.join(format!("expected.{}", copy.file_name));
        expect(&path, &copy.text)?;
        must_be_self_contained(copy)?;
    }
    Ok(())
}

fn compare_index() -> Result<(), Failed> {
    let folder = root().join("tests/cases/reports/full");
    let json = fs::read_to_string(folder.join("context.json"))?;
    let context: index::IndexContext = serde_json::from_str(&json)?;
    let text = index::render(&parts(), &context).map_err(|error| error.to_string())?;
    expect(&folder.join("expected.index.html"), &text)
}

fn templates_check() -> Result<(), Failed> {
    let context = context(&root().join("tests/cases/reports/full"))?;
    let measures: Vec<_> = context.measures.into_iter().collect();
    for id in ["scrutiny-paper", "bulletin"] {
        let template = template(id)?;
        let words = context.words.as_ref().filter(|_| id == "scrutiny-paper");
        let faults = check::check(&template, &parts(), words, &measures);
        if let Some(fault) = faults.first() {
            return Err(fault.to_string().into());
        }
    }
    Ok(())
}

/// A page asks nothing of any other place.
fn must_be_self_contained(copy: &Rendered) -> Result<(), Failed> {
    let forbidden = ["<script", "<link", "src=\"http", "href=\"http", "url(", "@import"];
    match forbidden.iter().find(|word| copy.text.contains(**word)) {
        Some(word) => Err(format!("{} holds {word}", copy.file_name).into()),
        None => Ok(()),
    }
}

fn expect(path: &Path, text: &str) -> Result<(), Failed> {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return Ok(fs::write(path, text)?);
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == text {
        return Ok(());
    }
    let difference = TextDiff::from_lines(expected.as_str(), text).unified_diff().to_string();
    let shown: String = difference.chars().take(4000).collect();
    Err(format!("{} differs:\n{shown}", path.display()).into())
}

fn template(id: &str) -> Result<ReportTemplate, Failed> {
    let place = format!("report-templates/{id}.j2");
    let text = fs::read_to_string(root().join(&place))?;
    let (template, faults) = ReportTemplate::read(id, &place, &text);
    match faults.first() {
        Some(fault) => Err(fault.to_string().into()),
        None => Ok(template),
    }
}

fn parts() -> Parts {
    let folder = root().join("report-templates/_parts");
    let mut parts = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        parts.insert(name, fs::read_to_string(path).unwrap());
    }
    parts
}

/// The context of a case, changed as its `change.json` says.
fn context(case: &Path) -> Result<ReportContext, Failed> {
    let own = case.join("context.json");
    if own.exists() {
        return Ok(serde_json::from_str(&fs::read_to_string(own)?)?);
    }
    let change: Map<String, Value> =
        serde_json::from_str(&fs::read_to_string(case.join("change.json"))?)?;
    let from = change["from"].as_str().ok_or("`from` names a case")?;
    let from = case.with_file_name(from).join("context.json");
    let mut json: Value = serde_json::from_str(&fs::read_to_string(from)?)?;
    if let Some(each) = change.get("every_figure") {
        for figure in json["figures"].as_array_mut().into_iter().flatten() {
            merge(figure, each);
        }
    }
    for some in change.get("some_figures").and_then(Value::as_array).into_iter().flatten() {
        for figure in json["figures"].as_array_mut().into_iter().flatten() {
            if holds(figure, &some["where"]) {
                merge(figure, &some["set"]);
            }
        }
    }
    if let Some(set) = change.get("set") {
        merge(&mut json, set);
    }
    if let Some(Value::Object(renamed)) = change.get("replace") {
        rename(&mut json, renamed);
    }
    Ok(serde_json::from_value(json)?)
}

/// Whether a figure has all these fields.
fn holds(figure: &Value, fields: &Value) -> bool {
    fields.as_object().unwrap().iter().all(|(name, value)| figure.get(name) == Some(value))
}

/// Lays one value over another, field by field; null takes a field away.
fn merge(under: &mut Value, over: &Value) {
    let (Value::Object(fields), Value::Object(changes)) = (&mut *under, over) else {
        *under = over.clone();
        return;
    };
    for (name, change) in changes {
        if change.is_null() {
            fields.remove(name);
        } else {
            merge(fields.entry(name.as_str()).or_insert(Value::Null), change);
        }
    }
}

/// Puts other texts in the place of some, wherever they stand.
fn rename(json: &mut Value, renamed: &Map<String, Value>) {
    match json {
        Value::String(text) => {
            if let Some(other) = renamed.get(text).and_then(Value::as_str) {
                *text = other.to_owned();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, renamed)),
        Value::Object(fields) => fields.values_mut().for_each(|item| rename(item, renamed)),
        _ => {}
    }
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
