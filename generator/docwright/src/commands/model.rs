//! `docwright model`: an API as the documents describe it, as JSON.

use super::{Failure, show_findings, show_json};
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

/// Prints the model of an API as JSON.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the API, which holds its `api.toml`.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = docwright::load(&arguments.folder)?;
    show_findings(&[loaded.findings]);
    let mut output = BufWriter::new(io::stdout().lock());
    show_json(&mut output, &loaded.api)?;
    output.flush()?;
    Ok(())
}
