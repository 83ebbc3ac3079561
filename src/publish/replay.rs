//! What a publication keeps of what its run was told, handed back so that an
//! old paper can be made again.

use std::fs;

use crate::error::{Error, Result};
use crate::exit::Exit;

use super::digest;
use super::publication::Publication;

/// Everything that was kept: its path in the workspace and its bytes, checked
/// against the manifest ([`Exit::Failed`] where they differ).
pub fn kept(publication: &Publication) -> Result<Vec<(String, Vec<u8>)>> {
    let manifest = &publication.manifest;
    manifest
        .kept
        .iter()
        .map(|kept| {
            let path = publication.folder.join(&kept.output);
            let bytes = fs::read(&path).map_err(|cause| Error::io(&path, "read it", &cause))?;
            let known = manifest.outputs.iter().find(|output| output.path == kept.output);
            if known.is_some_and(|output| output.sha256 == digest::of_bytes(&bytes)) {
                return Ok((kept.name.clone(), bytes));
            }
            let says = "cannot replay: this copy is not what the manifest says";
            Err(Error::new(Exit::Failed, path.display().to_string(), says)
                .hint(format!("`sufficiency verify {}` lists what has changed", manifest.run_id)))
        })
        .collect()
}
