//! The figures that two publications print otherwise, and the cases behind
//! them, read from the data files that lie in both. It says what moved, never
//! why.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::warehouse::{Warehouse, identifier, literal};

/// A figure that is in both publications and not the same, or in one of them
/// for a period that both have.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Move {
    pub(super) measure: String,
    pub(super) title: String,
    pub(super) unit: String,
    pub(super) figure: String,
    pub(super) authority: String,
    pub(super) period_id: String,
    pub(super) breakdown: String,
    pub(super) category: String,
    pub(super) breakdown_2: String,
    pub(super) category_2: String,
    /// `moved`, `appeared` or `gone`.
    pub(super) what: String,
    pub(super) before: Option<f64>,
    pub(super) after: Option<f64>,
    pub(super) change: Option<f64>,
    pub(super) percent_change: Option<f64>,
    pub(super) display_before: String,
    pub(super) display_after: String,
}

/// What is only in one of two publications: a measure, and its periods.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Only {
    /// `before` or `after`.
    pub(super) side: String,
    pub(super) measure: String,
    pub(super) is_whole_measure: bool,
    pub(super) periods: i64,
    pub(super) first: String,
    pub(super) last: String,
}

/// A case that counts in only one of two publications, or otherwise.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct CaseMove {
    pub(super) measure: String,
    pub(super) authority: String,
    pub(super) case_id: Option<String>,
    /// `added`, `gone` or `changed`.
    pub(super) what: String,
    /// On how many days or in how many periods.
    pub(super) times: i64,
    pub(super) first: String,
    pub(super) last: String,
    /// Columns that differ, such as `service: U4 -> U6`; of the last day.
    pub(super) columns: Vec<String>,
}

/// The files of both publications.
pub(super) struct Files<'a> {
    pub(super) results: [&'a Path; 2],
    pub(super) cases: [&'a Path; 2],
}

const KEY: &str = "measure, figure, authority, period_id, breakdown, category, breakdown_2, \
                   category_2";

/// Measures that one of the publications counted as a whole only, because no
/// report that it made breaks them down: their breakdowns are not compared.
const WHOLE_ON_ONE_SIDE: &str = "create table work.whole_on_one_side as
    select measure, before.breakdowns
    from (
        select measure, count(distinct breakdown) as breakdowns from work.before group by measure
    ) as before
    inner join (
        select measure, count(distinct breakdown) as breakdowns from work.after group by measure
    ) as after using (measure)
    where (before.breakdowns = 1) <> (after.breakdowns = 1);";

/// Pairs the figures of both publications in `work.moves`.
pub(super) fn pair(warehouse: &Warehouse, files: &Files<'_>, only: &[String]) -> Result<()> {
    let read = |path: &Path| format!("read_parquet({})", literal(&path.display().to_string()));
    let ids: Vec<String> = only.iter().map(|id| literal(id)).collect();
    let chosen = match ids.is_empty() {
        true => "true".to_owned(),
        false => format!("measure in ({})", ids.join(", ")),
    };
    warehouse.run(&format!(
        "create schema work;
        create view work.before as select * from {} where {chosen};
        create view work.after as select * from {} where {chosen};
        {WHOLE_ON_ONE_SIDE}
        create table work.moves as
        with both_have as (
            select distinct measure, authority, period_id from work.before
            intersect
            select distinct measure, authority, period_id from work.after
        )
        select
            {KEY},
            coalesce(after.title, before.title) as title,
            coalesce(after.unit, before.unit) as unit,
            coalesce(after.period_kind, before.period_kind) as period_kind,
            coalesce(after.period_start, before.period_start) as period_start,
            coalesce(after.period_end, before.period_end) as period_end,
            coalesce(after.is_current, false) as is_current,
            case
                when before.title is null then 'appeared'
                when after.title is null then 'gone'
                else 'moved'
            end as what,
            before.value as before,
            after.value as after,
            after.value - before.value as change,
            coalesce(before.display, 'none') as display_before,
            coalesce(after.display, 'none') as display_after,
        from work.before as before
        full join work.after as after using ({KEY})
        inner join both_have using (measure, authority, period_id)
        left join work.whole_on_one_side as narrow using (measure)
        where
            (breakdown = 'all' or narrow.breakdowns is null)
            and (
                before.value is distinct from after.value
                or before.symbol is distinct from after.symbol
            )",
        read(files.results[0]),
        read(files.results[1]),
    ))
}

/// How many figures moved, appeared and went, for each measure.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Count {
    pub(super) measure: String,
    pub(super) title: String,
    pub(super) moved: i64,
    pub(super) appeared: i64,
    pub(super) gone: i64,
}

/// The counts of all measures with a move.
pub(super) fn counts(warehouse: &Warehouse) -> Result<Vec<Count>> {
    warehouse.rows(
        "select
            measure,
            any_value(title) as title,
            count(*) filter (where what = 'moved') as moved,
            count(*) filter (where what = 'appeared') as appeared,
            count(*) filter (where what = 'gone') as gone,
        from work.moves group by measure order by measure",
    )
}

/// The moves: those of the whole before breakdowns, current periods before
/// others, then by size against the figure itself. `most`: none for all.
pub(super) fn moves(warehouse: &Warehouse, most: Option<usize>) -> Result<Vec<Move>> {
    let limit = most.map_or(String::new(), |most| format!("limit {most}"));
    warehouse.rows(&format!(
        "select
            {KEY}, title, unit, what,
            before::double as before,
            after::double as after,
            change::double as change,
            round(100 * change::double / nullif(abs(before), 0)::double, 1) as percent_change,
            display_before,
            display_after,
        from work.moves
        order by
            breakdown <> 'all',
            not is_current,
            coalesce(
                abs(change::double) / nullif(greatest(abs(before), abs(after)), 0)::double, 1
            ) desc,
            measure, figure, authority, period_kind, period_end desc, breakdown, category,
            breakdown_2, category_2
        {limit}",
    ))
}

/// Measures and periods that only one publication has.
pub(super) fn only(warehouse: &Warehouse) -> Result<Vec<Only>> {
    warehouse.rows(
        "with sides as (
            select distinct 'before' as side, measure, period_id from work.before
            union all
            select distinct 'after' as side, measure, period_id from work.after
        ),
        marked as (
            select
                *,
                count(*) over (partition by measure, period_id) = 1 as is_only_here,
                min(side) over (partition by measure) = max(side) over (partition by measure)
                    as is_whole_measure,
            from sides
        )
        select
            side, measure, is_whole_measure, count(*) as periods,
            min_by(period_id, split_part(period_id, ':', 2)) as first,
            max_by(period_id, split_part(period_id, ':', 2)) as last,
        from marked where is_only_here
        group by side, measure, is_whole_measure order by all",
    )
}

#[derive(Deserialize)]
struct Row {
    measure: String,
    authority: String,
    case_id: Option<String>,
    what: String,
    times: i64,
    first: String,
    last: String,
    before: Option<Vec<String>>,
    after: Option<Vec<String>>,
}

/// The cases behind the moves: of the days and periods of every figure that
/// moved. What two versions of the program do not both keep is not compared.
pub(super) fn cases(warehouse: &Warehouse, files: &Files<'_>) -> Result<Vec<CaseMove>> {
    let path = |side: usize| literal(&files.cases[side].display().to_string());
    let columns = common_columns(warehouse, &path(0), &path(1))?;
    let content: Vec<String> =
        columns.iter().map(|name| format!("{0} := cases.{0}", identifier(name))).collect();
    let side = |name: &str, path: &str| {
        format!(
            "select
                {} as side, cases.measure, cases.authority, cases.case_id, cases.counted_on,
                cases.period_id,
                case
                    when narrow.measure is null
                        then to_json(struct_pack(figure := cases.figure, {}))::varchar
                    else to_json(struct_pack(figure := cases.figure))::varchar
                end as content,
            from read_parquet({path}) as cases
            left join work.whole_on_one_side as narrow on cases.measure = narrow.measure",
            literal(name),
            content.join(", "),
        )
    };
    let rows: Vec<Row> = warehouse.rows(&format!(
        "with windows as (
            select distinct measure, period_id, period_start, period_end from work.moves
        ),
        sides as (
            {}
            union all
            {}
        ),
        counted as (
            select
                measure, authority, case_id,
                coalesce(period_id, counted_on::varchar) as counted,
                list_sort(list(content) filter (where side = 'before')) as before,
                list_sort(list(content) filter (where side = 'after')) as after,
            from sides
            where exists (
                select 1 from windows
                where windows.measure = sides.measure
                and (
                    windows.period_id = sides.period_id
                    or (
                        sides.period_id is null
                        and sides.counted_on between windows.period_start and windows.period_end
                    )
                )
            )
            group by all
        )
        select
            measure, authority, case_id,
            case
                when before is null then 'added'
                when after is null then 'gone'
                else 'changed'
            end as what,
            count(*) as times,
            min(counted) as first,
            max(counted) as last,
            max_by(before, counted) as before,
            max_by(after, counted) as after,
        from counted where before is distinct from after
        group by all order by measure, authority, what, case_id",
        side("before", &path(0)),
        side("after", &path(1)),
    ))?;
    Ok(rows.into_iter().map(CaseMove::from).collect())
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// The columns of a case that both publications have, its key aside.
fn common_columns(warehouse: &Warehouse, before: &str, after: &str) -> Result<Vec<String>> {
    let of = |path: &str| {
        format!("select column_name as name from (describe select * from read_parquet({path}))")
    };
    let names: Vec<Named> = warehouse.rows(&format!(
        "select name from ({} intersect {}) as columns
        where name not in
            ('measure', 'figure', 'authority', 'case_id', 'counted_on', 'period_id')
        order by name",
        of(before),
        of(after)
    ))?;
    Ok(names.into_iter().map(|row| row.name).collect())
}

impl From<Row> for CaseMove {
    fn from(row: Row) -> Self {
        let columns = match (row.before.as_deref(), row.after.as_deref()) {
            (Some([before]), Some([after])) => differing(before, after),
            _ => Vec::new(),
        };
        Self {
            measure: row.measure,
            authority: row.authority,
            case_id: row.case_id,
            what: row.what,
            times: row.times,
            first: row.first,
            last: row.last,
            columns,
        }
    }
}

/// The columns in which two cases differ, each with both values.
fn differing(before: &str, after: &str) -> Vec<String> {
    type Columns = serde_json::Map<String, serde_json::Value>;
    let read = |text: &str| serde_json::from_str::<Columns>(text).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let print = |value: Option<&serde_json::Value>| match value {
        None | Some(serde_json::Value::Null) => "none".to_owned(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    before
        .iter()
        .filter(|(name, value)| after.get(*name) != Some(*value))
        .map(|(name, value)| {
            format!("{name}: {} -> {}", print(Some(value)), print(after.get(name)))
        })
        .collect()
}
