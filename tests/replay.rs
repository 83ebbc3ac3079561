//! Old publications and new ones: an old one made again to the byte after the
//! inbox has moved on, two compared, and figures marked that were published
//! otherwise. On definitions cut down to what is needed, and one report that
//! asks no officer for words.

#[path = "support/small_definitions.rs"]
mod small_definitions;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use small_definitions::small_definitions;
use workspace::{PROGRAM, Said, Workspace, files, leaks};

const EPISODES: &str = "extracts/in-year/2026-09-30/episodes.csv";
const TREND: &str = "definitions/report-templates/trend.j2";
const CHILDREN: &str = "children_looked_after";
const UNDER: &str = "children_under";

/// A report that asks no officer for words.
const TEMPLATE: &str = include_str!("cases/replay/trend.j2");
/// A figure of the council's own, with a setting.
const MEASURE: &str = include_str!("cases/replay/children_under.sql");

/// A child who is here in every file, and left on these days in a corrected one.
const OPEN: &str = "382055,28/05/2026,T,C2,N1,U4,PR1,,,,";
const LEFT_IN_AUGUST: &str = "382055,28/05/2026,T,C2,N1,U4,PR1,29/08/2026,E4A,,";
/// A child who left in April and came back, as a later export knows.
const LATE: &str = "652059,10/09/2026,S,C2,N1,U4,PR1,,,,QF3 3WX,QF3 2FL,9100013\n";

/// What the public may not be told, as far as the small definitions know it.
const SECRETS: &str = include_str!("cases/replay/public_secrets.sql");

/// The small workspace, with the report and the figure in it.
fn prepared() -> Workspace {
    let workspace = Workspace::small();
    workspace.write("definitions/model/public_secrets.sql", SECRETS);
    workspace.write(TREND, TEMPLATE);
    workspace.write("definitions/children_under.sql", MEASURE);
    workspace
}

/// The program with the small definitions.
fn run(workspace: &Workspace, arguments: &[&str]) -> Said {
    let definitions = small_definitions(PROGRAM);
    let with = [arguments, &["--definitions", definitions.to_str().unwrap()]].concat();
    workspace.run(&with)
}

/// Publishes; the name of the publication.
fn publish(workspace: &Workspace, arguments: &[&str]) -> String {
    let said = run(workspace, &[&["run", "--format", "json"], arguments].concat()).expect(0).json();
    assert_eq!(said["was_there"], false, "{said}");
    said["run_id"].as_str().unwrap().to_owned()
}

fn publication(workspace: &Workspace, name: &str) -> BTreeMap<String, Vec<u8>> {
    files(&workspace.path("publications").join(name))
}

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

/// The rows of a publication's results, by their key.
fn results(workspace: &Workspace, name: &str, audience: &str) -> BTreeMap<String, Row> {
    let path = format!("publications/{name}/{audience}/data/results.csv");
    let text = workspace.read(&path);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row| row.unwrap());
    rows.map(|row: Row| (row.key(), row)).collect()
}

#[derive(Debug, serde::Deserialize)]
struct Row {
    measure: String,
    figure: String,
    period_id: String,
    breakdown: String,
    category: String,
    value: Option<f64>,
    symbol: String,
    display: String,
    is_revised: bool,
    previously_published: Option<f64>,
}

impl Row {
    fn key(&self) -> String {
        let Self { measure, figure, period_id, breakdown, category, .. } = self;
        [measure, figure, period_id, breakdown, category].map(String::as_str).join("|")
    }
}

#[test]
fn a_correction_after_a_final_paper_is_marked_as_revised() {
    let workspace = prepared();
    let draft = publish(&workspace, &["trend"]);
    assert!(results(&workspace, &draft, "exempt").values().all(|row| !row.is_revised));
    let paper = publish(&workspace, &["trend", "--final"]);
    workspace.replace(EPISODES, OPEN, LEFT_IN_AUGUST);
    let after = publish(&workspace, &["trend"]);

    let (then, now) =
        (results(&workspace, &paper, "exempt"), results(&workspace, &after, "exempt"));
    let mut revised = 0;
    for (key, row) in now.iter().filter(|(_, row)| row.measure == CHILDREN) {
        let before = then.get(key).filter(|before| before.value.is_some());
        let differs = before.is_some_and(|before| before.display != row.display);
        assert_eq!(row.is_revised, differs, "{key}: {row:?}");
        let expected = before.filter(|_| differs).and_then(|before| before.value);
        assert_eq!(row.previously_published, expected, "{key}");
        revised += usize::from(differs);
    }
    assert!(revised > 10, "{revised}");
    // What the final paper did not bind was not published by it.
    assert!(now.values().filter(|row| row.measure == UNDER).all(|row| !row.is_revised));

    let (then, public) =
        (results(&workspace, &paper, "public"), results(&workspace, &after, "public"));
    let mut kept_back = 0;
    for (key, row) in &public {
        let printed = then.get(key).filter(|before| before.symbol.is_empty());
        let may = row.symbol.is_empty() && printed.is_some() && now[key].is_revised;
        assert_eq!(row.is_revised, may, "{key}: {row:?}");
        assert_eq!(row.previously_published.is_some(), may, "{key}: {row:?}");
        kept_back += usize::from(now[key].is_revised && !may);
    }
    assert!(kept_back > 0, "no revised figure is hidden in public: the test shows nothing");

    let read = |path: &str| workspace.read(&format!("publications/{after}/{path}"));
    let was = then[&format!("{CHILDREN}||month:2026-08-31|all|all")].display.clone();
    for audience in ["public", "exempt"] {
        let (markdown, html) =
            (read(&format!("{audience}/trend.md")), read(&format!("{audience}/trend.html")));
        for text in [&markdown, &html] {
            let note = format!("r August 2026: revised from {was}, as last published.");
            assert!(text.contains(&note), "{audience}:\n{text}");
        }
        assert!(markdown.contains(&format!("Revised from {was}, as last published.")));
        assert!(html.contains("<span class=\"revised\">(revised from "), "{audience}");
    }
    let count = |text: String| text.matches("revised from").count();
    assert!(count(read("public/trend.md")) < count(read("exempt/trend.md")));

    // The next final paper is what later ones are held against.
    let next = publish(&workspace, &["trend", "--final"]);
    assert!(results(&workspace, &next, "exempt").values().any(|row| row.is_revised));
    workspace.append(EPISODES, LATE);
    let later = publish(&workspace, &["trend"]);
    let rows = results(&workspace, &later, "exempt");
    let august = &rows[&format!("{CHILDREN}||month:2026-08-31|all|all")];
    assert!(!august.is_revised, "it is what the last final paper said: {august:?}");
    for name in [&after, &next, &later] {
        run(&workspace, &["run", "--replay", name]).expect(0);
    }

    // A final paper that was taken away, or changed, is held against nothing.
    let figures = format!("publications/{next}/exempt/data/results.parquet");
    let bytes = fs::read(workspace.path(&figures)).unwrap();
    workspace.write(&figures, [bytes.as_slice(), b"x"].concat());
    run(&workspace, &["run", "trend", "--as-at", "2026-09-29"]).expect(0);
    workspace.append("council.toml", "# changed\n");
    let said = run(&workspace, &["run", "trend"]).expect(1);
    said.tells(&["not the file that was published", "sufficiency verify", "next: "]);
    fs::rename(
        workspace.path(&format!("publications/{next}")),
        workspace.path(&format!("publications/{next}.damaged")),
    )
    .unwrap();
    let without = publish(&workspace, &["trend"]);
    assert!(results(&workspace, &without, "exempt").values().all(|row| !row.is_revised));
    let checked = workspace.read(&format!("publications/{without}/manifest.json"));
    assert!(checked.contains("final-gone"), "nothing tells that the final paper is gone");
    run(&workspace, &["run", "--replay", &later]).expect(4).tells(&["is there no more", "next: "]);
    run(&workspace, &["run", "--replay", &without]).expect(0);
}
