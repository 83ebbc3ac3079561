//! The sample council, whole: the findings that its README promises are found
//! and no others of their kind, every row is accounted for, nothing blocks, and
//! its data are described. What of it is public is held in `public.rs`.

#[path = "support/sample.rs"]
mod sample;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use sample::sample;
use serde_json::Value;
use sufficiency::definitions::Definitions;
use sufficiency::settings::Settings;
use sufficiency::settings::council::Council;
use workspace::repository;

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
    "department_statistics",
    "inspections",
    "interactive_tool",
    "placement_census",
    "placement_costs",
    "placement_records",
    "published_payments",
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

/// The sample's `council.toml` with the comment signs before its fields taken
/// away, so that all of it holds.
fn uncommented() -> String {
    let text = std::fs::read_to_string(repository("sample-extracts/council.toml")).unwrap();
    let is_field = |rest: &str| {
        let name: String = rest.chars().take_while(|letter| !" =[".contains(*letter)).collect();
        rest.starts_with('[')
            || (!name.is_empty() && rest[name.len()..].starts_with(" = "))
            || (rest.starts_with('"') && rest.contains("\" = \""))
    };
    let lines = text.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if is_field(rest) => rest.to_owned(),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A header of `council.toml` without what the council names itself.
fn kind_of(header: &str) -> String {
    let names: Vec<&str> = header.trim_matches(['[', ']']).split('.').collect();
    let is_named = ["extracts", "measures", "model", "checks", "reports"].contains(&names[0]);
    let names = names.iter().enumerate();
    let names = names.map(|(at, name)| if at == 1 && is_named { "*" } else { *name });
    names.collect::<Vec<_>>().join(".")
}

/// Whatever the program knows of a table stands in it: it is asked with a field
/// that it does not know, and names those that it does.
#[test]
fn every_field_of_council_toml_stands_in_the_sample() {
    let text = uncommented();
    let mut given: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut probed, mut kinds) = (vec!["nonesuch = []".to_owned()], vec![String::new()]);
    for line in text.lines() {
        probed.push(line.to_owned());
        if line.starts_with('[') {
            let kind = kind_of(line);
            let names: Vec<&str> = kind.split('.').collect();
            for at in 0..names.len() {
                let fields = given.entry(names[..at].join(".")).or_default();
                fields.insert(names[at].to_owned());
            }
            probed.push("nonesuch = []".to_owned());
            kinds.resize(probed.len(), kind);
        } else {
            let kind = kinds.last().unwrap().clone();
            if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
                given.entry(kind.clone()).or_default().insert(name.to_owned());
            }
            kinds.push(kind);
        }
    }
    let (_, faults) = Council::read("council.toml", &probed.join("\n"));
    let mut asked = 0;
    for fault in faults.iter().filter(|fault| fault.says.contains("`nonesuch`")) {
        let line: usize = fault.place.rsplit(':').next().unwrap().parse().unwrap();
        let kind = &kinds[line - 1];
        let Some(fields) = fault.hint.strip_prefix("the fields here are: ") else { continue };
        asked += 1;
        for field in fields.split(", ") {
            assert!(given[kind].contains(field), "[{kind}] has no `{field}` in the sample");
        }
    }
    assert!(asked > 20, "{faults:?}");
}

/// What the sample says holds without it is what the definitions say.
#[test]
fn the_sample_names_every_setting_beneath_the_figures_at_its_default() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("council.toml"), uncommented()).unwrap();
    let settings = Settings::read(folder.path(), "2026-11-22T06:30:00Z".parse().unwrap()).unwrap();
    let definitions = Definitions::load(&settings).unwrap();
    let models = definitions.models.iter().map(|model| (&model.file.id, &model.settings));
    let lists = definitions.lists.iter().map(|list| (&list.file.id, &list.settings));
    for (id, declared) in models.chain(lists) {
        let own = settings.council.model.get(id).map(|own| own.settings.as_slice());
        for setting in declared {
            let mut own = own.unwrap_or_default().iter();
            let said = own.find(|(name, ..)| *name == setting.name);
            let said = said.map(|(_, value, _)| value.as_str());
            assert_eq!(said, Some(setting.default.as_str()), "[model.{id}] {}", setting.name);
        }
    }
}
