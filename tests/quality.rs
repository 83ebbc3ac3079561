//! Data quality as a person sees it: the workbook, what `check` says, what a
//! council may say about checks, and totals that files carry.

#[path = "support/workspace.rs"]
mod workspace;

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use workspace::{Workspace, leaks, names};

const EPISODES: &str = "extracts/in-year/2026-09-30/episodes.csv";
const WORKBOOK: &str = "exempt/data/data-quality.xlsx";

/// The small workspace with an episode that has no end before the next.
fn spoilt() -> (Workspace, String) {
    let workspace = Workspace::small();
    let child = "880077";
    let mut text = workspace.read(EPISODES);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let header: Vec<String> = text.lines().next().unwrap().split(',').map(str::to_owned).collect();
    for (from, reason) in [("01/05/2026", "S"), ("01/07/2026", "P")] {
        let row: Vec<&str> = header
            .iter()
            .map(|column| match column.as_str() {
                "CHILD" => child,
                "DECOM" => from,
                "RNE" => reason,
                "LS" => "C2",
                "CIN" => "N1",
                "PLACE" => "U6",
                "PLACE_PROVIDER" => "PR1",
                "URN" => "9100001",
                _ => "",
            })
            .collect();
        text.push_str(&format!("{}\n", row.join(",")));
    }
    workspace.write(EPISODES, text);
    (workspace, child.to_owned())
}

/// The rows of a sheet below the row that begins with a heading, by heading.
fn sheet(path: &Path, name: &str, first: &str) -> Vec<BTreeMap<String, String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let text = |cell: &Data| cell.to_string();
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(text).collect()).collect();
    let at = rows.iter().rposition(|row| row.iter().take(2).any(|cell| cell == first)).unwrap();
    let headings = &rows[at];
    rows[at + 1..]
        .iter()
        .map(|row| headings.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

fn findings<'a>(checked: &'a Value, rule: &str) -> Vec<&'a Value> {
    checked["findings"].as_array().unwrap().iter().filter(|found| found["rule"] == rule).collect()
}

fn checked(workspace: &Workspace, exit: i32) -> Value {
    workspace.run(&["check", "--format", "json"]).expect(exit).json()
}

#[test]
fn the_workbook_names_rules_rows_and_children() {
    let (workspace, child) = spoilt();
    workspace.run(&["run"]).expect(0);
    let path = workspace.path(&format!("publications/{}/{WORKBOOK}", workspace.latest()));
    let book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Summary", "Rules", "Rows"]);

    let rows = sheet(&path, "Rows", "Rule");
    let own: Vec<_> = rows.iter().filter(|row| row["Rule"] == "rule-142").collect();
    assert_eq!(own.len(), 1, "{rows:#?}");
    assert_eq!(own[0]["Child"], child);
    assert_eq!(own[0]["Authority"], "E06000901");
    assert_eq!(own[0]["Column"], "DEC");
    assert_eq!(format!("extracts/{}", own[0]["File"]), EPISODES);
    let line: usize = own[0]["Row"].parse().unwrap();
    let text = workspace.read(EPISODES);
    assert!(text.lines().nth(line - 1).unwrap().contains("01/05/2026"));

    let rules = sheet(&path, "Rules", "Rule");
    let rule = rules.iter().find(|rule| rule["Rule"] == "rule-142").unwrap();
    assert_eq!([&rule["Number"], &rule["Severity"]], ["142", "warn"]);
    assert_eq!([&rule["Rows"], &rule["Children"], &rule["Made"]], ["1", "1", "yes"]);
    assert!(rule["What to do"].contains("DEC"));
    let waiting = rules.iter().filter(|rule| rule["Made"].contains("has not come")).count();
    assert!(waiting > 3, "{rules:#?}");

    let summary = sheet(&path, "Summary", "Rule");
    let counted: usize = summary.iter().map(|rule| rule["Rows"].parse::<usize>().unwrap()).sum();
    assert!(counted >= rows.len(), "{summary:#?}");
    assert!(summary.iter().any(|rule| rule["Rule"] == "rule-142" && rule["Rows"] == "1"));
}

#[test]
fn the_workbook_is_the_same_to_the_byte() {
    let (workspace, _) = spoilt();
    workspace.run(&["run"]).expect(0);
    let path = workspace.path(&format!("publications/{}/{WORKBOOK}", workspace.latest()));
    let published = std::fs::read(path).unwrap();
    let out = workspace.path("to-mend.xlsx");
    workspace.run(&["check", "--out", out.to_str().unwrap()]).expect(0);
    assert_eq!(std::fs::read(&out).unwrap(), published);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    workspace.run(&["check", "--out", out.to_str().unwrap()]).expect(0);
    assert_eq!(std::fs::read(&out).unwrap(), published);
}

#[test]
fn a_run_that_published_nothing_leaves_the_workbook() {
    let (workspace, child) = spoilt();
    let council = workspace.read("council.toml");
    workspace
        .write("council.toml", format!("{council}\n[checks.rule_142]\nseverity = \"block\"\n"));
    workspace.run(&["run"]).expect(4).tells(&["a later one of the same child began"]);
    assert!(names(&workspace.path("publications")).is_empty());
    let runs = names(&workspace.path("runs"));
    let path = workspace.path(&format!("runs/{}/data-quality.xlsx", runs.last().unwrap()));
    let rows = sheet(&path, "Rows", "Rule");
    assert!(rows.iter().any(|row| row["Rule"] == "rule-142" && row["Child"] == child));

    // Blocked before any row was looked at: what is known is told.
    std::fs::remove_file(workspace.path("extracts/returns/2025-26/header.csv")).unwrap();
    std::fs::remove_file(workspace.path("extracts/in-year/2026-09-30/header.csv")).unwrap();
    std::fs::remove_dir_all(workspace.path("landed")).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    workspace.run(&["run"]).expect(4);
    let runs = names(&workspace.path("runs"));
    let path = workspace.path(&format!("runs/{}/data-quality.xlsx", runs.last().unwrap()));
    let rules = sheet(&path, "Rules", "Rule");
    assert!(rules.iter().any(|rule| rule["Rule"] == "extract-missing"), "{rules:#?}");
}

#[test]
fn check_tells_rules_and_no_child() {
    let (workspace, child) = spoilt();
    let said = workspace.run(&["check"]).expect(0);
    assert!(said.out.contains("rule-142: episodes have no end"), "{}", said.out);
    assert!(said.out.contains("rows: 1, children: 1"), "{}", said.out);
    let json = workspace.run(&["check", "--format", "json"]).expect(0);
    let rules = json.json()["rules"].as_array().unwrap().clone();
    let rule = rules.iter().find(|rule| rule["rule"] == "rule-142").unwrap();
    assert_eq!([&rule["number"], &rule["severity"], &rule["state"]], ["142", "warn", "made"]);
    assert_eq!((rule["rows"].as_u64(), rule["children"].as_u64()), (Some(1), Some(1)));
    let mut secrets = workspace.secrets();
    secrets.insert(child);
    for text in [&said.out, &said.err, &json.out, &json.err] {
        assert_eq!(leaks(text, &secrets), Vec::<String>::new());
    }
}

#[test]
fn checks_without_their_extract_are_one_note() {
    let found = checked(&Workspace::small(), 0);
    let notes = findings(&found, "checks-not-made");
    assert_eq!(notes.len(), 1, "{found:#}");
    assert_eq!(notes[0]["severity"], "note");
    for extract in ["missing", "reviews", "agreements"] {
        assert!(notes[0]["says"].as_str().unwrap().contains(extract), "{notes:#?}");
    }
}

#[test]
fn a_council_may_weigh_a_check_or_turn_it_off() {
    let (workspace, _) = spoilt();
    let council = workspace.read("council.toml");
    let say = |text: &str| workspace.write("council.toml", format!("{council}\n{text}\n"));
    say("[checks.rule_142]\nseverity = \"note\"");
    assert_eq!(findings(&checked(&workspace, 0), "rule-142")[0]["severity"], "note");
    say("[checks.rule_142]\noff = true");
    assert!(findings(&checked(&workspace, 0), "rule-142").is_empty());
    say("[checks.rule_142]\nseverity = \"block\"");
    assert_eq!(checked(&workspace, 4)["is_blocked"], true);
    say("[checks.fewer_rows]\npercent = 10");
    checked(&workspace, 0);
    say("[checks.rule_124]\noff = true");
    workspace.run(&["check"]).expect(3).tells(&["there is no check `rule_124`"]);
    say("[checks.fewer_rows]\npercents = 10");
    workspace.run(&["check"]).expect(3).tells(&["did you mean `percent`"]);
}

#[test]
fn a_check_returns_known_columns() {
    let workspace = Workspace::small();
    let header = "/*\nsays = \"s\"\nremedy = \"r\"\nseverity = \"warn\"\n*/\n";
    let path = "definitions/sql/checks/own.sql";
    let select = "select file_id, row_number, child_id as child from staging.episodes";
    workspace.write(path, format!("{header}{select}"));
    workspace.run(&["check"]).expect(3).tells(&["returns `child`, which no check returns"]);
    workspace.write(path, format!("{header}select file_id from staging.episodes"));
    workspace.run(&["check"]).expect(3).tells(&["returns no column `row_number`"]);
    workspace.write(path, format!("{header}{}", select.replace(" as child", "")));
    assert!(!findings(&checked(&workspace, 0), "own").is_empty());
}

#[test]
fn a_ledger_is_held_against_its_own_total() {
    let lines = "TRANSACTION_ID,FINANCIAL_YEAR,PERIOD,COST_CENTRE,SUBJECTIVE,AMOUNT\n\
        T1,2025-26,1,C1,44110,100.10\nT2,2025-26,1,C1,44110,-20.05\n";
    for (total, says) in [
        ("Total,,,,,80.05\n", None),
        ("Total,,,,,90.05\n", Some("£10.00 less")),
        ("Sub-total,,,,,80.05\nTotal,,,,,99.00\n", None),
    ] {
        let workspace = Workspace::small();
        workspace.write("extracts/finance/ledger-2025-26.csv", format!("{lines}{total}"));
        // The first time typed, the second time kept.
        for _ in 0..2 {
            let found = checked(&workspace, 0);
            let totals = findings(&found, "control-total");
            assert_eq!(totals.len(), usize::from(says.is_some()), "{total}: {found:#}");
            if let Some(says) = says {
                assert!(totals[0]["says"].as_str().unwrap().contains(says), "{totals:#?}");
                assert_eq!(totals[0]["row"], 4);
            }
        }
    }
}
