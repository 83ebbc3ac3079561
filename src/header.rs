//! Reads TOML that people write: specs, the headers of SQL files and
//! templates, `council.toml`. Every field is asked for by name; whatever was
//! not asked for is unknown and refused, with the nearest valid name. All
//! faults of a file are reported together, each with its line.
//!
//! It knows nothing of what the fields mean.

pub mod lines;

use std::cell::RefCell;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Fault;

/// TOML text and where it stands: a whole file, or a comment inside one.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The file's name as a person would look for it.
    pub name: &'a str,
    /// The TOML itself.
    pub text: &'a str,
    /// How many lines of the file stand before the TOML.
    pub lines_before: usize,
}

/// The fields of one table, read one by one.
pub struct Fields<'a> {
    source: &'a Source<'a>,
    table: &'a DeTable<'a>,
    line: usize,
    asked: RefCell<Vec<String>>,
    faults: &'a RefCell<Vec<Fault>>,
}

/// Reads a document through `build`, and returns every fault found in it.
///
/// `build` always runs, on an empty table where the TOML itself is broken.
pub fn read<T>(source: &Source<'_>, build: impl FnOnce(&Fields<'_>) -> T) -> (T, Vec<Fault>) {
    let faults = RefCell::new(Vec::new());
    let (table, broken) = DeTable::parse_recoverable(source.text);
    for error in &broken {
        let line = error.span().map_or(1, |span| line_at(source, span.start));
        faults.borrow_mut().push(Fault::new(
            format!("{}:{line}", source.name),
            format!("not TOML: {}", error.message()),
        ));
    }
    let empty = DeTable::new();
    let is_whole = broken.is_empty();
    let fields = Fields {
        source,
        table: if is_whole { table.get_ref() } else { &empty },
        line: source.lines_before + 1,
        asked: RefCell::default(),
        faults: &faults,
    };
    let built = build(&fields);
    if is_whole {
        fields.refuse_unknown();
        return (built, faults.into_inner());
    }
    let only_syntax = faults.into_inner().into_iter().take(broken.len()).collect();
    (built, only_syntax)
}

/// The candidate that is closest in spelling, if any is close enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

impl<'a> Fields<'a> {
    /// A text that must be there and not be empty.
    pub fn text(&self, name: &str) -> String {
        match self.optional_text(name) {
            Some(text) if !text.trim().is_empty() => text,
            Some(_) => {
                self.fault_at(name, format!("`{name}` is empty"), "");
                String::new()
            }
            None => {
                self.missing(name);
                String::new()
            }
        }
    }

    /// A text, if given.
    pub fn optional_text(&self, name: &str) -> Option<String> {
        let value = self.value(name)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        self.expected(name, value, "a text in quotes", text)
    }

    /// A yes or no, with what holds where it is not given.
    pub fn flag(&self, name: &str, default: bool) -> bool {
        self.optional_flag(name).unwrap_or(default)
    }

    /// A yes or no, if given.
    pub fn optional_flag(&self, name: &str) -> Option<bool> {
        let value = self.value(name)?;
        self.expected(name, value, "true or false", value.get_ref().as_bool())
    }

    /// A whole number, if given.
    pub fn integer(&self, name: &str) -> Option<i64> {
        let value = self.value(name)?;
        let number = value.get_ref().as_integer().and_then(|integer| integer.as_str().parse().ok());
        self.expected(name, value, "a whole number", number)
    }

    /// A whole number that is no smaller than `least`, if given.
    pub fn integer_from(&self, name: &str, least: i64) -> Option<i64> {
        let number = self.integer(name)?;
        if number < least {
            let says = format!("`{name}` is {number}, and must be {least} or more");
            self.fault_at(name, says, "write a larger number, or leave the field out");
        }
        Some(number)
    }

    /// A number as it was written (`85`, `83.5`), if given: never a float.
    pub fn decimal(&self, name: &str) -> Option<String> {
        let value = self.value(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(integer) => Some(integer.as_str().to_owned()),
            DeValue::Float(float) => Some(float.as_str().to_owned()),
            _ => None,
        };
        self.expected(name, value, "a number", number)
    }

    /// A date, bare or in quotes (`2026-09-30`), if given.
    pub fn date(&self, name: &str) -> Option<NaiveDate> {
        let value = self.value(name)?;
        let date = match value.get_ref() {
            DeValue::Datetime(datetime) => datetime.to_string().parse().ok(),
            DeValue::String(text) => text.parse().ok(),
            _ => None,
        };
        self.expected(name, value, "a date such as 2026-09-30", date)
    }

    /// A list of texts; empty where not given. A lone text counts as a list of one.
    pub fn list(&self, name: &str) -> Vec<String> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        if let Some(text) = value.get_ref().as_str() {
            return vec![text.to_owned()];
        }
        let texts = value.get_ref().as_array().and_then(|array| {
            array
                .iter()
                .map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
        });
        self.expected(name, value, "a list of texts", texts).unwrap_or_default()
    }

    /// One of the given words, if given.
    pub fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let value = self.value(name)?;
        let word = value.get_ref().as_str().map(str::to_owned);
        let word = self.expected(name, value, "a text in quotes", word)?;
        let found = choices.iter().find(|(choice, _)| *choice == word);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
            let hint = nearest(&word, words.iter().copied())
                .map(|near| format!("did you mean \"{near}\"?"))
                .unwrap_or_default();
            let says = format!("`{name}` is \"{word}\", but may be: {}", words.join(", "));
            self.fault(value.span().start, says, &hint);
        }
        found.map(|(_, choice)| *choice)
    }

    /// One of the given words, which must be there.
    pub fn required_choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        if !self.has(name) {
            self.missing(name);
        }
        self.choice(name, choices)
    }

    /// A table of texts, in the order in which it is written.
    pub fn texts(&self, name: &str) -> Vec<(String, String)> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let texts = value.get_ref().as_table().and_then(|table| {
            table
                .iter()
                .map(|(key, item)| {
                    Some((key.get_ref().to_string(), item.get_ref().as_str()?.to_owned()))
                })
                .collect::<Option<Vec<_>>>()
        });
        self.expected(name, value, "a table of texts", texts).unwrap_or_default()
    }

    /// A table, read through `build`, if given.
    pub fn table<T>(&self, name: &str, build: impl FnOnce(&Fields<'_>) -> T) -> Option<T> {
        let value = self.value(name)?;
        let table = value.get_ref().as_table();
        let table = self.expected(name, value, "a table", table)?;
        Some(self.inner(table, value.span().start, build))
    }

    /// A list of tables (`[[name]]`), each read through `build`.
    pub fn tables<T>(&self, name: &str, mut build: impl FnMut(&Fields<'_>) -> T) -> Vec<T> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.expected::<()>(name, value, "a list of tables, [[...]]", None);
            return Vec::new();
        };
        let mut built = Vec::new();
        for item in array.iter() {
            let Some(table) = item.get_ref().as_table() else {
                self.fault(
                    item.span().start,
                    format!("`{name}` holds something that is no table"),
                    "",
                );
                continue;
            };
            built.push(self.inner(table, item.span().start, &mut build));
        }
        built
    }

    /// A table whose keys are ids (`[measures.<id>]`), each read through `build`.
    pub fn named<T>(&self, name: &str, mut build: impl FnMut(&str, &Fields<'_>) -> T) -> Vec<T> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            self.expected::<()>(name, value, "a table of tables", None);
            return Vec::new();
        };
        let mut built = Vec::new();
        for (key, item) in table.iter() {
            let Some(inner) = item.get_ref().as_table() else {
                self.fault(
                    item.span().start,
                    format!("`{name}.{key}` must be a table", key = key.get_ref()),
                    "",
                );
                continue;
            };
            let id = key.get_ref().to_string();
            built.push(self.inner(inner, key.span().start, |fields| build(&id, fields)));
        }
        built
    }

    /// Every scalar field not asked for yet, as text: settings whose names a
    /// measure declares, and this module cannot know.
    pub fn rest(&self) -> Vec<(String, String, usize)> {
        let mut rest = Vec::new();
        for (key, value) in self.table.iter() {
            let name = key.get_ref().to_string();
            if self.asked.borrow().contains(&name) {
                continue;
            }
            if let Some(text) = scalar(value.get_ref()) {
                rest.push((name.clone(), text, line_at(self.source, key.span().start)));
                self.asked.borrow_mut().push(name);
            }
        }
        rest
    }

    /// Any scalar as text (`20`, `true`, `2026-04-01`, `text`), if given.
    pub fn scalar(&self, name: &str) -> Option<String> {
        let value = self.value(name)?;
        self.expected(name, value, "a text, number, date, true or false", scalar(value.get_ref()))
    }

    /// The names of all fields here, in order: for tables whose keys are data.
    pub fn keys(&self) -> Vec<String> {
        self.table.keys().map(|key| key.get_ref().to_string()).collect()
    }

    /// Whether the field stands in the table at all.
    pub fn has(&self, name: &str) -> bool {
        self.table.keys().any(|key| key.get_ref() == name)
    }

    /// The line on which a field stands, or the table's own.
    pub fn line_of(&self, name: &str) -> usize {
        self.table
            .keys()
            .find(|key| key.get_ref() == name)
            .map_or(self.line, |key| line_at(self.source, key.span().start))
    }

    /// Records a fault of the caller's own making at a field.
    pub fn fault_at(&self, name: &str, says: impl Into<String>, hint: &str) {
        let place = format!("{}:{}", self.source.name, self.line_of(name));
        self.faults.borrow_mut().push(Fault::new(place, says).hint(hint));
    }

    fn inner<T>(
        &self,
        table: &DeTable<'_>,
        start: usize,
        build: impl FnOnce(&Fields<'_>) -> T,
    ) -> T {
        let fields = Fields {
            source: self.source,
            table,
            line: line_at(self.source, start),
            asked: RefCell::default(),
            faults: self.faults,
        };
        let built = build(&fields);
        fields.refuse_unknown();
        built
    }

    fn value(&self, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(name.to_owned());
        self.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    fn expected<T>(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        what: &str,
        found: Option<T>,
    ) -> Option<T> {
        if found.is_none() {
            let says = format!("`{name}` must be {what}, not {}", value.get_ref().type_str());
            self.fault(value.span().start, says, "");
        }
        found
    }

    fn missing(&self, name: &str) {
        let place = format!("{}:{}", self.source.name, self.line);
        let near = self
            .table
            .keys()
            .map(|key| key.get_ref().as_ref())
            .find(|key| nearest(name, [*key]).is_some());
        let hint = near.map(|near| format!("is `{near}` meant for it?")).unwrap_or_default();
        self.faults.borrow_mut().push(Fault::new(place, format!("`{name}` is missing")).hint(hint));
    }

    fn fault(&self, start: usize, says: String, hint: &str) {
        let place = format!("{}:{}", self.source.name, line_at(self.source, start));
        self.faults.borrow_mut().push(Fault::new(place, says).hint(hint));
    }

    fn refuse_unknown(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if asked.iter().any(|known| known == name) {
                continue;
            }
            let hint = match nearest(name, asked.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if asked.is_empty() => "a field here is one text, number or date".to_owned(),
                None => format!("the fields here are: {}", asked.join(", ")),
            };
            self.fault(key.span().start, format!("unknown field `{name}`"), &hint);
        }
    }
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(integer) => Some(integer.as_str().to_owned()),
        DeValue::Float(float) => Some(float.as_str().to_owned()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Datetime(datetime) => Some(datetime.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

fn line_at(source: &Source<'_>, start: usize) -> usize {
    let before = &source.text[..start.min(source.text.len())];
    source.lines_before + before.matches('\n').count() + 1
}
