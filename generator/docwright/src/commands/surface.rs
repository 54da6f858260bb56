//! `docwright surface`: the endpoints of an API as a client offers them, one line each.

use super::{Failure, Format, load, show_findings, show_json};
use clap::ValueHint;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Prints one line for each endpoint of an API, for review.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The folder of the API, which holds its `api.toml`.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// As text, or as a JSON list of the lines.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

const AFTER_HELP: &str = "\
Examples:
  docwright surface specs/petstore
  docwright surface specs/petstore --format json | jq length

Exit status: 0 if there is a surface, 1 if the documents have errors.";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = load(&arguments.folder)?;
    show_findings(&[loaded.findings]);
    let mut output = io::stdout().lock();
    let surface = docwright_codegen::surface(&loaded.api);
    match arguments.format {
        Format::Text => output.write_all(surface.as_bytes())?,
        Format::Json => show_json(&mut output, &surface.lines().collect::<Vec<_>>())?,
    }
    output.flush()?;
    Ok(())
}
