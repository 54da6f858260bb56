//! Why nothing was generated.

use crate::{Findings, Severity, WriteError};
use docwright_codegen::EmitError;
use docwright_parser::diagnostics::{Code, Diagnostic, Diagnostics, render};
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why nothing was generated. Nothing was changed then, unless a [`WriteError::NotRestored`] says otherwise.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A folder of documents is missing or unreadable.
    #[error("the folder `{}` cannot be read", path.display())]
    Specs {
        /// The folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// No folder of an API was found, so that everything generated would have to go.
    #[error("no folder in `{}` holds an `api.toml`", path.display())]
    NoApi {
        /// The folder that was searched.
        path: PathBuf,
    },
    /// Documents or `api.toml` have errors.
    #[error("{}", counted(findings))]
    Documents {
        /// What was remarked about each API that has errors.
        findings: Vec<Findings>,
    },
    /// The model can't be said in Rust.
    #[error("no code could be emitted")]
    Emit(#[from] EmitError),
    /// The crate could not be written, or is out of date in a check.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Error {
    /// The error as people read it, in the manner of rustc: errors of documents with their lines.
    #[must_use]
    pub fn render(&self) -> String {
        if let Self::Documents { findings } = self {
            let shown: String = findings.iter().map(|findings| findings.render(Severity::Warning)).collect();
            return format!("{shown}error: {}\n", counted(findings));
        }
        let message = self.chain();
        // What a check found is a list; it reads better below the frame than in it.
        let (sentence, list) = message.split_once('\n').unwrap_or((&message, ""));
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(self.code(), sentence, self.help()));
        let shown = render(&diagnostics, |_| None, "");
        format!("{}\n{list}", shown.trim_end()).trim_end().to_owned() + "\n"
    }

    /// The error on single lines, one for each error of a document.
    pub(crate) fn lines(&self) -> Vec<String> {
        match self {
            Self::Documents { findings } => {
                findings.iter().flat_map(|findings| findings.lines(Severity::Error)).collect()
            }
            _ => self.chain().lines().map(str::to_owned).collect(),
        }
    }

    /// The message with what caused it.
    fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut source = std::error::Error::source(self);
        while let Some(error) = source {
            text.push_str(": ");
            text.push_str(&error.to_string());
            source = error.source();
        }
        text
    }

    fn code(&self) -> Code {
        match self {
            Self::Specs { .. } | Self::NoApi { .. } | Self::Documents { .. } => Code::UnreadableSpecs,
            Self::Emit(_) => Code::NotEmitted,
            Self::Write(WriteError::Outdated { .. }) => Code::Outdated,
            Self::Write(WriteError::Disk { .. } | WriteError::NotRestored { .. }) => Code::DiskRefused,
            Self::Write(_) => Code::OutputBlocked,
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Self::Specs { .. } => "name a folder that holds one folder for each API",
            Self::NoApi { .. } => {
                "name the folder around the folders of the APIs, and put an `api.toml` into each of those"
            }
            Self::Documents { .. } => "mend the documents or `api.toml`",
            Self::Emit(_) => {
                "name what it is about under [names] in api.toml, or report a fault of docwright"
            }
            Self::Write(error) => error.help(),
        }
    }
}

/// How many errors there are, in words.
fn counted(findings: &[Findings]) -> String {
    let count: usize = findings.iter().map(|findings| findings.count(Severity::Error)).sum();
    let noun = if count == 1 { "error" } else { "errors" };
    format!("{count} {noun} in the documents, so nothing was generated")
}
