//! What a query refers to, from DuckDB's own parse of it
//! (`json_serialize_sql`), so that layers and lineage are facts about the
//! query and not conventions of its author.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Warehouse;
use crate::error::Fault;

/// What one `select` refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Tables, as `schema.table`.
    pub tables: BTreeSet<String>,
    /// Tables named without a schema that are no step of the query itself.
    pub unqualified: BTreeSet<String>,
    /// Functions used as tables.
    pub table_functions: BTreeSet<String>,
}

/// Table functions that make rows from values, and read nothing.
const HARMLESS: [&str; 3] = ["range", "generate_series", "unnest"];

impl References {
    /// Asks DuckDB what a `select` refers to. The outer error is a machine
    /// that fails; the inner one is a query that is no `select`, with its line.
    pub fn of(warehouse: &Warehouse, select: &str) -> crate::error::Result<Result<Self, Broken>> {
        let json: String =
            warehouse.one("select json_serialize_sql(?::varchar)::varchar", [select.to_owned()])?;
        let tree: Value = serde_json::from_str(&json).unwrap_or(Value::Null);
        if tree["error"].as_bool() != Some(false) {
            let position: Option<usize> =
                tree["position"].as_str().and_then(|position| position.parse().ok());
            let line = position.map_or(1, |position| line_of(select, position));
            let message = tree["error_message"].as_str().unwrap_or("is no select").to_owned();
            return Ok(Err(Broken { line, message }));
        }
        let mut references = Self::default();
        let mut steps = BTreeSet::new();
        references.walk(&tree, &mut steps);
        references.unqualified.retain(|name| !steps.contains(name));
        Ok(Ok(references))
    }

    /// Faults of a query that may only read these layers.
    pub fn outside(&self, layers: &[&str], place: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        for table in &self.tables {
            let schema = table.split('.').next().unwrap_or_default();
            if !layers.contains(&schema) {
                faults.push(
                    Fault::new(place, format!("reads {table}"))
                        .hint(format!("it may read {} only", layers.join(", "))),
                );
            }
        }
        for table in &self.unqualified {
            faults.push(
                Fault::new(place, format!("reads `{table}` without naming its layer"))
                    .hint(format!("write {}.{table}", layers.last().unwrap_or(&"model"))),
            );
        }
        for function in &self.table_functions {
            if !HARMLESS.contains(&function.as_str()) {
                faults.push(
                    Fault::new(place, format!("uses {function}() as a table"))
                        .hint(format!("only {} may stand there", HARMLESS.join(", "))),
                );
            }
        }
        faults
    }

    fn walk(&mut self, node: &Value, steps: &mut BTreeSet<String>) {
        match node {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, steps)),
            Value::Object(fields) => {
                self.note(node, steps);
                fields.values().for_each(|value| self.walk(value, steps));
            }
            _ => {}
        }
    }

    fn note(&mut self, node: &Value, steps: &mut BTreeSet<String>) {
        if let Some(entries) = node["cte_map"]["map"].as_array() {
            steps.extend(
                entries.iter().filter_map(|entry| entry["key"].as_str().map(str::to_owned)),
            );
        }
        match node["type"].as_str() {
            Some("BASE_TABLE") => {
                let schema = node["schema_name"].as_str().unwrap_or_default();
                let table = node["table_name"].as_str().unwrap_or_default();
                match schema {
                    "" => self.unqualified.insert(table.to_owned()),
                    _ => self.tables.insert(format!("{schema}.{table}")),
                };
            }
            Some("TABLE_FUNCTION") => {
                let name = node["function"]["function_name"].as_str().unwrap_or_default();
                self.table_functions.insert(name.to_owned());
            }
            _ => {}
        }
    }
}

/// A text that DuckDB cannot parse as a `select`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line of the `select`, from 1.
    pub line: usize,
    /// DuckDB's words.
    pub message: String,
}

fn line_of(text: &str, position: usize) -> usize {
    text.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1
}
