//! The other SQL definitions: model tables, lists and checks. Each is a header
//! and a bare `select`, like a measure, but returns rows rather than cases.

use chrono::NaiveDate;

use super::setting::Setting;
use super::sql_file::{self, SqlFile};
use crate::error::Fault;
use crate::finding::Severity;

/// A conformed table, `model.<id>`.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its `select`, id and place.
    pub file: SqlFile,
    /// What people call it.
    pub title: String,
    /// What one row is.
    pub says: String,
    /// What a council may change.
    pub settings: Vec<Setting>,
}

/// Rows rather than figures: `sql/lists/<id>.sql`.
#[derive(Clone, Debug)]
pub struct List {
    /// Its `select`, id and place.
    pub file: SqlFile,
    /// What people call it.
    pub title: String,
    /// What one row is.
    pub says: String,
    /// Who may see its rows.
    pub audience: Audience,
    /// Whose rows a reader gets.
    pub scope: Scope,
    /// The columns, with what each holds.
    pub columns: Vec<ListColumn>,
    /// The extracts without which it would be empty for no good reason.
    pub needs: Vec<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When somebody last read it.
    pub reviewed: Option<NaiveDate>,
    /// What a council may change.
    pub settings: Vec<Setting>,
}

/// A column of a list, as printed.
#[derive(Clone, Debug)]
pub struct ListColumn {
    /// Its name in the `select`.
    pub name: String,
    /// Its heading.
    pub label: String,
    /// What it is counted in: a unit of measures, `text` or `date`.
    pub unit: String,
    /// What it holds.
    pub says: String,
    /// Whether reports print it.
    pub is_printed: bool,
}

/// A query that returns what is wrong.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its `select`, id and place.
    pub file: SqlFile,
    /// What is wrong, in a sentence; the number of rows is put before it.
    pub says: String,
    /// What to do about it.
    pub remedy: String,
    /// How much it weighs, where the council says nothing else.
    pub severity: Severity,
    /// The number under which the return's own rules are published.
    pub number: Option<String>,
    /// The column that is wrong, as the extract's spec spells it, where it is
    /// the same in every row.
    pub column: Option<String>,
    /// The extracts that must have come for it to mean anything.
    pub needs: Vec<String>,
    /// What a council may change.
    pub settings: Vec<Setting>,
}

impl Check {
    /// The columns that its `select` must return.
    pub const MUST_RETURN: [&str; 2] = ["file_id", "row_number"];
    /// Those that it may return beside them: whose row it is, and words about
    /// it in which nobody is named.
    pub const MAY_RETURN: [&str; 4] = ["authority", "child_id", "column_name", "detail"];

    /// The name under which its findings go.
    pub fn rule(&self) -> String {
        self.file.id.replace('_', "-")
    }
}

/// What a list that names the copies of a report has in each row: the copy's
/// own id, what it is called, and whether it is due.
pub const SUBJECT: [&str; 3] = ["subject_id", "subject_name", "is_due"];

/// Who may see something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Public,
    /// Those who may see exempt papers.
    Exempt,
}

/// Whose rows of a list a reader gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of one provider.
    Provider,
    /// Those of one authority.
    Authority,
    /// Those of one contract.
    Contract,
    /// All.
    Council,
}

/// The words of `audience`.
pub const AUDIENCES: [(&str, Audience); 2] =
    [("public", Audience::Public), ("exempt", Audience::Exempt)];

const SCOPES: [(&str, Scope); 4] = [
    ("provider", Scope::Provider),
    ("authority", Scope::Authority),
    ("contract", Scope::Contract),
    ("council", Scope::Council),
];

const SEVERITIES: [(&str, Severity); 2] = [("block", Severity::Block), ("warn", Severity::Warn)];

impl Scope {
    /// The column by which a list of this scope is cut to its reader.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Council => None,
            Self::Authority => Some("authority"),
            Self::Provider => Some("provider_id"),
            Self::Contract => Some("contract_id"),
        }
    }
}

impl Model {
    /// Reads a model table.
    pub fn read(id: &str, place: &str, text: &str) -> (Self, Vec<Fault>) {
        let (file, (title, says, settings), faults) = sql_file::read(id, place, text, |fields| {
            (fields.text("title"), fields.text("says"), Setting::read_all(fields))
        });
        (Self { file, title, says, settings }, faults)
    }
}

impl List {
    /// Reads a list.
    pub fn read(id: &str, place: &str, text: &str) -> (Self, Vec<Fault>) {
        let (file, build, faults) = sql_file::read(id, place, text, |fields| {
            let title = fields.text("title");
            let says = fields.text("says");
            let audience = fields.required_choice("audience", &AUDIENCES);
            let scope = fields.required_choice("scope", &SCOPES);
            let columns = fields.named("columns", |name, column| ListColumn {
                name: name.to_owned(),
                label: column.text("label"),
                unit: column.optional_text("unit").unwrap_or_else(|| "text".to_owned()),
                says: column.text("says"),
                is_printed: column.flag("is_printed", true),
            });
            let needs = fields.list("needs");
            let owner = fields.optional_text("owner");
            let reviewed = fields.date("reviewed");
            let settings = Setting::read_all(fields);
            move |file| Self {
                file,
                title,
                says,
                audience: audience.unwrap_or(Audience::Exempt),
                scope: scope.unwrap_or(Scope::Council),
                columns,
                needs,
                owner,
                reviewed,
                settings,
            }
        });
        (build(file), faults)
    }
}

impl Check {
    /// Reads a check.
    pub fn read(id: &str, place: &str, text: &str) -> (Self, Vec<Fault>) {
        let (file, build, faults) = sql_file::read(id, place, text, |fields| {
            let says = fields.text("says");
            let remedy = fields.text("remedy");
            let severity = fields.required_choice("severity", &SEVERITIES);
            let number = fields.optional_text("number");
            let column = fields.optional_text("column");
            let needs = fields.list("needs");
            let settings = Setting::read_all(fields);
            move |file| Self {
                file,
                says,
                remedy,
                severity: severity.unwrap_or(Severity::Block),
                number,
                column,
                needs,
                settings,
            }
        });
        (build(file), faults)
    }
}
