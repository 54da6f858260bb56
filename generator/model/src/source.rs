//! Where a fact stands and how it is known.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A range of bytes in a file as it lies on disk: `start` is its first byte, `end` the byte after its last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset of the byte after the last; never before `start`.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to `end`; an `end` before `start` gives an empty range at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range, `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self { start: self.start.saturating_add(offset), end: self.end.saturating_add(offset) }
    }
}

/// The place in a document that a fact was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The document's path below the folder of its API, with `/` between its parts: `methods.md`.
    pub file: Arc<str>,
    /// The bytes that state the fact.
    pub span: Span,
}

/// How a fact is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The document states it in so many words: a table row, a heading, an attribute line.
    #[default]
    Stated,
    /// It shows in an example of the document.
    Example,
    /// It follows from a sentence or from another fact of the document.
    Prose,
    /// A patch in `api.toml` says so, with a reason.
    Patch,
}
