//! Remarks within a description: deprecation, being switched off, availability.

use super::marker::first_version;
use crate::document::{Style, Text};
use docwright_model::Deprecation;

/// What a line of a description is, besides prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remark {
    /// The item should not be used any more.
    Deprecated(Deprecation),
    /// The endpoint is switched off.
    Disabled(String),
    /// Who may use the item, or where it exists.
    Availability,
}

const DISABLED: &[&str] = &["endpoint is disabled", "method is disabled"];
const AVAILABILITY: &[&str] = &["available in ", "available only ", "this method can be accessed only "];
const UNMAINTAINED: &[&str] = &["has no maintained endpoints"];

/// Reads a line of an endpoint's description.
#[must_use]
pub(crate) fn recognise_remark(line: &Text) -> Option<Remark> {
    let plain = line.plain();
    let lower = plain.to_lowercase();
    let first = line.runs.iter().find(|run| !run.text.trim().is_empty())?;
    let marked = |word: &str| first.style == Style::Emphasis && first.text.to_lowercase().starts_with(word);
    let note = || line_without_mark(line).filter(|note| !note.is_empty());
    match () {
        () if marked("deprecated") => Some(Remark::Deprecated(Deprecation { since: None, note: note() })),
        () if UNMAINTAINED.iter().any(|words| lower.contains(words)) => {
            Some(Remark::Deprecated(Deprecation { since: None, note: Some(line.markdown()) }))
        }
        () if DISABLED.iter().any(|words| lower.contains(words)) => {
            Some(Remark::Disabled(note().unwrap_or(plain)))
        }
        () if AVAILABILITY.iter().any(|words| lower.starts_with(words)) => Some(Remark::Availability),
        () => None,
    }
}

/// The line without the emphasised word that it begins with.
fn line_without_mark(line: &Text) -> Option<String> {
    let first = line.runs.iter().position(|run| !run.text.trim().is_empty())?;
    if line.runs.get(first)?.style != Style::Emphasis {
        return Some(line.markdown());
    }
    Some(Text { runs: line.runs.get(first + 1..)?.to_vec() }.markdown())
}

/// Reads whether the description of a field says that it is deprecated.
#[must_use]
pub(crate) fn recognise_field_deprecation(description: &str) -> Option<Deprecation> {
    let lower = description.to_lowercase();
    if !lower.starts_with("deprecated") {
        return None;
    }
    let first_sentence = description.split(". ").next().unwrap_or(description);
    Some(Deprecation { since: first_version(first_sentence), note: Some(description.to_owned()) })
}
