//! Why a command failed, for programs: an error in, plain data out that serde writes as JSON.
//!
//! It takes the place of the report that there is none of. `docwright schema failure` prints its JSON Schema.

use crate::diff::SideError;
use crate::{Changes, Error, Findings, REPORT_VERSION, Remark, WriteError};
use serde::Serialize;

/// Why there is no report of what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FailureReport {
    /// The version of this shape. It grows when a key changes its meaning.
    #[cfg_attr(feature = "schema", schemars(extend("const" = REPORT_VERSION)))]
    pub report_version: u32,
    /// What went wrong. No report of a success has this key.
    pub error: Failed,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Failed {
    /// The code, which `docwright explain` explains: `DW0604`. Null where there is none.
    pub code: Option<&'static str>,
    /// What went wrong, with what caused it.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What is wrong or doubtful in documents, if that is why.
    pub diagnostics: Vec<Remark>,
    /// What a run would do, if a check found that something would change.
    pub outdated: Option<Changes>,
}

impl From<&Error> for FailureReport {
    fn from(error: &Error) -> Self {
        let findings = if let Error::Documents { findings } = error { findings.as_slice() } else { &[] };
        let outdated = if let Error::Write(WriteError::Outdated { changes }) = error {
            Some(changes.clone())
        } else {
            None
        };
        Self::of(Failed {
            code: Some(error.code().entry().number),
            message: chain(error),
            help: error.help().into_owned(),
            diagnostics: remarks(findings),
            outdated,
        })
    }
}

impl From<&SideError> for FailureReport {
    fn from(error: &SideError) -> Self {
        Self::of(Failed {
            code: None,
            message: chain(error),
            help: error.help().to_owned(),
            diagnostics: remarks(error.findings()),
            outdated: None,
        })
    }
}

impl FailureReport {
    fn of(error: Failed) -> Self {
        Self { report_version: REPORT_VERSION, error }
    }
}

/// All that was remarked about these APIs.
fn remarks(findings: &[Findings]) -> Vec<Remark> {
    findings.iter().flat_map(Findings::remarks).collect()
}

/// A message with what caused it.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
