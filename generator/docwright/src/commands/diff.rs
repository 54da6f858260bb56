//! `docwright diff`: what changed between two states of documents, and whether programs notice.

use super::{Failure, ended, progress, show_json, stdout};
use clap::{ValueEnum, ValueHint};
use docwright::diff::{Comparison, RULES, Side, rules_table};
use docwright::{Observe, Style};
use std::ffi::{OsStr, OsString};
use std::io::{self, Write as _};

/// Tells what changed in documents, and what of it breaks programs.
///
/// Each change is breaking, compatible or documentation only, by a rule that is
/// named with it, for programs that use the generated client and for what
/// travels. What the version of the client's crate has to become stands last.
///
/// OLD and NEW are each the folder of an API, a folder of such folders, a file
/// that `docwright model` wrote, or REV:PATH: a folder as a revision of the git
/// repository here has it, its path below the root of the repository, or with ./
/// below the current folder. What lies on the disk under the name comes first.
/// Nothing is checked out, fetched or written.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The state that programs were written for.
    #[arg(value_name = "OLD", required_unless_present = "rules", value_hint = ValueHint::AnyPath)]
    old: Option<OsString>,
    /// The state that they meet next.
    #[arg(value_name = "NEW", required_unless_present = "rules", value_hint = ValueHint::AnyPath)]
    new: Option<OsString>,
    /// As text for people, as Markdown for a comment on a pull request, or as JSON for programs.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
    /// Show the rules by which changes are judged, and compare nothing.
    #[arg(long, conflicts_with_all = ["old", "new"])]
    rules: bool,
}

const AFTER_HELP: &str = "\
Examples:
  docwright diff main:specs specs
  docwright diff v1.2.0:specs/petstore specs/petstore --format markdown
  docwright diff old.json new.json --format json

Versions are Cargo's: a breaking change asks for a new major version, or below
1.0 for a new minor one; a compatible one for a new minor version, or below 1.0
for a new patch.

Exit status: 0 if nothing breaks, 1 if something does, 2 if the command line
makes no sense, 3 if there is no verdict: a side cannot be read or has errors,
or the output cannot be written.";

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { old: Some(old), new: Some(new), format, .. } = arguments else {
        let shown = show_rules(arguments.format);
        return shown.map_err(|error| Failure::from(error).instead_of_a_verdict());
    };
    let comparison = progress::shown(|observe| compare(old, new, observe));
    let comparison = comparison.map_err(Failure::instead_of_a_verdict)?;
    let shown = show(&comparison, *format).map_err(|error| Failure::from(error).instead_of_a_verdict());
    ended(shown, comparison.breaks.then_some(Failure::Found))
}

fn compare(old: &OsStr, new: &OsStr, observe: Observe<'_>) -> Result<Comparison, Failure> {
    let (old, new) = (Side::read_with(old, observe)?, Side::read_with(new, observe)?);
    Ok(Comparison::of(&old, &new)?)
}

fn show(comparison: &Comparison, format: Format) -> io::Result<()> {
    let mut output = stdout();
    match format {
        Format::Text => output.write_all(comparison.text(Style::Coloured).as_bytes())?,
        Format::Markdown => output.write_all(comparison.markdown().as_bytes())?,
        Format::Json => show_json(&mut output, comparison)?,
    }
    output.flush()
}

fn show_rules(format: Format) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match format {
        Format::Text => {
            for rule in RULES {
                writeln!(output, "{}: {}\n  {}", rule.id, rule.verdict, rule.because)?;
            }
        }
        Format::Markdown => output.write_all(rules_table().as_bytes())?,
        Format::Json => show_json(&mut output, &RULES)?,
    }
    output.flush()
}
