//! Which other parameters matter to a value, on both sides: those that exclude it, those that it needs, and those
//! whose values make it necessary. One more of either can make a right call wrong; one less can't.

use super::changes::Item;
use super::field::Value;
use super::{rules, words};
use docwright_model::{Condition, Fact, Field, WireName};
use std::collections::BTreeSet;

/// A kind of relation: how it is said and how that it is gone, the other parameters that a field names, and the fact
/// that states it.
type Relation = (&'static str, &'static str, fn(&Field) -> BTreeSet<String>, Fact);

const RELATIONS: [Relation; 3] = [
    ("not together with", "may be together with", |field| names(&field.excludes), Fact::Relation),
    ("only together with", "also without", |field| names(&field.requires), Fact::Relation),
    ("required if", "not required if", conditions, Fact::Requirement),
];

pub(super) fn compare(value: &Value<'_>, item: &mut Item<'_>) {
    let (more, less) = if value.sent {
        (&rules::RELATION_ADDED, &rules::RELATION_REMOVED)
    } else {
        (&rules::VALUE_DESCRIBED, &rules::VALUE_DESCRIBED)
    };
    for (there, gone, of, fact) in RELATIONS {
        let (old, new) = (of(value.old), of(value.new));
        for (rule, phrase, found) in [(more, there, new.difference(&old)), (less, gone, old.difference(&new))]
        {
            let found: Vec<&String> = found.collect();
            if !found.is_empty() {
                let what = format!("{phrase} {}", words::listed(found));
                item.part(rule, value.says(&what), value.places(fact));
            }
        }
    }
}

fn names(names: &[WireName]) -> BTreeSet<String> {
    names.iter().map(WireName::to_string).collect()
}

fn conditions(field: &Field) -> BTreeSet<String> {
    let told = |Condition { parameter, values }: &Condition| -> Vec<String> {
        match values.as_slice() {
            [] => vec![parameter.to_string()],
            values => values.iter().map(|value| format!("{parameter} = {value}")).collect(),
        }
    };
    field.required_when.iter().flat_map(told).collect()
}
