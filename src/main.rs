//! Parses, runs, exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    sufficiency::cli::main()
}
