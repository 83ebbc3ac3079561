//! Code sets: one CSV file each in `sql/code-sets`, loaded as `code.<id>`.
//! Columns are text but for those whose names say otherwise.

use chrono::NaiveDate;

use crate::error::Fault;
use crate::header::nearest;

/// A code set as it was read: a header and rows of text.
#[derive(Clone, Debug)]
pub struct CodeSet {
    /// The file name without `.csv`.
    pub id: String,
    /// Where it was read from.
    pub place: String,
    /// The column names.
    pub columns: Vec<String>,
    /// The rows; an empty cell is null.
    pub rows: Vec<Vec<String>>,
}

impl CodeSet {
    /// Reads a code set and checks that it is a table, that its cells are what
    /// their columns say, and that it has every column of the set that it is
    /// written over (`under`, as text), since SQL reads those. A faulty set has
    /// no rows, so that nothing is said that follows from its faults.
    pub fn read(id: &str, place: &str, text: &str, under: Option<&str>) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let columns = headers(&mut reader);
        lacking(place, &columns, under, &mut faults);
        let mut rows = Vec::new();
        let mut line = 1;
        for record in reader.records() {
            line = record
                .as_ref()
                .ok()
                .and_then(|record| record.position())
                .map_or(line + 1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
            let place = format!("{place}:{line}");
            match record {
                Ok(record) if record.len() == columns.len() => {
                    let row: Vec<String> =
                        record.iter().map(|cell| cell.trim().to_owned()).collect();
                    faults.extend(columns.iter().zip(&row).filter_map(|(column, cell)| {
                        let says = misfit(column, cell)?;
                        Some(Fault::new(&place, says).hint("mend the cell, or leave it empty"))
                    }));
                    rows.push(row);
                }
                Ok(record) => {
                    let (has, needs) = (record.len(), columns.len());
                    let says = format!("has {has} cells, and the header has {needs}");
                    let hint = "put a cell that holds a comma into double quotation marks";
                    faults.push(Fault::new(place, says).hint(hint));
                }
                Err(cause) => faults.push(Fault::new(place, format!("is not CSV: {cause}"))),
            }
        }
        if faults.is_empty() && (columns.is_empty() || rows.is_empty()) {
            let says = "a code set needs a header and at least one row";
            let hint = "`sufficiency definitions DIR` writes out the built-in ones as examples";
            faults.push(Fault::new(format!("{place}:1"), says).hint(hint));
        }
        if !faults.is_empty() {
            rows.clear();
        }
        let set = Self { id: id.to_owned(), place: place.to_owned(), columns, rows };
        (set, faults)
    }

    /// The SQL type of a column, from its name.
    pub fn sql_type(column: &str) -> &'static str {
        match column {
            "first_year" | "last_year" | "sort" | "month" | "age_from" | "age_to" => "bigint",
            "share" => "decimal(18, 10)",
            "from" => "date",
            _ if column.starts_with("is_") => "boolean",
            _ => "varchar",
        }
    }

    /// All values of a column.
    pub fn values<'a>(&'a self, column: &str) -> Vec<&'a str> {
        let Some(index) = self.columns.iter().position(|name| name == column) else {
            return Vec::new();
        };
        self.rows.iter().map(|row| row[index].as_str()).collect()
    }
}

fn headers(reader: &mut csv::Reader<&[u8]>) -> Vec<String> {
    reader.headers().map(|row| row.iter().map(str::to_owned).collect()).unwrap_or_default()
}

/// Columns of the set below that this one has not.
fn lacking(place: &str, columns: &[String], under: Option<&str>, faults: &mut Vec<Fault>) {
    let wanted = under.map(|text| headers(&mut csv::Reader::from_reader(text.as_bytes())));
    let wanted = wanted.unwrap_or_default();
    for name in wanted.iter().filter(|name| !columns.contains(name)) {
        let own = columns.iter().filter(|column| !wanted.contains(column)).map(String::as_str);
        let hint = match nearest(name, own) {
            Some(near) => format!("is `{near}` meant for it?"),
            None => "add the column: queries read it".to_owned(),
        };
        let says = format!("lacks the column `{name}`, which the built-in set has");
        faults.push(Fault::new(format!("{place}:1"), says).hint(hint));
    }
}

/// What is wrong with a cell, by what its column holds.
fn misfit(column: &str, cell: &str) -> Option<String> {
    const WORDS: [&str; 2] = ["true", "false"];
    let (fits, what) = match CodeSet::sql_type(column) {
        "bigint" => (cell.parse::<i64>().is_ok(), "a whole number"),
        "boolean" => (WORDS.contains(&cell), "true or false"),
        "date" => (cell.parse::<NaiveDate>().is_ok(), "a date such as 2026-09-30"),
        "varchar" => (true, ""),
        _ => (cell.parse::<f64>().is_ok_and(f64::is_finite), "a number"),
    };
    (!fits && !cell.is_empty()).then(|| format!("`{column}` is \"{cell}\", and must be {what}"))
}
