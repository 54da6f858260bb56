//! Makes text more than text where the document says so: a pattern that only UUIDs or dates fit, a sentence
//! about commas.
//!
//! A pattern is judged by what it accepts and refuses, not by how it is written: documents write the same
//! pattern in many ways.

use super::fields_mut;
use crate::assemble::Draft;
use docwright_model::{Constraints, Evidence, Fact, Field, Type};
use regex_lite::{Regex, RegexBuilder};
use std::collections::HashMap;

const UUIDS: [&str; 3] = [
    "0bb386ae-e66d-4e7b-84fb-cddcf60002de",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
];
const NOT_UUIDS: [&str; 4] = [
    "0bb386aee66d4e7b84fbcddcf60002de",
    "0bb386ae-e66d-4e7b-84fb-cddcf60002d",
    "zbb386ae-e66d-4e7b-84fb-cddcf60002de",
    "",
];
const DATES: [&str; 2] = ["2017-05-08", "1999-12-31"];
const NOT_DATES: [&str; 4] = ["2017-05-08T00:00:00", "2017/05/08", "08.05.2017", ""];
const COMMA_WORDS: &[&str] = &["comma-separated", "comma separated"];

/// No pattern of a reference page is longer; a longer one is left to the server.
pub(super) const MAX_PATTERN: usize = 1024;
/// What a compiled pattern may take.
pub(super) const MAX_COMPILED: usize = 1 << 18;

/// Refines the type of every field and parameter.
pub(super) fn refine_types(draft: &mut Draft) {
    let mut judged = HashMap::new();
    for field in fields_mut(draft) {
        refine(field, &mut judged);
    }
}

fn refine(field: &mut Field, judged: &mut HashMap<String, Option<Type>>) {
    let by_pattern = |constraints: &Constraints, judged: &mut HashMap<String, Option<Type>>| {
        let pattern = constraints.pattern.clone()?;
        judged.entry(pattern).or_insert_with_key(|pattern| judge(pattern)).clone()
    };
    match &mut field.value_type {
        Type::String => {
            let description = field.description.as_deref().unwrap_or_default().to_lowercase();
            if let Some(refined) = by_pattern(&field.constraints, judged) {
                field.value_type = refined;
                refined_by(Fact::Constraint, Fact::Type, field);
            } else if COMMA_WORDS.iter().any(|words| description.contains(words)) {
                field.value_type = Type::CommaSeparated(Box::new(Type::String));
                refined_by(Fact::Description, Fact::Type, field);
            }
        }
        Type::List(inner) if **inner == Type::String => {
            if let Some(refined) = by_pattern(&field.element_constraints, judged) {
                **inner = refined;
                refined_by(Fact::Constraint, Fact::Elements, field);
            }
        }
        _ => {}
    }
}

/// Adds the origin of a type that follows from another fact: where that fact stands.
fn refined_by(reason: Fact, fact: Fact, field: &mut Field) {
    let origin = field.origins.of(reason).map(|origin| origin.source.clone());
    let source = origin.unwrap_or_else(|| field.source.clone());
    field.origins.add(fact, source, Evidence::Prose);
}

/// The type whose values the pattern describes, if it is one of those that are more than text.
fn judge(pattern: &str) -> Option<Type> {
    if pattern.len() > MAX_PATTERN {
        return None;
    }
    let regex = RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(MAX_COMPILED).build().ok()?;
    let fits = |yes: &[&str], no: &[&str]| {
        yes.iter().all(|text| regex.is_match(text)) && !no.iter().any(|text| regex.is_match(text))
    };
    if fits(&UUIDS, &NOT_UUIDS) {
        let pair = UUIDS.join(",");
        let uuid = Type::Uuid;
        return Some(if accepts(&regex, &pair) { Type::CommaSeparated(Box::new(uuid)) } else { uuid });
    }
    fits(&DATES, &NOT_DATES).then_some(Type::Date)
}

fn accepts(regex: &Regex, text: &str) -> bool {
    regex.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_judged_by_what_it_accepts() {
        let uuid = "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";
        assert_eq!(judge(uuid), Some(Type::Uuid));
        assert_eq!(judge("^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$"), Some(Type::Uuid));
        assert_eq!(judge(&format!("{uuid}(,{uuid})*")), Some(Type::CommaSeparated(Box::new(Type::Uuid))));
        assert_eq!(judge(r"\d{4}-\d{2}-\d{2}"), Some(Type::Date));
        assert_eq!(judge(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"), None);
        assert_eq!(judge(".*"), None);
        assert_eq!(judge("(unclosed"), None);
        assert_eq!(judge(&"(a*)*".repeat(1000)), None);
    }
}
