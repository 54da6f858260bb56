//! Sentences that limit a value: "Maximum of 100 items", "between 1 and 5", "Fixed at 10".

use super::{
    Reading, Word,
    words::{find_phrase, is_over, is_phrase},
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
    /// Less than this, or more.
    Beyond,
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
    (
        Bound::AtMost,
        &[
            "maximum",
            "maximum of",
            "maximum is",
            "maximum value is",
            "maximum value of",
            "cannot be more than",
            "can't be more than",
            "must not be more than",
            "cannot be greater than",
            "must not be greater than",
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
        ],
    ),
    (
        Bound::AtLeast,
        &[
            "minimum",
            "minimum of",
            "minimum is",
            "minimum value is",
            "minimum value of",
            "cannot be less than",
            "can't be less than",
            "must not be less than",
            "at least",
            "no less than",
            "not less than",
            "greater than or equal to",
        ],
    ),
    (Bound::Exactly, &["fixed at", "always equal to"]),
    (
        Bound::Beyond,
        &[
            "must be greater than",
            "must be more than",
            "must be less than",
            "should be greater than",
            "should be less than",
        ],
    ),
];
/// Words that limit how long a text is.
const LENGTHS: &[(Bound, &[&str])] = &[
    (
        Bound::AtMost,
        &["maximum length", "maximum length is", "maximum length of", "max length", "max length is"],
    ),
    (
        Bound::AtLeast,
        &["minimum length", "minimum length is", "minimum length of", "min length", "min length is"],
    ),
];
/// What a length counts where the sentence does not say.
const CHARACTERS: &str = "characters";
/// Words before two numbers.
const BETWEEN: &[&str] = &["between", "from", "in the range", "in the range of", "in the range from"];
/// Words before a limit that leave no doubt that it is one. "should be" leaves some.
const OPENERS: &[&str] =
    &["must be", "a", "the", "can be", "it must be", "value must be", "the value must be"];
/// Numbers in words. "a" is none: "up to a page".
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty",
    "thirty", "hundred", "thousand", "million",
];

/// Reads the limits that a sentence states: none, one, or the two ends of a range.
pub(crate) fn recognise_limits<'a>(words: &[Word<'a>]) -> Vec<Reading<Limit<'a>>> {
    let range = range(words);
    if range.is_empty() { one(words).into_iter().collect() } else { range }
}

fn one<'a>(words: &[Word<'a>]) -> Option<Reading<Limit<'a>>> {
    let lengths = LENGTHS.iter().map(|entry| (entry, Some(CHARACTERS)));
    let counts = PHRASES.iter().map(|entry| (entry, None));
    let mut all = lengths.chain(counts);
    all.find_map(|((bound, phrases), counted)| limit_behind(words, *bound, phrases, counted))
}

/// The limit behind one of the phrases; `counted` is what it counts if it does not say.
fn limit_behind<'a>(
    words: &[Word<'a>],
    bound: Bound,
    phrases: &[&str],
    counted: Option<&'static str>,
) -> Option<Reading<Limit<'a>>> {
    let (before, behind) = find_phrase(words, phrases)?;
    let behind = match behind.split_first() {
        Some((Word::Mark(':' | '='), list)) => list,
        _ => behind,
    };
    let (first, rest) = behind.split_first()?;
    let number = number(*first);
    if number.is_none() && !NUMBERS.iter().any(|word| first.is(word)) && !is_grouped(*first) {
        return None;
    }
    let (unit, rest) = split_unit(rest);
    let limit = Limit { bound, number, unit: unit.or(counted) };
    let inclusive = matches!(bound, Bound::AtMost | Bound::AtLeast);
    let sure = number.is_some() && opens(before) && is_over(rest) && inclusive;
    Some(if sure { Reading::Certain(limit) } else { Reading::Likely(limit) })
}

/// Whether a word is a number whose digits are grouped, as in `1,000`. Some write decimals so.
fn is_grouped(word: Word<'_>) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    word.text().is_some_and(|text| text.contains(',') && text.split([',', '.']).all(is_part))
}

/// "between 1 and 5", "from 1 to 5".
fn range<'a>(words: &[Word<'a>]) -> Vec<Reading<Limit<'a>>> {
    let Some((before, [low, between, high, rest @ ..])) = find_phrase(words, BETWEEN) else {
        return Vec::new();
    };
    let (Some(low), Some(high)) = (number(*low), number(*high)) else { return Vec::new() };
    if !between.is("and") && !between.is("to") {
        return Vec::new();
    }
    let (unit, rest) = split_unit(rest);
    let in_order = low.parse::<f64>().ok() <= high.parse::<f64>().ok();
    let sure = opens(before) && is_over(rest) && in_order;
    let limits = [(Bound::AtLeast, low), (Bound::AtMost, high)].map(|(bound, number)| Limit {
        bound,
        number: Some(number),
        unit,
    });
    limits.map(|limit| if sure { Reading::Certain(limit) } else { Reading::Likely(limit) }).into()
}

/// The number that a word is, in figures.
fn number(word: Word<'_>) -> Option<&str> {
    word.text().filter(|text| text.parse::<f64>().is_ok_and(f64::is_finite))
}

/// The word behind a number, and what follows. Whose they are is left out: `UUIDs` of "users' UUIDs".
fn split_unit<'w, 'a>(rest: &'w [Word<'a>]) -> (Option<&'a str>, &'w [Word<'a>]) {
    match rest {
        [Word::Plain(owner), Word::Plain(unit), rest @ ..] if owner.ends_with(['\'', '’']) => {
            (Some(unit), rest)
        }
        [Word::Plain(unit), rest @ ..] => (Some(unit), rest),
        _ => (None, rest),
    }
}

/// Whether what stands before a limit leaves no doubt that it is one.
fn opens(before: &[Word<'_>]) -> bool {
    before.is_empty() || is_phrase(before, OPENERS)
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    type Parts<'a> = (Bound, Option<&'a str>, Option<&'a str>);

    fn read(text: &str) -> Vec<Reading<Limit<'_>>> {
        split_sentences(text).iter().flat_map(|sentence| recognise_limits(&sentence.words)).collect()
    }

    fn certain(text: &str, expected: &[Parts<'_>]) {
        let limit = |&(bound, number, unit)| Reading::Certain(Limit { bound, number, unit });
        assert_eq!(read(text), expected.iter().map(limit).collect::<Vec<_>>(), "{text}");
    }

    fn likely(text: &str, (bound, number, unit): Parts<'_>) {
        assert_eq!(read(text), [Reading::Likely(Limit { bound, number, unit })], "{text}");
    }

    fn none(text: &str) {
        assert_eq!(read(text), [], "{text}");
    }

    #[test]
    fn a_sentence_that_is_nothing_but_a_limit_is_certain() {
        certain("A filter. Maximum of 100 UUIDs.", &[(Bound::AtMost, Some("100"), Some("UUIDs"))]);
        certain("Must be at least 8 characters.", &[(Bound::AtLeast, Some("8"), Some("characters"))]);
        certain("Maximum is 50.", &[(Bound::AtMost, Some("50"), None)]);
        certain("Maximum of 100 users' UUIDs.", &[(Bound::AtMost, Some("100"), Some("UUIDs"))]);
        certain("Maximum length is 40 characters.", &[(Bound::AtMost, Some("40"), Some("characters"))]);
        certain("Minimum length: 4", &[(Bound::AtLeast, Some("4"), Some("characters"))]);
        certain("Cannot be more than 2 weeks.", &[(Bound::AtMost, Some("2"), Some("weeks"))]);
        certain("Maximum value is 100.", &[(Bound::AtMost, Some("100"), None)]);
        certain(
            "Must be between 1 and 5.",
            &[(Bound::AtLeast, Some("1"), None), (Bound::AtMost, Some("5"), None)],
        );
    }

    #[test]
    fn a_limit_among_other_words_is_likely() {
        likely("Should be less than or equal to one year.", (Bound::AtMost, None, Some("year")));
        likely("At most 1,000.", (Bound::AtMost, None, None));
        likely("Fixed at 10.", (Bound::Exactly, Some("10"), None));
        likely("Must be greater than 0.", (Bound::Beyond, Some("0"), None));
        likely("Takes up to 5 names of users.", (Bound::AtMost, Some("5"), Some("names")));
    }

    #[test]
    fn a_phrase_without_a_number_limits_nothing() {
        none("Allow a stale size if it is at least as new as the timestamp.");
        none("From the trustee up to the tenants with the UUIDs.");
        none("The maximum.");
        none("The time between the start and the end.");
        none("If more than one is found, the first counts.");
    }
}
