//! Checks: queries over staged and model tables that return what is wrong. A
//! check over extracts that never came does not pass: it is said that it could
//! not be made.

use serde::Deserialize;

use crate::definitions::Definitions;
use crate::definitions::query::Check;
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::warehouse::Warehouse;

/// Runs every check. A row that a check returns may name its file and row with
/// `file_id` and `row_number`.
pub fn run(warehouse: &Warehouse, definitions: &Definitions) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let have: Vec<Extract> =
        warehouse.rows("select distinct extract from staging.files order by extract")?;
    for check in &definitions.checks {
        let missing =
            check.needs.iter().find(|need| !have.iter().any(|extract| extract.extract == **need));
        match missing {
            Some(extract) => findings.push(not_made(check, extract)),
            None => findings.extend(made(warehouse, check)?),
        }
    }
    Ok(findings)
}

fn not_made(check: &Check, extract: &str) -> Finding {
    Finding::new(
        Severity::Note,
        "check-not-made",
        format!("the check {} needs the extract {extract}, which has not come", check.file.id),
    )
    .extract(extract)
}

fn made(warehouse: &Warehouse, check: &Check) -> Result<Vec<Finding>> {
    let wrong: Vec<Wrong> = warehouse.rows(&format!(
        "select files.extract, files.file, min(wrong.row_number) as first_row, count(*) as rows
        from (\n{}\n) as wrong
        left join staging.files as files on wrong.file_id = files.file_id
        group by all order by all",
        check.file.select
    ))?;
    Ok(wrong
        .into_iter()
        .map(|found| {
            let finding =
                Finding::new(check.severity, &check.file.id.replace('_', "-"), &check.says)
                    .remedy(&check.remedy)
                    .rows(found.rows);
            Finding { extract: found.extract, file: found.file, row: found.first_row, ..finding }
        })
        .collect())
}

#[derive(Deserialize)]
struct Extract {
    extract: String,
}

#[derive(Deserialize)]
struct Wrong {
    extract: Option<String>,
    file: Option<String>,
    first_row: Option<u64>,
    rows: u64,
}
