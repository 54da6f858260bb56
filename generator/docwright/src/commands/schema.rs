//! `docwright schema`: the form of what docwright reads and writes as data.

use super::{Failure, show_json};
use clap::ValueEnum;
use std::io::{self, BufWriter, Write as _};

/// Prints the JSON Schema of api.toml, of the model or of a report.
///
/// Schemas are of draft 2020-12.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// What the schema is of.
    #[arg(value_name = "WHAT", value_enum)]
    what: What,
}

const AFTER_HELP: &str = "\
Examples:
  docwright schema api.toml > api.schema.json
  docwright schema model > model.schema.json

Editors that know the Taplo language server check an api.toml that begins with
the line `#:schema ../../api.schema.json`, and complete its keys.

Exit status: 0, or 1 if the output cannot be written.";

/// Something that has a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum What {
    /// What the documents of an API leave out.
    #[value(name = "api.toml")]
    Config,
    /// What `docwright model` prints.
    Model,
    /// What `docwright check --format json` prints.
    Check,
    /// What `docwright coverage --format json` prints.
    Coverage,
    /// What `docwright diff --format json` prints.
    Diff,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    show(arguments.what)
}

/// Prints the schema of one thing.
pub(super) fn show(what: What) -> Result<(), Failure> {
    let schema = match what {
        What::Config => docwright::schema::config(),
        What::Model => docwright::schema::model(),
        What::Check => docwright::schema::check(),
        What::Coverage => docwright::schema::coverage(),
        What::Diff => docwright::schema::diff(),
    };
    let mut output = BufWriter::new(io::stdout().lock());
    show_json(&mut output, &schema)?;
    output.flush()?;
    Ok(())
}
