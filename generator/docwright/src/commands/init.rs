//! `docwright init`: from a page to a folder that the other commands read.

use super::{Failure, Format, progress, show_json, stdout};
use clap::ValueHint;
use clap::builder::{OsStringValueParser, TypedValueParser as _};
use docwright::Init;
use docwright::init::{ApiName, PageSource};
use std::io::Write as _;
use std::path::PathBuf;

/// Begins an API from the pages that document it.
///
/// Copies the pages to specs/NAME/, byte for byte, and writes an api.toml beside them. That states what the pages say of
/// themselves; proposes in comments what they leave out and much speaks for (the HTTP method, the encoding,
/// credentials), each with its evidence; and lists what is left open. All is written or nothing, and nothing that exists
/// is touched.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// A page in Markdown, HTML or plain text; a folder of pages; or `-` for the standard input.
    #[arg(value_name = "PAGE", required = true, value_parser = OsStringValueParser::new().try_map(PageSource::try_from), value_hint = ValueHint::AnyPath)]
    pages: Vec<PageSource>,
    /// The name of the API, of its folder and of the module: lower-case letters, digits and `_`. Without it, one is
    /// made of the title of the page.
    #[arg(long, value_name = "NAME")]
    name: Option<ApiName>,
    /// The folder that holds one folder for each API.
    #[arg(long, value_name = "DIR", default_value = "specs", value_hint = ValueHint::DirPath)]
    specs: PathBuf,
    /// For people, or for programs.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

const AFTER_HELP: &str = "\
Examples:
  docwright init reference.md
  docwright init docs/ --name shop
  curl -L https://shop.example/llms.txt | docwright init - --name shop

Exit status: 0 if the folder was written, 1 if a page cannot be read, none
documents an endpoint or something is in the way, 2 if the command line makes
no sense.";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let init =
        Init::new(arguments.pages.iter().cloned()).name(arguments.name.clone()).specs(&arguments.specs);
    let begun = progress::shown(|observe| init.run_with(observe))?;
    let mut output = stdout();
    match arguments.format {
        Format::Text => output.write_all(begun.render().as_bytes())?,
        Format::Json => show_json(&mut output, &begun)?,
    }
    output.flush()?;
    Ok(())
}
