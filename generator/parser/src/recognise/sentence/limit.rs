//! Sentences that limit a value: "Maximum of 100 items", "less than or equal to one year", "Fixed at 10".

use super::{
    Reading, Word,
    words::{find_phrase, is_over, strip_phrase},
};

/// Which way a value is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// No more than.
    AtMost,
    /// No less than.
    AtLeast,
    /// This and nothing else.
    Exactly,
}

/// What a sentence limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit<'a> {
    /// Which way.
    pub(crate) bound: Bound,
    /// The number in figures; `None` if it is written in words.
    pub(crate) number: Option<&'a str>,
    /// What is counted: `UUIDs`, `characters`.
    pub(crate) unit: Option<&'a str>,
}

const PHRASES: &[(Bound, &[&str])] = &[
    (Bound::AtMost, &[
        "maximum",
        "maximum of",
        "maximum is",
        "max",
        "max of",
        "up to",
        "at most",
        "no more than",
        "not more than",
        "less than or equal to",
        "no longer than",
        "must not exceed",
        "cannot exceed",
    ]),
    (Bound::AtLeast, &[
        "minimum",
        "minimum of",
        "minimum is",
        "at least",
        "no less than",
        "not less than",
        "greater than or equal to",
    ]),
    (Bound::Exactly, &["fixed at", "always equal to"]),
];
/// Words before a limit that leave no doubt that it is one. "should be" leaves some.
const OPENERS: &[&str] = &["must be", "a", "the", "can be", "it must be", "value must be", "the value must be"];
/// Numbers in words. "a" is none: "up to a page".
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty",
    "hundred", "thousand", "million",
];

/// Reads the limit that a sentence states.
pub(crate) fn recognise_limit<'a>(words: &[Word<'a>]) -> Option<Reading<Limit<'a>>> {
    PHRASES.iter().find_map(|(bound, phrases)| {
        let (before, behind) = find_phrase(words, phrases)?;
        let (first, rest) = behind.split_first()?;
        let number = first.text().filter(|text| text.parse::<f64>().is_ok_and(f64::is_finite));
        if number.is_none() && !NUMBERS.iter().any(|word| first.is(word)) {
            return None;
        }
        let unit = match rest.first() {
            Some(Word::Plain(unit)) => Some(*unit),
            _ => None,
        };
        let rest = rest.get(usize::from(unit.is_some())..).unwrap_or_default();
        let opens = before.is_empty() || strip_phrase(before, OPENERS).is_some_and(<[_]>::is_empty);
        let limit = Limit { bound: *bound, number, unit };
        let sure = number.is_some() && opens && is_over(rest) && *bound != Bound::Exactly;
        Some(if sure { Reading::Certain(limit) } else { Reading::Likely(limit) })
    })
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    type Parts<'a> = (Bound, Option<&'a str>, Option<&'a str>);

    fn read(text: &str) -> Option<Reading<Limit<'_>>> {
        split_sentences(text).iter().find_map(|sentence| recognise_limit(&sentence.words))
    }

    fn certain(text: &str, (bound, number, unit): Parts<'_>) {
        assert_eq!(read(text), Some(Reading::Certain(Limit { bound, number, unit })), "{text}");
    }

    fn likely(text: &str, (bound, number, unit): Parts<'_>) {
        assert_eq!(read(text), Some(Reading::Likely(Limit { bound, number, unit })), "{text}");
    }

    fn none(text: &str) {
        assert_eq!(read(text), None, "{text}");
    }

    #[test]
    fn a_sentence_that_is_nothing_but_a_limit_is_certain() {
        certain("A filter. Maximum of 100 UUIDs.", (Bound::AtMost, Some("100"), Some("UUIDs")));
        certain("Must be at least 8 characters.", (Bound::AtLeast, Some("8"), Some("characters")));
        certain("Maximum is 50.", (Bound::AtMost, Some("50"), None));
    }

    #[test]
    fn a_limit_among_other_words_is_likely() {
        likely("Should be less than or equal to one year.", (Bound::AtMost, None, Some("year")));
        likely("Fixed at 10.", (Bound::Exactly, Some("10"), None));
        likely("Takes up to 5 names of users.", (Bound::AtMost, Some("5"), Some("names")));
    }

    #[test]
    fn a_phrase_without_a_number_limits_nothing() {
        none("Allow a stale size if it is at least as new as the timestamp.");
        none("From the trustee up to the tenants with the UUIDs.");
        none("The maximum.");
    }
}
