//! What examples show of answers that nothing else describes. A program can rely on nothing but what is shown: a member
//! that is gone, or is of another kind, is one that it looks for in vain; `null` and a fraction are kinds of their own,
//! which what decodes a text or a whole number refuses.

use super::answers::is_undescribed;
use super::rules::{self, Rule};
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

    /// The places at which there is a kind of value that the other shape shows none of, with the kinds of both. What
    /// only ever was `null` told nobody what it would be.
    fn otherwise(&self, new: &Self) -> Vec<String> {
        let both = self.0.iter().filter_map(|(place, kinds)| Some((place, kinds, new.0.get(place)?)));
        let differ = |old: &BTreeSet<&str>, new: &BTreeSet<&str>| {
            let is_new = |kind: &&str| !(old.contains(kind) || *kind == WHOLE && old.contains(FRACTION));
            !old.iter().all(|kind| *kind == NULL) && new.iter().any(is_new)
        };
        let told = |kinds: &BTreeSet<&str>| kinds.iter().copied().collect::<Vec<_>>().join(" or ");
        both.filter(|(_, old, new)| differ(old, new))
            .map(|(place, old, new)| format!("{} ({} → {})", named(place), told(old), told(new)))
            .collect()
    }
}

const NULL: &str = "null";
/// Programs that read fractions read whole numbers as well, and not the other way round.
const WHOLE: &str = "whole number";
const FRACTION: &str = "fraction";

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => NULL,
        Value::Bool(_) => "truth",
        Value::Number(number) if number.is_f64() => FRACTION,
        Value::Number(_) => WHOLE,
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
    let all = |places: Vec<&str>| places.into_iter().map(named).collect::<Vec<_>>();
    let found = [
        (&rules::SHOWN_NO_LONGER, "the shown answer is without", all(before.beyond(&after))),
        (&rules::SHOWN_OTHERWISE, "the shown answer has values of another kind at", before.otherwise(&after)),
        (&rules::SHOWN_BESIDES, "the shown answer is also with", all(after.beyond(&before))),
    ];
    let found = found.into_iter().filter(|(.., places)| !places.is_empty());
    found.map(|(rule, what, places)| (rule, format!("{what} {}", places.join(", ")))).collect()
}

fn named(place: &str) -> String {
    format!("`{}`", if place.is_empty() { "/" } else { place })
}
