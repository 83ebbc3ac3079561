//! What a publication keeps of what its run was told, handed back so that an
//! old paper can be made again; and how the files that were made again differ
//! from the old ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::durable;
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;

use super::building::Sealed;
use super::digest;
use super::manifest::{self, Output};
use super::output_path::OutputPath;
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

/// Lays what was kept out as a workspace in `folder`. A name that would lie
/// outside it is refused ([`Exit::Usage`]).
pub fn lay_out(kept: &[(String, Vec<u8>)], folder: &Path) -> Result<()> {
    for (name, bytes) in kept {
        let Some(inside) = inside(name) else {
            let says = "cannot replay: this was kept from outside the workspace";
            return Err(Error::new(Exit::Usage, name, says)
                .hint("keep what council.toml names beside it, and publish anew"));
        };
        let path = folder.join(inside);
        if let Some(parent) = path.parent() {
            durable::make_folder(parent, durable::Access::Owner)?;
        }
        durable::write_new(&path, bytes, durable::Access::Owner)?;
    }
    Ok(())
}

/// The path without `.` and `..`; none where it leaves the folder.
fn inside(name: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in Path::new(name).components() {
        match part {
            Component::Normal(part) => path.push(part),
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            _ => return None,
        }
    }
    (!path.as_os_str().is_empty()).then_some(path)
}

/// What differs between a publication and what was made again: a fault for
/// each file, the manifest among them.
pub fn differences(publication: &Publication, again: &Sealed) -> Result<Vec<Fault>> {
    let mut open: BTreeMap<&str, &Output> =
        again.manifest().outputs.iter().map(|output| (output.path.as_str(), output)).collect();
    let mut faults = Vec::new();
    for output in &publication.manifest.outputs {
        match open.remove(output.path.as_str()) {
            None => faults.push(Fault::new(&output.path, "was not made again")),
            Some(made) if made.sha256 != output.sha256 => {
                let says = format!(
                    "has other bytes than it had: {} in length, {} then",
                    made.size, output.size
                );
                faults.push(Fault::new(&output.path, says));
            }
            Some(_) => {}
        }
    }
    faults.extend(open.into_keys().map(|path| Fault::new(path, "was not there before")));
    let path = publication.folder.join(manifest::FILE);
    let old = fs::read(&path).map_err(|cause| Error::io(&path, "read it", &cause))?;
    if faults.is_empty() && old != again.manifest().to_bytes()? {
        faults.push(Fault::new(manifest::FILE, "says other things than it did"));
    }
    Ok(faults)
}

/// Copies what was made again to a folder that is not there yet.
pub fn copy(again: &Sealed, to: &Path) -> Result<()> {
    durable::make_folder(to, durable::Access::Usual)?;
    let outputs = again.manifest().outputs.iter().map(|output| output.path.as_str());
    for path in outputs.chain([manifest::FILE]) {
        let access = OutputPath::new(path).map_or(durable::Access::Usual, |placed| placed.access());
        let from = again.folder().join(path);
        let bytes = fs::read(&from).map_err(|cause| Error::io(&from, "read it", &cause))?;
        let file = to.join(path);
        if let Some(parent) = file.parent().filter(|parent| *parent != to) {
            durable::make_folder(parent, access)?;
        }
        durable::write_new(&file, &bytes, access)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_stays_inside() {
        let lies = |name: &str| inside(name).map(|path| path.display().to_string());
        assert_eq!(lies("words/paper.md"), Some("words/paper.md".to_owned()));
        assert_eq!(lies("words/../paper.md"), Some("paper.md".to_owned()));
        for outside in ["../crest.svg", "/etc/crest.svg", "words/../../x", "", "."] {
            assert_eq!(lies(outside), None, "{outside}");
        }
    }
}
