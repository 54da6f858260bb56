//! Words of a sentence: plain ones, those in quotes or backticks, and punctuation.

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word<'a> {
    /// A word.
    Plain(&'a str),
    /// What stands in quotes or backticks, without them.
    Quoted(&'a str),
    /// Punctuation.
    Mark(char),
}

/// Punctuation that ends a word where nothing but more of it or a space follows.
const ENDS: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']'];
const BRACKETS: &[char] = &['(', '['];
/// What stands alone between words.
const ALONE: &[&str] = &["-", "–", "—", "/", "|", "="];
/// What opens and closes a quotation.
const QUOTES: &[(char, char)] = &[('`', '`'), ('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];

/// Words that turn what is said into its opposite, or into what was said once.
const NEGATIONS: &[&str] = &[
    "no",
    "not",
    "never",
    "cannot",
    "neither",
    "nor",
    "without",
    "longer",
    "hardly",
    "used",
    "formerly",
    "previously",
    "was",
    "were",
];

impl<'a> Word<'a> {
    /// Whether it is this plain word, whatever its capitals.
    pub(crate) fn is(self, text: &str) -> bool {
        matches!(self, Self::Plain(plain) if plain.eq_ignore_ascii_case(text))
    }

    /// The text of a word or quotation.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Self::Plain(text) | Self::Quoted(text) => Some(text),
            Self::Mark(_) => None,
        }
    }
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, length) = if let Some((inner, length)) = quotation(rest) {
            (Word::Quoted(inner.trim()), length)
        } else if BRACKETS.contains(&first) || is_mark(rest, first) {
            (Word::Mark(first), first.len_utf8())
        } else {
            plain(rest, first)
        };
        words.push(word);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    words
}

/// The quotation that a text begins with, and its length with the quotes.
///
/// Looks no further than the next quote of the same kind, so that reading a text takes no longer than its length.
pub(super) fn quotation(text: &str) -> Option<(&str, usize)> {
    let first = text.chars().next()?;
    let (open, close) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let inside = text.get(open.len_utf8()..)?;
    let length = inside.find([*open, *close])?;
    let inner = inside.get(..length)?;
    let behind = inside.get(length..)?.strip_prefix(*close)?;
    // An apostrophe goes on with the word.
    let apostrophe = *close != '`' && behind.starts_with(char::is_alphanumeric);
    let length = text.len().saturating_sub(behind.len());
    (!inner.trim().is_empty() && !apostrophe).then_some((inner, length))
}

fn is_mark(rest: &str, first: char) -> bool {
    let next = rest.get(first.len_utf8()..).and_then(|rest| rest.chars().next());
    ENDS.contains(&first) && next.is_none_or(|next| next.is_whitespace() || ENDS.contains(&next))
}

/// A plain word up to the next space, without the punctuation at its end.
fn plain(rest: &str, first: char) -> (Word<'_>, usize) {
    let end = rest.find(|c: char| c.is_whitespace() || BRACKETS.contains(&c)).unwrap_or(rest.len());
    let word = rest.get(..end).unwrap_or_default();
    if ALONE.contains(&word) {
        return (Word::Mark(first), end);
    }
    let word = word.trim_end_matches(ENDS);
    let bare = word.trim_matches('*');
    (Word::Plain(if bare.is_empty() { word } else { bare }), word.len().max(first.len_utf8()))
}

/// What follows the phrase that the words begin with; the longest phrase counts.
pub(super) fn strip_phrase<'w, 'a>(words: &'w [Word<'a>], phrases: &[&str]) -> Option<&'w [Word<'a>]> {
    let Some(Word::Plain(first)) = words.first() else { return None };
    let initial = first.bytes().next()?.to_ascii_lowercase();
    let phrases = phrases.iter().filter(|phrase| phrase.bytes().next() == Some(initial));
    let behind = |phrase: &&str| {
        let mut rest = words;
        for wanted in phrase.split(' ') {
            let (first, behind) = rest.split_first()?;
            if !first.is(wanted) {
                return None;
            }
            rest = behind;
        }
        Some(rest)
    };
    phrases.filter_map(behind).min_by_key(|rest| rest.len())
}

/// The first place that one of the phrases stands at: the words before it and those behind.
pub(super) fn find_phrase<'w, 'a>(
    words: &'w [Word<'a>],
    phrases: &[&str],
) -> Option<(&'w [Word<'a>], &'w [Word<'a>])> {
    (0..words.len()).find_map(|start| {
        let (before, from) = words.split_at_checked(start)?;
        Some((before, strip_phrase(from, phrases)?))
    })
}

/// Whether nothing more is said: the sentence ends, or punctuation sets off what follows.
pub(super) fn is_end(rest: &[Word<'_>]) -> bool {
    matches!(rest.first(), None | Some(Word::Mark(_)))
}

/// Whether nothing follows but punctuation.
pub(super) fn is_over(rest: &[Word<'_>]) -> bool {
    rest.iter().all(|word| matches!(word, Word::Mark(_)))
}

/// Whether words negate what follows them, or say that it was so once: "is not", "doesn't", "no longer", "used to".
pub(super) fn is_negated(before: &[Word<'_>]) -> bool {
    // What stands before other punctuation is said of something else.
    let clause = before.iter().rev().take_while(|word| !matches!(word, Word::Mark(_)));
    clause.into_iter().any(|word| {
        let contracted = |text: &str| text.to_lowercase().replace('’', "'").ends_with("n't");
        NEGATIONS.iter().any(|negation| word.is(negation))
            || matches!(word, Word::Plain(text) if contracted(text))
    })
}

/// Whether the words hold one of the plain words of a table.
pub(super) fn holds(words: &[Word<'_>], table: &[&str]) -> bool {
    words.iter().any(|word| table.iter().any(|known| word.is(known)))
}

/// Whether words are one of the phrases, and nothing else.
pub(super) fn is_phrase(words: &[Word<'_>], phrases: &[&str]) -> bool {
    strip_phrase(words, phrases).is_some_and(<[_]>::is_empty)
}

/// Reads `A`, `A or B`, `A, B and C`: the items, and the words behind them.
pub(super) fn read_list<'w, 'a>(
    words: &'w [Word<'a>],
    item: impl Fn(Word<'a>) -> Option<&'a str>,
) -> (Vec<&'a str>, &'w [Word<'a>]) {
    let mut items = Vec::new();
    let mut rest = words;
    let mut ahead = words;
    while let Some((first, behind)) = ahead.split_first() {
        let Some(found) = item(*first) else { break };
        items.push(found);
        rest = behind;
        let separators = behind.iter().take(2).take_while(|word| is_separator(**word)).count();
        if separators == 0 {
            break;
        }
        ahead = behind.get(separators..).unwrap_or_default();
    }
    (items, rest)
}

fn is_separator(word: Word<'_>) -> bool {
    matches!(word, Word::Mark(',' | '/' | '|')) || word.is("or") || word.is("and")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Word::{Mark, Plain, Quoted};

    #[test]
    fn quotes_backticks_and_punctuation_come_apart() {
        assert_eq!(
            words("It is \"Y\", `a.b` or ‘c’ (v8.5; e.g. x:y)."),
            [
                Plain("It"),
                Plain("is"),
                Quoted("Y"),
                Mark(','),
                Quoted("a.b"),
                Plain("or"),
                Quoted("c"),
                Mark('('),
                Plain("v8.5"),
                Mark(';'),
                Plain("e.g"),
                Mark('.'),
                Plain("x:y"),
                Mark(')'),
                Mark('.'),
            ]
        );
    }

    #[test]
    fn negations_are_words_of_the_same_clause() {
        assert!(is_negated(&words("It is no longer")));
        assert!(is_negated(&words("It doesn’t")));
        assert!(is_negated(&words("This parameter CAN'T")));
        assert!(!is_negated(&words("It was not set (the")));
        assert!(!is_negated(&words("It is")));
    }

    #[test]
    fn an_apostrophe_opens_nothing() {
        assert_eq!(words("tenants' IDs"), [Plain("tenants'"), Plain("IDs")]);
        assert_eq!(words("'t isn't"), [Plain("'t"), Plain("isn't")]);
    }

    #[test]
    fn quotes_that_are_never_closed_take_no_longer_than_others() {
        assert_eq!(words(&"“a ".repeat(50_000)).len(), 50_000);
        assert_eq!(words(&"'a ".repeat(50_000)).len(), 50_000);
    }
}
