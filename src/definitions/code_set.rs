//! Code sets: one CSV file each in `sql/code-sets`, loaded as `code.<id>`.
//! Columns are text but for those whose names say otherwise.

use crate::error::Fault;

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
    /// Reads a code set and checks that it is a table.
    pub fn read(id: &str, place: &str, text: &str) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let columns: Vec<String> =
            reader.headers().map(|row| row.iter().map(str::to_owned).collect()).unwrap_or_default();
        let mut rows = Vec::new();
        for (index, record) in reader.records().enumerate() {
            let line = index + 2;
            match record {
                Ok(record) if record.len() == columns.len() => {
                    rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
                }
                Ok(record) => faults.push(Fault::new(
                    format!("{place}:{line}"),
                    format!("has {} cells, and the header has {}", record.len(), columns.len()),
                )),
                Err(cause) => {
                    faults.push(Fault::new(
                        format!("{place}:{line}"),
                        format!("is not CSV: {cause}"),
                    ));
                }
            }
        }
        if columns.is_empty() || rows.is_empty() {
            faults.push(Fault::new(place, "a code set needs a header and at least one row"));
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
