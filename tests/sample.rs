//! The sample council, whole: the findings that its README promises are found
//! and no others of their kind, every row is accounted for, nothing blocks, and
//! nothing that is public tells of a child or of one provider's price.

#[path = "support/workspace.rs"]
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::Value;
use sufficiency::definitions::report::{Audience, ReportTemplate};
use sufficiency::report::docx;
use workspace::{Workspace, files, leaks, repository};

/// The sample, run once for all tests here.
fn sample() -> &'static Workspace {
    static MADE: OnceLock<Workspace> = OnceLock::new();
    MADE.get_or_init(|| {
        let workspace = Workspace::copy_of(&repository("sample-extracts"));
        workspace.run(&["run"]).expect(0);
        workspace
    })
}

/// What `check` says of it.
fn checked() -> &'static Value {
    static MADE: OnceLock<Value> = OnceLock::new();
    MADE.get_or_init(|| sample().run(&["check", "--format", "json"]).expect(0).json())
}

/// A finding or a repair that a line of the README's table of faults names.
struct Promise {
    file: String,
    row: Option<u64>,
    rule: String,
}

fn promises() -> Vec<Promise> {
    let readme = std::fs::read_to_string(repository("sample-extracts/README.md")).unwrap();
    let table = readme.split("## What is wrong, on purpose").nth(1).unwrap();
    let table = table.split("## ").next().unwrap();
    let lines = table.lines().filter(|line| line.starts_with("| `"));
    lines
        .flat_map(|line| {
            let cells: Vec<&str> =
                line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
            let rules: Vec<&str> =
                cells[4].split(", ").map(|rule| rule.trim_matches('`')).collect();
            rules.into_iter().map(move |rule| Promise {
                file: cells[1].to_owned(),
                row: cells[2].parse().ok(),
                rule: rule.to_owned(),
            })
        })
        .collect()
}

fn findings() -> &'static [Value] {
    checked()["findings"].as_array().unwrap()
}

#[test]
fn what_the_readme_promises_is_found() {
    let promises = promises();
    assert!(promises.len() >= 18, "the README lists {} faults", promises.len());
    for promise in &promises {
        // Repairs are counted by the model and rows that need none raise nothing.
        if promise.rule.is_empty() || promise.rule.contains('_') {
            continue;
        }
        let is_it = |finding: &&Value| {
            finding["rule"] == promise.rule.as_str()
                && finding["file"] == promise.file.as_str()
                && (promise.row.is_none() || finding["row"].as_u64() == promise.row)
        };
        assert_eq!(
            findings().iter().filter(is_it).count(),
            1,
            "{} in {}, row {:?}: {:#}",
            promise.rule,
            promise.file,
            promise.row,
            checked()["findings"]
        );
    }
}

/// The sample is right but for what its README names: a check that finds more
/// raises a false alarm.
#[test]
fn no_check_finds_what_the_readme_does_not_name() {
    let promised: BTreeSet<(String, String, Option<u64>)> =
        promises().into_iter().map(|promise| (promise.rule, promise.file, promise.row)).collect();
    let rules = checked()["rules"].as_array().unwrap();
    assert!(rules.len() > 60, "{} rules", rules.len());
    for finding in findings().iter().filter(|finding| finding["severity"] != "note") {
        let of = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
        let found = (of("rule"), of("file"), finding["row"].as_u64());
        let whole_file = (of("rule"), of("file"), None);
        let is_promised = promised.contains(&found) || promised.contains(&whole_file);
        assert!(is_promised, "{finding:#}");
        assert!(finding["rows"].as_u64() <= Some(1), "{finding:#}");
    }
}

#[test]
fn no_row_is_refused_that_the_readme_does_not_name() {
    let promised: BTreeSet<(String, Option<u64>)> = promises()
        .into_iter()
        .filter(|promise| promise.rule == "row-refused" || promise.rule == "code-not-known")
        .map(|promise| (promise.file, promise.row))
        .collect();
    for finding in findings() {
        let rule = finding["rule"].as_str().unwrap();
        if rule == "row-refused" || rule == "code-not-known" {
            let file = finding["file"].as_str().unwrap().to_owned();
            let at = (file, finding["row"].as_u64());
            assert!(promised.contains(&at), "{finding:#}");
        }
    }
}

#[test]
fn nothing_blocks() {
    assert_eq!(checked()["is_blocked"], false);
    assert!(findings().iter().all(|finding| finding["severity"] != "block"));
}

#[test]
fn every_row_is_accounted_for() {
    let rows = checked()["rows"].as_array().unwrap();
    assert!(rows.len() > 50, "{} files", rows.len());
    let mut repeated = BTreeMap::new();
    for row in rows {
        let of = |name: &str| row[name].as_u64().unwrap_or_else(|| panic!("{name}: {row}"));
        let accounted = of("accepted") + of("quarantined") + of("superseded") + of("repeated");
        assert_eq!(of("read"), accounted, "{row}");
        repeated.insert(row["file"].as_str().unwrap(), of("repeated"));
    }
    // The README: the row above, once more.
    assert!(repeated["returns/2025-26/episodes.csv"] >= 1);
    let manifest: Value = serde_json::from_str(
        &sample().read(&format!("publications/{}/manifest.json", sample().latest())),
    )
    .unwrap();
    let inputs = manifest["inputs"].as_array().or(manifest["account"]["inputs"].as_array());
    assert_eq!(inputs.unwrap().len(), rows.len(), "the manifest lists other files than check");
}

/// Extracts that others publish or fill in, read as they are: no council's own
/// system gives them.
const OF_OTHERS: [&str; 8] = [
    "benchmarks",
    "department_statistics",
    "inspections",
    "interactive_tool",
    "placement_census",
    "placement_costs",
    "placement_records",
    "regulated_settings",
];

#[test]
fn every_extract_of_a_council_has_a_file() {
    let rows = checked()["rows"].as_array().unwrap();
    let read: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row["accepted"].as_u64() > Some(0))
        .map(|row| row["extract"].as_str().unwrap())
        .collect();
    let specs = std::fs::read_dir(repository("sql/extract-specs")).unwrap();
    let specs = specs.map(|entry| entry.unwrap().path());
    let specs: BTreeSet<String> = specs
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|spec| !OF_OTHERS.contains(&spec.as_str()))
        .collect();
    assert!(specs.len() >= 62, "{} specs", specs.len());
    let without: Vec<&String> = specs.iter().filter(|spec| !read.contains(spec.as_str())).collect();
    assert!(without.is_empty(), "no rows of {without:?}");
}

#[test]
fn nothing_public_tells_of_a_child() {
    let secrets = sample().secrets();
    assert!(secrets.len() > 2000, "{} secrets", secrets.len());
    let folder = sample().path("publications").join(sample().latest());
    let mut texts = 0;
    for (path, bytes) in files(&folder) {
        if !path.starts_with("public/") && path != "index.html" && path != "manifest.json" {
            continue;
        }
        // A Parquet file holds its texts as they are, if not compressed: enough
        // to catch a column that should not be there.
        let text = match path.ends_with(".docx") {
            true => docx::text(&bytes).unwrap().into(),
            false => String::from_utf8_lossy(&bytes),
        };
        let found: Vec<String> = if path.ends_with(".csv") {
            cells_of(&text, &secrets)
        } else if path == "manifest.json" {
            // Digests and sizes hold numbers of six digits by chance.
            Vec::new()
        } else {
            let mut found = leaks(&text, &secrets);
            // Periods end on the last day of a month, and so do some birthdays.
            found.retain(|secret| !is_month_end(secret));
            found
        };
        texts += 1;
        assert!(found.is_empty(), "{path} tells {found:?}");
    }
    assert!(texts >= 5, "only {texts} public files");
}

fn is_month_end(text: &str) -> bool {
    let day: Option<chrono::NaiveDate> = text.parse().ok();
    day.and_then(|day| day.succ_opt()).is_some_and(|next| chrono::Datelike::day(&next) == 1)
}

/// Secrets that are whole cells, or whole words of cells that are no figures.
fn cells_of(text: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut found = BTreeSet::new();
    for record in reader.records() {
        for cell in record.unwrap().iter().filter(|cell| cell.parse::<f64>().is_err()) {
            let words = cell.split(|letter: char| !letter.is_alphanumeric() && letter != ' ');
            found.extend(words.filter(|word| secrets.contains(*word)).map(str::to_owned));
        }
    }
    found.into_iter().collect()
}

/// A price that fewer than three providers stand behind is theirs.
#[test]
fn no_public_price_is_of_fewer_than_three_providers() {
    let folder = sample().path("publications").join(sample().latest());
    let exempt = std::fs::read_to_string(folder.join("exempt/data/results.csv")).unwrap();
    let public = std::fs::read_to_string(folder.join("public/data/results.csv")).unwrap();
    let key = [
        "measure",
        "authority",
        "figure",
        "period_id",
        "period_kind",
        "breakdown",
        "category",
        "breakdown_2",
        "category_2",
    ];
    let few: BTreeSet<Vec<String>> = rows(&exempt)
        .into_iter()
        .filter(|row| row["measure"] == "weekly_cost")
        .filter(|row| row["providers"].parse::<u64>().is_ok_and(|count| (1..3).contains(&count)))
        .map(|row| key.iter().map(|name| row[*name].clone()).collect())
        .collect();
    assert!(!few.is_empty(), "the sample has no price of one or two providers: nothing is tested");
    for row in rows(&public) {
        let is_few = few.contains(&key.iter().map(|name| row[*name].clone()).collect::<Vec<_>>());
        if is_few {
            assert!(row["value"].is_empty(), "{row:?}");
            assert!(row["numerator"].is_empty(), "{row:?}");
        }
    }
}

/// Counts of children from one to four are hidden, and what shows them too.
#[test]
fn no_public_count_of_children_is_small() {
    let folder = sample().path("publications").join(sample().latest());
    let public = std::fs::read_to_string(folder.join("public/data/results.csv")).unwrap();
    let mut hidden = 0;
    // Homes, providers, lots and places are no people, and a net change is none.
    let of_things = |row: &BTreeMap<String, String>| {
        let is_of_supply = ["home_capacity", "framework_"].iter();
        let places = ["places", "places_used", "vacant_available", "vacant_unavailable", "net"];
        is_of_supply.clone().any(|start| row["measure"].starts_with(start))
            || places.contains(&row["figure"].as_str())
    };
    for row in rows(&public) {
        if row["unit"] == "count" && row["symbol"].is_empty() && !of_things(&row) {
            let value: f64 = row["value"].parse().unwrap_or_default();
            assert!(!(1.0..5.0).contains(&value), "{row:?}");
        }
        hidden += u32::from(row["symbol"] == "c");
    }
    assert!(hidden > 0, "nothing is hidden: nothing is tested");
}

/// What nobody prints cannot be compared with what is hidden elsewhere.
#[test]
fn public_data_hold_what_public_reports_bind() {
    let mut bound: BTreeSet<(String, String)> = BTreeSet::new();
    for (name, text) in files(&repository("report-templates")) {
        let text = String::from_utf8(text).unwrap();
        let (report, faults) = ReportTemplate::read(&name, &name, &text);
        if !faults.is_empty() || !report.audience.contains(&Audience::Public) {
            continue;
        }
        bound.extend(report.measures().iter().map(|it| (it.id.to_owned(), "all".to_owned())));
        let tables = report.broken_down().into_iter();
        bound.extend(tables.map(|it| (it.measure.to_owned(), it.breakdown.to_owned())));
    }
    let folder = sample().path("publications").join(sample().latest());
    let public = rows(&std::fs::read_to_string(folder.join("public/data/results.csv")).unwrap());
    let held: BTreeSet<(String, String)> =
        public.iter().map(|row| (row["measure"].clone(), row["breakdown"].clone())).collect();
    assert_eq!(held.difference(&bound).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
    assert!(held.iter().filter(|(_, breakdown)| breakdown != "all").count() > 15, "{held:?}");
}

/// Every table by itself, with its total: what is wanting to the total is
/// shared by the hidden cells, and each that is at risk can be five values.
#[test]
fn no_hidden_count_follows_from_its_table() {
    let folder = sample().path("publications").join(sample().latest());
    let public = rows(&std::fs::read_to_string(folder.join("public/data/results.csv")).unwrap());
    let exempt = rows(&std::fs::read_to_string(folder.join("exempt/data/results.csv")).unwrap());
    let key = |row: &Row, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| row[*name].clone()).collect()
    };
    let table = ["measure", "figure", "authority", "period_id", "breakdown", "breakdown_2"];
    let cell =
        ["measure", "figure", "authority", "period_id", "breakdown", "category", "category_2"];
    let truth: BTreeMap<Vec<String>, f64> = exempt
        .iter()
        .filter(|row| row["unit"] == "count")
        .filter_map(|row| Some((key(row, &cell), row["value"].parse().ok()?)))
        .collect();
    let mut tables: BTreeMap<Vec<String>, Vec<&Row>> = BTreeMap::new();
    for row in public.iter().filter(|row| row["unit"] == "count") {
        tables.entry(key(row, &table)).or_default().push(row);
    }
    let mut attacked = 0;
    for (name, cells) in tables.iter().filter(|(name, _)| name[4] != "all" && name[5].is_empty()) {
        let mut whole = name.clone();
        whole[4] = "all".to_owned();
        let total = tables.get(&whole).and_then(|rows| rows[0]["value"].parse::<f64>().ok());
        let amount = |row: &Row| truth.get(&key(row, &cell)).copied().unwrap_or_default();
        let hidden: Vec<&&Row> = cells.iter().filter(|row| row["symbol"] == "c").collect();
        let all: f64 = cells.iter().map(|row| amount(row)).sum();
        let Some(total) = total.filter(|total| *total == all && !hidden.is_empty()) else {
            continue;
        };
        let shown: f64 = cells.iter().filter_map(|row| row["value"].parse::<f64>().ok()).sum();
        let is_at_risk = hidden.iter().any(|row| (1.0..5.0).contains(&amount(row)));
        let most = total - shown - (hidden.len() as f64 - 1.0);
        assert!(!is_at_risk || most >= 5.0, "{name:?}: {total} less {shown}");
        attacked += 1;
    }
    assert!(attacked > 10, "only {attacked} tables have a total and a hidden cell");
}

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        })
        .collect()
}

#[test]
fn every_data_file_and_column_is_described() {
    for folder in ["public", "exempt"] {
        let latest = sample().path("publications").join(sample().latest());
        let data = latest.join(folder).join("data");
        let text = std::fs::read_to_string(data.join("datapackage.json")).unwrap();
        let package: Value = serde_json::from_str(&text).unwrap();
        let resources = package["resources"].as_array().unwrap();
        let described: Vec<&str> =
            resources.iter().map(|resource| resource["path"].as_str().unwrap()).collect();
        for name in ["results.csv", "results.parquet", "results.xlsx"] {
            assert!(described.contains(&name), "{folder}: {name} is not described");
        }
        for resource in resources {
            assert!(data.join(resource["path"].as_str().unwrap()).exists());
            for field in resource["schema"]["fields"].as_array().into_iter().flatten() {
                let says = field["description"].as_str().unwrap();
                assert!(!says.is_empty(), "{folder}: {} has no description", field["name"]);
            }
        }
    }
}

/// The Government Analysis Function's layout: a cover, contents and notes, then
/// one table a sheet, whose headings stand in its third row and which has no
/// empty cell.
#[test]
fn the_workbook_of_results_is_laid_out_for_everyone() {
    use calamine::{Data, Reader};
    let latest = sample().path("publications").join(sample().latest());
    let path = latest.join("public/data/results.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[..3], ["Cover", "Contents", "Notes"]);
    assert!(names.len() > 10);
    for name in &names[3..] {
        let sheet = book.worksheet_range(name).unwrap();
        let rows: Vec<&[Data]> = sheet.rows().collect();
        assert!(rows[0][0].to_string().starts_with("Table "), "{name}");
        assert_eq!(rows[2][0].to_string(), "Period", "{name}");
        assert!(rows[3..].iter().flat_map(|row| row.iter()).all(|cell| *cell != Data::Empty));
    }
}
