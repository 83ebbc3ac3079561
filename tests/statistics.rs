//! The statistics against what is published of them, and control charts
//! against charts worked out by hand.
//!
//! `tests/cases/statistics/*.csv` hold expressions over the macros, each with
//! its published value and to how many digits it is printed. They come from:
//!
//! - `wilson`: R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872,
//!   table I, the score method; the last two by symmetry with 0 of 29;
//! - `newcombe`: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890,
//!   table II, method 10, contrasts (a) to (h);
//! - `student`: the printed table of Student's t, two-sided 5%; degrees with a
//!   fraction are read at the whole number below;
//! - `poisson`: F. Garwood, Biometrika 28 (1936), 437-442, as tabled by Pearson
//!   and Hartley, Biometrika Tables for Statisticians, table 40;
//! - `welch`: the sleep of ten patients under two drugs, from "Student",
//!   Biometrika 6 (1908), as the manual of R works it out (`t.test`), paired
//!   and with Welch's degrees; then degrees that are whole by algebra;
//! - `funnel`: limits of a share about a benchmark, worked out by hand;
//! - `control`: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (flow
//!   rates of ten batches), then bounds that no limit passes.
//!
//! A folder of `tests/cases/control_charts` holds `months.csv`, `case.toml`
//! with the arithmetic, and `expected.csv` with every month of the chart.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sufficiency::definitions::Definitions;
use sufficiency::settings::Settings;
use sufficiency::warehouse::{Warehouse, tables};

/// The shared tables under test, in the order of their references.
const CHARTS: [&str; 5] = [
    "control_points",
    "control_signals",
    "control_months",
    "control_charts",
    "public_control_charts",
];

/// What those read, without anything that they do not look at.
const READ: &str = "
    create or replace table measure.definitions (measure varchar, unit varchar, counts varchar);
    create or replace table result.series (
        series_number bigint, measure varchar, figure varchar, authority varchar,
        breakdown varchar);
    create or replace table result.numbered_periods (
        period_number bigint, period_kind varchar, period_start date, period_end date,
        is_partial boolean);
    create or replace table result.figures (
        series_number bigint, period_number bigint, value decimal(18, 6), display varchar);
    create or replace table result.rounded_figures (
        series_number bigint, period_number bigint, value decimal(18, 6), display varchar);
    create or replace table result.hidden_figures (
        series_number bigint, period_number bigint, is_hidden boolean);
    insert into result.series values (1, 'flow', '', 'E06000901', 'all');";

#[derive(Deserialize)]
struct Published {
    expression: String,
    published: f64,
    digits: i32,
}

#[derive(Deserialize)]
struct Month {
    month: String,
    value: Option<f64>,
    is_partial: bool,
    is_hidden: bool,
}

#[derive(Deserialize)]
struct About {
    says: String,
    unit: String,
    counts: String,
    centre: Option<String>,
    lower: Option<String>,
    upper: Option<String>,
    is_public: Option<bool>,
}

/// A month of a chart, as written down and as it came.
#[derive(Debug, Deserialize, PartialEq)]
struct Point {
    month: String,
    signal: String,
    says: String,
}

#[derive(Deserialize)]
struct Limits {
    centre: String,
    lower: String,
    upper: String,
}

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> Vec<T> {
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

/// An empty warehouse with the macros of the repository, and its definitions.
fn laid_out() -> (Warehouse, Definitions) {
    let folder = tempfile::tempdir().unwrap();
    let council = "[council]\nname = \"Sandwick\"\n[[authority]]\ncode = \"E06000901\"\nname = \"Sandwick\"\n";
    fs::write(folder.path().join("council.toml"), council).unwrap();
    let now = "2026-11-22T06:30:00Z".parse().unwrap();
    let mut settings = Settings::read(folder.path(), now).unwrap();
    settings.definitions = Some(env!("CARGO_MANIFEST_DIR").into());
    let definitions = Definitions::load(&settings).unwrap();
    let warehouse = Warehouse::empty().unwrap();
    tables::lay_out(&warehouse, &definitions, &settings.council).unwrap();
    (warehouse, definitions)
}

#[test]
fn statistics_come_out_as_published() {
    let (warehouse, _) = laid_out();
    let mut wrong = Vec::new();
    for file in cases("statistics") {
        for Published { expression, published, digits } in read(&file) {
            let select = format!("select ({expression})::double");
            let came: f64 = warehouse.one(&select, [] as [&str; 0]).unwrap();
            if (came - published).abs() > 0.5 * 10f64.powi(-digits) + 1e-9 {
                wrong.push(format!("{expression} is {came}, published {published}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn control_charts_come_out_as_worked_out_by_hand() {
    let (warehouse, definitions) = laid_out();
    let mut wrong = Vec::new();
    for case in cases("control_charts") {
        let text = fs::read_to_string(case.join("case.toml")).unwrap();
        let about: About = toml::from_str(&text).unwrap();
        assert!(about.says.len() > 20, "{} does not say what it shows", case.display());
        draw(&warehouse, &definitions, &about, &read(&case.join("months.csv")));
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        wrong.extend(
            differences(&warehouse, &about, &read(&case.join("expected.csv")))
                .into_iter()
                .map(|says| format!("{name}: {says}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Makes the charts of a case.
fn draw(warehouse: &Warehouse, definitions: &Definitions, about: &About, months: &[Month]) {
    warehouse.run(READ).unwrap();
    let (unit, counts) = (&about.unit, &about.counts);
    let definition =
        format!("insert into measure.definitions values ('flow', '{unit}', '{counts}')");
    warehouse.run(&definition).unwrap();
    for (number, Month { month, value, is_partial, is_hidden }) in months.iter().enumerate() {
        let value = value.map_or("null".to_owned(), |value| value.to_string());
        warehouse
            .run(&format!(
                "insert into result.numbered_periods values ({number}, 'month',
                    date '{month}-01', last_day(date '{month}-01'), {is_partial});
                insert into result.figures values (1, {number}, {value}, '{value}');
                insert into result.hidden_figures values (1, {number}, {is_hidden});"
            ))
            .unwrap();
    }
    for id in CHARTS {
        let file = definitions.results.iter().find(|file| file.id == id).unwrap();
        warehouse
            .run_for(
                &file.place,
                &format!("create or replace table result.{id} as\n{}", file.select),
            )
            .unwrap();
    }
}

fn differences(warehouse: &Warehouse, about: &About, expected: &[Point]) -> Vec<String> {
    let points = "select strftime(period_end, '%Y-%m') as month, signal,
        array_to_string(says, ' ') as says from result.control_charts";
    let came: Vec<Point> = warehouse.rows(points).unwrap();
    let mut wrong = Vec::new();
    if came != expected {
        let differing = came.iter().zip(expected).find(|(came, expected)| came != expected);
        let counts = (came.len(), expected.len());
        wrong.push(format!("of {counts:?} months the first that differ: {differing:?}"));
    }
    let limits: Vec<Limits> = warehouse
        .rows(
            "select distinct centre::varchar as centre, lower::varchar as lower,
                upper::varchar as upper from result.control_charts",
        )
        .unwrap();
    let came = limits.first().map(|it| [&it.centre, &it.lower, &it.upper].map(String::clone));
    let wanted = about.centre.clone().zip(about.lower.clone()).zip(about.upper.clone());
    let wanted = wanted.map(|((centre, lower), upper)| [centre, lower, upper]);
    if came != wanted || limits.len() > 1 {
        wrong.push(format!("centre and limits are {came:?}, expected {wanted:?}"));
    }
    let months: i64 = warehouse
        .one("select count(*) from result.public_control_charts", [] as [&str; 0])
        .unwrap();
    if (months > 0) != about.is_public.unwrap_or(false) {
        wrong.push(format!("the public chart has {months} months"));
    }
    wrong
}
