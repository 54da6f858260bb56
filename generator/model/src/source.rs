//! Where a fact stands and how it is known.
//!
//! An item (an endpoint, a field, an answer) has a [`Source`] of its own and [`Origins`]: an entry for each of its
//! facts, with the place that states it. The accounting of a document's lines is made from these and nothing else.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A range of bytes in a file as it lies on disk: `start` is its first byte, `end` the byte after its last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The document's path below the folder of its API, with `/` between its parts: `methods.md`.
    pub file: Arc<str>,
    /// The bytes that state the fact.
    pub span: Span,
}

/// How a fact is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// Where one fact of an item comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Origin {
    /// The fact.
    pub fact: Fact,
    /// How it is known.
    pub evidence: Evidence,
    /// The bytes that state it, or from which it follows.
    pub source: Source,
}

/// A fact of an item, in the sense in which a document states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// What the item is called: a heading, the first cell of a row.
    Name,
    /// The title of a document, or another key of its front matter.
    Title,
    /// The address that paths are appended to.
    BaseUrl,
    /// The method and the path of an endpoint.
    Address,
    /// Prose that became the summary.
    Summary,
    /// Prose that became the description, or a part of it.
    Description,
    /// The version that introduced the item.
    Since,
    /// That the item should not be used any more.
    Deprecated,
    /// That an endpoint is switched off.
    Disabled,
    /// That calls of an endpoint change nothing.
    Reads,
    /// Who may call an endpoint: schemes, scopes, credentials.
    Security,
    /// How the body of a request is made.
    Body,
    /// The status of an answer.
    Status,
    /// How following pages are asked for.
    Pagination,
    /// The type of a value, the kind of a scheme, what an answer holds.
    Type,
    /// The type of a list's elements.
    Elements,
    /// Whether a value must be given, always or under a condition.
    Requirement,
    /// Which other parameters may not or must be given with this one.
    Relation,
    /// That `null` is a value.
    Nullable,
    /// That only the server sets a value.
    ReadOnly,
    /// That a value must not show in logs.
    Secret,
    /// The default.
    Default,
    /// A limit: a length, a number, a pattern.
    Constraint,
    /// The documented values, or what they mean.
    Values,
}

impl Fact {
    /// Whether the fact is text for people.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Summary | Self::Description)
    }
}

/// The origins of an item's facts, in the order in which they were found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Origins(Vec<Origin>);

impl Origins {
    /// Adds the origin of a fact. A fact can have several: prose on many lines, a type that an example refines. Of those
    /// that are the same, as the lines of one paragraph have them, it keeps one.
    pub fn add(&mut self, fact: Fact, source: Source, evidence: Evidence) {
        let origin = Origin { fact, evidence, source };
        if self.0.last() != Some(&origin) {
            self.0.push(origin);
        }
    }

    /// The origin that decided a fact: the last one.
    #[must_use]
    pub fn of(&self, fact: Fact) -> Option<&Origin> {
        self.0.iter().rev().find(|origin| origin.fact == fact)
    }

    /// All origins.
    pub fn iter(&self) -> std::slice::Iter<'_, Origin> {
        self.0.iter()
    }

    /// Adds the origins of another item that became a part of this one.
    pub fn extend(&mut self, other: &Origins) {
        self.0.extend_from_slice(&other.0);
    }
}

impl<'a> IntoIterator for &'a Origins {
    type Item = &'a Origin;
    type IntoIter = std::slice::Iter<'a, Origin>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
