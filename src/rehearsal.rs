//! The rehearsal: every SQL definition is parsed, held to its layer, put into
//! the order of its references and bound against empty tables, before the
//! first byte of data is read. A misspelt column is found here, with its file
//! and line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::definitions::Definitions;
use crate::definitions::library::Library;
use crate::definitions::plan::Plan;
use crate::definitions::query::Check;
use crate::definitions::sql_file::SqlFile;
use crate::durable;
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::header::nearest;
use crate::measure::cases;
use crate::report::check;
use crate::report::context::{MeasureNote, ReportList};
use crate::settings::Settings;
use crate::settings::council::Council;
use crate::warehouse::parse::References;
use crate::warehouse::{Warehouse, tables};

/// How the names of kept plans begin.
const KEPT: &str = "rehearsed-";

/// Rehearses all SQL definitions; every fault is reported at once.
///
/// What has been rehearsed before is not rehearsed again: the plan is kept in
/// the workspace under a digest of all that the rehearsal looks at.
pub fn rehearse(definitions: &Definitions, settings: &Settings) -> Result<Plan> {
    let kept = kept(definitions, settings);
    let known = std::fs::read(&kept).ok().and_then(|text| serde_json::from_slice(&text).ok());
    if let Some(plan) = known {
        return Ok(plan);
    }
    let plan = rehearse_all(definitions, &settings.council)?;
    keep(&kept, &plan);
    Ok(plan)
}

/// Where the plan of these definitions is kept.
fn kept(definitions: &Definitions, settings: &Settings) -> PathBuf {
    let council = &settings.council;
    let mut text =
        format!("{}\n{:?}\n{:?}\n", env!("CARGO_PKG_VERSION"), council.measures, council.model);
    for (path, file) in &definitions.library.files {
        text.push_str(&format!("{path}\n{}\n", Library::digest(&file.text)));
    }
    let name = format!("{KEPT}{}.json", &Library::digest(&text)[..16]);
    settings.workspace.landed().join(name)
}

/// Keeps a plan, and clears the one before. A plan that cannot be kept is made
/// again by the next run, so nothing here is an error.
fn keep(kept: &Path, plan: &Plan) {
    let Some(folder) = kept.parent() else { return };
    if durable::make_folder(folder, durable::Access::Owner).is_err() {
        return;
    }
    let Ok(text) = serde_json::to_vec(plan) else { return };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(KEPT) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    let aside = kept.with_extension("aside");
    if std::fs::write(&aside, text).is_ok() {
        let _ = std::fs::rename(&aside, kept);
    }
}

fn rehearse_all(definitions: &Definitions, council: &Council) -> Result<Plan> {
    let warehouse = Warehouse::empty()?;
    tables::lay_out(&warehouse, definitions, council)?;
    let no_day = chrono::NaiveDate::default();
    tables::set_variables(&warehouse, definitions, council, no_day)?;
    warehouse.run("create schema lists;")?;
    let mut rehearsal = Rehearsal { warehouse, plan: Plan::default(), faults: Vec::new() };

    let models: Vec<&SqlFile> = definitions.models.iter().map(|model| &model.file).collect();
    rehearsal.plan.models = rehearsal.ordered("model", &models, &["staging", "code", "model"])?;
    for check in &definitions.checks {
        rehearsal.alone("checks", &check.file, &["staging", "code", "model"])?;
    }
    for measure in &definitions.measures {
        rehearsal.alone("measure", &measure.file, &["code", "model"])?;
    }
    rehearsal.stop_if_faulty()?;
    rehearsal.checks(definitions)?;
    rehearsal.measures(definitions)?;
    let results: Vec<&SqlFile> = definitions.results.iter().collect();
    let layers = ["code", "measure", "model", "result"];
    rehearsal.plan.results = rehearsal.ordered("result", &results, &layers)?;
    for list in &definitions.lists {
        rehearsal.alone("lists", &list.file, &["code", "model", "result"])?;
    }
    rehearsal.stop_if_faulty()?;
    rehearsal.lists(definitions)?;
    rehearsal.faults.extend(templates(definitions));
    rehearsal.stop_if_faulty()?;
    Ok(rehearsal.plan)
}

/// Renders every template from figures that are not there.
fn templates(definitions: &Definitions) -> Vec<Fault> {
    let measures: Vec<(String, MeasureNote)> = definitions
        .measures
        .iter()
        .map(|measure| (measure.id().to_owned(), MeasureNote::of(measure)))
        .collect();
    let lists: BTreeMap<String, ReportList> =
        definitions.lists.iter().map(|list| (list.file.id.clone(), ReportList::of(list))).collect();
    definitions
        .reports
        .iter()
        .flat_map(|report| check::check(report, &definitions.parts, None, &measures, &lists))
        .collect()
}

struct Rehearsal {
    warehouse: Warehouse,
    plan: Plan,
    faults: Vec<Fault>,
}

impl Rehearsal {
    /// Parses and binds definitions that may read each other; their order.
    fn ordered(
        &mut self,
        schema: &str,
        files: &[&SqlFile],
        layers: &[&str],
    ) -> Result<Vec<String>> {
        for file in files {
            self.parse(schema, file, layers)?;
        }
        let mut waiting: Vec<&SqlFile> = files.to_vec();
        let mut order: Vec<String> = Vec::new();
        while !waiting.is_empty() {
            let is_ready = |file: &&SqlFile| {
                let reads = self.plan.reads.get(&format!("{schema}.{}", file.id));
                !reads.into_iter().flatten().any(|table| {
                    waiting.iter().any(|other| *table == format!("{schema}.{}", other.id))
                })
            };
            let Some(position) = waiting.iter().position(is_ready) else {
                let names: Vec<&str> = waiting.iter().map(|file| file.place.as_str()).collect();
                let says =
                    format!("these tables read each other in a circle: {}", names.join(", "));
                self.faults.push(Fault::new(names[0], says));
                break;
            };
            let file = waiting.remove(position);
            self.bind(schema, file, files);
            order.push(file.id.clone());
        }
        Ok(order)
    }

    fn alone(&mut self, schema: &str, file: &SqlFile, layers: &[&str]) -> Result<()> {
        if self.parse(schema, file, layers)? {
            self.bind(schema, file, &[]);
        }
        Ok(())
    }

    fn parse(&mut self, schema: &str, file: &SqlFile, layers: &[&str]) -> Result<bool> {
        match References::of(&self.warehouse, &file.select)? {
            Ok(references) => {
                self.faults.extend(references.outside(layers, &file.place));
                self.plan.reads.insert(format!("{schema}.{}", file.id), references.tables);
                Ok(true)
            }
            Err(broken) => {
                let place = format!("{}:{}", file.place, file.line(broken.line));
                self.faults.push(
                    Fault::new(place, broken.message)
                        .hint("a definition is one bare select, and nothing else"),
                );
                Ok(false)
            }
        }
    }

    fn bind(&mut self, schema: &str, file: &SqlFile, siblings: &[&SqlFile]) {
        let id = crate::warehouse::identifier(&file.id);
        // An empty table and not a view: what reads it is bound against its
        // columns, and not against all that it was made from.
        let sql = format!("create table {schema}.{id} as\n{}\nwith no data", file.select);
        let Err(error) = self.warehouse.run_for(&file.place, &sql) else { return };
        let mut fault = crate::warehouse::definition_fault(file, &error);
        if fault.hint.is_empty() && fault.says.contains("does not exist") {
            let names = siblings.iter().map(|sibling| sibling.id.as_str());
            let missing = fault.says.split('"').nth(1).or(fault.says.split('!').next());
            let near = missing.and_then(|word| {
                nearest(word.rsplit(['.', ' ']).next().unwrap_or_default(), names)
            });
            fault.hint = near.map(|near| format!("is `{near}` meant?")).unwrap_or_default();
        }
        self.faults.push(fault);
    }

    /// Looks whether each check returns the columns that it must, and no others
    /// than it may.
    fn checks(&mut self, definitions: &Definitions) -> Result<()> {
        for check in &definitions.checks {
            let columns = self.columns("checks", &check.file.id)?;
            let place = &check.file.place;
            for wanted in Check::MUST_RETURN {
                if !columns.iter().any(|column| column == wanted) {
                    self.faults.push(
                        Fault::new(place, format!("returns no column `{wanted}`"))
                            .hint("a check returns it; null where no one row is wrong"),
                    );
                }
            }
            let known = || Check::MUST_RETURN.into_iter().chain(Check::MAY_RETURN);
            for column in columns.iter().filter(|column| !known().any(|name| name == *column)) {
                let hint = nearest(column, known()).map(|near| format!("is `{near}` meant?"));
                self.faults.push(
                    Fault::new(place, format!("returns `{column}`, which no check returns"))
                        .hint(hint.unwrap_or_default()),
                );
            }
        }
        Ok(())
    }

    /// Looks whether each list returns the columns that its header describes,
    /// and the one by which it is cut to its reader.
    fn lists(&mut self, definitions: &Definitions) -> Result<()> {
        for list in &definitions.lists {
            let returned = self.columns("lists", &list.file.id)?;
            let described = list.columns.iter().map(|column| column.name.as_str());
            for wanted in described.chain(list.scope.key()) {
                if !returned.iter().any(|column| column == wanted) {
                    let says = format!("returns no column `{wanted}`");
                    let near = nearest(wanted, returned.iter().map(String::as_str));
                    let hint = near.map(|near| format!("is `{near}` meant?"));
                    let hint = hint.unwrap_or_else(|| "its header describes it".to_owned());
                    self.faults.push(Fault::new(&list.file.place, says).hint(hint));
                }
            }
        }
        Ok(())
    }

    fn columns(&self, schema: &str, id: &str) -> Result<Vec<String>> {
        let id = crate::warehouse::identifier(id);
        let select = format!("select column_name from (describe {schema}.{id})");
        let columns: Vec<Named> = self.warehouse.rows(&select)?;
        Ok(columns.into_iter().map(|row| row.column_name).collect())
    }

    /// Binds the union of all measures, after each has the columns it promises.
    fn measures(&mut self, definitions: &Definitions) -> Result<()> {
        for measure in &definitions.measures {
            let columns = self.columns("measure", measure.id())?;
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            self.faults.extend(cases::missing_columns(measure, &columns));
        }
        self.stop_if_faulty()?;
        let targets = cases::Targets::new();
        for relation in cases::relations(&definitions.measures, &targets, None) {
            let cases::Relation { kind, id, select } = relation;
            self.warehouse.make(kind, "measure", id, "measures", &select)?;
        }
        cases::publish(&self.warehouse, &definitions.reports, &definitions.measures)
    }

    fn stop_if_faulty(&mut self) -> Result<()> {
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(Error::of(Exit::Definition, std::mem::take(&mut self.faults)))
    }
}

#[derive(serde::Deserialize)]
struct Named {
    column_name: String,
}
