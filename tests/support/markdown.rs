//! A Markdown copy read back as headings, texts, items of lists and tables,
//! each without its marks and its counted number.

#![allow(dead_code, reason = "each test uses what it needs")]

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a paper is made of, in its order.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Heading(String),
    /// A paragraph, or an item of a list.
    Text(String),
    Table(Table),
}

/// A table; the front of a paper has no caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Reads a copy.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut table = Table::default();
    let mut row = Vec::new();
    // How much of a text was bold from its beginning, and whether all of the
    // last one was.
    let (mut bold, mut was_bold) = (None, false);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::Start(Tag::Strong) if text.is_empty() => bold = Some(0),
            Event::End(TagEnd::Strong) => bold = bold.map(|_| text.len()),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(Tag::Table(_)) => table = Table::default(),
            Event::End(TagEnd::TableCell) => row.push(std::mem::take(&mut text).trim().to_owned()),
            Event::End(TagEnd::TableHead) => table.columns = std::mem::take(&mut row),
            Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::Table) => {
                table.caption = caption(&mut found, &table, was_bold);
                found.push(Block::Table(std::mem::take(&mut table)));
            }
            Event::End(TagEnd::Heading(_)) => {
                let heading = without_number(&std::mem::take(&mut text));
                found.push(Block::Heading(heading));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) if !text.is_empty() => {
                let length = text.len();
                let said = Block::Text(without_number(&std::mem::take(&mut text)));
                if was_bold && is_of_symbols(&said) {
                    // It stands between a caption and its table.
                    let caption = found.pop();
                    found.push(said);
                    found.extend(caption);
                    continue;
                }
                was_bold = bold.take() == Some(length);
                found.push(said);
            }
            _ => {}
        }
    }
    found
}

/// Whether a text explains the symbols of the table beneath it.
pub fn is_of_symbols(block: &Block) -> bool {
    matches!(block, Block::Text(text) if text.starts_with("Symbols: "))
}

/// The bold text above a table is its caption, unless the table is the front.
/// A table that officers wrote may have none.
fn caption(found: &mut Vec<Block>, table: &Table, was_bold: bool) -> String {
    if table.columns.iter().all(String::is_empty) {
        return String::new();
    }
    let Some(Block::Text(text)) = found.pop_if(|last| matches!(last, Block::Text(_)) && was_bold)
    else {
        return "(no caption)".to_owned();
    };
    match text.strip_prefix("Table ").and_then(|rest| rest.split_once(": ")) {
        Some((_, caption)) => caption.to_owned(),
        None => text,
    }
}

/// A text without the number that the paper counts: `3.1 At`, `2. What we need`.
fn without_number(text: &str) -> String {
    let text = text.trim();
    let Some((first, rest)) = text.split_once(' ') else {
        return text.to_owned();
    };
    let is_number = first.contains('.')
        && first.starts_with(|letter: char| letter.is_ascii_digit())
        && first.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    if is_number { rest.to_owned() } else { text.to_owned() }
}
