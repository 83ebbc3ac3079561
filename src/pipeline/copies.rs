//! Which copies there are of a report that is made for one reader each: a row
//! of its list of copies is one. Those that are due are made, unless
//! `council.toml` or the command line says all or names some.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Asked;
use crate::definitions::Definitions;
use crate::definitions::report::{Per, ReportTemplate};
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::header::nearest;
use crate::publish::digest;
use crate::publish::publication::Publication;
use crate::publish::run_id::Part;
use crate::report::context::{ReportList, Subject};
use crate::settings::Settings;

/// The label under which a manifest keeps which providers were named.
const NAMED: &str = "asked/providers";
/// The longest name of a file that is taken from an id as it is.
const LONGEST: usize = 60;
/// The page that lists the copies in their folder.
pub(super) const CONTENTS: &str = "index";

/// One copy to be made, or that could be.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    pub(super) subject: Subject,
    /// The value by which lists are cut to it.
    pub(super) key: String,
    /// Whose secrets it may hold.
    pub(super) owner: String,
    pub(super) is_due: bool,
}

/// Which copies are to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Due,
    All,
    Named { ids: Vec<String>, place: String, exit: Exit },
}

impl Choice {
    /// What the command line says of a report for each provider, else what
    /// `council.toml` says, else those that are due.
    pub(super) fn of(settings: &Settings, asked: &Asked, template: &ReportTemplate) -> Self {
        if template.per == Per::Provider && !asked.providers.is_empty() {
            let (ids, place) = (asked.providers.clone(), "--provider".to_owned());
            return Self::Named { ids, place, exit: Exit::Usage };
        }
        let own = settings.council.reports.get(&template.id);
        let copies: Vec<String> = own.map(|own| own.copies.clone()).unwrap_or_default();
        match copies.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [] | ["due"] => Self::Due,
            ["all"] => Self::All,
            _ => {
                let place = format!("council.toml, [reports.{}]", template.id);
                Self::Named { ids: copies, place, exit: Exit::Definition }
            }
        }
    }

    /// The copies chosen; an id that is no copy's is refused with the nearest.
    pub(super) fn choose(&self, copies: Vec<Copy>) -> Result<Vec<Copy>> {
        let ids = match self {
            Self::Due => return Ok(copies.into_iter().filter(|copy| copy.is_due).collect()),
            Self::All => return Ok(copies),
            Self::Named { ids, .. } => ids,
        };
        self.refuse_unknown(ids, &copies)?;
        Ok(copies.into_iter().filter(|copy| ids.contains(&copy.subject.id)).collect())
    }

    fn refuse_unknown(&self, ids: &[String], copies: &[Copy]) -> Result<()> {
        let Self::Named { place, exit, .. } = self else { return Ok(()) };
        let known = || copies.iter().map(|copy| copy.subject.id.as_str());
        let faults: Vec<Fault> = ids
            .iter()
            .filter(|id| !known().any(|known| known == *id))
            .map(|id| {
                let says = format!("there is no copy for {id:?}: no provider of this id");
                let hint = match nearest(id, known()) {
                    Some(near) => format!("did you mean {near:?}?"),
                    None => "the ids are those of the providers' register".to_owned(),
                };
                Fault::new(place, says).hint(hint)
            })
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(Error::of(*exit, faults)) }
    }
}

/// Every copy that there could be, in the order of the list.
pub(super) fn of(template: &ReportTemplate, list: &ReportList) -> Vec<Copy> {
    let key = template.per.key().unwrap_or_default();
    let ids: Vec<String> = list.rows.iter().map(|row| text(row, "subject_id")).collect();
    let stems = file_stems(&ids);
    list.rows
        .iter()
        .zip(ids.iter().zip(stems))
        .map(|(row, (id, file_stem))| Copy {
            key: text(row, key),
            owner: text(row, "provider_id"),
            is_due: row.get("is_due").and_then(Value::as_bool).unwrap_or(false),
            subject: Subject {
                id: id.clone(),
                name: text(row, "subject_name"),
                file_stem,
                row: ReportList { rows: vec![row.clone()], ..list_without_rows(list) },
            },
        })
        .collect()
}

/// The same list without its rows.
pub(super) fn list_without_rows(list: &ReportList) -> ReportList {
    ReportList {
        title: list.title.clone(),
        columns: list.columns.clone(),
        rows: Vec::new(),
        missing: list.missing.clone(),
    }
}

/// The text of a cell; nothing where it is null.
pub(super) fn text(row: &Map<String, Value>, column: &str) -> String {
    match row.get(column) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// A name for the files of each id: the id itself where that is harmless, else
/// what is harmless of it and a digest. No two are the same, capitals aside.
fn file_stems(ids: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids {
        *seen.entry(id.to_lowercase()).or_default() += 1;
    }
    let stem = |id: &String| {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        let plain: String =
            id.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
        let is_alone = seen.get(&id.to_lowercase()) == Some(&1) && id.to_lowercase() != CONTENTS;
        if plain == *id && is_alone && (1..=LONGEST).contains(&id.len()) {
            return plain;
        }
        let kept: String = plain.chars().take(LONGEST).collect();
        format!("{}-{}", kept.trim_matches('-'), &digest::of_bytes(id.as_bytes())[..8])
            .trim_start_matches('-')
            .to_owned()
    };
    ids.iter().map(stem).collect()
}

/// What naming providers adds to what decides a run: who was named, and the
/// copies of the others, which are carried on from the publication before.
pub(super) fn parts(
    definitions: &Definitions,
    asked: &Asked,
    last: Option<&Publication>,
) -> Vec<Part> {
    if asked.providers.is_empty() {
        return Vec::new();
    }
    let mut named = asked.providers.clone();
    named.sort();
    named.dedup();
    let mut parts = vec![Part::new(NAMED, named.join("\n"))];
    for report in definitions.reports.iter().filter(|report| report.per == Per::Provider) {
        let stems = file_stems(&named);
        let others: String = others(&report.id, &stems, last)
            .map(|(path, sha256)| format!("{sha256} {path}\n"))
            .collect();
        let label = format!("copies beside those named/{}", report.id);
        parts.push(Part::new(label, digest::of_bytes(others.as_bytes())));
    }
    parts
}

/// The providers that a run named, read off what decided it.
pub(super) fn named_in(made_from: &[Part]) -> Vec<String> {
    let named = made_from.iter().find(|part| part.label == NAMED);
    named.map(|part| part.value.lines().map(str::to_owned).collect()).unwrap_or_default()
}

/// Files of a report in a publication, by path and digest, but those of the
/// named copies and the page that lists them all.
pub(super) fn others<'a>(
    report: &'a str,
    stems: &'a [String],
    last: Option<&'a Publication>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let outputs = last.into_iter().flat_map(|last| &last.manifest.outputs);
    outputs
        .filter(move |output| output.report.as_deref() == Some(report))
        .filter(move |output| {
            let stem = stem_of(&output.path);
            stem != CONTENTS && !stems.iter().any(|known| known == stem)
        })
        .map(|output| (output.path.as_str(), output.sha256.as_str()))
}

/// How many copies of a report a publication holds.
pub(super) fn count(report: &str, publication: &Publication) -> usize {
    let stems: BTreeSet<&str> =
        others(report, &[], Some(publication)).map(|(path, _)| stem_of(path)).collect();
    stems.len()
}

/// The name of a file without its folder and ending.
pub(super) fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::output_path::OutputPath;

    #[test]
    fn file_names_are_harmless_and_apart() {
        let ids = ["P001", "p002", "P002", "../x", "=cmd|a", "Index", "", "A B", "A-B", "\u{202e}"];
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let stems = file_stems(&ids);
        assert_eq!((stems[0].as_str(), stems[8].as_str()), ("P001", "A-B"));
        let mut apart: Vec<String> = stems.iter().map(|stem| stem.to_lowercase()).collect();
        apart.sort();
        apart.dedup();
        assert_eq!(apart.len(), ids.len(), "{stems:?}");
        for stem in stems {
            assert!(OutputPath::new(&format!("exempt/pack/{stem}.html")).is_ok(), "{stem:?}");
            assert_ne!(stem.to_lowercase(), CONTENTS);
        }
    }
}
