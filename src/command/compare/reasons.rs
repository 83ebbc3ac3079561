//! Why figures differ: what the manifests of two publications say that they
//! were made from, held side by side. Each cause knows which measures it can
//! have touched, by what they read.

use std::collections::BTreeSet;

use serde::Serialize;

use super::rows::Rows;
use crate::definitions::plan::Plan;
use crate::error::Result;
use crate::publish::manifest::{Input, Manifest};
use crate::publish::publication::Publication;
use crate::publish::replay;

/// One thing that differs.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Cause {
    /// `day`, `file`, `rows`, `definition`, `setting` or `program`.
    pub(super) kind: &'static str,
    /// What differs, in a phrase.
    pub(super) says: String,
    #[serde(skip)]
    touches: Touches,
}

/// Which measures a cause can have touched.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Touches {
    /// No figure.
    None,
    Every,
    Measure(String),
    /// Those that read this table, such as `staging.episodes`.
    Readers(String),
}

impl Cause {
    /// Whether the figures of a measure can have moved for it. What a measure
    /// reads that is no longer defined is not known.
    pub(super) fn may_move(&self, measure: &str, plan: &Plan, is_defined: bool) -> bool {
        match &self.touches {
            Touches::None => false,
            Touches::Every => true,
            Touches::Measure(id) => id == measure,
            Touches::Readers(table) => {
                !is_defined || plan.lineage(&format!("measure.{measure}")).contains(table)
            }
        }
    }
}

/// Everything that differs but the rows of files.
pub(super) fn of(before: &Publication, after: &Publication) -> Result<Vec<Cause>> {
    let mut causes = days(&before.manifest, &after.manifest);
    causes.extend(files(&before.manifest, &after.manifest));
    causes.extend(definitions(&before.manifest, &after.manifest));
    causes.extend(settings(before, after)?);
    Ok(causes)
}

fn days(before: &Manifest, after: &Manifest) -> Vec<Cause> {
    let (one, other) = (&before.account, &after.account);
    let known = |day: Option<chrono::NaiveDate>| day.map_or("all".to_owned(), |d| d.to_string());
    [
        ("day", "as at", one.as_at.to_string(), other.as_at.to_string()),
        ("day", "known by", known(one.known_by), known(other.known_by)),
        ("program", "program", one.program.clone(), other.program.clone()),
    ]
    .into_iter()
    .filter(|(_, _, then, now)| then != now)
    .map(|(kind, what, then, now)| Cause {
        kind,
        says: format!("{what}: {then} -> {now}"),
        touches: Touches::Every,
    })
    .collect()
}

/// The files that only the later publication was made from, by extract.
pub(super) fn new_files<'a>(before: &Manifest, after: &'a Manifest) -> Vec<&'a Input> {
    let known: BTreeSet<&str> =
        before.account.inputs.iter().map(|input| input.sha256.as_str()).collect();
    after.account.inputs.iter().filter(|input| !known.contains(input.sha256.as_str())).collect()
}

fn files(before: &Manifest, after: &Manifest) -> Vec<Cause> {
    let cause = |input: &Input, says: String| Cause {
        kind: "file",
        says,
        touches: Touches::Readers(format!("staging.{}", input.extract)),
    };
    let mut causes = Vec::new();
    for input in new_files(before, after) {
        let is_again = before
            .account
            .inputs
            .iter()
            .any(|old| old.file == input.file && old.extract == input.extract);
        let how = if is_again { "corrected file" } else { "late file" };
        let day = input.snapshot_on.map(|day| format!(", to {day}")).unwrap_or_default();
        let rows = input.rows.read;
        let says = format!("{how}: {} ({}{day}, {rows} rows)", input.file, input.extract);
        causes.push(cause(input, says));
    }
    for input in new_files(after, before) {
        let says = format!("file no longer counted: {} ({})", input.file, input.extract);
        causes.push(cause(input, says));
    }
    for input in &after.account.inputs {
        let old = before.account.inputs.iter().find(|old| old.sha256 == input.sha256);
        if let (Some(then), Some(now)) = (old.and_then(|old| old.snapshot_on), input.snapshot_on)
            && then != now
        {
            let says = format!("dated otherwise: {}: to {then} -> to {now}", input.file);
            causes.push(cause(input, says));
        }
    }
    causes
}

/// What became of the rows of an extract, if anything.
pub(super) fn rows(extract: &str, rows: Rows) -> Vec<Cause> {
    let counted = [
        ("late row", rows.late),
        ("corrected row", rows.corrected),
        ("row no longer in a file that came again", rows.withdrawn),
    ];
    counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| Cause {
            kind: "rows",
            says: format!("{what}: {count} in {extract}"),
            touches: Touches::Readers(format!("staging.{extract}")),
        })
        .collect()
}

/// That rows could not be told apart.
pub(super) fn not_counted() -> Cause {
    Cause {
        kind: "rows",
        says: "late and corrected rows are not told apart: some of these files are no longer \
               whole in landed/ (`sufficiency run --replay` names them)"
            .to_owned(),
        touches: Touches::None,
    }
}

fn definitions(before: &Manifest, after: &Manifest) -> Vec<Cause> {
    let value = |manifest: &Manifest, label: &str| {
        let parts = manifest.account.made_from.iter();
        parts.clone().find(|part| part.label == label).map(|part| part.value.clone())
    };
    let both = before.account.made_from.iter().chain(&after.account.made_from);
    let labels: BTreeSet<&str> = both.map(|part| part.label.as_str()).collect();
    let mut causes = Vec::new();
    for label in labels {
        let (then, now) = (value(before, label), value(after, label));
        if then == now {
            continue;
        }
        if label == "definitions" {
            causes.push(Cause {
                kind: "definition",
                says: "the built-in definitions are others (sql/CHANGELOG.md says what changed)"
                    .to_owned(),
                touches: Touches::Every,
            });
        }
        let Some(path) = label.strip_prefix("kept/definitions/") else { continue };
        let how = match (then, now) {
            (None, _) => "new definition",
            (_, None) => "definition taken away",
            _ => "changed definition",
        };
        causes.push(Cause {
            kind: "definition",
            says: format!("{how}: definitions/{path}"),
            touches: touched_by(path),
        });
    }
    causes
}

/// What a file of the council's own definitions can have touched.
fn touched_by(path: &str) -> Touches {
    let path = path.strip_prefix("sql/").unwrap_or(path);
    let (folder, file) = path.rsplit_once('/').unwrap_or(("measures", path));
    let id = file.split_once('.').map_or(file, |(id, _)| id);
    match folder.split('/').next().unwrap_or_default() {
        "measures" if id.starts_with('_') => Touches::Every,
        "measures" => Touches::Measure(id.to_owned()),
        "model" => Touches::Readers(format!("model.{id}")),
        "code-sets" => Touches::Readers(format!("code.{id}")),
        "extract-specs" => Touches::Readers(format!("staging.{id}")),
        "macros" | "staging" => Touches::Every,
        _ => Touches::None,
    }
}

/// Fields of `council.toml` that differ.
fn settings(before: &Publication, after: &Publication) -> Result<Vec<Cause>> {
    let (then, now) = (fields(before)?, fields(after)?);
    let names: BTreeSet<&String> = then.iter().chain(&now).map(|(name, _)| name).collect();
    let of = |fields: &[(String, String)], name: &str| {
        let found = fields.iter().find(|(known, _)| known == name);
        found.map_or("not set".to_owned(), |(_, value)| value.clone())
    };
    Ok(names
        .into_iter()
        .map(|name| (name, of(&then, name), of(&now, name)))
        .filter(|(_, then, now)| then != now)
        .map(|(name, then, now)| Cause {
            kind: "setting",
            says: format!("changed setting: {name}: {then} -> {now}"),
            touches: set_by(name),
        })
        .collect())
}

/// Every field of the `council.toml` that a publication kept, by its path.
fn fields(publication: &Publication) -> Result<Vec<(String, String)>> {
    let kept = replay::kept(publication)?;
    let text = kept.iter().find(|(name, _)| name == "council.toml");
    let text = text.map(|(_, bytes)| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let mut fields = Vec::new();
    let table: toml::Table = text.parse().unwrap_or_default();
    for (name, value) in &table {
        flatten(name, value, &mut fields);
    }
    Ok(fields)
}

fn flatten(name: &str, value: &toml::Value, fields: &mut Vec<(String, String)>) {
    match value {
        toml::Value::Table(table) => {
            for (inner, value) in table {
                flatten(&format!("{name}.{inner}"), value, fields);
            }
        }
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            for (place, value) in items.iter().enumerate() {
                flatten(&format!("{name}.{}", place + 1), value, fields);
            }
        }
        other => fields.push((name.to_owned(), other.to_string())),
    }
}

/// What a field of `council.toml` can have touched. Who may see a figure, who
/// it is printed for and when does not move it.
fn set_by(name: &str) -> Touches {
    let mut parts = name.split('.');
    let (section, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match section {
        "measures" => Touches::Measure(id.to_owned()),
        "model" => Touches::Readers(format!("model.{id}")),
        "extracts" => Touches::Readers(format!("staging.{id}")),
        "risk" => Touches::Readers("model.provider_risk".to_owned()),
        "reporting" | "authority" => Touches::Every,
        _ => Touches::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_touches_what_reads_it() {
        let readers = |table: &str| Touches::Readers(table.to_owned());
        for (path, touches) in [
            ("own.sql", Touches::Measure("own".to_owned())),
            ("sql/measures/area/own.sql", Touches::Measure("own".to_owned())),
            ("measures/_figures.sql", Touches::Every),
            ("model/homes.sql", readers("model.homes")),
            ("sql/code-sets/kinds.csv", readers("code.kinds")),
            ("extract-specs/ledger.toml", readers("staging.ledger")),
            ("macros/dates.sql", Touches::Every),
            ("report-templates/paper.j2", Touches::None),
            ("lists/dear.sql", Touches::None),
        ] {
            assert_eq!(touched_by(path), touches, "{path}");
        }
    }

    #[test]
    fn fields_have_their_path() {
        let table: toml::Table = "a = 1\n[b.c]\nd = \"e\"\n[[f]]\ng = true\n".parse().unwrap();
        let mut fields = Vec::new();
        for (name, value) in &table {
            flatten(name, value, &mut fields);
        }
        let seen: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(seen, ["a=1", "b.c.d=\"e\"", "f.1.g=true"]);
    }
}
