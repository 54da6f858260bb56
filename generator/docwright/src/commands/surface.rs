//! `docwright surface`: the endpoints of an API as a client offers them, one line each.

use super::{Failure, show_findings};
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Prints one line for each endpoint of an API, for review.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the API, which holds its `api.toml`.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = docwright::load(&arguments.folder)?;
    show_findings(&[loaded.findings]);
    let mut output = io::stdout().lock();
    output.write_all(docwright_codegen::surface(&loaded.api).as_bytes())?;
    output.flush()?;
    Ok(())
}
