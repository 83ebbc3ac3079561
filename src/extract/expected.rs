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

/// How many unknown columns are named one by one.
const NAMED: usize = 12;

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

/// Columns that the spec does not know: kept, and said once for all files.
/// One that may be a misspelt column of the spec is asked about by itself.
fn unknown_columns(files: &[(&Landed, Mapping)], spec: &ExtractSpec) -> Vec<Finding> {
    let mut unknown: BTreeMap<&str, Vec<(&Landed, Option<&str>)>> = BTreeMap::new();
    for (landed, mapping) in files {
        for place in &mapping.unknown {
            let column = landed.columns[*place].as_str();
            let meant = identify::meant(spec, mapping, column);
            unknown.entry(column).or_default().push((landed, meant));
        }
    }
    let mut findings = Vec::new();
    let mut strange: Vec<&str> = Vec::new();
    let mut first: Option<&Landed> = None;
    for (column, files) in &unknown {
        match files.iter().find_map(|(landed, meant)| Some((landed, (*meant)?))) {
            Some((landed, meant)) => findings.push(asked_about(spec, landed, column, meant)),
            None => {
                strange.push(column);
                first = first.or(files.first().map(|(landed, _)| *landed));
            }
        }
    }
    findings.extend(first.map(|landed| strange_to(spec, landed, &strange)));
    findings
}

fn asked_about(spec: &ExtractSpec, landed: &Landed, column: &str, meant: &str) -> Finding {
    let says = format!("a column that `{}` does not know: kept, and not used", spec.id);
    let remedy = format!(
        "if {meant} is meant, say so under `[extracts.{}.columns]` in council.toml",
        spec.id
    );
    Finding::new(Severity::Warn, "unknown-column", says)
        .extract(&spec.id)
        .file(&landed.file)
        .column(column)
        .rows(landed.rows)
        .remedy(remedy)
}

fn strange_to(spec: &ExtractSpec, landed: &Landed, columns: &[&str]) -> Finding {
    let names = match columns {
        [column] => (*column).to_owned(),
        _ if columns.len() <= NAMED => columns.join(", "),
        _ => format!("{} and {} more", columns[..NAMED].join(", "), columns.len() - NAMED),
    };
    let says = format!("columns that `{}` does not know: {names}; kept, and not used", spec.id);
    Finding::new(Severity::Note, "unknown-column", says)
        .extract(&spec.id)
        .file(&landed.file)
        .remedy("nothing, unless they were meant to be used")
}
