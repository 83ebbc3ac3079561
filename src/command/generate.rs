//! `sufficiency generate`: invented extracts of an invented council, to try
//! the program on.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;

use crate::cli::Format;
use crate::error::Result;
use crate::exit::Exit;
use crate::generate;
use crate::progress::Progress;

/// The flags of `generate`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// How much: one council of about 330 children looked after, or many
    #[arg(value_name = "SCALE", value_enum, default_value_t = Scale::Council)]
    scale: Scale,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The same seed gives the same bytes
    #[arg(long, value_name = "NUMBER", default_value_t = generate::SAMPLE_SEED)]
    seed: u64,
    /// Plant errors of every kind in the invoices, and list them in
    /// invoice-errors.csv, to try the invoice check on
    #[arg(long)]
    invoice_errors: bool,
}

/// How much is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Scale {
    /// One council.
    Council,
    /// Twenty councils, each in a folder of its own.
    Region,
    /// All of England.
    England,
}

/// Writes a whole workspace: `council.toml`, words and extracts.
pub fn generate(options: &Options, progress: &mut Progress, format: Format) -> Result<Exit> {
    let scale = match options.scale {
        Scale::Council => generate::Scale::Council,
        Scale::Region => generate::Scale::Region,
        Scale::England => generate::Scale::England,
    };
    let summary = progress.stage("generate", "", |stage| {
        let told = std::cell::RefCell::new(stage);
        let note = |step: &str| told.borrow_mut().note(step);
        if options.invoice_errors {
            generate::generate_with_invoice_errors(scale, options.seed, &options.out, &note)
        } else {
            generate::generate(scale, options.seed, &options.out, &note)
        }
    })?;
    let rows: usize = summary.files.iter().map(|(_, rows)| rows).sum();
    let out = options.out.display();
    match format {
        Format::Text => {
            print_line!("{} files with {rows} rows in {out}", summary.files.len());
            print_line!("Run it with: sufficiency run --workspace {out}");
        }
        Format::Json => print_line!(
            "{}",
            json!({"folder": options.out, "files": summary.files.len(), "rows": rows})
        ),
    }
    Ok(Exit::Published)
}
