//! The cases of `tests/cases/reports`: what a report is made from, and the
//! templates that make it.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Failed;
use serde_json::{Map, Value};
use sufficiency::definitions::report::{Parts, ReportTemplate};
use sufficiency::report::context::ReportContext;

/// A report's template.
pub fn template(id: &str) -> Result<ReportTemplate, Failed> {
    let place = format!("report-templates/{id}.j2");
    let text = fs::read_to_string(root().join(&place))?;
    let (template, faults) = ReportTemplate::read(id, &place, &text);
    match faults.first() {
        Some(fault) => Err(fault.to_string().into()),
        None => Ok(template),
    }
}

/// What reports are put together from.
pub fn parts() -> Parts {
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
pub fn context(case: &Path) -> Result<ReportContext, Failed> {
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

/// The folders in a folder, sorted.
pub fn folders(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
