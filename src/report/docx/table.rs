//! Writes a table down: its head marked as such and repeated on every page, no
//! row split, columns as wide as what they hold. Word would lay the columns out
//! by itself, but each program in its own way.

use std::fmt::Write as _;

use super::block::{Head, Table, Text};
use super::body::runs;
use super::looks::Looks;
use super::xml::escape;

/// Space to both sides of a cell's text, in twips.
const PADDING: usize = 150;

/// And so much more to the left of words that stand beside a number.
const APART: usize = 170;

/// So few letters are never put on two lines.
const BRIEF: usize = 14;

/// Sizes of type in half points, the usual first: a table with many columns
/// is set smaller.
const SIZES: [usize; 5] = [18, 17, 16, 15, 14];

/// Rows at both ends of a table that stay together.
const KEPT: usize = 2;

/// Writes a table.
pub(super) fn write(out: &mut String, table: &Table, looks: &Looks) {
    let (size, widths) = laid_out(table, looks.width);
    let style = looks.id("PaperTable");
    // Writing to a text does not fail.
    let _ = write!(
        out,
        "\n<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"06A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
        widths.iter().sum::<usize>()
    );
    if !table.caption.is_empty() {
        let _ = write!(out, "<w:tblCaption w:val=\"{}\"/>", escape(&table.caption));
    }
    out.push_str("</w:tblPr><w:tblGrid>");
    for width in &widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
    let grid = Grid { table, widths: &widths, size, looks };
    grid.head(out);
    for index in 0..table.rows.len() {
        grid.row(out, index);
    }
    out.push_str("</w:tbl>");
}

struct Grid<'a> {
    table: &'a Table,
    widths: &'a [usize],
    size: usize,
    looks: &'a Looks,
}

impl Grid<'_> {
    fn head(&self, out: &mut String) {
        out.push_str("\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        let border = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"0B0C0C\"/></w:tcBorders>";
        for (column, head) in self.table.head.iter().enumerate() {
            self.cell(
                out,
                column,
                Cell {
                    style: "TableHeading",
                    border,
                    foot: BOTTOM,
                    is_kept: true,
                    text: &head.text,
                },
            );
        }
        out.push_str("</w:tr>");
    }

    fn row(&self, out: &mut String, index: usize) {
        let row = &self.table.rows[index];
        let last = self.table.rows.len() - 1;
        let is_kept = match last - index {
            0 => !self.table.notes.is_empty(),
            left => index < KEPT || left < KEPT,
        };
        let border = match row.is_total {
            true => {
                "<w:tcBorders><w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"0B0C0C\"/><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"0B0C0C\"/></w:tcBorders>"
            }
            false => "",
        };
        out.push_str("\n<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (column, text) in row.cells.iter().enumerate() {
            let text = if row.is_total { &text.strong() } else { text };
            self.cell(out, column, Cell { style: "TableText", border, foot: "", is_kept, text });
        }
        out.push_str("</w:tr>");
    }

    fn cell(&self, out: &mut String, column: usize, cell: Cell<'_>) {
        let Cell { style, border, foot, is_kept, text } = cell;
        let keep = if is_kept { "<w:keepNext/>" } else { "" };
        let is_number = column > 0 && self.table.head[column].is_number;
        let side = if is_number { "<w:jc w:val=\"right\"/>" } else { "" };
        let margin = match is_apart(self.table, column) {
            true => format!("<w:tcMar><w:left w:w=\"{}\" w:type=\"dxa\"/></w:tcMar>", 70 + APART),
            false => String::new(),
        };
        let mut words = runs(text, self.looks);
        if self.size != SIZES[0] {
            words = smaller(&words, self.size);
        }
        let _ = write!(
            out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{border}{margin}{foot}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{}\"/>{keep}{side}</w:pPr>{words}</w:p></w:tc>",
            self.widths[column],
            self.looks.id(style),
        );
    }
}

/// One cell, and how it looks.
struct Cell<'a> {
    style: &'a str,
    border: &'a str,
    foot: &'a str,
    is_kept: bool,
    text: &'a Text,
}

/// Heads of different heights stand on one line.
const BOTTOM: &str = "<w:vAlign w:val=\"bottom\"/>";

/// The same runs in a smaller size.
fn smaller(runs: &str, size: usize) -> String {
    let size = format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    runs.replace("</w:rPr>", &format!("{size}</w:rPr>"))
        .replace("<w:r><w:t ", &format!("<w:r><w:rPr>{size}</w:rPr><w:t "))
}

/// The size of the type and the width of each column, in twips.
fn laid_out(table: &Table, width: usize) -> (usize, Vec<usize>) {
    let mut size = SIZES[0];
    let mut columns = needs(table, size);
    for smaller in SIZES {
        size = smaller;
        columns = needs(table, size);
        if columns.iter().map(|column| column.least).sum::<usize>() <= width {
            break;
        }
    }
    let least: usize = columns.iter().map(|column| column.least).sum();
    let most: usize = columns.iter().map(|column| column.most).sum();
    let share = |column: &Needs| -> usize {
        if most <= width {
            return column.most * width / most.max(1);
        }
        if least >= width {
            return column.least * width / least;
        }
        column.least + (column.most - column.least) * (width - least) / (most - least)
    };
    (size, columns.iter().map(share).collect())
}

/// Whether a column of words stands beside one of numbers, which end there.
fn is_apart(table: &Table, column: usize) -> bool {
    column > 1 && table.head[column - 1].is_number && !table.head[column].is_number
}

/// What a column needs, in twips: without breaking a word, and without
/// breaking a line.
struct Needs {
    least: usize,
    most: usize,
}

fn needs(table: &Table, size: usize) -> Vec<Needs> {
    let column = |(index, head): (usize, &Head)| {
        let mut needs = needs_of(&head.text.words(), size, false);
        let apart = if is_apart(table, index) { APART } else { 0 };
        for row in &table.rows {
            let words = row.cells[index].words();
            let is_brief = words.chars().count() <= BRIEF;
            let is_whole = is_brief || (index > 0 && (head.is_number || head.is_short));
            let cell = needs_of(&words, size, is_whole);
            needs.least = needs.least.max(cell.least);
            needs.most = needs.most.max(cell.most);
        }
        Needs { least: needs.least + apart, most: needs.most + apart }
    };
    table.head.iter().enumerate().map(column).collect()
}

fn needs_of(words: &str, size: usize, is_whole: bool) -> Needs {
    let most = length(words, size) + PADDING;
    let longest = words.split(' ').map(|word| length(word, size)).max().unwrap_or_default();
    Needs { least: if is_whole { most } else { longest + PADDING }, most }
}

/// About how long words are in Arial, bold where need be.
fn length(words: &str, size: usize) -> usize {
    let thousandths: usize = words.chars().map(breadth).sum();
    // A half point is ten twips.
    thousandths * size * 10 / 1000
}

/// The breadth of a letter in thousandths of the size of the type.
fn breadth(letter: char) -> usize {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 290,
        ' ' | 't' | 'f' | 'r' | '(' | ')' | '-' | '/' | 'I' => 350,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 900,
        'A'..='Z' => 720,
        '▲' | '▼' | '▬' | '✔' | '◆' | '✖' => 1000,
        _ => 580,
    }
}
