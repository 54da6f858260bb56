//! Sentences that say what the absence of a field stands for: "Omission from JSON document implies empty string".

use super::{
    Sentence,
    words::{find_phrase, is_negated, strip_phrase},
};

/// Words that such a sentence begins with.
const PHRASES: &[&str] = &[
    "omission from json document implies",
    "omission from the json document implies",
    "omission from json implies",
    "omission from the json implies",
    "omission implies",
];
/// The last word of these, behind which the value stands.
const IMPLIES: &str = "implies";
/// What may be said instead of a value.
const VALUES: &[(&str, &str)] = &[
    ("empty string", "\"\""),
    ("an empty string", "\"\""),
    ("the empty string", "\"\""),
    ("zero", "0"),
    ("false", "false"),
    ("true", "true"),
    ("empty array", "[]"),
    ("an empty array", "[]"),
    ("empty list", "[]"),
    ("an empty list", "[]"),
    ("empty dictionary", "{}"),
    ("an empty dictionary", "{}"),
    ("empty map", "{}"),
    ("an empty map", "{}"),
    ("empty object", "{}"),
    ("an empty object", "{}"),
];
/// How an instance of a class is made of nothing.
const INITIALISED: &[&str] =
    &["zero-initialised", "zero-initialized", "a zero-initialised", "a zero-initialized"];
const INSTANCES: &[&str] = &["class instance", "instance", "object", "class", "structure"];

/// What the absence of a field stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Omission {
    /// This JSON text.
    Value(String),
    /// Something that is not understood.
    Unknown,
}

/// The JSON text of what words call empty, as people write it in the place of a default: `an empty array`.
pub(crate) fn empty_in_words(text: &str) -> Option<&'static str> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let empty = VALUES.iter().find(|(words, _)| *words == lower && words.contains("empty"));
    empty.map(|(_, json)| *json).or_else(|| is_instance(text.trim()).then_some("{}"))
}

/// Reads what a sentence says of the absence of the field.
pub(crate) fn recognise_omission(sentence: &Sentence<'_>) -> Option<Omission> {
    strip_phrase(&sentence.words, PHRASES)?;
    let (_, value) = sentence.text.split_once(IMPLIES)?;
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let value = value.trim_end_matches(['.', ';']).trim_end();
    let bare = value.strip_prefix('`').and_then(|value| value.strip_suffix('`')).unwrap_or(value);
    let lower = bare.to_lowercase();
    if let Some((_, json)) = VALUES.iter().find(|(words, _)| *words == lower) {
        return Some(Omission::Value((*json).to_owned()));
    }
    if is_instance(bare) {
        return Some(Omission::Value("{}".to_owned()));
    }
    let is_json = serde_json::from_str::<serde_json::Value>(bare).is_ok();
    Some(if is_json { Omission::Value(bare.to_owned()) } else { Omission::Unknown })
}

/// `zero-initialised X class instance`
fn is_instance(text: &str) -> bool {
    let words = super::words::words(text);
    let Some(behind) = strip_phrase(&words, INITIALISED) else { return false };
    behind.split_first().is_some_and(|(name, rest)| {
        let is_class = name.text().is_some_and(|name| name.starts_with(char::is_alphabetic));
        is_class && (rest.is_empty() || super::words::is_phrase(rest, INSTANCES))
    })
}

/// Whether a sentence speaks of omission in another way.
pub(crate) fn mentions_omission(sentence: &Sentence<'_>) -> bool {
    let found =
        find_phrase(&sentence.words, &["omission from json", "omission from the json", "omission implies"]);
    found.is_some_and(|(before, _)| !is_negated(before))
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    #[track_caller]
    fn check(text: &str, value: &str) {
        let found = split_sentences(text).first().and_then(recognise_omission);
        assert_eq!(found, Some(Omission::Value(value.to_owned())), "{text}");
    }

    #[test]
    fn what_absence_stands_for_is_a_json_value() {
        check("Omission from JSON document implies empty string", "\"\"");
        check("Omission from JSON document implies 0", "0");
        check("Omission from JSON document implies -1.", "-1");
        check("Omission from JSON document implies 0.5", "0.5");
        check("Omission from JSON document implies false.", "false");
        check("Omission from JSON document implies False", "false");
        check("Omission from JSON document implies null", "null");
        check("Omission from JSON document implies an empty array", "[]");
        check("Omission from JSON document implies an\nempty Dictionary", "{}");
        check("Omission from JSON document implies zero-initialised RetentionPolicy class instance", "{}");
        check("Omission implies \"auto\"", "\"auto\"");
        check("Omission implies `[]`.", "[]");
    }

    #[test]
    fn words_for_nothing_are_json_in_the_place_of_a_default_too() {
        for (words, json) in [
            ("empty string", "\"\""),
            ("An empty array", "[]"),
            ("an empty Dictionary.", "{}"),
            ("zero-initialised Policy class instance", "{}"),
        ] {
            assert_eq!(empty_in_words(words), Some(json), "{words}");
        }
        for words in ["", "zero", "false", "empty", "name"] {
            assert_eq!(empty_in_words(words), None, "{words}");
        }
    }

    #[test]
    fn other_words_are_not_understood() {
        let read = |text| split_sentences(text).first().and_then(recognise_omission);
        assert_eq!(read("Omission from JSON document implies the server's choice"), Some(Omission::Unknown));
        assert_eq!(read("Omission from JSON document implies 0 or 1"), Some(Omission::Unknown));
        assert_eq!(read("Omission of this field is an error."), None);
        assert_eq!(read("The omission implies 0"), None);
    }
}
