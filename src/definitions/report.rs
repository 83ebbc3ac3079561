//! Report templates: one file a report in `report-templates`, with its header
//! as TOML in the leading `{# #}` comment. The header says who may read the
//! report, when it is due and which measures and lists each section may use.
//!
//! This module reads headers; rendering belongs to [`report`](crate::report).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::query::Scope;
use crate::error::Fault;
use crate::header::{self, Fields, Source};
use crate::settings::jobs::{CADENCES, Cadence};

/// One report. The id is the file's name.
#[derive(Clone, Debug)]
pub struct ReportTemplate {
    /// The file name without `.j2`.
    pub id: String,
    /// Where the template was read from, as a person would look for it.
    pub place: String,
    /// The whole file, header included, so that lines count as in an editor.
    pub text: String,
    /// What stands on the front, where `council.toml` says nothing else.
    pub title: String,
    /// Who it is made for.
    pub audience: Vec<Audience>,
    /// When it is due.
    pub cadence: Cadence,
    /// What one copy is about.
    pub per: Per,
    /// The list that says what copies there are: one row each. Only where
    /// `per` is not the council.
    pub subjects: Option<String>,
    /// What it is written as.
    pub formats: Vec<Format>,
    /// Its sections, with what each may use.
    pub sections: Vec<Section>,
}

/// One section of a report.
#[derive(Clone, Debug)]
pub struct Section {
    /// A name within the report.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Measures that it may use.
    pub measures: Vec<String>,
    /// Tables of measures that it may print, as `measure by breakdown`.
    pub breakdowns: Vec<String>,
    /// Tables that it may print for the end of every whole financial year,
    /// written in the same way.
    pub breakdowns_by_year: Vec<String>,
    /// Lists that it may use.
    pub lists: Vec<String>,
    /// Lists that it uses where they are defined.
    pub optional_lists: Vec<String>,
    measures_line: usize,
    breakdowns_line: usize,
    by_year_line: usize,
    lists_line: usize,
}

/// The files below `report-templates/_parts`, by their name there: macros for
/// each format, the style sheet, the index page.
pub type Parts = BTreeMap<String, String>;

/// A measure or a list that a header names, with the line on which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Binding<'a> {
    /// The id of the measure or list.
    pub id: &'a str,
    /// The line in the template's file.
    pub line: usize,
}

/// A table that a header names: a measure, broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenDown<'a> {
    /// The measure's id.
    pub measure: &'a str,
    /// The breakdown's name.
    pub breakdown: &'a str,
    /// Whether it is printed for the ends of years, not for the newest period.
    pub is_by_year: bool,
    /// The line in the template's file.
    pub line: usize,
}

/// Who may read a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Everybody.
    Public,
    /// Members and officers: exempt under Schedule 12A.
    Exempt,
}

/// What a copy is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One self-contained page.
    Html,
    /// CommonMark with tables.
    Markdown,
    /// A Word document.
    Word,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Html, Self::Markdown, Self::Word];
}

/// What one copy of a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// The council, all its authorities together.
    Council,
    /// One responsible authority.
    Authority,
    /// One provider.
    Provider,
    /// One authority of a partnership.
    Partner,
    /// One contract.
    Contract,
}

/// The words of `audience`.
pub const AUDIENCES: [(&str, Audience); 2] =
    [("public", Audience::Public), ("exempt", Audience::Exempt)];

/// The words of `formats`.
pub const FORMATS: [(&str, Format); 3] =
    [("html", Format::Html), ("markdown", Format::Markdown), ("word", Format::Word)];

const PER: [(&str, Per); 5] = [
    ("council", Per::Council),
    ("authority", Per::Authority),
    ("provider", Per::Provider),
    ("partner authority", Per::Partner),
    ("contract", Per::Contract),
];

/// In `measures`: every measure there is, for reports about the run itself.
const EVERY: &str = "*";

impl ReportTemplate {
    /// Reads a template's header; the text stays as it is.
    pub fn read(id: &str, place: &str, text: &str) -> (Self, Vec<Fault>) {
        let (toml, lines_before) = leading_comment(text).unwrap_or(("", 0));
        let source = Source { name: place, text: toml, lines_before };
        let (template, mut faults) = header::read(&source, |fields| Self {
            id: id.to_owned(),
            place: place.to_owned(),
            text: text.to_owned(),
            title: fields.text("title"),
            audience: choices(fields, "audience", &AUDIENCES),
            cadence: fields.required_choice("cadence", &CADENCES).unwrap_or(Cadence::OnDemand),
            per: fields.choice("per", &PER).unwrap_or(Per::Council),
            subjects: subjects(fields),
            formats: choices(fields, "formats", &FORMATS),
            sections: fields.tables("section", Section::read),
        });
        if leading_comment(text).is_none() {
            let fault = Fault::new(format!("{place}:1"), "the template has no header");
            faults = vec![fault.hint("begin the file with its header as TOML between {# and #}")];
        }
        (template, faults)
    }

    /// Every measure that the header names, in its order, once.
    pub fn measures(&self) -> Vec<Binding<'_>> {
        bindings(self.sections.iter().map(|section| (&section.measures, section.measures_line)))
    }

    /// Every table that the header names, in its order; what is not written as
    /// `measure by breakdown` has no breakdown. A table may stand there twice:
    /// for the newest period, and for every year.
    pub fn broken_down(&self) -> Vec<BrokenDown<'_>> {
        let newest =
            self.sections.iter().map(|section| (&section.breakdowns, section.breakdowns_line));
        let by_year =
            self.sections.iter().map(|section| (&section.breakdowns_by_year, section.by_year_line));
        let read = |Binding { id, line }, is_by_year| {
            let (measure, breakdown) = id.split_once(" by ").unwrap_or((id, ""));
            BrokenDown { measure: measure.trim(), breakdown: breakdown.trim(), is_by_year, line }
        };
        let newest = bindings(newest).into_iter().map(|binding| read(binding, false));
        newest.chain(bindings(by_year).into_iter().map(|binding| read(binding, true))).collect()
    }

    /// Every list that the header names as there, in its order, once.
    pub fn lists(&self) -> Vec<Binding<'_>> {
        bindings(self.sections.iter().map(|section| (&section.lists, section.lists_line)))
    }

    /// Every list that the report may use, whether or not it is defined.
    pub fn usable_lists(&self) -> Vec<&str> {
        let optional = self.sections.iter().flat_map(|section| &section.optional_lists);
        let mut ids: Vec<&str> = self.lists().into_iter().map(|bound| bound.id).collect();
        ids.extend(optional.map(String::as_str));
        ids
    }

    /// Whether the report may use every measure there is (`measures = ["*"]`).
    pub fn uses_every_measure(&self) -> bool {
        self.sections.iter().any(|section| section.measures.iter().any(|id| id == EVERY))
    }
}

impl Section {
    fn read(fields: &Fields<'_>) -> Self {
        Self {
            id: fields.text("id"),
            title: fields.text("title"),
            measures: fields.list("measures"),
            breakdowns: fields.list("breakdowns"),
            breakdowns_by_year: fields.list("breakdowns_by_year"),
            lists: fields.list("lists"),
            optional_lists: fields.list("optional_lists"),
            measures_line: fields.line_of("measures"),
            breakdowns_line: fields.line_of("breakdowns"),
            by_year_line: fields.line_of("breakdowns_by_year"),
            lists_line: fields.line_of("lists"),
        }
    }
}

impl Per {
    /// The column by which lists are cut to one copy; none where one copy is
    /// for the whole council.
    pub fn key(self) -> Option<&'static str> {
        self.scope().and_then(Scope::key)
    }

    /// The scope that a list must have to be used in a copy.
    pub fn scope(self) -> Option<Scope> {
        match self {
            Self::Council => None,
            Self::Authority => Some(Scope::Authority),
            Self::Provider => Some(Scope::Provider),
            Self::Partner | Self::Contract => Some(Scope::Contract),
        }
    }
}

impl Audience {
    /// As written in headers and context: `public` or `exempt`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Exempt => "exempt",
        }
    }
}

impl Format {
    /// The end of a file's name: `html`, `md` or `docx`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Word => "docx",
        }
    }
}

/// The TOML of the leading comment, and how many lines stand before it.
fn leading_comment(text: &str) -> Option<(&str, usize)> {
    let start = text.len() - text.trim_start().len();
    let inside = text[start..].strip_prefix("{#")?;
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    let (toml, _) = inside.split_once("#}")?;
    Some((toml.strip_suffix('-').unwrap_or(toml), text[..start].matches('\n').count()))
}

/// `subjects`, which a report has where one copy is not for the whole council.
fn subjects(fields: &Fields<'_>) -> Option<String> {
    let is_whole = fields.scalar("per").is_none_or(|per| per == "council");
    let named = fields.optional_text("subjects");
    if is_whole && named.is_some() {
        let says = "`subjects` has no meaning where one copy is for the whole council";
        fields.fault_at("subjects", says, "say `per = \"provider\"`, or leave it out");
    }
    if !is_whole && named.is_none() {
        let says = "`subjects` is missing";
        fields.fault_at("per", says, "name the list that has one row for each copy");
    }
    named
}

fn choices<T: Copy>(fields: &Fields<'_>, name: &str, words: &[(&str, T)]) -> Vec<T> {
    let chosen = fields.list(name);
    if chosen.is_empty() {
        let may_be: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let says = format!("`{name}` names none; it may hold: {}", may_be.join(", "));
        fields.fault_at(name, says, "");
    }
    chosen
        .iter()
        .filter_map(|word| {
            let found = words.iter().find(|(known, _)| known == word);
            if found.is_none() {
                let hint = header::nearest(word, words.iter().map(|(known, _)| *known))
                    .map(|near| format!("did you mean \"{near}\"?"))
                    .unwrap_or_default();
                fields.fault_at(name, format!("`{name}` holds \"{word}\""), &hint);
            }
            found.map(|(_, choice)| *choice)
        })
        .collect()
}

fn bindings<'a>(lists: impl Iterator<Item = (&'a Vec<String>, usize)>) -> Vec<Binding<'a>> {
    let mut found: Vec<Binding<'a>> = Vec::new();
    for (ids, line) in lists {
        for id in ids.iter().filter(|id| *id != EVERY) {
            if !found.iter().any(|binding| binding.id == id) {
                found.push(Binding { id, line });
            }
        }
    }
    found
}
