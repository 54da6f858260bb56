//! Remarks within a description: deprecation, being switched off, availability.

use super::marker::is_version;
use super::sentence::{
    split_sentences,
    version::{VersionSentence, recognise_endpoint_deprecation, recognise_version},
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
/// Values of `Deprecated:` that say no more than its key, and those that deny it.
const YES: &[&str] = &["", "yes", "true", "y", "✓"];
const NO: &[&str] = &["no", "false", "n", "-", "n/a", "none", "never"];
const UNMAINTAINED: &[&str] = &["has no maintained endpoints"];

/// Reads a line of an endpoint's description.
#[must_use]
pub(crate) fn recognise_remark(line: &Text) -> Option<Remark> {
    let plain = line.plain();
    let lower = plain.to_lowercase();
    let first = line.runs.iter().find(|run| !run.text.trim().is_empty())?;
    let marked = |word: &str| first.style == Style::Emphasis && first.text.to_lowercase().starts_with(word);
    let note = || line_without_mark(line).filter(|note| !note.is_empty());
    if let Some(found) = deprecation_at_start(line).filter(|_| !marked("deprecated")) {
        return Some(Remark::Deprecated(found));
    }
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

/// Reads a line that begins by saying that its endpoint is deprecated, however that is set: `**Deprecated.** Use x.`
/// What else it says is the note.
fn deprecation_at_start(line: &Text) -> Option<Deprecation> {
    let whole = line.concatenated();
    let sentences = split_sentences(&whole);
    let first = sentences.first()?;
    let since = since(&recognise_endpoint_deprecation(&first.words)?);
    let end = whole.find(first.text)? + first.text.len();
    let rest = line.part(end, whole.len()).markdown();
    let is_bare = first.text.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case(DEPRECATED);
    let note = match (is_bare, rest.is_empty()) {
        (true, true) => None,
        (true, false) => Some(rest),
        (false, _) => Some(line.markdown()),
    };
    Some(Deprecation { since, note })
}

/// The version that a deprecation names.
fn since(found: &VersionSentence<'_>) -> Option<String> {
    match found {
        VersionSentence::Deprecated(since) => since.map(str::to_owned),
        _ => None,
    }
}

/// Reads a line that says somewhere that its endpoint is deprecated, and is about more than that: `[Deprecated] Lists
/// tasks.`, "Lists tasks. This endpoint is deprecated."
#[must_use]
pub(crate) fn recognise_deprecating_line(line: &Text) -> Option<Deprecation> {
    let whole = line.concatenated();
    let begins = whole.trim_start().strip_prefix(['[', '(']).and_then(|rest| rest.split_once([']', ')']));
    if begins.is_some_and(|(word, _)| word.trim().eq_ignore_ascii_case(DEPRECATED)) {
        return Some(Deprecation::default());
    }
    let sentences = split_sentences(&whole);
    sentences.iter().skip(1).find_map(|sentence| {
        let since = since(&recognise_endpoint_deprecation(&sentence.words)?);
        Some(Deprecation { since, note: Some(sentence.text.to_owned()) })
    })
}

/// What the value of a line `Deprecated: …` says; nothing if it says that the item is not.
#[must_use]
pub(crate) fn deprecation_of(value: &Text) -> Option<Deprecation> {
    let plain = value.plain();
    let lower = plain.trim_end_matches('.').to_lowercase();
    if NO.contains(&lower.as_str()) {
        return None;
    }
    if YES.contains(&lower.as_str()) {
        return Some(Deprecation::default());
    }
    let since = recognise_version(&split_sentences(&plain).first()?.words);
    let since = match since {
        Some(VersionSentence::Since(version)) => Some(version.to_owned()),
        _ => is_version(&plain).then(|| plain.clone()),
    };
    let note = since.is_none().then(|| value.markdown());
    Some(Deprecation { since, note })
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
    let marks = description.len() - description.trim_start_matches(['*', '_']).len();
    let (mark, text) = description.split_at_checked(marks)?;
    // The mark that closes what is set apart would hide where the sentence ends: `**Deprecated.** Use x.`
    let plain = if mark.is_empty() { text.to_owned() } else { text.replacen(mark, "", 1) };
    let begins = plain.get(..DEPRECATED.len()).is_some_and(|word| word.eq_ignore_ascii_case(DEPRECATED));
    let sentences = if begins { split_sentences(&plain) } else { Vec::new() };
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
        check("**Deprecated.** Use x.", None);
        check("*Deprecated*: use x", None);
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

    fn line(text: &str, strong: &str) -> Text {
        let span = docwright_model::Span::default();
        let run = |text: &str, style| crate::document::Run { text: text.to_owned(), style, link: None, span };
        let runs = [run(strong, Style::Strong), run(text, Style::Plain)];
        Text { runs: runs.into_iter().filter(|run| !run.text.is_empty()).collect() }
    }

    #[test]
    fn a_line_that_begins_with_a_deprecation_deprecates_its_endpoint() {
        let check = |strong: &str, text: &str, since: Option<&str>, note: Option<&str>| {
            let expected = Deprecation { since: since.map(str::to_owned), note: note.map(str::to_owned) };
            assert_eq!(recognise_remark(&line(text, strong)), Some(Remark::Deprecated(expected)), "{text}");
        };
        check("Deprecated.", " Use `x`.", None, Some("Use `x`."));
        check("", "Deprecated. Use x.", None, Some("Use x."));
        check("", "Deprecated.", None, None);
        check("", "Deprecated: use x.", None, Some("Deprecated: use x."));
        check(
            "",
            "This endpoint is deprecated since 2.1.",
            Some("2.1"),
            Some("This endpoint is deprecated since 2.1."),
        );
        for text in
            ["Deprecated tasks are listed too.", "Lists deprecated tasks.", "This method lists tasks."]
        {
            assert_eq!(recognise_remark(&line(text, "")), None, "{text}");
        }
        let found = recognise_deprecating_line(&line("Lists. This endpoint is deprecated.", ""));
        assert_eq!(found.and_then(|found| found.note).as_deref(), Some("This endpoint is deprecated."));
        assert!(recognise_deprecating_line(&line("[Deprecated] Lists tasks.", "")).is_some());
        assert!(recognise_deprecating_line(&line("Lists tasks (deprecated or not).", "")).is_none());
    }
}
