//! The JSON Schemas (draft 2020-12) of what docwright reads and writes as data.

use crate::coverage::CoverageReport;
use crate::diff::{Comparison, Rule};
use crate::init::Begun;
use crate::{CheckReport, Explanation, FailureReport, GenerateReport, Heading};
use docwright_model::schema::written;
use schemars::Schema;

/// The schema of `api.toml`, for editors.
#[must_use]
pub fn config() -> Schema {
    docwright_parser::config_schema()
}

/// The schema of the model, as `docwright model` prints it.
#[must_use]
pub fn model() -> Schema {
    docwright_model::schema::model()
}

/// The schema of what a command prints with `--format json`.
#[must_use]
pub fn report(of: Reported) -> Schema {
    match of {
        Reported::Check => written::<CheckReport>("What docwright check found"),
        Reported::Coverage => written::<CoverageReport>("What became of the lines of documents"),
        Reported::Diff => written::<Comparison>("What docwright diff found"),
        Reported::Rules => written::<Vec<Rule>>("The rules by which docwright diff judges"),
        Reported::Generate => written::<GenerateReport>("What docwright generate did"),
        Reported::Init => written::<Begun>("What docwright init began"),
        Reported::Surface => written::<Vec<String>>("The endpoints of an API, one line each"),
        Reported::Explanation => written::<Explanation>("What a code means"),
        Reported::Codes => written::<Vec<Heading>>("All codes"),
        Reported::Failure => written::<FailureReport>("Why there is no report"),
    }
}

/// What is printed with `--format json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reported {
    /// By `docwright check`.
    Check,
    /// By `docwright coverage`.
    Coverage,
    /// By `docwright diff`.
    Diff,
    /// By `docwright diff --rules`.
    Rules,
    /// By `docwright generate`.
    Generate,
    /// By `docwright init`.
    Init,
    /// By `docwright surface`.
    Surface,
    /// By `docwright explain` of one code.
    Explanation,
    /// By `docwright explain` without one.
    Codes,
    /// By any of them, if it fails.
    Failure,
}
