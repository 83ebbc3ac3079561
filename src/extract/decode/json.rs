//! JSON to rows. The records are the objects of one array, which may be the
//! whole file or stand somewhere inside an object; a file that is one object
//! and holds no such array may be one record itself. Of several arrays the
//! first that is recognised is read, and the others are named.
//!
//! A record's row number is its place in the array, counted from one; there is
//! no header row, which is then row 0. Nothing is typed: a number keeps its
//! digits as they are written.

mod flatten;

use csv::StringRecord;
use serde_json::value::RawValue;

use super::{Decoded, Refused, Rows, refuse};
use crate::extract::identify::{Catalogue, Header, Recognition};
use crate::finding::{Finding, Severity};
use flatten::{Flat, Object, Table};

/// How deep arrays of records are looked for.
const DEEPEST: usize = 8;

/// The records of one array, one by one.
pub(in crate::extract) struct Records {
    width: usize,
    rows: std::iter::Enumerate<std::vec::IntoIter<Flat>>,
    broken: Option<String>,
}

impl Records {
    fn new(table: Table) -> Self {
        Self { width: table.names.len(), rows: table.rows.into_iter().enumerate(), broken: None }
    }

    /// Puts the next record into `record` and returns its number. What is no
    /// object stands beyond the last column.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Option<u64> {
        let (place, flat) = self.rows.next()?;
        let mut cells = vec![String::new(); self.width];
        for (column, text) in flat.cells {
            cells[column] = text;
        }
        cells.extend(flat.beyond);
        *record = StringRecord::from(cells);
        self.broken = flat.broken;
        Some(place as u64 + 1)
    }

    /// Why the record that was read last cannot be used, if it cannot.
    pub(in crate::extract) fn broken(&self) -> Option<&str> {
        self.broken.as_deref()
    }
}

/// Whether a text begins as JSON does, and as no header row does: with an
/// object, or an array of something.
pub(super) fn is_json(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !letter.is_whitespace());
    match letters.next() {
        Some('{') => matches!(letters.next(), None | Some('"' | '}')),
        Some('[') => matches!(letters.next(), None | Some('{' | '[' | ']')),
        _ => false,
    }
}

/// Reads the records of a JSON text.
pub(super) fn decode(
    text: &str,
    mut findings: Vec<Finding>,
    catalogue: &Catalogue<'_>,
) -> Result<Decoded, Refused> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|cause| broken(&cause))?;
    let mut arrays = Vec::new();
    find_arrays(whole, "", 0, &mut arrays);
    let mut chosen: Option<(Header, Table, String)> = None;
    let mut closest: Option<Recognition> = None;
    for (path, elements) in arrays {
        let table = flatten::table(&elements)?;
        match recognise(&table, catalogue) {
            Recognition::Found(header) => match &chosen {
                None => chosen = Some((header, table, path)),
                Some((_, _, read)) => {
                    findings.push(other_array(read, &path, header.spec, catalogue));
                }
            },
            other => keep_closest(&mut closest, other),
        }
    }
    if chosen.is_none()
        && flatten::is_object(whole)
        && let Ok(table) = flatten::table(&[whole])
    {
        match recognise(&table, catalogue) {
            Recognition::Found(header) => chosen = Some((header, table, String::new())),
            other => keep_closest(&mut closest, other),
        }
    }
    let Some((header, table, _)) = chosen else {
        return Err(not_recognised(closest, catalogue));
    };
    Ok(Decoded { header, sheet: None, rows: Rows::Records(Records::new(table)), findings })
}

/// Every array that holds an object, in the order of the text; none inside of
/// another.
fn find_arrays<'a>(
    value: &'a RawValue,
    path: &str,
    depth: usize,
    found: &mut Vec<(String, Vec<&'a RawValue>)>,
) {
    if depth > DEEPEST {
        return;
    }
    if let Some(elements) = flatten::elements(value) {
        if elements.iter().any(|element| flatten::is_object(element)) {
            found.push((path.to_owned(), elements));
        }
        return;
    }
    for (name, member) in Object::of(value).unwrap_or_default().members {
        find_arrays(member, &flatten::joined(path, &name), depth + 1, found);
    }
}

fn recognise(table: &Table, catalogue: &Catalogue<'_>) -> Recognition {
    catalogue.recognise(&[(0, StringRecord::from_iter(&table.names))], None)
}

fn keep_closest(closest: &mut Option<Recognition>, other: Recognition) {
    if closest.as_ref().is_none_or(|closest| other.rank() > closest.rank()) {
        *closest = Some(other);
    }
}

fn other_array(read: &str, path: &str, spec: usize, catalogue: &Catalogue<'_>) -> Finding {
    let id = &catalogue.specs[spec].id;
    let says = format!("only the array `{read}` was read; `{path}` looks like `{id}` and was not");
    Finding::new(Severity::Warn, "other-array", says)
        .remedy("have each array sent as a file of its own")
}

/// The finding for JSON in which nothing was recognised.
fn not_recognised(closest: Option<Recognition>, catalogue: &Catalogue<'_>) -> Refused {
    let remedy = "have the records sent as one array of objects whose fields are the columns of \
                  an extract, or take the file out of the inbox";
    let says = match closest {
        None => "the JSON holds no array of objects, and is no object itself",
        Some(Recognition::Nothing(None)) => {
            "nothing in the JSON has the fields of any extract: neither an array of objects, nor \
             the object that the file is"
        }
        Some(other) => {
            let finding = catalogue.explain(&other);
            return finding.map_or_else(
                || refuse("unrecognised", "", ""),
                |finding| Box::new(Finding { row: None, ..finding }),
            );
        }
    };
    Box::new(Finding::new(Severity::Warn, "unrecognised", says).remedy(remedy))
}

fn broken(cause: &serde_json::Error) -> Refused {
    let (line, column) = (cause.line() as u64, cause.column());
    let mut refused = if cause.is_eof() {
        refuse(
            "cut-short",
            "the JSON stops before its last bracket is closed",
            "have the whole file sent again",
        )
    } else {
        let whole = cause.to_string();
        let what = whole.split(" at line ").next().unwrap_or_default();
        let says = format!("the JSON is broken at character {column} of this line: {what}");
        refuse(
            "corrupt",
            says,
            "have it exported anew; JSON that a person has edited breaks easily",
        )
    };
    refused.row = Some(line);
    refused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_from_a_header_row() {
        for text in ["[{\"A\": 1}]", " \n{\"A\": []}", "{", "[", "[]", "{}", "[ [1]]"] {
            assert!(is_json(text), "{text}");
        }
        for text in ["", "CHILD,DOB", "[CHILD],[DOB]", "{CHILD}", "\"{\",A", "[\"CHILD\""] {
            assert!(!is_json(text), "{text}");
        }
    }

    #[test]
    fn arrays_are_found_wherever_they_stand() {
        let text = r#"{"a": {"b": [{"x": 1}], "c": [1, 2]}, "d": [3, {"y": [{"z": 1}]}]}"#;
        let whole: &RawValue = serde_json::from_str(text).unwrap();
        let mut found = Vec::new();
        find_arrays(whole, "", 0, &mut found);
        let found: Vec<_> = found.iter().map(|(path, all)| (path.as_str(), all.len())).collect();
        assert_eq!(found, [("a.b", 1), ("d", 2)]);
    }
}
