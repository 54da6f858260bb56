//! `docwright model`: an API as the documents describe it, as JSON.

use super::schema::{self, What};
use super::{Failure, load, show_findings, show_json};
use clap::ValueHint;
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

/// Prints the model of an API as JSON.
///
/// The model is all that docwright knows of an API, each fact with the bytes of the documents that state it. What is
/// doubtful in the documents is told on the standard error.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The folder of the API, which holds its `api.toml`.
    #[arg(value_name = "DIR", required_unless_present = "schema", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// Print the JSON Schema of models instead.
    #[arg(long, conflicts_with = "folder")]
    schema: bool,
}

const AFTER_HELP: &str = "\
Examples:
  docwright model specs/petstore > petstore.json
  docwright model specs/petstore | jq -r '.endpoints[] | .method + \" \" + .path'
  docwright model --schema > model.schema.json

Exit status: 0 if there is a model, 1 if the documents have errors.";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Some(folder) = &arguments.folder else { return schema::show(What::Model) };
    let loaded = load(folder)?;
    show_findings(&[loaded.findings]);
    let mut output = BufWriter::new(io::stdout().lock());
    show_json(&mut output, &loaded.api)?;
    output.flush()?;
    Ok(())
}
