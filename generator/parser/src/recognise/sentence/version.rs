//! Sentences about versions: "Added in v3.2.", "Only works on servers before 9.13.", "Deprecated since 2.1."
//!
//! A version of something else, such as the program on a device, is prose: only a sentence that begins with the
//! words is about the item itself.

use super::{
    Word,
    words::{is_end, is_over, strip_phrase},
};
use crate::recognise::marker::is_version;

/// What a sentence says of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VersionSentence<'a> {
    /// The item is there from this version on.
    Since(&'a str),
    /// The item should not be used any more, from this version on if there is one.
    Deprecated(Option<&'a str>),
    /// The item works with some versions only.
    Limited,
}

const SINCE: &[&str] = &[
    "since",
    "since version",
    "available since",
    "available since version",
    "available from",
    "available from version",
    "added in",
    "added in version",
    "introduced in",
    "introduced in version",
    "new in",
    "new in version",
];
const DEPRECATED: &[&str] =
    &["deprecated", "this field is deprecated", "this parameter is deprecated", "no longer used"];
/// The same about what can be called.
const DEPRECATED_ENDPOINT: &[&str] = &[
    "deprecated",
    "this api is deprecated",
    "this call is deprecated",
    "this endpoint has been deprecated",
    "this endpoint is deprecated",
    "this method has been deprecated",
    "this method is deprecated",
    "this operation has been deprecated",
    "this operation is deprecated",
    "this resource is deprecated",
    "this route is deprecated",
];
/// What is deprecated.
const ITEMS: &[&str] = &["field", "parameter", "property", "attribute", "endpoint", "method", "operation"];
/// Words that may follow: since when, or what to do.
const FOLLOWS: &[&str] = &[
    "since",
    "from",
    "in version",
    "in favor of",
    "in favour of",
    "as of",
    "and will",
    "and replaced",
    "starting",
    "use",
    "please",
    "do not use",
    "will be",
];
/// Words that the version of a deprecation follows.
const FROM: &[&str] = &[
    "since",
    "since version",
    "from",
    "from version",
    "in",
    "in version",
    "as of",
    "as of version",
    "starting from",
    "starting with",
];
/// What "Deprecated: …" says where the item is not deprecated.
const NO: &[&str] = &["no", "not", "never", "none", "false", "n", "n/a"];
const LIMITED: &[&str] = &[
    "only works",
    "works only",
    "it only works",
    "only supported",
    "supported only",
    "only available",
    "available only",
    "available until",
    "removed in",
    "removed since",
];

/// Reads what a sentence says of versions.
pub(crate) fn recognise_version<'a>(words: &[Word<'a>]) -> Option<VersionSentence<'a>> {
    if let Some((first, rest)) = strip_phrase(words, SINCE).and_then(<[_]>::split_first) {
        return version(*first).filter(|_| is_over(rest)).map(VersionSentence::Since);
    }
    if let Some(deprecated) = deprecation(words, DEPRECATED) {
        return Some(deprecated);
    }
    let limited = strip_phrase(words, LIMITED)?;
    let has_version = limited.iter().filter_map(|word| word.text()).any(holds_version);
    has_version.then_some(VersionSentence::Limited)
}

/// Reads that an endpoint is deprecated, and since when.
pub(crate) fn recognise_endpoint_deprecation<'a>(words: &[Word<'a>]) -> Option<VersionSentence<'a>> {
    deprecation(words, DEPRECATED_ENDPOINT)
}

/// Reads that the item is deprecated, and since when. "Deprecated" before other words says of them that they are:
/// "Deprecated values are refused".
fn deprecation<'a>(words: &[Word<'a>], phrases: &[&str]) -> Option<VersionSentence<'a>> {
    let rest = strip_phrase(words, phrases)?;
    let start = rest.iter().position(|word| matches!(word, Word::Plain(_))).unwrap_or(rest.len());
    let inside = rest.get(start..).unwrap_or_default();
    let (item, behind) = match strip_phrase(inside, ITEMS) {
        Some(behind) => (true, behind),
        None => (false, inside),
    };
    let from = strip_phrase(behind, FROM);
    let since = from.and_then(|from| version(from.iter().find(|word| word.text().is_some()).copied()?));
    let says_so = match rest.first() {
        Some(Word::Mark(':' | '-' | '–' | '—' | '=' | '/' | '|')) => strip_phrase(inside, NO).is_none(),
        Some(Word::Mark('?')) => false,
        None | Some(Word::Mark('.' | '!' | ';' | '(' | '[' | ')' | ']')) => true,
        Some(_) => since.is_some() || (item && is_end(behind)) || strip_phrase(inside, FOLLOWS).is_some(),
    };
    says_so.then_some(VersionSentence::Deprecated(since))
}

/// The version that a word is, `v8.5` read as `8.5`; a number without a dot is none.
fn version(word: Word<'_>) -> Option<&str> {
    let text = word.text()?;
    let text = text.strip_prefix('v').unwrap_or(text);
    (text.contains('.') && is_version(text)).then_some(text)
}

/// Whether a version stands in a word: `pre-v9.13`.
fn holds_version(word: &str) -> bool {
    let start = word.find(|c: char| c.is_ascii_digit()).and_then(|start| word.get(start..));
    start.is_some_and(|text| text.contains('.') && is_version(text))
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;
    use VersionSentence::{Deprecated, Limited, Since};

    fn check(text: &str, expected: &[VersionSentence<'_>]) {
        let sentences = split_sentences(text);
        let found: Vec<_> =
            sentences.iter().filter_map(|sentence| recognise_version(&sentence.words)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn versions_of_the_item_are_read() {
        check("A name. Available since version 9.5.", &[Since("9.5")]);
        check("Added in v3.2", &[Since("3.2")]);
        check("Deprecated from v8.5; no new modules.", &[Deprecated(Some("8.5"))]);
        check("The brand. Deprecated, use another.", &[Deprecated(None)]);
        check("The quota. Only works on pre-v9.13 servers.", &[Limited]);
    }

    #[test]
    fn a_deprecation_is_one_of_the_item() {
        check("Deprecated.", &[Deprecated(None)]);
        check("Deprecated field. Use another.", &[Deprecated(None)]);
        check("Deprecated: use `x` with 2.0 servers", &[Deprecated(None)]);
        check("Deprecated since 1.2", &[Deprecated(Some("1.2"))]);
        check("Deprecated (since v1.2).", &[Deprecated(Some("1.2"))]);
        check("Deprecated in 1.2.", &[Deprecated(Some("1.2"))]);
        check("Deprecated in lists.", &[]);
        check("This parameter is deprecated.", &[Deprecated(None)]);
        check("Deprecated: no.", &[]);
        check("Deprecated: false", &[]);
        check("Deprecated values are refused.", &[]);
        check("Deprecated field names are refused.", &[]);
        check("Deprecated options: `a`, `b`.", &[]);
        check("Deprecated users may not use this.", &[]);
        check("Deprecated, disabled and locked users are left out.", &[]);
        check("This field is deprecated users only.", &[]);
    }

    #[test]
    fn versions_of_other_things_are_prose() {
        check("This command is understood by Backup 18.6.0 and newer.", &[]);
        check("Only jobs from 18.3.5 or newer can be cancelled.", &[]);
        check("Since 2.0 is out, nothing changes.", &[]);
        check("Only works on Windows.", &[]);
        check("A filter by tenants that were updated since 9.5.", &[]);
    }
}
