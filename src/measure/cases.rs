//! The view `measure.cases`: every measure's `select`, one under another, in
//! one shape; and the tables that tell SQL what the headers say.

use std::collections::{BTreeMap, BTreeSet};

use crate::definitions::measure::{
    COUNTS, Counts, Measure, NOT_KNOWN, POLARITIES, STATISTICS, Statistic, UNITS, word,
};
use crate::definitions::report::{Audience, ReportTemplate};
use crate::error::{Fault, Result};
use crate::settings::council::MeasureSettings;
use crate::warehouse::queue::{self, Making};
use crate::warehouse::{Warehouse, identifier, literal};

/// The breakdowns that `_children_cells.sql` counts in one statement.
const TOGETHER: [&str; 10] = [
    "service",
    "service_group",
    "sector",
    "age_band",
    "sex",
    "ethnic_group",
    "need",
    "legal_status",
    "asylum_seeking",
    "locality",
];

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

/// A relation of the schema `measure`, to be made from its select.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its name.
    pub id: &'static str,
    /// Whether its rows are kept, or counted each time it is read.
    pub is_kept: bool,
    /// The bare select.
    pub select: String,
}

impl Relation {
    /// As one of the pieces that are made side by side.
    pub fn to_make(&self) -> queue::Piece<'_> {
        let select = self.select.as_str();
        let making = if self.is_kept { Making::Table(select) } else { Making::View(select) };
        let name = format!("{SCHEMA}.{}", self.id);
        queue::Piece { name, place: "measures", making, reads: None }
    }
}

/// The schema of what is made of measures.
const SCHEMA: &str = "measure";

/// `measure.definitions`, the view `measure.cases`, and the views that are
/// counted: `cases_of_children`, in which a case is one child, and
/// `cases_of_others`, both as narrow as counting a whole needs; and of bound
/// measures `children_broken_down` and `others_broken_down`, with what they are
/// broken down by. A measure of children with categories or crosses of its own
/// is in both of the latter.
pub fn relations(
    measures: &[Measure],
    targets: &Targets,
    bound: Option<&BTreeSet<String>>,
) -> Vec<Relation> {
    let is_bound = |measure: &Measure| bound.is_none_or(|bound| bound.contains(measure.id()));
    type Holds<'a> = &'a dyn Fn(&Measure) -> bool;
    let views: [(&str, Width, Holds<'_>); 4] = [
        ("cases_of_others", Width::Narrow, &|measure| !is_one_child(measure)),
        ("others_broken_down", Width::Whole, &|measure| {
            is_bound(measure) && (!is_one_child(measure) || is_counted_apart(measure))
        }),
        ("cases_of_children", Width::Narrow, &is_one_child),
        ("children_broken_down", Width::Whole, &|measure| {
            is_bound(measure) && is_one_child(measure)
        }),
    ];
    let mut relations = vec![Relation {
        id: "definitions",
        is_kept: true,
        select: definitions_table(measures, targets, &is_bound),
    }];
    relations.extend(views.into_iter().map(|(id, width, holds)| {
        let selects = measures.iter().filter(|measure| holds(measure));
        view(id, width, selects.map(|measure| wrapped(measure, width)))
    }));
    // What a measure that is not bound would be broken down by stays null.
    let selects = measures.iter().map(|measure| {
        wrapped(measure, if is_bound(measure) { Width::Whole } else { Width::Narrow })
    });
    relations.push(view("cases", Width::Whole, selects));
    relations
}

/// Makes `measure.published`: the wholes and tables of measures that public
/// reports bind, and of tables whether for the newest periods, for the ends of
/// years, or both.
pub fn publish(
    warehouse: &Warehouse,
    reports: &[ReportTemplate],
    measures: &[Measure],
) -> Result<()> {
    warehouse.run(
        "create table measure.published (
            measure varchar, breakdown varchar, is_newest boolean, is_by_year boolean)",
    )?;
    let mut published: BTreeMap<[String; 2], [bool; 2]> = BTreeMap::new();
    for report in reports.iter().filter(|report| report.audience.contains(&Audience::Public)) {
        let is_bound = |id: &str| {
            report.uses_every_measure() || report.measures().iter().any(|it| it.id == id)
        };
        let bound = measures.iter().map(Measure::id).filter(|id| is_bound(id));
        published.extend(bound.map(|id| ([id.to_owned(), "all".to_owned()], [true, true])));
        for table in report.broken_down() {
            let key = [table.measure.to_owned(), table.breakdown.to_owned()];
            published.entry(key).or_default()[usize::from(table.is_by_year)] = true;
        }
    }
    let rows: Vec<[String; 4]> = published
        .into_iter()
        .map(|([measure, breakdown], which)| {
            let [newest, by_year] = which.map(|is| is.to_string());
            [measure, breakdown, newest, by_year]
        })
        .collect();
    warehouse.append("measure", "published", rows.iter().map(|row| row.as_slice()))
}

/// The cases of measures, one under another; without a measure, no rows.
fn view(id: &'static str, width: Width, selects: impl Iterator<Item = String>) -> Relation {
    let parts: Vec<String> = std::iter::once(no_cases(width)).chain(selects).collect();
    Relation { id, is_kept: false, select: parts.join("\nunion all by name\n") }
}

/// How much of its cases is asked of a measure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// What a whole is counted from.
    Narrow,
    /// With all that it is broken down by, which is most of a case's width.
    Whole,
}

/// Whether each case is one child on one day or in one period.
fn is_one_child(measure: &Measure) -> bool {
    measure.case == "child"
        && measure.counts != Counts::During
        && measure.statistic != Statistic::Mean
}

/// The breakdowns of a measure that are not counted together with those of all
/// measures of children: its own categories, and what is by supplier.
fn counted_apart(measure: &Measure) -> impl Iterator<Item = &String> {
    let own = measure.breakdowns.iter().filter(|name| !TOGETHER.contains(&name.as_str()));
    own.chain(&measure.categories)
}

fn is_counted_apart(measure: &Measure) -> bool {
    !measure.crosses.is_empty() || counted_apart(measure).next().is_some()
}

/// The select of one measure in the shape that all share.
pub fn wrapped(measure: &Measure, width: Width) -> String {
    let (counted_on, happened_on, period_id) = match measure.counts {
        Counts::Over => ("null::date", "null::date", "counted.period_id::varchar"),
        Counts::AtEnd => ("counted.counted_on::date", "null::date", "null::varchar"),
        Counts::During => ("counted.counted_on::date", "counted.counted_on::date", "null::varchar"),
    };
    let figure = if measure.figures.is_empty() { "''" } else { "counted.figure::varchar" };
    let broken_down = match width {
        Width::Narrow => String::new(),
        Width::Whole => format!(
            ",\n    counted.breakdowns::{} as breakdowns, {} as extra",
            breakdowns_type(),
            extra(measure)
        ),
    };
    format!(
        "select {id} as measure, {counted_on} as counted_on, {happened_on} as happened_on,
    {period_id} as period_id,
    counted.authority::varchar as authority, {figure} as figure,
    counted.case_id::varchar as case_id, counted.child_id::varchar as child_id,
    counted.provider_id::varchar as provider_id,
    counted.numerator::decimal(18, 4) as numerator,
    counted.denominator::decimal(18, 4) as denominator{broken_down}
from (
{select}
) as counted",
        id = literal(measure.id()),
        select = measure.file.select,
    )
}

/// The case under each of the measure's own categories.
fn extra(measure: &Measure) -> String {
    let own: Vec<String> = measure
        .categories
        .iter()
        .map(|name| {
            let column = identifier(name);
            format!("{{'breakdown': {}, 'category': counted.{column}::varchar}}", literal(name))
        })
        .collect();
    format!("[{}]::struct(breakdown varchar, category varchar)[]", own.join(", "))
}

fn no_cases(width: Width) -> String {
    let broken_down = match width {
        Width::Narrow => String::new(),
        Width::Whole => format!(
            ", null::{} as breakdowns, []::struct(breakdown varchar, category varchar)[] as extra",
            breakdowns_type()
        ),
    };
    format!(
        "select ''::varchar as measure, null::date as counted_on, null::date as happened_on,
    null::varchar as period_id, ''::varchar as authority, ''::varchar as figure,
    ''::varchar as case_id, ''::varchar as child_id, ''::varchar as provider_id,
    null::decimal(18, 4) as numerator, null::decimal(18, 4) as denominator{broken_down}
where false"
    )
}

fn breakdowns_type() -> String {
    let fields: Vec<String> = crate::definitions::measure::BREAKDOWNS
        .iter()
        .map(|name| format!("{} varchar", identifier(name)))
        .collect();
    format!("struct({})", fields.join(", "))
}

fn definitions_table(
    measures: &[Measure],
    targets: &Targets,
    is_bound: &dyn Fn(&Measure) -> bool,
) -> String {
    let columns = "measure, title, area, unit, polarity, counts, statistic, not_known, needs, \
                   looks_back, breakdowns, crosses, target, tolerance, case_kind, \
                   headline_figure, figures, is_bound, is_one_child, counted_apart, benchmark";
    let rows: Vec<String> = measures
        .iter()
        .map(|measure| definition_row(measure, targets.get(measure.id()), is_bound(measure)))
        .collect();
    format!("select * from (values\n{}\n) as definition({columns})", rows.join(",\n"),)
}

fn definition_row(measure: &Measure, council: Option<&MeasureSettings>, is_bound: bool) -> String {
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
        list(measure.figures.iter().cloned()),
        is_bound.to_string(),
        is_one_child(measure).to_string(),
        list(counted_apart(measure).cloned()),
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
