//! Sentences that list values: "either A or B", "one of the following values: `a`, `b`", `"Y" or "N"`.
//!
//! A value stands in quotes or backticks, is all capitals, or is a whole number. "either enabled or disabled" is
//! prose: nothing tells those words from others.

use super::{
    Reading, Sentence, Word,
    words::{find_phrase, holds, is_end, is_negated, is_over, is_phrase, read_list, strip_phrase},
};

/// Words after which nothing but values can stand.
const CERTAIN: &[&str] = &[
    "either",
    "one of",
    "one of these",
    "one of the following",
    "one of the following values",
    "one of the values",
    "must be",
    "must be either",
    "must be one of",
    "allowed values",
    "allowed values are",
    "possible values",
    "possible values are",
    "valid values",
    "valid values are",
    "accepted values",
    "accepted values are",
    "supported values",
    "supported values are",
    "available values",
    "available values are",
    "values are",
];
/// Words after which values stand, among other things.
const LIKELY: &[&str] = &["can be", "may be", "any of", "set to"];
/// Words after which one of several is chosen: they need an "or", and an "and" among the values contradicts them.
const CHOICES: &[&str] = &["either", "must be", "must be either"];
/// What may stand before the words that values follow.
const SUBJECTS: &[&str] = &[
    "is",
    "it",
    "it is",
    "its value",
    "its value is",
    "this",
    "this is",
    "this field",
    "this field is",
    "this parameter",
    "this parameter is",
    "the parameter",
    "the field",
    "the",
    "the value",
    "the value is",
    "value",
    "value is",
    "values",
    "can be",
    "the value can be",
    "it can be",
    "must have",
];
/// Words with which the noun before a list is more than a noun: "Sent via either A or B", "The file is either A or B".
const CLAUSE: &[&str] = &[
    "if", "when", "unless", "where", "while", "by", "via", "from", "with", "in", "on", "than", "other", "is",
    "are", "be", "has", "have", "must", "can", "may", "will", "should", "because", "that", "which",
];
/// Words at the start of a sentence that speaks of a case.
const CASES: &[&str] = &["if", "when", "unless", "where", "while", "for"];
/// Words that leave a list open or name a case.
const OPEN: &[&str] = &[
    "etc",
    "…",
    "...",
    "or",
    "other",
    "others",
    "unless",
    "except",
    "if",
    "when",
    "otherwise",
    "but",
    "only",
    "similar",
    "example",
    "e.g",
];
/// Words that are followed by what is listed, and then by the list: "one of parameters: …".
const ONE_OF: &[&str] = &["one of", "one of the following"];
/// No more words name what is listed.
const MOST_NOUNS: usize = 3;
/// Words that may follow the values which a description begins with: "`Y` or `N` to keep it".
const PURPOSE: &[&str] = &["to", "for"];

/// The longest text that is taken for a value.
const LONGEST: usize = 64;

/// Reads the values that a sentence lists; at least two.
pub(crate) fn recognise_enumeration<'a>(sentence: &Sentence<'a>) -> Option<Reading<Vec<&'a str>>> {
    let words = sentence.words.as_slice();
    at_start(sentence)
        .or_else(|| behind(words, CERTAIN).and_then(|found| judge(sentence, found)))
        .or_else(|| behind(words, LIKELY).map(|found| Reading::Likely(found.values)))
        .or_else(|| behind_nouns(words).map(Reading::Likely))
}

/// The values that a description begins with.
fn at_start<'a>(sentence: &Sentence<'a>) -> Option<Reading<Vec<&'a str>>> {
    let words = sentence.words.as_slice();
    let (values, rest) = read_list(words, value);
    let alternatives = words.iter().take(words.len() - rest.len()).any(|word| word.is("or"));
    if !sentence.is_first || values.len() < 2 || !alternatives {
        return None;
    }
    let all_quoted = words.iter().take(words.len() - rest.len()).all(|word| match word {
        Word::Plain(text) => ["or", "and"].contains(&text.to_lowercase().as_str()),
        _ => true,
    });
    let quotes_more = rest.iter().any(|word| matches!(word, Word::Quoted(_)));
    let purpose = strip_phrase(rest, PURPOSE).is_some() && !holds(rest, OPEN) && !quotes_more;
    match (all_quoted, is_over(rest) && is_closed(rest)) {
        (_, true) => Some(Reading::Certain(values)),
        (true, false) if purpose => Some(Reading::Certain(values)),
        (true, false) => Some(Reading::Likely(values)),
        (false, false) => None,
    }
}

/// Values behind a phrase, and what stands around them.
struct Behind<'w, 'a> {
    before: &'w [Word<'a>],
    phrase: &'w [Word<'a>],
    values: Vec<&'a str>,
    /// The words of the list.
    list: &'w [Word<'a>],
    rest: &'w [Word<'a>],
}

/// The values behind the first of the phrases that values follow.
fn behind<'w, 'a>(words: &'w [Word<'a>], phrases: &[&str]) -> Option<Behind<'w, 'a>> {
    let mut ahead = words;
    while let Some((skipped, from)) = find_phrase(ahead, phrases) {
        let start = words.len() - ahead.len();
        let list = match from.split_first() {
            Some((Word::Mark(':'), list)) => list,
            _ => from,
        };
        let (values, rest) = read_list(list, value);
        if values.len() > 1 && !names_what_follows(&values, list, rest) {
            let (list, _) = list.split_at_checked(list.len() - rest.len())?;
            let (said, _) = words.split_at_checked(words.len() - from.len())?;
            let (before, phrase) = said.split_at_checked(start + skipped.len())?;
            return Some(Behind { before, phrase, values, list, rest });
        }
        ahead = from;
    }
    None
}

/// Whether capitals are part of a name: "either HTTP or HTTPS address".
fn names_what_follows(values: &[&str], list: &[Word<'_>], rest: &[Word<'_>]) -> bool {
    let quoted = list.iter().take(list.len() - rest.len()).filter(|word| matches!(word, Word::Quoted(_)));
    !is_end(rest) && quoted.count() < values.len()
}

/// How sure it is that the values are those of the field. A sentence about a case, or one that negates, has none.
fn judge<'a>(sentence: &Sentence<'a>, found: Behind<'_, 'a>) -> Option<Reading<Vec<&'a str>>> {
    let Behind { before, phrase, values, list, rest } = found;
    let in_case = strip_phrase(&sentence.words, CASES).is_some();
    if in_case || is_negated(before) || is_negated(phrase) {
        return None;
    }
    let opens = before.is_empty() || is_phrase(before, SUBJECTS) || (sentence.is_first && is_noun(before));
    let chooses = !is_phrase(phrase, CHOICES)
        || (list.iter().any(|word| word.is("or") || matches!(word, Word::Mark('/' | '|')))
            && !holds(list, &["and"]));
    let sure = opens && chooses && is_closed(rest);
    Some(if sure { Reading::Certain(values) } else { Reading::Likely(values) })
}

/// Whether the words are a noun that the list stands beside: "Status of the user, either …".
fn is_noun(before: &[Word<'_>]) -> bool {
    let Some((Word::Mark(',' | '(' | '-' | '–' | '—' | ':' | ';'), noun)) = before.split_last() else {
        return false;
    };
    noun.iter().all(|word| matches!(word, Word::Plain(_))) && !holds(noun, CLAUSE)
}

/// Whether a list ends before the words, and nothing that follows opens it again.
fn is_closed(rest: &[Word<'_>]) -> bool {
    let ellipsis = rest.windows(2).any(|pair| matches!(pair, [Word::Mark('.'), Word::Mark('.')]));
    let ends = matches!(rest.first(), None | Some(Word::Mark('.' | '!' | ';' | '(' | ')' | '-' | '–' | '—')));
    let quotes_more = rest.iter().any(|word| matches!(word, Word::Quoted(_)));
    ends && !ellipsis && !quotes_more && !holds(rest, OPEN)
}

/// The values of "one of parameters: `a`, `b`".
fn behind_nouns<'a>(words: &[Word<'a>]) -> Option<Vec<&'a str>> {
    let (_, from) = find_phrase(words, ONE_OF)?;
    let nouns = from.iter().take(MOST_NOUNS).take_while(|word| matches!(word, Word::Plain(_))).count();
    let (colon, list) = from.get(nouns..)?.split_first()?;
    let (values, _) = read_list(list, value);
    (*colon == Word::Mark(':') && values.len() > 1).then_some(values)
}

/// The value that a word can be.
pub(super) fn value(word: Word<'_>) -> Option<&str> {
    match word {
        Word::Quoted(text) => (text.len() <= LONGEST && !text.contains('\n')).then_some(text),
        Word::Plain(text) => (is_constant(text) || text.parse::<i64>().is_ok()).then_some(text),
        Word::Mark(_) => None,
    }
}

/// Capitals and digits, as in `PER_DESTINATION`.
fn is_constant(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    fn read(text: &str) -> Option<Reading<Vec<&str>>> {
        split_sentences(text).iter().find_map(recognise_enumeration)
    }

    fn certain(text: &str, values: &[&str]) {
        assert_eq!(read(text), Some(Reading::Certain(values.to_vec())), "{text}");
    }

    fn likely(text: &str, values: &[&str]) {
        assert_eq!(read(text), Some(Reading::Likely(values.to_vec())), "{text}");
    }

    fn none(text: &str) {
        assert_eq!(read(text), None, "{text}");
    }

    #[test]
    fn values_that_end_a_sentence_are_certain() {
        certain("Status of the user, either SUSPENDED or ENABLE.", &["SUSPENDED", "ENABLE"]);
        certain("Either 'Password', 'LKey', or 'SessionKey'", &["Password", "LKey", "SessionKey"]);
        certain("Sets the mode. One of the following values: `a`, `b`, `c-d`.", &["a", "b", "c-d"]);
        certain("Level (one of 0, 1 or 2)", &["0", "1", "2"]);
        certain("Must be `asc` or `desc`.", &["asc", "desc"]);
        certain("Possible values are `a` and `b`.", &["a", "b"]);
        certain("Allowed values: `a` | `b`", &["a", "b"]);
    }

    #[test]
    fn values_that_begin_a_description_are_certain() {
        certain("\"OK\" or \"Error\"", &["OK", "Error"]);
        certain("\"Y\" or \"N\" to modify an existing contact (see there).", &["Y", "N"]);
        certain("Y or N", &["Y", "N"]);
        certain("This field must be one of: `a`, `b`.", &["a", "b"]);
        likely("\"Y\" or \"N\"...", &["Y", "N"]);
        none("Y or N (or nothing)");
        likely("`a` or `b` of the tree.", &["a", "b"]);
        likely("`a` or `b` if it is set.", &["a", "b"]);
        likely("`a` or `b` to keep it, `c` otherwise.", &["a", "b"]);
    }

    #[test]
    fn values_among_other_words_are_likely() {
        likely("Orders by one of parameters: `as_is`, `login`.", &["as_is", "login"]);
        likely("Can be `a` or `b`.", &["a", "b"]);
        likely("Either `a` or `b` of the item.", &["a", "b"]);
    }

    #[test]
    fn values_of_something_else_are_not_certain() {
        likely("Password. Must be set by either ADMIN or OWNER.", &["ADMIN", "OWNER"]);
        likely("Sent via either HTTP or HTTPS.", &["HTTP", "HTTPS"]);
        likely("The file is either PDF or DOCX.", &["PDF", "DOCX"]);
        likely("Values other than `x` or `y` must be one of `A` or `B`.", &["A", "B"]);
        likely("The name. The rest, either A or B.", &["A", "B"]);
        none("If `status` is either `A` or `B`, the name.");
        none("Must not be one of `a` or `b`.");
        none("Isn't either `a` or `b`.");
        none("No longer one of `a` or `b`.");
    }

    #[test]
    fn lists_that_are_open_are_not_certain() {
        likely("Must be `x` and `y`.", &["x", "y"]);
        likely("Must be `x`, `y`.", &["x", "y"]);
        likely("Allowed values: `a`, `b`, … `z`.", &["a", "b"]);
        likely("Allowed values: `a`, `b`, ...", &["a", "b"]);
        likely("Allowed values: `a`, `b`...", &["a", "b"]);
        likely("Allowed values: `a`, `b`…", &["a", "b"]);
        likely("Allowed values: `a`, `b`, etc.", &["a", "b"]);
        likely("Allowed values: `a`, `b` (or a number).", &["a", "b"]);
        likely("Allowed values: `a`, `b`, or a number.", &["a", "b"]);
        likely("Allowed values: `a`, `b` (`c` for some).", &["a", "b"]);
    }

    #[test]
    fn prose_lists_no_values() {
        none("Log in as either an administrator or end-user account.");
        none("Client status - either enabled or disabled.");
        none("Either user ID or login can be supplied.");
        none("The time at which it either started or ended");
        none("Either HTTP or HTTPS address of the server.");
        none("GET or POST requests are both understood.");
        none("One of the items.");
        none("Enable or disable the host.");
        none("True / False");
        none("Only `a` or a plain one.");
    }
}
