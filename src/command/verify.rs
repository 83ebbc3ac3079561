//! `sufficiency verify RUN`: whether a publication's files are still what its
//! manifest says.

use crate::cli::Format;
use crate::error::Result;
use crate::exit::Exit;
use crate::publish::{publication, verify};
use crate::settings::Settings;

/// The flags of `verify`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// A publication: its name, the beginning of it, or `latest`
    #[arg(value_name = "RUN", default_value = "latest")]
    run: String,
}

/// Reads every file of the publication back.
pub fn verify(settings: &Settings, options: &Options, format: Format) -> Result<Exit> {
    let publication = publication::find(&settings.workspace.publications(), &options.run)?;
    let verdict = verify::verify(&publication)?;
    let files = publication.manifest.outputs.len();
    let run_id = publication.run_id().to_string();
    verdict.into_result(&publication)?;
    match format {
        Format::Text => print_line!("{run_id}: all {files} files are what the manifest says"),
        Format::Json => {
            print_line!(
                "{}",
                serde_json::json!({"run_id": run_id, "files": files, "is_whole": true})
            )
        }
    }
    Ok(Exit::Published)
}
