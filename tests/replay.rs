//! Old publications and new ones: an old one made again to the byte after the
//! inbox has moved on, and two compared. On definitions cut down to what is
//! needed, and one report that asks no officer for words.

#[path = "support/republished.rs"]
mod republished;
#[path = "support/small_definitions.rs"]
mod small_definitions;
#[path = "support/workspace.rs"]
mod workspace;

use std::fs;
use std::path::Path;

use republished::{
    CHILDREN, EPISODES, LATE, LEFT_IN_AUGUST, MEASURE, OPEN, TEMPLATE, TREND, UNDER, prepared,
    publication, publish, results, run,
};
use serde_json::Value;
use workspace::{Workspace, files, leaks};

#[test]
fn an_old_publication_is_made_again_after_everything_has_changed() {
    let workspace = prepared();
    workspace.replace("council.toml", "[council]\n", "[council]\nlogo = \"crest.svg\"\n");
    workspace.write("crest.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    // Not landed, and yet told in the bulletin: nothing else will know of it.
    workspace.write("extracts/notes.csv", "this,is,no extract\n1,2,3\n");
    let first = publish(&workspace, &["trend", "bulletin"]);
    // The bulletin anew, the other report carried forward.
    workspace.replace(EPISODES, OPEN, LEFT_IN_AUGUST);
    let second = publish(&workspace, &["bulletin"]);

    workspace.remove("extracts/notes.csv");
    workspace.remove("crest.svg");
    workspace.replace("council.toml", "logo = \"crest.svg\"\n", "");
    workspace.append("council.toml", "\n[measures.children_under]\nunder = 12\n");
    workspace.write(TREND, TEMPLATE.replace("were looked after", "were in care"));
    workspace.append(EPISODES, LATE);
    let moved = "extracts/moved/2025-26/episodes.csv";
    workspace.write(moved, workspace.read("extracts/returns/2025-26/episodes.csv"));
    workspace.remove("extracts/returns/2025-26/episodes.csv");
    let third = publish(&workspace, &["trend", "bulletin"]);

    let before = files(&workspace.path("publications"));
    let (status, landed) = (workspace.read("status.json"), files(&workspace.path("landed")));
    let runs = workspace.runs();
    for name in [&first, &second, &third] {
        let said = run(&workspace, &["run", "--replay", name]).expect(0);
        assert!(said.out.contains("to the byte; nothing was published"), "{}", said.out);
    }
    assert!(files(&workspace.path("publications")) == before, "a replay changed what is published");
    assert!(files(&workspace.path("landed")) == landed, "a replay changed the landed store");
    assert_eq!(workspace.read("status.json"), status);
    assert_eq!(workspace.latest(), third);
    assert_eq!(workspace.remains(), Vec::<String>::new());
    let new = workspace.runs_since(&runs);
    assert_eq!(new.len(), 3, "each replay has its log");
    let secrets = workspace.secrets();
    for folder in &new {
        let log = fs::read_to_string(folder.join("log.jsonl")).unwrap();
        assert_eq!(leaks(&log, &secrets), Vec::<String>::new());
    }

    // What was made can be looked at, and is the same.
    let out = workspace.path("again");
    let arguments = ["run", "--replay", &first, "--out", out.to_str().unwrap()];
    run(&workspace, &arguments).expect(0);
    assert!(files(&out) == publication(&workspace, &first));
    assert!(is_closed(&out.join("exempt")), "others can look into the exempt folder");
    run(&workspace, &arguments).expect(2).tells(&["is there already", "next: "]);
}

fn is_closed(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o077 == 0
}

#[test]
fn what_cannot_be_replayed_is_refused_with_the_reason() {
    let workspace = prepared();
    let name = publish(&workspace, &["trend"]);
    let refused = |exit: i32, arguments: &[&str], parts: &[&str]| {
        let with = [&["run", "--replay", name.as_str()], arguments].concat();
        let said = run(&workspace, &with).expect(exit).tells(parts).tells(&["next: "]);
        assert_eq!(leaks(&said.err, &workspace.secrets()), Vec::<String>::new());
        assert_eq!(workspace.remains(), Vec::<String>::new());
    };
    refused(2, &["--as-at", "2026-09-30"], &["as-at"]);
    refused(2, &["--out", workspace.path("extracts").to_str().unwrap()], &["is there already"]);
    run(&workspace, &["run", "--replay", "2020-01-01"]).expect(2).tells(&["no publication"]);
    run(&workspace, &["run", "trend", "--replay", &name]).expect(2);
    // The program's own definitions are not those that it was made from.
    let said = workspace.run(&["run", "--replay", &name]).expect(2);
    said.tells(&["built-in definitions", "--definitions DIR"]);

    let landed = workspace.path("landed");
    let manifest: Value =
        serde_json::from_str(&workspace.read(&format!("publications/{name}/manifest.json")))
            .unwrap();
    let input = &manifest["inputs"].as_array().unwrap()[0];
    let digest = input["sha256"].as_str().unwrap();
    let file = landed.join(format!("{digest}.parquet"));
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    refused(4, &[], &[input["file"].as_str().unwrap(), "missing or damaged", digest]);
    fs::write(&file, bytes).unwrap();

    let kept = format!("publications/{name}/exempt/inputs/council.toml");
    let text = workspace.read(&kept);
    workspace.append(&kept, "# changed\n");
    refused(1, &[], &["council.toml", "not what the manifest says"]);
    workspace.write(&kept, text);

    // A file that is not what the same inputs give: said, with the way to look.
    let path = format!("publications/{name}/manifest.json");
    let whole = workspace.read(&path);
    let page = manifest["outputs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|output| output["path"] == "public/trend.md")
        .unwrap();
    workspace.replace(&path, page["sha256"].as_str().unwrap(), &"0".repeat(64));
    refused(1, &[], &["public/trend.md", "has other bytes", "--out DIR"]);
    workspace.write(&path, &whole);

    let this = format!("sufficiency {}", env!("CARGO_PKG_VERSION"));
    workspace.write(&path, whole.replace(&this, "sufficiency 0.0.7"));
    refused(2, &[], &["sufficiency 0.0.7", &this, "only the same version"]);
}

/// The answer of `compare` in JSON.
fn compared(workspace: &Workspace, before: &str, after: &str, more: &[&str]) -> Value {
    let arguments = [&["compare", before, after, "--format", "json"], more].concat();
    let said = run(workspace, &arguments).expect(0);
    assert_eq!(leaks(&said.err, &workspace.secrets()), Vec::<String>::new());
    said.json()
}

fn says(answer: &Value) -> Vec<&str> {
    let causes = answer["differs"].as_array().unwrap().iter();
    causes.map(|cause| cause["says"].as_str().unwrap()).collect()
}

fn find<'a>(answer: &'a Value, list: &str, wanted: &[(&str, &str)]) -> Option<&'a Value> {
    let rows = answer[list].as_array().unwrap();
    rows.iter().find(|row| wanted.iter().all(|(name, value)| row[*name] == *value))
}

/// Whether a measure moved for a cause that begins so.
fn is_why(answer: &Value, measure: &str, begins: &str) -> bool {
    let row = find(answer, "measures", &[("measure", measure)]);
    let causes = row.and_then(|row| row["why"].as_array()).into_iter().flatten();
    causes.filter_map(Value::as_str).any(|cause| cause.starts_with(begins))
}

#[test]
fn a_late_row_and_a_corrected_one_are_told_apart() {
    let workspace = prepared();
    let first = publish(&workspace, &["trend"]);
    workspace.append(EPISODES, LATE);
    let late = publish(&workspace, &["trend"]);
    workspace.replace(EPISODES, OPEN, LEFT_IN_AUGUST);
    let corrected = publish(&workspace, &["trend"]);

    let month = [("measure", CHILDREN), ("period_id", "month:2026-09-30"), ("breakdown", "all")];
    let answer = compared(&workspace, &first, &late, &["--all"]);
    assert!(says(&answer).contains(&"late row: 1 in episodes"), "{:?}", says(&answer));
    assert!(!says(&answer).iter().any(|cause| cause.starts_with("corrected row")));
    let moved = find(&answer, "figures", &month).unwrap();
    assert_eq!((moved["change"].as_f64(), &moved["what"]), (Some(1.0), &"moved".into()), "{moved}");
    let by = moved["after"].as_f64().unwrap() - moved["before"].as_f64().unwrap();
    assert_eq!(by, 1.0);
    assert!(is_why(&answer, CHILDREN, "late row"));
    let case = find(&answer, "cases", &[("measure", CHILDREN), ("what", "added")]).unwrap();
    assert_eq!(case["case_id"], "E06000901/652059");
    assert!(find(&answer, "cases", &[("measure", CHILDREN), ("what", "gone")]).is_none());

    let answer = compared(&workspace, &late, &corrected, &["--all"]);
    assert!(says(&answer).contains(&"corrected row: 1 in episodes"), "{:?}", says(&answer));
    assert!(!says(&answer).iter().any(|cause| cause.starts_with("late row")));
    let moved = find(&answer, "figures", &month).unwrap();
    assert_eq!(moved["change"].as_f64(), Some(-1.0), "{moved}");
    assert!(is_why(&answer, CHILDREN, "corrected file: in-year/2026-09-30/episodes.csv"));
    let case = find(&answer, "cases", &[("measure", CHILDREN), ("what", "gone")]).unwrap();
    assert_eq!(case["case_id"], "E06000901/382055");
    assert_eq!(case["times"], 2, "the ends of August and September: {case}");

    // Limits, a filter, and nothing at all.
    let few = compared(&workspace, &first, &corrected, &["--top", "2", "--cases", "0"]);
    assert_eq!(few["figures"].as_array().unwrap().len(), 2);
    assert_eq!(few["figures"][0]["breakdown"], "all", "the whole comes before its parts");
    assert_eq!(few["cases"].as_array().unwrap().len(), 0);
    let own = compared(&workspace, &first, &corrected, &["--measure", UNDER]);
    assert!(own["measures"].as_array().unwrap().iter().all(|row| row["measure"] == UNDER));
    let same = compared(&workspace, &late, &late, &[]);
    assert!(same["figures"].as_array().unwrap().is_empty() && says(&same).is_empty(), "{same}");
    let text = run(&workspace, &["compare", &late, &corrected]).expect(0).out;
    for part in ["why: corrected row: 1 in episodes", "(-1, ", "gone    E06000901/382055"] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    // Without the landed files, figures, files and cases are still told.
    for file in workspace::names(&workspace.path("landed")) {
        if file.ends_with(".parquet") {
            workspace.remove(&format!("landed/{file}"));
        }
    }
    let answer = compared(&workspace, &late, &corrected, &[]);
    assert!(is_why(&answer, CHILDREN, "corrected file"));
    assert!(says(&answer).iter().any(|cause| cause.contains("not told apart")));
    run(&workspace, &["compare", "nothing", &late]).expect(2).tells(&["next: "]);
    run(&workspace, &["compare", &late, &first, "--measure", "childen"]).expect(2);
}

/// A night makes fewer reports than a quarter's end, and breaks less down.
#[test]
fn a_run_with_fewer_reports_moves_nothing() {
    let workspace = prepared();
    let all = publish(&workspace, &[]);
    let broken_down = results(&workspace, &all, "exempt").len();
    let one = publish(&workspace, &["bulletin"]);
    assert_ne!(all, one);
    assert!(results(&workspace, &one, "exempt").len() < broken_down, "as much is counted");
    for (before, after) in [(&all, &one), (&one, &all)] {
        let answer = compared(&workspace, before, after, &["--all"]);
        assert_eq!(answer["figures"].as_array().map(Vec::len), Some(0), "{answer}");
        assert_eq!(answer["cases"].as_array().map(Vec::len), Some(0), "{answer}");
    }
}

#[test]
fn a_changed_setting_or_definition_moves_only_what_it_touches() {
    let workspace = prepared();
    let first = publish(&workspace, &["trend"]);
    workspace.append("council.toml", "\n[measures.children_under]\nunder = 12\n");
    let set = publish(&workspace, &["trend"]);
    let answer = compared(&workspace, &first, &set, &["--all"]);
    let setting = "changed setting: measures.children_under.under: not set -> 12";
    assert_eq!(says(&answer), [setting]);
    assert!(is_why(&answer, UNDER, setting));
    assert!(find(&answer, "measures", &[("measure", CHILDREN)]).is_none(), "{answer:#}");
    let cases = answer["cases"].as_array().unwrap();
    assert!(!cases.is_empty() && cases.iter().all(|case| case["what"] == "gone"));

    workspace.write("definitions/children_under.sql", MEASURE.replace("age < ", "age <= "));
    let defined = publish(&workspace, &["trend"]);
    let answer = compared(&workspace, &set, &defined, &[]);
    assert_eq!(says(&answer), ["changed definition: definitions/children_under.sql"]);

    // What is not the file that was published is not compared.
    let figures = format!("publications/{set}/exempt/data/results.parquet");
    let bytes = fs::read(workspace.path(&figures)).unwrap();
    workspace.write(&figures, [bytes.as_slice(), b"x"].concat());
    let said = run(&workspace, &["compare", &set, &defined]).expect(1);
    said.tells(&["not the file that was published", "next: "]);
}
