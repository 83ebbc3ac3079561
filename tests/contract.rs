//! What every measure keeps to, over the sample council; and that the sample's
//! figures are those that its maker knows to be true.

#[path = "support/counting.rs"]
mod counting;

use std::sync::LazyLock;

use counting::Days;
use sufficiency::definitions::Definitions;
use sufficiency::definitions::about::About;
use sufficiency::generate::{SAMPLE_SEED, Scale, Summary, generate};
use sufficiency::rehearsal::rehearse;
use sufficiency::settings::Settings;
use sufficiency::trial::contract::{self, Broken};
use sufficiency::warehouse::{Warehouse, tables};
use tempfile::TempDir;

/// What is asked of the sample, once for all tests: a warehouse stays on the
/// thread that made it, so the answers are kept instead.
struct Sample {
    broken: Vec<Broken>,
    stocks: Vec<(String, f64, f64)>,
    summary: Summary,
    findings: usize,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let summary = generate(Scale::Council, SAMPLE_SEED, folder.path(), &|_| {}).unwrap();
    let days = Days { as_at: "2026-09-30", known_by: None, today: "2026-11-22", only: &[] };
    let counted = counting::count(folder.path(), &days).unwrap();
    let broken = contract::broken(&counted).unwrap();
    let stocks = counting::rows(&counted, STOCKS)
        .iter()
        .map(|row| {
            let number = |column: &str| row[column].as_f64().unwrap_or(-1.0);
            (row["period_end"].as_str().unwrap().to_owned(), number("value"), number("kept_open"))
        })
        .collect();
    Sample { broken, stocks, summary, findings: counted.findings.len() }
});

const STOCKS: &str = "select period_end, value, kept_open from result.results
    where measure = 'children_looked_after' and period_kind = 'month' and breakdown = 'all'
        and symbol = '' order by period_end";

#[test]
fn measures_keep_the_contract() {
    let told: Vec<String> = SAMPLE
        .broken
        .iter()
        .map(|broken| format!("{}:\n  {}", broken.rule, broken.rows.join("\n  ")))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// What each measure below does wrong: nothing holds it to the contract but the
/// contract. Each is the rest of a header, and a select over the children
/// looked after on the last day of a period.
const DEFECTS: [(&str, &str, &str, &str); 7] = [
    (
        "stands_twice",
        "a case stands once",
        "unit = \"count\"\nstatistic = \"sum\"\nnot_known = \"left out\"",
        "caseload.counted_on, caseload.authority, caseload.child_id as case_id,
        caseload.child_id, caseload.provider_id, 1 as numerator, null as denominator,
        caseload.breakdowns,
        from model.caseload as caseload
        cross join (select unnest([1, 2]) as time) as twice",
    ),
    (
        "has_no_day",
        "a case has a day or a period that there is",
        "unit = \"count\"\nstatistic = \"sum\"\nnot_known = \"left out\"",
        "null::date as counted_on, caseload.authority,
        caseload.child_id || caseload.counted_on as case_id,
        caseload.child_id, caseload.provider_id, 1 as numerator, null as denominator,
        caseload.breakdowns,
        from model.caseload as caseload",
    ),
    (
        "has_no_authority",
        "a case is one of the council's authorities",
        "unit = \"count\"\nstatistic = \"sum\"\nnot_known = \"left out\"",
        "caseload.counted_on, null as authority, caseload.child_id as case_id,
        caseload.child_id, caseload.provider_id, 1 as numerator, null as denominator,
        caseload.breakdowns,
        from model.caseload as caseload",
    ),
    (
        "is_above_all",
        "of a percentage, no more is counted than there is",
        "unit = \"percent\"\nstatistic = \"ratio\"\nnot_known = \"left out\"",
        "caseload.counted_on, caseload.authority, caseload.child_id as case_id,
        caseload.child_id, caseload.provider_id, 2 as numerator, 1 as denominator,
        caseload.breakdowns,
        from model.caseload as caseload",
    ),
    (
        "is_above_a_hundred",
        "a percentage lies between nought and a hundred",
        "unit = \"percent\"\nstatistic = \"ratio\"\nnot_known = \"left out\"",
        "caseload.counted_on, caseload.authority, caseload.child_id as case_id,
        caseload.child_id, caseload.provider_id, 3 as numerator, 2 as denominator,
        caseload.breakdowns,
        from model.caseload as caseload",
    ),
    (
        "is_out_of_nothing",
        "what is not known is still out of something",
        "unit = \"percent\"\nstatistic = \"ratio\"\nnot_known = \"in denominator\"",
        "caseload.counted_on, caseload.authority, caseload.child_id as case_id,
        caseload.child_id, caseload.provider_id,
        case when caseload.age > 9 then 1 end as numerator,
        case when caseload.age > 9 then 1 end as denominator,
        caseload.breakdowns,
        from model.caseload as caseload",
    ),
    (
        "is_silent",
        "a header says what becomes of what is not known",
        "unit = \"percent\"\nstatistic = \"ratio\"",
        "caseload.counted_on, caseload.authority, caseload.child_id as case_id,
        caseload.child_id, caseload.provider_id, null as numerator, 1 as denominator,
        caseload.breakdowns,
        from model.caseload as caseload",
    ),
];

/// A test that cannot fail tells nothing: measures added here, each with one
/// defect, are caught, each by the rule that is there for it.
#[test]
fn each_defect_of_a_measure_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let case = counting::repository().join("tests/cases/runs/workspace");
    for name in ["council.toml", "extracts"] {
        let copied = std::process::Command::new("cp")
            .arg("-a")
            .args([case.join(name), root.join(name)])
            .status()
            .unwrap();
        assert!(copied.success());
    }
    std::fs::create_dir(root.join("definitions")).unwrap();
    for (id, _, header, select) in DEFECTS {
        let text = format!(
            "/*\ntitle = \"{id}\"\npolarity = \"neutral\"\ndefinition = \"Has a defect.\"\n\
             source = \"This test\"\nowner = \"Nobody\"\nreviewed = 2026-11-22\n\
             needs = [\"episodes\"]\ncase = \"child\"\ncounts = \"at end\"\n{header}\n*/\n\
             select\n{select}\n"
        );
        std::fs::write(root.join("definitions").join(format!("{id}.sql")), text).unwrap();
    }
    let only = DEFECTS.map(|(id, ..)| id);
    let days = Days { as_at: "2026-09-30", known_by: None, today: "2026-11-22", only: &only };
    let counted = counting::count(root, &days).unwrap();
    let broken = contract::broken(&counted).unwrap();
    for (id, rule, ..) in DEFECTS {
        let is_caught = broken.iter().any(|broken| {
            broken.rule == rule && broken.rows.iter().any(|row| row.contains(&format!("\"{id}\"")))
        });
        assert!(is_caught, "{id} passed \"{rule}\": {broken:#?}");
    }
}

/// Additivity would hold of nothing at all if nothing were counted.
#[test]
fn the_sample_is_counted_as_it_is_true() {
    let truth = &SAMPLE.summary.truths[0];
    assert!(SAMPLE.stocks.len() >= 30, "{} month ends", SAMPLE.stocks.len());
    let mut wrong = Vec::new();
    for (on, value, kept_open) in &SAMPLE.stocks {
        let month = truth.months.iter().find(|month| month.on.to_string() == *on).unwrap();
        let (true_value, left_open) = (f64::from(month.looked_after), f64::from(month.left_open));
        if *value != true_value + left_open || *kept_open < left_open {
            wrong.push(format!(
                "{on}: {value} with {kept_open} kept open; true are {true_value}, left open {left_open}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SAMPLE.findings > 0);
}

/// A workspace with nothing but a council, and the repository's definitions.
fn definitions() -> (TempDir, Settings, Definitions) {
    let folder = tempfile::tempdir().unwrap();
    let council = "[council]\nname = \"Sandwick\"\n[[authority]]\ncode = \"E06000901\"\nname = \"Sandwick\"\n";
    std::fs::write(folder.path().join("council.toml"), council).unwrap();
    let mut settings =
        Settings::read(folder.path(), "2026-11-22T06:30:00Z".parse().unwrap()).unwrap();
    settings.definitions = Some(env!("CARGO_MANIFEST_DIR").into());
    let definitions = Definitions::load(&settings).unwrap();
    (folder, settings, definitions)
}

#[test]
fn every_measure_says_whose_it_is_and_what_it_means() {
    let (_folder, _, definitions) = definitions();
    assert!(!definitions.measures.is_empty());
    for measure in &definitions.measures {
        let id = measure.id();
        assert!(!measure.title.is_empty() && !measure.owner.is_empty(), "{id}");
        assert!(measure.definition.trim().len() > 40, "{id}: {}", measure.definition);
        assert!(measure.source.len() > 20, "{id}: {}", measure.source);
        assert!(measure.reviewed.is_some(), "{id} was never reviewed");
        assert!(!measure.needs.is_empty(), "{id} needs nothing");
    }
}

/// What `explain` and the catalogue say of a measure is there for each of
/// them, and comes down to extracts that somebody sends.
#[test]
fn every_measure_can_be_explained() {
    let (_folder, settings, definitions) = definitions();
    let plan = rehearse(&definitions, &settings).unwrap();
    let mut wrong = Vec::new();
    let mut titles = std::collections::BTreeSet::new();
    for measure in &definitions.measures {
        let about = About::of(measure, &definitions, &plan, &settings.council);
        let id = &about.id;
        if about.definition.is_empty() || about.definition.contains('\n') {
            wrong.push(format!("{id}: its definition is not one paragraph"));
        }
        if about.tables.is_empty() || about.extracts.is_empty() {
            wrong.push(format!("{id}: rests on no table or no extract"));
        }
        for need in about.needs.iter().filter(|need| !about.extracts.contains(need)) {
            wrong.push(format!("{id}: needs {need}, and does not read it"));
        }
        if about.needs.len() != measure.needs.len() || !about.file.ends_with(&format!("{id}.sql")) {
            wrong.push(format!("{id}: needs {:?}, file {}", about.needs, about.file));
        }
        if !measure.says_not_known {
            wrong.push(format!("{id}: the header has no `not_known`"));
        }
        if !titles.insert(about.title.clone()) {
            wrong.push(format!("{id}: another measure has this title"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Half is rounded away from nought, on decimals: 28.5% is 29%, never 28%.
#[test]
fn division_is_exact() {
    let (_folder, settings, definitions) = definitions();
    let warehouse = Warehouse::empty().unwrap();
    tables::lay_out(&warehouse, &definitions, &settings.council).unwrap();
    for (dividend, divisor, digits, quotient) in [
        ("5700", "200", 0, "29"),
        ("-5700", "200", 0, "-29"),
        ("200", "3", 6, "66.666667"),
        ("1", "3", 6, "0.333333"),
        ("10050", "1000", 1, "10.1"),
        ("0", "7", 6, "0"),
    ] {
        let select = format!(
            "select divide_exact({dividend}::decimal(18, 4), {divisor}::decimal(18, 4), {digits})
                = {quotient}"
        );
        assert!(
            warehouse.one::<bool>(&select, [] as [&str; 0]).unwrap(),
            "{dividend} / {divisor} to {digits} digits"
        );
    }
}
