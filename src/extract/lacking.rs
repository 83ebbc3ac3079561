//! Columns that a file lacks and another file of its spec has, where figures
//! rest on them: renamed, or left out by mistake, as far as anybody can tell.
//! Such a file is refused like one that was only partly understood: its rows
//! would count with nothing in the column, and a share would change in silence.
//!
//! Only files that still speak are asked: of a register the newest, and of
//! files written over in place the last. What a spec or `council.toml` says
//! may be lacking is not asked about; nor is what no file ever had.

use chrono::{DateTime, NaiveDate, Utc};

use super::identify::{Catalogue, Mapping};
use super::index::Entry;
use super::{authority, snapshot};
use crate::definitions::plan::Measured;
use crate::definitions::spec::{ANY_COLUMN, Column, ExtractSpec, Replaces};
use crate::finding::{Finding, Severity};
use crate::header;
use crate::settings::Settings;

/// A landed file, with what it is judged by.
struct Held<'a> {
    entry: &'a Entry,
    mapping: Mapping,
    authority: Option<String>,
    on: NaiveDate,
}

/// The files that lack a column of `measured`, by digest, with what to say.
pub(super) fn check(
    entries: &[&Entry],
    catalogue: &Catalogue<'_>,
    settings: &Settings,
    measured: &Measured,
) -> Vec<(String, Finding)> {
    let mut refused = Vec::new();
    for (place, spec) in catalogue.specs.iter().enumerate() {
        let wanted = wanted(spec, catalogue, place, measured);
        let held: Vec<Held<'_>> = entries
            .iter()
            .filter(|entry| entry.extract == spec.id)
            .map(|entry| Held::new(entry, catalogue, place, settings))
            .collect();
        let replaces = catalogue.settings(place).and_then(|own| own.replaces);
        let replaces = replaces.unwrap_or(spec.replaces);
        for one in held.iter().filter(|one| !wanted.is_empty() && one.speaks(&held, replaces)) {
            let findings = wanted.iter().filter_map(|at| one.judge(spec, *at, &held));
            refused.extend(findings.map(|finding| (one.entry.digest.clone(), finding)));
        }
    }
    refused
}

/// The columns of a spec that figures rest on and no file may be without, by
/// their place. Those that every row must have are looked at elsewhere.
fn wanted(
    spec: &ExtractSpec,
    catalogue: &Catalogue<'_>,
    place: usize,
    measured: &Measured,
) -> Vec<usize> {
    let own = catalogue.settings(place).map(|own| own.may_lack.as_slice()).unwrap_or_default();
    let may_lack = |name: &str| {
        spec.may_lack.iter().chain(own).any(|known| known == name || known == ANY_COLUMN)
    };
    let is_measured = |name: &str| measured.get(&spec.id).is_some_and(|names| names.contains(name));
    let columns = spec.columns.iter().enumerate();
    columns
        .filter(|(_, column)| !column.filled && is_measured(&column.name))
        .filter(|(_, column)| !may_lack(&column.name))
        .map(|(at, _)| at)
        .collect()
}

impl<'a> Held<'a> {
    fn new(entry: &'a Entry, catalogue: &Catalogue<'_>, place: usize, settings: &Settings) -> Self {
        Self {
            entry,
            mapping: catalogue.mapping(place, &entry.columns),
            authority: authority::of(&entry.file, &settings.council),
            on: snapshot::alone(entry, &entry.file, catalogue.settings(place)).on,
        }
    }

    /// Whether its rows still count beside those of the others.
    fn speaks(&self, all: &[Self], replaces: Replaces) -> bool {
        let mut others = all.iter().filter(|other| other.entry.digest != self.entry.digest);
        !others.any(|other| {
            let is_later = other.entry.received_at > self.entry.received_at;
            let is_written_over = other.entry.file == self.entry.file && is_later;
            let is_replaced = replaces == Replaces::Whole
                && other.authority == self.authority
                && other.order() > self.order();
            is_written_over || is_replaced
        })
    }

    fn order(&self) -> (NaiveDate, DateTime<Utc>, &str) {
        (self.on, self.entry.received_at, &self.entry.digest)
    }

    /// What there is to say where the file lacks the column and another of the
    /// same authority has it. JSON leaves out what no record has a value for,
    /// so there only a column that looks like it tells.
    fn judge(&self, spec: &ExtractSpec, at: usize, all: &[Self]) -> Option<Finding> {
        if self.mapping.columns[at].is_some() {
            return None;
        }
        let kin: Vec<&Self> = all
            .iter()
            .filter(|other| other.entry.digest != self.entry.digest)
            .filter(|other| other.authority == self.authority)
            .collect();
        let having = kin.iter().filter(|other| other.mapping.columns[at].is_some());
        let peer = having.max_by_key(|other| other.order())?;
        let column = &spec.columns[at];
        let alike = self.looks_like(column, &kin);
        if alike.is_none() && self.entry.header_row == 0 {
            return None;
        }
        Some(self.finding(spec, column, alike, peer))
    }

    /// The column of the file that may be it: the one spelt most alike, or the
    /// only one that no other file has.
    fn looks_like(&self, column: &Column, kin: &[&Self]) -> Option<&'a str> {
        let unknown = || self.mapping.unknown.iter().map(|at| self.entry.columns[*at].as_str());
        let mut names = std::iter::once(&column.name).chain(&column.aliases);
        if let Some(near) = names.find_map(|name| header::nearest(name, unknown())) {
            return Some(near);
        }
        let is_known = |name: &str| {
            kin.iter().any(|other| other.entry.columns.iter().any(|known| known == name))
        };
        let mut own = unknown().filter(|name| !is_known(name));
        own.next().filter(|_| own.next().is_none())
    }

    fn finding(
        &self,
        spec: &ExtractSpec,
        column: &Column,
        alike: Option<&str>,
        peer: &Self,
    ) -> Finding {
        let (id, name) = (&spec.id, &column.name);
        let mut says =
            format!("the file lacks {name}, which figures rest on and {} has", peer.entry.file);
        let mut remedy = String::new();
        if let Some(alike) = alike {
            says.push_str(&format!("; its column \"{alike}\" may be it"));
            remedy = format!(
                "if it is, write {name} = \"{alike}\" under `[extracts.{id}.columns]` in \
                 council.toml; if not, "
            );
        }
        remedy.push_str(&format!(
            "add the column to the export, or, where files are meant to be without it, write \
             may_lack = [\"{name}\"] under `[extracts.{id}]` in council.toml"
        ));
        Finding::new(Severity::Block, "column-lacking", says)
            .extract(id)
            .file(&self.entry.file)
            .row(self.entry.header_row.max(1))
            .column(name)
            .rows(self.entry.rows)
            .remedy(remedy)
    }
}
