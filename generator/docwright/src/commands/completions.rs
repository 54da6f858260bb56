//! `docwright completions`: what a shell needs to complete command lines.

use super::{Docwright, Failure};
use clap::CommandFactory as _;
use clap_complete::{Shell, generate};
use std::io::{self, Write as _};

/// Prints a script that completes command lines in a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

const AFTER_HELP: &str = "\
Examples:
  docwright completions bash > ~/.local/share/bash-completion/completions/docwright
  docwright completions zsh > ~/.zfunc/_docwright
  docwright completions fish > ~/.config/fish/completions/docwright.fish

Exit status: 0, or 1 if the output cannot be written.";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // The library panics if it cannot write, so that it writes to memory.
    let mut script = Vec::new();
    generate(arguments.shell, &mut Docwright::command(), "docwright", &mut script);
    let mut output = io::stdout().lock();
    output.write_all(&script)?;
    output.flush()?;
    Ok(())
}
