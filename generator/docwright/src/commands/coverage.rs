//! `docwright coverage`: what became of each line of the documents.

use super::{Failure, Format, ended, inspect, show_json, stdout};
use clap::ValueHint;
use docwright::coverage::{
    ApiCoverage, CoverageReport, DocumentCoverage, ItemFacts, LineCoverage, save_page,
};
use docwright::{Account, Findings, Inspection, Severity, State, Style};
use std::io::{self, Write};
use std::path::PathBuf;

/// Tells what became of the lines of documents: how many are facts, prose, examples, structure, or not understood.
///
/// Lines that were not understood are listed with the remarks about them.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The folder of an API, or the folder that holds one folder for each API.
    #[arg(value_name = "DIR", default_value = "specs", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Write a web page as well: the documents line by line, beside them what each line became, and the model.
    ///
    /// The page is one file that needs no other and asks no server for anything. A file of that name is replaced.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    html: Option<PathBuf>,
    /// List every line, with its state and what it became.
    #[arg(long)]
    lines: bool,
    /// As text, or as one JSON object.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

const AFTER_HELP: &str = "\
Examples:
  docwright coverage specs/petstore
  docwright coverage --html coverage.html
  docwright coverage specs/petstore --lines | grep 'not understood'
  docwright coverage --format json --lines > coverage.json

`docwright schema coverage` says what the keys of the JSON mean.

Exit status: 0 if all lines are accounted for, 1 if some were not understood
and api.toml does not acknowledge that, if the documents have errors, or if the
page cannot be written, 2 if the command line makes no sense.";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let inspections = inspect(&arguments.folder)?;
    if let Some(file) = &arguments.html {
        save_page(&inspections, file)?;
    }
    let is_found = |found: &Inspection| found.api.is_none() || found.findings.has_unread();
    let found = inspections.iter().any(is_found).then_some(Failure::Found);
    let shown = match arguments.format {
        Format::Text => show(&inspections, arguments.lines),
        Format::Json => show_report(&inspections, arguments.lines),
    };
    ended(shown, found)
}

fn show_report(inspections: &[Inspection], with_lines: bool) -> Result<(), Failure> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    show_json(&mut output, &CoverageReport::of(inspections, with_lines))?;
    output.flush()?;
    Ok(())
}

fn show(inspections: &[Inspection], with_lines: bool) -> Result<(), Failure> {
    let mut output = stdout();
    for inspection in inspections {
        let Inspection { api, findings } = inspection;
        if api.is_none() {
            output.write_all(findings.render_as(Style::Coloured, Severity::Error).as_bytes())?;
        }
        if with_lines {
            show_lines(&ApiCoverage::of(inspection, true), &mut output)?;
        }
        show_findings(findings, &mut output)?;
    }
    output.flush()?;
    Ok(())
}

fn show_findings(findings: &Findings, output: &mut impl Write) -> io::Result<()> {
    for account in findings.accounts() {
        show_account(findings.folder(), account, output)?;
    }
    for (line, known) in findings.acknowledged_lines().filter(|(_, known)| known.diagnostic.unread.is_some())
    {
        writeln!(output, "{line}\n    acknowledged: {}", known.reason.replace(char::is_control, " "))?;
    }
    let unread = findings.render_unread_as(Style::Coloured);
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

fn show_lines(
    ApiCoverage { folder, documents, .. }: &ApiCoverage,
    output: &mut impl Write,
) -> io::Result<()> {
    for DocumentCoverage { file, lines, .. } in documents {
        for LineCoverage { line, state, became, .. } in lines.iter().flatten() {
            let items: Vec<String> = became.iter().map(ItemFacts::to_string).collect();
            let items = if items.is_empty() { String::new() } else { format!(": {}", items.join("; ")) };
            // A document must not give orders to the terminal.
            let items = items.replace(char::is_control, " ");
            writeln!(output, "{folder}/{file}:{line}: {state}{items}")?;
        }
    }
    Ok(())
}
