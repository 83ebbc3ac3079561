//! Files that are there after a power cut: written, synced, and swapped in
//! whole. Also the one place that knows how a folder is kept from other
//! people's eyes, so that no caller spells out a file mode.
//!
//! It does not know what it writes, and it never removes anything.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Who may look at a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Whoever the account's own defaults (its umask) let in.
    Usual,
    /// The account that runs the program, and nobody else: 0700 and 0600.
    Owner,
}

/// Makes a folder and those above it. One that is there already is left, but
/// closed to others where `access` asks for it.
pub fn make_folder(path: &Path, access: Access) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    if access == Access::Owner {
        owner_only_folder(&mut builder);
    }
    builder.create(path).map_err(|cause| Error::io(path, "make this folder", &cause))?;
    match access {
        Access::Usual => Ok(()),
        Access::Owner => close_to_others(path),
    }
}

/// Writes a file that is not there yet. It is on disk only after [`sync`].
pub fn write_new(path: &Path, bytes: &[u8], access: Access) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    write_with(options, path, bytes, access).map(drop)
}

/// Replaces a file, or makes it: a reader sees the old bytes or the new ones,
/// never some of each, and after a power cut it is one or the other.
pub fn replace(path: &Path, bytes: &[u8], access: Access) -> Result<()> {
    let aside = beside(path);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let file = write_with(options, &aside, bytes, access)?;
    file.sync_all().map_err(|cause| Error::io(&aside, "sync it to disk", &cause))?;
    fs::rename(&aside, path).map_err(|cause| Error::io(path, "replace it", &cause))?;
    sync_parent(path)
}

/// Adds one line to a file, which is made where it is missing.
pub fn append_line(path: &Path, line: &str, access: Access) -> Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    write_with(options, path, format!("{line}\n").as_bytes(), access).map(drop)
}

/// Waits until a file or folder is on disk.
pub fn sync(path: &Path) -> Result<()> {
    // Windows cannot open a folder for this, and keeps its own order.
    if cfg!(not(unix)) && path.is_dir() {
        return Ok(());
    }
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|cause| Error::io(path, "sync it to disk", &cause))
}

/// Waits until the folder that names `path` is on disk.
pub fn sync_parent(path: &Path) -> Result<()> {
    path.parent().map_or(Ok(()), sync)
}

/// The name under which a file waits, in the same folder, until it is swapped
/// in. Always the same one, so that what a killed run left is overwritten.
pub fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{}.new", name.unwrap_or_default()))
}

/// Clears what a killed run was about to swap in in a folder.
pub fn clear_beside(folder: &Path) -> Result<()> {
    let failed = |cause| Error::io(folder, "clear what was left by a killed run", &cause);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && name.ends_with(".new") {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

/// Takes every right from everyone but the owner.
#[cfg(unix)]
pub fn close_to_others(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::symlink_metadata(path).map(|metadata| metadata.permissions().mode());
    mode.and_then(|mode| fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700)))
        .map_err(|cause| Error::io(path, "close it to other accounts", &cause))
}

/// Windows keeps rights by folder inheritance: the workspace's own hold.
#[cfg(not(unix))]
pub fn close_to_others(_path: &Path) -> Result<()> {
    Ok(())
}

#[cfg(unix)]
fn owner_only_folder(builder: &mut fs::DirBuilder) {
    use std::os::unix::fs::DirBuilderExt;
    builder.mode(0o700);
}

#[cfg(not(unix))]
fn owner_only_folder(_builder: &mut fs::DirBuilder) {}

#[cfg(unix)]
fn owner_only_file(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only_file(_options: &mut OpenOptions) {}

fn write_with(mut options: OpenOptions, path: &Path, bytes: &[u8], access: Access) -> Result<File> {
    if access == Access::Owner {
        owner_only_file(&mut options);
    }
    let mut file = options.open(path).map_err(|cause| Error::io(path, "make this file", &cause))?;
    file.write_all(bytes).map_err(|cause| Error::io(path, "write it", &cause))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;

    #[test]
    fn replacing_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("status.json");
        replace(&path, b"one", Access::Usual).unwrap();
        fs::write(beside(&path), b"left by a killed run").unwrap();
        replace(&path, b"two", Access::Usual).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_new(&path, b"one", Access::Usual).unwrap();
        assert_eq!(write_new(&path, b"two", Access::Usual).unwrap_err().exit, Exit::Failed);
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_the_owners_is_closed_to_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("exempt/data");
        make_folder(&inner, Access::Owner).unwrap();
        write_new(&inner.join("cases"), b"", Access::Owner).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&inner), 0o700);
        assert_eq!(mode(&folder.path().join("exempt")), 0o700);
        assert_eq!(mode(&inner.join("cases")), 0o600);

        let open = folder.path().join("was-open");
        fs::write(&open, b"").unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).unwrap();
        close_to_others(&open).unwrap();
        assert_eq!(mode(&open), 0o600);
    }
}
