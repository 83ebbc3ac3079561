//! What the command line promises: help with examples, usage errors, one answer
//! in JSON, pipes that may close, a status that tells when a night was missed.

#[path = "support/workspace.rs"]
mod workspace;

use std::fs;
use std::process::Command;

use serde_json::Value;
use workspace::{PROGRAM, Said, Workspace};

const EPISODES: &str = "extracts/in-year/2026-09-30/episodes.csv";
const CHILDREN: &str = "children_looked_after";

#[test]
fn every_command_explains_itself_with_an_example() {
    for command in [
        "run",
        "check",
        "explain",
        "compare",
        "verify",
        "due",
        "status",
        "definitions",
        "catalogue",
        "test",
        "generate",
    ] {
        let output = Command::new(PROGRAM).args([command, "--help"]).output().unwrap();
        let said = Said::of(output).expect(0);
        assert!(said.out.contains("Example"), "{command} has no example:\n{}", said.out);
        assert!(said.out.contains(&format!("  sufficiency {command}")), "{command}:\n{}", said.out);
    }
}

#[test]
fn a_wrong_command_line_is_a_usage_error() {
    for arguments in [
        &["frobnicate"][..],
        &["run", "--as-at", "30/09/2026"],
        &["run", "--fnal"],
        &["explain"],
        &["status", "--max-age", "soon"],
        &[],
    ] {
        let said = Said::of(Command::new(PROGRAM).args(arguments).output().unwrap());
        assert_eq!(said.exit, Some(2), "{arguments:?}: {}", said.err);
        assert!(!said.err.is_empty() && !said.err.contains("panicked"));
    }
}

#[test]
fn json_is_one_answer_on_standard_output() {
    let workspace = Workspace::published();
    for (arguments, key) in [
        (&["run"][..], "run_id"),
        (&["check"], "findings"),
        (&["explain", CHILDREN], "figures"),
        (&["verify"], "is_whole"),
        (&["due"], "jobs"),
        (&["status"], "status"),
    ] {
        let arguments = [arguments, &["--format", "json"]].concat();
        let said = workspace.run(&arguments).expect(0);
        assert!(said.json().get(key).is_some(), "{arguments:?}: {}", said.out);
        for line in said.err.lines() {
            serde_json::from_str::<Value>(line).unwrap_or_else(|cause| panic!("{cause}: {line}"));
        }
    }
    workspace.remove("council.toml");
    let said = workspace.run(&["run", "--format", "json"]).expect(3);
    let error: Value = serde_json::from_str(said.err.lines().last().unwrap()).unwrap();
    assert_eq!(error["exit"], 3);
    assert!(error["faults"][0]["next"].as_str().unwrap().contains("--workspace"), "{error}");
}

/// `sufficiency due | head`: a closed pipe ends an answer, and is no failure.
#[test]
fn a_reader_may_stop_reading() {
    let workspace = Workspace::published();
    let commands: [&[&str]; 5] =
        [&["due"], &["due", "--format", "json"], &["verify"], &["explain", CHILDREN], &["run"]];
    for arguments in commands {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = workspace.command(arguments).stdout(writer).output().unwrap();
        let said = Said::of(output).expect(0);
        assert!(!said.err.contains("panicked") && !said.err.contains("error"), "{}", said.err);
    }
    // An answer that is wanted and cannot be written is a failure; a publication
    // that is there is none.
    for (command, exit) in [("due", 6), ("run", 0)] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = workspace.command(&[command]).stdout(full).output().unwrap();
        let said = Said::of(output).expect(exit);
        assert!(said.err.contains("error: standard output: cannot write"), "{}", said.err);
    }
}

#[test]
fn status_tells_when_the_last_success_is_too_old() {
    let workspace = Workspace::published();
    workspace.run(&["status", "--max-age", "26h"]).expect(0);
    let status = workspace.read("status.json");
    let mut value: Value = serde_json::from_str(&status).unwrap();
    value["last_success"]["finished"] = "2026-01-01T00:00:00Z".into();
    workspace.write("status.json", value.to_string());
    let said = workspace.run(&["status", "--max-age", "26h"]).expect(1);
    assert!(said.out.contains("too long ago"), "{}", said.out);
    workspace.run(&["status"]).expect(0);

    // A failed run is told, and the last success stays.
    workspace.write("status.json", status);
    workspace.write(EPISODES, "");
    workspace.run(&["run"]).expect(4);
    let said = workspace.run(&["status", "--max-age", "26h"]).expect(0);
    assert!(said.out.contains("exit 4") && said.out.contains("episodes.csv"), "{}", said.out);
    workspace.remove("status.json");
    workspace.run(&["status", "--max-age", "26h"]).expect(1);
}
