//! Turns a folder of API references into the sources of a Rust crate.
//!
//! This is the library behind build scripts and behind the `docwright` command, in the manner of
//! prost-build: it finds the APIs of a folder, has each read by `docwright-parser` and emitted by
//! `docwright-codegen`, and writes what differs to the disk, all or nothing. What a document means and what
//! the code looks like is left to those two; nothing else in the workspace writes to the disk.
//!
//! A build script needs one line:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     docwright::Generator::new().specs("specs").out("generated").run_as_build_script()
//! }
//! ```

mod build_script;
mod error;
mod findings;
mod folder;
mod generator;
mod load;
mod summary;
mod write;

pub use docwright_parser::diagnostics::Severity;
pub use docwright_parser::{Account, Acknowledged, State};
pub use error::Error;
pub use findings::Findings;
pub use generator::{Generator, Report};
pub use load::{Inspection, Loaded, inspect, load};
pub use summary::Summary;
pub use write::{Changes, WriteError};
