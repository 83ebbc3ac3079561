//! Nested records to flat ones. A value inside an object is named by the
//! dotted path to it; an array of plain values becomes one cell, parted by
//! `; `; of an array that holds objects or arrays, each element is numbered
//! from one (`offers.2.price`). Null is an empty cell.
//!
//! A record is kept and marked where it says a field twice, which JSON leaves
//! open, or cannot be read to its end; staging then sets it aside.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::{Refused, refuse};

/// How deep a record may be nested.
const DEEPEST: usize = 32;

/// How many different fields the records of one array may have: more are no
/// table, but a table whose keys are data.
const MOST_COLUMNS: usize = 2_000;

/// Records with the names of all their fields.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The dotted paths, in the order in which they first occur.
    pub(super) names: Vec<String>,
    /// The records.
    pub(super) rows: Vec<Flat>,
    places: HashMap<String, usize>,
}

/// One record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Flat {
    /// Texts with the places of their names.
    pub(super) cells: Vec<(usize, String)>,
    /// Why the record cannot be used, if it cannot.
    pub(super) broken: Option<String>,
    /// What the element is, where it is no object.
    pub(super) beyond: Option<String>,
}

/// An object with its members as they stand, those of one name included.
#[derive(Default)]
pub(super) struct Object<'a> {
    /// Names and values.
    pub(super) members: Vec<(String, &'a RawValue)>,
}

impl<'a> Object<'a> {
    /// The object that a value is, if it is one.
    pub(super) fn of(value: &'a RawValue) -> Option<Self> {
        if is_object(value) { serde_json::from_str(value.get()).ok() } else { None }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object<'de>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Object { members })
    }
}

/// Whether a value is an object.
pub(super) fn is_object(value: &RawValue) -> bool {
    value.get().starts_with('{')
}

/// The elements of an array, or none where the value is something else.
pub(super) fn elements(value: &RawValue) -> Option<Vec<&RawValue>> {
    if value.get().starts_with('[') { serde_json::from_str(value.get()).ok() } else { None }
}

/// A path with one more name.
pub(super) fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// The elements of an array as records.
pub(super) fn table(elements: &[&RawValue]) -> Result<Table, Refused> {
    let mut table = Table::default();
    for element in elements {
        let mut flat = Flat::default();
        if is_object(element) {
            table.add(element, "", 0, &mut flat)?;
        } else {
            flat.beyond = Some(element.get().to_owned());
            flat.broken = Some("no object stands here, but a bare value".to_owned());
        }
        table.rows.push(flat);
    }
    Ok(table)
}

impl Table {
    fn add(
        &mut self,
        value: &RawValue,
        path: &str,
        depth: usize,
        flat: &mut Flat,
    ) -> Result<(), Refused> {
        if depth > DEEPEST {
            flat.broken = Some(format!("the record is nested more than {DEEPEST} deep"));
            return Ok(());
        }
        match value.get().as_bytes().first() {
            Some(b'{') => {
                let Some(object) = Object::of(value) else {
                    flat.broken = Some("a name in the record is no text".to_owned());
                    return Ok(());
                };
                for (name, member) in object.members {
                    self.add(member, &joined(path, &name), depth + 1, flat)?;
                }
                Ok(())
            }
            Some(b'[') => self.add_array(value, path, depth, flat),
            _ => {
                let text = plain(value);
                self.put(path, text, flat)
            }
        }
    }

    fn add_array(
        &mut self,
        value: &RawValue,
        path: &str,
        depth: usize,
        flat: &mut Flat,
    ) -> Result<(), Refused> {
        let elements = elements(value).unwrap_or_default();
        if elements.iter().all(|element| !element.get().starts_with(['{', '['])) {
            let texts: Option<Vec<String>> =
                elements.iter().map(|element| plain(element)).collect();
            return self.put(path, texts.map(|texts| texts.join("; ")), flat);
        }
        for (place, element) in elements.iter().enumerate() {
            self.add(element, &joined(path, &(place + 1).to_string()), depth + 1, flat)?;
        }
        Ok(())
    }

    fn put(&mut self, path: &str, text: Option<String>, flat: &mut Flat) -> Result<(), Refused> {
        let column = self.column(path)?;
        match text {
            _ if flat.cells.iter().any(|(taken, _)| *taken == column) => {
                flat.broken = Some(format!("the field `{path}` stands twice in the record"));
            }
            Some(text) => flat.cells.push((column, text)),
            None => flat.broken = Some(format!("the text in `{path}` is no text")),
        }
        Ok(())
    }

    fn column(&mut self, path: &str) -> Result<usize, Refused> {
        if let Some(place) = self.places.get(path) {
            return Ok(*place);
        }
        let place = self.names.len();
        if place == MOST_COLUMNS {
            let says = format!(
                "the records of the JSON have more than {MOST_COLUMNS} different fields: their \
                 names seem to be data"
            );
            let remedy = "have the records sent as one array, with the same fields in each";
            return Err(refuse("too-many-columns", says, remedy));
        }
        self.names.push(path.to_owned());
        self.places.insert(path.to_owned(), place);
        Ok(place)
    }
}

/// The text of a plain value: that of a string, a number as it is written,
/// nothing for null. None where a string holds half a letter.
fn plain(value: &RawValue) -> Option<String> {
    match value.get() {
        "null" => Some(String::new()),
        text if text.starts_with('"') => serde_json::from_str(text).ok(),
        text => Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests;
