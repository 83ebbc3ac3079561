//! Makes reports: a template, the parts of each format and a context become
//! text. Each rendering is a pure function of its context, whatever was rendered
//! before it or beside it; nothing is read from disk, and no figure is computed
//! that SQL has not computed already.
//!
//! What reaches a template is in [`context`]; what it may call is in
//! `environment`; how figures become words is in [`phrase`]. Writing files and
//! deciding what is published belong to `publish`.

mod account;
mod blocks;
pub mod calendar;
pub mod catalogue;
mod charts;
pub mod check;
mod colour;
pub mod contents;
pub mod context;
mod control;
pub mod docx;
mod environment;
pub mod escape;
mod figure_value;
mod figures;
mod filters;
pub mod index;
mod list_charts;
mod lists;
mod money;
mod months;
pub mod number;
mod numbering;
pub mod package;
pub mod phrase;
mod places;
mod shared;
pub mod symbols;
mod tally;
mod values;
mod words;
pub mod workbook;
mod years;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::{Environment, Value};

use crate::definitions::report::{Audience, Format, Parts, ReportTemplate};
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use context::ReportContext;
use figures::Figures;
use numbering::Numbering;
use words::Words;

/// The part with the rules of the pages and their charts.
const STYLE_SHEET: &str = "paper.css";

/// The part with the styles of Word files.
const WORD_STYLES: &str = "docx-styles.xml";

/// One copy of a report in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Who it is made for.
    pub audience: Audience,
    /// What it is written as.
    pub format: Format,
    /// The name of the file to write, below the audience's folder.
    pub file_name: String,
    /// The whole text; of a Word file what it says, a paragraph a line, where
    /// anybody asks.
    pub text: String,
    /// The file itself, where that is not its text.
    file: Option<Vec<u8>>,
    /// What somebody must still complete before it can be final.
    pub to_complete: Vec<String>,
}

impl Rendered {
    /// What to write to the file.
    pub fn bytes(&self) -> &[u8] {
        self.file.as_deref().unwrap_or(self.text.as_bytes())
    }
}

/// Makes every format of one copy of a report.
///
/// Fails with exit 3 where the template or the officers' words are wrong,
/// with their file and line.
pub fn render(
    template: &ReportTemplate,
    parts: &Parts,
    context: &ReportContext,
) -> Result<Vec<Rendered>> {
    Printer::new(template, parts)?.print(context.clone())
}

/// The parts of each format, read once for any number of reports.
pub struct Bases<'a>(BTreeMap<Format, Environment<'a>>);

impl<'a> Bases<'a> {
    /// Reads the parts for each of these formats. Says what is wrong with them.
    pub fn read(
        parts: &'a Parts,
        formats: impl IntoIterator<Item = Format>,
    ) -> std::result::Result<Self, Fault> {
        let read = |format| Ok((format, environment::bare(parts, format)?));
        let bases = formats.into_iter().map(read).collect::<std::result::Result<_, _>>();
        Ok(Self(bases.map_err(|error| fault("_parts", &error))?))
    }

    /// What was read for a format, for what stands in `place`.
    fn of(&self, format: Format, place: &str) -> Result<&Environment<'a>> {
        self.0.get(&format).ok_or_else(|| {
            Error::new(Exit::Definition, place, "the parts of its format have not been read")
        })
    }
}

/// A report's template and its parts, read once for any number of copies. Each
/// copy gets an environment of its own, so that copies made side by side share
/// nothing but the text of the template, and the pictures of charts that are
/// the same to the letter.
pub struct Printer<'a> {
    template: &'a ReportTemplate,
    bases: BTreeMap<Format, Environment<'a>>,
    /// Kept where there is a copy for each of two audiences. Copies for one
    /// reader each have no chart in common.
    drawn: Option<docx::Drawn>,
    /// Whether anybody asks what the Word files say.
    is_read: bool,
}

impl<'a> Printer<'a> {
    /// Reads the template and its parts for each of its formats.
    pub fn new(template: &'a ReportTemplate, parts: &'a Parts) -> Result<Self> {
        let bases = Bases::read(parts, template.formats.iter().copied());
        let failed = |fault| Error::of(Exit::Definition, vec![fault]);
        Self::on(template, &bases.map_err(failed)?)
    }

    /// Reads the template beside parts that are read already.
    pub fn on(template: &'a ReportTemplate, parts: &Bases<'a>) -> Result<Self> {
        let mut bases = BTreeMap::new();
        for format in &template.formats {
            let mut environment = parts.of(*format, &template.place)?.clone();
            environment.add_global("template_title", template.title.as_str());
            let added = environment.add_template(&template.place, &template.text);
            added.map_err(|error| definition_error(template, &error))?;
            bases.insert(*format, environment);
        }
        let drawn = (template.audience.len() > 1).then(docx::Drawn::default);
        Ok(Self { template, bases, drawn, is_read: true })
    }

    /// The same where nobody asks for the text of the Word files: it is empty.
    pub fn without_words_of_files(self) -> Self {
        Self { is_read: false, ..self }
    }

    /// Makes every format of one copy.
    pub fn print(&self, context: ReportContext) -> Result<Vec<Rendered>> {
        let context = Arc::new(context);
        let figures = Arc::new(Figures::new(self.template, Arc::clone(&context)));
        let one = |format: &Format| self.one(&context, &figures, *format);
        self.template.formats.iter().map(one).collect()
    }

    fn one(
        &self,
        context: &Arc<ReportContext>,
        figures: &Arc<Figures>,
        format: Format,
    ) -> Result<Rendered> {
        let template = self.template;
        let words = Words::read(context.words.as_ref(), context, figures, format)?;
        let words = Arc::new(words);
        let numbering = Arc::new(Numbering::default());
        let failed = |error| definition_error(template, &error);

        let Some(base) = self.bases.get(&format) else {
            let says = "is not a format of this report";
            return Err(Error::new(Exit::Definition, &template.place, says));
        };
        let mut environment = base.clone();
        environment::fill(&mut environment, context, figures, &words, &numbering);
        let compiled = environment.get_template(&template.place).map_err(failed)?;
        let text = compiled.render(Value::from(())).map_err(failed)?;
        words.check_all_used()?;
        let (text, file) = match format {
            Format::Html | Format::Markdown => (tidy(&text), None),
            Format::Word => {
                let file = self.word(&environment, context, &text);
                let says = |says| Fault::new(&template.place, says);
                let file = file.map_err(|error| Error::of(Exit::Definition, vec![says(error)]))?;
                (file.text, Some(file.bytes))
            }
        };
        Ok(Rendered {
            audience: context.audience,
            format,
            file_name: file_name(template, context, format),
            text,
            file,
            to_complete: numbering.open(),
        })
    }

    /// The Word file of what the parts wrote.
    fn word(
        &self,
        environment: &Environment<'_>,
        context: &ReportContext,
        written: &str,
    ) -> std::result::Result<docx::Made, String> {
        let part = |name: &str| {
            let part = environment.get_template(name).and_then(|part| part.render(Value::from(())));
            part.map_err(|error| fault(name, &error).to_string())
        };
        docx::make(
            written,
            docx::Given {
                style_sheet: &part(STYLE_SHEET)?,
                styles: &part(WORD_STYLES)?,
                template: context.report.word_template.as_deref(),
                as_at: context.as_at,
                drawn: self.drawn.as_ref(),
                is_read: self.is_read,
            },
        )
    }
}

/// The report's id, the authority where the run has several, the format; in a
/// folder of the report where there are many copies.
fn file_name(template: &ReportTemplate, context: &ReportContext, format: Format) -> String {
    let extension = format.extension();
    if let Some(subject) = &context.subject {
        return format!("{}/{}.{extension}", template.id, subject.file_stem);
    }
    if context.authorities.len() < 2 || context.authority.code == "all" {
        return format!("{}.{extension}", template.id);
    }
    format!("{}.{}.{extension}", template.id, context.authority.code)
}

/// The text without blanks at the ends of lines and with one blank line at
/// most between two others, ending in a line break.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_blank = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && is_blank {
            continue;
        }
        is_blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A failure of the template language as an error with file and line.
fn definition_error(template: &ReportTemplate, error: &minijinja::Error) -> Error {
    Error::of(Exit::Definition, vec![fault(&template.place, error)])
}

/// A failure of the template language as a fault: the innermost cause, at the
/// outermost place that is known.
fn fault(place: &str, error: &minijinja::Error) -> Fault {
    let name = match error.name() {
        Some("parts") | None => place,
        Some(name) => name,
    };
    let place = match error.line() {
        Some(line) => format!("{name}:{line}"),
        None => name.to_owned(),
    };
    let mut says = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        says = format!("{says}: {inner}");
        cause = inner.source();
    }
    Fault::new(place, says)
}
