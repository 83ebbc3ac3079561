//! What the rehearsal found out about the definitions: their order and what
//! each reads. It is filled in by [`crate::rehearsal`], and read by every stage
//! that runs SQL and by `explain`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Definitions;
use super::sql_file::SqlFile;

/// Source names of the columns that measures rest on, by extract.
pub type Measured = BTreeMap<String, BTreeSet<String>>;

/// What the rehearsal found out about the definitions.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Plan {
    /// Model tables, each after those that it reads.
    pub models: Vec<String>,
    /// Shared result tables, each after those that it reads.
    pub results: Vec<String>,
    /// What each definition reads, by `layer.id`.
    pub reads: BTreeMap<String, BTreeSet<String>>,
}

impl Plan {
    /// Everything that a definition rests on, directly or through others.
    pub fn lineage(&self, definition: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![definition.to_owned()];
        while let Some(next) = open.pop() {
            for table in self.reads.get(&next).into_iter().flatten() {
                if found.insert(table.clone()) {
                    open.push(table.clone());
                }
            }
        }
        found
    }

    /// The columns of extracts that measures rest on: those whose business name
    /// stands in a model table that reads the extract and that a measure reads,
    /// directly or through others.
    pub fn measured(&self, definitions: &Definitions) -> Measured {
        let mut tables = BTreeSet::new();
        for measure in self.reads.keys().filter(|name| name.starts_with("measure.")) {
            tables.extend(self.lineage(measure));
        }
        let mut measured = Measured::new();
        for model in &definitions.models {
            let table = format!("model.{}", model.file.id);
            let reads = self.reads.get(&table).filter(|_| tables.contains(&table));
            for read in reads.into_iter().flatten() {
                let Some(id) = read.strip_prefix("staging.") else { continue };
                let columns = definitions.spec(id).into_iter().flat_map(|spec| &spec.columns);
                let columns = columns.filter(|column| names(&model.file, &column.to));
                let columns = columns.map(|column| column.name.clone());
                measured.entry(id.to_owned()).or_default().extend(columns);
            }
        }
        measured
    }

    /// Leaves out the model tables that none of these definitions rests on
    /// (`measure.<id>`, `checks.<id>`, `result.<id>`, `lists.<id>`, or a model
    /// table itself).
    pub fn keep_models_for(&mut self, wants: impl Fn(&str) -> bool) {
        let mut wanted = BTreeSet::new();
        for definition in self.reads.keys().filter(|name| wants(name)) {
            wanted.insert(definition.clone());
            wanted.extend(self.lineage(definition));
        }
        self.models.retain(|id| wanted.contains(&format!("model.{id}")));
    }
}

/// Whether a query names a column, by itself or with all others (`*`).
fn names(file: &SqlFile, column: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut lines = file.select.lines().map(str::trim);
    let takes_all =
        |line: &str| line.starts_with('*') || line.starts_with("select *") || line.contains(".*");
    lines.any(|line| {
        takes_all(line) || line.split(|letter| !is_part(letter)).any(|word| word == column)
    })
}
