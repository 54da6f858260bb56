//! Remarks within a description: deprecation, being switched off, availability.

use super::sentence::{
    split_sentences,
    version::{VersionSentence, recognise_version},
};
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

const DEPRECATED: &str = "deprecated";
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

/// Reads whether the description of a field begins by saying that it is deprecated.
#[must_use]
pub(crate) fn recognise_field_deprecation(description: &str) -> Option<Deprecation> {
    let begins =
        description.get(..DEPRECATED.len()).is_some_and(|word| word.eq_ignore_ascii_case(DEPRECATED));
    let sentences = if begins { split_sentences(description) } else { Vec::new() };
    match recognise_version(&sentences.first()?.words) {
        Some(VersionSentence::Deprecated(since)) => {
            Some(Deprecation { since: since.map(str::to_owned), note: Some(description.to_owned()) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A description that deprecates its field, and since when.
    fn check(description: &str, since: Option<&str>) {
        let (since, note) = (since.map(str::to_owned), Some(description.to_owned()));
        let expected = Deprecation { since, note };
        assert_eq!(recognise_field_deprecation(description), Some(expected), "{description}");
    }

    fn none(description: &str) {
        assert_eq!(recognise_field_deprecation(description), None, "{description}");
    }

    #[test]
    fn a_description_that_begins_with_a_deprecation_deprecates() {
        check("Deprecated.", None);
        check("Deprecated from v8.5; no new modules.", Some("8.5"));
        check("Deprecated field. Use 2.0 instead.", None);
        check("Deprecated: use x", None);
        check("DEPRECATED since 1.2", Some("1.2"));
    }

    #[test]
    fn a_description_of_deprecated_things_does_not() {
        none("Deprecated: no.");
        none("Deprecated values are refused.");
        none("Deprecated options: `a`, `b`.");
        none("Deprecated users may not use this.");
        none("The name. Deprecated.");
        none("Größe");
    }
}
