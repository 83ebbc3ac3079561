//! On which line of a TOML text a field stands: for faults that are found long
//! after it was read, when only the names of its tables are left.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line of the field that a path of names leads to
/// (`["extracts", "episodes", "columns", "CHILD"]`), counted from 1: that of
/// its key, or of the text itself where the last name is one of a list. Where
/// the path leads nowhere, the line of as much of it as there is.
pub fn line_of(text: &str, path: &[&str]) -> usize {
    let (table, _) = DeTable::parse_recoverable(text);
    let start = start_of(table.get_ref(), path).unwrap_or_default();
    text[..start.min(text.len())].matches('\n').count() + 1
}

fn start_of(table: &DeTable<'_>, path: &[&str]) -> Option<usize> {
    let (name, rest) = path.split_first()?;
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    let own = key.span().start;
    Some(within(value, rest).unwrap_or(own))
}

fn within(value: &Spanned<DeValue<'_>>, path: &[&str]) -> Option<usize> {
    let name = path.first()?;
    if let Some(table) = value.get_ref().as_table() {
        return start_of(table, path);
    }
    let items = value.get_ref().as_array()?;
    items.iter().find_map(|item| match item.get_ref() {
        DeValue::String(text) if text == name => Some(item.span().start),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keys_and_items_of_lists_are_found() {
        let text = "[a]\nx = 1\n\n[b.\"c d\"]\nlist = [\n  \"one\",\n  \"two\",\n]\n";
        assert_eq!(line_of(text, &["a", "x"]), 2);
        assert_eq!(line_of(text, &["b", "c d"]), 4);
        assert_eq!(line_of(text, &["b", "c d", "list", "two"]), 7);
        assert_eq!(line_of(text, &["b", "c d", "none"]), 4);
        assert_eq!(line_of(text, &["none"]), 1);
    }
}
