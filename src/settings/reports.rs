//! `[reports.<id>]` of `council.toml`: what stands on the front of a paper, and
//! which copies are made where there is one for each provider.

use chrono::NaiveDate;

use crate::header::Fields;

/// `[reports.<id>]`: what stands on the front of a paper.
#[derive(Clone, Debug, Default)]
pub struct ReportSettings {
    /// `title`, instead of the template's.
    pub title: Option<String>,
    /// `committee`.
    pub committee: Option<String>,
    /// `meeting`: the day of the meeting.
    pub meeting: Option<NaiveDate>,
    /// `item`: the number on the agenda.
    pub item: Option<String>,
    /// `words`: the officers' Markdown file, below `words/`; `<report>.md` by default.
    pub words: Option<String>,
    /// `copies`: of a report with a copy for each provider, `["due"]` (the
    /// default), `["all"]` or the ids of those to be made.
    pub copies: Vec<String>,
    /// `word_template`: a `.docx` or `.dotx` beside `council.toml`.
    pub word_template: Option<String>,
    /// `[[reports.<id>.front]]`: label and value, printed in this order.
    pub front: Vec<(String, String)>,
}

impl ReportSettings {
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        Self {
            title: fields.optional_text("title"),
            committee: fields.optional_text("committee"),
            meeting: fields.date("meeting"),
            item: fields.optional_text("item"),
            words: fields.optional_text("words"),
            word_template: fields.optional_text("word_template"),
            copies: fields.list("copies"),
            front: fields.tables("front", |table| (table.text("label"), table.text("value"))),
        }
    }
}
