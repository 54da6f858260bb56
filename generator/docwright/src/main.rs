//! The `docwright` command: API references in, a typed Rust client out.
//!
//! It only reads its arguments here; each command is a file of its own and calls the library.

mod commands;

use clap::Parser as _;
use commands::{Docwright, Failure};
use docwright::Style;
use std::io::Write as _;
use std::process::ExitCode;

/// Everything went well, or there is nobody left to tell.
const DONE: u8 = 0;
/// The command line makes no sense.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    ExitCode::from(match Docwright::try_parse() {
        Ok(command) => status_of(command.run()),
        Err(usage) => {
            commands::use_colours_of(std::env::args_os());
            // Also how help and version are shown, on the standard output and with success.
            let shown = status_of(usage.print().map_err(Failure::from));
            if usage.use_stderr() { USAGE } else { shown }
        }
    })
}

/// The exit status, after whatever went wrong has been told.
fn status_of(ended: Result<(), Failure>) -> u8 {
    match ended {
        Ok(()) => DONE,
        Err(failure) if failure.is_closed_output() => DONE,
        Err(failure) => {
            let _ = write!(anstream::stderr(), "{}", failure.render(Style::Coloured));
            failure.status()
        }
    }
}
