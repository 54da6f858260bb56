//! The JSON Schemas (draft 2020-12) of what docwright reads and writes as data.

use crate::CheckReport;
use crate::coverage::CoverageReport;
use crate::diff::Comparison;
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

/// The schema of the report that `docwright coverage --format json` prints.
#[must_use]
pub fn coverage() -> Schema {
    docwright_model::schema::written::<CoverageReport>("What became of the lines of documents")
}

/// The schema of the report that `docwright check --format json` prints.
#[must_use]
pub fn check() -> Schema {
    docwright_model::schema::written::<CheckReport>("What docwright check found")
}

/// The schema of the report that `docwright diff --format json` prints.
#[must_use]
pub fn diff() -> Schema {
    docwright_model::schema::written::<Comparison>("What docwright diff found")
}
