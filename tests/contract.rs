//! What every measure keeps to, over the sample council; that the sample's
//! figures are those that its maker knows to be true; and that the statistics
//! come out as published.

#[path = "support/counting.rs"]
mod counting;

use std::sync::LazyLock;

use counting::Days;
use serde_json::Value;
use sufficiency::definitions::Definitions;
use sufficiency::generate::{SAMPLE_SEED, Scale, Summary, generate};
use sufficiency::pipeline::Counted;
use sufficiency::settings::Settings;
use sufficiency::warehouse::{Warehouse, tables};
use tempfile::TempDir;

/// What is asked of the sample, once for all tests: a warehouse stays on the
/// thread that made it, so the answers are kept instead.
struct Sample {
    broken: Vec<(&'static str, Vec<String>)>,
    stocks: Vec<(String, f64, f64)>,
    summary: Summary,
    findings: usize,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let summary = generate(Scale::Council, SAMPLE_SEED, folder.path(), &|_| {}).unwrap();
    let days = Days { as_at: "2026-09-30", known_by: None, today: "2026-11-22", only: &[] };
    let counted = counting::count(folder.path(), &days).unwrap();
    let broken = RULES.iter().map(|(rule, select)| (*rule, lines(&counted, select))).collect();
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

/// Selects that return what breaks a rule.
const RULES: [(&str, &str); 6] = [
    (
        "a case stands once",
        "select measure, figure, authority, counted_on, period_id, case_id, count(*) as times
        from measure.cases where case_id is not null group by all having count(*) > 1",
    ),
    (
        "a case has a day or a period that there is",
        "select measure, case_id, counted_on, period_id from measure.cases
        where (counted_on is null) = (period_id is null)
            or period_id not in (select period_id from model.periods)",
    ),
    (
        "of a percentage, no more is counted than there is",
        "select cases.measure, case_id, numerator, denominator from measure.cases as cases
        inner join measure.definitions as definitions on cases.measure = definitions.measure
        where definitions.unit = 'percent'
            and (abs(numerator) > abs(denominator)
                or sign(numerator) * sign(denominator) < 0)",
    ),
    (
        "a percentage lies between nought and a hundred",
        "select measure, figure, period_id, breakdown, category, value from result.results
        where unit = 'percent' and not value between 0 and 100",
    ),
    (
        "months add up to quarters and years",
        "select wholes.measure, wholes.figure, wholes.period_id, wholes.numerator,
            sum(months.numerator) as of_months
        from result.results as wholes
        inner join measure.definitions as definitions on wholes.measure = definitions.measure
        inner join result.results as months
            on wholes.measure = months.measure and wholes.figure = months.figure
            and wholes.authority = months.authority
            and months.period_start >= wholes.period_start
            and months.period_end <= wholes.period_end
        where definitions.counts = 'during'
            and wholes.period_kind in ('quarter', 'year', 'year_to_date')
            and months.period_kind = 'month'
            and wholes.breakdown = 'all' and months.breakdown = 'all'
            and wholes.symbol in ('', 'low') and months.symbol in ('', 'low', 'z')
        group by all
        having count(*) = date_diff('month', wholes.period_start, wholes.period_end + 1)
            and (sum(months.numerator) <> wholes.numerator
                or coalesce(sum(months.denominator), 0) <> coalesce(wholes.denominator, 0))",
    ),
    (
        "a result stands once",
        "select measure, figure, authority, period_id, period_kind, breakdown, category,
            breakdown_2, category_2, count(*) as times
        from result.results group by all having count(*) > 1",
    ),
];

fn lines(counted: &Counted, select: &str) -> Vec<String> {
    let limited = format!("select * from (\n{select}\n) as broken limit 5");
    counting::rows(counted, &limited)
        .into_iter()
        .map(|row| Value::Object(row).to_string())
        .collect()
}

#[test]
fn measures_keep_the_contract() {
    let broken: Vec<String> = SAMPLE
        .broken
        .iter()
        .filter(|(_, found)| !found.is_empty())
        .map(|(rule, found)| format!("{rule}:\n  {}", found.join("\n  ")))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
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

/// Each expression with its published value, and to how many digits. Newcombe
/// (1998), table II; Garwood (1936); Student's table; Agresti and Coull (1998).
#[test]
fn statistics_come_out_as_published() {
    let (_folder, settings, definitions) = definitions();
    let warehouse = Warehouse::empty().unwrap();
    tables::lay_out(&warehouse, &definitions, &settings.council).unwrap();
    let published = [
        ("newcombe_lower(56, 70, 48, 80)", 0.0524, 4),
        ("newcombe_upper(56, 70, 48, 80)", 0.3339, 4),
        ("newcombe_lower(9, 10, 3, 10)", 0.1705, 4),
        ("newcombe_upper(9, 10, 3, 10)", 0.8090, 4),
        ("newcombe_lower(10, 10, 0, 10)", 0.6075, 4),
        ("newcombe_upper(10, 10, 0, 10)", 1.0, 4),
        ("wilson_lower(81, 263)", 0.2553, 4),
        ("wilson_upper(81, 263)", 0.3662, 4),
        ("wilson_lower(15, 148)", 0.0624, 4),
        ("wilson_upper(15, 148)", 0.1605, 4),
        ("wilson_lower(0, 20)", 0.0, 4),
        ("wilson_upper(0, 20)", 0.1611, 4),
        ("wilson_lower(1, 29)", 0.0061, 4),
        ("wilson_upper(1, 29)", 0.1718, 4),
        ("wilson_upper(29, 29)", 1.0, 4),
        ("poisson_lower(10)", 4.795, 3),
        ("poisson_upper(10)", 18.390, 3),
        ("poisson_lower(0)", 0.0, 3),
        ("poisson_upper(0)", 3.689, 3),
        ("poisson_lower(1)", 0.025, 3),
        ("poisson_upper(1)", 5.572, 3),
        ("poisson_lower(50)", 37.11, 2),
        ("poisson_upper(50)", 65.92, 2),
        ("poisson_lower(100)", 81.36, 2),
        ("poisson_upper(100)", 121.63, 2),
        ("t_quantile(1)", 12.706, 3),
        ("t_quantile(5)", 2.571, 3),
        ("t_quantile(10)", 2.228, 3),
        ("t_quantile(30)", 2.042, 3),
        ("t_quantile(40)", 2.021, 3),
        ("t_quantile(60)", 2.000, 3),
        ("t_quantile(120)", 1.980, 3),
        ("t_quantile(1000000)", 1.960, 3),
    ];
    let mut wrong = Vec::new();
    for (expression, value, digits) in published {
        let came: f64 =
            warehouse.one(&format!("select ({expression})::double"), [] as [&str; 0]).unwrap();
        if (came - value).abs() > 0.5 * 10f64.powi(-digits) + 1e-9 {
            wrong.push(format!("{expression} is {came}, published {value}"));
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
