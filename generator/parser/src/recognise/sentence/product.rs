//! Sentences about an item and the versions of a product: "Size has been deprecated since Product version 21.12.0",
//! "This field is available in Product 24.6.6 and later."
//!
//! The first names what it is about; whether that is the item at hand is for those to say who know it.

use super::{
    Word,
    words::{find_phrase, is_over, strip_phrase},
};
use crate::recognise::marker::is_version;

const DEPRECATED: &[&str] = &["has been deprecated", "was deprecated"];
const FROM: &[&str] = &["since", "from", "in", "as of", "starting with", "starting from"];
const AVAILABLE: &[&str] = &[
    "this field is available in",
    "this field is available since",
    "this field is available from",
    "this field was added in",
    "this parameter is available in",
    "this parameter is available since",
    "this parameter is available from",
    "this parameter was added in",
    "this property is available in",
    "this property is available since",
    "this property is available from",
    "this property was added in",
];
const ONWARDS: &[&str] = &[
    "and above",
    "and higher",
    "and later",
    "and newer",
    "and onwards",
    "and up",
    "onwards",
    "or above",
    "or higher",
    "or later",
    "or newer",
];
/// Words for the item itself: "This field".
const ITEMS: &[&str] =
    &["this field", "this parameter", "this property", "this option", "this setting", "this attribute"];
const TYPES: &[&str] = &["this type", "this class", "this structure", "this object"];
/// What may follow the name of an item.
const KINDS: &[&str] = &["field", "parameter", "property", "option", "setting", "attribute"];
const TYPE_KINDS: &[&str] = &["type", "class", "structure", "object"];
/// A product's name has at most so many words, `version` among them.
const PRODUCT_WORDS: usize = 5;

/// That an item should not be used any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deprecated<'a> {
    subject: Vec<Word<'a>>,
    /// The version that deprecated it; `21.9.xx` is one too.
    pub(crate) since: Option<&'a str>,
}

impl Deprecated<'_> {
    /// Whether a field of this name is what the sentence is about.
    pub(crate) fn is_field(&self, name: &str) -> bool {
        self.is(name, ITEMS, KINDS)
    }

    /// Whether a structure of this name is what the sentence is about.
    pub(crate) fn is_structure(&self, name: &str) -> bool {
        self.is(name, TYPES, TYPE_KINDS)
    }

    /// Whether the sentence is about what it stands at, whatever that is called.
    pub(crate) fn is_this(&self) -> bool {
        strip_phrase(&self.subject, &["this"]).is_some()
    }

    fn is(&self, name: &str, items: &[&str], kinds: &[&str]) -> bool {
        let words = strip_phrase(&self.subject, &["the"]).unwrap_or(&self.subject);
        let named = words.split_first().filter(|(first, _)| first.text() == Some(name));
        let is_named = named.is_some_and(|(_, rest)| rest.is_empty() || super::words::is_phrase(rest, kinds));
        is_named || super::words::is_phrase(&self.subject, items)
    }
}

/// Reads that something has been deprecated.
pub(crate) fn recognise_deprecated<'a>(words: &[Word<'a>]) -> Option<Deprecated<'a>> {
    let (subject, rest) = find_phrase(words, DEPRECATED)?;
    let since = match strip_phrase(rest, FROM) {
        Some(rest) => {
            let (version, behind) = product_version(rest)?;
            is_over(behind).then_some(Some(version))?
        }
        None => is_over(rest).then_some(None)?,
    };
    (!subject.is_empty()).then(|| Deprecated { subject: subject.to_vec(), since })
}

/// Reads the version that introduced the item.
pub(crate) fn recognise_available<'a>(words: &[Word<'a>]) -> Option<&'a str> {
    let (version, behind) = product_version(strip_phrase(words, AVAILABLE)?)?;
    is_over(strip_phrase(behind, ONWARDS).unwrap_or(behind)).then_some(version)
}

/// The version behind the name of a product, and what stands behind it.
fn product_version<'w, 'a>(words: &'w [Word<'a>]) -> Option<(&'a str, &'w [Word<'a>])> {
    let mut rest = words;
    for _ in 0..=PRODUCT_WORDS {
        let (first, behind) = rest.split_first()?;
        let Word::Plain(text) = first else { return None };
        if let Some(version) = version(text) {
            return Some((version, behind));
        }
        // The name of a product is written with capitals.
        if !first.is("version") && !first.is("v") && !text.starts_with(char::is_uppercase) {
            return None;
        }
        rest = behind;
    }
    None
}

/// The version that a word is: `21.12.0`, `v2.1`, `21.9.xx`.
pub(crate) fn version(text: &str) -> Option<&str> {
    let text = text.strip_prefix('v').unwrap_or(text);
    let numbers = text.trim_end_matches(['x', 'X']);
    let numbers = if numbers.len() < text.len() { numbers.strip_suffix('.')? } else { numbers };
    (text.contains('.') && is_version(numbers)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    #[test]
    fn a_named_item_is_deprecated_since_a_version_of_any_product() {
        let check = |text: &str, since: Option<&str>| {
            let sentences = split_sentences(text);
            let found = sentences.first().and_then(|first| recognise_deprecated(&first.words));
            let found = found.unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.since, found.is_field("Size")), (since, true), "{text}");
        };
        check("Size has been deprecated since Backup version 21.12.0", Some("21.12.0"));
        check("`Size` has been deprecated since Big Blue Backup version 21.9.xx.", Some("21.9.xx"));
        check("The Size field has been deprecated.", None);
        check("This field has been deprecated since version 2.1", Some("2.1"));
    }

    #[test]
    fn other_sentences_about_versions_are_prose() {
        let none = |text: &str| {
            let sentences = split_sentences(text);
            let found = sentences.first().and_then(|first| recognise_deprecated(&first.words));
            assert!(found.is_none_or(|found| !found.is_field("Size")), "{text}");
        };
        none("Its use has been deprecated since Backup version 21.12.0");
        none("Size has been deprecated in favour of Length");
        none("Size has been deprecated since the year 2.0");
    }

    #[test]
    fn an_item_is_available_from_a_version_on() {
        let check = |text: &str, since: Option<&str>| {
            let sentences = split_sentences(text);
            let found = sentences.first().and_then(|first| recognise_available(&first.words));
            assert_eq!(found, since, "{text}");
        };
        check("This field is available in Backup 24.6.6 and later.", Some("24.6.6"));
        check("This field was added in version 2.1", Some("2.1"));
        check("This command is understood by Backup 18.6.0 and newer.", None);
        check("This field is available in Backup 24.6.6 and later on Windows.", None);
        check("This field is available in lists.", None);
    }
}
