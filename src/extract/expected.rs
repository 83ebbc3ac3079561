//! What was expected of the extracts as a whole: that the required ones came,
//! that every file has the columns without which none of its rows could be
//! used, that somebody hears of columns nobody knows, and that each file has
//! an authority.

use std::collections::BTreeMap;

use super::identify::{self, Mapping};
use super::{Landed, authority};
use crate::definitions::spec::ExtractSpec;
use crate::finding::{Finding, Severity};
use crate::settings::council::{Council, ExtractSettings};

/// Looks at the landed files together.
pub(super) fn check(files: &[Landed], specs: &[ExtractSpec], council: &Council) -> Vec<Finding> {
    if files.is_empty() {
        let says = "not one file of the inbox was recognised as an extract";
        return vec![Finding::new(Severity::Block, "nothing-recognised", says).remedy(
            "put the extracts into the inbox; other findings tell what is wrong with those there",
        )];
    }
    let none = ExtractSettings::default();
    let mut findings = missing(files, specs, council);
    for spec in specs {
        let settings = council.extracts.get(&spec.id).unwrap_or(&none);
        let of_spec: Vec<(&Landed, Mapping)> = files
            .iter()
            .filter(|landed| landed.extract == spec.id)
            .map(|landed| (landed, identify::mapping(spec, settings, &landed.columns)))
            .collect();
        for (landed, mapping) in &of_spec {
            findings.extend(absent_columns(landed, spec, mapping));
            findings.extend(authority::check(landed, spec, &mapping.columns));
        }
        findings.extend(unknown_columns(&of_spec, spec));
    }
    findings
}

/// Required extracts that did not come, or not for every authority. One that
/// others of its family take their date from is always required.
fn missing(files: &[Landed], specs: &[ExtractSpec], council: &Council) -> Vec<Finding> {
    let mut findings = Vec::new();
    for spec in specs {
        let is_asked_for = council.extracts.get(&spec.id).is_some_and(|extract| extract.required);
        if !is_asked_for && spec.snapshot_columns.is_empty() {
            continue;
        }
        let came: Vec<&Landed> = files.iter().filter(|landed| landed.extract == spec.id).collect();
        if came.is_empty() {
            findings.push(did_not_come(spec, "no file of this required extract has come"));
            continue;
        }
        let is_shared = came.iter().any(|landed| landed.authority.is_none());
        if !is_asked_for || is_shared {
            continue;
        }
        for authority in &council.authorities {
            if came.iter().all(|landed| landed.authority.as_ref() != Some(&authority.code)) {
                let says =
                    format!("no file of this required extract has come for {}", authority.name);
                findings.push(did_not_come(spec, &says));
            }
        }
    }
    findings
}

fn did_not_come(spec: &ExtractSpec, says: &str) -> Finding {
    let remedy = format!("export \"{}\" and put the file into the inbox", spec.title);
    Finding::new(Severity::Block, "extract-missing", says).extract(&spec.id).remedy(remedy)
}

/// Columns that every row must have something in, and that the file lacks.
fn absent_columns(landed: &Landed, spec: &ExtractSpec, mapping: &Mapping) -> Vec<Finding> {
    let columns = spec.columns.iter().zip(&mapping.columns);
    let absent = columns.filter(|(column, place)| place.is_none() && column.filled);
    absent
        .map(|(column, _)| {
            let says = format!("the file lacks {}, without which no row can be used", column.name);
            let remedy = format!(
                "add the column, or say under `[extracts.{}.columns]` in council.toml what the \
                 file calls it",
                spec.id
            );
            Finding::new(Severity::Block, "column-missing", says)
                .extract(&spec.id)
                .file(&landed.file)
                .row(landed.header_row.max(1))
                .column(&column.name)
                .rows(landed.rows)
                .remedy(remedy)
        })
        .collect()
}

/// Columns that the spec does not know: kept, and said once for each name.
fn unknown_columns(files: &[(&Landed, Mapping)], spec: &ExtractSpec) -> Vec<Finding> {
    let mut unknown: BTreeMap<&str, Vec<(&Landed, Option<&str>)>> = BTreeMap::new();
    for (landed, mapping) in files {
        for place in &mapping.unknown {
            let column = landed.columns[*place].as_str();
            let meant = identify::meant(spec, mapping, column);
            unknown.entry(column).or_default().push((landed, meant));
        }
    }
    let said = unknown.into_iter().map(|(column, files)| {
        let meant = files.iter().find_map(|(_, meant)| *meant);
        let others = match files.len() {
            1 => String::new(),
            count => format!(", in {count} files"),
        };
        let says = format!("a column that `{}` does not know{others}: kept, and not used", spec.id);
        let (severity, remedy) = match meant {
            Some(name) => (
                Severity::Warn,
                format!(
                    "if {name} is meant, say so under `[extracts.{}.columns]` in council.toml",
                    spec.id
                ),
            ),
            None => (Severity::Note, "nothing, unless it was meant to be used".to_owned()),
        };
        let rows = files.iter().map(|(landed, _)| landed.rows).sum();
        Finding::new(severity, "unknown-column", says)
            .extract(&spec.id)
            .file(&files[0].0.file)
            .column(column)
            .rows(rows)
            .remedy(remedy)
    });
    said.collect()
}
