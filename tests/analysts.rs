//! The commands for who writes measures and has no Rust: `test` on a measure of
//! the council's own, right and wrong in every way that an analyst may meet;
//! `catalogue` as a page that stands by itself.

#[path = "support/small_definitions.rs"]
mod small_definitions;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sufficiency");

const MEASURE: &str = r#"/*
title = "Children looked after under five"
unit = "count"
polarity = "neutral"
definition = "Children under five looked after on the last day of the period."
source = "Local"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "header"]
case = "child"
counts = "at end"
statistic = "sum"

[settings]
under = { default = 5, type = "integer", says = "Children below this age count" }
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    1 as numerator,
    null as denominator,
    caseload.breakdowns,
from model.caseload as caseload
where caseload.age < getvariable('under_five.under')
"#;

const CASE: [(&str, &str); 4] = [
    (
        "case.toml",
        "as_at = \"2026-03-31\"\nsays = \"701 is two years old on the day, 702 is fifteen: one child.\"\n",
    ),
    (
        "episodes.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
         701,01/05/2025,S,C2,N1,U6,PR1,,,,QS1 1AA,QS2 2AA,\n\
         702,01/05/2025,S,C2,N1,U6,PR1,,,,QS1 1AA,QS2 2AA,\n",
    ),
    ("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN\n701,1,30/09/2023,WBRI,\n702,1,01/10/2010,WBRI,\n"),
    ("expected.csv", "period_kind,period_end,value\nmonth,2026-03-31,1\n"),
];

/// A council's folder with one measure of its own and one case.
struct Council {
    folder: TempDir,
}

impl Council {
    fn new() -> Self {
        let council = Self { folder: tempfile::tempdir().unwrap() };
        council.write("definitions/under_five.sql", MEASURE);
        for (name, text) in CASE {
            council.write(&format!("cases/under_five/one-of-two/{name}"), text);
        }
        council
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// `sufficiency test` on a folder of it.
    fn try_cases(&self, folder: &str, more: &[&str]) -> Said {
        let mut command = Command::new(PROGRAM);
        command.arg("test").arg(self.root().join(folder)).arg("--workspace").arg(self.root());
        command.arg("--definitions").arg(definitions()).args(more);
        Said::of(command.output().unwrap())
    }
}

struct Said {
    exit: Option<i32>,
    out: String,
    all: String,
}

impl Said {
    fn of(output: Output) -> Self {
        let out = String::from_utf8(output.stdout).unwrap();
        let all = format!("{out}{}", String::from_utf8_lossy(&output.stderr));
        Self { exit: output.status.code(), out, all }
    }

    #[track_caller]
    fn tells(&self, exit: i32, parts: &[&str]) {
        assert_eq!(self.exit, Some(exit), "{}", self.all);
        for part in parts {
            assert!(self.all.contains(part), "{part:?} is not in:\n{}", self.all);
        }
    }
}

fn definitions() -> PathBuf {
    small_definitions::small_definitions(PROGRAM)
}

#[test]
fn a_case_passes_or_says_what_differs() {
    let council = Council::new();
    let passed = council.try_cases("cases", &[]);
    passed.tells(0, &["pass  under_five/one-of-two", "1 passed, 0 failed"]);

    council.write(
        "cases/under_five/two-of-two/case.toml",
        "as_at = \"2026-03-31\"\nsays = \"Below sixteen both count, as the council has set it.\"\n\
         council = \"\"\"\n[measures.under_five]\nunder = 16\n\"\"\"\n",
    );
    for (name, text) in &CASE[1..] {
        council.write(&format!("cases/under_five/two-of-two/{name}"), text);
    }
    let failed = council.try_cases("cases", &[]);
    failed.tells(
        1,
        &[
            "pass  under_five/one-of-two",
            "FAIL  under_five/two-of-two",
            "value is 2.0, expected 1",
            "1 passed, 1 failed",
        ],
    );
    assert!(!failed.all.contains("701"), "names a child:\n{}", failed.all);

    let json = council.try_cases("cases", &["--format", "json"]);
    json.tells(1, &[]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json["passed"].as_u64(), json["failed"].as_u64()), (Some(1), Some(1)), "{json}");
    assert_eq!(json["cases"][1]["passed"], false);
    assert!(json["cases"][1]["wrong"][0].as_str().unwrap().contains("expected 1"), "{json}");
}

#[test]
fn a_measure_that_breaks_the_contract_fails_its_case() {
    let council = Council::new();
    let twice = MEASURE.replace(
        "from model.caseload as caseload",
        "from model.caseload as caseload\ncross join (select unnest([1, 1]) as time) as twice",
    );
    council.write("definitions/under_five.sql", &twice);
    council.write(
        "cases/under_five/one-of-two/expected.csv",
        "period_kind,period_end,value\nmonth,2026-03-31,2\n",
    );
    council.try_cases("cases", &[]).tells(1, &["a case stands once", "under_five"]);
}

#[test]
fn what_cannot_be_tried_is_said_before_any_case() {
    let council = Council::new();
    council.write("nothing/here.txt", "");
    council.try_cases("nothing", &[]).tells(2, &["holds no case", "next:"]);

    council
        .write("cases/under_five/one-of-two/case.toml", "as_at = \"2026-03-31\"\nsay = \"it\"\n");
    council.try_cases("cases", &[]).tells(1, &["case.toml", "unknown field `say`", "next:"]);

    let misspelt = MEASURE.replace("caseload.age <", "caseload.aeg <");
    council.write("definitions/under_five.sql", &misspelt);
    council.try_cases("cases", &[]).tells(3, &["definitions/under_five.sql", "aeg"]);
}

#[test]
fn the_catalogue_stands_by_itself() {
    let council = Council::new();
    council.write(
        "council.toml",
        "[council]\nname = \"Sandwick <Council>\"\n[[authority]]\ncode = \"E06000901\"\n\
         name = \"Sandwick\"\n[measures.under_five]\nunder = 4\ntarget = 12\n",
    );
    let mut command = Command::new(PROGRAM);
    command.args(["catalogue", "--out"]).arg(council.root().join("out"));
    command.arg("--workspace").arg(council.root()).arg("--definitions").arg(definitions());
    Said::of(command.output().unwrap()).tells(0, &["2 measures", "catalogue.html"]);

    let page = fs::read_to_string(council.root().join("out/catalogue.html")).unwrap();
    for part in [
        "Sandwick &lt;Council&gt;",
        "Children under five looked after on the last day of the period.",
        "4 (the council&#x27;s own; 5 otherwise)",
        "12 (the council&#x27;s own)",
        "Episodes of care, Children",
        "definitions/under_five.sql",
    ] {
        let part = part.replace("&#x27;", "'");
        assert!(page.replace("&#x27;", "'").replace("&#39;", "'").contains(&part), "no {part}");
    }
    assert!(!page.contains("://") && !page.contains("<script"));
    let ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let different: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len(), "an id stands twice: {ids:?}");
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(different.contains(link), "nothing is called {link}");
    }
    let text = fs::read_to_string(council.root().join("out/catalogue.md")).unwrap();
    assert!(text.contains("### Children looked after under five"), "{text}");
}
