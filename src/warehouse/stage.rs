//! Landed text becomes staged, typed tables: one generated query per spec,
//! which also says why a row was refused and which row of a key holds. What
//! was refused is written out whole, as received.
//!
//! Rows are judged here only; what rows mean together is the model's.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use minijinja::{Environment, Value};
use serde::Deserialize;

use super::account::{RowAccount, must_balance};
use super::kept::{self, Kept};
use super::{Warehouse, files, identifier, literal, reference};
use crate::definitions::Definitions;
use crate::definitions::spec::ExtractSpec;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::extract::Landed;
use crate::finding::Finding;
use crate::settings::Workspace;
use crate::settings::council::Council;

/// What staging found.
#[derive(Clone, Debug, Default)]
pub struct Staged {
    /// One line per file.
    pub accounts: Vec<RowAccount>,
    /// What was wrong with rows, by file, column and kind.
    pub findings: Vec<Finding>,
    /// How long each extract took.
    pub times: Vec<(String, Duration)>,
}

/// Where staging reads and writes.
pub struct Places<'a> {
    /// The workspace, for its landed store.
    pub workspace: &'a Workspace,
    /// The folder that quarantined rows are written to.
    pub quarantine: &'a Path,
    /// A folder of the run's own, on the same disk as the landed store.
    pub scratch: &'a Path,
}

/// Stages every extract that has files.
pub fn stage(
    warehouse: &Warehouse,
    definitions: &Definitions,
    council: &Council,
    landed: &[Landed],
    places: &Places<'_>,
) -> Result<Staged> {
    files::record(warehouse, definitions, council, landed)?;
    let mut staged = Staged::default();
    let (references, tables): (Vec<&ExtractSpec>, Vec<&ExtractSpec>) =
        definitions.specs.iter().partition(|spec| spec.is_reference());
    let jobs: Vec<(&ExtractSpec, Numbered<'_>)> = tables
        .into_iter()
        .map(|spec| (spec, numbered(landed, &spec.id)))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    let typing = kept::typing_digest(definitions, council);
    for done in side_by_side(warehouse, jobs, &|warehouse, spec, own| {
        let began = Instant::now();
        let job = Job { definitions, council, spec, files: own, places };
        let mut staged = job.stage(warehouse, &typing)?;
        staged.times = vec![(format!("staging.{}", spec.id), began.elapsed())];
        Ok(staged)
    })? {
        staged.findings.extend(done.findings);
        staged.accounts.extend(done.accounts);
        staged.times.extend(done.times);
    }
    for spec in references {
        let own = numbered(landed, &spec.id);
        if own.is_empty() {
            continue;
        }
        let began = Instant::now();
        let job = Job { definitions, council, spec, files: &own, places };
        let found = reference::stage(warehouse, &job)?;
        staged.findings.extend(found.findings);
        staged.accounts.extend(found.accounts);
        staged.times.push((format!("staging.{}", spec.id), began.elapsed()));
    }
    files::record_accounts(warehouse, &in_order(landed, &mut staged.accounts))?;
    must_balance(&staged.accounts)?;
    staged.findings.sort();
    Ok(staged)
}

/// A spec's files with their numbers.
type Numbered<'a> = Vec<(usize, &'a Landed)>;

/// What is done with one spec over one connection.
type Work<'a> = dyn Fn(&Warehouse, &ExtractSpec, &Numbered<'_>) -> Result<Staged> + Sync + 'a;

/// Works through specs on several connections, the largest first; what each
/// found comes back in the order of the specs. A query over a small extract
/// keeps one core busy at most.
fn side_by_side(
    warehouse: &Warehouse,
    jobs: Vec<(&ExtractSpec, Numbered<'_>)>,
    work: &Work<'_>,
) -> Result<Vec<Staged>> {
    let mut queue: Vec<(usize, (&ExtractSpec, Numbered<'_>))> =
        jobs.into_iter().enumerate().collect();
    queue.sort_by_key(|(_, (_, own))| own.iter().map(|(_, file)| file.rows).sum::<u64>());
    let queue = Mutex::new(queue);
    let done = Mutex::new(Vec::new());
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop());
    let mut hands = warehouse.besides()?;
    std::thread::scope(|scope| {
        for own in &mut hands {
            let (next, done) = (&next, &done);
            scope.spawn(move || {
                while let Some((position, (spec, files))) = next() {
                    let result = work(own, spec, &files);
                    if let Ok(mut done) = done.lock() {
                        done.push((position, result));
                    }
                }
            });
        }
    });
    warehouse.take_back(hands);
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(position, _)| *position);
    done.into_iter().map(|(_, result)| result).collect()
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
    /// Fills `staging.<id>`: from rows kept of an earlier run, or from the
    /// landed files, and then keeps them.
    fn stage(&self, warehouse: &Warehouse, typing: &str) -> Result<Staged> {
        let kept = Kept::of(self, typing);
        if let Some(staged) = kept.load(warehouse, self) {
            return Ok(staged);
        }
        self.type_rows(warehouse)?;
        let findings = self.findings(warehouse)?;
        let accounts = self.accounts(warehouse)?;
        self.keep_quarantined(warehouse)?;
        self.accept(warehouse)?;
        let staged = Staged { accounts, findings, ..Staged::default() };
        kept.save(warehouse, self, &staged, self.places.scratch)?;
        Ok(staged)
    }

    /// The file that this extract's quarantined rows are written to.
    pub(super) fn quarantine(&self) -> PathBuf {
        self.places.quarantine.join(format!("{}.csv", self.spec.id))
    }

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
            .render_str(template, Value::from(minijinja::value::Serde(self.context())))
            .map_err(|cause| {
                Error::new(Exit::Definition, "sql/staging/extract.sql.j2", cause.to_string())
            })?;
        warehouse.run_for(&self.spec.place, &sql)
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
                            lambda refusal: trim(refusal.column || ' ' || refusal.problem)),
                            'string_agg', '; ') as _reasons,
                        received.* exclude (_row, _broken)
                    from read_parquet({}) as received
                    inner join work.{table} as work
                        on work.file_id = {number} and work.row_number = received._row
                    where work.disposition = 'quarantined'",
                    literal(&file.file),
                    literal(&file.path(&self.places.workspace.landed()).display().to_string()),
                )
            })
            .collect();
        let select = format!(
            "select * from (\n{}\n) as refused order by _file, _row_number",
            parts.join("\nunion all by name\n")
        );
        warehouse.copy_csv(&select, &self.quarantine())
    }

    /// Fills the staged table with the rows that hold.
    fn accept(&self, warehouse: &Warehouse) -> Result<()> {
        let table = identifier(&self.spec.id);
        warehouse.run_for(
            &self.spec.place,
            &format!(
                "insert into staging.{table} by name\n{}; drop table work.{table};",
                self.accepted()
            ),
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
    accounts: &'a mut [RowAccount],
) -> Vec<(usize, &'a RowAccount)> {
    let position = |account: &RowAccount| {
        files.iter().position(|file| file.file == account.file && file.extract == account.extract)
    };
    accounts.sort_by_key(|account| position(account));
    accounts.iter().filter_map(|account| Some((position(account)? + 1, account))).collect()
}

#[derive(Deserialize)]
struct Counted {
    file_id: usize,
    disposition: String,
    rows: u64,
}
