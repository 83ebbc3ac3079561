//! The pointer to the last publication: `latest`, a link, and `latest.txt`
//! beside it for systems that do not follow links. Each is swapped in whole.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::durable::{self, Access};
use crate::error::{Error, Result};

use super::lock::Lock;
use super::run_id::RunId;

const LINK: &str = "latest";
const TEXT: &str = "latest.txt";

/// Which publication is the last; none where there is none, or where the one
/// that the pointer names has been taken away.
pub fn read(publications: &Path) -> Result<Option<RunId>> {
    let link = publications.join(LINK);
    let named = match fs::read_link(&link) {
        Ok(target) => target.to_string_lossy().into_owned(),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            let text = publications.join(TEXT);
            match fs::read_to_string(&text) {
                Ok(name) => name.trim().to_owned(),
                Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
                Err(cause) => return Err(Error::io(&text, "read it", &cause)),
            }
        }
        Err(cause) if cause.kind() == ErrorKind::InvalidInput => return Err(no_link(&link, cause)),
        Err(cause) => return Err(Error::io(&link, "read this link", &cause)),
    };
    Ok(RunId::parse(&named).filter(|run_id| publications.join(run_id.as_str()).is_dir()))
}

/// Moves the pointer. The lock is asked for because two runs that move it at
/// once would leave `latest` and `latest.txt` at odds.
pub fn point(lock: &Lock, publications: &Path, run_id: &RunId) -> Result<()> {
    prepare(lock, publications, run_id)?;
    swap(lock, publications)
}

/// Writes the new pointer beside the old one: whatever needs room on the disk
/// is done before anything is to be seen.
pub(super) fn prepare(_lock: &Lock, publications: &Path, run_id: &RunId) -> Result<()> {
    prepare_link(publications, run_id)?;
    let line = format!("{run_id}\n");
    let aside = durable::beside(&publications.join(TEXT));
    remove_if_there(&aside)?;
    durable::write_new(&aside, line.as_bytes(), Access::Usual)?;
    durable::sync(&aside)
}

/// Puts the prepared pointer in the place of the old one.
pub(super) fn swap(_lock: &Lock, publications: &Path) -> Result<()> {
    swap_link(publications)?;
    let text = publications.join(TEXT);
    fs::rename(durable::beside(&text), &text)
        .map_err(|cause| Error::io(&text, "replace it", &cause))?;
    durable::sync(publications)
}

#[cfg(unix)]
fn prepare_link(publications: &Path, run_id: &RunId) -> Result<()> {
    let aside = durable::beside(&publications.join(LINK));
    remove_if_there(&aside)?;
    std::os::unix::fs::symlink(run_id.as_str(), &aside)
        .map_err(|cause| Error::io(&aside, "make this link", &cause))
}

#[cfg(unix)]
fn swap_link(publications: &Path) -> Result<()> {
    let link = publications.join(LINK);
    fs::rename(durable::beside(&link), &link).map_err(|cause| match cause.kind() {
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => no_link(&link, cause),
        _ => Error::io(&link, "move the pointer", &cause),
    })
}

#[cfg(not(unix))]
fn prepare_link(_publications: &Path, _run_id: &RunId) -> Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn swap_link(_publications: &Path) -> Result<()> {
    Ok(())
}

fn remove_if_there(aside: &Path) -> Result<()> {
    match fs::remove_file(aside) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => {
            Err(Error::io(aside, "clear what a killed run left", &cause))
        }
        _ => Ok(()),
    }
}

fn no_link(link: &Path, cause: std::io::Error) -> Error {
    Error::io(link, "use it as the pointer to the last publication", &cause)
        .hint("something else has this name: rename it and run again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::lock::Holder;

    fn workspace() -> (tempfile::TempDir, Lock) {
        let folder = tempfile::tempdir().unwrap();
        let holder = Holder::this("2026-11-22T02:00:00Z".parse().unwrap(), "sufficiency run");
        let lock = Lock::take(&folder.path().join(".lock"), &holder).unwrap();
        (folder, lock)
    }

    fn run_id(text: &str) -> RunId {
        RunId::parse(text).unwrap()
    }

    #[test]
    fn moves_and_is_read_back() {
        let (folder, lock) = workspace();
        assert_eq!(read(folder.path()).unwrap(), None);
        for name in ["2026-09-30-000000000000", "2026-10-31-000000000000"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            point(&lock, folder.path(), &run_id(name)).unwrap();
            assert_eq!(read(folder.path()).unwrap(), Some(run_id(name)));
            let text = fs::read_to_string(folder.path().join(TEXT)).unwrap();
            assert_eq!(text, format!("{name}\n"));
        }
        fs::remove_file(folder.path().join(LINK)).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(run_id("2026-10-31-000000000000")));
        fs::remove_dir(folder.path().join("2026-10-31-000000000000")).unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
    }

    #[test]
    fn what_a_killed_run_left_is_overwritten() {
        let (folder, lock) = workspace();
        let name = "2026-09-30-000000000000";
        fs::create_dir(folder.path().join(name)).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join(".latest.new")).unwrap();
        point(&lock, folder.path(), &run_id(name)).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(run_id(name)));
        assert!(!folder.path().join(".latest.new").is_symlink());
    }

    #[test]
    fn a_folder_in_its_place_is_named() {
        let (folder, lock) = workspace();
        let name = "2026-09-30-000000000000";
        fs::create_dir_all(folder.path().join("latest/public")).unwrap();
        let error = point(&lock, folder.path(), &run_id(name)).unwrap_err();
        assert!(error.to_string().contains("rename it"), "{error}");
        assert!(read(folder.path()).unwrap_err().to_string().contains("rename it"));
    }
}
