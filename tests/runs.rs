//! One case a folder of `tests/cases/runs`: what is changed in a workspace
//! that has published once, what is run, and how it must end. `case.toml`
//! says so; the changes are `[[file]]` tables, made in their order. With
//! `is_fresh` nothing has been landed before; `faults` is how many it tells.
//!
//! Whatever the case: a run that does not end well leaves every publication as
//! it was, says what to do next, keeps what it found in its run folder, and
//! tells no child's identifier, date of birth or postcode.

#[path = "support/make_extract.rs"]
mod make_extract;
#[path = "support/workspace.rs"]
mod workspace;

use std::fs;
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use workspace::{Workspace, files, leaks, names, repository};

fn main() {
    let arguments = Arguments::from_args();
    let folder = repository("tests/cases/runs");
    let cases = names(&folder)
        .into_iter()
        .map(|name| (folder.join(&name), name))
        .filter(|(case, _)| case.join("case.toml").is_file());
    let trials = cases.map(|(case, name)| Trial::test(name, move || run(&case)));
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn run(case: &Path) -> Result<(), Failed> {
    let about: toml::Table = fs::read_to_string(case.join("case.toml"))?.parse()?;
    let workspace = Workspace::published();
    let secrets = workspace.secrets();
    let published = files(&workspace.path("publications"));
    let latest = workspace.latest();
    let runs = workspace.runs();
    for file in about.get("file").and_then(toml::Value::as_array).into_iter().flatten() {
        change(&workspace, file.as_table().ok_or("[[file]] is a table")?);
    }

    if about.contains_key("is_fresh") {
        workspace.remove("landed");
    }

    let arguments = texts(&about, "arguments");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let arguments = if arguments.is_empty() { vec!["run"] } else { arguments };
    let said = workspace.run(&arguments);
    let exit = about["exit"].as_integer().ok_or("exit is a number")?;
    let spoken = format!("exit {:?}\n{}\n{}", said.exit, said.out, said.err);
    if said.exit.map(i64::from) != Some(exit) {
        return Err(format!("must exit {exit}; {spoken}").into());
    }
    for part in texts(&about, "message") {
        if !said.err.contains(&part) {
            return Err(format!("does not tell {part:?}; {spoken}").into());
        }
    }
    if let Some(count) = about.get("faults").and_then(toml::Value::as_integer) {
        let told = faults_told(&said.err);
        if i64::try_from(told)? != count {
            return Err(format!("tells {told} faults instead of {count}; {spoken}").into());
        }
    }
    if exit != 0 {
        if files(&workspace.path("publications")) != published || workspace.latest() != latest {
            return Err("what was published has changed".into());
        }
        if !spoken.contains("next: ") {
            return Err(format!("says nothing about what to do; {spoken}").into());
        }
    }
    if !workspace.remains().is_empty() {
        return Err(format!("it leaves {:?}", workspace.remains()).into());
    }
    let mut told = spoken;
    let new = workspace.runs_since(&runs);
    if exit == 4 && arguments[0] == "run" {
        told.push_str(&check_folder(new.first().ok_or("there is no run folder")?)?);
    }
    let leaked = leaks(&told, &secrets);
    if !leaked.is_empty() {
        return Err(format!("it tells {leaked:?}:\n{told}").into());
    }
    Ok(())
}

/// How many faults stand on standard error: each begins a line of its own, and
/// what is to be done about it is set in.
fn faults_told(err: &str) -> usize {
    let told = err.split_once("error: ").map(|(_, told)| told).unwrap_or_default();
    told.lines().filter(|line| !line.starts_with("  ")).count()
}

/// What a refused run keeps; returns what nobody's data may stand in.
fn check_folder(folder: &Path) -> Result<String, Failed> {
    let read = |name: &str| {
        fs::read_to_string(folder.join(name))
            .map_err(|cause| Failed::from(format!("{name}: {cause}")))
    };
    let outcome: Value = serde_json::from_str(&read("outcome.json")?)?;
    if outcome["exit"] != 4 || !outcome["published"].is_null() {
        return Err(format!("the outcome is {outcome}").into());
    }
    let findings: Value = serde_json::from_str(&read("findings.json")?)?;
    let blocks = findings.as_array().into_iter().flatten().any(|one| one["severity"] == "block");
    // An inbox in which there is nothing has no file that a finding could name.
    let is_empty = outcome["faults"].to_string().contains("no such folder of extracts");
    if !blocks && !is_empty {
        return Err(format!("no finding blocks: {findings:#}").into());
    }
    if !folder.join("quarantine").is_dir() {
        return Err("there is no folder for rows set aside".into());
    }
    for bulletin in ["bulletin.html", "bulletin.md"] {
        if read(bulletin)?.is_empty() {
            return Err(format!("{bulletin} is empty").into());
        }
    }
    Ok([read("log.jsonl")?, read("findings.json")?, read("outcome.json")?].concat())
}

fn change(workspace: &Workspace, file: &toml::Table) {
    let path = file["path"].as_str().unwrap();
    let text = |name: &str| file.get(name).and_then(toml::Value::as_str);
    if file.contains_key("is_removed") {
        workspace.remove(path);
    } else if let Some(kind) = text("kind") {
        let made = make_extract::make(kind, text("text").unwrap_or_default());
        make_extract::write(&workspace.path(path), &made);
    } else if let Some(whole) = text("text") {
        workspace.write(path, whole);
    } else if let Some(more) = text("append") {
        workspace.append(path, more);
    } else if let Some(length) = file.get("keep_bytes").and_then(toml::Value::as_integer) {
        let bytes = fs::read(workspace.path(path)).unwrap();
        workspace.write(path, &bytes[..usize::try_from(length).unwrap()]);
    } else if let Some(lines) = file.get("keep_lines").and_then(toml::Value::as_integer) {
        let all = workspace.read(path);
        let kept: Vec<&str> = all.lines().take(usize::try_from(lines).unwrap()).collect();
        let to = text("to").unwrap_or(path);
        workspace.write(to, kept.join("\n") + "\n");
    } else {
        let pairs = texts(file, "replace");
        for pair in pairs.chunks(2) {
            workspace.replace(path, &pair[0], &pair[1]);
        }
    }
}

fn texts(table: &toml::Table, name: &str) -> Vec<String> {
    let values = table.get(name).and_then(toml::Value::as_array).into_iter().flatten();
    values.map(|value| value.as_str().unwrap().to_owned()).collect()
}
