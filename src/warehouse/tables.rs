//! The tables that a warehouse begins with: the empty staged tables that specs
//! describe, the code sets, the council's own lists, the macros, and the
//! variables through which SQL sees settings.

use chrono::NaiveDate;

use super::{Warehouse, disclosure, identifier, published};
use crate::definitions::Definitions;
use crate::definitions::code_set::CodeSet;
use crate::definitions::spec::{ExtractSpec, Kind};
use crate::error::Result;
use crate::settings::council::Council;

/// The columns that every staged table ends with.
const PROVENANCE: &str = "authority varchar, file_id integer, row_number bigint, snapshot_on date";

const FILES: &str = "create table staging.files (
    file_id integer, extract varchar, file varchar, digest varchar, authority varchar,
    precedence integer, snapshot_on date, received_on date, covers varchar,
    covers_from date, covers_to date, rows_read bigint, rows_accepted bigint,
    rows_quarantined bigint, rows_superseded bigint, rows_repeated bigint)";

const DECLARED: &str =
    "create table staging.declared (extract varchar, covers_from date, covers_to date)";

/// Makes schemas, macros, code tables and empty staged tables.
pub fn lay_out(warehouse: &Warehouse, definitions: &Definitions, council: &Council) -> Result<()> {
    warehouse.run(
        "create schema code; create schema staging; create schema work;
         create schema model; create schema checks; create schema measure; create schema result;",
    )?;
    warehouse.run(FILES)?;
    warehouse.run(DECLARED)?;
    warehouse.run(published::TABLE)?;
    warehouse.run(disclosure::TABLES)?;
    for set in &definitions.code_sets {
        code_table(warehouse, set)?;
    }
    council_tables(warehouse, definitions, council)?;
    for spec in &definitions.specs {
        warehouse.run_for(&spec.place, &staged_table(spec))?;
    }
    for (place, text) in &definitions.macros {
        warehouse.run_for(place, text)?;
    }
    Ok(())
}

/// Sets every variable that definitions may read.
pub fn set_variables(
    warehouse: &Warehouse,
    definitions: &Definitions,
    council: &Council,
    as_at: NaiveDate,
) -> Result<()> {
    let reporting = &council.reporting;
    warehouse.set("as_at", "date", Some(&as_at.to_string()))?;
    warehouse.set("reporting.months", "bigint", Some(&reporting.months.to_string()))?;
    warehouse.set("reporting.years", "bigint", Some(&reporting.years.to_string()))?;
    let weeks = match reporting.weeks_in_a_year.as_str() {
        "52" => "52",
        "366/7" => "52.285714",
        _ => "52.142857",
    };
    warehouse.set("reporting.weeks_in_a_year", "decimal(18, 6)", Some(weeks))?;
    let fixed_point = reporting.fixed_point.as_ref().map(|postcode| {
        postcode.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase()
    });
    warehouse.set("reporting.fixed_point_postcode", "varchar", fixed_point.as_deref())?;
    let threshold = council.disclosure.threshold.to_string();
    warehouse.set("disclosure.threshold", "bigint", Some(&threshold))?;
    let round_to = council.disclosure.round_to.to_string();
    warehouse.set("disclosure.round_to", "bigint", Some(&round_to))?;
    for (id, setting) in definitions.settings() {
        let given = [&council.measures, &council.model]
            .into_iter()
            .filter_map(|section| section.get(id))
            .flat_map(|settings| &settings.settings)
            .chain(council.checks.get(id).into_iter().flat_map(|own| &own.settings))
            .find(|(name, _, _)| *name == setting.name)
            .map(|(_, value, _)| value.as_str());
        let name = format!("{id}.{}", setting.name);
        let value = given.unwrap_or(&setting.default);
        warehouse.set(&name, setting.kind.sql_type(), Some(value))?;
    }
    Ok(())
}

/// The SQL type of a staged column.
pub fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Identifier | Kind::Code | Kind::Postcode | Kind::FinancialYear => {
            "varchar"
        }
        Kind::Date => "date",
        Kind::Money => "decimal(18, 2)",
        Kind::Integer => "bigint",
        Kind::Decimal => "decimal(18, 6)",
        Kind::YesNo => "boolean",
    }
}

fn staged_table(spec: &ExtractSpec) -> String {
    let mut columns: Vec<String> = spec
        .columns
        .iter()
        .filter(|column| column.to != "authority")
        .map(|column| format!("{} {}", identifier(&column.to), sql_type(column.kind)))
        .collect();
    columns.push(PROVENANCE.to_owned());
    format!("create table staging.{} ({})", identifier(&spec.id), columns.join(", "))
}

fn code_table(warehouse: &Warehouse, set: &CodeSet) -> Result<()> {
    let columns: Vec<String> = set
        .columns
        .iter()
        .map(|column| format!("{} {}", identifier(column), CodeSet::sql_type(column)))
        .collect();
    let table = identifier(&set.id);
    warehouse
        .run_for(&set.place, &format!("create table code.{table} ({})", columns.join(", ")))?;
    warehouse.append("code", &set.id, set.rows.iter().map(Vec::as_slice)).map_err(|mut error| {
        error.exit = crate::exit::Exit::Definition;
        for fault in &mut error.faults {
            fault.place = set.place.clone();
        }
        error
    })
}

/// What the council says of itself, as code tables.
fn council_tables(
    warehouse: &Warehouse,
    definitions: &Definitions,
    council: &Council,
) -> Result<()> {
    warehouse.run(
        "create table code.council_authorities (authority varchar, name varchar, sort bigint);
         create table code.service_groups (service varchar, service_group varchar, sort bigint);",
    )?;
    let authorities: Vec<Vec<String>> = council
        .authorities
        .iter()
        .enumerate()
        .map(|(index, authority)| {
            vec![authority.code.clone(), authority.name.clone(), (index + 1).to_string()]
        })
        .collect();
    let groups = service_groups(definitions, council);
    warehouse.append("code", "council_authorities", authorities.iter().map(Vec::as_slice))?;
    warehouse.append("code", "service_groups", groups.iter().map(Vec::as_slice))
}

/// The group of each service: the council's, or the one its code set names.
fn service_groups(definitions: &Definitions, council: &Council) -> Vec<Vec<String>> {
    let Some(services) = definitions.code_sets.iter().find(|set| set.id == "services") else {
        return Vec::new();
    };
    let defaults = services.values("service_group");
    let mut order: Vec<String> =
        council.reporting.service_groups.iter().map(|(group, _)| group.clone()).collect();
    let mut groups = Vec::new();
    for (service, default) in services.values("code").into_iter().zip(defaults) {
        let own = council
            .reporting
            .service_groups
            .iter()
            .find(|(_, members)| members.iter().any(|member| member == service));
        let group = own.map_or(default, |(group, _)| group.as_str());
        if !order.iter().any(|known| known == group) {
            order.push(group.to_owned());
        }
        let sort = order.iter().position(|known| known == group).unwrap_or_default() + 1;
        groups.push(vec![service.to_owned(), group.to_owned(), sort.to_string()]);
    }
    groups
}
