//! Sentences that tie a parameter to others: "Is mutually exclusive with `a` and `b`", "It requires 'c' to be set".

use super::{
    Reading, Word,
    words::{find_phrase, is_negated, is_over, is_phrase, read_list, strip_phrase},
};

/// How a parameter is tied to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Relation<'a> {
    /// None of them may be given with it.
    Excludes(Vec<&'a str>),
    /// All of them must be given with it.
    Requires(Vec<&'a str>),
}

const EXCLUDES: &[&str] = &[
    "mutually exclusive with",
    "cannot be used with",
    "cannot be used together with",
    "cannot be combined with",
    "can't be used with",
    "can't be used together with",
    "can't be combined with",
    "must not be used with",
    "must not be used together with",
    "may not be used with",
    "not compatible with",
    "incompatible with",
];
/// What may stand before an exclusion without changing it.
const SUBJECTS: &[&str] = &[
    "is",
    "are",
    "it",
    "it is",
    "this",
    "this is",
    "parameter",
    "parameter is",
    "this parameter",
    "this parameter is",
    "the parameter",
    "the parameter is",
    "field is",
    "this field",
    "this field is",
    "the field",
    "the field is",
    "this option",
    "this option is",
    "this filter",
    "this filter is",
];
/// These stand at the start of a sentence.
const REQUIRES: &[&str] = &[
    "requires",
    "it requires",
    "this parameter requires",
    "this field requires",
    "must be used with",
    "must be used together with",
];
/// Words that may end a requirement.
const SET: &[&str] = &[
    "to be set",
    "to be specified",
    "to be provided",
    "to be given",
    "to be present",
    "to be passed",
    "as well",
];
/// Words before names that say what they are.
const ARTICLES: &[&str] =
    &["the", "the parameter", "the parameters", "the field", "the fields", "parameter", "parameters"];

/// Reads how a sentence ties a parameter to others. Names stand in quotes or have a `_`; an empty list means that
/// the sentence names others in prose.
pub(crate) fn recognise_relation<'a>(words: &[Word<'a>]) -> Option<Reading<Relation<'a>>> {
    if let Some((before, behind)) = find_phrase(words, EXCLUDES) {
        if is_negated(before) {
            return None;
        }
        let (names, rest) = names(behind);
        let opens = before.is_empty() || is_phrase(before, SUBJECTS);
        let sure = opens && !names.is_empty() && is_over(rest);
        let relation = Relation::Excludes(names);
        return Some(if sure { Reading::Certain(relation) } else { Reading::Likely(relation) });
    }
    let (names, rest) = names(strip_phrase(words, REQUIRES)?);
    if names.is_empty() {
        return None;
    }
    let sure = is_over(strip_phrase(rest, SET).unwrap_or(rest))
        // One of several is not all of them.
        && !words.iter().any(|word| word.is("or"));
    let relation = Relation::Requires(names);
    Some(if sure { Reading::Certain(relation) } else { Reading::Likely(relation) })
}

fn names<'w, 'a>(words: &'w [Word<'a>]) -> (Vec<&'a str>, &'w [Word<'a>]) {
    let name = |word: Word<'a>| match word {
        Word::Quoted(text) => Some(text),
        Word::Plain(text) => text.contains('_').then_some(text),
        Word::Mark(_) => None,
    };
    read_list(strip_phrase(words, ARTICLES).unwrap_or(words), name)
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;
    use Relation::{Excludes, Requires};

    fn check(text: &str, expected: &[Reading<Relation<'_>>]) {
        let sentences = split_sentences(text);
        let found: Vec<_> =
            sentences.iter().filter_map(|sentence| recognise_relation(&sentence.words)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_in_quotes_are_tied() {
        check(
            "Is mutually exclusive with `a`, `b` and `c`.",
            &[Reading::Certain(Excludes(vec!["a", "b", "c"]))],
        );
        check(
            "A filter.\nCannot be used with the parameter root_id",
            &[Reading::Certain(Excludes(vec!["root_id"]))],
        );
        check("It requires 'inside' to be set.", &[Reading::Certain(Requires(vec!["inside"]))]);
        check("Requires `a` and `b`.", &[Reading::Certain(Requires(vec!["a", "b"]))]);
    }

    #[test]
    fn names_with_a_condition_or_a_choice_are_likely() {
        check("Mutually exclusive with `a` if it is set.", &[Reading::Likely(Excludes(vec!["a"]))]);
        check("Mutually exclusive with the other filters.", &[Reading::Likely(Excludes(vec![]))]);
        check("Requires `a` or `b`.", &[Reading::Likely(Requires(vec!["a", "b"]))]);
    }

    #[test]
    fn only_a_sentence_that_begins_with_an_exclusion_is_one() {
        let a = || Excludes(vec!["a"]);
        for start in ["This parameter is", "It is", "Is", "This field is"] {
            check(&format!("{start} mutually exclusive with `a`."), &[Reading::Certain(a())]);
        }
        check("It cannot be used together with `a`.", &[Reading::Certain(a())]);
        check("Is not compatible with `a`.", &[Reading::Certain(a())]);
        check("May be mutually exclusive with `a`.", &[Reading::Likely(a())]);
        check("With `b`, it is mutually exclusive with `a`.", &[Reading::Likely(a())]);
        for start in ["Is not", "Not", "It isn't", "It isn’t", "Never", "No longer", "Was"] {
            check(&format!("{start} mutually exclusive with `a`."), &[]);
        }
        check("Is not incompatible with `a`.", &[]);
    }

    #[test]
    fn prose_ties_nothing() {
        check("Can be used together with uuids or separately.", &[]);
        check("This API requires the Auth Role to be enabled.", &[]);
        check("Requires administrator credentials.", &[]);
    }
}
