//! The commands, one file each. They hold no logic of their own: they call the library and show what it gives.

mod check;
mod completions;
mod coverage;
mod diff;
mod explain;
mod generate;
mod init;
mod man;
mod model;
mod openapi;
mod progress;
mod schema;
mod surface;

use anstream::AutoStream;
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};
use docwright::diff::SideError;
use docwright::{FailureReport, Findings, Inspection, Loaded, Severity, Style};
use serde::Serialize;
use std::ffi::OsString;
use std::io::{self, ErrorKind, StdoutLock, Write as _};
use std::path::Path;
use thiserror::Error;

/// Reads API references written for people and writes a typed Rust client for them.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, term_width = 80, after_help = AFTER_HELP)]
pub(crate) struct Docwright {
    #[command(subcommand)]
    command: Command,
    /// When to colour what is printed. On its own, docwright does so on terminals, and minds `NO_COLOR` and
    /// `CLICOLOR_FORCE`.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorChoice,
}

const AFTER_HELP: &str = "\
Examples:
  docwright check specs/petstore
  docwright explain DW0302
  docwright generate specs/petstore --out petstore-client
  docwright help generate

Exit status: 0 if all is well, 1 if something is wrong with the documents, the
crate or the disk, 2 if the command line makes no sense.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Completions(completions::Arguments),
    Coverage(coverage::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Generate(generate::Arguments),
    Init(init::Arguments),
    Man(man::Arguments),
    Model(model::Arguments),
    Openapi(openapi::Arguments),
    Schema(schema::Arguments),
    Surface(surface::Arguments),
}

impl Docwright {
    /// Does what the command line says.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        use_colours(self.color);
        let ended = self.command.run();
        if let (Err(failure), true) = (&ended, self.command.reports_json()) {
            // That it can be told to nobody is no other failure.
            let _ = failure.show_json();
        }
        ended
    }
}

impl Command {
    fn run(&self) -> Result<(), Failure> {
        match self {
            Self::Check(arguments) => check::run(arguments),
            Self::Completions(arguments) => completions::run(arguments),
            Self::Coverage(arguments) => coverage::run(arguments),
            Self::Diff(arguments) => diff::run(arguments),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Generate(arguments) => generate::run(arguments),
            Self::Init(arguments) => init::run(arguments),
            Self::Man(arguments) => man::run(arguments),
            Self::Model(arguments) => model::run(arguments),
            Self::Openapi(arguments) => openapi::run(arguments),
            Self::Schema(arguments) => schema::run(arguments),
            Self::Surface(arguments) => surface::run(arguments),
        }
    }

    /// Whether a program reads what the command prints, and expects JSON whatever happens.
    fn reports_json(&self) -> bool {
        match self {
            Self::Check(arguments) => arguments.format == Format::Json,
            Self::Coverage(arguments) => arguments.format == Format::Json,
            Self::Diff(arguments) => arguments.format == diff::Format::Json,
            Self::Explain(arguments) => arguments.format == Format::Json,
            Self::Generate(arguments) => arguments.format == Format::Json,
            Self::Init(arguments) => arguments.format == Format::Json,
            Self::Surface(arguments) => arguments.format == Format::Json,
            Self::Completions(_) | Self::Man(_) | Self::Model(_) | Self::Openapi(_) | Self::Schema(_) => {
                false
            }
        }
    }
}

/// Settles for the whole program when streams show colours.
fn use_colours(choice: ColorChoice) {
    match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Does what `--color` says on a command line that could not be understood as a whole, or that asks for help.
pub(crate) fn use_colours_of(arguments: impl IntoIterator<Item = OsString>) {
    let mut arguments = arguments.into_iter().take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        let value = match argument.to_str().and_then(|argument| argument.strip_prefix("--color")) {
            Some("") => arguments.next(),
            Some(value) => value.strip_prefix('=').map(OsString::from),
            None => None,
        };
        let choice = value.and_then(|value| ColorChoice::from_str(value.to_str()?, false).ok());
        if let Some(choice) = choice {
            use_colours(choice);
        }
    }
}

/// The standard output. What is written to it may have colours: they are taken out where none are wanted.
fn stdout() -> AutoStream<StdoutLock<'static>> {
    anstream::stdout().lock()
}

/// Reads the API of one folder for what needs no client of it; if that takes long, a terminal shows what is being done.
fn load(folder: &Path) -> Result<Loaded, docwright::Error> {
    progress::shown(|observe| docwright::load_described_with(folder, observe))
}

/// Reads whatever APIs a folder holds; if that takes long, a terminal shows what is being done.
fn inspect(folder: &Path) -> Result<Vec<Inspection>, docwright::Error> {
    progress::shown(|observe| docwright::inspect_with(folder, observe))
}

/// How a command ends that has shown what it found: a reader who went away early does not make it a success.
fn ended(shown: Result<(), Failure>, found: Option<Failure>) -> Result<(), Failure> {
    match (shown, found) {
        (Err(failure), _) if !failure.is_closed_output() => Err(failure),
        (_, Some(found)) => Err(found),
        (shown, None) => shown,
    }
}

/// How a command reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Prints a value as JSON, on lines of its own.
fn show_json(output: &mut impl io::Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *output, value)?;
    writeln!(output)
}

/// Why a command ended early.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Library(#[from] docwright::Error),
    #[error("the output cannot be written: {0}")]
    Output(#[from] io::Error),
    #[error("{0} {noun}, and warnings are denied", noun = if *.0 == 1 { "warning" } else { "warnings" })]
    Denied(usize),
    #[error(transparent)]
    Side(#[from] SideError),
    /// There is no answer to what was asked, where the answer itself can be a failure.
    #[error(transparent)]
    NoVerdict(Box<Failure>),
    /// What was asked for was shown, and is no success.
    #[error("something was found")]
    Found,
}

impl Failure {
    /// The same failure of a command whose status 1 means something else.
    fn instead_of_a_verdict(self) -> Self {
        Self::NoVerdict(Box::new(self))
    }

    /// The status that the program ends with: 1, or 3 where that would be an answer.
    pub(crate) fn status(&self) -> u8 {
        if matches!(self, Self::NoVerdict(_)) { 3 } else { 1 }
    }

    /// Whether the reader of the output has gone, as `head` does when it has seen enough.
    pub(crate) fn is_closed_output(&self) -> bool {
        match self {
            Self::Output(error) => error.kind() == ErrorKind::BrokenPipe,
            Self::NoVerdict(failure) => failure.is_closed_output(),
            _ => false,
        }
    }

    /// Prints the failure for a program. Where a report was shown already, or none can be, there is nothing to print.
    fn show_json(&self) -> io::Result<()> {
        let report = match self {
            Self::Library(error) => FailureReport::from(error),
            Self::Side(error) => FailureReport::from(error),
            Self::NoVerdict(failure) => return failure.show_json(),
            Self::Output(_) | Self::Denied(_) | Self::Found => return Ok(()),
        };
        show_json(&mut io::stdout().lock(), &report)
    }

    /// The failure as people read it.
    pub(crate) fn render(&self, style: Style) -> String {
        match self {
            Self::Library(error) => error.render_as(style),
            Self::Output(_) | Self::Denied(_) => {
                docwright::headline(Severity::Error, &self.to_string(), style) + "\n"
            }
            Self::Side(error) => error.render_as(style),
            Self::NoVerdict(failure) => failure.render(style),
            Self::Found => String::new(),
        }
    }
}

/// Shows errors and warnings about documents; a stream that is closed is no reason to stop.
fn show_findings(findings: &[Findings]) {
    let mut stderr = anstream::stderr().lock();
    for findings in findings {
        let _ = stderr.write_all(findings.render_as(Style::Coloured, Severity::Warning).as_bytes());
    }
}
