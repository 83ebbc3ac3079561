//! Before a publication is sealed, everything public in it is read back as its
//! reader would read it, whatever its format, and searched for what the public
//! may not be told.

use std::collections::HashSet;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde::Deserialize;
use serde_json::Value;

use super::counting::Counted;
use crate::definitions::report::Audience;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::publish::building::Building;
use crate::publish::leaks::{EVERYBODY, Leak, Secret, Secrets};
use crate::publish::text_nodes;
use crate::report::docx;
use crate::warehouse::{Warehouse, identifier, literal};

/// The model table of what is sought.
const SECRETS: &str = "public_secrets";

/// What public files tell that they may not, with the file of each. Where no
/// report is public, public files hold nothing.
///
/// Fails (exit 3) where the definitions do not say what is sought.
pub(super) fn found(counted: &Counted, building: &Building) -> Result<Vec<(String, Leak)>> {
    let definitions = &counted.definitions;
    if !definitions.reports.iter().any(|report| report.audience.contains(&Audience::Public)) {
        return Ok(Vec::new());
    }
    if !definitions.models.iter().any(|model| model.file.id == SECRETS) {
        let place = format!("sql/model/{SECRETS}.sql");
        let says = "there is no such table, so no public file can be searched for leaks";
        return Err(Error::new(Exit::Definition, place, says).hint("put the built-in table back"));
    }
    let warehouse = &counted.warehouse;
    let secrets = warehouse.rows::<Secret>(&format!("select * from model.{SECRETS}"))?;
    let secrets = Secrets::new(secrets);
    let public = building
        .outputs()
        .filter(|(path, _)| path.as_str().starts_with("public/") || path.as_str() == "index.html");
    let is_table = |file: &Path| file.extension().is_some_and(|it| it == "csv" || it == "parquet");
    let (tables, texts): (Vec<_>, Vec<_>) = public.partition(|(_, file)| is_table(file));
    let search = |path: &str, lines: &[String]| -> Vec<(String, Leak)> {
        let leaks =
            secrets.found_in_lines(lines.iter().map(String::as_str), EVERYBODY, &HashSet::new());
        leaks.into_iter().map(|leak| (path.to_owned(), leak)).collect()
    };
    std::thread::scope(|scope| {
        let search = &search;
        let texts = scope.spawn(move || -> Result<Vec<(String, Leak)>> {
            let found = texts.iter().map(|(path, file)| Ok(search(path.as_str(), &lines(file)?)));
            Ok(found.collect::<Result<Vec<_>>>()?.concat())
        });
        let mut found = Vec::new();
        for (path, file) in &tables {
            found.extend(search(path.as_str(), &rows(warehouse, file)?));
        }
        let texts = texts.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        found.extend(texts?);
        Ok(found)
    })
}

/// What a reader sees in a file that is no table: a line for each paragraph,
/// row or item.
///
/// Fails (exit 1) where the file cannot be read as what its ending says.
fn lines(file: &Path) -> Result<Vec<String>> {
    let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    let failed = |says: String| Error::new(Exit::Failed, file.display().to_string(), says);
    let bytes = || std::fs::read(file).map_err(|cause| Error::io(file, "read it back", &cause));
    let text = || String::from_utf8(bytes()?).map_err(|_| failed("it is not UTF-8".to_owned()));
    Ok(match ending.as_str() {
        "html" | "md" => {
            let seen = text_nodes::seen(&format!("page.{ending}"), &text()?);
            seen.lines().map(str::to_owned).collect()
        }
        "docx" => docx::text(&bytes()?).map_err(failed)?.lines().map(str::to_owned).collect(),
        "xlsx" => workbook(file).map_err(|cause| failed(format!("cannot read it: {cause}")))?,
        "json" => {
            let value = serde_json::from_str(&text()?);
            json(&value.map_err(|cause| failed(format!("it is not JSON: {cause}")))?)
        }
        _ => {
            let says = "nobody can tell what it tells: its kind of file is not searched for leaks";
            return Err(failed(says.to_owned()));
        }
    })
}

/// What a reader sees in a data file: a line for each row.
fn rows(warehouse: &Warehouse, file: &Path) -> Result<Vec<String>> {
    // A column of numbers as text looks like one of numbers.
    let typed = format!("read_parquet({})", quoted(&file.with_extension("parquet")));
    match file.extension().is_some_and(|ending| ending == "csv") {
        true => {
            table(warehouse, &format!("read_csv({}, all_varchar = true)", quoted(file)), &typed)
        }
        false => table(warehouse, &typed, &typed),
    }
}

fn quoted(file: &Path) -> String {
    literal(&file.to_string_lossy())
}

/// Rows of cells that are no numbers: a sum of money may look like an identifier.
fn workbook(file: &Path) -> std::result::Result<Vec<String>, calamine::XlsxError> {
    let mut workbook: Xlsx<_> = open_workbook(file)?;
    let mut lines = Vec::new();
    for (name, range) in workbook.worksheets() {
        lines.push(name);
        for row in range.rows() {
            let cells = row.iter().filter(|cell| matches!(cell, Data::String(_)));
            lines.push(cells.map(Data::to_string).collect::<Vec<_>>().join(" | "));
        }
    }
    Ok(lines)
}

#[derive(Deserialize)]
struct Column {
    column_name: String,
}

#[derive(Deserialize)]
struct Line {
    line: String,
}

/// The rows of a data file: of its columns those that, in `typed`, hold text or
/// days.
fn table(warehouse: &Warehouse, source: &str, typed: &str) -> Result<Vec<String>> {
    let columns: Vec<Column> = warehouse.rows(&format!(
        "select column_name from (describe select * from {typed})
        where column_type in ('VARCHAR', 'DATE')"
    ))?;
    let cells: Vec<String> = columns
        .iter()
        .map(|column| format!("{}::varchar", identifier(&column.column_name)))
        .collect();
    if cells.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Line> = warehouse
        .rows(&format!("select concat_ws(' | ', {}) as line from {source}", cells.join(", ")))?;
    Ok(rows.into_iter().map(|row| row.line).collect())
}

/// Every text of a JSON document, names of fields among them.
fn json(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(json).collect(),
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| std::iter::once(name.clone()).chain(json(value)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
