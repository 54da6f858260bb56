//! What stands beside a type or a name: `string, required`, `integer (optional)`, `string <uuid>`, `string or null`,
//! `enum: open, done`.
//!
//! Comes in: the words of a type's place, or those in brackets behind a name. Goes out: the type with what the words
//! around it state. Words that state nothing known are given back, so that they can be reported.

use super::type_expression::{TypeExpression, recognise_type};
use docwright_model::{Requirement, Serialization, Type};

/// What a text declares of a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Declaration {
    /// Its type.
    pub value_type: Option<TypeExpression>,
    /// Whether it must be given.
    pub requirement: Requirement,
    /// Whether `null` is a value.
    pub nullable: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// Its default.
    pub default: Option<String>,
    /// Its values.
    pub values: Vec<String>,
    /// The name of a format that makes the type no other: `email`.
    pub formats: Vec<String>,
    /// What is none of these.
    pub unknown: Vec<String>,
}

impl Declaration {
    /// Whether every word is understood, and the type is one of those that need no description.
    pub(crate) fn is_certain(&self) -> bool {
        self.unknown.is_empty() && self.value_type.as_ref().is_none_or(|found| is_known(&found.value_type))
    }
}

const REQUIREMENTS: &[(&str, Requirement)] = &[
    ("required", Requirement::Required),
    ("mandatory", Requirement::Required),
    ("optional", Requirement::Optional),
    ("not required", Requirement::Optional),
];
const DEPRECATED: &str = "deprecated";
const NULLABLE: &[&str] = &["nullable", "null", "or null", "can be null", "may be null"];
const NULLABLE_ENDINGS: &[&str] = &[" or null", " | null", "|null", " or nil"];
const NULLABLE_STARTS: &[&str] = &["null or ", "null | ", "null|"];
const DEFAULTS: &[&str] =
    &["defaults to ", "default is ", "default: ", "default:", "default = ", "default=", "default "];
const VALUES: &[&str] = &["enum", "one of", "allowed values", "possible values", "values"];
/// Formats that are types of their own.
const TYPES: &[(&str, Type)] = &[
    ("uuid", Type::Uuid),
    ("guid", Type::Uuid),
    ("date", Type::Date),
    ("date-time", Type::DateTime),
    ("datetime", Type::DateTime),
    ("iso 8601", Type::DateTime),
    ("iso8601", Type::DateTime),
    ("rfc 3339", Type::DateTime),
    ("rfc3339", Type::DateTime),
    ("binary", Type::Bytes),
    ("byte", Type::Bytes),
    ("base64", Type::Bytes),
];
/// Formats of numbers, which the type says already.
const NUMBERS: &[&str] =
    &["int32", "int64", "long", "float", "double", "signed", "unsigned", "32-bit", "64-bit"];
/// Formats of text that stays text.
const TEXTS: &[&str] =
    &["email", "hostname", "ip", "ipv4", "ipv6", "json", "password", "phone", "uri", "url", "iso 4217"];

/// Words for types that documents may also have objects of, so that only these very letters count.
const LOOSE: &[(&str, Type)] = &[
    ("email", Type::String),
    ("enum", Type::String),
    ("uri", Type::String),
    ("url", Type::String),
    ("dictionary", Type::Object),
    ("hash", Type::Object),
    ("map", Type::Object),
];

/// Reads a declaration. `None` if no part of the text is a type or states anything.
#[must_use]
pub(crate) fn recognise_declaration(text: &str) -> Option<Declaration> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = Declaration::default();
    let (base, rest) = base_and_rest(&text);
    found.base(base);
    found.parts(rest);
    let states = found.value_type.is_some() || found.states_more();
    states.then_some(found)
}

impl Declaration {
    /// Whether something else than a type is stated.
    fn states_more(&self) -> bool {
        self.requirement != Requirement::Unstated
            || self.nullable
            || self.deprecated
            || self.default.is_some()
            || !self.values.is_empty()
            || !self.formats.is_empty()
    }

    /// Reads what stands first: a type, or a word that could stand behind one.
    fn base(&mut self, text: &str) {
        if text.is_empty() || self.part(text) {
            return;
        }
        let lower = text.to_ascii_lowercase();
        let mut ending = [(" required", true), (" optional", false)].into_iter();
        let ending = ending.find(|(ending, _)| lower.ends_with(ending));
        let (text, optional) = match ending {
            Some((ending, required)) => {
                (text.get(..text.len() - ending.len()).unwrap_or(text), Some(required))
            }
            None => (text, None),
        };
        let lower = text.to_lowercase();
        let ending = NULLABLE_ENDINGS.iter().find(|ending| lower.ends_with(**ending));
        let start = NULLABLE_STARTS.iter().find(|start| lower.starts_with(**start));
        let inner = match (ending, start) {
            (Some(ending), _) => text.get(..text.len() - ending.len()),
            (None, Some(start)) => text.get(start.len()..),
            // `string?`, as some languages write it.
            (None, None) => text.strip_suffix('?').or_else(|| text.strip_prefix('?')),
        };
        self.nullable |= inner.is_some();
        let (inner, format) = format_in_angles(inner.unwrap_or(text));
        self.value_type =
            recognise_type(inner).map(|found| match LOOSE.iter().find(|(word, _)| *word == inner) {
                Some((_, loose)) => TypeExpression { value_type: loose.clone(), ..found },
                None => found,
            });
        if let Some(required) = optional {
            self.requirement = if required { Requirement::Required } else { Requirement::Optional };
        }
        if let Some(format) = format.filter(|format| !self.part(format)) {
            self.unknown.push(format.to_owned());
        }
    }

    /// Reads the parts behind the first.
    fn parts(&mut self, rest: &str) {
        let mut rest = rest;
        while !rest.is_empty() {
            rest = rest.trim_start_matches([',', ';', '(', ')', '[', ']', ' ']);
            // Values are parted by commas themselves, so that they go up to the bracket that closes them.
            let ends: &[char] = if is_values(rest) { &[')', ';'] } else { &[',', ';', '(', ')', '[', ']'] };
            let end = rest.find(ends).unwrap_or(rest.len());
            let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = behind;
            let part = part.trim();
            if !part.is_empty() && !self.part(part) {
                self.unknown.push(part.to_owned());
            }
        }
    }

    /// Reads one part; gives whether it is known.
    fn part(&mut self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let lower = lower.trim_end_matches('.');
        if let Some((_, requirement)) = REQUIREMENTS.iter().find(|(word, _)| *word == lower) {
            self.requirement = *requirement;
        } else if NULLABLE.contains(&lower) {
            self.nullable = true;
        } else if lower == DEPRECATED {
            self.deprecated = true;
        } else if let Some(default) = DEFAULTS.iter().find_map(|word| behind(text, word)) {
            self.default = Some(default.trim().trim_matches(['`', '"', '\'']).to_owned());
        } else if is_values(text) {
            self.values.extend(listed(text));
            if self.value_type.is_none() {
                self.value_type =
                    Some(TypeExpression { value_type: Type::String, serialization: Serialization::Plain });
            }
        } else {
            return self.format(lower);
        }
        true
    }

    /// Reads a format behind a type that it can be one of.
    fn format(&mut self, lower: &str) -> bool {
        let Some(found) = &mut self.value_type else { return false };
        let lower = lower.strip_prefix("format: ").or(lower.strip_prefix("format ")).unwrap_or(lower);
        match found.value_type {
            Type::String => match TYPES.iter().find(|(word, _)| *word == lower) {
                Some((_, refined)) => found.value_type = refined.clone(),
                None if TEXTS.contains(&lower) => self.formats.push(lower.to_owned()),
                None => return false,
            },
            Type::Integer | Type::Number => return NUMBERS.contains(&lower),
            _ => return false,
        }
        true
    }
}

/// The part up to the first separator outside of angle brackets, and the rest.
fn base_and_rest(text: &str) -> (&str, &str) {
    if is_values(text) {
        return ("", text);
    }
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => return text.split_at_checked(at).unwrap_or((text, "")),
            // `X (JSON)` is a type as a whole.
            '(' if depth == 0 && !text.get(at..).is_some_and(|rest| rest.starts_with("(JSON)")) => {
                let (base, rest) = text.split_at_checked(at).unwrap_or((text, ""));
                return (base.trim(), rest);
            }
            _ => {}
        }
    }
    (text, "")
}

/// `integer <int64>`: the type and its format.
fn format_in_angles(text: &str) -> (&str, Option<&str>) {
    let parts = text.strip_suffix('>').and_then(|rest| rest.split_once('<'));
    match parts.map(|(base, format)| (base.trim(), format.trim())) {
        Some((base, format)) if is_scalar(base) => (base, Some(format)),
        _ => (text, None),
    }
}

fn is_scalar(text: &str) -> bool {
    let found = recognise_type(text).map(|found| found.value_type);
    matches!(found, Some(Type::String | Type::Integer | Type::Number))
}

/// Whether a text lists values: `enum: a, b`, `one of "a", "b"`.
fn is_values(text: &str) -> bool {
    VALUES.iter().any(|word| {
        behind(text, word).is_some_and(|rest| {
            let rest = rest.trim_start();
            // `enum` alone names no value.
            rest.starts_with([':', '(', '[', '"', '`', '\'']) || *word == "one of" && !rest.is_empty()
        })
    })
}

/// The values behind the word that announces them.
fn listed(text: &str) -> impl Iterator<Item = String> {
    let rest = VALUES.iter().find_map(|word| behind(text, word)).unwrap_or_default();
    let marks: &[char] = &['`', '"', '\'', '(', ')', '[', ']', ':', ' ', '.'];
    let values = rest.split([',', '|', '/']).flat_map(|part| part.split(" or "));
    let values = values.map(|value| value.trim().trim_start_matches("or "));
    values.map(move |value| value.trim_matches(marks).to_owned()).filter(|value| !value.is_empty())
}

/// The text behind a word that it begins with.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    if head.eq_ignore_ascii_case(word) { text.get(word.len()..) } else { None }
}

/// Whether a type is made of words that are types; a name may be none.
fn is_known(found: &Type) -> bool {
    found.names().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let Some(found) = recognise_declaration(text) else { return "nothing".to_owned() };
        let value_type = found.value_type.as_ref().map(|found| format!("{:?}", found.value_type));
        let mut shown = vec![value_type.unwrap_or_default()];
        if found.requirement != Requirement::Unstated {
            shown.push(format!("{:?}", found.requirement).to_lowercase());
        }
        shown.extend(found.nullable.then(|| "null".to_owned()));
        shown.extend(found.deprecated.then(|| "deprecated".to_owned()));
        shown.extend(found.default.iter().map(|default| format!("= {default}")));
        shown.extend((!found.values.is_empty()).then(|| format!("of {}", found.values.join("/"))));
        shown.extend(found.formats.iter().map(|format| format!("format {format}")));
        shown.extend(found.unknown.iter().map(|word| format!("?{word}")));
        shown.join(" ").trim().to_owned()
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(show(text), expected, "{text}");
    }

    #[test]
    fn words_beside_a_type_state_what_they_say() {
        check("string, required", "String required");
        check("integer (optional)", "Integer optional");
        check("string (uuid)", "Uuid");
        check("string <date-time>", "DateTime");
        check("integer <int64>", "Integer");
        check("integer(int32)", "Integer");
        check("string or null", "String null");
        check("string | null, required", "String required null");
        check("string?", "String null");
        check("integer, optional, default: 10", "Integer optional = 10");
        check("string (enum: open, done)", "String of open/done");
        check("enum: a, b", "String of a/b");
        check("one of `a` or `b`", "String of a/b");
        check("string (email)", "String format email");
        check("Dictionary<int, string>, required", "Map { key: Integer, value: String } required");
        check("array of strings, required", "List(String) required");
        check("required", "required");
        check("string Required", "String required");
        check("string, deprecated", "String deprecated");
    }

    #[test]
    fn words_that_state_nothing_are_given_back() {
        check("string, shiny", "String ?shiny");
        check("string <colour>", "String ?colour");
        check("", "nothing");
        check("enum", "String");
    }
}
