//! Every definition, loaded and cross-checked before the first byte of data is
//! read: extract specs, code sets, macros, model tables, measures, lists,
//! checks and report templates. Nothing is registered: definitions are found
//! by walking, and the id is the file name.
//!
//! What the SQL refers to is DuckDB's to say, and checked in
//! [`crate::warehouse`] on empty tables.

pub mod about;
pub mod code_set;
mod cross_check;
mod jobs;
pub mod library;
pub mod measure;
pub mod plan;
pub mod query;
pub mod report;
pub mod setting;
pub mod spec;
pub mod sql_file;

use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::header::nearest;
use crate::settings::Settings;
use code_set::CodeSet;
use library::Library;
use measure::Measure;
use query::{Check, List, Model};
use report::{Parts, ReportTemplate};
use setting::Setting;
use spec::ExtractSpec;
use sql_file::SqlFile;

/// All definitions that a run works with.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    /// The files they were read from.
    pub library: Library,
    /// `sql/extract-specs`.
    pub specs: Vec<ExtractSpec>,
    /// `sql/code-sets`.
    pub code_sets: Vec<CodeSet>,
    /// `sql/macros`: statements, by place.
    pub macros: Vec<(String, String)>,
    /// `sql/staging`: templates, by id.
    pub staging: Vec<(String, String)>,
    /// `sql/model`.
    pub models: Vec<Model>,
    /// `sql/measures/<area>`.
    pub measures: Vec<Measure>,
    /// `sql/measures/_*.sql`: what is done once for all measures. The table is
    /// called after the file, without the underscore.
    pub results: Vec<SqlFile>,
    /// `sql/lists`.
    pub lists: Vec<List>,
    /// `sql/checks`.
    pub checks: Vec<Check>,
    /// `report-templates`.
    pub reports: Vec<ReportTemplate>,
    /// `report-templates/_parts`, by file name.
    pub parts: Parts,
}

impl Definitions {
    /// Loads the definitions that the settings name and checks them against
    /// each other and against `council.toml`. Every fault is reported at once.
    pub fn load(settings: &Settings) -> Result<Self> {
        let (definitions, faults) = Self::examine(settings)?;
        if faults.is_empty() {
            return Ok(definitions);
        }
        Err(Error::of(Exit::Definition, faults))
    }

    /// What [`Self::load`] loads, as far as it could be read, with its faults.
    pub fn examine(settings: &Settings) -> Result<(Self, Vec<Fault>)> {
        let library =
            Library::gather(settings.definitions.as_deref(), &settings.workspace.definitions())?;
        let (definitions, mut faults) = Self::read(library);
        faults.extend(cross_check::all(&definitions, settings));
        Ok((definitions, faults))
    }

    /// Whether any of these faults is of an extract spec, a code set or a
    /// macro: what queries rest on.
    pub fn has_faulty_ground(&self, faults: &[Fault]) -> bool {
        let specs = self.specs.iter().map(|spec| &spec.place);
        let sets = self.code_sets.iter().map(|set| &set.place);
        let macros = self.macros.iter().map(|(place, _)| place);
        let ground: Vec<&String> = specs.chain(sets).chain(macros).collect();
        faults.iter().any(|fault| ground.iter().any(|place| *place == fault.file()))
    }

    /// Reads every file of a library, with all faults of the files themselves.
    pub fn read(library: Library) -> (Self, Vec<Fault>) {
        let mut definitions = Self::default();
        let mut faults = Vec::new();
        definitions.read_data(&library, &mut faults);
        definitions.read_queries(&library, &mut faults);
        definitions.read_reports(&library, &mut faults);
        definitions.library = library;
        (definitions, faults)
    }

    /// The spec with this id.
    pub fn spec(&self, id: &str) -> Option<&ExtractSpec> {
        self.specs.iter().find(|spec| spec.id == id)
    }

    /// The measure with this id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id() == id)
    }

    /// The measure with this id; where there is none, an error that names the
    /// nearest.
    pub fn named_measure(&self, id: &str) -> Result<&Measure> {
        self.measure(id).ok_or_else(|| {
            let ids = || self.measures.iter().map(Measure::id);
            let hint = match nearest(id, ids()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("the measures are: {}", ids().collect::<Vec<_>>().join(", ")),
            };
            Error::new(Exit::Usage, id, "there is no measure of this name").hint(hint)
        })
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Option<&ReportTemplate> {
        self.reports.iter().find(|report| report.id == id)
    }

    /// The list with this id.
    pub fn list(&self, id: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.file.id == id)
    }

    /// Every declared setting with the id of what declares it: measures,
    /// model tables, lists and checks.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &Setting)> {
        let measures = self.measures.iter().map(|measure| (measure.id(), &measure.settings));
        let models = self.models.iter().map(|model| (model.file.id.as_str(), &model.settings));
        let lists = self.lists.iter().map(|list| (list.file.id.as_str(), &list.settings));
        let checks = self.checks.iter().map(|check| (check.file.id.as_str(), &check.settings));
        measures
            .chain(models)
            .chain(lists)
            .chain(checks)
            .flat_map(|(id, settings)| settings.iter().map(move |setting| (id, setting)))
    }

    fn read_data(&mut self, library: &Library, faults: &mut Vec<Fault>) {
        for (id, _, file) in library.in_folder("sql/code-sets", ".csv") {
            let (set, found) = CodeSet::read(id, &file.name, &file.text, file.under.as_deref());
            self.code_sets.push(set);
            faults.extend(found);
        }
        for (id, _, file) in library.in_folder("sql/extract-specs", ".toml") {
            let version = Library::digest(&file.text)[..12].to_owned();
            let (spec, found) = ExtractSpec::read(id, &file.name, &file.text, version);
            self.specs.push(spec);
            faults.extend(found);
        }
        for (_, _, file) in library.in_folder("sql/macros", ".sql") {
            self.macros.push((file.name.clone(), file.text.clone()));
        }
        for (id, _, file) in library.in_folder("sql/staging", ".sql.j2") {
            self.staging.push((id.to_owned(), file.text.clone()));
        }
    }

    fn read_queries(&mut self, library: &Library, faults: &mut Vec<Fault>) {
        for (id, _, file) in library.in_folder("sql/model", ".sql") {
            let (model, found) = Model::read(id, &file.name, &file.text);
            self.models.push(model);
            faults.extend(found);
        }
        for (id, parent, file) in library.in_folder("sql/measures", ".sql") {
            if let Some(table) = id.strip_prefix('_') {
                let (sql, _, found) = sql_file::read(table, &file.name, &file.text, |fields| {
                    (fields.text("title"), fields.text("says"))
                });
                self.results.push(sql);
                faults.extend(found);
                continue;
            }
            let area = parent.rsplit('/').next().unwrap_or_default();
            let (measure, found) = Measure::read(id, area, &file.name, &file.text);
            self.measures.push(measure);
            faults.extend(found);
        }
        for (id, _, file) in library.in_folder("sql/lists", ".sql") {
            let (list, found) = List::read(id, &file.name, &file.text);
            self.lists.push(list);
            faults.extend(found);
        }
        for (id, _, file) in library.in_folder("sql/checks", ".sql") {
            let (check, found) = Check::read(id, &file.name, &file.text);
            self.checks.push(check);
            faults.extend(found);
        }
        self.measures.sort_by(|a, b| a.file.id.cmp(&b.file.id));
    }

    fn read_reports(&mut self, library: &Library, faults: &mut Vec<Fault>) {
        for (path, file) in &library.files {
            if let Some(name) = path.strip_prefix("report-templates/_parts/") {
                self.parts.insert(name.to_owned(), file.text.clone());
            }
        }
        for (id, parent, file) in library.in_folder("report-templates", ".j2") {
            if parent != "report-templates" {
                continue;
            }
            let (report, found) = ReportTemplate::read(id, &file.name, &file.text);
            self.reports.push(report);
            faults.extend(found);
        }
    }
}
