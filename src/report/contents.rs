//! The page that lists the copies of a report which is made for one reader
//! each. It stands in the folder of the copies and is for the council alone.

use minijinja::Value;

use super::index::IndexContext;
use super::values::map;
use super::{Bases, environment, index};
use crate::error::Result;

/// The part that draws the page.
const TEMPLATE: &str = "contents.j2";

/// One copy.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whom it is for.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its files, beside the page.
    pub files: Vec<String>,
}

/// Makes the page.
pub fn render(
    parts: &Bases<'_>,
    context: &IndexContext,
    title: &str,
    entries: &[Entry],
) -> Result<String> {
    let rows = entries.iter().map(|entry| {
        let files = entry.files.iter().map(|file| {
            let kind = environment::kind_of_file(file.rsplit('.').next().unwrap_or_default());
            map([("file", Value::from(file.as_str())), ("text", Value::from(kind))])
        });
        map([
            ("name", Value::from(entry.name.as_str())),
            ("id", Value::from(entry.id.as_str())),
            ("files", Value::from_iter(files)),
        ])
    });
    let more = [("contents_title", Value::from(title)), ("copies", Value::from_iter(rows))];
    index::page(parts, context, TEMPLATE, more)
}
