//! What became of the rows of an extract between two publications, asked of
//! the landed files that each was made from: rows that are new, rows that say
//! something else under the same key, rows that a corrected file no longer
//! holds.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::definitions::spec::{ExtractSpec, RETURN_YEAR};
use crate::error::Result;
use crate::extract::{Landed, identify};
use crate::settings::council::{Council, ExtractSettings};
use crate::warehouse::{Warehouse, identifier, literal};

/// Rows of one extract, counted.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub(super) struct Rows {
    /// Under a key that no file had before.
    pub(super) late: i64,
    /// Under a known key, with something else in them.
    pub(super) corrected: i64,
    /// In a file that came again without them.
    pub(super) withdrawn: i64,
}

/// The landed files of one extract in both publications.
pub(super) struct Files<'a> {
    pub(super) before: Vec<&'a Landed>,
    /// Those that only the later publication has.
    pub(super) new: Vec<&'a Landed>,
}

/// Counts the rows of an extract.
pub(super) fn count(
    warehouse: &Warehouse,
    spec: &ExtractSpec,
    council: &Council,
    store: &Path,
    files: &Files<'_>,
) -> Result<Rows> {
    let select = |files: &[&Landed]| union(spec, council, store, files);
    let replaced: Vec<&Landed> = files
        .before
        .iter()
        .filter(|old| files.new.iter().any(|new| new.file == old.file))
        .copied()
        .collect();
    let rows: Vec<Rows> = warehouse.rows(&format!(
        "with known as (
            select distinct * from ({}) as rows
        ),
        came as (
            select distinct * from ({}) as rows
        ),
        replaced as (
            select distinct key from ({}) as rows
        ),
        fresh as (
            select * from came except select * from known
        ),
        known_keys as (
            select distinct key from known
        )
        select
            count(*) filter (where known_keys.key is null) as late,
            count(*) filter (where known_keys.key is not null) as corrected,
            (
                select count(*) from replaced
                where key not in (select key from came)
            ) as withdrawn,
        from fresh
        left join known_keys on fresh.key = known_keys.key",
        select(&files.before),
        select(&files.new),
        select(&replaced),
    ))?;
    Ok(rows.first().copied().unwrap_or_default())
}

/// The key and the content of every row; without a file, no rows.
fn union(spec: &ExtractSpec, council: &Council, store: &Path, files: &[&Landed]) -> String {
    let none = "select []::varchar[] as key, []::varchar[] as content where false".to_owned();
    let selects = files.iter().map(|file| select(spec, council, store, file));
    std::iter::once(none).chain(selects).collect::<Vec<_>>().join("\nunion all\n")
}

fn select(spec: &ExtractSpec, council: &Council, store: &Path, file: &Landed) -> String {
    let usual = ExtractSettings::default();
    let own = council.extracts.get(&spec.id).unwrap_or(&usual);
    let mapping = identify::mapping(spec, own, &file.columns);
    let cell = |place: &Option<usize>| match place.and_then(|place| file.columns.get(place)) {
        Some(column) => format!("trim(coalesce({}::varchar, ''))", identifier(column)),
        None => "''".to_owned(),
    };
    let cells: Vec<String> = mapping.columns.iter().map(cell).collect();
    let is_key = |name: &str| spec.key.iter().any(|key| key == name);
    let of_key = spec.columns.iter().zip(&cells).filter(|(column, _)| is_key(&column.name));
    let mut key: Vec<String> = of_key.map(|(_, cell)| cell.clone()).collect();
    if key.is_empty() {
        key.clone_from(&cells);
    }
    // A key by return year: the year is the file's own.
    if spec.key.iter().any(|name| name == RETURN_YEAR) {
        key.push(literal(&file.snapshot_on.to_string()));
    }
    key.push(literal(file.authority.as_deref().unwrap_or_default()));
    format!(
        "select [{}]::varchar[] as key, [{}]::varchar[] as content from read_parquet({})",
        key.join(", "),
        cells.join(", "),
        literal(&file.path(store).display().to_string()),
    )
}
