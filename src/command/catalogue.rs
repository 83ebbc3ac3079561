//! `sufficiency catalogue --out DIR`: writes what every measure means, without
//! reading any data.

use std::path::PathBuf;

use serde_json::json;

use crate::cli::Format;
use crate::definitions::about::About;
use crate::definitions::report::Format as Written;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::rehearsal;
use crate::report::catalogue;
use crate::report::context::Letterhead;
use crate::settings::Settings;

/// The flags of `catalogue`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The folder to write catalogue.html and catalogue.md to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Writes the catalogue in both formats.
pub fn write(settings: &Settings, options: &Options, format: Format) -> Result<Exit> {
    let (definitions, plan) = rehearsal::load(settings)?;
    let council = &settings.council;
    let measures: Vec<About> = definitions
        .measures
        .iter()
        .map(|measure| About::of(measure, &definitions, &plan, council))
        .collect();
    let letterhead = Letterhead {
        name: council.name.clone(),
        short_name: council.short_name.clone(),
        directorate: council.directorate.clone(),
        colour: council.colour.clone(),
        logo: None,
    };
    let out = &options.out;
    std::fs::create_dir_all(out).map_err(|cause| Error::io(out, "make the folder", &cause))?;
    let mut written = Vec::new();
    for copy in [Written::Html, Written::Markdown] {
        let (name, text) = catalogue::render(&definitions.parts, &letterhead, &measures, copy)?;
        let file = out.join(name);
        std::fs::write(&file, text).map_err(|cause| Error::io(&file, "write it", &cause))?;
        written.push(file.display().to_string());
    }
    match format {
        Format::Text => print_line!("{} measures in {}", measures.len(), written.join(" and ")),
        Format::Json => print_line!("{}", json!({"measures": measures, "files": written})),
    }
    Ok(Exit::Published)
}
