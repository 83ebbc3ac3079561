//! The last stage: files into a publication that is there whole or not at
//! all. A run builds aside ([`building`]), is sealed and checked, appears
//! under its name, and only then does [`latest`] move. Until then the last
//! publication stands, whatever fails.
//!
//! A publication is named by what decided it ([`run_id`]) and says so in its
//! [`manifest`]; the same inputs find it there already and only check it.
//! Nothing here edits a publication, and no clock stands in one.

pub mod as_text;
pub mod building;
pub mod carry;
pub mod digest;
pub mod latest;
mod leak_words;
pub mod leaks;
pub mod lock;
pub mod manifest;
pub mod output_path;
pub mod publication;
pub mod replay;
pub mod run_id;
pub mod status;
pub mod text_nodes;
pub mod verify;

use std::path::Path;

use crate::error::Result;

use lock::Lock;
use publication::Publication;
use run_id::RunId;

/// The publication of this name, if there is one already: read back whole, and
/// `latest` moved to it where a run was killed before it could. A damaged one
/// is an error that says what differs and how to have it made anew.
pub fn already(lock: &Lock, publications: &Path, run_id: &RunId) -> Result<Option<Publication>> {
    let folder = publications.join(run_id.as_str());
    if folder.symlink_metadata().is_err() {
        return Ok(None);
    }
    let publication = Publication::open(&folder)?;
    verify::verify(&publication)?.into_result(&publication)?;
    let is_last = latest::read(publications)?.as_ref() == Some(run_id);
    if !is_last && building::moves_forward(publications, run_id.as_at())? {
        latest::point(lock, publications, run_id)?;
    }
    Ok(Some(publication))
}

#[cfg(test)]
mod tests;
