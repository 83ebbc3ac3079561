//! `sufficiency compare A B`: which figures moved between two publications,
//! by how much and why, and the cases that moved them. Cases name children by
//! the source system's identifier, so this is for officers who may see them;
//! nothing of it goes into a log.

mod figures;
mod print;
mod reasons;
mod rows;

use std::path::Path;

use serde_json::json;

use crate::cli::Format;
use crate::definitions::Definitions;
use crate::definitions::plan::Plan;
use crate::error::Result;
use crate::exit::Exit;
use crate::extract::Landed;
use crate::extract::recall::{Wanted, recall};
use crate::publish::digest;
use crate::publish::publication::{self, Publication};
use crate::rehearsal;
use crate::settings::Settings;
use crate::warehouse::{Access, Warehouse};
use figures::{CaseMove, Count, Files, Move, Only};
use reasons::Cause;

/// The flags of `compare`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The earlier publication: its name, the beginning of it, or `latest`
    #[arg(value_name = "A")]
    before: String,
    /// The later one
    #[arg(value_name = "B", default_value = "latest")]
    after: String,
    /// Only these measures
    #[arg(long = "measure", value_name = "MEASURE")]
    measures: Vec<String>,
    /// How many figures to list
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    top: usize,
    /// How many cases of each measure to list; 0 for none
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    cases: usize,
    /// List every figure and every case
    #[arg(long, conflicts_with_all = ["top", "cases"])]
    all: bool,
}

/// Everything that a comparison has to say.
struct Compared {
    before: Publication,
    after: Publication,
    causes: Vec<Cause>,
    counts: Vec<Count>,
    moves: Vec<Move>,
    cases: Vec<CaseMove>,
    only: Vec<Only>,
    /// For each measure that moved, the causes that can have moved it.
    why: Vec<(String, Vec<usize>)>,
}

/// Compares two publications. It fails only where one cannot be read.
pub fn compare(settings: &Settings, options: &Options, format: Format) -> Result<Exit> {
    let publications = settings.workspace.publications();
    let before = publication::find(&publications, &options.before)?;
    let after = publication::find(&publications, &options.after)?;
    let (definitions, plan) = rehearsal::load(settings)?;
    for id in &options.measures {
        definitions.named_measure(id)?;
    }
    let compared = Compared::of(settings, options, &definitions, &plan, before, after)?;
    match format {
        Format::Text => print::text(&compared, options),
        Format::Json => print_line!("{}", compared.json(options)),
    }
    Ok(Exit::Published)
}

impl Compared {
    fn of(
        settings: &Settings,
        options: &Options,
        definitions: &Definitions,
        plan: &Plan,
        before: Publication,
        after: Publication,
    ) -> Result<Self> {
        let file = |publication: &Publication, name: &str| {
            digest::checked(publication, &format!("exempt/data/{name}.parquet"))
        };
        let results = [file(&before, "results")?, file(&after, "results")?];
        let cases = [file(&before, "cases")?, file(&after, "cases")?];
        let store = settings.workspace.landed();
        let landed = Both::of(settings, definitions, &before, &after);
        let mut readable: Vec<_> = results.iter().chain(&cases).cloned().collect();
        readable.extend(landed.all().map(|file| file.path(&store)));
        readable.sort();
        readable.dedup();
        let access = Access { files: readable, ..Access::default() };
        let mut warehouse = Warehouse::open(&settings.council.machine, &access)?;
        warehouse.holds_data();

        let files = Files { results: [&results[0], &results[1]], cases: [&cases[0], &cases[1]] };
        figures::pair(&warehouse, &files, &options.measures)?;
        let mut causes = reasons::of(&before, &after)?;
        causes.extend(landed.causes(&warehouse, settings, definitions, &store)?);
        let counts = figures::counts(&warehouse)?;
        let why = why(&counts, &causes, definitions, plan);
        Ok(Self {
            causes,
            why,
            moves: figures::moves(&warehouse, (!options.all).then_some(options.top))?,
            cases: figures::cases(&warehouse, &files)?,
            only: figures::only(&warehouse)?,
            counts,
            before,
            after,
        })
    }

    fn json(&self, options: &Options) -> serde_json::Value {
        let measures: Vec<_> = self
            .counts
            .iter()
            .zip(&self.why)
            .map(|(count, (_, causes))| {
                json!({
                    "measure": count.measure,
                    "title": count.title,
                    "moved": count.moved,
                    "appeared": count.appeared,
                    "gone": count.gone,
                    "why": causes.iter().map(|at| &self.causes[*at].says).collect::<Vec<_>>(),
                    "cases": self.cases_of(&count.measure).count(),
                })
            })
            .collect();
        let most = if options.all { usize::MAX } else { options.cases };
        let cases: Vec<&CaseMove> =
            self.counts.iter().flat_map(|count| self.cases_of(&count.measure).take(most)).collect();
        json!({
            "before": self.before.run_id(),
            "after": self.after.run_id(),
            "differs": self.causes,
            "measures": measures,
            "figures": self.moves,
            "only_in_one": self.only,
            "cases": cases,
        })
    }

    fn cases_of(&self, measure: &str) -> impl Iterator<Item = &CaseMove> {
        self.cases.iter().filter(move |case| case.measure == measure)
    }
}

/// For each measure the places of the causes that can have moved it.
fn why(
    counts: &[Count],
    causes: &[Cause],
    definitions: &Definitions,
    plan: &Plan,
) -> Vec<(String, Vec<usize>)> {
    counts
        .iter()
        .map(|count| {
            let id = count.measure.as_str();
            let is_defined = definitions.measure(id).is_some();
            let touching =
                (0..causes.len()).filter(|at| causes[*at].may_move(id, plan, is_defined)).collect();
            (count.measure.clone(), touching)
        })
        .collect()
}

/// The landed files of both publications that are still to be had: files of
/// which one is gone are not counted row by row.
struct Both {
    before: Vec<Landed>,
    after: Vec<Landed>,
    is_lost: bool,
}

impl Both {
    fn of(
        settings: &Settings,
        definitions: &Definitions,
        before: &Publication,
        after: &Publication,
    ) -> Self {
        let files = |publication: &Publication| {
            let inputs = publication.manifest.account.inputs.iter();
            let wanted: Vec<Wanted<'_>> = inputs
                .map(|input| Wanted {
                    file: &input.file,
                    extract: &input.extract,
                    digest: &input.sha256,
                    snapshot_on: input.snapshot_on,
                })
                .collect();
            recall(&settings.workspace.landed(), settings, &definitions.specs, &wanted)
        };
        match (files(before), files(after)) {
            (Ok(before), Ok(after)) => Self { before, after, is_lost: false },
            _ => Self { before: Vec::new(), after: Vec::new(), is_lost: true },
        }
    }

    fn all(&self) -> impl Iterator<Item = &Landed> {
        self.before.iter().chain(&self.after)
    }

    /// What became of the rows of each extract that has new files.
    fn causes(
        &self,
        warehouse: &Warehouse,
        settings: &Settings,
        definitions: &Definitions,
        store: &Path,
    ) -> Result<Vec<Cause>> {
        let is_new = |file: &&Landed| !self.before.iter().any(|known| known.digest == file.digest);
        if self.is_lost {
            return Ok(vec![reasons::not_counted()]);
        }
        let mut causes = Vec::new();
        for spec in definitions.specs.iter().filter(|spec| !spec.is_reference()) {
            let own = |file: &&Landed| file.extract == spec.id;
            let files = rows::Files {
                before: self.before.iter().filter(own).collect(),
                new: self.after.iter().filter(own).filter(is_new).collect(),
            };
            if files.new.is_empty() {
                continue;
            }
            let counted = rows::count(warehouse, spec, &settings.council, store, &files)?;
            causes.extend(reasons::rows(&spec.id, counted));
        }
        Ok(causes)
    }
}
