//! What lies in the inbox: every file below it, with its digest. Hidden and
//! temporary files are left out and named. The inbox is read and never
//! written, and nothing here looks at what a file means.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::finding::{Finding, Severity};

/// A file that was seen in the inbox.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Its path below the inbox, parted by `/`.
    pub(super) file: String,
    /// How it looked when it was first seen.
    pub(super) look: Look,
}

/// What changes when a file is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Its size in bytes.
    pub(super) bytes: u64,
    modified: Option<SystemTime>,
}

impl Look {
    /// How a file looks now.
    pub(super) fn at(path: &Path) -> std::io::Result<Self> {
        let metadata = std::fs::metadata(path)?;
        Ok(Self { bytes: metadata.len(), modified: metadata.modified().ok() })
    }
}

/// Every file below the inbox, in the order of their paths, and what was left out.
pub(super) fn discover(inbox: &Path) -> Result<(Vec<Seen>, Vec<Finding>)> {
    if !inbox.is_dir() {
        let place = inbox.display().to_string();
        return Err(Error::new(Exit::Data, place, "there is no such folder of extracts").hint(
            "make the folder, or reach the drive that holds it, and put the extracts in it",
        ));
    }
    let mut seen = Vec::new();
    let mut findings = Vec::new();
    let mut walk = walkdir::WalkDir::new(inbox).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(cause) => {
                findings.push(not_listed(inbox, &cause));
                continue;
            }
        };
        let file = below(inbox, entry.path());
        if entry.depth() > 0 && is_passing(&entry.file_name().to_string_lossy()) {
            findings.push(ignored(file, entry.file_type().is_dir()));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        match Look::at(entry.path()) {
            Ok(look) => seen.push(Seen { path: entry.into_path(), file, look }),
            Err(cause) => findings.push(unreadable(&file, &cause)),
        }
    }
    seen.sort_by(|one, other| one.file.cmp(&other.file));
    Ok((seen, findings))
}

/// The digest of a file's bytes, as 64 hexadecimal digits.
pub(super) fn digest_of_file(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut sum = Sha256::new();
    let mut piece = vec![0; 1 << 18];
    loop {
        let count = file.read(&mut piece)?;
        if count == 0 {
            return Ok(hexadecimal(&sum.finalize()));
        }
        sum.update(&piece[..count]);
    }
}

/// The digest of some bytes, as 64 hexadecimal digits.
pub(super) fn digest_of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The finding that a file cannot be read at all.
pub(super) fn unreadable(file: &str, cause: &std::io::Error) -> Finding {
    Finding::new(Severity::Block, "unreadable", format!("the file cannot be read: {cause}"))
        .file(file)
        .remedy("let the account that runs this read it, or take it out of the inbox")
}

fn not_listed(inbox: &Path, cause: &walkdir::Error) -> Finding {
    let what =
        cause.io_error().map_or_else(|| "it leads in a circle".to_owned(), ToString::to_string);
    let place = cause.path().map(|path| below(inbox, path)).unwrap_or_default();
    Finding::new(
        Severity::Block,
        "unreadable",
        format!("the folder or link cannot be followed: {what}"),
    )
    .file(place)
    .remedy("let the account that runs this read it, or take it out of the inbox")
}

fn ignored(file: String, is_folder: bool) -> Finding {
    let what = if is_folder { "a hidden folder" } else { "a hidden or temporary file" };
    Finding::new(Severity::Note, "ignored-file", format!("{what}: not read"))
        .file(file)
        .remedy("nothing, unless it was meant to be read: then give it an ordinary name")
}

/// Whether a name is a hidden or temporary one, which other programs leave
/// behind while they work.
fn is_passing(name: &str) -> bool {
    let folded = name.to_lowercase();
    let endings =
        [".tmp", ".temp", ".part", ".partial", ".crdownload", ".filepart", ".swp", ".lock"];
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || matches!(folded.as_str(), "thumbs.db" | "desktop.ini" | "__macosx")
        || endings.iter().any(|ending| folded.ends_with(ending))
}

fn below(inbox: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(inbox).unwrap_or(path);
    let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_by_path_and_passing_ones_named() {
        let inbox = tempfile::tempdir().unwrap();
        let folders = ["b", ".hidden", "a"];
        for folder in folders {
            std::fs::create_dir(inbox.path().join(folder)).unwrap();
        }
        let files = [
            "b/two.csv",
            "a/one.csv",
            ".DS_Store",
            "~$open.xlsx",
            "x.csv.part",
            ".hidden/x.csv",
            "a.csv",
        ];
        for file in files {
            std::fs::write(inbox.path().join(file), "x").unwrap();
        }
        let (seen, findings) = discover(inbox.path()).unwrap();
        let files: Vec<_> = seen.iter().map(|seen| seen.file.as_str()).collect();
        assert_eq!(files, ["a.csv", "a/one.csv", "b/two.csv"]);
        let left: Vec<_> = findings.iter().filter_map(|finding| finding.file.as_deref()).collect();
        assert_eq!(left, [".DS_Store", ".hidden", "x.csv.part", "~$open.xlsx"]);
        assert!(findings.iter().all(|finding| finding.severity == Severity::Note));
    }

    #[test]
    fn a_missing_inbox_refuses_the_run() {
        let error = discover(Path::new("no/such/folder")).unwrap_err();
        assert_eq!(error.exit, Exit::Data);
    }

    #[test]
    fn digests_are_of_the_bytes() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest_of(b"abc"), expected);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "abc").unwrap();
        assert_eq!(digest_of_file(file.path()).unwrap(), expected);
    }
}
