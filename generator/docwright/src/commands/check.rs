//! `docwright check`: what the documents say, in figures, and what is doubtful in them.

use super::{Failure, Format, ended, inspect, show_json, stdout};
use clap::builder::styling::{AnsiColor, Style as Paint};
use clap::{ValueEnum, ValueHint};
use docwright::{CheckReport, Inspection, Severity, Style, Summary};
use std::io::{self, Write};
use std::path::PathBuf;

/// Tells what is wrong or doubtful in documents.
///
/// Each open error and warning is shown with the lines that it is about; a summary of each API follows.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The folder of an API, or the folder that holds one folder for each API.
    #[arg(value_name = "DIR", default_value = "specs", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Show notes as well: decisions that a reader may want to know.
    #[arg(long)]
    notes: bool,
    /// Show what api.toml acknowledges, with its reasons.
    #[arg(long)]
    acknowledged: bool,
    /// Take this for a failure as well.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Denied>,
    /// As text, or as one JSON object that holds everything, notes and what is acknowledged too.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

const AFTER_HELP: &str = "\
Examples:
  docwright check specs/petstore
  docwright check --notes --acknowledged
  docwright check --deny warnings --format json > report.json

`docwright explain DW0302` says what a code means, `docwright schema check` what
the keys of the JSON mean.

Exit status: 0 if there are no errors, 1 if there are, or warnings that are
denied, 2 if the command line makes no sense.";

/// What else makes a check fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// Open warnings; those that api.toml acknowledges are none.
    Warnings,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let inspections = inspect(&arguments.folder)?;
    let summaries: Vec<Summary> = inspections.iter().map(Inspection::summary).collect();
    let count = |figure: fn(&Summary) -> usize| summaries.iter().map(figure).sum::<usize>();
    let found = match (count(|summary| summary.errors), count(|summary| summary.warnings)) {
        (1.., _) => Some(Failure::Found),
        (0, warnings @ 1..) if arguments.deny == Some(Denied::Warnings) => Some(Failure::Denied(warnings)),
        _ => None,
    };
    let shown = match arguments.format {
        Format::Text => show(arguments, &inspections, &summaries),
        Format::Json => show_report(&inspections),
    };
    ended(shown, found)
}

fn show_report(inspections: &[Inspection]) -> Result<(), Failure> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    show_json(&mut output, &CheckReport::of(inspections))?;
    output.flush()?;
    Ok(())
}

fn show(arguments: &Arguments, inspections: &[Inspection], summaries: &[Summary]) -> Result<(), Failure> {
    let mut output = stdout();
    let least = if arguments.notes { Severity::Note } else { Severity::Warning };
    for Inspection { findings, .. } in inspections {
        output.write_all(findings.render_as(Style::Coloured, least).as_bytes())?;
    }
    if arguments.acknowledged {
        show_acknowledged(inspections, &mut output)?;
    }
    show_summaries(summaries, &mut output)?;
    output.flush()?;
    Ok(())
}

fn show_acknowledged(inspections: &[Inspection], output: &mut impl Write) -> io::Result<()> {
    for Inspection { findings, .. } in inspections {
        for (line, known) in findings.acknowledged_lines() {
            let reason = known.reason.replace(char::is_control, " ");
            writeln!(output, "{line}\n    acknowledged: {reason}")?;
        }
    }
    Ok(())
}

/// A column of the summary: its title, the figure that it shows, and how one is painted that is not zero.
type Column = (&'static str, fn(&Summary) -> usize, Paint);

const PLAIN: Paint = Paint::new();
const TITLE: Paint = Paint::new().bold();
const NOTHING: Paint = Paint::new().dimmed();
const BAD: Paint = AnsiColor::Red.on_default().bold();
const DOUBTFUL: Paint = AnsiColor::Yellow.on_default().bold();

/// The columns of the summary.
const COLUMNS: [Column; 10] = [
    ("endpoints", |summary| summary.endpoints, PLAIN),
    ("types", |summary| summary.types, PLAIN),
    ("inferred", |summary| summary.inferred, PLAIN),
    ("patched", |summary| summary.patched, PLAIN),
    ("lines", |summary| summary.lines, PLAIN),
    ("unread", |summary| summary.unread, PLAIN),
    ("errors", |summary| summary.errors, BAD),
    ("warnings", |summary| summary.warnings, DOUBTFUL),
    ("notes", |summary| summary.notes, PLAIN),
    ("acknowledged", |summary| summary.acknowledged, PLAIN),
];

fn show_summaries(summaries: &[Summary], output: &mut impl Write) -> io::Result<()> {
    let width = summaries.iter().map(|summary| summary.folder.chars().count()).max().unwrap_or_default();
    write!(output, "{:width$}", "")?;
    for (title, ..) in COLUMNS {
        write!(output, "  {TITLE}{title}{TITLE:#}")?;
    }
    writeln!(output)?;
    for summary in summaries {
        write!(output, "{:width$}", summary.folder)?;
        for (title, figure, paint) in COLUMNS {
            let figure = figure(summary);
            let paint = if figure == 0 { NOTHING } else { paint };
            write!(output, "  {paint}{figure:>0$}{paint:#}", title.len())?;
        }
        writeln!(output)?;
    }
    Ok(())
}
