//! The workbook of results, laid out as the Government Analysis Function asks
//! of accessible spreadsheets: a cover, contents and notes, then one table a
//! sheet, from the first column, without merged or empty cells within, marked
//! up as a table, with shorthand in square brackets where there is no number.
//!
//! It holds what the reports of one audience print; what that audience may not
//! see is gone before it comes here. The same figures give the same bytes: its
//! time is the day that the figures describe.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, TableStyle, Url,
    Workbook, Worksheet, XlsxError,
};

use super::calendar;
use super::context::MeasureNote;
use super::phrase;
use super::symbols;
use crate::definitions::report::Audience;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::measure::figure::Figure;

/// The file's name.
pub const FILE_NAME: &str = "results.xlsx";

/// What a workbook is made from.
pub struct Contents<'a> {
    /// Whose figures they are.
    pub council: &'a str,
    /// The day that they describe.
    pub as_at: NaiveDate,
    /// The run that made them.
    pub run_id: &'a str,
    /// Who may see them.
    pub audience: Audience,
    /// Below how many children a figure is hidden in public.
    pub threshold: i64,
    /// To the nearest multiple of this counts are rounded; 0 or 1: they are not.
    pub round_to: i64,
    /// The figures, in the order in which people read.
    pub figures: Vec<&'a Figure>,
    /// What is known about each measure.
    pub measures: &'a BTreeMap<String, Arc<MeasureNote>>,
}

/// One measure's sheet: its name and its figures.
struct Sheet<'a> {
    name: String,
    title: String,
    note: Option<&'a MeasureNote>,
    figures: Vec<&'a Figure>,
}

/// A column of every table: its heading, its width and what stands in it, for
/// a figure of a measure that counts at the end of a period or not.
type Column = (&'static str, f64, fn(&Figure, bool) -> Cell);

enum Cell {
    Text(String),
    Number(f64),
    /// A number that there is none of, for the reason that the row's symbol
    /// gives.
    None,
}

const COLUMNS: [Column; 20] = [
    ("Period", 22.0, |row, is_at_end| Cell::Text(calendar::label(row, is_at_end))),
    ("Period ends", 13.0, |row, _| Cell::Text(row.period_end.to_string())),
    ("Figure", 18.0, |row, _| Cell::Text(words(&row.figure))),
    ("Breakdown", 16.0, |row, _| Cell::Text(words(&row.breakdown))),
    ("Category", 30.0, |row, _| Cell::Text(row.category.clone())),
    ("Second breakdown", 16.0, |row, _| Cell::Text(words(text(&row.breakdown_2)))),
    ("Second category", 24.0, |row, _| Cell::Text(text(&row.category_2).to_owned())),
    ("Numerator", 12.0, |row, _| number(row.numerator)),
    ("Denominator", 12.0, |row, _| number(row.denominator)),
    ("Not known", 11.0, |row, _| number(row.not_known.map(|count| count as f64))),
    ("Value", 14.0, |row, _| number(row.value)),
    ("Lower 95% limit", 12.0, |row, _| number(row.lower)),
    ("Upper 95% limit", 12.0, |row, _| number(row.upper)),
    ("Target", 10.0, |row, _| number(row.target)),
    ("Previous period", 12.0, |row, _| number(row.previous)),
    ("Same period last year", 12.0, |row, _| number(row.last_year)),
    ("England", 11.0, |row, _| number(row.england)),
    ("Region", 11.0, |row, _| number(row.region)),
    ("Statistical neighbours", 12.0, |row, _| number(row.neighbours)),
    ("As printed", 16.0, |row, _| Cell::Text(printed(row))),
];

/// The sheets that come before the tables.
const NOTES: &str = "Notes";
const CONTENTS: &str = "Contents";

/// The workbook's bytes.
///
/// Fails (exit 1) where the workbook cannot be made.
pub fn bytes(contents: &Contents<'_>) -> Result<Vec<u8>> {
    fill(contents).and_then(|mut book| book.save_to_buffer()).map_err(|cause| {
        Error::new(Exit::Failed, FILE_NAME, format!("cannot make the workbook: {cause}"))
    })
}

type Done = std::result::Result<(), XlsxError>;

fn fill(contents: &Contents<'_>) -> std::result::Result<Workbook, XlsxError> {
    let sheets = sheets(contents);
    let mut workbook = Workbook::new();
    let year = u16::try_from(contents.as_at.year()).unwrap_or(1900);
    let made =
        ExcelDateTime::from_ymd(year, contents.as_at.month() as u8, contents.as_at.day() as u8)?;
    let properties = DocProperties::new()
        .set_title(title(contents))
        .set_author(contents.council)
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    cover(workbook.add_worksheet().set_name("Cover")?, contents, sheets.len())?;
    list_of_tables(workbook.add_worksheet().set_name(CONTENTS)?, &sheets)?;
    notes(workbook.add_worksheet().set_name(NOTES)?, contents)?;
    for (number, sheet) in (1..).zip(&sheets) {
        table(workbook.add_worksheet().set_name(&sheet.name)?, number, sheet)?;
    }
    Ok(workbook)
}

fn title(contents: &Contents<'_>) -> String {
    format!("{}: results as at {}", contents.council, calendar::long(contents.as_at))
}

/// A sheet for each measure, in the order in which they come.
fn sheets<'a>(contents: &Contents<'a>) -> Vec<Sheet<'a>> {
    let mut sheets: Vec<Sheet<'a>> = Vec::new();
    let mut of_measure: BTreeMap<&str, usize> = BTreeMap::new();
    for figure in &contents.figures {
        let place = *of_measure.entry(&figure.measure).or_insert_with(|| {
            let number = sheets.len() + 1;
            sheets.push(Sheet {
                // A sheet's name has 31 characters at most.
                name: format!("{number} {}", figure.measure).chars().take(31).collect(),
                title: figure.title.clone(),
                note: contents.measures.get(&figure.measure).map(Arc::as_ref),
                figures: Vec::new(),
            });
            number - 1
        });
        sheets[place].figures.push(figure);
    }
    sheets
}

fn cover(sheet: &mut Worksheet, contents: &Contents<'_>, tables: usize) -> Done {
    let audience = match contents.audience {
        Audience::Public => "Public: small numbers are hidden, as the notes say.",
        Audience::Exempt => {
            "Restricted: nothing is hidden. Not for publication \
             (Schedule 12A of the Local Government Act 1972)."
        }
    };
    sheet.set_column_width(0, 90.0)?;
    heading(sheet, &title(contents))?;
    let lines = [
        audience.to_owned(),
        format!("{tables} tables, one a sheet; the sheet {CONTENTS} lists them."),
        format!("Symbols and definitions are on the sheet {NOTES}."),
        format!("Made by run {}.", contents.run_id),
    ];
    write_lines(sheet, &lines)
}

fn list_of_tables(sheet: &mut Worksheet, sheets: &[Sheet<'_>]) -> Done {
    heading(sheet, "Contents")?;
    sheet.write_string(1, 0, "This sheet holds one table.")?;
    for (column, width) in (0..).zip([38.0, 60.0, 22.0]) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 2;
    for each in sheets {
        row += 1;
        let link = Url::new(format!("internal:'{}'!A1", each.name)).set_text(&each.name);
        sheet.write_url(row, 0, link)?;
        sheet.write_string(row, 1, &each.title)?;
        sheet.write_string(row, 2, each.note.map_or("", |note| note.unit.as_str()))?;
    }
    add_table(sheet, "Contents", 2, row, &["Sheet", "Measure", "Unit"])
}

fn notes(sheet: &mut Worksheet, contents: &Contents<'_>) -> Done {
    heading(sheet, "Notes")?;
    sheet.write_string(1, 0, "This sheet holds one table.")?;
    sheet.set_column_width(0, 38.0)?;
    sheet.set_column_width(1, 120.0)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut rows: Vec<(String, String)> = symbols::SYMBOLS
        .into_iter()
        .map(|symbol| (format!("[{symbol}]"), symbols::meaning(symbol, contents.threshold)))
        .collect();
    let rounding = phrase::rounding(contents.round_to);
    if !rounding.is_empty() {
        rows.push(("Rounding".to_owned(), rounding));
    }
    let mut shown: Vec<&str> =
        contents.figures.iter().map(|figure| figure.measure.as_str()).collect();
    shown.dedup();
    for measure in shown {
        if let Some(note) = contents.measures.get(measure) {
            rows.push((note.title.clone(), format!("{} Source: {}", note.definition, note.source)));
        }
    }
    let mut line = 2;
    for (what, says) in &rows {
        line += 1;
        sheet.write_string_with_format(line, 0, what, &wrapped)?;
        sheet.write_string_with_format(line, 1, one_line(says), &wrapped)?;
    }
    add_table(sheet, "Notes", 2, line, &["Symbol or measure", "What it means"])
}

fn table(sheet: &mut Worksheet, number: usize, of: &Sheet<'_>) -> Done {
    let unit = of.note.map_or("", |note| note.unit.as_str());
    heading(sheet, &format!("Table {number}: {}", of.title))?;
    sheet.write_string(
        1,
        0,
        format!(
            "This sheet holds one table. Unit: {unit}. Symbols are explained on the sheet {NOTES}."
        ),
    )?;
    let is_at_end = of.note.is_some_and(|note| note.counts == "at end");
    let mut line = 2;
    for figure in &of.figures {
        line += 1;
        for (column, (_, _, cell)) in (0..).zip(&COLUMNS) {
            match cell(figure, is_at_end) {
                Cell::Number(number) => sheet.write_number(line, column, number)?,
                Cell::Text(text) if text.is_empty() => sheet.write_string(line, column, "[z]")?,
                Cell::Text(text) => sheet.write_string(line, column, text)?,
                Cell::None => sheet.write_string(line, column, shorthand(figure))?,
            };
        }
    }
    for (column, (_, width, _)) in (0..).zip(&COLUMNS) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(3, 0)?;
    let headings: Vec<&str> = COLUMNS.iter().map(|(name, _, _)| *name).collect();
    add_table(sheet, &format!("Table{number}"), 2, line, &headings)
}

/// Marks rows up as a table, with its headings in the first of them.
fn add_table(sheet: &mut Worksheet, name: &str, first: u32, last: u32, columns: &[&str]) -> Done {
    let headings: Vec<TableColumn> =
        columns.iter().map(|name| TableColumn::new().set_header(*name)).collect();
    let table = Table::new()
        .set_name(name)
        .set_columns(&headings)
        .set_style(TableStyle::None)
        .set_autofilter(false);
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    // A table has a row below its headings, even where there is nothing.
    sheet.add_table(first, 0, last.max(first + 1), width - 1, &table)?;
    Ok(())
}

fn heading(sheet: &mut Worksheet, text: &str) -> Done {
    sheet.write_string_with_format(0, 0, text, &Format::new().set_bold().set_font_size(14.0))?;
    Ok(())
}

fn write_lines(sheet: &mut Worksheet, lines: &[String]) -> Done {
    let wrapped = Format::new().set_text_wrap();
    for (row, line) in (1..).zip(lines) {
        sheet.write_string_with_format(row, 0, line, &wrapped)?;
    }
    Ok(())
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::None, Cell::Number)
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

/// An id as people write it.
fn words(id: &str) -> String {
    id.replace('_', " ")
}

/// Why a cell of a row has no number: the row's own reason where it has one,
/// else that the column does not apply to it.
fn shorthand(figure: &Figure) -> String {
    match figure.symbol.as_str() {
        "" | "low" => "[z]".to_owned(),
        symbol => format!("[{symbol}]"),
    }
}

fn printed(figure: &Figure) -> String {
    if figure.symbol.is_empty() { figure.display.clone() } else { format!("[{}]", figure.symbol) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
