//! Whether a value belongs to a type, so that nothing is shown as an example or a default that is none.

use super::node::{Node, Object};
use crate::context::Context;
use crate::values::{is_nullable, not_null};
use docwright_model::{Constraints, Definition, EnumerationBase, Field, Requirement, Type};
use regex_lite::Regex;
use std::collections::BTreeMap;

/// How deep values are looked into. Deeper ones count as no examples.
const DEPTH: usize = 64;

/// The value that a document writes as this text.
pub(super) fn value_of(text: &str, value_type: &Type, context: &Context<'_>) -> Option<Node> {
    let is_number = match not_null(value_type) {
        // How a default says that there is nothing.
        Type::String if text == "\"\"" => return Some("".into()),
        Type::String | Type::Uuid | Type::Date | Type::DateTime | Type::CommaSeparated(_) => false,
        Type::Integer | Type::Number => true,
        Type::Boolean => return Node::parse(&text.to_ascii_lowercase()),
        Type::Named(name) => match context.enumeration_base(name) {
            Some(base) => base == EnumerationBase::Integer,
            None => return Node::parse(text),
        },
        _ => return Node::parse(text),
    };
    if is_number { Node::number(text) } else { Some(text.into()) }
}

/// Whether a value inside JSON belongs to a type.
pub(super) fn conforms(value: &Node, value_type: &Type, context: &Context<'_>) -> bool {
    Check { context }.value(value, value_type, DEPTH)
}

/// Whether the members of an object are values of these fields, and all are there that must be.
pub(super) fn fields_conform<'f>(
    object: &Object,
    fields: impl IntoIterator<Item = &'f Field>,
    context: &Context<'_>,
) -> bool {
    Check { context }.fields(object, fields, DEPTH)
}

struct Check<'a> {
    context: &'a Context<'a>,
}

impl Check<'_> {
    fn value(&self, value: &Node, value_type: &Type, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match (value_type, value) {
            (Type::Any, _)
            | (Type::Nullable(_), Node::Null)
            | (Type::String | Type::Bytes | Type::CommaSeparated(_), Node::Text(_))
            | (Type::Number, Node::Number(_))
            | (Type::Boolean, Node::Bool(_))
            | (Type::Object, Node::Object(_)) => true,
            (Type::Nullable(inner), value) => self.value(value, inner, depth),
            (Type::Integer, Node::Number(number)) => number.is_i64(),
            (Type::Uuid, Node::Text(text)) => matches(text, UUID),
            (Type::Date, Node::Text(text)) => matches(text, DATE),
            (Type::DateTime, Node::Text(text)) => matches(text, DATE_TIME),
            (Type::List(inner), Node::List(items)) => items.iter().all(|item| self.value(item, inner, depth)),
            (Type::Map { value: inner, .. }, Node::Object(object)) => {
                object.iter().all(|(_, value)| self.value(value, inner, depth))
            }
            (Type::Named(name), value) => self.named(value, name, depth),
            _ => false,
        }
    }

    fn named(&self, value: &Node, name: &str, depth: usize) -> bool {
        let Ok(named) = self.context.named(name, String::new) else { return false };
        match (&named.definition, value) {
            (Definition::Opaque { .. }, _)
            | (Definition::Enumeration { base: EnumerationBase::String, .. }, Node::Text(_)) => true,
            (Definition::Enumeration { base: EnumerationBase::Integer, .. }, Node::Number(number)) => {
                number.is_i64()
            }
            (Definition::Structure { .. }, Node::Object(object)) => {
                self.fields(object, self.context.fields_of(name).iter().copied(), depth)
            }
            _ => false,
        }
    }

    fn fields<'f>(&self, object: &Object, fields: impl IntoIterator<Item = &'f Field>, depth: usize) -> bool {
        let members: BTreeMap<&str, &Node> = object.iter().collect();
        fields.into_iter().all(|field| match members.get(field.wire_name.as_str()) {
            None => field.requirement != Requirement::Required,
            Some(value) => self.field(value, field, depth),
        })
    }

    fn field(&self, value: &Node, field: &Field, depth: usize) -> bool {
        if *value == Node::Null && is_nullable(field) {
            return true;
        }
        let Field { value_type, constraints, element_constraints, .. } = field;
        let elements = match value {
            Node::List(items) => {
                let count = items.len() as u64;
                let Constraints { min_items, max_items, .. } = *constraints;
                within(count, min_items, max_items)
                    && items.iter().all(|item| keeps_to(item, element_constraints))
            }
            _ => true,
        };
        elements && keeps_to(value, constraints) && self.value(value, value_type, depth)
    }
}

fn within(number: u64, least: Option<u64>, most: Option<u64>) -> bool {
    least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most)
}

/// Whether a single value keeps to its limits.
fn keeps_to(value: &Node, limits: &Constraints) -> bool {
    match value {
        Node::Text(text) => {
            let pattern = limits.pattern.as_deref().filter(|_| !limits.pattern_is_doubtful);
            within(text.chars().count() as u64, limits.min_length, limits.max_length)
                && pattern.is_none_or(|pattern| matches(text, pattern))
        }
        Node::Number(number) => {
            let bound =
                |bound: &Option<String>| bound.as_deref().and_then(|digits| digits.parse::<f64>().ok());
            let Some(number) = number.as_f64() else { return false };
            bound(&limits.minimum).is_none_or(|least| number >= least)
                && bound(&limits.maximum).is_none_or(|most| number <= most)
        }
        _ => true,
    }
}

/// What the formats of texts look like.
const UUID: &str = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const DATE_TIME: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";

fn matches(text: &str, pattern: &str) -> bool {
    Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
}
