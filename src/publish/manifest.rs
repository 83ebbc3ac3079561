//! `manifest.json`: what a publication was made from, what became of every
//! row, what was found, and every output with its digest. No clock stands in
//! it, so that the same run writes the same bytes.

use std::io::ErrorKind;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::finding::{Finding, Severity};

use super::as_text;
use super::run_id::{Part, RunId};

/// The file's name inside a publication.
pub const FILE: &str = "manifest.json";

/// How this program lays a manifest out; another layout is refused, not guessed.
pub const LAYOUT: u32 = 1;

/// All that `manifest.json` says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`LAYOUT`].
    pub layout: u32,
    /// The publication's name.
    pub run_id: RunId,
    /// What the run says of itself.
    #[serde(flatten)]
    pub account: Account,
    /// Copies of what the run was told, for a replay.
    pub kept: Vec<Kept>,
    /// Every file but this one, ordered by path.
    pub outputs: Vec<Output>,
}

/// What a run says of itself: everything that is not read off its outputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The council's name.
    pub council: String,
    /// The day that the figures describe.
    #[serde(with = "as_text::day")]
    pub as_at: NaiveDate,
    /// Only extracts received by then counted, where that was asked.
    #[serde(with = "as_text::maybe_day")]
    pub known_by: Option<NaiveDate>,
    /// Whether it was published as final.
    pub is_final: bool,
    /// The program and its version.
    pub program: String,
    /// What decided the run: inputs, definitions, words, settings, version.
    pub made_from: Vec<Part>,
    /// What decided it besides: the publications that it follows.
    pub follows: Vec<Part>,
    /// Every file of data, with what became of its rows.
    pub inputs: Vec<Input>,
    /// The settings as they held, defaults included.
    pub settings: Value,
    /// What was found, counted by rule.
    pub findings: Vec<FindingCount>,
    /// Every report: made now, carried forward, or not made yet.
    pub reports: Vec<ReportRecord>,
}

/// One file of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path below the inbox.
    pub file: String,
    /// The extract spec that it was recognised as.
    pub extract: String,
    /// The authority whose it is.
    pub authority: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
    /// The last day that it describes.
    #[serde(with = "as_text::maybe_day")]
    pub snapshot_on: Option<NaiveDate>,
    /// What became of its rows.
    pub rows: RowAccount,
}

/// What became of the rows of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAccount {
    /// All rows in the file.
    pub read: u64,
    /// Rows that count.
    pub accepted: u64,
    /// Rows set aside, with reasons.
    pub quarantined: u64,
    /// Rows that a later snapshot replaced.
    pub superseded: u64,
    /// Rows that stand there more than once.
    pub repeated: u64,
}

/// How many findings of one rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FindingCount {
    /// How much they weigh.
    pub severity: Severity,
    /// The rule.
    pub rule: String,
    /// The extract, where they concern one.
    pub extract: Option<String>,
    /// How many findings.
    pub findings: u64,
    /// How many rows they concern.
    pub rows: u64,
}

/// How a report came into a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Made {
    /// Made in this run.
    Rendered,
    /// Copied byte for byte from the publication before.
    Carried,
    /// Never made yet, and not due in this run.
    Absent,
}

/// One report of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRecord {
    /// The template's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it came here.
    pub made: Made,
    /// The run that made it; none where it is absent.
    pub origin: Option<RunId>,
    /// Whether that run was final.
    pub is_final: bool,
    /// The last run that made it as final, itself among them.
    pub last_final: Option<RunId>,
    /// The final run that its revisions were marked against.
    pub compared_with: Option<RunId>,
    /// A digest over its files; empty where it is absent.
    pub digest: String,
}

/// A copy of something that the run was told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Kept {
    /// Its path in the workspace, such as `words/scrutiny-paper.md`.
    pub name: String,
    /// The output that is its copy.
    pub output: String,
}

/// One file of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path inside the publication.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
    /// The report that it belongs to, if to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
}

impl Manifest {
    /// Reads the manifest of a publication.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let broken = |says: String| {
            Error::new(Exit::Failed, path.display().to_string(), says).hint(
                "rename this folder so that its name ends in .damaged and run again: \
                 it is made anew from the same inputs",
            )
        };
        let text = std::fs::read(&path).map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => broken("there is no manifest here".to_owned()),
            _ => Error::io(&path, "read the manifest", &cause),
        })?;
        let value: Value = serde_json::from_slice(&text)
            .map_err(|cause| broken(format!("the manifest is damaged: {cause}")))?;
        match value.get("layout").and_then(Value::as_u64) {
            Some(layout) if layout == u64::from(LAYOUT) => {}
            Some(layout) => {
                return Err(broken(format!(
                    "the manifest has layout {layout}, which this version of the program does not read"
                )));
            }
            None => return Err(broken("this is no manifest: it states no layout".to_owned())),
        }
        serde_json::from_value(value)
            .map_err(|cause| broken(format!("the manifest is damaged: {cause}")))
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|cause| {
            Error::new(Exit::Failed, FILE, format!("cannot write it as JSON: {cause}"))
        })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The name that the parts of this run give it.
    pub fn expected_run_id(&self) -> RunId {
        RunId::of(self.account.as_at, self.account.made_from.iter().chain(&self.account.follows))
    }

    /// The record of a report, if the publication knows it.
    pub fn report(&self, id: &str) -> Option<&ReportRecord> {
        self.account.reports.iter().find(|report| report.id == id)
    }
}

impl Account {
    /// Puts every list into the order in which it is written.
    pub fn put_in_order(&mut self) {
        self.made_from.sort();
        self.follows.sort();
        self.inputs.sort_by(|a, b| (&a.file, &a.sha256).cmp(&(&b.file, &b.sha256)));
        self.findings.sort();
        self.reports.sort_by(|a, b| a.id.cmp(&b.id));
    }

    /// Refuses an account in which rows are lost.
    pub fn audit(&self) -> Result<()> {
        let lost: Vec<Fault> = self
            .inputs
            .iter()
            .filter(|input| !input.rows.balances())
            .map(|input| {
                let rows = input.rows;
                Fault::new(
                    &input.file,
                    format!(
                        "its rows do not add up: {} read, but {} accepted, {} quarantined, \
                         {} superseded and {} repeated",
                        rows.read, rows.accepted, rows.quarantined, rows.superseded, rows.repeated,
                    ),
                )
                .hint("this is a fault of the program: report it with the run's folder")
            })
            .collect();
        if lost.is_empty() { Ok(()) } else { Err(Error::of(Exit::Failed, lost)) }
    }
}

impl RowAccount {
    /// Whether every row read is accounted for, once.
    pub fn balances(&self) -> bool {
        let parts = [self.accepted, self.quarantined, self.superseded, self.repeated];
        parts.iter().try_fold(0u64, |sum, part| sum.checked_add(*part)) == Some(self.read)
    }
}

impl FindingCount {
    /// Counts findings by severity, rule and extract.
    pub fn of(findings: &[Finding]) -> Vec<Self> {
        let mut counts: Vec<Self> = Vec::new();
        let mut ordered: Vec<&Finding> = findings.iter().collect();
        ordered.sort_by_key(|finding| (finding.severity, &finding.rule, &finding.extract));
        for finding in ordered {
            let same = counts.last_mut().filter(|count| {
                (count.severity, &count.rule, &count.extract)
                    == (finding.severity, &finding.rule, &finding.extract)
            });
            if let Some(count) = same {
                count.findings += 1;
                count.rows += finding.rows;
                continue;
            }
            counts.push(Self {
                severity: finding.severity,
                rule: finding.rule.clone(),
                extract: finding.extract.clone(),
                findings: 1,
                rows: finding.rows,
            });
        }
        counts
    }
}

impl ReportRecord {
    /// A report that this run makes. Its digest is filled in from its files.
    pub fn rendered(
        id: &str,
        title: &str,
        run_id: &RunId,
        is_final: bool,
        compared_with: Option<RunId>,
        previous: Option<&Self>,
    ) -> Self {
        let inherited = previous.and_then(|record| record.last_final.clone());
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            made: Made::Rendered,
            origin: Some(run_id.clone()),
            is_final,
            last_final: if is_final { Some(run_id.clone()) } else { inherited },
            compared_with,
            digest: String::new(),
        }
    }

    /// A report that is carried forward from the publication before.
    pub fn carried(previous: &Self) -> Self {
        Self { made: Made::Carried, ..previous.clone() }
    }

    /// A report that has never been made and is not due.
    pub fn absent(id: &str, title: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            made: Made::Absent,
            origin: None,
            is_final: false,
            last_final: None,
            compared_with: None,
            digest: String::new(),
        }
    }

    /// The day that the report's own figures describe.
    pub fn as_at(&self) -> Option<NaiveDate> {
        self.origin.as_ref().map(RunId::as_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_findings_by_rule() {
        let finding = |rule: &str, rows| {
            Finding::new(Severity::Quarantine, rule, "").extract("episodes").rows(rows)
        };
        let findings = [finding("date", 2), finding("code", 1), finding("date", 3)];
        let counts = FindingCount::of(&findings);
        let seen: Vec<_> =
            counts.iter().map(|count| (count.rule.as_str(), count.findings, count.rows)).collect();
        assert_eq!(seen, [("code", 1, 1), ("date", 2, 5)]);
    }

    #[test]
    fn a_row_account_balances_or_not() {
        let whole =
            RowAccount { read: 10, accepted: 6, quarantined: 1, superseded: 2, repeated: 1 };
        assert!(whole.balances());
        assert!(!RowAccount { read: 11, ..whole }.balances());
        assert!(!RowAccount { accepted: u64::MAX, ..whole }.balances());
    }
}
