//! What commands answer on standard output. Whoever reads it may stop when they
//! have read enough (`sufficiency due | head`): the rest is not written, and the
//! command ends as it would have. Any other failure to write is kept until the
//! command has ended, so that nothing is left half done for the sake of words.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

use crate::error::Error;

static FAILED: OnceLock<Error> = OnceLock::new();

/// Writes a line of an answer, as `println!` would.
macro_rules! print_line {
    ($($words:tt)*) => {
        $crate::command::answer::line(format_args!($($words)*))
    };
}

/// What [`print_line`] calls.
pub(crate) fn line(words: Arguments<'_>) {
    let Err(cause) = writeln!(io::stdout().lock(), "{words}") else { return };
    if cause.kind() != ErrorKind::BrokenPipe {
        // The first failure says why; those after it follow from it.
        let _ = FAILED.set(Error::io("standard output".as_ref(), "write the answer", &cause));
    }
}

/// Why the answer could not be written, where its reader wanted it.
pub(crate) fn failure() -> Option<&'static Error> {
    FAILED.get()
}
