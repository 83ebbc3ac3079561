//! `sufficiency due`: which jobs are due for the newest day in hand, and when
//! each is due next.

use serde_json::json;

use crate::cli::Format;
use crate::error::Result;
use crate::exit::Exit;
use crate::job;
use crate::publish::status::Status;
use crate::settings::Settings;

/// Prints each job with the end of the period that it was last due for, and
/// the next.
pub fn due(settings: &Settings, format: Format) -> Result<Exit> {
    let status = Status::read(&settings.workspace.status())?;
    let known = status.last_success.as_ref().map(|success| success.as_at);
    let day = settings.as_at.or(known).unwrap_or_else(|| settings.started.date_naive());
    let jobs = &settings.council.jobs;
    let lines: Vec<(String, String, String)> = jobs
        .iter()
        .map(|each| {
            let now = job::newest_end(each.cadence, day).map(|day| day.to_string());
            let next = job::next(std::slice::from_ref(each), day).map(|next| next.on.to_string());
            (each.id.clone(), now.unwrap_or_default(), next.unwrap_or_default())
        })
        .collect();
    match format {
        Format::Json => {
            let jobs: Vec<_> = lines
                .iter()
                .map(|(id, now, next)| json!({"job": id, "period_end": now, "next": next}))
                .collect();
            println!("{}", json!({"as_at": day.to_string(), "jobs": jobs}));
        }
        Format::Text if lines.is_empty() => {
            println!("council.toml names no [[jobs]]: every run makes every report.");
        }
        Format::Text => {
            println!("As at {day}");
            println!("  {:<24} {:<16} next due", "job", "newest period");
            for (id, now, next) in lines {
                let next = if next.is_empty() { "when named" } else { &next };
                println!("  {id:<24} {now:<16} {next}");
            }
        }
    }
    Ok(Exit::Published)
}
