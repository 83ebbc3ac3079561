//! Checks: queries over staged and model tables that return what is wrong,
//! made side by side and gathered into one account: for each rule how many
//! rows and children, for each file a finding, and the rows themselves for the
//! workbook of whoever mends them. A check over extracts that never came does
//! not pass: it is said, once for all, that it could not be made.

pub mod workbook;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::definitions::Definitions;
use crate::definitions::query::Check;
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::settings::council::Council;
use crate::warehouse::{Warehouse, identifier, literal, queue};

/// As many rows of one rule as a person would look through; the rule counts
/// them all.
const MOST_ROWS: usize = 5000;

/// What checking found.
#[derive(Clone, Debug, Default)]
pub struct Quality {
    /// One for each rule, file and column.
    pub findings: Vec<Finding>,
    /// Every check, also those that found nothing.
    pub rules: Vec<Rule>,
    /// The rows, by rule, file and row: the first of each rule.
    pub rows: Vec<FoundRow>,
}

/// One check and what it found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its name in findings.
    pub rule: String,
    /// The number under which the return's own rules are published.
    pub number: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub says: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether it was made, and if not, why.
    pub state: State,
    /// How many rows are wrong.
    pub rows: u64,
    /// How many children they are about.
    pub children: u64,
}

/// Whether a check was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It was.
    Made,
    /// This extract never came.
    Needs(String),
    /// The council turned it off.
    Off,
}

/// One row that is wrong. It names a child, and belongs to exempt files only.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FoundRow {
    /// The rule that it breaks.
    pub rule: String,
    /// Whose row it is.
    #[serde(default)]
    pub authority: Option<String>,
    /// The child, as the file names the child.
    #[serde(default)]
    pub child_id: Option<String>,
    /// The file, relative to the inbox.
    #[serde(default)]
    pub file: Option<String>,
    /// The row in that file.
    #[serde(default)]
    pub row: Option<u64>,
    /// The column.
    #[serde(default)]
    pub column: Option<String>,
    /// More about it; nobody is named in it.
    #[serde(default)]
    pub detail: Option<String>,
}

impl Quality {
    /// Whether a finding is of a check, so that its rows are here.
    fn is_of_check(&self, finding: &Finding) -> bool {
        self.rules.iter().any(|rule| rule.rule == finding.rule)
    }
}

/// Makes every check.
pub fn run(warehouse: &Warehouse, definitions: &Definitions, council: &Council) -> Result<Quality> {
    let came: Vec<Extract> = warehouse.rows("select distinct extract from staging.files")?;
    let came: BTreeSet<&str> = came.iter().map(|file| file.extract.as_str()).collect();
    let mut rules: Vec<Rule> =
        definitions.checks.iter().map(|check| rule(check, council, &came)).collect();
    let made: Vec<&Check> = definitions
        .checks
        .iter()
        .zip(&rules)
        .filter(|(_, rule)| rule.state == State::Made)
        .map(|(check, _)| check)
        .collect();
    gather(warehouse, &made)?;
    let counts: Vec<Count> = warehouse.rows(
        "select rule, count(*) as rows, count(distinct (authority, child_id))
            filter (child_id is not null) as children
        from work.checked group by rule",
    )?;
    for rule in &mut rules {
        if let Some(count) = counts.iter().find(|count| count.rule == rule.rule) {
            (rule.rows, rule.children) = (count.rows, count.children);
        }
    }
    let places: Vec<Place> = warehouse.rows(
        "select rule, extract, file, column_name, min(row_number) as first_row, count(*) as rows
        from work.checked group by all order by all",
    )?;
    let rows = warehouse.rows(&format!(
        "select rule, authority, child_id, file, row_number as row, column_name as column, detail
        from work.checked
        qualify row_number() over (partition by rule order by all_of_it) <= {MOST_ROWS}
        order by rule, all_of_it"
    ))?;
    let mut findings: Vec<Finding> =
        places.into_iter().filter_map(|place| finding(&rules, place)).collect();
    findings.extend(not_made(&rules));
    findings.sort();
    Ok(Quality { findings, rules, rows })
}

fn rule(check: &Check, council: &Council, came: &BTreeSet<&str>) -> Rule {
    let own = council.checks.get(&check.file.id);
    let needed = check.needs.iter().find(|need| !came.contains(need.as_str()));
    let state = match (own.is_some_and(|own| own.is_off), needed) {
        (true, _) => State::Off,
        (false, Some(extract)) => State::Needs(extract.clone()),
        (false, None) => State::Made,
    };
    Rule {
        rule: check.rule(),
        number: check.number.clone().unwrap_or_default(),
        severity: own.and_then(|own| own.severity).unwrap_or(check.severity),
        says: check.says.clone(),
        remedy: check.remedy.clone(),
        state,
        rows: 0,
        children: 0,
    }
}

/// Fills `work.checked`: every row that any check found, with its file.
fn gather(warehouse: &Warehouse, checks: &[&Check]) -> Result<()> {
    let selects: Vec<String> = checks.iter().map(|check| in_one_shape(check)).collect();
    let tables: Vec<queue::Piece<'_>> = checks
        .iter()
        .zip(&selects)
        .map(|(check, select)| queue::Piece {
            name: format!("checks.{}", check.file.id),
            place: &check.file.place,
            making: queue::Making::Table(select),
            reads: None,
        })
        .collect();
    queue::make(warehouse, &tables)?;
    let mut found: Vec<String> = checks
        .iter()
        .map(|check| {
            let (rule, table) = (literal(&check.rule()), identifier(&check.file.id));
            format!("select {rule} as rule, * from checks.{table}")
        })
        .collect();
    found.push(format!("select '' as rule, * from ({NO_ROWS})"));
    warehouse.run(&format!(
        "create table work.checked as
        select found.* replace (
                coalesce(found.authority, nullif(files.authority, '')) as authority
            ), files.extract, files.file,
            struct_pack(f := files.file, r := found.row_number, c := found.child_id,
                n := found.column_name, d := found.detail) as all_of_it
        from (\n{}\n) as found
        left join staging.files as files on found.file_id = files.file_id",
        found.join("\nunion all\n")
    ))
}

/// What every check returns, and none of it.
const NO_ROWS: &str = "select null::integer as file_id, null::bigint as row_number,
    null::varchar as authority, null::varchar as child_id,
    null::varchar as column_name, null::varchar as detail
where false";

/// The select of one check with every column that a check may return.
fn in_one_shape(check: &Check) -> String {
    let column = match &check.column {
        Some(column) => format!("coalesce(column_name, {})", literal(column)),
        None => "column_name".to_owned(),
    };
    format!(
        "select file_id::integer as file_id, row_number::bigint as row_number,
    authority::varchar as authority, child_id::varchar as child_id,
    {column}::varchar as column_name, detail::varchar as detail
from (
{NO_ROWS}
union all by name
select * from (
{}
) as own
) as found",
        check.file.select
    )
}

fn finding(rules: &[Rule], place: Place) -> Option<Finding> {
    let rule = rules.iter().find(|rule| rule.rule == place.rule)?;
    let finding =
        Finding::new(rule.severity, &rule.rule, &rule.says).remedy(&rule.remedy).rows(place.rows);
    Some(Finding {
        extract: place.extract,
        file: place.file,
        row: place.first_row,
        column: place.column_name,
        ..finding
    })
}

/// One note for all checks whose extracts never came.
fn not_made(rules: &[Rule]) -> Option<Finding> {
    let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules {
        if let State::Needs(extract) = &rule.state {
            *waiting.entry(extract).or_default() += 1;
        }
    }
    if waiting.is_empty() {
        return None;
    }
    let checks: usize = waiting.values().sum();
    let extracts: Vec<String> =
        waiting.iter().map(|(extract, checks)| format!("{extract} ({checks})")).collect();
    let says = match checks {
        1 => format!("one check needs an extract that has not come: {}", extracts.join(", ")),
        _ => format!("{checks} checks need extracts that have not come: {}", extracts.join(", ")),
    };
    let finding = Finding::new(Severity::Note, "checks-not-made", says);
    Some(finding.remedy("send these extracts, and what they hold is checked too"))
}

#[derive(Deserialize)]
struct Extract {
    extract: String,
}

#[derive(Deserialize)]
struct Count {
    rule: String,
    rows: u64,
    children: u64,
}

#[derive(Deserialize)]
struct Place {
    rule: String,
    extract: Option<String>,
    file: Option<String>,
    column_name: Option<String>,
    first_row: Option<u64>,
    rows: u64,
}
