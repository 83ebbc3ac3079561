//! Runs the shared result tables, in the order of their references, and beside
//! them what can be done meanwhile: solving and writing files. Where the
//! statement that counts all measures fails, each is counted alone, so that
//! the error names the culprit.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::cases::{self, Relation};
use super::disclosure;
use crate::definitions::Definitions;
use crate::definitions::plan::Plan;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::council::Council;
use crate::warehouse::Warehouse;
use crate::warehouse::queue::{self, Making};

/// A file of results, written as soon as what it holds is there.
#[derive(Clone, Debug)]
pub struct Export {
    /// The file; its ending says of what kind.
    pub file: PathBuf,
    /// The bare select of its rows.
    pub select: String,
    /// The tables that it reads, as `schema.id`.
    pub reads: BTreeSet<String>,
}

/// Counts every measure, builds `result.results` and `result.public_results`,
/// and writes `exports`. A measure that is not `bound` is counted as a whole
/// only, without its breakdowns; where nothing says which are, all are.
pub fn build(
    warehouse: &Warehouse,
    definitions: &Definitions,
    plan: &Plan,
    council: &Council,
    bound: Option<&BTreeSet<String>>,
    exports: &[Export],
) -> Result<Vec<(String, Duration)>> {
    let relations = cases::relations(&definitions.measures, &council.measures, bound);
    cases::publish(warehouse, &definitions.reports, &definitions.measures)?;
    let solved_from = SOLVED_FROM.map(str::to_owned).into();
    let solver = queue::Piece {
        name: SOLVED[0].to_owned(),
        place: "disclosure control",
        making: Making::Rows(&SOLVED[1..], &disclosure::published::solve),
        reads: Some(&solved_from),
    };
    // What the solver waits for comes first: it takes longest.
    let (before, after): (Vec<_>, Vec<_>) =
        tables(definitions, plan).partition(|table| is_solved_from(&table.name, plan));
    let mut pieces: Vec<queue::Piece<'_>> = relations.iter().map(Relation::to_make).collect();
    pieces.extend(before);
    pieces.push(solver);
    pieces.extend(after);
    pieces.extend(exports.iter().map(Export::to_make));
    queue::make(warehouse, &pieces).map_err(|error| match error.exit {
        Exit::Disk => error,
        _ => culprit(warehouse, definitions).unwrap_or(error),
    })
}

/// The tables that Rust fills from those of `SOLVED_FROM`.
const SOLVED: [&str; 2] = ["result.further_hidden", "result.possible_values"];
const SOLVED_FROM: [&str; 3] =
    ["result.disclosure_quantities", "result.disclosure_sums", "result.disclosure_times"];

/// The shared result tables, in the order of their references.
fn tables<'a>(
    definitions: &'a Definitions,
    plan: &'a Plan,
) -> impl Iterator<Item = queue::Piece<'a>> {
    let files =
        plan.results.iter().filter_map(|id| definitions.results.iter().find(|file| file.id == *id));
    files.map(|file| queue::Piece::of("result", file, plan))
}

/// Whether the solver's own tables are, or are made of, this one.
fn is_solved_from(table: &str, plan: &Plan) -> bool {
    SOLVED_FROM.iter().any(|wanted| *wanted == table || plan.lineage(wanted).contains(table))
}

impl Export {
    fn to_make(&self) -> queue::Piece<'_> {
        queue::Piece {
            name: self.file.display().to_string(),
            place: "data files",
            making: Making::File(&self.file, &self.select),
            reads: Some(&self.reads),
        }
    }
}

/// How long each measure takes when it is counted alone.
pub fn profile(
    warehouse: &Warehouse,
    definitions: &Definitions,
) -> Result<Vec<(String, Duration)>> {
    let mut times = Vec::new();
    for measure in &definitions.measures {
        let started = Instant::now();
        count_alone(warehouse, measure)?;
        times.push((measure.id().to_owned(), started.elapsed()));
    }
    Ok(times)
}

fn culprit(warehouse: &Warehouse, definitions: &Definitions) -> Option<Error> {
    definitions.measures.iter().find_map(|measure| {
        let error = count_alone(warehouse, measure).err()?;
        let cause = error.faults.first().map(|fault| fault.says.clone()).unwrap_or_default();
        Some(
            Error::new(Exit::Failed, &measure.file.place, cause)
                .hint("mend the measure, or take it out of definitions/ to run without it"),
        )
    })
}

fn count_alone(
    warehouse: &Warehouse,
    measure: &crate::definitions::measure::Measure,
) -> Result<i64> {
    let select = cases::wrapped(measure, cases::Width::Whole);
    warehouse.one(
        &format!("select count(*) from (\n{select}\n) as counted where hash(counted) is not null"),
        [] as [&str; 0],
    )
}
