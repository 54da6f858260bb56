//! `docwright schema`: the form of what docwright reads and writes as data.

use super::{Failure, show_json};
use clap::ValueEnum;
use docwright::schema::{Reported, config, model, report};
use std::io::{self, BufWriter, Write as _};

/// Prints the JSON Schema of api.toml, of the model or of what `--format json` prints.
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
    /// What `docwright diff --rules --format json` prints.
    Rules,
    /// What `docwright generate --format json` prints.
    Generate,
    /// What `docwright init --format json` prints.
    Init,
    /// What `docwright surface --format json` prints.
    Surface,
    /// What `docwright explain DW0302 --format json` prints.
    #[value(name = "explain")]
    Explanation,
    /// What `docwright explain --format json` prints.
    Codes,
    /// What each of these prints instead if it fails, but for a command line that makes no sense: that is told to people.
    Failure,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    show(arguments.what)
}

/// Prints the schema of one thing.
pub(super) fn show(what: What) -> Result<(), Failure> {
    let schema = match what {
        What::Config => config(),
        What::Model => model(),
        What::Check => report(Reported::Check),
        What::Coverage => report(Reported::Coverage),
        What::Diff => report(Reported::Diff),
        What::Rules => report(Reported::Rules),
        What::Generate => report(Reported::Generate),
        What::Init => report(Reported::Init),
        What::Surface => report(Reported::Surface),
        What::Explanation => report(Reported::Explanation),
        What::Codes => report(Reported::Codes),
        What::Failure => report(Reported::Failure),
    };
    let mut output = BufWriter::new(io::stdout().lock());
    show_json(&mut output, &schema)?;
    output.flush()?;
    Ok(())
}
