//! The commands, one file each. They hold no logic of their own: they call the library and show what it gives.

mod check;
mod coverage;
mod generate;
mod model;
mod surface;

use clap::{Parser, Subcommand, ValueEnum};
use docwright::{Findings, Severity};
use serde::Serialize;
use std::io::{self, ErrorKind, Write as _};
use thiserror::Error;

/// Reads API references written for people and writes a typed Rust client for them.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Docwright {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Coverage(coverage::Arguments),
    Generate(generate::Arguments),
    Model(model::Arguments),
    Surface(surface::Arguments),
}

impl Docwright {
    /// Does what the command line says.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        match &self.command {
            Command::Check(arguments) => check::run(arguments),
            Command::Coverage(arguments) => coverage::run(arguments),
            Command::Generate(arguments) => generate::run(arguments),
            Command::Model(arguments) => model::run(arguments),
            Command::Surface(arguments) => surface::run(arguments),
        }
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
    /// What was asked for was shown, and is no success.
    #[error("something was found")]
    Found,
}

impl Failure {
    /// Whether the reader of the output has gone, as `head` does when it has seen enough.
    pub(crate) fn is_closed_output(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == ErrorKind::BrokenPipe)
    }

    /// The failure as people read it.
    pub(crate) fn render(&self) -> String {
        match self {
            Self::Library(error) => error.render(),
            Self::Output(_) => format!("error: {self}\n"),
            Self::Found => String::new(),
        }
    }
}

/// Shows errors and warnings about documents; a stream that is closed is no reason to stop.
fn show_findings(findings: &[Findings]) {
    let mut stderr = io::stderr().lock();
    for findings in findings {
        let _ = stderr.write_all(findings.render(Severity::Warning).as_bytes());
    }
}
