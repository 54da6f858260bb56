//! Sentences that name the constants that values are among: "One of the `JOB_STATUS_` constants".

use super::{
    Word,
    words::{is_over, strip_phrase},
};

const STARTS: &[&str] = &["one of the", "one of", "see the", "see"];
const ENDS: &[&str] = &["constants", "constant", "enumeration"];

/// Reads the name that a sentence gives to the constants: a type, or what the constants' own names begin with.
pub(crate) fn recognise_constants<'a>(words: &[Word<'a>]) -> Option<&'a str> {
    let (name, rest) = strip_phrase(words, STARTS)?.split_first()?;
    let name = name.text().map(|name| name.trim_end_matches('*')).filter(|name| is_constant(name))?;
    is_over(strip_phrase(rest, ENDS)?).then_some(name)
}

/// Whether a word is a name, and no word of prose such as "following".
pub(crate) fn is_constant(word: &str) -> bool {
    word.contains(|c: char| c.is_uppercase() || c == '_')
        && word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;

    #[track_caller]
    fn check(text: &str, name: Option<&str>) {
        let sentences = split_sentences(text);
        assert_eq!(sentences.first().and_then(|first| recognise_constants(&first.words)), name, "{text}");
    }

    #[test]
    fn constants_have_a_name_or_a_beginning() {
        check("One of the JOB_STATUS_ constants", Some("JOB_STATUS_"));
        check("One of the `JOB_STATUS_*` constants.", Some("JOB_STATUS_"));
        check("See the JobStatus constants.", Some("JobStatus"));
        check("One of the JobStatus enumeration", Some("JobStatus"));
        check("One of the following constants", None);
        check("One of the X constants if set", None);
        check("See the manual.", None);
    }
}
