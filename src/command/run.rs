//! `sufficiency run [JOB...]`: the jobs that are due, or those named, end to
//! end. Running it again on the same inputs changes nothing.

use serde_json::json;

use crate::cli::Format;
use crate::error::Result;
use crate::exit::Exit;
use crate::pipeline::{self, Asked, Ended};
use crate::progress::Progress;
use crate::settings::Settings;

/// The flags of `run`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Jobs of council.toml, or reports [default: the jobs that are due]
    #[arg(value_name = "JOB")]
    jobs: Vec<String>,
    /// Publish as final: refused while an officer's words are missing
    #[arg(long = "final")]
    is_final: bool,
    /// Time each measure alone as well
    #[arg(long)]
    profile: bool,
    /// Keep the warehouse in the run folder, as Parquet files
    #[arg(long)]
    keep_warehouse: bool,
}

/// Runs the pipeline and says where the publication is.
pub fn run(
    settings: &Settings,
    options: &Options,
    progress: &mut Progress,
    format: Format,
) -> Result<Exit> {
    let asked = Asked {
        jobs: options.jobs.clone(),
        is_final: options.is_final,
        is_profiled: options.profile,
        keeps_warehouse: options.keep_warehouse,
    };
    let ended = pipeline::run(settings, &asked, progress)?;
    match format {
        Format::Text => print_text(&ended),
        Format::Json => println!(
            "{}",
            json!({
                "run_id": ended.run_id.as_str(),
                "as_at": ended.as_at.to_string(),
                "folder": ended.folder,
                "was_there": ended.was_there,
                "findings": ended.findings,
                "to_complete": ended.to_complete,
            })
        ),
    }
    Ok(Exit::Published)
}

fn print_text(ended: &Ended) {
    if ended.was_there {
        println!("{} is published already: nothing has changed, and it is whole", ended.run_id);
    } else {
        println!("Published {}, figures as at {}", ended.run_id, ended.as_at);
    }
    if !ended.findings.is_empty() {
        println!("Findings: {}", ended.findings);
    }
    if ended.to_complete > 0 {
        println!("Left for officers to complete: {}", ended.to_complete);
    }
    println!("Start with {}", ended.folder.join("index.html").display());
}
