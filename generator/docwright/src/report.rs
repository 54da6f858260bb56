//! What a check found and what a run did, for programs: findings in, plain data out that serde writes as JSON.
//!
//! The shape is a promise: keys are added, but neither renamed nor given another meaning without a new
//! [`REPORT_VERSION`]. `docwright schema` prints the JSON Schemas.

use crate::place::{Place, Places};
use crate::{Changes, Findings, Inspection, Report, Severity, Summary};
use docwright_parser::Acknowledged;
use docwright_parser::diagnostics::{Diagnostic, Label};
use serde::Serialize;

/// The version of the shape of reports.
pub const REPORT_VERSION: u32 = 1;

/// What was found in a folder of APIs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CheckReport {
    /// The version of this shape. It grows when a key changes its meaning.
    #[cfg_attr(feature = "schema", schemars(extend("const" = REPORT_VERSION)))]
    pub report_version: u32,
    /// The APIs, in the order of their folders.
    pub apis: Vec<ApiReport>,
}

/// What was found in the folder of one API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApiReport {
    /// The folder of the API: `specs/petstore`.
    pub folder: String,
    /// The API in figures.
    pub summary: Summary,
    /// Errors, warnings and notes, in the order in which they were found.
    pub diagnostics: Vec<Remark>,
    /// Remarks that `api.toml` expects.
    pub acknowledged: Vec<ExpectedRemark>,
}

/// Something that is wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Remark {
    /// Its code, which `docwright explain` explains: `DW0302`.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What the code is about, in a few words, the same wherever it is reported.
    pub title: &'static str,
    /// What is the matter here.
    pub message: String,
    /// What to do, often the lines of `api.toml` to write.
    pub help: String,
    /// The endpoint or object that it is about, as `api.toml` refers to it: `GET /pets`.
    pub subject: Option<String>,
    /// Where it is. Absent when it has no place in a file.
    pub place: Option<Place>,
    /// A few words about the place; may be empty.
    pub label: String,
    /// Other places that matter.
    pub related: Vec<RelatedPlace>,
    /// The part of a document of which nothing was made.
    pub unread: Option<Place>,
}

/// Another place that matters for a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RelatedPlace {
    /// Where it is.
    pub place: Place,
    /// A few words about it; may be empty.
    pub label: String,
}

/// A remark that `api.toml` expects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExpectedRemark {
    /// Why it is expected.
    pub reason: String,
    /// The remark.
    pub diagnostic: Remark,
}

/// What a run of the generator did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GenerateReport {
    /// The version of this shape. It grows when a key changes its meaning.
    #[cfg_attr(feature = "schema", schemars(extend("const" = REPORT_VERSION)))]
    pub report_version: u32,
    /// The features of the crate; of modules, and where `src/` alone is written, the names of the APIs.
    pub features: Vec<String>,
    /// What was written and removed.
    #[serde(flatten)]
    pub changes: Changes,
    /// Warnings and notes about the documents, in the order of their APIs.
    pub diagnostics: Vec<Remark>,
}

impl From<&Report> for GenerateReport {
    fn from(report: &Report) -> Self {
        Self {
            report_version: REPORT_VERSION,
            features: report.features.clone(),
            changes: report.changes.clone(),
            diagnostics: report.findings.iter().flat_map(Findings::remarks).collect(),
        }
    }
}

impl Findings {
    /// The remarks, for programs.
    pub(crate) fn remarks(&self) -> Vec<Remark> {
        let places = self.places();
        self.diagnostics().iter().map(|found| Remark::of(found, &places)).collect()
    }
}

impl CheckReport {
    /// The report of what was found.
    #[must_use]
    pub fn of(inspections: &[Inspection]) -> Self {
        Self { report_version: REPORT_VERSION, apis: inspections.iter().map(ApiReport::of).collect() }
    }
}

impl ApiReport {
    fn of(inspection: &Inspection) -> Self {
        let findings: &Findings = &inspection.findings;
        let places = findings.places();
        let expected = findings.acknowledged().iter().map(|known| ExpectedRemark::of(known, &places));
        Self {
            folder: findings.folder().to_owned(),
            summary: inspection.summary(),
            diagnostics: findings.remarks(),
            acknowledged: expected.collect(),
        }
    }
}

impl ExpectedRemark {
    pub(crate) fn of(known: &Acknowledged, places: &Places<'_>) -> Self {
        Self { reason: known.reason.clone(), diagnostic: Remark::of(&known.diagnostic, places) }
    }
}

impl Remark {
    pub(crate) fn of(diagnostic: &Diagnostic, places: &Places<'_>) -> Self {
        let entry = diagnostic.code.entry();
        let related =
            |label: &Label| RelatedPlace { place: places.place(&label.source), label: label.text.clone() };
        Self {
            code: entry.number,
            severity: diagnostic.severity,
            title: entry.title,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            subject: diagnostic.subject.clone(),
            place: diagnostic.primary.as_ref().map(|label| places.place(&label.source)),
            label: diagnostic.primary.as_ref().map(|label| label.text.clone()).unwrap_or_default(),
            related: diagnostic.related.iter().map(related).collect(),
            unread: diagnostic.unread.as_ref().map(|source| places.place(source)),
        }
    }
}
