//! `docwright openapi`: an API as an OpenAPI document.

use super::{Failure, show_findings};
use clap::ValueEnum;
use docwright::Error;
use docwright_codegen::OpenApiVersion;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Prints the OpenAPI document of an API.
///
/// It holds all that is known of the API: what OpenAPI has no words for, such as where a fact is documented, stands in
/// members whose names begin with `x-docwright-`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the API, which holds its `api.toml`.
    #[arg(value_name = "DIR")]
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

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = docwright::load(&arguments.folder)?;
    show_findings(&[loaded.findings]);
    let document = docwright_codegen::openapi(&loaded.api, arguments.openapi.into()).map_err(Error::from)?;
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
