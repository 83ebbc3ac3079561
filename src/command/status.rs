//! `sufficiency status`: the last success and the last attempt, for the person
//! on call and for whatever watches the program.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::cli::Format;
use crate::error::Result;
use crate::exit::Exit;
use crate::publish::status::{self, Freshness, Status};
use crate::settings::Workspace;

/// The flags of `status`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// How old the last success may be, such as 26h
    #[arg(long, value_name = "TIME")]
    max_age: Option<String>,
}

/// Prints the status; fails where the last success is older than `--max-age`.
pub fn status(root: &Path, options: &Options, now: DateTime<Utc>, format: Format) -> Result<Exit> {
    let max_age = options.max_age.as_deref().map(status::duration).transpose()?;
    let workspace = Workspace { root: root.to_owned() };
    let status = Status::read(&workspace.status())?;
    let is_stale = max_age
        .is_some_and(|max_age| !matches!(status.freshness(now, max_age), Freshness::Fresh(_)));
    match format {
        Format::Json => print_line!("{}", json!({"is_stale": is_stale, "status": status})),
        Format::Text => print_text(&status, is_stale),
    }
    Ok(if is_stale { Exit::Failed } else { Exit::Published })
}

fn print_text(status: &Status, is_stale: bool) {
    match &status.last_success {
        Some(success) => print_line!(
            "Last success: {} (figures as at {}), finished {}{}",
            success.run_id,
            success.as_at,
            success.finished.format("%-d %B %Y %H:%M UTC"),
            if is_stale { ": too long ago" } else { "" }
        ),
        None => print_line!("Last success: none yet"),
    }
    if let Some(attempt) = &status.last_attempt
        && attempt.exit != 0
    {
        print_line!(
            "Last attempt: {}, exit {}: {}",
            attempt.started.format("%-d %B %Y %H:%M UTC"),
            attempt.exit,
            attempt.first_fault
        );
    }
    if let Some(next) = &status.next_due {
        print_line!("Next due: {} on {}", next.job, next.on);
    }
}
