//! `docwright openapi`: an API as an OpenAPI document.

use super::{Failure, load, show_findings};
use clap::{ValueEnum, ValueHint};
use docwright::OpenApiVersion;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Prints the OpenAPI document of an API.
///
/// It holds all that is known of the API: what OpenAPI has no words for, such as where a fact is documented, stands in
/// members whose names begin with `x-docwright-`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The folder of the API, which holds its `api.toml`.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// The version of OpenAPI. Generators of code read 3.0; 3.1 says more.
    #[arg(long, value_enum, default_value_t, value_name = "VERSION")]
    openapi: Version,
    /// As YAML instead of JSON.
    #[arg(long)]
    yaml: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Version {
    #[value(name = "3.0")]
    V3_0,
    #[default]
    #[value(name = "3.1")]
    V3_1,
}

impl From<Version> for OpenApiVersion {
    fn from(version: Version) -> Self {
        match version {
            Version::V3_0 => Self::V3_0,
            Version::V3_1 => Self::V3_1,
        }
    }
}

const AFTER_HELP: &str = "\
Examples:
  docwright openapi specs/petstore > petstore.json
  docwright openapi specs/petstore --openapi 3.0 --yaml

Exit status: 0 if there is a document, 1 if the documents have errors.";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = load(&arguments.folder)?;
    show_findings(std::slice::from_ref(&loaded.findings));
    let document = loaded.openapi(arguments.openapi.into())?;
    let text = if arguments.yaml {
        serde_saphyr::to_string(&document).map_err(io::Error::other)?
    } else {
        document.to_json()
    };
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()?;
    Ok(())
}
