//! Landed text becomes staged, typed tables: one generated query per spec,
//! which also says why a row was refused and which row of a key holds. What
//! was refused is written out whole, as received.
//!
//! Rows are judged here only; what rows mean together is the model's.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use minijinja::{Environment, Value};
use serde::Deserialize;
use serde_json::json;

use super::account::{RowAccount, must_balance};
use super::{Warehouse, identifier, literal, reference};
use crate::definitions::Definitions;
use crate::definitions::spec::{Column, Covers, ExtractSpec, Kind, OnUnknown, Replaces};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::extract::Landed;
use crate::extract::identify;
use crate::finding::{Finding, Severity};
use crate::settings::council::{Council, ExtractSettings};

/// What staging found.
#[derive(Clone, Debug, Default)]
pub struct Staged {
    /// One line per file.
    pub accounts: Vec<RowAccount>,
    /// What was wrong with rows, by file, column and kind.
    pub findings: Vec<Finding>,
}

/// Where staging reads and writes.
pub struct Places<'a> {
    /// The landed store.
    pub landed: &'a Path,
    /// The folder that quarantined rows are written to.
    pub quarantine: &'a Path,
}

/// Stages every extract that has files.
pub fn stage(
    warehouse: &Warehouse,
    definitions: &Definitions,
    council: &Council,
    files: &[Landed],
    places: &Places<'_>,
) -> Result<Staged> {
    record_files(warehouse, definitions, council, files)?;
    let mut staged = Staged::default();
    let (references, tables): (Vec<&ExtractSpec>, Vec<&ExtractSpec>) =
        definitions.specs.iter().partition(|spec| spec.is_reference());
    for spec in tables {
        let own = numbered(files, &spec.id);
        if own.is_empty() {
            continue;
        }
        let job = Job { definitions, council, spec, files: &own, places };
        job.type_rows(warehouse)?;
        staged.findings.extend(job.findings(warehouse)?);
        staged.accounts.extend(job.accounts(warehouse)?);
        job.keep_quarantined(warehouse)?;
        job.accept(warehouse)?;
    }
    for spec in references {
        let own = numbered(files, &spec.id);
        if own.is_empty() {
            continue;
        }
        let job = Job { definitions, council, spec, files: &own, places };
        let found = reference::stage(warehouse, &job)?;
        staged.findings.extend(found.findings);
        staged.accounts.extend(found.accounts);
    }
    for (file, account) in in_order(files, &mut staged.accounts) {
        record_account(warehouse, file, account)?;
    }
    must_balance(&staged.accounts)?;
    staged.findings.sort();
    Ok(staged)
}

/// One spec's work.
pub(super) struct Job<'a> {
    pub(super) definitions: &'a Definitions,
    pub(super) council: &'a Council,
    pub(super) spec: &'a ExtractSpec,
    /// The spec's files with their numbers.
    pub(super) files: &'a [(usize, &'a Landed)],
    pub(super) places: &'a Places<'a>,
}

impl Job<'_> {
    /// Makes `work.<id>`.
    pub(super) fn type_rows(&self, warehouse: &Warehouse) -> Result<()> {
        let template = self.definitions.staging.iter().find(|(id, _)| id == "extract");
        let Some((_, template)) = template else {
            return Err(Error::new(
                Exit::Definition,
                "sql/staging",
                "there is no extract.sql.j2 in it",
            ));
        };
        let mut environment = Environment::new();
        environment.add_filter("identifier", |name: String| identifier(&name));
        environment.add_filter("literal", |text: String| literal(&text));
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let sql = environment
            .render_str(template, Value::from_serialize(self.context()))
            .map_err(|cause| {
                Error::new(Exit::Definition, "sql/staging/extract.sql.j2", cause.to_string())
            })?;
        warehouse.run_for(&self.spec.place, &sql)
    }

    fn context(&self) -> serde_json::Value {
        let spec = self.spec;
        let empty = ExtractSettings::default();
        let council = self.council.extracts.get(&spec.id).unwrap_or(&empty);
        let files: Vec<_> = self
            .files
            .iter()
            .map(|(number, file)| {
                let mapping = identify::mapping(spec, council, &file.columns);
                let sources: Vec<Option<&String>> = mapping
                    .columns
                    .iter()
                    .map(|index| index.map(|index| &file.columns[index]))
                    .collect();
                let path = file.path(self.places.landed);
                json!({"id": number, "path": path.display().to_string(), "sources": sources})
            })
            .collect();
        let columns: Vec<_> = spec
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| column_context(index, column, council))
            .collect();
        let replaces = council.replaces.unwrap_or(spec.replaces);
        let slice = match replaces {
            Replaces::Key => None,
            Replaces::Whole => Some(Vec::new()),
            Replaces::Slice => Some(self.positions(&spec.slice_by)),
        };
        let authority = spec.columns.iter().position(|column| column.to == "authority");
        json!({
            "id": spec.id,
            "files": files,
            "columns": columns,
            "key": self.positions(&spec.key),
            "slice": slice,
            "authority": match authority {
                Some(index) => format!("coalesce(t{index}, file_authority)"),
                None => "file_authority".to_owned(),
            },
        })
    }

    fn positions(&self, names: &[String]) -> Vec<usize> {
        names
            .iter()
            .filter_map(|name| self.spec.columns.iter().position(|column| column.name == *name))
            .collect()
    }

    /// What is wrong with rows, one finding for each file, column and kind.
    pub(super) fn findings(&self, warehouse: &Warehouse) -> Result<Vec<Finding>> {
        let table = identifier(&self.spec.id);
        let reasons: Vec<Reason> = warehouse.rows(&format!(
            "select file_id, reason.column as column_name, reason.problem as problem,
                bool_or(reason.is_block) as is_block,
                count(*) as rows, min(row_number) as first_row
            from (select file_id, row_number, unnest(reasons) as reason from work.{table}) as broken
            group by all
            order by file_id, column_name, problem"
        ))?;
        let mut findings: Vec<Finding> =
            reasons.iter().map(|reason| self.refused(reason)).collect();
        findings.extend(self.not_known(warehouse)?);
        findings.extend(self.withdrawn(warehouse)?);
        Ok(findings)
    }

    fn refused(&self, reason: &Reason) -> Finding {
        let severity = if reason.is_block { Severity::Block } else { Severity::Quarantine };
        let column = self.spec.column(&reason.column_name);
        let says = match reason.column_name.as_str() {
            "" => format!("the row is broken: {}", reason.problem),
            name => format!("{name} {}", reason.problem),
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

    /// Codes taken as not known: published, and said.
    fn not_known(&self, warehouse: &Warehouse) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        for (index, column) in self.spec.columns.iter().enumerate() {
            if !counts_unknown(column) {
                continue;
            }
            let found: Vec<Reason> = warehouse.rows(&format!(
                "select file_id, '' as column_name, '' as problem, false as is_block,
                    count(*) as rows, min(row_number) as first_row
                from work.{} where u{index} group by file_id order by file_id",
                identifier(&self.spec.id),
            ))?;
            findings.extend(found.iter().map(|reason| {
                Finding::new(
                    Severity::Warn,
                    "code-not-known",
                    format!("{} holds a value that is in no code set; it is taken as not known", column.name),
                )
                .extract(&self.spec.id)
                .file(self.file_name(reason.file_id))
                .row(reason.first_row)
                .column(&column.name)
                .remedy(format!(
                    "correct it in the source system, or add the value to [extracts.{}.values.{}] in council.toml",
                    self.spec.id, column.name
                ))
                .rows(reason.rows)
            }));
        }
        Ok(findings)
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

    /// The row account of each file, and a finding where too much was refused.
    pub(super) fn accounts(&self, warehouse: &Warehouse) -> Result<Vec<RowAccount>> {
        let counts: Vec<Counted> = warehouse.rows(&format!(
            "select file_id, disposition, count(*) as rows
            from work.{} group by all order by all",
            identifier(&self.spec.id),
        ))?;
        Ok(self
            .files
            .iter()
            .map(|(number, file)| {
                let of = |disposition: &str| {
                    counts
                        .iter()
                        .find(|row| row.file_id == *number && row.disposition == disposition)
                        .map_or(0, |row| row.rows)
                };
                RowAccount {
                    extract: self.spec.id.clone(),
                    file: file.file.clone(),
                    read: file.rows,
                    accepted: of("accepted"),
                    quarantined: of("quarantined"),
                    superseded: of("superseded"),
                    repeated: of("repeated"),
                }
            })
            .collect())
    }

    /// Writes quarantined rows whole, with file, row number and every reason.
    fn keep_quarantined(&self, warehouse: &Warehouse) -> Result<()> {
        let table = identifier(&self.spec.id);
        let numbers: Vec<Counted> = warehouse.rows(&format!(
            "select file_id, disposition, count(*) as rows from work.{table}
            where disposition = 'quarantined' group by all order by all"
        ))?;
        if numbers.is_empty() {
            return Ok(());
        }
        let parts: Vec<String> = self
            .files
            .iter()
            .filter(|(number, _)| numbers.iter().any(|row| row.file_id == *number))
            .map(|(number, file)| {
                format!(
                    "select {} as _file, received._row as _row_number,
                        list_aggregate(list_transform(work.reasons,
                            lambda reason: trim(reason.column || ' ' || reason.problem)),
                            'string_agg', '; ') as _reasons,
                        received.* exclude (_row, _broken)
                    from read_parquet({}) as received
                    inner join work.{table} as work
                        on work.file_id = {number} and work.row_number = received._row
                    where work.disposition = 'quarantined'",
                    literal(&file.file),
                    literal(&file.path(self.places.landed).display().to_string()),
                )
            })
            .collect();
        let select = format!(
            "select * from (\n{}\n) as refused order by _file, _row_number",
            parts.join("\nunion all by name\n")
        );
        warehouse.copy_csv(&select, &self.places.quarantine.join(format!("{}.csv", self.spec.id)))
    }

    /// Fills the staged table with the rows that hold.
    fn accept(&self, warehouse: &Warehouse) -> Result<()> {
        let table = identifier(&self.spec.id);
        warehouse.run_for(
            &self.spec.place,
            &format!("insert into staging.{table} by name\n{}; drop table work.{table};", self.accepted()),
        )
    }

    /// The rows that hold. A file that belongs to no one authority is every
    /// authority's.
    pub(super) fn accepted(&self) -> String {
        let columns: Vec<String> = self
            .spec
            .columns
            .iter()
            .filter(|column| column.to != "authority")
            .map(|column| format!("work.{}", identifier(&column.to)))
            .collect();
        format!(
            "select {}, coalesce(work.authority, authorities.authority) as authority,
                work.file_id, work.row_number, work.snapshot_on
            from work.{} as work
            left join code.council_authorities as authorities on work.authority is null
            where work.disposition = 'accepted'",
            columns.join(", "),
            identifier(&self.spec.id),
        )
    }

    fn file_name(&self, number: usize) -> String {
        self.files
            .iter()
            .find(|(candidate, _)| *candidate == number)
            .map(|(_, file)| file.file.clone())
            .unwrap_or_default()
    }
}

/// Findings for files of which too many rows were refused.
pub fn too_many_refused(accounts: &[RowAccount], council: &Council) -> Vec<Finding> {
    let rows = council.reporting.block_above_rows.max(0).unsigned_abs();
    let percent = council.reporting.block_above_percent.max(0).unsigned_abs();
    accounts
        .iter()
        .filter(|account| {
            account.quarantined > rows && account.quarantined * 100 > account.read * percent
        })
        .map(|account| {
            Finding::new(
                Severity::Block,
                "too-many-rows-refused",
                format!(
                    "{} of {} rows were refused, more than {percent}% and more than {rows}",
                    account.quarantined, account.read
                ),
            )
            .extract(&account.extract)
            .file(&account.file)
            .remedy("see quarantine/ in the run folder; correct the export, or raise `block_above_percent` in [reporting] of council.toml")
            .rows(account.quarantined)
        })
        .collect()
}

fn column_context(index: usize, column: &Column, council: &ExtractSettings) -> serde_json::Value {
    let raw = format!("c{index}");
    let typed = match column.kind {
        Kind::Text => raw,
        Kind::Identifier => format!("text_as_identifier({raw})"),
        Kind::Date => format!("text_as_date({raw})"),
        Kind::Money => format!("text_as_money({raw})"),
        Kind::Integer => format!("text_as_integer({raw})"),
        Kind::Decimal => format!("text_as_decimal({raw})"),
        Kind::YesNo => format!("text_as_yes_no({raw})"),
        Kind::Postcode => format!("text_as_postcode({raw})"),
        Kind::FinancialYear => format!("text_as_financial_year({raw})"),
        Kind::Code => format!("code{index}.code"),
    };
    let mut values = column.values.clone();
    if let Some(own) = council.values.get(&column.name) {
        values.splice(0..0, own.iter().cloned());
    }
    json!({
        "index": index,
        "name": column.name,
        "to": column.to,
        "typed": typed,
        "codes": column.codes,
        "values": values,
        "filled": column.filled,
        "problem": problem(column),
        "is_block": column.kind == Kind::Code && column.on_unknown == OnUnknown::Block,
        "counts_unknown": counts_unknown(column),
    })
}

/// What is said of a text that could not be typed; none where any text will do.
fn problem(column: &Column) -> Option<&'static str> {
    match column.kind {
        Kind::Text | Kind::Postcode => None,
        Kind::Identifier => Some("looks like a number that a spreadsheet has shortened"),
        Kind::Date => Some("is not a date written DD/MM/YYYY or YYYY-MM-DD, in the years 1900 to 2100"),
        Kind::Money => Some("is not an amount of money"),
        Kind::Integer => Some("is not a whole number"),
        Kind::Decimal => Some("is not a number"),
        Kind::YesNo => Some("is neither yes nor no"),
        Kind::FinancialYear => Some("is not a financial year such as 2025-26"),
        Kind::Code if column.on_unknown == OnUnknown::NotKnown => None,
        Kind::Code => Some("is not a code of its code set"),
    }
}

fn counts_unknown(column: &Column) -> bool {
    column.kind == Kind::Code && column.on_unknown == OnUnknown::NotKnown
}

fn numbered<'a>(files: &'a [Landed], extract: &str) -> Vec<(usize, &'a Landed)> {
    files
        .iter()
        .enumerate()
        .map(|(index, file)| (index + 1, file))
        .filter(|(_, file)| file.extract == extract)
        .collect()
}

fn in_order<'a>(
    files: &'a [Landed],
    accounts: &'a mut Vec<RowAccount>,
) -> Vec<(usize, &'a RowAccount)> {
    let position = |account: &RowAccount| {
        files.iter().position(|file| file.file == account.file && file.extract == account.extract)
    };
    accounts.sort_by_key(|account| position(account));
    accounts
        .iter()
        .filter_map(|account| Some((position(account)? + 1, account)))
        .collect()
}

/// Fills `staging.files`: what SQL knows of where rows came from.
pub(super) fn record_files(
    warehouse: &Warehouse,
    definitions: &Definitions,
    council: &Council,
    files: &[Landed],
) -> Result<()> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut precedence: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        let Some(spec) = definitions.spec(&file.extract) else { continue };
        let order = precedence.entry(file.extract.as_str()).or_default();
        *order += 1;
        let declared = council.extracts.get(&file.extract).map(|own| own.covers.as_slice());
        for (from, to) in covered(spec.covers, file.snapshot_on, declared.unwrap_or_default()) {
            rows.push(vec![
                (index + 1).to_string(),
                file.extract.clone(),
                file.file.clone(),
                file.digest.clone(),
                file.authority.clone().unwrap_or_default(),
                order.to_string(),
                file.snapshot_on.to_string(),
                file.received_at.date_naive().to_string(),
                covers_word(spec.covers).to_owned(),
                from.map(|day| day.to_string()).unwrap_or_default(),
                to.map(|day| day.to_string()).unwrap_or_default(),
                file.rows.to_string(),
                "0".to_owned(),
                "0".to_owned(),
                "0".to_owned(),
                "0".to_owned(),
            ]);
        }
    }
    warehouse.append("staging", "files", rows.iter().map(Vec::as_slice))
}

fn record_account(warehouse: &Warehouse, file_id: usize, account: &RowAccount) -> Result<()> {
    warehouse.run(&format!(
        "update staging.files set rows_accepted = {}, rows_quarantined = {},
            rows_superseded = {}, rows_repeated = {} where file_id = {file_id}",
        account.accepted, account.quarantined, account.superseded, account.repeated,
    ))
}

type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// The days that a file speaks for; open ends are none.
fn covered(covers: Covers, snapshot_on: NaiveDate, declared: &[(NaiveDate, NaiveDate)]) -> Vec<Days> {
    if !declared.is_empty() {
        return declared.iter().map(|(from, to)| (Some(*from), Some(*to))).collect();
    }
    match covers {
        Covers::ReturnYear => vec![(Some(first_of_april(snapshot_on)), Some(snapshot_on))],
        Covers::Register => vec![(None, Some(snapshot_on))],
        Covers::Always => vec![(None, None)],
        Covers::Slices | Covers::Declared => vec![(Some(snapshot_on), Some(snapshot_on))],
    }
}

/// The 1 April on or before a day.
fn first_of_april(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    let this_year = NaiveDate::from_ymd_opt(day.year(), 4, 1).unwrap_or(day);
    if this_year <= day {
        return this_year;
    }
    NaiveDate::from_ymd_opt(day.year() - 1, 4, 1).unwrap_or(day)
}

fn covers_word(covers: Covers) -> &'static str {
    match covers {
        Covers::ReturnYear => "return year",
        Covers::Register => "register",
        Covers::Slices => "slices",
        Covers::Declared => "declared",
        Covers::Always => "always",
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
struct Counted {
    file_id: usize,
    disposition: String,
    rows: u64,
}

#[derive(Deserialize)]
struct Withdrawn {
    gone: u64,
    of_rows: u64,
}
