//! Runs the shared result tables, in the order of their references. Where the
//! statement that counts all measures fails, each is counted alone, so that
//! the error names the culprit.

use std::time::{Duration, Instant};

use super::cases;
use crate::definitions::Definitions;
use crate::definitions::plan::Plan;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::council::Council;
use crate::warehouse::{Warehouse, identifier};

/// Counts every measure and builds `result.results` and
/// `result.public_results`.
pub fn build(
    warehouse: &Warehouse,
    definitions: &Definitions,
    plan: &Plan,
    council: &Council,
) -> Result<Vec<(String, Duration)>> {
    let mut times = Vec::new();
    cases::create(warehouse, &definitions.measures, &council.measures)?;
    for id in &plan.results {
        let Some(file) = definitions.results.iter().find(|file| file.id == *id) else { continue };
        let sql = format!("create table result.{} as\n{}", identifier(id), file.select);
        let began = Instant::now();
        if let Err(error) = warehouse.run_for(&file.place, &sql) {
            return Err(culprit(warehouse, definitions).unwrap_or(error));
        }
        times.push((format!("result.{id}"), began.elapsed()));
    }
    Ok(times)
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
    let select = cases::wrapped(measure);
    warehouse.one(
        &format!("select count(*) from (\n{select}\n) as counted where hash(counted) is not null"),
        [] as [&str; 0],
    )
}
