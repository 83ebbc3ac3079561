//! What every measure keeps to, whatever it counts: rules over the cases that
//! measures return and the results made of them. They name no measure, so that
//! one added tomorrow is held to them too.

use serde_json::{Map, Value};

use crate::error::Result;
use crate::pipeline::Counted;
use crate::warehouse::literal;

/// How many rows that break a rule are told.
const MOST: usize = 5;

/// Rules of cases, each with a select of what breaks it. `cases` are those of
/// all measures counted, `definitions` what their headers say.
const OF_CASES: [(&str, &str); 6] = [
    (
        "a case stands once",
        "select measure, figure, authority, counted_on, period_id, case_id, count(*) as times
        from cases where case_id is not null group by all having count(*) > 1",
    ),
    (
        "a case has a day or a period that there is",
        "select measure, case_id, counted_on, period_id from cases
        where (counted_on is null) = (period_id is null)
            or period_id not in (select period_id from model.periods)",
    ),
    (
        "a case is one of the council's authorities",
        "select distinct measure, authority from cases
        where authority is null
            or authority not in (select authority from code.council_authorities)",
    ),
    (
        "of a percentage, no more is counted than there is",
        "select cases.measure, case_id, numerator, denominator from cases
        inner join definitions on cases.measure = definitions.measure
        where definitions.unit = 'percent'
            and (abs(numerator) > abs(denominator) or sign(numerator) * sign(denominator) < 0)",
    ),
    (
        "what is not known is still out of something",
        "select cases.measure, case_id, numerator, denominator from cases
        inner join definitions on cases.measure = definitions.measure
        where definitions.statistic = 'ratio' and denominator is null",
    ),
    (
        "a header says what becomes of what is not known",
        "select distinct measure from cases
        where numerator is null and not list_contains($stated, measure)",
    ),
];

/// Rules of results.
const OF_RESULTS: [(&str, &str); 4] = [
    (
        "a result stands once",
        "select measure, figure, authority, period_id, period_kind, breakdown, category,
            breakdown_2, category_2, count(*) as times
        from result.results group by all having count(*) > 1",
    ),
    (
        "a percentage lies between nought and a hundred",
        "select measure, figure, period_id, breakdown, category, value from result.results
        where unit = 'percent' and not value between 0 and 100",
    ),
    (
        "what is not known stands beside the figure",
        "select results.measure, results.figure, results.period_id, results.not_known,
            not_known_cases.not_known as of_cases
        from (
            select cases.measure, cases.figure, cases.authority, periods.period_id,
                sum(coalesce(
                    case when definitions.is_one_child then nullif(cases.denominator, 0)
                        else cases.denominator end,
                    1
                )) as not_known
            from measure.cases as cases
            inner join model.periods as periods
                on (cases.counted_on = periods.period_end and periods.period_kind = 'month')
                or cases.period_id = periods.period_id
            inner join measure.definitions as definitions
                on cases.measure = definitions.measure
            where cases.numerator is null and definitions.counts <> 'during'
            group by all
        ) as not_known_cases
        inner join result.results as results
            on not_known_cases.measure = results.measure
            and not_known_cases.figure = results.figure
            and not_known_cases.authority = results.authority
            and not_known_cases.period_id = results.period_id
            and results.breakdown = 'all'
        where results.not_known <> not_known_cases.not_known",
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
];

/// One rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The rule.
    pub rule: &'static str,
    /// The first rows that break it, each with the measure.
    pub rows: Vec<String>,
}

/// The rules that the measures counted break. The cases are counted once for
/// all rules of cases.
pub fn broken(counted: &Counted) -> Result<Vec<Broken>> {
    let stated: Vec<String> = counted
        .definitions
        .measures
        .iter()
        .filter(|measure| measure.says_not_known)
        .map(|measure| literal(measure.id()))
        .collect();
    let stated = format!("[{}]::varchar[]", stated.join(", "));
    let parts: Vec<String> = OF_CASES
        .iter()
        .enumerate()
        .map(|(number, (_, select))| {
            let select = select.replace("$stated", &stated);
            format!(
                "select {number} as rule, to_json(broken)::varchar as broken
                from (select * from (\n{select}\n) as broken limit {MOST}) as broken"
            )
        })
        .collect();
    let select = format!(
        "with definitions as (select * from measure.definitions),
        cases as materialized (select * exclude (breakdowns, extra) from measure.cases)
        {} order by all",
        parts.join("\nunion all\n")
    );
    let mut found: Vec<Broken> = Vec::new();
    for row in counted.warehouse.rows::<Row>(&select)? {
        let rule = OF_CASES[row.rule].0;
        match found.last_mut().filter(|last| last.rule == rule) {
            Some(last) => last.rows.push(row.broken),
            None => found.push(Broken { rule, rows: vec![row.broken] }),
        }
    }
    for (rule, select) in OF_RESULTS {
        let select = format!("select * from (\n{select}\n) as broken limit {MOST}");
        let rows: Vec<Map<String, Value>> = counted.warehouse.rows(&select)?;
        if !rows.is_empty() {
            let rows = rows.into_iter().map(|row| Value::Object(row).to_string()).collect();
            found.push(Broken { rule, rows });
        }
    }
    Ok(found)
}

#[derive(serde::Deserialize)]
struct Row {
    rule: usize,
    broken: String,
}
