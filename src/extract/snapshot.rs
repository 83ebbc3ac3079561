//! The snapshot date of every landed file: the last day that it describes.
//! Worked out afresh on every run, so that what `council.toml` says holds for
//! files landed long ago. In this order: `council.toml`; the path; the file's
//! own rows; for a file of a family, its sibling; the day it was received.

use std::collections::BTreeMap;

use super::index::{Dated, Entry};
use super::{Landed, SnapshotFrom, dates};
use crate::definitions::spec::{Covers, ExtractSpec};
use crate::finding::{Finding, Severity};
use crate::settings::council::ExtractSettings;

/// The date that a file gives by itself, without its siblings.
pub(super) fn own(
    file: &str,
    settings: Option<&ExtractSettings>,
    in_rows: Option<Dated>,
) -> Option<Dated> {
    let said = settings.into_iter().flat_map(|settings| &settings.snapshots);
    let council = said.into_iter().find(|snapshot| matches(&snapshot.files, file));
    council
        .map(|snapshot| Dated { on: snapshot.date, from: SnapshotFrom::Council })
        .or_else(|| dates::in_path(file).map(|on| Dated { on, from: SnapshotFrom::Path }))
        .or(in_rows)
}

/// The date of a file until its siblings are asked.
pub(super) fn alone(entry: &Entry, file: &str, settings: Option<&ExtractSettings>) -> Dated {
    let received = Dated { on: entry.received_at.date_naive(), from: SnapshotFrom::Received };
    own(file, settings, entry.snapshot).unwrap_or(received)
}

/// Gives files of a family that found no date of their own their sibling's,
/// and names those of a return that are left with the day they were received.
pub(super) fn ask_siblings(
    files: &mut [Landed],
    specs: &BTreeMap<&str, &ExtractSpec>,
) -> Vec<Finding> {
    let leaders: Vec<(String, String, Dated)> = files
        .iter()
        .filter(|landed| landed.snapshot_from != SnapshotFrom::Received)
        .filter_map(|landed| {
            let spec = specs.get(landed.extract.as_str())?;
            let family = spec.family.clone().filter(|_| !spec.snapshot_columns.is_empty())?;
            let dated = Dated { on: landed.snapshot_on, from: SnapshotFrom::Sibling };
            Some((family, landed.file.clone(), dated))
        })
        .collect();
    let mut findings = Vec::new();
    for landed in files.iter_mut() {
        let Some(spec) = specs.get(landed.extract.as_str()) else {
            continue;
        };
        if landed.snapshot_from != SnapshotFrom::Received {
            continue;
        }
        let kin = leaders.iter().filter(|(family, ..)| Some(family) == spec.family.as_ref());
        let kin: Vec<(&str, Dated)> = kin.map(|(_, file, dated)| (file.as_str(), *dated)).collect();
        match sibling(&landed.file, &kin) {
            Some(dated) => (landed.snapshot_on, landed.snapshot_from) = (dated.on, dated.from),
            None if spec.covers == Covers::ReturnYear => findings.push(undated(landed)),
            None => {}
        }
    }
    findings
}

/// Patterns in `council.toml` that match no file: a date that holds for nothing.
pub(super) fn idle(files: &[Landed], extracts: &BTreeMap<String, ExtractSettings>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, settings) in extracts {
        let own: Vec<&Landed> = files.iter().filter(|landed| landed.extract == *id).collect();
        for snapshot in &settings.snapshots {
            if own.iter().any(|landed| matches(&snapshot.files, &landed.file)) {
                continue;
            }
            let says =
                format!("council.toml dates files \"{}\", and there are none", snapshot.files);
            findings.push(
                Finding::new(Severity::Warn, "snapshot-idle", says)
                    .extract(id)
                    .remedy("mend the pattern, or take it out if those files are not coming"),
            );
        }
    }
    findings
}

/// The date of the one file of the same folder whose name is most alike: the
/// longest beginning and end in common. Names with different years are no
/// siblings; equals that give different dates give none.
fn sibling(file: &str, kin: &[(&str, Dated)]) -> Option<Dated> {
    let (folder, name) = parted(file);
    let near = kin.iter().filter_map(|(other, dated)| {
        let (other_folder, other_name) = parted(other);
        let (years, other_years) = (dates::years_in(name), dates::years_in(other_name));
        let may_be = years.is_empty() || other_years.is_empty() || years == other_years;
        (folder == other_folder && may_be).then(|| (likeness(name, other_name), *dated))
    });
    let near: Vec<(usize, Dated)> = near.collect();
    let best = near.iter().map(|(likeness, _)| *likeness).max()?;
    let mut dates = near.iter().filter(|(likeness, _)| *likeness == best).map(|(_, dated)| *dated);
    let first = dates.next()?;
    dates.all(|dated| dated == first).then_some(first)
}

fn parted(file: &str) -> (&str, &str) {
    file.rsplit_once('/').unwrap_or(("", file))
}

fn likeness(one: &str, other: &str) -> usize {
    let front = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let back = one.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count();
    front + back
}

fn undated(landed: &Landed) -> Finding {
    let says = format!(
        "nothing tells which day the file describes; the day it was received, {}, is taken",
        landed.snapshot_on
    );
    let remedy = format!(
        "put the financial year into its name (such as 2025-26), or its date into council.toml \
         as `[[extracts.{}.snapshot]]`",
        landed.extract
    );
    Finding::new(Severity::Warn, "snapshot-not-known", says)
        .extract(&landed.extract)
        .file(&landed.file)
        .remedy(remedy)
}

/// Whether a path matches a pattern, in which `*` stands for any part of a
/// name, `**` for any part of a path and `?` for one letter. A pattern
/// without a folder is matched with the file's name alone. Case is no matter.
pub(super) fn matches(pattern: &str, file: &str) -> bool {
    let text = if pattern.contains('/') { file } else { parted(file).1 };
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let text: Vec<char> = text.to_lowercase().chars().collect();
    // Which beginnings of the pattern match the text so far.
    let mut states = reach(&pattern, vec![true; 1]);
    for letter in text {
        let mut next = vec![false; pattern.len() + 1];
        for (at, is_alive) in states.iter().enumerate() {
            if !is_alive || at == pattern.len() {
                continue;
            }
            let is_double = pattern[at] == '*' && is_doubled(&pattern, at);
            match pattern[at] {
                '*' if is_double || letter != '/' => next[at] = true,
                '?' if letter != '/' => next[at + 1] = true,
                wanted if wanted == letter && wanted != '*' => next[at + 1] = true,
                _ => {}
            }
        }
        states = reach(&pattern, next);
    }
    states.last().copied().unwrap_or(false)
}

fn is_doubled(pattern: &[char], at: usize) -> bool {
    (at > 0 && pattern[at - 1] == '*') || pattern.get(at + 1) == Some(&'*')
}

/// A star may stand for nothing at all.
fn reach(pattern: &[char], mut states: Vec<bool>) -> Vec<bool> {
    states.resize(pattern.len() + 1, false);
    for at in 0..pattern.len() {
        if states[at] && pattern[at] == '*' {
            states[at + 1] = true;
        }
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(text: &str) -> Dated {
        Dated { on: text.parse().unwrap(), from: SnapshotFrom::Sibling }
    }

    #[test]
    fn patterns_match_as_council_toml_says() {
        let yes = [
            ("2017-*.csv", "2017-header.csv"),
            ("2017-*.csv", "returns/2017-header.csv"),
            ("returns/2017-*.csv", "Returns/2017-HEADER.CSV"),
            ("returns/*/header.csv", "returns/a/header.csv"),
            ("returns/**", "returns/a/b/header.csv"),
            ("ledger-p?.csv", "ledger-p1.csv"),
            ("*", "anything"),
            ("a*b*c", "a-b-b-c"),
        ];
        for (pattern, file) in yes {
            assert!(matches(pattern, file), "{pattern} {file}");
        }
        let no = [
            ("2017-*.csv", "2018-header.csv"),
            ("returns/*.csv", "returns/a/header.csv"),
            ("returns/*.csv", "header.csv"),
            ("ledger-p?.csv", "ledger-p10.csv"),
            ("", "anything"),
        ];
        for (pattern, file) in no {
            assert!(!matches(pattern, file), "{pattern} {file}");
        }
    }

    #[test]
    fn the_sibling_is_the_file_most_alike() {
        let kin = [
            ("2017-episodes.csv", dated("2018-03-31")),
            ("2018-episodes.csv", dated("2019-03-31")),
            ("old/episodes.csv", dated("2010-03-31")),
        ];
        assert_eq!(sibling("2017-header.csv", &kin), Some(dated("2018-03-31")));
        assert_eq!(sibling("2018-header v2.csv", &kin), Some(dated("2019-03-31")));
        assert_eq!(sibling("2016-header.csv", &kin), None);
        assert_eq!(sibling("header.csv", &kin), None);
        assert_eq!(sibling("old/header.csv", &kin), Some(dated("2010-03-31")));
        assert_eq!(sibling("other/header.csv", &kin), None);
    }

    #[test]
    fn council_toml_speaks_before_the_path_and_the_path_before_the_rows() {
        let settings = ExtractSettings {
            snapshots: vec![crate::settings::council::Snapshot {
                files: "special*.csv".to_owned(),
                date: "2020-01-01".parse().unwrap(),
            }],
            ..ExtractSettings::default()
        };
        let rows =
            Some(Dated { on: "2019-03-31".parse().unwrap(), from: SnapshotFrom::ReturnYear });
        let from = |file: &str| own(file, Some(&settings), rows).map(|dated| dated.from);
        assert_eq!(from("special 2025-26.csv"), Some(SnapshotFrom::Council));
        assert_eq!(from("episodes 2025-26.csv"), Some(SnapshotFrom::Path));
        assert_eq!(from("episodes.csv"), Some(SnapshotFrom::ReturnYear));
        assert_eq!(own("episodes.csv", None, None), None);
    }
}
