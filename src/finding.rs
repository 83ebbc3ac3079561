//! One thing found wrong with the data: a value that travels to the bulletin,
//! the manifest and the terminal, and that may stop a publication but never
//! the program.
//!
//! A finding names a file, a row and a column. It never holds a value from a
//! row: identifiers and dates of birth do not belong in logs.

use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing may be published until it is mended.
    Block,
    /// The row is set aside, whole, with its reasons.
    Quarantine,
    /// Published, and said.
    Warn,
    /// Worth knowing; nothing to mend.
    Note,
}

/// One thing found wrong, or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// The rule that found it, as one or two words with hyphens.
    pub rule: String,
    /// The extract spec it concerns, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract: Option<String>,
    /// The file, relative to the inbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The row in that file, counted as a spreadsheet counts: the first line is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column, as the file spells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What was found and what was expected.
    pub says: String,
    /// What to do about it.
    pub remedy: String,
    /// How many rows it concerns.
    pub rows: u64,
}

impl Finding {
    /// A finding about no row in particular.
    pub fn new(severity: Severity, rule: &str, says: impl Into<String>) -> Self {
        Self {
            severity,
            rule: rule.to_owned(),
            extract: None,
            file: None,
            row: None,
            column: None,
            says: says.into(),
            remedy: String::new(),
            rows: 0,
        }
    }

    /// The same finding, about this extract.
    pub fn extract(mut self, extract: impl Into<String>) -> Self {
        self.extract = Some(extract.into());
        self
    }

    /// The same finding, in this file.
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same finding, first seen at this row.
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same finding, in this column.
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same finding, with what to do about it.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The same finding, about so many rows.
    pub fn rows(mut self, rows: u64) -> Self {
        self.rows = rows;
        self
    }

    /// The place in one phrase: file, row and column, as far as known.
    pub fn place(&self) -> String {
        let mut place = self
            .file
            .clone()
            .or_else(|| self.extract.clone())
            .unwrap_or_else(|| "this run".to_owned());
        if let Some(row) = self.row {
            place.push_str(&format!(", row {row}"));
        }
        if let Some(column) = &self.column {
            place.push_str(&format!(", column {column}"));
        }
        place
    }
}
