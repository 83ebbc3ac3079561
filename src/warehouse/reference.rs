//! References: millions of rows of which a run looks up a few thousand. One is
//! typed and sorted once, beside its landed file, and a run reads only the
//! keys that occur in the extracts that look them up.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::account::RowAccount;
use super::stage::{Job, Staged};
use super::{Access, Warehouse, identifier, literal, tables};
use crate::definitions::Definitions;
use crate::definitions::library::Library;
use crate::definitions::spec::ExtractSpec;
use crate::error::{Error, Result};
use crate::extract::Landed;
use crate::finding::Finding;
use crate::settings::Workspace;
use crate::settings::council::Council;

/// What was found when the reference was typed: kept beside it, so that a
/// later run says the same without reading it again.
#[derive(Serialize, Deserialize)]
struct Sidecar {
    accounts: Vec<RowAccount>,
    findings: Vec<Finding>,
}

/// Stages the rows of a reference that occur.
pub(super) fn stage(warehouse: &Warehouse, job: &Job<'_>) -> Result<Staged> {
    let digests = job.files.iter().map(|(_, file)| file.digest.as_str());
    let typed = typed_file(job.definitions, job.spec, job.council, digests, job.places.workspace);
    let sidecar = load(&typed.with_extension("json"));
    let sidecar = match sidecar {
        Some(sidecar) if typed.is_file() => sidecar,
        _ => prepare(job, &typed)?,
    };
    let spec = job.spec;
    let table = identifier(&spec.id);
    let key = spec.key.first().and_then(|name| spec.column(name));
    let Some(key) = key.map(|column| identifier(&column.to)) else {
        return Ok(Staged::default());
    };
    let occurring: Vec<String> = spec
        .occurs_in
        .iter()
        .filter_map(|reference| {
            let (id, name) = reference.split_once('.')?;
            let column = job.definitions.spec(id)?.column(name)?;
            Some(format!(
                "select {} as occurring from staging.{}",
                identifier(&column.to),
                identifier(id)
            ))
        })
        .chain(["select getvariable('reporting.fixed_point_postcode') as occurring".to_owned()])
        .collect();
    let columns: Vec<String> = spec
        .columns
        .iter()
        .filter(|column| column.to != "authority")
        .map(|column| identifier(&column.to))
        .collect();
    warehouse.run_for(
        &spec.place,
        &format!(
            "insert into staging.{table} by name
            select {}, authorities.authority, {} as file_id, row_number, snapshot_on
            from read_parquet({}) as typed
            cross join (select min(authority) as authority from code.council_authorities) as authorities
            where {key} in (select occurring from ({}) as lookups where occurring is not null)",
            columns.join(", "),
            job.files.last().map_or(0, |(number, _)| *number),
            literal(&typed.display().to_string()),
            occurring.join(" union "),
        ),
    )?;
    Ok(Staged { accounts: sidecar.accounts, findings: sidecar.findings, ..Staged::default() })
}

/// The typed files that a warehouse must be allowed to read.
pub fn typed_files(
    definitions: &Definitions,
    council: &Council,
    files: &[Landed],
    workspace: &Workspace,
) -> Vec<PathBuf> {
    definitions
        .specs
        .iter()
        .filter(|spec| spec.is_reference())
        .map(|spec| {
            let own = files.iter().filter(|file| file.extract == spec.id);
            typed_file(definitions, spec, council, own.map(|file| file.digest.as_str()), workspace)
        })
        .collect()
}

/// A name that changes with the files, the spec, the council's aliases and the
/// SQL that types.
fn typed_file<'a>(
    definitions: &Definitions,
    spec: &ExtractSpec,
    council: &Council,
    digests: impl Iterator<Item = &'a str>,
    workspace: &Workspace,
) -> PathBuf {
    let settings = format!("{:?}", council.extracts.get(&spec.id));
    let digests: Vec<&str> = digests.collect();
    let typing: Vec<&str> = definitions
        .staging
        .iter()
        .chain(&definitions.macros)
        .map(|(_, text)| text.as_str())
        .collect();
    let text =
        format!("{}\n{}\n{settings}\n{}", digests.join("\n"), spec.version, typing.join("\n"));
    let digest = Library::digest(&text);
    workspace.landed().join(format!("{}-{}.typed.parquet", spec.id, &digest[..16]))
}

/// Types and sorts all rows, in a warehouse of its own.
fn prepare(job: &Job<'_>, typed: &Path) -> Result<Sidecar> {
    let landed = job.places.workspace.landed();
    let access = Access {
        folders: vec![landed.clone()],
        spill: Some(landed.join(".spill")),
        ..Access::default()
    };
    let warehouse = Warehouse::open(&job.council.machine, &access)?;
    tables::lay_out(&warehouse, job.definitions, job.council)?;
    let all: Vec<_> = job.files.iter().map(|(_, file)| *file).cloned().collect();
    super::files::record(&warehouse, job.definitions, job.council, &all)?;
    let numbered: Vec<_> = all.iter().enumerate().map(|(index, file)| (index + 1, file)).collect();
    let own = Job { files: &numbered, ..*job };
    own.type_rows(&warehouse)?;
    let sidecar =
        Sidecar { accounts: own.accounts(&warehouse)?, findings: own.findings(&warehouse)? };
    let key = job.spec.key.first().and_then(|name| job.spec.column(name));
    let order = key.map_or_else(|| "row_number".to_owned(), |column| identifier(&column.to));
    let columns: Vec<String> =
        job.spec.columns.iter().map(|column| identifier(&column.to)).collect();
    // Each row once, however many authorities share the run: whose it is, is
    // settled where it is looked up.
    let select = format!(
        "select {}, row_number, snapshot_on from work.{} as work
        where disposition = 'accepted' order by {order}",
        columns.join(", "),
        identifier(&job.spec.id),
    );
    let aside = typed.with_extension("aside");
    warehouse.copy_parquet(&select, &aside)?;
    let json = serde_json::to_vec(&sidecar).unwrap_or_default();
    let beside = typed.with_extension("json");
    std::fs::write(&beside, json).map_err(|cause| Error::io(&beside, "write it", &cause))?;
    std::fs::rename(&aside, typed).map_err(|cause| Error::io(typed, "write it", &cause))?;
    Ok(sidecar)
}

fn load(path: &Path) -> Option<Sidecar> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}
