//! What examples show of answers that nothing else describes. A program can rely on nothing but what is shown: a member
//! that is gone, or is of another kind, is one that it looks for in vain.

use super::answers::is_undescribed;
use super::rules::{self, Rule};
use super::words::listed;
use docwright_model::{Endpoint, ExampleRole};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How deep examples are looked into.
const DEPTH: usize = 32;

/// The kinds of values at each place of an answer: `/items/*/name`. Elements of a list share a place.
#[derive(Default)]
struct Shape(BTreeMap<String, BTreeSet<&'static str>>);

impl Shape {
    /// What all examples of an endpoint's answers show.
    fn of(endpoint: &Endpoint) -> Self {
        let mut shape = Self::default();
        let answers = endpoint.examples.iter().filter(|example| example.role == ExampleRole::Response);
        for value in answers.filter_map(|example| serde_json::from_str::<Value>(&example.text).ok()) {
            shape.add("", &value, DEPTH);
        }
        shape
    }

    fn add(&mut self, place: &str, value: &Value, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        self.0.entry(place.to_owned()).or_default().insert(kind(value));
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.add(&format!("{place}/*"), item, depth)),
            Value::Object(members) => {
                for (name, member) in members {
                    self.add(&format!("{place}/{name}"), member, depth);
                }
            }
            _ => {}
        }
    }

    fn has_object(&self, place: &str) -> bool {
        self.0.get(place).is_some_and(|kinds| kinds.contains("object"))
    }

    /// The places that another shape does not have although it shows the objects that they would be in.
    fn beyond(&self, other: &Self) -> Vec<&str> {
        let places = self.0.keys().filter(|place| !other.0.contains_key(*place));
        let known =
            places.filter(|place| place.rsplit_once('/').is_some_and(|(around, _)| other.has_object(around)));
        known.map(String::as_str).collect()
    }

    /// The places at which no kind of value is the same. That something can be `null` says nothing of its kind.
    fn otherwise(&self, other: &Self) -> Vec<&str> {
        let both =
            self.0.iter().filter_map(|(place, kinds)| Some((place.as_str(), kinds, other.0.get(place)?)));
        let differ = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
            one.is_disjoint(other) && !one.contains("null") && !other.contains("null")
        };
        both.filter(|(_, one, other)| differ(one, other)).map(|(place, ..)| place).collect()
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "truth",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// What the examples show otherwise, where they alone tell what comes.
pub(super) fn differences(old: &Endpoint, new: &Endpoint) -> Vec<(&'static Rule, String)> {
    if !is_undescribed(old) || !is_undescribed(new) {
        return Vec::new();
    }
    let (before, after) = (Shape::of(old), Shape::of(new));
    let found = [
        (&rules::SHOWN_NO_LONGER, "the shown answer is without", before.beyond(&after)),
        (&rules::SHOWN_OTHERWISE, "the shown answer has values of another kind at", before.otherwise(&after)),
        (&rules::SHOWN_BESIDES, "the shown answer is also with", after.beyond(&before)),
    ];
    let found = found.into_iter().filter(|(.., places)| !places.is_empty());
    let named = |place: &str| if place.is_empty() { "/".to_owned() } else { place.to_owned() };
    found
        .map(|(rule, what, places)| (rule, format!("{what} {}", listed(places.into_iter().map(named)))))
        .collect()
}
