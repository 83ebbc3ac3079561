//! Runs the shared result tables, in the order of their references. Where the
//! statement that counts all measures fails, each is counted alone, so that
//! the error names the culprit.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::{cases, disclosure};
use crate::definitions::Definitions;
use crate::definitions::plan::Plan;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::council::Council;
use crate::warehouse::{Warehouse, queue};

/// Counts every measure and builds `result.results` and
/// `result.public_results`. A measure that is not `bound` is counted as a whole
/// only, without its breakdowns; where nothing says which are, all are.
pub fn build(
    warehouse: &Warehouse,
    definitions: &Definitions,
    plan: &Plan,
    council: &Council,
    bound: Option<&BTreeSet<String>>,
) -> Result<Vec<(String, Duration)>> {
    let relations = cases::relations(&definitions.measures, &council.measures, bound);
    cases::publish(warehouse, &definitions.reports, &definitions.measures)?;
    let named = |error| culprit(warehouse, definitions).unwrap_or(error);
    let stages = Stages::of(definitions, plan);
    let cases = relations.iter().map(cases::Relation::to_make);
    let first: Vec<queue::Table<'_>> = cases.chain(stages.solved_from).collect();
    let mut times = queue::make(warehouse, &first).map_err(named)?;
    let mut beside = warehouse.beside()?;
    let solver = &mut beside;
    let (solved, made) = std::thread::scope(|scope| {
        let solving = scope.spawn(move || {
            let began = Instant::now();
            disclosure::published::solve(solver).map(|()| began.elapsed())
        });
        let made = queue::make(warehouse, &stages.besides);
        let solved = solving.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (solved, made)
    });
    warehouse.take_back([beside]);
    times.extend(made.map_err(named)?);
    times.push((SOLVED[0].to_owned(), solved?));
    times.extend(queue::make(warehouse, &stages.of_solved).map_err(named)?);
    Ok(times)
}

/// The tables that Rust fills from those of `SOLVED_FROM`.
const SOLVED: [&str; 2] = ["result.further_hidden", "result.possible_values"];
const SOLVED_FROM: [&str; 3] =
    ["result.disclosure_quantities", "result.disclosure_sums", "result.disclosure_times"];

/// The shared result tables: those that must be there before the solver, those
/// that can be made while it works, and those that read what it found.
struct Stages<'a> {
    solved_from: Vec<queue::Table<'a>>,
    besides: Vec<queue::Table<'a>>,
    of_solved: Vec<queue::Table<'a>>,
}

impl<'a> Stages<'a> {
    fn of(definitions: &'a Definitions, plan: &'a Plan) -> Self {
        let mut wanted: BTreeSet<String> = SOLVED_FROM.map(str::to_owned).into();
        wanted.extend(SOLVED_FROM.into_iter().flat_map(|table| plan.lineage(table)));
        let mut stages = Self { solved_from: vec![], besides: vec![], of_solved: vec![] };
        for id in &plan.results {
            let Some(file) = definitions.results.iter().find(|file| file.id == *id) else {
                continue;
            };
            let name = format!("result.{id}");
            let reads = plan.lineage(&name);
            let stage = if wanted.contains(&name) {
                &mut stages.solved_from
            } else if SOLVED.iter().any(|table| reads.contains(*table)) {
                &mut stages.of_solved
            } else {
                &mut stages.besides
            };
            stage.push(queue::Table::of("result", file, plan));
        }
        stages
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
