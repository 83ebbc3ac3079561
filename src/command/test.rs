//! `sufficiency test DIR`: tries definitions on worked cases, so that who
//! writes a measure needs no Rust to test it.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;

use crate::cli::Format;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Workspace;
use crate::trial::{self, Bench};

/// The flags of `test`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// A case, or a folder with cases below it
    #[arg(value_name = "DIR")]
    cases: PathBuf,
}

/// How one case ended.
#[derive(Serialize)]
struct Verdict {
    case: String,
    passed: bool,
    /// What differs, one line each.
    wrong: Vec<String>,
    seconds: f64,
}

/// Runs every case below a folder, and says which passed. A definition that is
/// wrong stops all, before any case is run.
pub fn test(
    workspace: &Path,
    definitions: Option<PathBuf>,
    options: &Options,
    started: DateTime<Utc>,
    format: Format,
) -> Result<Exit> {
    let cases = trial::cases(&options.cases)?;
    if cases.is_empty() {
        let place = options.cases.display().to_string();
        return Err(Error::new(Exit::Usage, place, "holds no case: no case.toml is below it")
            .hint("make a folder with case.toml, extracts and expected.csv"));
    }
    let own = Some(Workspace::at(workspace).definitions()).filter(|own| own.is_dir());
    let bench = Bench::new(definitions, own);
    bench.rehearse()?;
    let verdicts = run(&bench, &cases);
    let failed = verdicts.iter().filter(|verdict| !verdict.passed).count();
    match format {
        Format::Text => print(&verdicts, failed, started),
        Format::Json => print_line!(
            "{}",
            json!({"cases": verdicts, "passed": verdicts.len() - failed, "failed": failed})
        ),
    }
    Ok(if failed == 0 { Exit::Published } else { Exit::Failed })
}

/// All cases, as many at once as the machine has cores.
fn run(bench: &Bench, cases: &[PathBuf]) -> Vec<Verdict> {
    let next = AtomicUsize::new(0);
    let verdicts = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..cores.min(cases.len()) {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = judge(bench, case);
                    if let Ok(mut verdicts) = verdicts.lock() {
                        verdicts.push(verdict);
                    }
                }
            });
        }
    });
    let mut verdicts = verdicts.into_inner().unwrap_or_else(|broken| broken.into_inner());
    verdicts.sort_by(|one, other| one.case.cmp(&other.case));
    verdicts
}

fn judge(bench: &Bench, case: &Path) -> Verdict {
    let began = std::time::Instant::now();
    let wrong = match bench.run(case) {
        Ok(wrong) => wrong,
        Err(error) => error.faults.iter().map(ToString::to_string).collect(),
    };
    Verdict {
        case: trial::name(case),
        passed: wrong.is_empty(),
        wrong,
        seconds: (began.elapsed().as_secs_f64() * 100.0).round() / 100.0,
    }
}

fn print(verdicts: &[Verdict], failed: usize, started: DateTime<Utc>) {
    for verdict in verdicts {
        let word = if verdict.passed { "pass" } else { "FAIL" };
        print_line!("{word}  {} ({:.2} s)", verdict.case, verdict.seconds);
        for line in &verdict.wrong {
            print_line!("      {}", line.replace('\n', "\n      "));
        }
    }
    let passed = verdicts.len() - failed;
    let took = (Utc::now() - started).num_milliseconds() as f64 / 1000.0;
    print_line!("\n{passed} passed, {failed} failed, in {took:.1} s");
}
