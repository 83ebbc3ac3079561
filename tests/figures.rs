//! One case a folder: a few rows of extracts, and the figures that somebody
//! worked out from them by hand. `tests/cases/measures/<measure>/<case>` holds
//! the cases of a measure, `tests/cases/repairs`, `tests/cases/localities` and
//! `tests/cases/published` (files in a layout that somebody publishes) those of
//! the model below them, `tests/papers/<council>/<case>` those that print a
//! published paper's own figures.
//!
//! What a folder holds is written in `sql/README.md`; [`sufficiency::trial`]
//! runs it, here as under `sufficiency test`. The definitions are those of the
//! repository as they stand, so that a change of SQL needs no build.
//!
//! There is no way to have these files written by the program, on purpose.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libtest_mimic::{Arguments, Failed, Trial};
use sufficiency::definitions::Definitions;
use sufficiency::definitions::library::Library;
use sufficiency::trial::{self, Bench};

static BENCH: LazyLock<Bench> =
    LazyLock::new(|| Bench::new(Some(repository()), None).sharing(cases_folder().join("_shared")));

fn main() {
    let arguments = Arguments::from_args();
    let folder = cases_folder();
    let mut trials = vec![Trial::test("every measure has a case", every_measure_has_a_case)];
    let mut groups = folders(&folder.join("measures"));
    groups.extend(["repairs", "localities", "published"].map(|group| folder.join(group)));
    groups.extend(folders(&repository().join("tests/papers")));
    for group in groups {
        for case in folders(&group) {
            trials.push(Trial::test(trial::name(&case), move || run(&case)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(case: &Path) -> Result<(), Failed> {
    let wrong = BENCH.run(case)?;
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn every_measure_has_a_case() -> Result<(), Failed> {
    let nowhere = PathBuf::new();
    let library = Library::gather(Some(&repository()), &nowhere)?;
    let (definitions, _) = Definitions::read(library);
    let measures: BTreeSet<String> =
        definitions.measures.iter().map(|measure| measure.id().to_owned()).collect();
    let with_cases: BTreeSet<String> = folders(&cases_folder().join("measures"))
        .iter()
        .filter(|folder| !folders(folder).is_empty())
        .map(|folder| name(folder))
        .collect();
    if measures == with_cases {
        return Ok(());
    }
    let without: Vec<_> = measures.difference(&with_cases).collect();
    let unknown: Vec<_> = with_cases.difference(&measures).collect();
    Err(format!("measures without a case: {without:?}; cases of no measure: {unknown:?}").into())
}

/// The repository whose SQL and cases are tried: cargo names it, also to a test
/// that was built for another copy.
fn repository() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

fn cases_folder() -> PathBuf {
    repository().join("tests/cases")
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
