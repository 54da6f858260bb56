//! Sentences that name a default: "Default value is `name`", "Default to TRIAL if not specified".

use super::{
    Reading, Word,
    enumeration::value,
    words::{find_phrase, is_end, strip_phrase},
};

/// Words that the default follows.
const PHRASES: &[&str] = &[
    "default to",
    "defaults to",
    "default is",
    "default value is",
    "default value",
    "default of",
    "default =",
];
/// Words with which a sentence speaks of a case, not of all.
const CASES: &[&str] = &["if", "when", "unless", "for", "in", "otherwise"];
/// Words that say that no value was given.
const NOT_GIVEN: &[&str] =
    &["not", "omitted", "unspecified", "absent", "empty", "missing", "unset", "no", "none"];
/// Words that are values without standing in quotes.
const BARE: &[&str] = &["true", "false"];

/// Reads the default that a sentence names.
///
/// A word without quotes that could be prose as well ("Defaults to ascending.") is likely.
pub(crate) fn recognise_default<'a>(words: &[Word<'a>]) -> Option<Reading<&'a str>> {
    let behind = match find_phrase(words, PHRASES) {
        Some((before, behind)) if before.first().is_none_or(|first| !is_case(*first)) => behind,
        Some(_) => return None,
        None => in_brackets(words)?,
    };
    let behind = match behind.split_first() {
        Some((Word::Mark(':' | '='), behind)) => behind,
        _ => behind,
    };
    let (first, rest) = behind.split_first()?;
    let text = first.text()?;
    let sure =
        value(*first).is_some() || BARE.iter().any(|word| first.is(word)) || text.parse::<f64>().is_ok();
    match (sure, is_end(rest) || is_fallback(rest)) {
        (true, true) => Some(Reading::Certain(text)),
        // A value for a case, or a word alone.
        (true, false) | (false, true) => Some(Reading::Likely(text)),
        (false, false) => None,
    }
}

/// What follows "(default" or "(default:".
fn in_brackets<'w, 'a>(words: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
    let position = words.windows(2).position(|pair| match pair {
        [Word::Mark('(' | '[' | ',' | ';'), second] => second.is("default"),
        _ => false,
    });
    let behind = match position {
        Some(position) => words.get(position + 2..)?,
        None => words.split_first().filter(|(first, _)| first.is("default")).map(|(_, behind)| behind)?,
    };
    let is_value = behind.get(1..).is_some_and(is_end) && behind.first().copied().and_then(value).is_some();
    (matches!(behind.first(), Some(Word::Mark(':' | '='))) || (position.is_some() && is_value))
        .then_some(behind)
}

fn is_case(word: Word<'_>) -> bool {
    CASES.iter().any(|case| word.is(case))
}

/// Whether the words say no more than "if none is given".
fn is_fallback(rest: &[Word<'_>]) -> bool {
    strip_phrase(rest, &["otherwise"]).is_some_and(is_end)
        || strip_phrase(rest, &["if", "when", "unless"])
            .is_some_and(|rest| rest.iter().any(|word| NOT_GIVEN.iter().any(|given| word.is(given))))
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    fn read(text: &str) -> Option<Reading<&str>> {
        split_sentences(text).iter().find_map(|sentence| recognise_default(&sentence.words))
    }

    fn certain(text: &str, value: &str) {
        assert_eq!(read(text), Some(Reading::Certain(value)), "{text}");
    }

    fn likely(text: &str, value: &str) {
        assert_eq!(read(text), Some(Reading::Likely(value)), "{text}");
    }

    fn none(text: &str) {
        assert_eq!(read(text), None, "{text}");
    }

    #[test]
    fn a_value_behind_the_word_is_the_default() {
        certain("Default to TRIAL if not specified.", "TRIAL");
        certain("Default value is `name` - order by first name.", "name");
        certain("Not applicable. Default value is \"False\".", "False");
        certain("How many; defaults to 10 when omitted.", "10");
        certain("Limit (default: 25).", "25");
        certain("Limit (default `a`).", "a");
        certain("Default: true", "true");
    }

    #[test]
    fn a_word_that_could_be_prose_is_likely() {
        likely("Defaults to ascending.", "ascending");
        likely("Defaults to 10 for administrators.", "10");
    }

    #[test]
    fn other_defaults_are_prose() {
        none("It will default to the org of the authenticating user otherwise");
        none("If True - new default identity provider ID will be set");
        none("If the default is `a`, nothing happens.");
        none("The default brand.");
        none("Default settings (default host)");
    }
}
