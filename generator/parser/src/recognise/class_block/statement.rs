//! The words of one statement of a block of classes: the head of a class, or a field.

use super::{ClassField, Fault, FaultKind};
use crate::{
    document::{Parts, Text},
    recognise::type_expression::recognise_type,
};
use docwright_model::{Requirement, Type};

/// Words that a class begins with.
pub(super) const HEADS: &[&str] = &["class"];
const EXTENDS: &str = "extends";
/// What a mark at the end of a name says.
const MARKS: &[(char, Requirement)] = &[('?', Requirement::Optional)];
/// Characters that no line of a structure has; one that has them is a statement of a program.
const OF_PROGRAMS: &[char] = &['(', ')'];
/// Words that are no type, though they stand before a name.
const MODIFIERS: &[&str] = &["case", "const", "enum", "final", "readonly", "struct", "type"];
/// Words that only a line of a program begins with.
const STATEMENTS: &[&str] = &[
    "abstract",
    "def",
    "echo",
    "export",
    "extend",
    "friend",
    "fun",
    "func",
    "function",
    "import",
    "include",
    "internal",
    "let",
    "mixin",
    "namespace",
    "open",
    "override",
    "package",
    "private",
    "protected",
    "public",
    "raise",
    "require",
    "return",
    "static",
    "throw",
    "typedef",
    "use",
    "using",
    "val",
    "var",
    "yield",
];

/// The head of a class.
pub(super) struct Head {
    pub(super) name: Text,
    pub(super) extends: Vec<Text>,
    pub(super) faults: Vec<Fault>,
}

/// A line of a class.
pub(super) enum Line {
    Field(ClassField),
    /// What is at fault, and with which words.
    Fault(FaultKind, Text),
}

/// Whether a statement begins as the head of a class does.
pub(super) fn is_head(text: &Text) -> bool {
    let plain = text.plain();
    head_word(&plain).is_some() && !plain.contains(OF_PROGRAMS)
}

/// The word of a head that a text begins with.
fn head_word(text: &str) -> Option<&'static str> {
    let is_word = |word: &&&str| {
        let rest = text.strip_prefix(**word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    HEADS.iter().find(is_word).copied()
}

/// Reads the head of a class; `None` if it is one of another notation, such as `class A : B`.
pub(super) fn read_head(text: &Text) -> Option<Head> {
    let whole = text.concatenated();
    let parts = Parts::of(text);
    let start = whole.len() - whole.trim_start().len() + head_word(whole.trim_start())?.len();
    let rest = whole.get(start..)?;
    let extends = word_position(rest, EXTENDS);
    let named = extends.unwrap_or(rest.len());
    let name = parts.part(start, start + named).trimmed();
    let plain = name.plain();
    let mut faults = Vec::new();
    let mut fault = |kind, words: &str, span| {
        let class = Some(plain.clone()).filter(|name| !name.is_empty());
        faults.push(Fault { kind, words: words.to_owned(), span, line: text.span(), class });
    };
    if plain.contains(['<', ':']) || plain.contains(char::is_whitespace) {
        return None;
    }
    if plain.is_empty() {
        fault(FaultKind::NamelessClass, "", text.span());
    } else if !is_name(&plain) {
        fault(FaultKind::BadClassName, &plain, name.span());
    }
    let mut parents = Vec::new();
    if let Some(extends) = extends {
        let mut from = start + extends + EXTENDS.len();
        for part in whole.get(from..).unwrap_or_default().split(',') {
            let parent = parts.part(from, from + part.len()).trimmed();
            from += part.len() + 1;
            if parent.plain().split_whitespace().nth(1).is_some() {
                return None;
            }
            if parent.is_empty() {
                fault(FaultKind::MissingParent, "", parts.part(start + extends, whole.len()).span());
            } else if is_name(&parent.plain()) {
                parents.push(parent);
            } else {
                fault(FaultKind::BadParent, &parent.plain(), parent.span());
            }
        }
    }
    Some(Head { name, extends: parents, faults })
}

/// Where a word begins in a text.
fn word_position(text: &str, word: &str) -> Option<usize> {
    let is_alone = |at: usize| {
        let before =
            text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        let behind = text.get(at + word.len()..);
        before && behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(char::is_whitespace))
    };
    text.match_indices(word).map(|(at, _)| at).find(|at| is_alone(*at))
}

/// Reads a line between the braces; `None` if only a program has such a line.
pub(super) fn read_line(text: &Text) -> Option<Line> {
    let whole = text.concatenated();
    let plain = whole.trim();
    let first = plain.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default();
    if whole.contains(OF_PROGRAMS) || STATEMENTS.contains(&first) {
        return None;
    }
    let start = whole.len() - whole.trim_start().len();
    let end = start + plain.len();
    // The name is the last word; white space within a type stands inside its brackets, or before them.
    let split = plain.rfind(char::is_whitespace).filter(|at| !is_inside_brackets(plain, *at));
    let Some(split) = split else {
        let is_type = recognise_type(plain).is_some_and(|found| is_type(&found.value_type, plain));
        let is_known = recognise_type(plain).is_some_and(|found| found.value_type.names() != [plain]);
        let kind = match (is_type && is_known, is_name(without_mark(plain).0)) {
            (true, _) => FaultKind::NamelessField,
            (false, true) => FaultKind::Untyped,
            (false, false) => FaultKind::NoField,
        };
        return Some(Line::Fault(kind, text.clone()));
    };
    let value_type = text.part(start, start + split).trimmed();
    let name = text.part(start + split, end).trimmed();
    let words = name.plain();
    let (bare, requirement) = without_mark(&words);
    let typed = value_type.plain();
    let is_typed = recognise_type(typed.trim_end_matches('?'))
        .is_some_and(|found| is_type(&found.value_type, &typed))
        && !MODIFIERS.contains(&first);
    Some(match (is_typed, is_name(bare)) {
        (true, true) => {
            let length = name.concatenated().len();
            let name = name.part(0, length - (words.len() - bare.len()));
            Line::Field(ClassField { value_type, name, requirement, comments: Vec::new(), span: text.span() })
        }
        (true, false) if words.starts_with(|c: char| c.is_alphanumeric() || c == '_') => {
            Line::Fault(FaultKind::BadFieldName, name)
        }
        _ => Line::Fault(FaultKind::NoField, text.clone()),
    })
}

/// Whether a place in a text stands inside of angle brackets.
fn is_inside_brackets(text: &str, at: usize) -> bool {
    let behind = text.get(at..).unwrap_or_default();
    let count = |character: char| behind.matches(character).count();
    count('>') > count('<') || behind.trim_start().starts_with('<')
}

fn without_mark(name: &str) -> (&str, Requirement) {
    let found = MARKS.iter().find_map(|(mark, requirement)| Some((name.strip_suffix(*mark)?, *requirement)));
    found.unwrap_or((name, Requirement::Unstated))
}

/// Whether words are a type: one that is known, or the name of one, inside lists and maps.
fn is_type(found: &Type, words: &str) -> bool {
    // What brackets hold that are none of a list or map is for the resolver to report.
    let is_generic = |name: &str| name.contains('<') && name.ends_with('>');
    !words.contains(['=', ':', '"', '$', '@', '#'])
        && found.names().into_iter().all(|name| is_name(name) || is_generic(name))
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}
