//! Files that others publish, as they are, where the folder that holds them is
//! there: `../shared/data` beside the repository. Every row must be accounted
//! for, and every figure of a real authority must load as a benchmark, held
//! against a reading of the file that shares nothing with the program.

#[path = "support/counting.rs"]
mod counting;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use counting::Days;
use serde_json::{Map, Value};
use sufficiency::finding::Severity;
use sufficiency::pipeline::Counted;

/// A real authority, for what is published of it; the returns are invented.
const COUNCIL: &str = "[council]\nname = \"Thurrock Council\"\n\n[[authority]]\n\
    code = \"E06000034\"\nname = \"Thurrock Council\"\n\n\
    [reporting]\nmonths = 1\nyears = 5\n";

const MISSING: &str =
    "dfe/la_children_who_were_missing_or_away_from_placement_without_authorisation.csv";

#[test]
fn published_files_are_read_as_they_are() {
    let data = counting::repository().join("../shared/data");
    if !data.join("benchmarks").is_dir() {
        eprintln!("skipped: {} is not there", data.display());
        return;
    }
    let workspace = tempfile::tempdir().unwrap();
    lay_out(&data, workspace.path());
    let days = Days { as_at: "2021-03-31", known_by: None, today: "2026-11-22", only: &[] };
    let counted = counting::count(workspace.path(), &days).unwrap();
    rows_are_accounted_for(&counted);
    schemas_are_known(&counted);
    records_that_the_standard_doubts_are_named(&counted);
    figures_of_an_authority_load(&counted, &data.join(MISSING));
    benchmarks_stand_beside_figures(&counted);
    inspections_are_those_of_the_list(&counted, &data.join("ofsted/provider_at_march_2024.csv"));
    payments_are_those_that_are_whole(&counted, &data.join("finance/2012-06-payments.csv"));
}

fn lay_out(data: &Path, root: &Path) {
    fs::write(root.join("council.toml"), COUNCIL).unwrap();
    let extracts = root.join("extracts");
    fs::create_dir(&extracts).unwrap();
    let schemas = data.join("placement-cost");
    let table = of_schema(
        &schemas.join("S251_schema_2023.yml"),
        "placement_costs:",
        "internal_residential_costs:",
        8,
    );
    fs::write(extracts.join("costs 2021-03-31.csv"), table).unwrap();
    let table = of_schema(&schemas.join("pnw_census_schema_2019_jun.yml"), "pnw_census:", "\0", 6);
    fs::write(extracts.join("census 2021-03-31.csv"), table).unwrap();
    let folders =
        ["ssda903/returns", "dfe", "ofsted", "benchmarks", "placements-standard", "finance"];
    for folder in folders {
        for entry in fs::read_dir(data.join(folder)).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            let to = extracts.join(path.file_name().unwrap());
            if fs::hard_link(&path, &to).is_err() {
                fs::copy(&path, &to).unwrap();
            }
        }
    }
}

/// A table with the columns of a published schema, and one row of it.
fn of_schema(schema: &Path, begins: &str, ends: &str, indent: usize) -> String {
    let text = fs::read_to_string(schema).unwrap();
    let part = text.split_once(begins).unwrap().1;
    let part = part.split_once(ends).map_or(part, |(part, _)| part);
    let lead = " ".repeat(indent);
    let names = part.lines().filter_map(|line| {
        let name = line.strip_prefix(&lead)?.strip_suffix(':')?.trim_matches('\'');
        (!name.starts_with(' ')).then_some(name)
    });
    let names: Vec<&str> = names.collect();
    let row = names.iter().map(|name| match *name {
        "Child ID" | "Identifier" => "C1",
        "Placement start date" => "01/02/2021",
        "Total weekly cost" | "Total committed cost accrued in FY to date" => "700",
        _ => "",
    });
    format!("{}\n{}\n", names.join(","), row.collect::<Vec<_>>().join(","))
}

/// Every column of the return and of the census is known by its name.
fn schemas_are_known(counted: &Counted) {
    for extract in ["placement_costs", "placement_census"] {
        let account = counted.accounts.iter().find(|account| account.extract == extract).unwrap();
        assert_eq!((account.read, account.accepted), (1, 1), "{account:?}");
        let mut findings = counted.findings.iter();
        let unknown = findings.find(|finding| {
            finding.rule == "unknown-column" && finding.extract.as_deref() == Some(extract)
        });
        assert_eq!(unknown, None);
    }
}

fn rows_are_accounted_for(counted: &Counted) {
    let mut files: BTreeMap<&str, u64> = BTreeMap::new();
    let mut read: BTreeMap<&str, u64> = BTreeMap::new();
    for account in &counted.accounts {
        assert!(account.balances(), "{account:?}");
        *files.entry(account.extract.as_str()).or_default() += 1;
        *read.entry(account.extract.as_str()).or_default() += account.read;
        let is_workbook = account.file.ends_with(".xlsx");
        let is_payments = account.extract == "published_payments";
        assert!(account.quarantined == 0 || is_workbook || is_payments, "{account:?}");
    }
    assert_eq!(files["department_statistics"], 7);
    assert_eq!((files["interactive_tool"], read["interactive_tool"]), (1, 641_070));
    assert_eq!((files["regulated_settings"], read["regulated_settings"]), (1, 3_876));
    assert_eq!(files["placement_records"], 10, "nine records and the workbook");
}

/// Of the standard's own examples, those that a reader of the price or the
/// place must know of; kinds and words are not judged.
fn records_that_the_standard_doubts_are_named(counted: &Counted) {
    let checks = counted.definitions.checks.iter();
    let named: BTreeSet<String> = checks
        .filter(|check| check.file.id.starts_with("placement_record_"))
        .flat_map(|check| {
            let select = &check.file.select;
            counting::rows(
                counted,
                &format!(
                    "select files.file from staging.files as files
                    inner join ({select}) as wrong on files.file_id = wrong.file_id"
                ),
            )
        })
        .map(|row| row["file"].as_str().unwrap().to_owned())
        .collect();
    let expected = [
        "invalid-cost-out-of-range.jsonld",
        "invalid-negative-cost.jsonld",
        "invalid-postcode.jsonld",
    ];
    assert_eq!(named, expected.map(str::to_owned).into());
}

/// Row by row, what the file says of one authority.
fn figures_of_an_authority_load(counted: &Counted, file: &Path) {
    let loaded = counting::rows(
        counted,
        "select indicator, period_end, written, value, measure from model.benchmarks
        where area = 'E06000034' and source = 'department_statistics'
            and indicator not like '%boundary' and indicator not like 'Net gain%'",
    );
    let mut expected = 0;
    for row in csv::Reader::from_path(file).unwrap().deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        if row["new_la_code"] != "E06000034" {
            continue;
        }
        expected += 1;
        let year = row.iter().find(|(name, _)| name.ends_with("time_period")).unwrap().1;
        let found: Vec<&Map<String, Value>> = loaded
            .iter()
            .filter(|one| {
                one["indicator"] == row["CLA_group"].as_str()
                    && one["period_end"] == format!("{year}-03-31")
            })
            .collect();
        assert_eq!(found.len(), 1, "{row:?}");
        assert_eq!(found[0]["written"], row["number"].as_str());
        assert_eq!(found[0]["value"].as_f64(), row["number"].parse().ok(), "{row:?}");
    }
    assert_eq!((loaded.len(), expected), (65, 65), "thirteen figures in five years");
}

fn benchmarks_stand_beside_figures(counted: &Counted) {
    let beside = counting::rows(
        counted,
        "select measure, basis, benchmark, benchmark_period from result.benchmarks
        where period_kind = 'year' and period_end = date '2021-03-31' and breakdown = 'all'
        order by measure, basis",
    );
    let value = |measure: &str, basis: &str| {
        let row = beside.iter().find(|row| row["measure"] == measure && row["basis"] == basis);
        row.and_then(|row| row["benchmark"].as_f64())
    };
    // What the tool says of Thurrock, its region and England in 2021.
    assert_eq!(value("children_looked_after", "published"), Some(298.0));
    assert_eq!(value("long_term_stability", "england"), Some(70.0));
    assert_eq!(value("three_or_more_placements", "region"), Some(9.0));
    let printed = counting::rows(
        counted,
        "select england, region, benchmark_period from result.results
        where measure = 'long_term_stability' and period_kind = 'year' and breakdown = 'all'
            and period_end = date '2021-03-31'",
    );
    assert_eq!(printed[0]["england"].as_f64(), Some(70.0));
    assert_eq!(printed[0]["benchmark_period"], "2020-21");
    let list = counted.definitions.lists.iter().find(|list| list.file.id == "figures_of_others");
    let listed = counting::rows(counted, &list.unwrap().file.select);
    let own = |row: &&Map<String, Value>| {
        row["measure"] == "children_looked_after" && row["held_against"] == "Published of us"
    };
    let own: Vec<_> = listed.iter().filter(own).map(|row| row["theirs"].as_str()).collect();
    assert_eq!(own, ["298", "297", "290", "299", "333"].map(Some));
}

/// As many inspections as the list has days of one.
fn inspections_are_those_of_the_list(counted: &Counted, file: &Path) {
    let bytes = fs::read(file).unwrap();
    let text = encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let header = rows.iter().position(|row| row.get(1) == Some("URN")).unwrap();
    let place = |name: &str| rows[header].iter().position(|cell| cell == name).unwrap();
    let days = [place("Latest full inspection date"), place("Previous full inspection event date")];
    let below = &rows[header + 1..];
    let dated = |row: &csv::StringRecord| days.iter().filter(|day| row[**day].len() == 10).count();
    let expected: usize = below.iter().map(dated).sum();
    let came = counting::rows(counted, "select count(*) as listed from staging.regulated_settings");
    assert_eq!(came[0]["listed"], below.len());
    let came = counting::rows(
        counted,
        "select count(latest_on) + count(previous_on) as days,
            count(latest_judgement) as judged, count(name) as named
        from staging.regulated_settings",
    );
    assert_eq!(came[0]["days"], expected);
    assert_eq!(came[0]["judged"], below.len());
    let redacted = below.iter().filter(|row| &row[place("Name")] == "REDACTED").count();
    assert_eq!(came[0]["named"], below.len() - redacted);
}

/// Every payment whose row is whole, each of several alike, and what has lost a
/// comma, or is a total, set aside with its reason.
fn payments_are_those_that_are_whole(counted: &Counted, file: &Path) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_path(file);
    let rows: Vec<csv::ByteRecord> =
        reader.as_mut().unwrap().byte_records().map(|row| row.unwrap()).collect();
    let below = &rows[rows.iter().position(|row| &row[0] == b"Body").unwrap() + 1..];
    let is_whole = |row: &&csv::ByteRecord| row.len() == 6 && !row[2].is_empty();
    let whole: Vec<&csv::ByteRecord> = below.iter().filter(is_whole).collect();
    let pence = |row: &&csv::ByteRecord| {
        let (pounds, pence) = std::str::from_utf8(&row[4]).unwrap().split_once('.').unwrap();
        pounds.parse::<i64>().unwrap() * 100 + pence.parse::<i64>().unwrap()
    };
    let account = counted.accounts.iter().find(|one| one.extract == "published_payments").unwrap();
    assert_eq!(account.accepted, whole.len() as u64, "{account:?}");
    assert_eq!(account.superseded + account.repeated, 0, "{account:?}");
    let came = counting::rows(
        counted,
        "select count(*) as payments, (sum(amount) * 100)::bigint as pence,
            count(distinct supplier) as payees
        from staging.published_payments",
    );
    assert_eq!(came[0]["payments"], whole.len());
    assert_eq!(came[0]["pence"].as_i64(), Some(whole.iter().map(pence).sum()));
    let told = |severity: Severity, rule: &str| {
        let mut findings = counted.findings.iter();
        findings.any(|one| {
            one.severity == severity
                && one.rule == rule
                && one.extract.as_deref() == Some("published_payments")
        })
    };
    assert!(told(Severity::Quarantine, "row-refused"));
    assert!(told(Severity::Warn, "too-many-rows-refused"), "said, and stops nothing");
}
