//! Samples: the JSON of a value that fits its type and keeps to its limits. In come types as documents describe them;
//! out goes JSON text, the same for the same type. What contradicts itself gets a value that keeps to a part of it.

use super::choice::{Candidate, sets};
use super::{Extent, pattern};
use crate::context::Context;
use crate::values::not_null;
use docwright_model::{Constraints, Definition, EnumerationBase, Field, NamedType, Requirement, Type};
use serde_json::Value;

/// Samples have no more characters or elements than this, whatever a document asks for.
const MOST: u64 = 4096;
/// The elements of a comma-separated text of the greatest extent: with one there would be no comma.
const SEPARATED: u64 = 2;

/// Makes samples.
pub(super) struct Sample<'a> {
    pub(super) context: &'a Context<'a>,
    /// Whether the sample stands in a path, where some characters are written in another way.
    pub(super) is_path: bool,
    pub(super) extent: Extent,
}

/// What limits a value, and its elements.
type Limits<'a> = (&'a Constraints, &'a Constraints);

impl Sample<'_> {
    /// The JSON of a sample for a field.
    pub(super) fn field(&self, field: &Field) -> String {
        self.field_within(field, &mut Vec::new())
    }

    /// The elements of a comma-separated text as a JSON array.
    pub(super) fn elements(&self, field: &Field) -> String {
        let Type::CommaSeparated(inner) = not_null(&field.value_type) else { return "[]".to_owned() };
        let limits = &field.element_constraints;
        let element = self.value(not_null(inner), (limits, limits), &mut Vec::new());
        format!("[{}]", vec![element; self.separated(&field.constraints)].join(","))
    }

    /// The text of a list of which no document says how it is written: that of one element.
    pub(super) fn list_text(&self, field: &Field) -> String {
        let Type::List(inner) = not_null(&field.value_type) else { return self.field(field) };
        // What limits the list can limit nothing but its elements here.
        let limits = [&field.element_constraints, &field.constraints];
        let limits = limits.into_iter().find(|limits| !limits.is_empty()).unwrap_or(&field.constraints);
        let element = self.value(not_null(inner), (limits, limits), &mut Vec::new());
        if element.starts_with('"') { element } else { Value::from(element).to_string() }
    }

    fn field_within(&self, field: &Field, within: &mut Vec<String>) -> String {
        self.value(not_null(&field.value_type), (&field.constraints, &field.element_constraints), within)
    }

    /// The JSON of a sample inside values of the types `within`.
    fn value(&self, value_type: &Type, (own, of_elements): Limits<'_>, within: &mut Vec<String>) -> String {
        let empty = Constraints::default();
        match value_type {
            Type::String | Type::Any => self.text(own),
            Type::Bytes => bytes(own),
            Type::Integer | Type::Number => self.number(own),
            Type::Boolean => (self.extent == Extent::Least).to_string(),
            Type::Uuid => "\"00000000-0000-0000-0000-000000000000\"".to_owned(),
            Type::Date => "\"2024-05-01\"".to_owned(),
            Type::DateTime => "\"2024-05-01T12:00:00Z\"".to_owned(),
            Type::Object => self.most("{\"x\":\"x\"}", "{}"),
            Type::Map { key, value } => {
                let value = self.value(not_null(value), (of_elements, &empty), within);
                let key = match &**key {
                    Type::Integer => "1",
                    Type::Uuid => "00000000-0000-0000-0000-000000000000",
                    _ => "x",
                };
                self.most(&format!("{{\"{key}\":{value}}}"), "{}")
            }
            Type::List(inner) => {
                let element = self.value(not_null(inner), (of_elements, of_elements), within);
                let least = u64::from(self.extent == Extent::Most);
                format!("[{}]", vec![element; count(own, least)].join(","))
            }
            Type::CommaSeparated(inner) => {
                let element = self.value(not_null(inner), (of_elements, of_elements), within);
                format!("\"{}\"", vec![element.trim_matches('"'); self.separated(own)].join(","))
            }
            Type::Nullable(inner) => self.value(inner, (own, of_elements), within),
            Type::Named(name) => self.named(name, within),
        }
    }

    fn named(&self, name: &str, within: &mut Vec<String>) -> String {
        let named = self.context.named(name, String::new).ok();
        match named.map(|NamedType { definition, .. }| definition) {
            Some(Definition::Enumeration { base, values, .. }) => {
                let mut values = values.iter().map(|value| value.value.as_str());
                let chosen = if self.extent == Extent::Most { values.next_back() } else { values.next() };
                let chosen = chosen.filter(|value| !self.is_path || stands_in_path(value));
                match base {
                    EnumerationBase::String => Value::from(chosen.unwrap_or("x")).to_string(),
                    EnumerationBase::Integer => chosen.unwrap_or("1").to_owned(),
                }
            }
            Some(Definition::Structure { .. }) => {
                // Inside another of its kind only what must be there, and no third one.
                let extent = match within.iter().filter(|outer| *outer == name).count() {
                    0 => self.extent,
                    1 => Extent::Least,
                    _ => return "{}".to_owned(),
                };
                within.push(name.to_owned());
                let json = Self { extent, ..*self }.structure(self.context.fields_of(name), within);
                within.pop();
                json
            }
            _ => "{}".to_owned(),
        }
    }

    /// An object with the fields that this extent asks for.
    fn structure(&self, fields: &[&Field], within: &mut Vec<String>) -> String {
        let required = |field: &&Field| field.requirement == Requirement::Required;
        let candidates: Vec<Candidate<'_>> =
            fields.iter().map(|field| Candidate { field, is_needed: required(field) }).collect();
        let chosen = sets(&candidates, self.extent, &|field| self.field(field)).into_iter().next();
        let fields = chosen.iter().flatten().filter_map(|index| fields.get(*index));
        let fields = fields.map(|field| {
            let name = Value::from(field.wire_name.as_str());
            format!("{name}:{}", self.field_within(field, within))
        });
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    }

    fn text(&self, constraints: &Constraints) -> String {
        let documented = &constraints.allowed_values;
        let documented = if self.extent == Extent::Most { documented.last() } else { documented.first() };
        if let Some(value) = documented {
            return Value::from(value.as_str()).to_string();
        }
        let least = constraints.min_length.unwrap_or(1).clamp(1, MOST);
        let most = constraints.max_length.unwrap_or(MOST).max(least);
        let pattern = constraints.pattern.as_deref().filter(|_| !constraints.pattern_is_doubtful);
        match pattern.and_then(|pattern| pattern::text(pattern, least..=most)) {
            Some(text) => Value::from(text).to_string(),
            None => letters(least),
        }
    }

    /// A number at the end of its range that the extent asks for, if it has one.
    fn number(&self, constraints: &Constraints) -> String {
        let documented = constraints.allowed_values.iter().find(|value| value.parse::<i64>().is_ok());
        if let Some(value) = documented {
            return value.clone();
        }
        let bound = |bound: &Option<String>| bound.clone().filter(|text| text.parse::<i64>().is_ok());
        let (least, most) = (bound(&constraints.minimum), bound(&constraints.maximum));
        if self.extent == Extent::Most && most.is_some() {
            return most.unwrap_or_default();
        }
        let most = most.filter(|most| most.starts_with('-') || most == "0");
        least.or(most).unwrap_or_else(|| "1".to_owned())
    }

    fn separated(&self, constraints: &Constraints) -> usize {
        count(constraints, if self.extent == Extent::Most { SEPARATED } else { 1 })
    }

    fn most(&self, most: &str, least: &str) -> String {
        if self.extent == Extent::Most { most } else { least }.to_owned()
    }
}

/// Four letters of base64 stand for three bytes.
fn bytes(constraints: &Constraints) -> String {
    letters(constraints.min_length.unwrap_or(1).clamp(1, MOST).next_multiple_of(4))
}

fn letters(length: u64) -> String {
    let letters: String = (0..length).map(|_| 'x').collect();
    format!("\"{letters}\"")
}

/// As many as wanted, if the limits allow that.
fn count(constraints: &Constraints, wanted: u64) -> usize {
    let least = constraints.min_items.unwrap_or(0).min(MOST);
    let most = constraints.max_items.unwrap_or(MOST).max(least);
    usize::try_from(wanted.clamp(least, most)).unwrap_or_default()
}

/// Whether a text stands in a path as it is.
fn stands_in_path(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~'))
}
