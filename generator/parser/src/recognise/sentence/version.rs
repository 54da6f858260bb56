//! Sentences about versions: "Added in v3.2.", "Only works on servers before 9.13.", "Deprecated since 2.1."
//!
//! A version of something else, such as the program on a device, is prose: only a sentence that begins with the
//! words is about the item itself.

use super::{
    Word,
    words::{is_over, strip_phrase},
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
    if let Some(rest) = strip_phrase(words, DEPRECATED) {
        return Some(VersionSentence::Deprecated(rest.iter().find_map(|word| version(*word))));
    }
    let limited = strip_phrase(words, LIMITED)?;
    let has_version = limited.iter().filter_map(|word| word.text()).any(holds_version);
    has_version.then_some(VersionSentence::Limited)
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
    fn versions_of_other_things_are_prose() {
        check("This command is understood by Backup 18.6.0 and newer.", &[]);
        check("Only jobs from 18.3.5 or newer can be cancelled.", &[]);
        check("Since 2.0 is out, nothing changes.", &[]);
        check("Only works on Windows.", &[]);
        check("A filter by tenants that were updated since 9.5.", &[]);
    }
}
