//! Which authority a file comes from: the one whose folder it lies in, else
//! the only one there is. Where the rows themselves name an authority, staging
//! prefers that.

use crate::definitions::spec::{Covers, ExtractSpec};
use crate::finding::{Finding, Severity};
use crate::settings::council::{Authority, Council};

use super::Landed;

/// The business name of the column in which a row names its authority.
const COLUMN: &str = "authority";

/// The authority of a file, by its path below the inbox.
pub(super) fn of(file: &str, council: &Council) -> Option<String> {
    let folders: Vec<String> = file.to_lowercase().split('/').map(str::to_owned).collect();
    let lies_in = |authority: &&Authority| {
        [&authority.folder, &authority.code].into_iter().any(|folder| {
            let wanted: Vec<String> = folder.to_lowercase().split('/').map(str::to_owned).collect();
            wanted.len() < folders.len() && folders.starts_with(&wanted)
        })
    };
    let sole = match council.authorities.as_slice() {
        [sole] => Some(sole),
        _ => None,
    };
    council.authorities.iter().find(lies_in).or(sole).map(|authority| authority.code.clone())
}

/// The finding for a file whose authority cannot be told, although its rows
/// must belong to one. A register or a reference in the inbox itself is shared.
pub(super) fn check(
    landed: &Landed,
    spec: &ExtractSpec,
    places: &[Option<usize>],
) -> Option<Finding> {
    let is_shared = matches!(spec.covers, Covers::Register | Covers::Always);
    let mut columns = spec.columns.iter().zip(places);
    let has_column = columns.any(|(column, place)| column.to == COLUMN && place.is_some());
    if landed.authority.is_some() || is_shared || has_column {
        return None;
    }
    let says = "the file lies in no authority's folder, and its rows name no authority";
    Some(
        Finding::new(Severity::Block, "authority-not-known", says)
            .extract(&landed.extract)
            .file(&landed.file)
            .remedy("move it into the folder of its authority, as council.toml names it"),
    )
}
