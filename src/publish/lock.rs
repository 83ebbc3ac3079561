//! One run at a time in a workspace. The lock is the operating system's own,
//! on `.lock`: it goes when the process goes, however that comes about. What
//! the file says is only for people: who holds it, since when, doing what.
//!
//! The file is never removed: another process may be about to lock it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::exit::Exit;

use super::as_text;

/// The lock of a workspace, held until it is dropped. What must not be done by
/// two runs at once asks for a reference to it.
#[derive(Debug)]
pub struct Lock {
    file: File,
    left_by: Option<Holder>,
}

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The machine: a workspace may lie on a share.
    pub host: String,
    /// When that run began.
    #[serde(with = "as_text::moment")]
    pub started: DateTime<Utc>,
    /// What was typed.
    pub command: String,
}

impl Holder {
    /// This process, on this machine.
    pub fn this(started: DateTime<Utc>, command: impl Into<String>) -> Self {
        let host = ["/proc/sys/kernel/hostname", "/etc/hostname"]
            .iter()
            .find_map(|path| std::fs::read_to_string(path).ok())
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| "this machine".to_owned());
        Self { pid: std::process::id(), host, started, command: command.into() }
    }
}

impl Lock {
    /// Takes the lock at `path`, or says who holds it ([`Exit::Locked`]). A
    /// file that a killed run left is taken over.
    pub fn take(path: &Path, holder: &Holder) -> Result<Self> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(|cause| Error::io(path, "open the lock", &cause))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(path, read_holder(&mut file))),
            Err(TryLockError::Error(cause)) => {
                return Err(Error::io(path, "lock it", &cause)
                    .hint("keep the workspace on a disk that can lock files"));
            }
        }
        let left_by = read_holder(&mut file);
        let mut lock = Self { file, left_by };
        lock.say(holder).map_err(|cause| Error::io(path, "write who holds the lock", &cause))?;
        Ok(lock)
    }

    /// The run that held the lock before and was killed, if the last one was.
    pub fn left_by(&self) -> Option<&Holder> {
        self.left_by.as_ref()
    }

    fn say(&mut self, holder: &Holder) -> std::io::Result<()> {
        let text = serde_json::to_string(holder)?;
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        writeln!(self.file, "{text}")
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // An empty file says that the run ended in order. Nothing can be done
        // where that fails, and the lock goes with the file handle anyway.
        let _ = self.file.set_len(0);
    }
}

fn read_holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.seek(SeekFrom::Start(0)).ok()?;
    file.read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

fn held(path: &Path, holder: Option<Holder>) -> Error {
    let place = PathBuf::from(path).display().to_string();
    let Some(holder) = holder else {
        return Error::new(Exit::Locked, place, "another run holds the lock and has just begun")
            .hint("wait for it to end, then run again");
    };
    let says = format!(
        "another run holds the lock: `{}`, process {} on {}, since {}",
        holder.command,
        holder.pid,
        holder.host,
        holder.started.format("%-d %B %Y %H:%M:%S UTC"),
    );
    Error::new(Exit::Locked, place, says).hint(format!(
        "wait for it to end, then run again; if it hangs, end process {} on {}: \
         the last publication stands and the lock goes with the process",
        holder.pid, holder.host,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(command: &str) -> Holder {
        Holder {
            pid: 4711,
            host: "nightly-1".to_owned(),
            started: "2026-11-22T02:00:00Z".parse().unwrap(),
            command: command.to_owned(),
        }
    }

    #[test]
    fn a_second_run_is_told_who_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".lock");
        let first = Lock::take(&path, &holder("sufficiency run")).unwrap();
        let refused = Lock::take(&path, &holder("sufficiency check")).unwrap_err();
        assert_eq!(refused.exit, Exit::Locked);
        let says = refused.to_string();
        for part in ["sufficiency run", "4711", "nightly-1", "22 November 2026 02:00:00", "wait"] {
            assert!(says.contains(part), "{part} is not in: {says}");
        }
        drop(first);
        let second = Lock::take(&path, &holder("sufficiency check")).unwrap();
        assert_eq!(second.left_by(), None);
    }

    #[test]
    fn a_stale_file_is_taken_over_and_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".lock");
        let killed = holder("sufficiency run");
        std::fs::write(&path, serde_json::to_string(&killed).unwrap()).unwrap();
        let lock = Lock::take(&path, &holder("sufficiency run --final")).unwrap();
        assert_eq!(lock.left_by(), Some(&killed));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("--final"), "{text}");
    }

    #[test]
    fn nonsense_in_the_file_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".lock");
        std::fs::write(&path, b"\xff\xfe{").unwrap();
        assert!(Lock::take(&path, &holder("sufficiency run")).unwrap().left_by().is_none());
    }
}
