//! Sentences that say when a value must be given or has a meaning: "Required for the `password` grant type".

use super::{
    Word,
    enumeration::value,
    words::{is_over, read_list, strip_phrase},
};

/// When a value must be given or has a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConditionSentence<'a> {
    /// It is required for these values of the parameter that the words describe: `password` and "grant type".
    RequiredFor {
        /// The values.
        values: Vec<&'a str>,
        /// The words behind the values.
        parameter: Vec<&'a str>,
    },
    /// It is required if the parameter has one of the values.
    RequiredIf {
        /// The parameter's name.
        parameter: &'a str,
        /// The values.
        values: Vec<&'a str>,
    },
    /// What is said holds if something named here has a value: `If "a" is "Y", …`.
    IfNamed(&'a str),
    /// It depends on something, but the words do not say plainly on what.
    Unclear,
}

const REQUIRED: &[&str] = &[
    "required",
    "it is required",
    "is required",
    "this parameter is required",
    "this field is required",
    "mandatory",
    "it is mandatory",
    "is mandatory",
    "must be set",
    "must be specified",
    "must be given",
    "must be provided",
];
const FOR: &[&str] = &["for", "for the"];
const IF: &[&str] = &["if", "when"];
const OTHER_CASES: &[&str] = &["unless", "only", "depending", "in", "with", "except"];
/// Words at the start of a sentence that make a value depend on something else than a value of another parameter.
const DEPENDS: &[&str] = &[
    "may be required",
    "not required if",
    "not required when",
    "not used for",
    "not used if",
    "not used when",
    "not used unless",
    "not used otherwise",
    "it is used if",
    "it is used when",
    "it is only used if",
    "it is only used when",
    "is used if",
    "is used when",
    "used if",
    "used when",
    "used only if",
    "used only when",
    "used only with",
    "only used if",
    "only used when",
    "only used with",
    "only used for",
    "ignored if",
    "ignored when",
    "ignored unless",
    "it is ignored if",
    "it is ignored unless",
    "has no effect if",
    "has no effect unless",
    "value validity examined when",
];
const IS: &[&str] = &["is", "is set to", "equals", "is equal to", "has the value"];
/// Words that make a state of a thing out of a name, and no value: "if `a` is not set".
const NOT_VALUES: &[&str] = &["set", "not", "given", "specified", "present", "provided", "empty"];

/// Reads the condition that a sentence states.
pub(crate) fn recognise_condition<'a>(words: &[Word<'a>]) -> Option<ConditionSentence<'a>> {
    if let Some(rest) = strip_phrase(words, REQUIRED) {
        return required(rest);
    }
    if strip_phrase(words, DEPENDS).is_some() {
        return Some(ConditionSentence::Unclear);
    }
    match strip_phrase(words, IF)?.split_first()? {
        (Word::Quoted(name), rest) => {
            let value = strip_phrase(rest, IS)?.first().copied().and_then(value);
            value.map(|_| ConditionSentence::IfNamed(name))
        }
        _ => None,
    }
}

fn required<'a>(rest: &[Word<'a>]) -> Option<ConditionSentence<'a>> {
    if let Some(rest) = strip_phrase(rest, FOR) {
        return Some(required_for(rest).unwrap_or(ConditionSentence::Unclear));
    }
    if let Some(rest) = strip_phrase(rest, IF) {
        return Some(required_if(rest).unwrap_or(ConditionSentence::Unclear));
    }
    strip_phrase(rest, OTHER_CASES).map(|_| ConditionSentence::Unclear)
}

/// "for the `a` and `b` grant types": the values and what they are values of, with nothing behind.
fn required_for<'a>(rest: &[Word<'a>]) -> Option<ConditionSentence<'a>> {
    let (values, rest) = read_list(rest, quoted);
    let count = rest.iter().take_while(|word| matches!(word, Word::Plain(_))).count();
    let (parameter, rest) = rest.split_at_checked(count)?;
    let parameter: Vec<&str> = parameter.iter().filter_map(|word| word.text()).collect();
    let plain = !values.is_empty() && !parameter.is_empty() && is_over(rest);
    plain.then_some(ConditionSentence::RequiredFor { values, parameter })
}

/// "if `a` is `b`", with nothing behind.
fn required_if<'a>(rest: &[Word<'a>]) -> Option<ConditionSentence<'a>> {
    let rest = strip_phrase(rest, &["the"]).unwrap_or(rest);
    let (parameter, rest) = rest.split_first()?;
    let (values, rest) = read_list(strip_phrase(rest, IS)?, |word| match word {
        Word::Plain(text) => (!NOT_VALUES.contains(&text)).then_some(text),
        other => other.text(),
    });
    let plain = !values.is_empty() && is_over(rest);
    plain.then_some(ConditionSentence::RequiredIf { parameter: parameter.text()?, values })
}

fn quoted(word: Word<'_>) -> Option<&str> {
    match word {
        Word::Quoted(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::split_sentences;
    use super::*;
    use ConditionSentence::{IfNamed, RequiredFor, RequiredIf, Unclear};

    fn check(text: &str, expected: &[ConditionSentence<'_>]) {
        let sentences = split_sentences(text);
        let found: Vec<_> =
            sentences.iter().filter_map(|sentence| recognise_condition(&sentence.words)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_condition_on_values_is_read() {
        check(
            "Required for the `password` and `md5` grant types.",
            &[RequiredFor { values: vec!["password", "md5"], parameter: vec!["grant", "types"] }],
        );
        check(
            "Required if `kind` is `a` or `b`.",
            &[RequiredIf { parameter: "kind", values: vec!["a", "b"] }],
        );
        check("It is required when mode is \"x\"", &[RequiredIf { parameter: "mode", values: vec!["x"] }]);
    }

    #[test]
    fn a_condition_with_more_to_it_is_unclear() {
        // The words behind the values are no parameter's name; only who knows the parameters can tell.
        check(
            "Required for the `password` grant type with a code.",
            &[RequiredFor {
                values: vec!["password"],
                parameter: vec!["grant", "type", "with", "a", "code"],
            }],
        );
        check("Required for `a` grant types if the client has `b`.", &[Unclear]);
        check("Required for public clients.", &[Unclear]);
        check("Required when searching the users by `id`.", &[Unclear]);
        check("Required if `a` is set.", &[Unclear]);
        check("May be required depending on the type", &[Unclear]);
        check("Not used for the `code` grant type.", &[Unclear]);
        check("Contacts. It is used if \"Change\" is \"Y\".", &[Unclear]);
        check("If \"Append\" is \"Y\", all are appended.", &[IfNamed("Append")]);
    }

    #[test]
    fn prose_has_no_condition() {
        check("If true, deleted tenants may be returned.", &[]);
        check("If set to 1, keep a code.", &[]);
        check("If \"*\" is provided, all are returned.", &[]);
        check("The required fields.", &[]);
    }
}
