//! The data files of a publication: results and cases as they are queried, a
//! workbook of results for each audience, and a description of every file and
//! column.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use super::counting::Counted;
use super::publishing::output;
use crate::definitions::report::{Audience, ReportTemplate};
use crate::error::Result;
use crate::measure::results::Export;
use crate::publish::building::Building;
use crate::report::{calendar, package, phrase, workbook};
use crate::settings::Settings;
use crate::warehouse::{Warehouse, literal};

/// The columns that tell rows of results apart.
const KEY: [&str; 9] = [
    "measure",
    "figure",
    "authority",
    "period_kind",
    "period_end",
    "breakdown",
    "category",
    "breakdown_2",
    "category_2",
];

/// The order in which results are written.
const ORDER: &str = "measure, figure, authority, period_kind, period_end, breakdown, category, breakdown_2, category_2";

/// A data file of a publication that holds rows as they are queried.
pub(super) struct DataFile {
    /// Its path in the publication.
    pub(super) path: &'static str,
    /// Where it is written, and what of.
    pub(super) export: Export,
}

/// The data files of a publication, announced to it: they are written as soon
/// as what they hold has been counted.
pub(super) fn files(warehouse: &Warehouse, building: &mut Building) -> Result<Vec<DataFile>> {
    let mut files = Vec::new();
    for (path, reads, select) in selects(warehouse)? {
        let file = building.place(&output(path)?, None)?;
        let reads = reads.iter().map(|table| (*table).to_owned()).collect();
        files.push(DataFile { path, export: Export { file, select, reads } });
    }
    Ok(files)
}

/// A file's path, the tables that must be there before it, its bare select.
type Select = (&'static str, &'static [&'static str], String);

fn selects(warehouse: &Warehouse) -> Result<Vec<Select>> {
    let public = format!("select * from result.public_results order by {ORDER}");
    let exempt = format!("select * from result.results order by {ORDER}");
    // Named one by one: a filter by a query would not reach into the measures,
    // and every case of every period would be made to be left out.
    let periods: Vec<String> = warehouse
        .rows("select period_id from model.periods where is_current")?
        .into_iter()
        .map(|CurrentPeriod { period_id }| literal(&period_id))
        .collect();
    let cases = format!(
        "select cases.* exclude (happened_on, breakdowns, extra), unnest(cases.breakdowns)
        from measure.cases as cases
        where cases.counted_on > getvariable('as_at') - interval 1 year
            or list_contains([{}]::varchar[], cases.period_id)
        order by all",
        periods.join(", ")
    );
    let suppression = "select * from result.suppression order by all".to_owned();
    Ok(vec![
        ("public/data/results.parquet", &["result.public_results"], public.clone()),
        ("public/data/results.csv", &["result.public_results"], public),
        ("exempt/data/results.parquet", &["result.results"], exempt.clone()),
        ("exempt/data/results.csv", &["result.results"], exempt),
        // Counted once more, and no result waits for it: it comes after them.
        ("exempt/data/cases.parquet", &["measure.cases", "result.results"], cases),
        ("exempt/data/suppression.csv", &["result.suppression"], suppression),
    ])
}

/// A period that ends on the as-at date.
#[derive(Deserialize)]
struct CurrentPeriod {
    period_id: String,
}

/// The measures that reports bind, as a list in SQL: it may be empty.
pub(super) fn bound(counted: &Counted, holds: impl Fn(&ReportTemplate) -> bool) -> String {
    let reports = counted.definitions.reports.iter().filter(|report| holds(report));
    let bound: BTreeSet<String> =
        reports.flat_map(ReportTemplate::measures).map(|binding| literal(binding.id)).collect();
    format!("[{}]::varchar[]", bound.into_iter().collect::<Vec<_>>().join(", "))
}

/// Where the workbook of an audience lies in a publication.
pub(super) fn workbook_path(audience: Audience) -> String {
    format!("{}/data/{}", audience.word(), workbook::FILE_NAME)
}

/// The description of each audience's data files, by its path. The files named
/// have been written: their columns are read from them.
pub(super) fn descriptions(
    settings: &Settings,
    counted: &Counted,
    written: &[DataFile],
) -> Result<Vec<(String, String)>> {
    [Audience::Public, Audience::Exempt]
        .into_iter()
        .map(|audience| {
            let folder = format!("{}/data/", audience.word());
            let described = describe(settings, counted, audience, &folder, written)?;
            Ok((format!("{folder}{}", package::FILE_NAME), described))
        })
        .collect()
}

fn describe(
    settings: &Settings,
    counted: &Counted,
    audience: Audience,
    folder: &str,
    written: &[DataFile],
) -> Result<String> {
    let mut resources = Vec::new();
    for DataFile { path, .. } in written {
        let Some(file) = path.strip_prefix(folder) else { continue };
        let stem = file.split('.').next().unwrap_or(file);
        let parquet = format!("{folder}{stem}.parquet");
        let Some(table) = written.iter().find(|file| file.path == parquet) else { continue };
        resources.push(package::Resource {
            file: file.to_owned(),
            says: says(stem, audience).to_owned(),
            columns: columns(counted, stem, &table.export.file)?,
            key: if stem == "results" { KEY.to_vec() } else { Vec::new() },
        });
    }
    resources.push(package::Resource {
        file: workbook::FILE_NAME.to_owned(),
        says: "The figures that reports print, one table a sheet".to_owned(),
        columns: Vec::new(),
        key: Vec::new(),
    });
    let title =
        format!("{}: results as at {}", settings.council.name, calendar::long(counted.as_at));
    let round_to = settings.council.disclosure.round_to;
    let rounding =
        if audience == Audience::Public { phrase::rounding(round_to) } else { String::new() };
    let how = format!("{HOW} {rounding}");
    Ok(package::describe(&format!("results-{}", audience.word()), &title, how.trim(), &resources))
}

/// How to read the files.
const HOW: &str = "Dates are ISO 8601, numbers have a decimal point, text is UTF-8. \
    Where a value is missing, `symbol` says why. A definition of each measure stands in the \
    workbook and in the reports.";

fn says(of: &str, audience: Audience) -> &'static str {
    match (of, audience) {
        ("cases", _) => "The cases behind the newest figures: restricted, it names children",
        (_, Audience::Public) => {
            "Figures of the measures that public reports print, small numbers hidden"
        }
        (_, Audience::Exempt) => "All figures of all measures: restricted, nothing is hidden",
    }
}

#[derive(Deserialize)]
struct Described {
    column_name: String,
    column_type: String,
    title: Option<String>,
    label: Option<String>,
}

fn columns(counted: &Counted, of: &str, file: &Path) -> Result<Vec<package::Column>> {
    let described: Vec<Described> = counted.warehouse.rows(&format!(
        "select described.column_name, described.column_type, known.title, known.label
        from (
            select *, row_number() over () as place
            from (describe select * from read_parquet({}))
        ) as described
        left join code.data_columns as known
            on described.column_name = known.column and known.file = {}
        order by described.place",
        literal(&file.to_string_lossy()),
        literal(of),
    ))?;
    Ok(described
        .into_iter()
        .map(|column| package::Column {
            title: column.title.unwrap_or_else(|| column.column_name.clone()),
            says: column.label.unwrap_or_default(),
            name: column.column_name,
            sql_type: column.column_type,
        })
        .collect())
}
