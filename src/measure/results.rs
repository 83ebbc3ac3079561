//! Runs the shared result tables, in the order of their references. Where the
//! statement that counts all measures fails, each is counted alone, so that
//! the error names the culprit.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::cases;
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
    let tables: Vec<queue::Table<'_>> = plan
        .results
        .iter()
        .filter_map(|id| definitions.results.iter().find(|file| file.id == *id))
        .map(|file| queue::Table::of("result", file, plan))
        .collect();
    queue::make(warehouse, &tables)
        .map_err(|error| culprit(warehouse, definitions).unwrap_or(error))
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
