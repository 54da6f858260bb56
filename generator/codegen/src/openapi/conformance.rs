//! Whether a value is one by the schema that is written, so that nothing is shown as an example or a default that is
//! none.

use super::node::{Node, Object};
use super::schema::Place;
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

/// Whether the members of an object are values of these fields in this place, and all are there that must be.
pub(super) fn fields_conform<'f>(
    object: &Object,
    fields: impl IntoIterator<Item = &'f Field>,
    place: Place,
    context: &Context<'_>,
) -> bool {
    Check { context }.fields(object, fields, place, DEPTH)
}

/// Whether a value is one of a field in this place, and keeps to its limits.
pub(super) fn field_conforms(value: &Node, field: &Field, place: Place, context: &Context<'_>) -> bool {
    Check { context }.field(value, field, place, DEPTH)
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
            (Type::Date, Node::Text(text)) => matches(text, DATE) && is_in_its_month(text),
            (Type::DateTime, Node::Text(text)) => matches(text, DATE_TIME) && is_in_its_month(text),
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
                self.fields(object, self.context.fields_of(name).iter().copied(), Place::Json, depth)
            }
            _ => false,
        }
    }

    fn fields<'f>(
        &self,
        object: &Object,
        fields: impl IntoIterator<Item = &'f Field>,
        place: Place,
        depth: usize,
    ) -> bool {
        let members: BTreeMap<&str, &Node> = object.iter().collect();
        fields.into_iter().all(|field| match members.get(field.wire_name.as_str()) {
            None => field.requirement != Requirement::Required,
            Some(value) => self.field(value, field, place, depth),
        })
    }

    fn field(&self, value: &Node, field: &Field, place: Place, depth: usize) -> bool {
        if *value == Node::Null && is_nullable(field) {
            return place == Place::Json;
        }
        let Field { constraints, element_constraints, .. } = field;
        let is_of_type = match (not_null(&field.value_type), place) {
            // Its schema is that of a text of which nobody knows how it is written.
            (Type::List(_), Place::Text | Place::Part) => false,
            (Type::CommaSeparated(inner), Place::Text) => match value {
                Node::List(items) => items.iter().all(|item| self.value(item, inner, depth)),
                _ => false,
            },
            (single, _) => self.value(value, single, depth),
        };
        let elements = match value {
            Node::List(items) => {
                let count = items.len() as u64;
                let Constraints { min_items, max_items, .. } = *constraints;
                within(count, min_items, max_items)
                    && items.iter().all(|item| keeps_to(item, element_constraints))
            }
            _ => true,
        };
        is_of_type && elements && keeps_to(value, constraints)
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

/// Whether a month has the day of a text that begins with a date.
fn is_in_its_month(text: &str) -> bool {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    day <= days
}

fn matches(text: &str, pattern: &str) -> bool {
    Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
}
