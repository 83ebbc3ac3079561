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
    cases::create(warehouse, &definitions.measures, &council.measures, bound)?;
    cases::publish(warehouse, &definitions.reports, &definitions.measures)?;
    let of_solved = |id: &str| {
        let reads = plan.lineage(&format!("result.{id}"));
        SOLVED.iter().any(|table| reads.contains(*table))
    };
    let tables = |is_of_solved: bool| {
        let ids = plan.results.iter().filter(move |id| of_solved(id) == is_of_solved);
        ids.filter_map(|id| definitions.results.iter().find(|file| file.id == *id))
            .map(|file| queue::Table::of("result", file, plan))
            .collect::<Vec<queue::Table<'_>>>()
    };
    let named = |error| culprit(warehouse, definitions).unwrap_or(error);
    let mut times = queue::make(warehouse, &tables(false)).map_err(named)?;
    let began = Instant::now();
    disclosure::published::solve(warehouse)?;
    times.push(("result.further_hidden".to_owned(), began.elapsed()));
    times.extend(queue::make(warehouse, &tables(true)).map_err(named)?);
    Ok(times)
}

/// The tables that Rust fills, after those that it reads and before the rest.
const SOLVED: [&str; 2] = ["result.further_hidden", "result.possible_values"];

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
