//! `docwright coverage`: what became of each line of the documents.

use super::Failure;
use docwright::{Account, Findings, Inspection, State, inspect};
use std::io::{self, Write};
use std::path::PathBuf;

/// Tells what became of the lines of documents: how many are facts, prose, examples, structure, or not understood.
///
/// Lines that were not understood are listed with the remarks about them. Ends with status 1 if there are any that
/// api.toml does not acknowledge, or if the documents have errors.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of an API, or the folder that holds one folder for each API.
    #[arg(value_name = "DIR", default_value = "specs")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    let mut found = false;
    for Inspection { api, findings } in inspect(&arguments.folder)? {
        if api.is_none() {
            output.write_all(findings.render(docwright::Severity::Error).as_bytes())?;
        }
        found |= api.is_none() || findings.has_unread();
        show(&findings, &mut output)?;
    }
    output.flush()?;
    if found { Err(Failure::Found) } else { Ok(()) }
}

fn show(findings: &Findings, output: &mut impl Write) -> io::Result<()> {
    for account in findings.accounts() {
        show_account(findings.folder(), account, output)?;
    }
    for (line, known) in findings.acknowledged_lines().filter(|(_, known)| known.diagnostic.unread.is_some())
    {
        writeln!(output, "{line}\n    acknowledged: {}", known.reason)?;
    }
    let unread = findings.render_unread();
    if !unread.is_empty() {
        write!(output, "\n{unread}")?;
    }
    Ok(())
}

fn show_account(folder: &str, account: &Account, output: &mut impl Write) -> io::Result<()> {
    let total: usize = State::ALL.into_iter().map(|state| account.count(state)).sum();
    writeln!(output, "{folder}/{}: {total} lines that say something", account.file)?;
    for state in State::ALL {
        writeln!(output, "{:>8}  {state}", account.count(state))?;
    }
    Ok(())
}
