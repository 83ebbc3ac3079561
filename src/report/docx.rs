//! Makes the Word copy of a report from what the parts of its format wrote.
//! `read` makes blocks of that, `body` and `table` write them down, `drawing`
//! makes pictures of the charts, `template` takes over how a council's own
//! documents look, `package` puts the file together.
//!
//! A file is a pure function of the report's text, the style sheets, the
//! council's template and the day: it holds no clock and no font of the
//! machine, and it leads nowhere else.

mod block;
mod body;
mod drawing;
mod frame;
mod looks;
mod numbers;
mod package;
mod png;
mod read;
mod table;
pub mod template;
mod text;
mod xml;

use std::borrow::Cow;
use std::num::NonZero;
use std::thread;

use chrono::NaiveDate;

use block::{Block, Paper};
pub(in crate::report) use drawing::Drawn;
use drawing::Picture;
use package::{Part, Relation};
pub use text::text;

/// What a Word copy is made from, besides the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    /// The rules for charts: the style sheet of the pages.
    pub(super) style_sheet: &'a str,
    /// The styles of the document, with the council's colour in them.
    pub(super) styles: &'a str,
    /// The council's own template.
    pub(super) template: Option<&'a [u8]>,
    /// The day that the figures describe.
    pub(super) as_at: NaiveDate,
    /// Charts of other copies, where any may be the same.
    pub(super) drawn: Option<&'a Drawn>,
    /// Whether anybody asks what the file says.
    pub(super) is_read: bool,
}

/// A Word file.
pub(super) struct Made {
    /// The file itself.
    pub(super) bytes: Vec<u8>,
    /// What it says, as [`text`] reads it; nothing where nobody asks.
    pub(super) text: String,
}

/// Makes the file from what `docx.j2` wrote. Says what is wrong where that is
/// no paper, or the template is none.
pub(super) fn make(written: &str, given: Given<'_>) -> Result<Made, String> {
    let paper = read::read(written)?;
    let pictures = draw(&paper, &given)?;
    let dress = match given.template {
        Some(bytes) => template::Template::read(bytes)?.dress(&paper, given.styles)?,
        None => frame::own(&paper, given.styles),
    };
    let body = body::write(&paper, &pictures, &dress.looks);
    let mut relations = dress.relations;
    let mut parts = dress.parts;
    parts.push(Part::new(
        "word/document.xml",
        "document.main",
        document(&body.xml, &dress.section),
    ));
    parts.push(Part::new(
        "word/numbering.xml",
        "numbering",
        dress.numbering.with(dress.looks.numbers, body.lists),
    ));
    parts.push(Part::new("word/settings.xml", "settings", frame::settings(dress.has_even_pages)));
    for (kind, target) in
        [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")]
    {
        relations.push(Relation::new(kind, kind, target));
    }
    for (index, picture) in pictures.into_iter().enumerate() {
        add_picture(&mut parts, &mut relations, index + 1, "chart", picture);
    }
    parts.push(package::relations("word/document.xml", &relations));
    parts.extend(package::properties(&paper.title, &paper.council, given.as_at));
    let parts = package::complete(parts);
    let mut text = String::new();
    for part in parts.iter().filter(|_| given.is_read) {
        text::add_part(&mut text, &part.path, || Ok(Cow::Borrowed(&part.bytes)))?;
    }
    let bytes = package::pack(&parts, given.as_at);
    Ok(Made { bytes: bytes.map_err(|error| format!("cannot be packed: {error}"))?, text })
}

fn document(body: &str, section: &str) -> String {
    format!(
        "{}<w:document {}><w:body>{body}\n{section}</w:body></w:document>",
        package::XML,
        frame::NAMES
    )
}

/// Adds the files of a picture, and the references to them.
fn add_picture(
    parts: &mut Vec<Part>,
    relations: &mut Vec<Relation>,
    id: usize,
    name: &str,
    picture: Picture,
) {
    let drawing = picture.svg.map(|svg| ("svg", svg.into_bytes()));
    for (ending, bytes) in [("png", picture.png)].into_iter().chain(drawing) {
        let target = format!("media/paper-{name}-{id}.{ending}");
        parts.push(Part::new(format!("word/{target}"), "", bytes));
        relations.push(Relation::new(format!("{ending}{id}"), "image", target));
    }
}

/// The pictures of all charts, in their order, drawn side by side.
fn draw(paper: &Paper, given: &Given<'_>) -> Result<Vec<Picture>, String> {
    let style = drawing::style(given.style_sheet);
    let charts: Vec<&str> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Figure(figure) => Some(figure.svg.as_str()),
            _ => None,
        })
        .collect();
    let at_once = thread::available_parallelism().map_or(1, NonZero::get);
    let share = charts.len().div_ceil(at_once).max(1);
    let draw = |charts: &[&str]| -> Result<Vec<Picture>, String> {
        charts.iter().map(|chart| drawing::chart(chart, &style, given.drawn)).collect()
    };
    thread::scope(|scope| {
        let shares: Vec<_> =
            charts.chunks(share).map(|charts| scope.spawn(|| draw(charts))).collect();
        let drawn = shares
            .into_iter()
            .map(|share| share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        Ok(drawn.collect::<Result<Vec<_>, _>>()?.concat())
    })
}
