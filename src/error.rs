//! What stops the program: a wrong command line, a wrong definition, a broken
//! machine, data that must not be published. One error carries every fault
//! that was seen, so that a person mends them all before trying again.
//!
//! Anything wrong with a row or a file of data is not an error but a
//! [`Finding`](crate::finding::Finding).

use std::fmt;
use std::path::Path;

use crate::exit::Exit;

/// The result of anything that can stop the program.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the program stops: one kind, one or more faults.
#[derive(Debug)]
pub struct Error {
    /// Decides the exit code.
    pub exit: Exit,
    /// Everything that was found wrong, in the order in which it was seen.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A file, a file and line (`council.toml:12`), a query or an argument.
    pub place: String,
    /// What was found and what was expected.
    pub says: String,
    /// The next step, or empty where the message says it all.
    pub hint: String,
}

impl Error {
    /// An error with one fault.
    pub fn new(exit: Exit, place: impl Into<String>, says: impl Into<String>) -> Self {
        Self::of(exit, vec![Fault::new(place, says)])
    }

    /// An error with every fault that was collected.
    pub fn of(exit: Exit, faults: Vec<Fault>) -> Self {
        Self { exit, faults }
    }

    /// A failure to read or write `path`: full disks and refused permissions
    /// are told apart from the rest by their exit code.
    pub fn io(path: &Path, action: &str, cause: &std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        let (exit, hint) = match cause.kind() {
            Io::StorageFull | Io::QuotaExceeded => (Exit::Disk, "free some space and run again"),
            Io::PermissionDenied | Io::ReadOnlyFilesystem => {
                (Exit::Disk, "give the account that runs this the right to do so")
            }
            _ => (Exit::Failed, ""),
        };
        Self::new(exit, path.display().to_string(), format!("cannot {action}: {cause}")).hint(hint)
    }

    /// The same error with a next step on its last fault.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Some(fault) = self.faults.last_mut() {
            fault.hint = hint.into();
        }
        self
    }
}

impl Fault {
    /// A fault without a next step.
    pub fn new(place: impl Into<String>, says: impl Into<String>) -> Self {
        Self { place: place.into(), says: says.into(), hint: String::new() }
    }

    /// The same fault with a next step.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The file of the place, without the line.
    pub fn file(&self) -> &str {
        match self.place.rsplit_once(':') {
            Some((file, line)) if line.bytes().all(|digit| digit.is_ascii_digit()) => file,
            _ => &self.place,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.says)?;
        if self.hint.is_empty() {
            return Ok(());
        }
        write!(out, "\n  next: {}", self.hint)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write!(out, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
