//! Markers within a description: `(Required)`, `_(Optional)_`, `(>= 22.3.7)`, `(Header)`.
//!
//! Comes in: the text of a description. Goes out: what the markers state, and the text without them. Words in
//! brackets that merely look alike, such as `(optional)` at the end of a sentence, stay prose.

use crate::document::{Run, Style, Text};
use docwright_model::Requirement;

/// What the markers of a text state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Markers {
    /// Whether a value must be given.
    pub requirement: Requirement,
    /// The version that introduced the item.
    pub since: Option<String>,
}

const REQUIREMENTS: &[(&str, Requirement)] = &[
    ("(required)", Requirement::Required),
    ("(optional)", Requirement::Optional),
    ("required.", Requirement::Required),
    ("optional.", Requirement::Optional),
];
/// Words that are markers when nothing else is set apart with them: `**required**`.
const ALONE: &[(&str, Requirement)] =
    &[("required", Requirement::Required), ("optional", Requirement::Optional)];

/// Reads the markers of a text and takes them out of it.
///
/// A requirement is a marker at the start of the text or set apart by emphasis; a version wherever it stands.
#[must_use]
pub(crate) fn recognise_markers(text: &Text) -> (Markers, Text) {
    let mut markers = Markers::default();
    let mut runs = Vec::new();
    for run in &text.runs {
        let set_apart = matches!(run.style, Style::Emphasis | Style::Strong);
        let at_start = runs.is_empty() && run.style == Style::Plain;
        let mut rest = run.text.clone();
        if set_apart || at_start {
            rest = take_requirement(&rest, &mut markers);
        }
        if let Some((_, requirement)) = ALONE.iter().find(|(word, _)| rest.trim().eq_ignore_ascii_case(word))
            && set_apart
        {
            markers.requirement = *requirement;
            rest.clear();
        }
        if run.style != Style::Code {
            rest = take_version(&rest, &mut markers);
        }
        if rest == run.text {
            runs.push(run.clone());
        } else if !rest.trim().is_empty() {
            runs.push(Run { text: rest, ..run.clone() });
        }
    }
    (markers, Text { runs })
}

fn take_requirement(text: &str, markers: &mut Markers) -> String {
    let trimmed = text.trim_start();
    for (word, requirement) in REQUIREMENTS {
        if let Some(head) = trimmed.get(..word.len())
            && head.eq_ignore_ascii_case(word)
        {
            markers.requirement = *requirement;
            return trimmed.get(word.len()..).unwrap_or_default().trim_start().to_owned();
        }
    }
    text.to_owned()
}

/// Takes `(>= 22.3.7)` out of a text.
fn take_version(text: &str, markers: &mut Markers) -> String {
    let Some((before, inside)) = text.split_once("(>=") else { return text.to_owned() };
    let Some((version, after)) = inside.split_once(')') else { return text.to_owned() };
    let version = version.trim();
    if !is_version(version) {
        return text.to_owned();
    }
    markers.since = Some(version.to_owned());
    match (before.trim_end(), after) {
        (before, "") => before.to_owned(),
        (before, after) => format!("{before}{after}"),
    }
}

/// Whether a text is a version: numbers with dots between them.
#[must_use]
pub(crate) fn is_version(text: &str) -> bool {
    !text.is_empty()
        && text.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

/// The first version in a text, `v8.5;` read as `8.5`; a number without a dot is none.
#[must_use]
pub(crate) fn first_version(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.contains('.') && is_version(word))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_model::Span;

    fn text(parts: &[(Style, &str)]) -> Text {
        let run = |(style, text): &(Style, &str)| Run {
            text: (*text).to_owned(),
            style: *style,
            link: None,
            span: Span::default(),
        };
        Text { runs: parts.iter().map(run).collect() }
    }

    fn check(parts: &[(Style, &str)], requirement: Requirement, since: Option<&str>, rest: &str) {
        let (markers, left) = recognise_markers(&text(parts));
        assert_eq!(
            (markers.requirement, markers.since.as_deref(), left.plain().as_str()),
            (requirement, since, rest)
        );
    }

    #[test]
    fn a_marker_states_a_requirement_or_a_version_and_prose_does_not() {
        use Requirement::{Optional, Required, Unstated};
        use Style::{Code, Emphasis, Plain};
        check(&[(Plain, "(Required) User login.")], Required, None, "User login.");
        check(&[(Plain, "Server address "), (Emphasis, "(Optional)")], Optional, None, "Server address");
        check(&[(Plain, "Old password (optional)")], Unstated, None, "Old password (optional)");
        check(&[(Plain, "Extra (>= 19.3.6) "), (Emphasis, "(Optional)")], Optional, Some("19.3.6"), "Extra");
        check(
            &[(Code, "POST /x"), (Plain, " "), (Emphasis, "(>=21.9.12)")],
            Unstated,
            Some("21.9.12"),
            "POST /x",
        );
        check(&[(Plain, "Required. The name.")], Required, None, "The name.");
        check(&[(Emphasis, "optional"), (Plain, " The name.")], Optional, None, "The name.");
        check(&[(Plain, "Required for the name.")], Unstated, None, "Required for the name.");
        check(&[(Plain, "Sizes (>= a lot) matter")], Unstated, None, "Sizes (>= a lot) matter");
    }

    #[test]
    fn the_first_version_of_a_sentence_is_found_behind_a_letter_and_before_punctuation() {
        assert_eq!(first_version("Deprecated from v8.5; no new modules"), Some("8.5".to_owned()));
        assert_eq!(first_version("Fixed at 10."), None);
    }
}
