//! The rehearsal: every SQL definition is parsed, held to its layer, put into
//! the order of its references and bound against empty tables, before the
//! first byte of data is read. A misspelt column is found here, with its file
//! and line.

use std::collections::{BTreeMap, BTreeSet};
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

/// Loads the definitions and rehearses them; every fault is reported at once.
///
/// Where files are faulty in themselves, what is wrong with their SQL is told
/// too. Where an extract spec or a code set is, that is told alone: hundreds of
/// queries would only repeat it.
pub fn load(settings: &Settings) -> Result<(Definitions, Plan)> {
    let (definitions, faults) = Definitions::examine(settings)?;
    if faults.is_empty() {
        let plan = rehearse(&definitions, settings)?;
        return Ok((definitions, plan));
    }
    Err(Error::of(Exit::Definition, with_queries(&definitions, faults, &settings.council)))
}

/// Everything that is wrong with the definitions, for settings that are
/// themselves faulty.
pub fn faults(settings: &Settings) -> Vec<Fault> {
    match Definitions::examine(settings) {
        Ok((definitions, faults)) => with_queries(&definitions, faults, &settings.council),
        Err(error) => error.faults,
    }
}

/// The faults of files, with those of the SQL in them and beside them.
fn with_queries(definitions: &Definitions, faults: Vec<Fault>, council: &Council) -> Vec<Fault> {
    if definitions.has_faulty_ground(&faults) {
        return faults;
    }
    let faulty = faults.iter().map(|fault| fault.file().to_owned()).collect();
    // Values that the council may not give are among the faults already.
    let council = Council {
        measures: BTreeMap::new(),
        model: BTreeMap::new(),
        checks: BTreeMap::new(),
        ..council.clone()
    };
    let more = rehearse_all(definitions, &council, &faulty).err();
    let more = more.filter(|error| error.exit == Exit::Definition).map(|error| error.faults);
    let mut told = faults;
    for fault in more.unwrap_or_default() {
        if !told.contains(&fault) {
            told.push(fault);
        }
    }
    told
}

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
    let plan = rehearse_all(definitions, &settings.council, &BTreeSet::new())?;
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

/// Rehearses what is not in the files of `faulty`, and binds what is: of those
/// it is not asked what they return, since their headers do not tell.
fn rehearse_all(
    definitions: &Definitions,
    council: &Council,
    faulty: &BTreeSet<String>,
) -> Result<Plan> {
    let warehouse = Warehouse::empty()?;
    tables::lay_out(&warehouse, definitions, council)?;
    let no_day = chrono::NaiveDate::default();
    tables::set_variables(&warehouse, definitions, council, no_day)?;
    warehouse.run("create schema lists;")?;
    let mut rehearsal =
        Rehearsal { warehouse, plan: Plan::default(), faults: Vec::new(), broken: BTreeSet::new() };
    rehearsal.bind_cases(definitions)?;
    if !rehearsal.broken.iter().any(|name| name.starts_with("model.")) {
        let rest = if rehearsal.broken.is_empty() && faulty.is_empty() {
            rehearsal.bind_rest(definitions)
        } else {
            let whole = rehearsal.without_broken(definitions, faulty);
            rehearsal.bind_rest(&whole)
        };
        // What stops it here may follow from what was found before.
        rest.or_else(|error| if rehearsal.faults.is_empty() { Err(error) } else { Ok(()) })?;
    }
    if rehearsal.faults.is_empty() {
        return Ok(rehearsal.plan);
    }
    Err(Error::of(Exit::Definition, rehearsal.faults))
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
    /// What could not be bound, by `layer.id`; what reads it is not tried.
    broken: BTreeSet<String>,
}

impl Rehearsal {
    /// Model tables, checks and measures: what reads nothing that is counted.
    fn bind_cases(&mut self, definitions: &Definitions) -> Result<()> {
        let models: Vec<&SqlFile> = definitions.models.iter().map(|model| &model.file).collect();
        self.plan.models = self.ordered("model", &models, &["staging", "code", "model"])?;
        for check in &definitions.checks {
            self.alone("checks", &check.file, &["staging", "code", "model"])?;
        }
        for measure in &definitions.measures {
            self.alone("measure", &measure.file, &["code", "model"])?;
        }
        Ok(())
    }

    /// What checks and measures return, and all that is made of it.
    fn bind_rest(&mut self, definitions: &Definitions) -> Result<()> {
        self.checks(definitions)?;
        self.measures(definitions)?;
        let results: Vec<&SqlFile> = definitions.results.iter().collect();
        let layers = ["code", "measure", "model", "result"];
        self.plan.results = self.ordered("result", &results, &layers)?;
        for list in &definitions.lists {
            self.alone("lists", &list.file, &["code", "model", "result"])?;
        }
        self.lists(definitions)?;
        self.faults.extend(templates(definitions));
        Ok(())
    }

    /// The definitions that can be looked at further.
    fn without_broken(&self, definitions: &Definitions, faulty: &BTreeSet<String>) -> Definitions {
        let is_whole = |schema: &str, file: &SqlFile| {
            !faulty.contains(&file.place) && !self.broken.contains(&format!("{schema}.{}", file.id))
        };
        let mut whole = definitions.clone();
        whole.checks.retain(|check| is_whole("checks", &check.file));
        whole.measures.retain(|measure| is_whole("measure", &measure.file));
        for list in whole.lists.iter_mut().filter(|list| faulty.contains(&list.file.place)) {
            list.columns.clear();
        }
        whole.reports.retain(|report| !faulty.contains(&report.place));
        whole
    }

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
        let name = format!("{schema}.{}", file.id);
        if file.select.is_empty() {
            self.broken.insert(name);
            return Ok(false);
        }
        match References::of(&self.warehouse, &file.select)? {
            Ok(references) => {
                self.faults.extend(references.outside(layers, &file.place));
                self.plan.reads.insert(name, references.tables);
                Ok(true)
            }
            Err(broken) => {
                self.broken.insert(name);
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
        let name = format!("{schema}.{}", file.id);
        let reads = self.plan.reads.get(&name);
        if reads.into_iter().flatten().any(|table| self.broken.contains(table)) {
            self.broken.insert(name.clone());
        }
        if self.broken.contains(&name) {
            return;
        }
        let id = crate::warehouse::identifier(&file.id);
        // An empty table and not a view: what reads it is bound against its
        // columns, and not against all that it was made from.
        let sql = format!("create table {schema}.{id} as\n{}\nwith no data", file.select);
        let Err(error) = self.warehouse.run_for(&file.place, &sql) else { return };
        self.broken.insert(name);
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
            if self.broken.contains(&format!("lists.{}", list.file.id)) {
                continue;
            }
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
        let mut whole = Vec::new();
        for measure in &definitions.measures {
            let columns = self.columns("measure", measure.id())?;
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            let missing = cases::missing_columns(measure, &columns);
            if missing.is_empty() {
                whole.push(measure.clone());
            }
            self.faults.extend(missing);
        }
        for relation in cases::relations(&whole, &cases::Targets::new(), None) {
            relation.to_make().make(&self.warehouse)?;
        }
        cases::publish(&self.warehouse, &definitions.reports, &whole)
    }
}

#[derive(serde::Deserialize)]
struct Named {
    column_name: String,
}
