//! `docwright check`: what the documents say, in figures, and what is doubtful in them.

use super::Failure;
use docwright::{Inspection, Severity, Summary, inspect};
use std::io::{self, Write};
use std::path::PathBuf;

/// Reads documents and tells what is wrong or doubtful in them; writes nothing.
///
/// Each open error and warning is shown with the lines that it is about; a summary of each API follows. Ends with
/// status 1 if there are errors.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of an API, or the folder that holds one folder for each API.
    #[arg(value_name = "DIR", default_value = "specs")]
    folder: PathBuf,
    /// Show notes as well: decisions that a reader may want to know.
    #[arg(long)]
    notes: bool,
    /// Show what api.toml acknowledges, with its reasons.
    #[arg(long)]
    acknowledged: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let inspections = inspect(&arguments.folder)?;
    let mut output = io::stdout().lock();
    let least = if arguments.notes { Severity::Note } else { Severity::Warning };
    for Inspection { findings, .. } in &inspections {
        output.write_all(findings.render(least).as_bytes())?;
    }
    if arguments.acknowledged {
        show_acknowledged(&inspections, &mut output)?;
    }
    let summaries: Vec<Summary> = inspections.iter().map(Inspection::summary).collect();
    show(&summaries, &mut output)?;
    output.flush()?;
    if summaries.iter().any(|summary| summary.errors > 0) { Err(Failure::Found) } else { Ok(()) }
}

fn show_acknowledged(inspections: &[Inspection], output: &mut impl Write) -> io::Result<()> {
    for Inspection { findings, .. } in inspections {
        for (line, known) in findings.acknowledged_lines() {
            writeln!(output, "{line}\n    acknowledged: {}", known.reason)?;
        }
    }
    Ok(())
}

/// A column of the summary: its title, and the figure that it shows.
type Column = (&'static str, fn(&Summary) -> usize);

/// The columns of the summary.
const COLUMNS: [Column; 10] = [
    ("endpoints", |summary| summary.endpoints),
    ("types", |summary| summary.types),
    ("inferred", |summary| summary.inferred),
    ("patched", |summary| summary.patched),
    ("lines", |summary| summary.lines),
    ("unread", |summary| summary.unread),
    ("errors", |summary| summary.errors),
    ("warnings", |summary| summary.warnings),
    ("notes", |summary| summary.notes),
    ("acknowledged", |summary| summary.acknowledged),
];

fn show(summaries: &[Summary], output: &mut impl Write) -> io::Result<()> {
    let width = summaries.iter().map(|summary| summary.folder.chars().count()).max().unwrap_or_default();
    write!(output, "{:width$}", "")?;
    for (title, _) in COLUMNS {
        write!(output, "  {title}")?;
    }
    writeln!(output)?;
    for summary in summaries {
        write!(output, "{:width$}", summary.folder)?;
        for (title, figure) in COLUMNS {
            write!(output, "  {:>1$}", figure(summary), title.len())?;
        }
        writeln!(output)?;
    }
    Ok(())
}
