//! Counts a workspace through the library, as `explain` does, and asks the
//! warehouse that comes of it. The definitions are those of the repository as
//! they stand, so that a change of SQL needs no build.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sufficiency::error::Result;
use sufficiency::pipeline::{self, Counted};
use sufficiency::progress::{Progress, Style};
use sufficiency::settings::Settings;

/// What a count is told beside its workspace.
pub struct Days<'a> {
    /// The day that the figures describe.
    pub as_at: &'a str,
    /// The last day up to which extracts received count.
    pub known_by: Option<&'a str>,
    /// The day of the run, on which new files are received.
    pub today: &'a str,
    /// The measures to count; none: every one.
    pub only: &'a [&'a str],
}

/// The repository whose SQL and cases are tried: cargo names it, also to a test
/// that was built for another copy.
pub fn repository() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

/// Counts a workspace.
pub fn count(workspace: &Path, days: &Days<'_>) -> Result<Counted> {
    let started = format!("{}T06:30:00Z", days.today).parse().unwrap();
    let mut settings = Settings::read(workspace, started)?;
    settings.as_at = Some(days.as_at.parse().unwrap());
    settings.definitions = Some(repository());
    settings.known_by = days.known_by.map(|day| day.parse().unwrap());
    let mut progress = Progress::to(Box::new(std::io::sink()), Style::Plain, started);
    pipeline::count_only(&settings, days.only, &mut progress)
}

/// The rows of a select, by the names of its columns.
pub fn rows(counted: &Counted, select: &str) -> Vec<Map<String, Value>> {
    counted.warehouse.rows(select).unwrap_or_else(|error| panic!("{error}\n{select}"))
}
