//! What the rehearsal found out about the definitions: their order and what
//! each reads. It is filled in by [`crate::rehearsal`], and read by every stage
//! that runs SQL and by `explain`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

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
