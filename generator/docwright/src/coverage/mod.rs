//! What became of each line of the documents, for people and for programs.
//!
//! In comes what was found in the folders of APIs; out goes a report to serialize, or one web page with the documents
//! beside the model. What became of a line is not decided here: the parser's accounts say it, and the model says what
//! items are called. Writing files is left to the module that writes.

mod became;
mod names;
mod report;

#[cfg(feature = "html")]
mod page;

#[cfg(feature = "html")]
pub use page::{save_page, write_page};
pub use report::{ApiCoverage, CoverageReport, DocumentCoverage, ItemFacts, LineCoverage, StateCounts};
