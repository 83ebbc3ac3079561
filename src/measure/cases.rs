//! The view `measure.cases`: every measure's `select`, one under another, in
//! one shape; and the tables that tell SQL what the headers say.

use std::collections::BTreeMap;

use crate::definitions::measure::{
    COUNTS, Counts, Measure, NOT_KNOWN, POLARITIES, STATISTICS, UNITS, word,
};
use crate::error::{Fault, Result};
use crate::settings::council::MeasureSettings;
use crate::warehouse::{Warehouse, identifier, literal};

/// What a council says of measures, by id.
pub type Targets = BTreeMap<String, MeasureSettings>;

/// Columns that a measure must return and does not.
pub fn missing_columns(measure: &Measure, columns: &[&str]) -> Vec<Fault> {
    let when = if measure.counts == Counts::Over { "period_id" } else { "counted_on" };
    let mut wanted = vec![
        when,
        "authority",
        "case_id",
        "child_id",
        "provider_id",
        "numerator",
        "denominator",
        "breakdowns",
    ];
    if !measure.figures.is_empty() {
        wanted.push("figure");
    }
    wanted.extend(measure.categories.iter().map(String::as_str));
    wanted
        .into_iter()
        .filter(|column| !columns.contains(column))
        .map(|column| {
            Fault::new(&measure.file.place, format!("returns no column `{column}`")).hint(format!(
                "a measure that counts \"{}\" returns it; null where it means nothing",
                word(&COUNTS, measure.counts)
            ))
        })
        .collect()
}

/// Makes `measure.definitions` and the view `measure.cases`.
pub fn create(warehouse: &Warehouse, measures: &[Measure], targets: &Targets) -> Result<()> {
    warehouse.run(&definitions_table(measures, targets))?;
    warehouse.run(&format!("create view measure.cases as\n{}", union(measures)))
}

/// The select of one measure in the shape that all share.
pub fn wrapped(measure: &Measure) -> String {
    let counted_on = match measure.counts {
        Counts::Over => "null::date",
        Counts::AtEnd | Counts::During => "counted.counted_on::date",
    };
    let period_id = match measure.counts {
        Counts::Over => "counted.period_id::varchar",
        Counts::AtEnd | Counts::During => "null::varchar",
    };
    let figure = if measure.figures.is_empty() { "''" } else { "counted.figure::varchar" };
    let extra: Vec<String> = measure
        .categories
        .iter()
        .map(|name| {
            let column = identifier(name);
            format!("{{'breakdown': {}, 'category': counted.{column}::varchar}}", literal(name))
        })
        .collect();
    format!(
        "select {id} as measure, {counted_on} as counted_on, {period_id} as period_id,
    counted.authority::varchar as authority, {figure} as figure,
    counted.case_id::varchar as case_id, counted.child_id::varchar as child_id,
    counted.provider_id::varchar as provider_id,
    counted.numerator::decimal(18, 4) as numerator,
    counted.denominator::decimal(18, 4) as denominator,
    counted.breakdowns::{breakdowns} as breakdowns,
    [{extra}]::struct(breakdown varchar, category varchar)[] as extra
from (
{select}
) as counted",
        id = literal(measure.id()),
        breakdowns = breakdowns_type(),
        extra = extra.join(", "),
        select = measure.file.select,
    )
}

fn union(measures: &[Measure]) -> String {
    measures.iter().map(wrapped).collect::<Vec<_>>().join("\nunion all\n")
}

fn breakdowns_type() -> String {
    let fields: Vec<String> = crate::definitions::measure::BREAKDOWNS
        .iter()
        .map(|name| format!("{} varchar", identifier(name)))
        .collect();
    format!("struct({})", fields.join(", "))
}

fn definitions_table(measures: &[Measure], targets: &Targets) -> String {
    let columns = "measure, title, area, unit, polarity, counts, statistic, not_known, needs, \
                   looks_back, breakdowns, crosses, target, tolerance, case_kind, headline_figure, \
                   benchmark";
    let rows: Vec<String> =
        measures.iter().map(|measure| definition_row(measure, targets.get(measure.id()))).collect();
    format!(
        "create table measure.definitions as\nselect * from (values\n{}\n) as definition({columns})",
        rows.join(",\n"),
    )
}

fn definition_row(measure: &Measure, council: Option<&MeasureSettings>) -> String {
    let target = council.and_then(|council| council.target.as_ref()).or(measure.target.as_ref());
    let tolerance = council.and_then(|council| council.tolerance.as_ref());
    let benchmark = council.and_then(|council| council.benchmark.as_ref());
    let benchmark = benchmark.or(measure.benchmark.as_ref());
    let crosses = measure.crosses.iter().map(|(first, second)| format!("{first} x {second}"));
    let cells = [
        literal(measure.id()),
        literal(&measure.title),
        literal(&measure.area),
        literal(word(&UNITS, measure.unit)),
        literal(word(&POLARITIES, measure.polarity)),
        literal(word(&COUNTS, measure.counts)),
        literal(word(&STATISTICS, measure.statistic)),
        literal(word(&NOT_KNOWN, measure.not_known)),
        list(measure.needs.iter().cloned()),
        format!("{}::interval", literal(&measure.looks_back)),
        list(measure.breakdowns.iter().chain(&measure.categories).cloned()),
        list(crosses),
        decimal(target),
        decimal(tolerance),
        literal(&measure.case),
        literal(measure.figures.first().map_or("", String::as_str)),
        benchmark.map_or_else(|| "null::varchar".to_owned(), |basis| literal(basis)),
    ];
    format!("({})", cells.join(", "))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| literal(&item)).collect();
    format!("[{}]::varchar[]", items.join(", "))
}

fn decimal(text: Option<&String>) -> String {
    match text {
        Some(text) => format!("{}::decimal(18, 4)", literal(text)),
        None => "null::decimal(18, 4)".to_owned(),
    }
}
