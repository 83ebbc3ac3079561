//! `sufficiency definitions DIR`: writes the built-in definitions out, to read
//! or to change.

use std::path::PathBuf;

use crate::cli::Format;
use crate::definitions::library::Library;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// The flags of `definitions`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The folder to write to; it must not exist, or be empty
    #[arg(value_name = "DIR")]
    out: PathBuf,
}

/// Writes every built-in definition below the folder.
pub fn write(options: &Options, format: Format) -> Result<Exit> {
    let out = &options.out;
    let is_taken = std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken {
        return Err(Error::new(Exit::Usage, out.display().to_string(), "is not empty")
            .hint("name a folder that does not exist yet"));
    }
    let library = Library::built_in();
    for (path, file) in &library.files {
        let target = out.join(path);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)
                .map_err(|cause| Error::io(parent, "make the folder", &cause))?;
        }
        std::fs::write(&target, &file.text)
            .map_err(|cause| Error::io(&target, "write it", &cause))?;
    }
    let count = library.files.len();
    match format {
        Format::Text => print_line!(
            "{count} definitions written to {}. Use them with --definitions {0}, or copy the ones to change into definitions/ beside council.toml.",
            out.display()
        ),
        Format::Json => print_line!("{}", serde_json::json!({"written": count, "folder": out})),
    }
    Ok(Exit::Published)
}
