//! What is wrong or doubtful in the input, where, and what to do about it.

mod catalogue;
mod example;
mod lookup;
mod render;
pub(crate) mod suggestion;

pub use catalogue::{CATALOGUE, Code, Entry};
pub use example::ExampleFile;
pub use lookup::UnknownCode;
pub use render::{File, Style, headline, render, render_as};

use docwright_model::Source;
use serde::Serialize;
use std::{borrow::Cow, fmt};

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is probably not as the document says, and the output shows it.
    Warning,
    /// A decision that a reader may want to know.
    Note,
}

/// One remark about the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of remark.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// What is the matter, in a sentence without a full stop.
    pub message: String,
    /// The place, and a few words to stand beside it. Absent when the matter has no place in a file.
    pub primary: Option<Label>,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// What to do, often the line of `api.toml` to write.
    pub help: String,
    /// The endpoint or object that it is about, as `api.toml` refers to it: `GET /tenants`.
    pub subject: Option<String>,
    /// The part of a document of which nothing was made.
    pub unread: Option<Source>,
}

/// A place with a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub source: Source,
    /// The words; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A remark without a place, of the severity that the catalogue gives its code.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.entry().severity,
            message: message.into(),
            primary: None,
            related: Vec::new(),
            help: help.into(),
            subject: None,
            unread: None,
        }
    }

    /// The same remark at a place.
    #[must_use]
    pub fn at(mut self, source: Source, text: impl Into<String>) -> Self {
        self.primary = Some(Label { source, text: text.into() });
        self
    }

    /// The same remark about a part of a document of which nothing was made.
    #[must_use]
    pub fn unread(mut self, source: Source) -> Self {
        self.unread = Some(source);
        self
    }

    /// The same remark with another place that matters.
    #[must_use]
    pub fn and_at(mut self, source: Source, text: impl Into<String>) -> Self {
        self.related.push(Label { source, text: text.into() });
        self
    }
}

/// Collects remarks; asked between phases whether to go on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a remark.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// Whether any remark is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many remarks are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// The remarks in the order in which they came.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many remarks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Forgets all remarks but the first `length`.
    pub fn truncate(&mut self, length: usize) {
        self.list.truncate(length);
    }

    /// Keeps the remarks for which `keep` says so.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Keeps the remarks for which `keep` says so, which may change them.
    pub(crate) fn retain_mut(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.list.retain_mut(keep);
    }
}

/// A text as far as so many characters go, with a mark if it goes on.
pub(crate) fn clipped(text: &str, most: usize) -> Cow<'_, str> {
    let end = text.char_indices().nth(most).map(|(at, _)| at);
    match end.and_then(|end| text.get(..end)) {
        Some(start) => Cow::Owned(format!("{start}…")),
        None => Cow::Borrowed(text),
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}
