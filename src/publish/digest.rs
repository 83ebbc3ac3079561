//! SHA-256 of bytes and of files, in hex.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::exit::Exit;

use super::publication::Publication;

/// What a file is: its digest and its length in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// SHA-256, in hex.
    pub sha256: String,
    /// Length in bytes.
    pub size: u64,
}

/// The digest of bytes in hand.
pub fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Reads a file from disk, whole, and says what it is.
pub fn of_file(path: &Path) -> Result<Print> {
    read(path).map_err(|cause| Error::io(path, "read it", &cause))
}

/// A file of a publication, where it still is what the manifest says
/// ([`Exit::Failed`] otherwise).
pub fn checked(publication: &Publication, output: &str) -> Result<PathBuf> {
    let path = publication.folder.join(output);
    let known = publication.manifest.outputs.iter().find(|known| known.path == output);
    if known.is_some_and(|known| of_file(&path).is_ok_and(|print| print.sha256 == known.sha256)) {
        return Ok(path);
    }
    let says = "this is not the file that was published";
    Err(Error::new(Exit::Failed, path.display().to_string(), says).hint(format!(
        "`sufficiency verify {}` lists what has changed: put the folder back from a copy, or \
         rename it so that its name ends in .damaged",
        publication.run_id()
    )))
}

fn read(path: &Path) -> std::io::Result<Print> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(Print { sha256: hex(&hasher.finalize()), size });
        }
        hasher.update(&buffer[..count]);
        size += count as u64;
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_value_for_abc() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(of_bytes(b"abc"), known);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc");
        std::fs::write(&path, b"abc").unwrap();
        assert_eq!(of_file(&path).unwrap(), Print { sha256: known.to_owned(), size: 3 });
    }
}
