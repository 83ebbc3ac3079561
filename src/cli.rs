//! What may be typed: the commands, their flags, their help. It settles flags
//! into [`Settings`] and hands over; it decides nothing about data.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::command;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::progress::{Progress, Style};
use crate::rehearsal;
use crate::settings::Settings;

/// Turns a council's extracts into committee papers, and says where every
/// figure comes from.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, subcommand_required = true, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 published, 1 failed, 2 usage, 3 bad definition, 4 data refused, 5 another run holds the lock, 6 disk or permission."
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args, Debug)]
struct Common {
    /// The folder that holds council.toml
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    workspace: PathBuf,
    /// The day that the figures describe [default: the newest that the return covers]
    #[arg(long, global = true, value_name = "DATE")]
    as_at: Option<NaiveDate>,
    /// Count only extracts received up to the end of this day [default: all]
    #[arg(long, global = true, value_name = "DATE")]
    known_by: Option<NaiveDate>,
    /// Use this folder of definitions instead of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    definitions: Option<PathBuf>,
    /// How to speak: words for people, JSON for programs
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Words for people.
    Text,
    /// JSON, one object a line on standard error and one answer on standard output.
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Land the extracts, count, and publish the reports that are due
    #[command(after_help = "Examples:
  sufficiency run --workspace /srv/council
  sufficiency run scrutiny --workspace /srv/council --as-at 2026-09-30
  sufficiency run --final --workspace /srv/council
  sufficiency run --provider P012 --provider P031 --workspace /srv/council
  sufficiency run --replay 2026-09-30-1a2b3c4d5e6f --workspace /srv/council")]
    Run(command::run::Options),
    /// Read and validate the extracts; publish nothing
    #[command(after_help = "Example:
  sufficiency check --workspace /srv/council --out to-mend.xlsx")]
    Check(command::check::Options),
    /// Show a measure's definition, lineage and figure, and the cases behind it
    #[command(after_help = "Examples:
  sufficiency explain placed_out_of_area --workspace /srv/council
  sufficiency explain three_or_more_placements --period year:2026-03-31 --cases 50")]
    Explain(command::explain::Options),
    /// Say which figures moved between two publications, why, and which cases
    /// moved them; for officers who may see children's identifiers
    #[command(after_help = "Examples:
  sufficiency compare 2026-06-30-0f3a9c51d2e4 latest --workspace /srv/council
  sufficiency compare 2026-09-30-1a2b 2026-09-30-3c4d --measure placed_out_of_area --all")]
    Compare(command::compare::Options),
    /// Compare a publication's files with its manifest
    #[command(after_help = "Examples:
  sufficiency verify latest --workspace /srv/council
  sufficiency verify 2026-09-30-1a2b3c4d5e6f --workspace /srv/council")]
    Verify(command::verify::Options),
    /// Say which jobs, papers, reviews, visits and notices fall due, and when
    #[command(after_help = "Examples:
  sufficiency due --workspace /srv/council
  sufficiency due --workspace /srv/council --as-at 2026-09-30 --within 184")]
    Due(command::due::Options),
    /// Say when a run last succeeded; non-zero when that is too long ago
    #[command(after_help = "Example:
  sufficiency status --max-age 26h --workspace /srv/council")]
    Status(command::status::Options),
    /// Write the built-in SQL, specs and templates to a folder, to read or to change
    #[command(after_help = "Examples:
  sufficiency definitions sufficiency-definitions
  sufficiency run --workspace /srv/council --definitions sufficiency-definitions")]
    Definitions(command::definitions::Options),
    /// Write a catalogue of all measures, as a page and as Markdown
    #[command(after_help = "Example:
  sufficiency catalogue --out catalogue --workspace /srv/council")]
    Catalogue(command::catalogue::Options),
    /// Try definitions on worked cases: extracts of a few rows, and the rows expected of them
    #[command(after_help = "Examples:
  sufficiency test my-cases --workspace /srv/council
  sufficiency test tests/cases/measures/referrals --definitions .

A case is a folder with case.toml, extracts and expected.csv; sql/README.md says what is in them.")]
    Test(command::test::Options),
    /// Write invented extracts: a seed gives the same bytes
    #[command(after_help = "Example:
  sufficiency generate --out my-council --seed 7")]
    Generate(command::generate::Options),
}

/// Parses the command line, runs the command and says how it ended.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Published };
            return exit.into();
        }
    };
    let format = cli.common.format;
    let only_answers = !matches!(cli.command, Command::Run(_));
    match execute(cli) {
        Ok(exit) => match command::answer::failure() {
            Some(error) => {
                say(error, format);
                // What is published is published, whoever hears of it.
                let exit = if only_answers { error.exit } else { exit };
                exit.into()
            }
            None => exit.into(),
        },
        Err(error) => {
            say(&error, format);
            error.exit.into()
        }
    }
}

fn execute(cli: Cli) -> Result<Exit> {
    let format = cli.common.format;
    let started = Utc::now();
    let mut progress = Progress::new(style(format), started);
    match cli.command {
        Command::Run(options) => {
            command::run::run(&settings(&cli.common, started)?, &options, &mut progress, format)
        }
        Command::Check(options) => {
            command::check::check(&settings(&cli.common, started)?, &options, &mut progress, format)
        }
        Command::Explain(options) => command::explain::explain(
            &settings(&cli.common, started)?,
            &options,
            &mut progress,
            format,
        ),
        Command::Compare(options) => {
            command::compare::compare(&settings(&cli.common, started)?, &options, format)
        }
        Command::Verify(options) => {
            command::verify::verify(&settings(&cli.common, started)?, &options, format)
        }
        Command::Due(options) => {
            command::due::due(&settings(&cli.common, started)?, &options, format)
        }
        Command::Status(options) => {
            command::status::status(&cli.common.workspace, &options, started, format)
        }
        Command::Definitions(options) => command::definitions::write(&options, format),
        Command::Catalogue(options) => {
            command::catalogue::write(&settings(&cli.common, started)?, &options, format)
        }
        Command::Test(options) => {
            let definitions = cli.common.definitions.as_deref().map(absolute).transpose()?;
            command::test::test(&cli.common.workspace, definitions, &options, started, format)
        }
        Command::Generate(options) => command::generate::generate(&options, &mut progress, format),
    }
}

/// Settles flags, `council.toml` and the clock into settings. Paths become
/// absolute here, once.
fn settings(common: &Common, started: DateTime<Utc>) -> Result<Settings> {
    let root = absolute(&common.workspace)?;
    let definitions = common.definitions.as_deref().map(absolute).transpose()?;
    let (mut settings, faults) = Settings::examine(&root, started)?;
    settings.as_at = common.as_at;
    settings.known_by = common.known_by;
    settings.definitions = definitions;
    if faults.is_empty() {
        return Ok(settings);
    }
    // What is wrong in the definitions is told at the same time.
    let more = rehearsal::faults(&settings);
    let more = more.into_iter().filter(|fault| faults.iter().all(|one| one.place != fault.place));
    Err(Error::of(Exit::Definition, faults.iter().cloned().chain(more).collect()))
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::fs::canonicalize(path).map_err(|cause| {
        Error::new(
            Exit::Usage,
            path.display().to_string(),
            format!("is no folder that can be opened: {cause}"),
        )
        .hint("name the folder that holds council.toml with --workspace")
    })
}

fn style(format: Format) -> Style {
    match format {
        Format::Json => Style::Json,
        Format::Text if std::io::stderr().is_terminal() => Style::Terminal,
        Format::Text => Style::Plain,
    }
}

fn say(error: &Error, format: Format) {
    match format {
        Format::Text => eprintln!("error: {error}"),
        Format::Json => {
            let faults: Vec<_> = error
                .faults
                .iter()
                .map(|fault| {
                    serde_json::json!({"place": fault.place, "says": fault.says, "next": fault.hint})
                })
                .collect();
            eprintln!(
                "{}",
                serde_json::json!({"event": "error", "exit": error.exit as u8, "faults": faults})
            );
        }
    }
}
