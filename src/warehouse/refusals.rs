//! Findings about rows: what was refused and why, what was taken as not
//! known, and files that refuse or drop so much that they are more likely
//! broken than true. No finding holds a value.

use serde::Deserialize;

use super::account::RowAccount;
use super::stage::Job;
use super::staging_query::counts_unknown;
use super::{Warehouse, identifier};
use crate::definitions::spec::{ExtractSpec, ManyRefused};
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::settings::council::Council;

const REMEDY: &str = "see quarantine/ in the run folder; correct the export, or raise \
    `block_above_percent` in [reporting] of council.toml";
const REMEDY_WHERE_NO_FIGURE_RESTS: &str = "see quarantine/ in the run folder; ask whoever \
    publishes the file for a whole one: no figure rests on it, so the run goes on";

/// Findings for files of which too many rows were refused.
/// Each names the row and column that most of them were refused for.
pub fn too_many_refused(
    accounts: &[RowAccount],
    refused: &[Finding],
    specs: &[ExtractSpec],
    council: &Council,
) -> Vec<Finding> {
    let rows = council.reporting.block_above_rows.max(0).unsigned_abs();
    let percent = council.reporting.block_above_percent.max(0).unsigned_abs();
    accounts
        .iter()
        .filter(|account| {
            account.quarantined > rows && account.quarantined * 100 > account.read * percent
        })
        .map(|account| {
            let most = refused
                .iter()
                .filter(|finding| finding.severity == Severity::Quarantine)
                .filter(|finding| finding.file.as_ref() == Some(&account.file))
                .max_by_key(|finding| finding.rows);
            let spec = specs.iter().find(|spec| spec.id == account.extract);
            let (severity, remedy) = match spec.map(|spec| spec.many_refused) {
                Some(ManyRefused::Warn) => (Severity::Warn, REMEDY_WHERE_NO_FIGURE_RESTS),
                _ => (Severity::Block, REMEDY),
            };
            let mut finding = Finding::new(
                severity,
                "too-many-rows-refused",
                format!(
                    "{} of {} rows were refused, more than {percent}% and more than {rows}{}",
                    account.quarantined,
                    account.read,
                    most.map(|most| format!("; most often: {}", most.says)).unwrap_or_default()
                ),
            )
            .extract(&account.extract)
            .file(&account.file)
            .remedy(remedy)
            .rows(account.quarantined);
            finding.row = most.and_then(|most| most.row);
            finding.column = most.and_then(|most| most.column.clone());
            finding
        })
        .collect()
}

impl Job<'_> {
    /// What is wrong with rows, one finding for each file and set of reasons.
    pub(super) fn findings(&self, warehouse: &Warehouse) -> Result<Vec<Finding>> {
        let table = identifier(&self.spec.id);
        let reasons: Vec<Reason> = warehouse.rows(&format!(
            "select file_id, reasons[1].column as column_name,
                list_aggregate(list_transform(reasons,
                    lambda refusal: trim(refusal.column || ' ' || refusal.problem)),
                    'string_agg', '; ') as problem,
                list_bool_or(list_transform(reasons, lambda refusal: refusal.is_block)) as is_block,
                count(*) as rows, min(row_number) as first_row
            from work.{table}
            where len(reasons) > 0
            group by all
            order by file_id, column_name, problem"
        ))?;
        let mut findings: Vec<Finding> =
            reasons.iter().map(|reason| self.refused(reason)).collect();
        findings.extend(self.not_known(warehouse)?);
        findings.extend(self.withdrawn(warehouse)?);
        if !reasons.is_empty() {
            findings.extend(self.control_totals(warehouse)?);
        }
        Ok(findings)
    }

    fn refused(&self, reason: &Reason) -> Finding {
        let severity = if reason.is_block { Severity::Block } else { Severity::Quarantine };
        let column = self.spec.column(&reason.column_name);
        let says = match reason.column_name.as_str() {
            "" => format!("the row is broken: {}", reason.problem),
            _ => reason.problem.clone(),
        };
        let remedy = match column.and_then(|column| column.codes.as_deref()) {
            Some(codes) if reason.problem.contains("code") => format!(
                "correct it in the source system, or add the value to [extracts.{}.values.{}] in council.toml (codes: sql/code-sets/{codes}.csv)",
                self.spec.id, reason.column_name
            ),
            _ => "correct it in the source system and export again".to_owned(),
        };
        let finding = Finding::new(severity, "row-refused", says)
            .extract(&self.spec.id)
            .file(self.file_name(reason.file_id))
            .row(reason.first_row)
            .remedy(remedy)
            .rows(reason.rows);
        match reason.column_name.as_str() {
            "" => finding,
            name => finding.column(name),
        }
    }

    /// Codes taken as not known: published, and said. Where most of a file's are,
    /// the code list is more likely wrong than the data: that is not published.
    fn not_known(&self, warehouse: &Warehouse) -> Result<Vec<Finding>> {
        if !self.spec.columns.iter().any(counts_unknown) {
            return Ok(Vec::new());
        }
        let table = identifier(&self.spec.id);
        let found: Vec<Reason> = warehouse.rows(&format!(
            "select taken.file_id, column_name, '' as problem,
                count(*) > {} and count(*) * 100 > any_value(of_rows) * {} as is_block,
                count(*) as rows, min(row_number) as first_row
            from (select file_id, row_number, unnest(unknown) as column_name from work.{table}) as taken
            inner join (
                select file_id, count(*) as of_rows from work.{table} group by file_id
            ) as files on taken.file_id = files.file_id
            group by taken.file_id, column_name order by taken.file_id, column_name",
            self.council.reporting.block_above_rows,
            self.council.reporting.not_known_percent,
        ))?;
        Ok(found.iter().map(|reason| self.taken_as_not_known(reason)).collect())
    }

    fn taken_as_not_known(&self, reason: &Reason) -> Finding {
        let column = &reason.column_name;
        let (severity, says) = match reason.is_block {
            false => (Severity::Warn, "a value that is in no code set; it is taken as not known"),
            true => (Severity::Block, "values that are in no code set in more rows than may be"),
        };
        Finding::new(severity, "code-not-known", format!("{column} holds {says}"))
        .extract(&self.spec.id)
        .file(self.file_name(reason.file_id))
        .row(reason.first_row)
        .column(column)
        .remedy(format!(
            "correct it in the source system, or add the value to [extracts.{}.values.{column}] in council.toml{}",
            self.spec.id,
            if reason.is_block { ", or raise `not_known_percent` in [reporting]" } else { "" }
        ))
        .rows(reason.rows)
    }

    /// A newer snapshot that drops many rows of the one before it is more
    /// likely a broken export than a change.
    fn withdrawn(&self, warehouse: &Warehouse) -> Result<Vec<Finding>> {
        let limit = self.council.reporting.withdrawn_percent;
        let table = identifier(&self.spec.id);
        let found: Vec<Withdrawn> = warehouse.rows(&format!(
            "select coalesce(authority, '') as authority,
                count(*) filter (place_in_key = 1) as gone, count(*) as of_rows
            from work.{table}
            where generation = 2
            group by authority
            having count(*) filter (place_in_key = 1) * 100 > {limit} * count(*)
            order by authority"
        ))?;
        Ok(found
            .iter()
            .map(|withdrawn| {
                let newest = self.files.last().map(|(_, file)| file.file.clone()).unwrap_or_default();
                Finding::new(
                    Severity::Block,
                    "rows-withdrawn",
                    format!(
                        "the newest file drops {} of the {} rows of the one before it, more than {limit}%",
                        withdrawn.gone, withdrawn.of_rows
                    ),
                )
                .extract(&self.spec.id)
                .file(newest)
                .remedy("export it again and compare the row counts; if so many rows are really gone, raise `withdrawn_percent` in [reporting] of council.toml for one run")
                .rows(withdrawn.gone)
            })
            .collect())
    }

    pub(super) fn file_name(&self, number: usize) -> String {
        self.files
            .iter()
            .find(|(candidate, _)| *candidate == number)
            .map(|(_, file)| file.file.clone())
            .unwrap_or_default()
    }
}

#[derive(Deserialize)]
struct Reason {
    file_id: usize,
    column_name: String,
    problem: String,
    is_block: bool,
    rows: u64,
    first_row: u64,
}

#[derive(Deserialize)]
struct Withdrawn {
    gone: u64,
    of_rows: u64,
}
