//! What a case folder says: `case.toml`, and the files of expected rows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use super::expected::{self, RESULTS};
use super::{last_part, read};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::header::nearest;
use crate::pipeline::Counted;

/// The day of the count, and the one on which files came, where none is named.
pub(super) const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2031, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

pub(super) const COUNCIL: &str = "[council]\nname = \"Sandwick Council\"\n\n[[authority]]\n\
    code = \"E06000901\"\nname = \"Sandwick Council\"\n\n[machine]\nthreads = 1\n\n";

/// What stands before the id of a list, where a table is named.
const LIST: &str = "list.";

const REPORTING: &str = "[reporting]\nmonths = 15\nyears = 4\n\n";

/// Extracts that speak for every day, so that a case need not hold years.
const COVERED: [&str; 3] = ["episodes", "missing", "uasc"];

/// One case, as its folder has it.
pub(super) struct Case {
    /// The whole `council.toml`.
    pub(super) council: String,
    pub(super) as_at: NaiveDate,
    pub(super) known_by: Option<NaiveDate>,
    /// Folders of extracts that came earlier, and when.
    pub(super) received: Vec<(String, NaiveDate)>,
    pub(super) shared: Vec<String>,
    /// Selects that stand for a table.
    tables: BTreeMap<String, String>,
    /// Tables with the file of their expected rows.
    expected: Vec<(String, PathBuf)>,
}

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    says: String,
    as_at: String,
    known_by: Option<String>,
    #[serde(default)]
    council: String,
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    received: toml::Table,
    is_covered: Option<bool>,
    #[serde(default)]
    tables: BTreeMap<String, String>,
}

impl Case {
    /// Reads `case.toml` and finds the files of expected rows. `extracts` are
    /// those that can be said to be complete.
    pub(super) fn read(folder: &Path, extracts: &BTreeSet<String>) -> Result<Self> {
        let file = folder.join("case.toml");
        let place = || file.display().to_string();
        let wrong = |says: String| Error::new(Exit::Definition, place(), says);
        let text = String::from_utf8(read(&file)?).map_err(|_| wrong("is not UTF-8".to_owned()))?;
        let about: About = toml::from_str(&text).map_err(|cause| {
            wrong(cause.to_string().trim_end().to_owned())
                .hint("write `says`, `as_at` and, where needed, `council`, `shared`, `known_by`, `received`, `is_covered`, `[tables]`")
        })?;
        if about.says.trim().len() < 20 {
            return Err(wrong("does not say what the case shows".to_owned())
                .hint("write the arithmetic behind the expected figures into `says`"));
        }
        let day = |name: &str, text: &str| -> Result<NaiveDate> {
            let fault = |_| wrong(format!("`{name}` is no day")).hint("write it as \"2026-03-31\"");
            text.parse().map_err(fault)
        };
        let mut received = Vec::new();
        for (name, on) in &about.received {
            let on = day(&format!("received.{name}"), on.as_str().unwrap_or_default())?;
            received.push((name.clone(), on));
        }
        let expected = expectations(folder)?;
        if expected.is_empty() {
            return Err(Error::new(
                Exit::Definition,
                folder.display().to_string(),
                "expects nothing",
            )
            .hint("add expected.csv with rows of the results"));
        }
        Ok(Self {
            council: council(&about, extracts),
            as_at: day("as_at", &about.as_at)?,
            known_by: about.known_by.as_deref().map(|text| day("known_by", text)).transpose()?,
            received,
            shared: about.shared,
            tables: about.tables,
            expected,
        })
    }

    /// The measures that the case expects figures of.
    pub(super) fn measures(&self, usual: &str) -> Result<BTreeSet<String>> {
        let mut measures = BTreeSet::new();
        for (_, file) in self.expected.iter().filter(|(table, _)| table == RESULTS) {
            measures.extend(expected::measures(file, usual)?);
        }
        Ok(measures)
    }

    /// The model tables and lists that the case expects rows of.
    pub(super) fn tables(&self) -> impl Iterator<Item = String> {
        let tables = self.expected.iter().map(|(table, _)| table);
        tables.filter(|it| it.starts_with("model.") || it.starts_with(LIST)).cloned()
    }

    /// What came and was not expected, or not as it was.
    pub(super) fn differences(&self, counted: &Counted, usual: &str) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        for (table, file) in &self.expected {
            let select = match (self.tables.get(table), table.strip_prefix(LIST)) {
                (Some(select), _) => select.clone(),
                (None, Some(list)) => select_of(counted, list, file)?,
                (None, None) => format!("select * from {table}"),
            };
            wrong.extend(expected::differences(counted, usual, table, &select, file)?);
        }
        Ok(wrong)
    }
}

/// The whole `council.toml` of a case.
fn council(about: &About, extracts: &BTreeSet<String>) -> String {
    let said = &about.council;
    let mut text = String::new();
    if !said.contains("[council]") {
        text.push_str(COUNCIL);
    }
    if !said.contains("[reporting]") {
        text.push_str(REPORTING);
    }
    if about.is_covered.unwrap_or(true) {
        for extract in COVERED.into_iter().filter(|extract| extracts.contains(*extract)) {
            text.push_str(&format!(
                "[[extracts.{extract}.covers]]\nfrom = 2000-01-01\nto = 2030-12-31\n\n"
            ));
        }
    }
    text.push_str(said);
    text
}

/// What a list asks the warehouse.
fn select_of(counted: &Counted, list: &str, file: &Path) -> Result<String> {
    if let Some(definition) = counted.definitions.list(list) {
        return Ok(definition.file.select.clone());
    }
    let says = format!("there is no list `{list}`");
    let known = counted.definitions.lists.iter().map(|list| list.file.id.as_str());
    let hint = nearest(list, known).map(|near| format!("did you mean `{near}`?"));
    Err(Error::new(Exit::Definition, file.display().to_string(), says)
        .hint(hint.unwrap_or_else(|| "lists stand in sql/lists".to_owned())))
}

/// `expected.csv` holds rows of the results, `expected.<table>.csv` of a table,
/// `expected.list.<list>.csv` of a list.
fn expectations(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let failed = |cause| Error::io(folder, "list it", &cause);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = last_part(&path);
        if name == "expected.csv" {
            found.push((RESULTS.to_owned(), path));
        } else if let Some(table) = name.strip_prefix("expected.") {
            found.push((table.trim_end_matches(".csv").to_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}
