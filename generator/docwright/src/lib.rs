//! Turns API references that were written for people into typed Rust clients.
//!
//! This is the library behind build scripts and behind the `docwright` command, in the manner of
//! prost-build: it finds the APIs of a folder, has each read by `docwright-parser` and emitted by
//! `docwright-codegen`, and writes what differs to the disk, all or nothing. What a document means and what
//! the code looks like is left to those two; nothing else in the workspace writes to the disk.
//!
//! # In a build script
//!
//! `specs/` holds a folder for each API: its pages as published, and an `api.toml` with what they leave out.
//!
//! ```no_run
//! fn main() -> Result<(), docwright::Error> {
//!     docwright::Generator::new().specs("specs").generate()?;
//!     Ok(())
//! }
//! ```
//!
//! Cargo runs it again when a page changes, and shows what is wrong or doubtful in the pages as warnings and errors of
//! its own, with file, line and column. The clients go to `OUT_DIR`, and one line of the package takes them in, each as
//! a module by the name of its API:
//!
//! ```ignore
//! docwright_runtime::include_clients!();
//! ```
//!
//! The package depends on `docwright-runtime`, and has this crate among its build dependencies with
//! `default-features = false`, which leaves the command out.
//!
//! # A crate of its own
//!
//! [`Generator::out`] writes a crate, to be published or reviewed: see there, and `docwright generate --help`.

mod begin;
mod cargo;
pub mod coverage;
mod dependencies;
pub mod diff;
mod error;
mod explain;
mod failure;
mod findings;
mod folder;
mod generator;
pub mod init;
mod load;
mod place;
mod progress;
mod report;
#[cfg(feature = "schema")]
pub mod schema;
mod stray;
mod summary;
mod type_words;
mod write;

pub use docwright_codegen::{OpenApi, OpenApiVersion};
pub use docwright_parser::diagnostics::{Code, Severity, Style, UnknownCode, headline};
pub use docwright_parser::{Account, Acknowledged, State};
pub use error::Error;
pub use explain::{ExplainedExample, ExplainedFile, Explanation, Heading, codes, explain};
pub use failure::{Failed, FailureReport};
pub use findings::Findings;
pub use generator::{Generator, Report};
pub use init::Init;
pub use load::{Inspection, Loaded, inspect, inspect_with, load, load_described_with, load_with};
pub use place::Place;
pub use progress::{Activity, Observe};
pub use report::{
    ApiReport, CheckReport, ExpectedRemark, GenerateReport, REPORT_VERSION, RelatedPlace, Remark,
};
pub use summary::Summary;
pub use write::{Changes, WriteError};
