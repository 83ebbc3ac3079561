//! What the staging template is told of one spec and its files: which column
//! of which file is which, how each is typed, and what makes a row refused.

use serde_json::json;

use super::stage::Job;
use crate::definitions::spec::{Column, Kind, OCCURRENCE, OnUnknown, RETURN_YEAR, Replaces};
use crate::extract::identify;
use crate::settings::council::ExtractSettings;

impl Job<'_> {
    /// The template's context.
    pub(super) fn context(&self) -> serde_json::Value {
        let spec = self.spec;
        let empty = ExtractSettings::default();
        let council = self.council.extracts.get(&spec.id).unwrap_or(&empty);
        let files: Vec<_> = self
            .files
            .iter()
            .map(|(number, file)| {
                let mapping = identify::mapping(spec, council, &file.columns);
                let sources: Vec<Option<&String>> = mapping
                    .columns
                    .iter()
                    .map(|index| index.map(|index| &file.columns[index]))
                    .collect();
                let path = file.path(&self.places.workspace.landed());
                json!({"id": number, "path": path.display().to_string(), "sources": sources})
            })
            .collect();
        let columns: Vec<_> = spec
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| column_context(index, column, council))
            .collect();
        let replaces = council.replaces.unwrap_or(spec.replaces);
        let slice = match replaces {
            Replaces::Key => None,
            Replaces::Whole => Some(Vec::new()),
            Replaces::Slice => Some(self.expressions(&spec.slice_by)),
        };
        let authority = spec.columns.iter().position(|column| column.to == "authority");
        json!({
            "id": spec.id,
            "files": files,
            "columns": columns,
            "key": self.expressions(&spec.key),
            "occurrence": self.repeated_by(),
            "slice": slice,
            "authority": match authority {
                Some(index) => format!("coalesce(t{index}, file_authority)"),
                None => "file_authority".to_owned(),
            },
        })
    }

    /// Columns of a key or slice as SQL. `year` is the return year of the
    /// snapshot, for tables that hold one row a child and year.
    fn expressions(&self, names: &[String]) -> Vec<String> {
        names
            .iter()
            .filter_map(|name| {
                let position = self.spec.columns.iter().position(|column| column.name == *name);
                match position {
                    Some(index) => Some(format!("t{index}")),
                    None if name == RETURN_YEAR => {
                        Some("year(snapshot_on + interval 9 months)".to_owned())
                    }
                    None if name == OCCURRENCE => Some(OCCURRENCE.to_owned()),
                    None => None,
                }
            })
            .collect()
    }

    /// The rest of a key that numbers rows which are alike; none for others.
    fn repeated_by(&self) -> Option<Vec<String>> {
        let key = &self.spec.key;
        let rest: Vec<String> = key.iter().filter(|name| *name != OCCURRENCE).cloned().collect();
        (rest.len() < key.len()).then(|| self.expressions(&rest))
    }
}

fn column_context(index: usize, column: &Column, council: &ExtractSettings) -> serde_json::Value {
    let raw = format!("c{index}");
    let typed = match column.kind {
        Kind::Text => raw,
        Kind::Identifier => format!("text_as_identifier({raw})"),
        Kind::Date => format!("text_as_date({raw})"),
        Kind::Money => format!("text_as_money({raw})"),
        Kind::Integer => format!("text_as_integer({raw})"),
        Kind::Decimal => format!("text_as_decimal({raw})"),
        Kind::YesNo => format!("text_as_yes_no({raw})"),
        Kind::Postcode => format!("text_as_postcode({raw})"),
        Kind::FinancialYear => format!("text_as_financial_year({raw})"),
        Kind::Code => format!("code{index}.code"),
    };
    let mut values = column.values.clone();
    if let Some(own) = council.values.get(&column.name) {
        values.splice(0..0, own.iter().cloned());
    }
    json!({
        "index": index,
        "name": column.name,
        "to": column.to,
        "typed": typed,
        "codes": column.codes,
        "values": values,
        "filled": column.filled,
        "problem": problem(column),
        "is_block": column.kind == Kind::Code && column.on_unknown == OnUnknown::Block,
        "counts_unknown": counts_unknown(column),
    })
}

/// What is said of a text that could not be typed; none where any text will do.
fn problem(column: &Column) -> Option<&'static str> {
    match column.kind {
        Kind::Text | Kind::Postcode => None,
        Kind::Identifier => Some("looks like a number that a spreadsheet has shortened"),
        Kind::Date => {
            Some("is not a date written DD/MM/YYYY or YYYY-MM-DD, in the years 1900 to 2100")
        }
        Kind::Money => Some("is not an amount of money"),
        Kind::Integer => Some("is not a whole number"),
        Kind::Decimal => Some("is not a number"),
        Kind::YesNo => Some("is neither yes nor no"),
        Kind::FinancialYear => Some("is not a financial year such as 2025-26"),
        Kind::Code if column.on_unknown == OnUnknown::NotKnown => None,
        Kind::Code => Some("is not a code of its code set"),
    }
}

/// Whether an unknown code is taken as not known, and counted.
pub(super) fn counts_unknown(column: &Column) -> bool {
    column.kind == Kind::Code && column.on_unknown == OnUnknown::NotKnown
}
