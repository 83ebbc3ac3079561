//! Reads Markdown into the few kinds of block that a committee paper has, each
//! already safe text in the format of the copy. What a paper has no place for
//! (raw HTML, pictures, rules) keeps its text and loses its form.

use minijinja::Value;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::escape;
use super::values::map;
use crate::definitions::report::Format;

/// One block, its text safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A heading within a section.
    Heading(String),
    /// A list, numbered or not; lists within lists are taken apart.
    List { is_numbered: bool, items: Vec<String> },
    /// A table: its headings and its rows.
    Table { columns: Vec<String>, rows: Vec<Vec<String>> },
}

impl Block {
    /// The text, where the block is a paragraph.
    pub(super) fn paragraph(&self) -> Option<&str> {
        match self {
            Self::Paragraph(text) => Some(text),
            _ => None,
        }
    }

    /// The block as a template sees it: `kind` and what belongs to it.
    pub(super) fn value(&self) -> Value {
        let safe = |text: &String| Value::from_safe_string(text.clone());
        match self {
            Self::Paragraph(text) => {
                map([("kind", Value::from("paragraph")), ("text", safe(text))])
            }
            Self::Heading(text) => map([("kind", Value::from("heading")), ("text", safe(text))]),
            Self::List { is_numbered, items } => map([
                ("kind", Value::from("list")),
                ("is_numbered", Value::from(*is_numbered)),
                ("items", items.iter().map(safe).collect()),
            ]),
            Self::Table { columns, rows } => map([
                ("kind", Value::from("table")),
                ("columns", columns.iter().map(safe).collect()),
                ("rows", rows.iter().map(|row| row.iter().map(safe).collect::<Value>()).collect()),
            ]),
        }
    }
}

/// Reads Markdown into blocks for a format.
pub(super) fn read(markdown: &str, format: Format) -> Vec<Block> {
    let mut reader = Reader { format, ..Reader::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.end_paragraph();
    reader.blocks
}

/// The state between events.
struct Reader {
    format: Format,
    blocks: Vec<Block>,
    text: String,
    lists: usize,
    is_numbered: bool,
    items: Vec<String>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    addresses: Vec<String>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            format: Format::Html,
            blocks: Vec::new(),
            text: String::new(),
            lists: 0,
            is_numbered: false,
            items: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            addresses: Vec::new(),
        }
    }
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(&escape::escape(&text, self.format));
            }
            Event::Code(text) => self.text.push_str(&escape::escape(&text, self.format)),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.end_paragraph(),
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.push_str(&escape::escape(&text, self.format));
            }
            Event::TaskListMarker(is_done) => {
                self.text.push_str(if is_done { "Done: " } else { "To do: " });
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.lists > 0 && self.text.is_empty() => {}
            Tag::Paragraph if self.lists > 0 => self.text.push(' '),
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.end_paragraph();
            }
            Tag::List(first) => {
                if self.lists == 0 {
                    self.end_paragraph();
                    self.is_numbered = first.is_some();
                } else {
                    self.end_item();
                }
                self.lists += 1;
            }
            Tag::Item => self.end_item(),
            Tag::Table(_) => self.end_paragraph(),
            Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Strong => self.text.push_str(self.mark("<strong>", "**")),
            Tag::Emphasis => self.text.push_str(self.mark("<em>", "*")),
            Tag::Link { dest_url, .. } => self.addresses.push(dest_url.to_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock if self.lists == 0 => {
                self.end_paragraph();
            }
            TagEnd::Heading(_) => {
                let text = std::mem::take(&mut self.text);
                self.blocks.push(Block::Heading(text.trim().to_owned()));
            }
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 {
                    let items = std::mem::take(&mut self.items);
                    self.blocks.push(Block::List { is_numbered: self.is_numbered, items });
                }
            }
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.text).trim().to_owned();
                match self.rows.last_mut() {
                    Some(row) => row.push(text),
                    None => self.columns.push(text),
                }
            }
            TagEnd::Table => {
                let columns = std::mem::take(&mut self.columns);
                let rows = std::mem::take(&mut self.rows);
                self.blocks.push(Block::Table { columns, rows });
            }
            TagEnd::Strong => self.text.push_str(self.mark("</strong>", "**")),
            TagEnd::Emphasis => self.text.push_str(self.mark("</em>", "*")),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    /// A link prints where it leads: a paper is read on paper too.
    fn end_link(&mut self) {
        let address = self.addresses.pop().unwrap_or_default();
        let printed = escape::escape(&address, self.format);
        let leads_somewhere = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| address.to_ascii_lowercase().starts_with(scheme));
        if leads_somewhere && !self.text.ends_with(&*printed) {
            self.text.push_str(&format!(" ({printed})"));
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(text.trim().to_owned()));
        }
    }

    fn end_item(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.items.push(text.trim().to_owned());
        }
    }

    fn mark(&self, html: &'static str, markdown: &'static str) -> &'static str {
        match self.format {
            Format::Html | Format::Word => html,
            Format::Markdown => markdown,
        }
    }
}
