//! What a report is made from: one value that holds every figure, list and
//! note, and nothing else is looked at. A public copy gets a context of its
//! own, from which the small numbers are gone before it comes here.
//!
//! Contexts can be read from JSON, which is how the tests hand them in.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::shared;
use crate::definitions::measure::{COUNTS, Measure, POLARITIES, UNITS, word};
use crate::definitions::query::List;
use crate::definitions::report::Audience;
use crate::finding::Finding;
use crate::measure::control_month::ControlMonth;
use crate::measure::figure::{Figure, day, optional_day};

/// Everything that one copy of a report says. What is much, and the same for
/// many copies, is shared between them.
#[derive(Clone, Debug, Deserialize)]
pub struct ReportContext {
    /// Whose paper it is.
    pub council: Letterhead,
    /// The responsible authority that the copy is about.
    pub authority: AuthorityName,
    /// All authorities of the run.
    #[serde(default)]
    pub authorities: Vec<AuthorityName>,
    /// Who the copy is made for.
    pub audience: Audience,
    /// The day that the figures describe.
    #[serde(with = "day")]
    pub as_at: NaiveDate,
    /// Whom the copy is for, where there is one for each of many.
    #[serde(default)]
    pub subject: Option<Subject>,
    /// The run that made it.
    pub run_id: String,
    /// The version of the program.
    pub program_version: String,
    /// Whether this is the final copy, in which nothing may be left open.
    #[serde(default)]
    pub is_final: bool,
    /// What `council.toml` says about the report.
    #[serde(default)]
    pub report: ReportFront,
    /// Counts of children from 1 to one less are hidden in public.
    pub threshold: i64,
    /// To the nearest multiple of this the copy's counts are rounded; 0 or 1
    /// where they are not.
    #[serde(default)]
    pub round_to: i64,
    /// How weekly prices are annualised, as printed: `52` or `365/7`.
    #[serde(default)]
    pub weeks_in_a_year: String,
    /// Result rows, in the order in which tables print them. For a public
    /// copy, rows of `result.public_results` only.
    #[serde(default, deserialize_with = "shared::rows")]
    pub figures: Vec<Arc<Figure>>,
    /// Months of control charts, chart by chart, oldest first. For a public
    /// copy, rows of `result.public_control_charts` only.
    #[serde(default, deserialize_with = "shared::rows")]
    pub control_charts: Vec<Arc<ControlMonth>>,
    /// Lists by id; only those that the audience may see.
    #[serde(default, deserialize_with = "shared::by_id")]
    pub lists: BTreeMap<String, Arc<ReportList>>,
    /// What is known about each measure, by id.
    #[serde(default, deserialize_with = "shared::by_id")]
    pub measures: BTreeMap<String, Arc<MeasureNote>>,
    /// The files that were read, one by one.
    #[serde(default)]
    pub extracts: Vec<ExtractNote>,
    /// What was found wrong with the data.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// What the model repaired.
    #[serde(default)]
    pub repairs: Vec<RepairNote>,
    /// The officers' words.
    #[serde(default)]
    pub words: Option<WordsFile>,
    /// What was published with this report, and what was not.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
}

impl ReportContext {
    /// A count that no measure makes, such as the rows of a file, as this copy
    /// may tell it.
    pub fn told(&self, count: i64) -> i64 {
        if self.round_to < 2 {
            return count;
        }
        (2 * count + self.round_to) / (2 * self.round_to) * self.round_to
    }
}

/// The council, as its papers show it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Letterhead {
    /// The full name.
    pub name: String,
    /// The name in running text.
    pub short_name: String,
    /// Printed under the name.
    #[serde(default)]
    pub directorate: Option<String>,
    /// `#rrggbb`.
    #[serde(default)]
    pub colour: Option<String>,
    /// The logo as a `data:image/...;base64,` address.
    #[serde(default)]
    pub logo: Option<String>,
}

/// A responsible authority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct AuthorityName {
    /// Nine characters, or `all`.
    pub code: String,
    /// As people say it.
    pub name: String,
}

/// Whom one of many copies is for: a provider, a partner, a contract.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Subject {
    /// The copy's own id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The name of its files, without their ending.
    pub file_stem: String,
    /// Its row in the list of copies: one row, with that list's columns.
    pub row: ReportList,
}

/// What stands on the front of a paper.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReportFront {
    /// Instead of the template's title.
    pub title: Option<String>,
    /// The committee.
    pub committee: Option<String>,
    /// The day of the meeting.
    #[serde(with = "optional_day")]
    pub meeting: Option<NaiveDate>,
    /// The number on the agenda.
    pub item: Option<String>,
    /// Label and value, in order.
    pub front: Vec<(String, String)>,
    /// The council's own Word template.
    #[serde(skip)]
    pub word_template: Option<Vec<u8>>,
}

/// Rows that a report prints as they are.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ReportList {
    /// What the list shows.
    pub title: String,
    /// The columns to print, in order.
    pub columns: Vec<ListColumn>,
    /// One map a row: column name to value.
    pub rows: Vec<Map<String, Value>>,
    /// Extracts that it needs and that never came: it says nothing then.
    #[serde(default)]
    pub missing: Vec<String>,
}

impl ReportList {
    /// A list with the columns that it prints and no rows.
    pub fn of(list: &List) -> Self {
        let printed = list.columns.iter().filter(|column| column.is_printed);
        let columns = printed.map(|column| ListColumn {
            name: column.name.clone(),
            title: column.label.clone(),
            unit: column.unit.clone(),
        });
        Self { title: list.title.clone(), columns: columns.collect(), ..Self::default() }
    }
}

/// A column of a list.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ListColumn {
    /// The key in each row.
    pub name: String,
    /// The heading.
    pub title: String,
    /// `text`, `date`, or a unit of measures.
    #[serde(default)]
    pub unit: String,
}

/// What is known about a measure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MeasureNote {
    /// What people call it.
    pub title: String,
    /// What exactly is counted.
    pub definition: String,
    /// Where the definition is published.
    pub source: String,
    /// The unit of its figures.
    pub unit: String,
    /// `higher is better`, `lower is better` or `neutral`.
    pub polarity: String,
    /// `at end`, `during` or `over`.
    pub counts: String,
    /// Its figures, where it has several; the first is the headline.
    pub figures: Vec<String>,
    /// Who answers for it.
    pub owner: String,
    /// The extracts that it needs, by id.
    pub needs: Vec<String>,
    /// The settings in force.
    pub settings: Vec<SettingNote>,
}

impl MeasureNote {
    /// What a measure's header says; no setting is in force yet.
    pub fn of(measure: &Measure) -> Self {
        Self {
            title: measure.title.clone(),
            definition: measure.definition.trim().to_owned(),
            source: measure.source.trim().to_owned(),
            unit: word(&UNITS, measure.unit).to_owned(),
            polarity: word(&POLARITIES, measure.polarity).to_owned(),
            counts: word(&COUNTS, measure.counts).to_owned(),
            figures: measure.figures.clone(),
            owner: measure.owner.clone(),
            needs: measure.needs.clone(),
            settings: Vec::new(),
        }
    }
}

/// A setting of a measure as this run used it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SettingNote {
    /// Its name.
    pub name: String,
    /// Its value, as text.
    pub value: String,
    /// What it does.
    #[serde(default)]
    pub says: String,
    /// Whether `council.toml` set it, rather than the measure's header.
    #[serde(default)]
    pub is_set: bool,
}

/// One file that was read, and where its rows went.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ExtractNote {
    /// The id of its spec.
    pub extract: String,
    /// What people call the extract.
    pub title: String,
    /// The file's name below the inbox.
    pub file: String,
    /// The last day that it describes.
    #[serde(default, with = "optional_day")]
    pub snapshot_on: Option<NaiveDate>,
    /// The day on which it came.
    #[serde(default, with = "optional_day")]
    pub received_on: Option<NaiveDate>,
    /// Rows in the file.
    #[serde(default)]
    pub rows_read: i64,
    /// Rows that the figures use.
    #[serde(default)]
    pub rows_accepted: i64,
    /// Rows set aside with a reason.
    #[serde(default)]
    pub rows_quarantined: i64,
    /// Rows that a newer file replaces.
    #[serde(default)]
    pub rows_superseded: i64,
    /// Rows that stand in the file twice.
    #[serde(default)]
    pub rows_repeated: i64,
    /// Whether the next file is overdue.
    #[serde(default)]
    pub is_late: bool,
    /// Whether the extract is required and no file came.
    #[serde(default)]
    pub is_missing: bool,
}

/// How often a repair was made.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct RepairNote {
    /// The name of the rule.
    pub rule: String,
    /// What it does, in a sentence.
    #[serde(default)]
    pub says: String,
    /// How many rows it changed.
    pub count: i64,
}

/// The officers' Markdown.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct WordsFile {
    /// The file's name, for messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What became of a report in this publication.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Outcome {
    /// The title of the report.
    pub title: String,
    /// `public` or `exempt`; empty where it concerns both.
    #[serde(default)]
    pub audience: String,
    /// What happened: `made`, `carried forward`, `not made`.
    pub state: String,
    /// Why, or from which run.
    #[serde(default)]
    pub why: String,
    /// The files below the publication, such as `public/scrutiny-paper.html`.
    #[serde(default)]
    pub files: Vec<String>,
    /// How many copies the files lead to, where there is one for each of many.
    #[serde(default)]
    pub copies: usize,
}
