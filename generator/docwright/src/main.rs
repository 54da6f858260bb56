//! The `docwright` command: API references in, a typed Rust client out.
//!
//! It only reads its arguments here; each command is a file of its own and calls the library.

mod commands;

use clap::Parser as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Everything went well, or there is nobody left to tell.
const DONE: u8 = 0;
/// The documents, the crate or the disk have errors.
const FAILED: u8 = 1;
/// The command line makes no sense.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let command = match commands::Docwright::try_parse() {
        Ok(command) => command,
        Err(usage) => {
            // Also how help and version are shown, on the standard output and with success.
            let _ = usage.print();
            return ExitCode::from(if usage.use_stderr() { USAGE } else { DONE });
        }
    };
    match command.run() {
        Ok(()) => ExitCode::from(DONE),
        Err(failure) if failure.is_closed_output() => ExitCode::from(DONE),
        Err(failure) => {
            let _ = write!(io::stderr(), "{}", failure.render());
            ExitCode::from(FAILED)
        }
    }
}
