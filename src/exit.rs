//! The exit codes that schedulers act on. They are part of the command line's
//! promise: a number here never changes its meaning.

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Published, or already published and verified.
    Published = 0,
    /// The program or a query failed.
    Failed = 1,
    /// The command line is wrong.
    Usage = 2,
    /// A definition or `council.toml` is wrong.
    Definition = 3,
    /// The data was refused: missing, late, malformed, or a blocking check.
    Data = 4,
    /// Another run holds the lock.
    Locked = 5,
    /// Disk or permission.
    Disk = 6,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
