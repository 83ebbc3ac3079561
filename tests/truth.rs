//! The sample council, end to end: the program's figures are those that the
//! generator knows to be true, and its findings those that the faults raise.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use chrono::Datelike;
use sufficiency::generate::{SAMPLE_SEED, Scale, Summary, Truth, generate};
use tempfile::TempDir;

/// The sample made anew and published, once for all tests.
static PUBLISHED: LazyLock<(TempDir, Summary)> = LazyLock::new(|| {
    let workspace = tempfile::tempdir().unwrap();
    let summary = generate(Scale::Council, SAMPLE_SEED, workspace.path(), &|_| {}).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_sufficiency"))
        .args(["run", "--workspace"])
        .arg(workspace.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    (workspace, summary)
});

fn truth() -> &'static Truth {
    &PUBLISHED.1.truths[0]
}

/// One cell of the results by period: of a measure without breakdowns.
fn cells(measure: &str, figure: &str, column: &str) -> BTreeMap<String, f64> {
    let results = PUBLISHED.0.path().join("publications/latest/exempt/data/results.csv");
    let mut reader = csv::Reader::from_path(results).unwrap();
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    rows.filter(|row| row["measure"] == measure && row["figure"] == figure)
        .filter(|row| row["breakdown"] == "all")
        .filter_map(|row| Some((row["period_id"].clone(), row[column].parse().ok()?)))
        .collect()
}

#[test]
fn children_looked_after_are_those_who_were() {
    let counted = cells("children_looked_after", "", "numerator");
    let months =
        truth().months.iter().filter(|month| counted.contains_key(&format!("month:{}", month.on)));
    let mut compared = 0;
    for month in months {
        let expected = month.looked_after + month.left_open;
        assert_eq!(counted[&format!("month:{}", month.on)], f64::from(expected), "{}", month.on);
        compared += 1;
    }
    assert_eq!(compared, 36);
}

#[test]
fn children_placed_out_of_area_are_those_who_were() {
    let counted = cells("placed_out_of_area", "", "numerator");
    // The fault of the postcode that nobody knows is in the running year only.
    for month in truth().months.iter().filter(|month| month.on.to_string() == "2026-03-31") {
        assert_eq!(counted["month:2026-03-31"], f64::from(month.out_of_area));
    }
}

#[test]
fn years_begin_and_end_for_as_many_children() {
    let started = cells("started_being_looked_after", "", "numerator");
    let moved = cells("three_or_more_placements", "", "numerator");
    let spent = cells("spend_against_budget", "spent", "numerator");
    for year in &truth().years {
        let period = format!("year:{}", year.to);
        assert_eq!(started[&period], f64::from(year.started), "started, {period}");
        assert_eq!((spent[&period] * 100.0).round() as i64, year.spent, "spent, {period}");
        if let Some(moved) = moved.get(&period) {
            assert_eq!(*moved, f64::from(year.three_or_more), "three or more, {period}");
        }
    }
}

#[test]
fn searches_ended_as_they_did() {
    let redundant = cells("redundant_referrals", "redundant", "numerator");
    let with_family = cells("redundant_referrals", "at home or with family", "numerator");
    let referrals = cells("referrals", "referrals", "numerator");
    let mut compared = 0;
    for year in &truth().years {
        let period = format!("year:{}", year.to);
        let of = |outcomes: &[&str]| -> u32 {
            outcomes.iter().filter_map(|outcome| year.searches.get(outcome)).sum()
        };
        let family = of(&["remained at home", "placed with family"]);
        let came: u32 = year.searches.values().sum();
        assert!(came > 60 && family > 5, "{:?}", year.searches);
        assert_eq!(referrals[&period], f64::from(came), "{period}");
        assert_eq!(with_family[&period], f64::from(family), "{period}");
        assert_eq!(redundant[&period], f64::from(family + of(&["withdrawn"])), "{period}");
        compared += 1;
    }
    assert_eq!(compared, 4);
}

#[test]
fn households_and_the_children_with_them_are_those_there_were() {
    let households = cells("fostering_capacity", "households", "numerator");
    let used = cells("fostering_capacity", "places_used", "numerator");
    let mut compared = 0;
    for month in truth().months.iter().filter(|month| month.on.month().is_multiple_of(3)) {
        let period = format!("month:{}", month.on);
        let Some(counted) = households.get(&period) else { continue };
        assert_eq!(*counted, f64::from(month.households.0), "households, {period}");
        assert_eq!(used[&period], f64::from(month.households.1), "children, {period}");
        compared += 1;
    }
    assert_eq!(compared, 12);
    let last = truth().months.last().unwrap().households.0;
    assert!((55..=105).contains(&last), "{last} households");
}

#[test]
fn children_with_a_sibling_in_care_are_those_who_had() {
    let counted = cells("children_in_sibling_group", "", "numerator");
    let mut compared = 0;
    for month in truth().months.iter().filter(|month| month.left_open == 0) {
        let Some(counted) = counted.get(&format!("month:{}", month.on)) else { continue };
        assert_eq!(*counted, f64::from(month.with_siblings), "{}", month.on);
        compared += 1;
    }
    assert!(compared >= 24, "only {compared} compared");
}

#[test]
fn children_missing_are_those_who_were() {
    let counted = cells("children_missing", "missing", "numerator");
    let mut compared = 0;
    for year in &truth().years {
        let Some(counted) = counted.get(&format!("year:{}", year.to)) else { continue };
        assert_eq!(*counted, f64::from(year.missing), "{}", year.to);
        compared += 1;
    }
    assert!(compared >= 3, "only {compared} compared");
}

#[test]
fn each_fault_raises_its_finding() {
    let runs = PUBLISHED.0.path().join("runs");
    let run: PathBuf = fs::read_dir(runs).unwrap().next().unwrap().unwrap().path();
    let findings = fs::read_to_string(run.join("findings.json")).unwrap();
    let findings: Vec<serde_json::Value> = serde_json::from_str(&findings).unwrap();
    let bulletin = fs::read_to_string(run.join("bulletin.md")).unwrap();
    for fault in PUBLISHED.1.faults.iter().filter(|fault| !fault.finding.is_empty()) {
        for rule in fault.finding.split(", ") {
            let raised = findings.iter().any(|finding| {
                finding["rule"] == rule
                    && finding["file"] == fault.file
                    && (fault.row.is_none() || finding["row"].as_u64() == fault.row)
            });
            // Repairs are counted by their rule, and listed nowhere by row.
            let is_repair = bulletin.to_lowercase().contains(&rule.replace('_', " "));
            assert!(raised || is_repair, "{rule} in {}", fault.file);
        }
    }
    assert!(findings.iter().all(|finding| finding["severity"] != "block"));
}
