//! Sentences that name a default: "Default value is `name`", "Default to TRIAL if not specified".

use super::{
    Reading, Word,
    enumeration::value,
    words::{find_phrase, holds, is_end, is_negated, is_over, is_phrase, strip_phrase},
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
/// Words before a default that do not change it.
const SUBJECTS: &[&str] = &[
    "it",
    "the",
    "its",
    "this",
    "this parameter",
    "this field",
    "the parameter",
    "the field",
    "the value",
    "value",
    "by",
];
/// Words that say that no value was given, behind "if" or "when".
const NOT_GIVEN: &[&str] = &[
    "not specified",
    "not given",
    "not set",
    "not provided",
    "not present",
    "not passed",
    "not supplied",
    "not defined",
    "omitted",
    "unspecified",
    "absent",
    "missing",
    "unset",
    "none is specified",
    "none is given",
    "none is set",
    "none is provided",
    "no value is specified",
    "no value is given",
    "no value is set",
    "no value is provided",
    "nothing is specified",
    "nothing is given",
];
/// What is not given.
const GIVEN: &[&str] = &[
    "is",
    "it is",
    "this is",
    "this parameter is",
    "the parameter is",
    "parameter is",
    "this field is",
    "the field is",
    "field is",
    "the value is",
    "value is",
];
/// The same in other words.
const OTHERWISE: &[&str] =
    &["otherwise", "unless specified", "unless specified otherwise", "unless otherwise specified"];
/// Words that take something back of a default.
const QUALIFIERS: &[&str] = &[
    "unless",
    "except",
    "but",
    "if",
    "when",
    "for",
    "only",
    "or",
    "otherwise",
    "depending",
    "while",
    "default",
    "defaults",
    "overridden",
    "not",
];
/// Words that are values without standing in quotes.
const BARE: &[&str] = &["true", "false"];

/// Reads the default that a sentence names.
///
/// A word without quotes that could be prose as well ("Defaults to ascending.") is likely.
pub(crate) fn recognise_default<'a>(words: &[Word<'a>]) -> Option<Reading<&'a str>> {
    let (before, behind) = match find_phrase(words, PHRASES) {
        Some((before, _)) if before.first().is_some_and(|first| is_case(*first)) => return None,
        Some(found) => found,
        None => in_brackets(words)?,
    };
    if is_negated(before) {
        return None;
    }
    let behind = match behind.split_first() {
        Some((Word::Mark(':' | '='), behind)) => behind,
        _ => behind,
    };
    let (first, rest) = behind.split_first()?;
    let text = first.text()?;
    let sure =
        value(*first).is_some() || BARE.iter().any(|word| first.is(word)) || text.parse::<f64>().is_ok();
    match (sure, is_end(rest) || is_fallback(rest)) {
        (true, true) if opens(before) && is_all(before, rest) => Some(Reading::Certain(text)),
        // A value for a case, or a word alone.
        (true, _) | (false, true) => Some(Reading::Likely(text)),
        (false, false) => None,
    }
}

/// Whether a default begins here: at the start of a sentence, of a clause, or in brackets.
fn opens(before: &[Word<'_>]) -> bool {
    let in_case = before.first().is_some_and(|first| is_case(*first));
    match before.split_last() {
        None => true,
        Some((Word::Mark('(' | '[' | ';'), _)) => !in_case,
        Some(_) => {
            let bracket = before.iter().rposition(|word| matches!(word, Word::Mark('(' | '[' | ';')));
            let start = bracket.map_or(0, |position| position + 1);
            !in_case && before.get(start..).is_some_and(|subject| is_phrase(subject, SUBJECTS))
        }
    }
}

/// Whether nothing behind a default takes some of it back. What follows its brackets is about something else.
fn is_all(before: &[Word<'_>], rest: &[Word<'_>]) -> bool {
    let bracketed = before.iter().any(|word| matches!(word, Word::Mark('(' | '[')));
    match rest.first() {
        None => true,
        Some(Word::Mark(')' | ']')) => bracketed,
        Some(Word::Mark('-' | '–' | '—' | ';' | '(' | '.' | '!')) => {
            !holds(rest, QUALIFIERS) && !rest.iter().any(|word| matches!(word, Word::Quoted(_)))
        }
        Some(Word::Mark(_)) => false,
        Some(_) => is_fallback(rest),
    }
}

/// What stands before "default" and follows it in "(default" or "(default:".
fn in_brackets<'w, 'a>(words: &'w [Word<'a>]) -> Option<(&'w [Word<'a>], &'w [Word<'a>])> {
    let position = words.windows(2).position(|pair| match pair {
        [Word::Mark('(' | '[' | ',' | ';'), second] => second.is("default"),
        _ => false,
    });
    let (before, behind) = match position {
        Some(position) => (words.get(..=position)?, words.get(position + 2..)?),
        None => words.split_at_checked(1).filter(|(first, _)| first.iter().all(|word| word.is("default")))?,
    };
    let before = if position.is_some() { before } else { &[] };
    let is_value = behind.get(1..).is_some_and(is_end) && behind.first().copied().and_then(value).is_some();
    (matches!(behind.first(), Some(Word::Mark(':' | '='))) || (position.is_some() && is_value))
        .then_some((before, behind))
}

fn is_case(word: Word<'_>) -> bool {
    CASES.iter().any(|case| word.is(case))
}

/// Whether the words say no more than "if none is given".
fn is_fallback(rest: &[Word<'_>]) -> bool {
    let rest = match rest.split_first() {
        Some((Word::Mark(','), rest)) => rest,
        _ => rest,
    };
    let given = strip_phrase(rest, &["if", "when"]).and_then(|rest| {
        strip_phrase(rest, NOT_GIVEN).or_else(|| strip_phrase(strip_phrase(rest, GIVEN)?, NOT_GIVEN))
    });
    given.or_else(|| strip_phrase(rest, OTHERWISE)).is_some_and(is_over)
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
    fn a_default_of_something_else_is_not_certain() {
        likely("The `z` default is `x`", "x");
        likely("Server default is `x`, client default is `y`", "x");
        likely("Anything, e.g. default is `x`", "x");
        likely("Default is `x`, unless overridden.", "x");
        likely("Default is `x` - or `y`.", "x");
        likely("Default is `x` if no administrator is set.", "x");
        likely("If `a` is set (default: `x`), it is kept.", "x");
        likely("Limit (default: `x`, unless overridden).", "x");
    }

    #[test]
    fn a_default_that_is_none_is_prose() {
        none("No longer defaults to `x`.");
        none("Never defaults to `x`.");
        none("Does not default to `x`.");
        none("It doesn't default to `x`.");
        none("Used to default to 5.");
    }

    #[test]
    fn a_default_may_say_that_no_value_was_given() {
        for case in ["if not specified", "if not given", "when not set", "if it is omitted", "otherwise"] {
            certain(&format!("Defaults to `x` {case}."), "x");
        }
        certain("The default is `x`.", "x");
        certain("Limit (the default is 25) of items.", "25");
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
