//! What is published, and when it is published again: new definitions without
//! a rebuild, the same inputs elsewhere and later, days of the past, files that
//! are corrected or come late.

#[path = "support/workspace.rs"]
mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use workspace::{PROGRAM, Said, Workspace, files, repository};

const EPISODES: &str = "extracts/in-year/2026-09-30/episodes.csv";
const CHILDREN: &str = "children_looked_after";

/// A KPI as an analyst would write it.
const KPI: &str = r#"/*
title = "Children under seventeen"
unit = "count"
polarity = "neutral"
definition = "Children looked after on the last day of the period who were under seventeen."
source = "Ours"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"

[settings]
under = { default = 17, type = "integer", says = "Age that a child has not reached." }
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
from model.caseload
where age < getvariable('children_under_seventeen.under')
"#;

/// The figure of a measure at the as-at date.
fn figure(workspace: &Workspace, measure: &str, more: &[&str]) -> f64 {
    let mut arguments = vec!["explain", measure, "--format", "json"];
    arguments.extend(more);
    let answer = workspace.run(&arguments).expect(0).json();
    let figures = answer["figures"].as_array().unwrap();
    let month = figures.iter().find(|line| line["period_kind"] == "month").unwrap();
    month["numerator"].as_f64().unwrap_or_else(|| panic!("{month}"))
}

fn published_figures(workspace: &Workspace) -> String {
    workspace.read(&format!("publications/{}/exempt/data/results.csv", workspace.latest()))
}

#[test]
fn a_measure_is_one_file_dropped_in() {
    let workspace = Workspace::published();
    let before = workspace.latest();
    workspace.write("definitions/children_under_seventeen.sql", KPI);
    workspace.run(&["run"]).expect(0);
    let with = workspace.latest();
    assert_ne!(with, before);
    let rows = published_figures(&workspace);
    assert!(
        rows.lines()
            .any(|line| line.starts_with("children_under_seventeen,Children under seventeen,"))
    );

    let explained = workspace
        .run(&["explain", "children_under_seventeen", "--format", "json"])
        .expect(0)
        .json();
    let month = explained["figures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["period_kind"] == "month")
        .unwrap()
        .clone();
    let cases = workspace.run(&[
        "explain",
        "children_under_seventeen",
        "--period",
        "month:2026-09-30",
        "--format",
        "json",
    ]);
    let cases = cases.expect(0).json()["cases"].as_array().unwrap().len();
    assert_eq!(month["numerator"].as_f64(), Some(cases as f64));
    assert!(cases > 0);
    let lineage: Vec<&str> =
        explained["lineage"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(
        lineage.contains(&"model.caseload") && lineage.contains(&"staging.episodes"),
        "{lineage:?}"
    );

    workspace.append("council.toml", "\n[measures.children_under_seventeen]\nunder = 12\n");
    assert!(figure(&workspace, "children_under_seventeen", &[]) < cases as f64);
    let council = workspace.read("council.toml");
    let council = &council[..council.find("\n[measures.").unwrap()];
    workspace.write("council.toml", council);

    workspace.remove("definitions/children_under_seventeen.sql");
    let said = workspace.run(&["run"]).expect(0);
    assert!(said.out.contains(&format!("{before} is published already")), "{}", said.out);
    workspace.all_whole();
}

#[test]
fn the_same_inputs_give_the_same_bytes_elsewhere_and_later() {
    let one = Workspace::published();
    thread::sleep(Duration::from_millis(1100));
    let other = Workspace::small();
    // A copy has other times on its files, and its folders in other places.
    other.write(EPISODES, other.read(EPISODES));
    other.run(&["run"]).expect(0);
    assert_eq!(one.latest(), other.latest());
    let (first, second) = (files(&one.path("publications")), files(&other.path("publications")));
    let names: Vec<_> = first.keys().collect();
    assert_eq!(names, second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{path} differs");
    }
    let text =
        String::from_utf8_lossy(&first[&format!("{}/manifest.json", one.latest())]).into_owned();
    assert!(!text.contains("/tmp/"), "the manifest names a path of this machine");

    let again = other.run(&["run", "--format", "json"]).expect(0).json();
    assert_eq!(again["was_there"], true);
    assert!(files(&other.path("publications")) == second);
}

#[test]
fn rows_kept_from_last_night_change_nothing() {
    let workspace = Workspace::small();
    let refused = |workspace: &Workspace| {
        let run = workspace.runs().pop().unwrap();
        files(&run.join("quarantine"))
    };
    workspace.append(EPISODES, "123456,31/02/2026,S,C2,N1,U4,PR1,,,,,,\n");
    workspace.run(&["run"]).expect(0);
    let (published, set_aside) = (files(&workspace.path("publications")), refused(&workspace));
    assert_eq!(set_aside.len(), 1, "one row of one extract is set aside");
    let kept = files(&workspace.path("landed/staged"));
    assert!(kept.len() > 10, "{:?}", kept.keys());

    for damage in ["none", "rows", "account"] {
        for name in kept.keys() {
            let is_damaged = match damage {
                "rows" => name.ends_with(".parquet"),
                "account" => name.ends_with(".json"),
                _ => false,
            };
            if is_damaged {
                let bytes = &kept[name];
                workspace.write(&format!("landed/staged/{name}"), &bytes[..bytes.len() / 2]);
            }
        }
        workspace.remove("publications");
        workspace.run(&["run"]).expect(0);
        assert!(files(&workspace.path("publications")) == published, "damage: {damage}");
        assert!(refused(&workspace) == set_aside, "damage: {damage}");
        assert_eq!(
            files(&workspace.path("landed/staged")).keys().collect::<Vec<_>>(),
            kept.keys().collect::<Vec<_>>(),
        );
    }
}

#[test]
fn the_logo_is_within_the_paper() {
    let workspace = Workspace::small();
    workspace.replace("council.toml", "[council]\n", "[council]\nlogo = \"crest.svg\"\n");
    workspace.write("crest.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    workspace.run(&["run"]).expect(0);
    let before = workspace.latest();
    let paper = workspace.read("publications/latest/public/scrutiny-paper.html");
    assert!(paper.contains("<img src=\"data:image/svg+xml;base64,"), "no logo in the paper");
    workspace.write("crest.svg", "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>");
    workspace.run(&["run"]).expect(0);
    assert_ne!(workspace.latest(), before, "another logo is another publication");
}

#[test]
fn a_past_day_is_published_beside_the_present() {
    let workspace = Workspace::published();
    let latest = workspace.latest();
    let said =
        workspace.run(&["run", "--as-at", "2026-03-31", "--format", "json"]).expect(0).json();
    let past = said["run_id"].as_str().unwrap();
    assert!(past.starts_with("2026-03-31-"), "{past}");
    assert_eq!(workspace.latest(), latest, "a run for a past day took the present away");
    assert!(workspace.publications().contains(&past.to_owned()));
    workspace.all_whole();
    workspace.run(&["verify", past]).expect(0);
    let due = |arguments: &[&str]| {
        workspace.run(&[&["due", "--format", "json"], arguments].concat()).expect(0).json()
    };
    let now = due(&[]);
    assert_eq!(now["as_at"], "2026-09-30", "what falls due is as at the present");
    assert_eq!(now["falls_due"]["run_id"], latest);
    assert_eq!(due(&["--as-at", "2026-03-31"])["falls_due"]["run_id"], past);
}

#[test]
fn what_came_later_is_not_known_by_then() {
    let workspace = Workspace::published();
    let said = workspace.run(&["run", "--known-by", "2020-01-01"]);
    let said = said.expect(4).tells(&["next: "]);
    assert!(!said.err.contains("panicked"), "{}", said.err);
    let today = workspace.run(&["run", "--known-by", "2099-01-01"]).expect(0);
    assert!(today.out.contains("2026-09-30-"), "{}", today.out);
}

#[test]
fn a_corrected_file_supersedes_and_an_older_one_does_not() {
    let workspace = Workspace::published();
    let before = figure(&workspace, CHILDREN, &[]);
    // The child whose row this is came home on the day before.
    let row = "382055,28/05/2026,T,C2,N1,U4,PR1,,,,";
    let corrected = "382055,28/05/2026,T,C2,N1,U4,PR1,29/09/2026,E4A,,";
    let first = workspace.read(EPISODES);
    workspace.replace(EPISODES, row, corrected);
    workspace.run(&["run"]).expect(0);
    let after = figure(&workspace, CHILDREN, &[]);
    assert_eq!(after, before - 1.0);

    // An older snapshot with the row as it was: it arrives late, and loses.
    let older = "extracts/in-year/2026-06-30/episodes.csv";
    workspace.write(older, &first);
    workspace.write(
        "extracts/in-year/2026-06-30/header.csv",
        workspace.read("extracts/in-year/2026-09-30/header.csv"),
    );
    workspace.run(&["run"]).expect(0);
    assert_eq!(figure(&workspace, CHILDREN, &[]), after);
    workspace.all_whole();

    let checked = workspace.run(&["check", "--format", "json"]).expect(0).json();
    let late =
        checked["rows"].as_array().unwrap().iter().find(|row| row["file"] == older[9..]).unwrap();
    let of = |what: &str| late[what].as_u64().unwrap();
    assert_eq!(of("accepted"), 0, "{late}");
    assert_eq!(of("read"), of("superseded") + of("repeated") + of("quarantined"));
}

#[test]
fn a_workspace_that_is_generated_runs() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("council");
    let made = Command::new(PROGRAM).args(["generate", "--out"]).arg(&out).output().unwrap();
    Said::of(made).expect(0);
    let sample = files(&repository("sample-extracts"));
    let of =
        |names: &BTreeSet<&String>| names.iter().map(|name| (*name).clone()).collect::<Vec<_>>();
    let written = files(&out);
    assert_eq!(of(&written.keys().collect()), of(&sample.keys().collect()));
    assert!(fs::metadata(out.join("council.toml")).unwrap().is_file());
}

/// Run folders and publications go by age once `[retention]` says so: not the
/// last publication, and not a final one.
#[test]
fn what_is_old_is_cleared_as_the_council_says() {
    let workspace = Workspace::small();
    let publish = |arguments: &[&str]| {
        workspace.run(arguments).expect(0);
        workspace.latest()
    };
    let past = publish(&["run", "--as-at", "2026-07-31"]);
    let last_word = publish(&["run", "bulletin", "--as-at", "2026-08-31", "--final"]);
    let before = publish(&["run"]);
    let long_ago = SystemTime::now() - Duration::from_secs(500 * 24 * 60 * 60);
    for run_id in [&past, &last_word, &before] {
        let manifest = workspace.path(&format!("publications/{run_id}/manifest.json"));
        fs::File::options().append(true).open(manifest).unwrap().set_modified(long_ago).unwrap();
    }
    let oldest = workspace.runs().remove(0);
    fs::rename(&oldest, oldest.with_file_name("20200101T000000Z-long-ago")).unwrap();
    let runs = workspace.runs().len();

    workspace.append("council.toml", "\n[retention]\nruns = 400\npublications = 400\n");
    let said = workspace.run(&["run"]);
    let latest = workspace.latest();
    let told = "removed 1 run folder older than 400 days; removed 2 publications older than";
    assert!(said.err.contains(told), "{}", said.err);
    let outcomes = workspace.runs();
    assert_eq!(outcomes.len(), runs, "one went, one came");
    let outcome = fs::read_to_string(outcomes.last().unwrap().join("outcome.json")).unwrap();
    assert!(outcome.contains(told), "{outcome}");
    let stays = |run_id: &str| workspace.path(&format!("publications/{run_id}")).is_dir();
    assert_eq!([&past, &before].map(|run_id| stays(run_id)), [false, false]);
    assert_eq!([&last_word, &latest].map(|run_id| stays(run_id)), [true, true]);
    workspace.run(&["verify"]).expect(0);
}
