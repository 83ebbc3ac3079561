//! `sufficiency run [JOB...]`: the jobs that are due, or those named, end to
//! end. Running it again on the same inputs changes nothing.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::Format;
use crate::error::{Error, Result};
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
    /// Make the packs of this provider anew and leave the others as they are;
    /// may be given again
    #[arg(long = "provider", value_name = "ID")]
    providers: Vec<String>,
    /// Publish as final: refused while an officer's words are missing
    #[arg(long = "final")]
    is_final: bool,
    /// Time each measure alone as well
    #[arg(long)]
    profile: bool,
    /// Keep the warehouse in the run folder, as Parquet files
    #[arg(long)]
    keep_warehouse: bool,
    /// Make an old publication again from its manifest, publish nothing, and
    /// say which files differ
    #[arg(
        long,
        value_name = "RUN",
        conflicts_with_all = ["jobs", "providers", "is_final", "profile", "keep_warehouse"]
    )]
    replay: Option<String>,
    /// Leave what a replay made in this folder, which must not be there yet
    #[arg(long, value_name = "DIR", requires = "replay")]
    out: Option<PathBuf>,
}

/// Runs the pipeline and says where the publication is.
pub fn run(
    settings: &Settings,
    options: &Options,
    progress: &mut Progress,
    format: Format,
) -> Result<Exit> {
    if let Some(named) = &options.replay {
        return replay(settings, named, options.out.as_deref(), progress, format);
    }
    let asked = Asked {
        jobs: options.jobs.clone(),
        providers: options.providers.clone(),
        is_final: options.is_final,
        is_profiled: options.profile,
        keeps_warehouse: options.keep_warehouse,
    };
    let ended = pipeline::run(settings, &asked, progress)?;
    match format {
        Format::Text => print_text(&ended),
        Format::Json => print_line!(
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

/// Replays, and says that all is the same. What a publication was made from
/// is in its manifest, so nothing of that may be asked for besides.
fn replay(
    settings: &Settings,
    named: &str,
    out: Option<&Path>,
    progress: &mut Progress,
    format: Format,
) -> Result<Exit> {
    if settings.as_at.is_some() || settings.known_by.is_some() {
        let says = "a replay takes its as-at and known-by days from the publication";
        return Err(
            Error::new(Exit::Usage, "--replay", says).hint("leave --as-at and --known-by out")
        );
    }
    let out = out.map(|out| free(settings, out)).transpose()?;
    let replayed = pipeline::replay(settings, named, out.as_deref(), progress)?;
    let (run_id, files) = (replayed.run_id.as_str(), replayed.files);
    match format {
        Format::Text => {
            print_line!(
                "{run_id}: made again, all {files} files to the byte; nothing was published"
            );
            if let Some(out) = &out {
                print_line!("Start with {}", out.join("index.html").display());
            }
        }
        Format::Json => {
            print_line!(
                "{}",
                json!({"run_id": run_id, "files": files, "is_same": true, "out": out})
            );
        }
    }
    Ok(Exit::Published)
}

/// The folder to write to, where there is nothing yet.
fn free(settings: &Settings, out: &Path) -> Result<PathBuf> {
    let usage = |says: &str| {
        Error::new(Exit::Usage, out.display().to_string(), says)
            .hint("name a folder that is not there yet with --out, outside publications/")
    };
    let path = std::path::absolute(out).map_err(|cause| Error::io(out, "find it", &cause))?;
    if path.symlink_metadata().is_ok() {
        return Err(usage("is there already"));
    }
    if path.starts_with(settings.workspace.publications()) {
        return Err(usage("lies among the publications"));
    }
    Ok(path)
}

fn print_text(ended: &Ended) {
    if ended.was_there {
        print_line!("{} is published already: nothing has changed, and it is whole", ended.run_id);
    } else {
        print_line!("Published {}, figures as at {}", ended.run_id, ended.as_at);
    }
    if !ended.findings.is_empty() {
        print_line!("Findings: {}", ended.findings);
    }
    if ended.to_complete > 0 {
        print_line!("Left for officers to complete: {}", ended.to_complete);
    }
    print_line!("Start with {}", ended.folder.join("index.html").display());
}
