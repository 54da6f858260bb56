//! `docwright man`: the manual, from the same texts as the help.

use super::{Docwright, Failure};
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use std::io::{self, Write as _};
use thiserror::Error;

/// Prints a page of the manual.
///
/// It is for man(1) to show, or for a package to hold.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The command that the page is about; without one, docwright as a whole.
    #[arg(value_name = "COMMAND", value_parser = known)]
    about: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  docwright man | man -l -
  docwright man check > docwright-check.1

Exit status: 0, or 1 if the output cannot be written.";

/// What the page is from.
const SOURCE: &str = concat!("docwright ", env!("CARGO_PKG_VERSION"));

/// That there is no such command.
#[derive(Debug, Error)]
#[error("there is no such command; `docwright help` lists them")]
struct UnknownCommand;

/// All commands, each with the name by which its page is called.
fn whole() -> Command {
    // The pages themselves say what `help` would.
    let mut whole = Docwright::command().disable_help_subcommand(true);
    whole.build();
    whole
}

/// The name, if there is such a command.
fn known(name: &str) -> Result<String, UnknownCommand> {
    whole().find_subcommand(name).map(|_| name.to_owned()).ok_or(UnknownCommand)
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let whole = whole();
    let command = arguments.about.as_ref().and_then(|name| whole.find_subcommand(name));
    let command = command.unwrap_or(&whole).clone();
    let title = command.get_display_name().unwrap_or("docwright").to_uppercase();
    let mut page = Vec::new();
    // The date is blank, so that the same docwright prints the same page; an empty one would shift what follows it.
    let man = Man::new(command).title(title).date(" ").source(SOURCE).manual("docwright manual");
    man.render(&mut page)?;
    let mut output = io::stdout().lock();
    output.write_all(&page)?;
    output.flush()?;
    Ok(())
}
