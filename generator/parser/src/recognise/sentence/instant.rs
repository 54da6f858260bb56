//! Sentences that say what a number of time counts: "Unix timestamp, in seconds".

use super::{
    Word,
    words::{find_phrase, holds, is_end, is_negated, is_over, is_phrase, strip_phrase},
};
use docwright_model::UnixTime;

const INSTANTS: &[&str] = &["unix timestamp", "unix time", "unix epoch timestamp"];
const UNITS: &[(&str, UnixTime)] = &[
    ("second", UnixTime::Seconds),
    ("seconds", UnixTime::Seconds),
    ("millisecond", UnixTime::Milliseconds),
    ("milliseconds", UnixTime::Milliseconds),
];
const SINCE: &[&str] = &["since the unix epoch", "since unix epoch"];
/// Words before it in a sentence that says nothing else.
const ARTICLES: &[&str] = &["a", "an", "the", "as a", "in", "this is a"];
/// Words with which it may be something else.
const CHOICES: &[&str] = &["or", "either", "unless", "except", "if"];

/// What a sentence says of a number of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    /// What it counts.
    pub(crate) unit: UnixTime,
    /// Whether the sentence says nothing else.
    pub(crate) is_all: bool,
}

/// Reads what the number counts, where the sentence states the unit.
pub(crate) fn recognise_instant(words: &[Word<'_>]) -> Option<Instant> {
    let (before, unit, rest) = counted(words)?;
    if is_negated(before) || holds(words, CHOICES) || !is_end(rest) {
        return None;
    }
    let is_all = (before.is_empty() || is_phrase(before, ARTICLES)) && is_over(rest);
    Some(Instant { unit, is_all })
}

type Counted<'w, 'a> = (&'w [Word<'a>], UnixTime, &'w [Word<'a>]);

/// What stands before the words for an instant, their unit, and what stands behind.
fn counted<'w, 'a>(words: &'w [Word<'a>]) -> Option<Counted<'w, 'a>> {
    if let Some((before, behind)) = find_phrase(words, INSTANTS) {
        let behind = match behind.split_first() {
            Some((Word::Mark(',' | '(' | '-' | '–' | ':'), behind)) => behind,
            _ => behind,
        };
        let (first, rest) = strip_phrase(behind, &["in"]).unwrap_or(behind).split_first()?;
        return Some((before, unit(*first)?, rest));
    }
    let (before, rest) = find_phrase(words, SINCE)?;
    let (last, before) = before.split_last()?;
    Some((before, unit(*last)?, rest))
}

fn unit(word: Word<'_>) -> Option<UnixTime> {
    UNITS.iter().find(|(known, _)| word.is(known)).map(|(_, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(UnixTime, bool)>) {
        let sentences = split_sentences(text);
        let found = sentences.first().and_then(|first| recognise_instant(&first.words));
        assert_eq!(found.map(|found| (found.unit, found.is_all)), expected, "{text}");
    }

    #[test]
    fn the_unit_of_an_instant_is_read_where_it_is_stated() {
        use UnixTime::{Milliseconds, Seconds};
        check("Unix timestamp, in seconds", Some((Seconds, true)));
        check("Unix timestamp in milliseconds.", Some((Milliseconds, true)));
        check("Unix timestamp (seconds)", Some((Seconds, true)));
        check("The start of the job, as a Unix timestamp, in seconds.", Some((Seconds, false)));
        check("Seconds since the Unix epoch", Some((Seconds, true)));
        check("Unix timestamp", None);
        check("Timestamp (Unix)", None);
        check("Unix timestamp in seconds or milliseconds", None);
        check("Not a Unix timestamp in seconds", None);
    }
}
