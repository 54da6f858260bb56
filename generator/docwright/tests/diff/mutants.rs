//! Models that differ from another in one fact: a leaf, a key or an element. Of facts of the same kind, such as the
//! descriptions of two query parameters, one is changed.

use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Words of the model, each with another of its kind.
const WORDS: [(&str, &str); 13] = [
    ("GET", "HEAD"),
    ("full", "facts"),
    ("header", "query"),
    ("integer", "number"),
    ("json", "form"),
    ("kept", "key"),
    ("plain", "json"),
    ("query", "header"),
    ("reachable", "all"),
    ("required", "optional"),
    ("seconds", "milliseconds"),
    ("string", "date"),
    ("unstated", "required"),
];
/// What says where a fact is from, nobody depends on. The version of the model is no fact of the API.
const NO_FACTS: [&str; 4] = ["evidence", "model_version", "origins", "source"];
/// Keys that are left out where they say nothing, by the item that has them and a key by which that is known.
const LEFT_OUT: [(&str, &str, &str); 13] = [
    ("constraints", "", "min_length"),
    ("constraints", "", "max_length"),
    ("constraints", "", "minimum"),
    ("constraints", "", "maximum"),
    ("constraints", "", "min_items"),
    ("constraints", "", "max_items"),
    ("constraints", "", "pattern"),
    ("constraints", "", "pattern_is_doubtful"),
    ("constraints", "", "allowed_values"),
    ("", "wire_name", "constants"),
    ("", "wire_name", "unix_time"),
    ("", "value", "group"),
    ("", "value", "same_as"),
];

/// A model with another fact.
pub(crate) struct Mutant {
    /// What kind of fact that is: `/endpoints/*/parameters/json/default`.
    pub(crate) fact: String,
    /// What became of it: `null → "7"`.
    pub(crate) change: String,
    pub(crate) model: Value,
}

/// Every such model, one by one. Where a fact can be given in several forms, they are tried until `tell` says that one is
/// an API.
pub(crate) fn each(model: &Value, tell: &mut dyn FnMut(Mutant) -> bool) {
    let mut known = BTreeSet::new();
    at(model, "", "", &mut |path, fact, others| {
        let key = (fact.to_owned(), others.first().map(|(change, _)| change.clone()));
        if !known.insert(key) {
            return;
        }
        for (change, value) in others {
            let mut model = model.clone();
            *model.pointer_mut(path).expect("the path is one of the model's") = value;
            if tell(Mutant { fact: fact.to_owned(), change, model }) {
                break;
            }
        }
    });
}

/// Takes the path of a value, the kind of its fact, and others that it may be.
type Found<'a> = &'a mut dyn FnMut(&str, &str, Vec<(String, Value)>);

fn at(value: &Value, path: &str, fact: &str, found: Found<'_>) {
    let mut to = |change: String, other: Value| found(path, fact, vec![(change, other)]);
    let shown = |other: &Value| format!("{value} → {other}");
    match value {
        Value::Object(object) => {
            let around = path.rsplit('/').next().unwrap_or_default();
            let is_limits = around.ends_with("constraints");
            for (_, _, key) in LEFT_OUT.iter().filter(|(item, known, key)| {
                let is_here = if item.is_empty() { object.contains_key(*known) } else { is_limits };
                is_here && !object.contains_key(*key)
            }) {
                let with = |new: Value| {
                    let mut other = value.clone();
                    other[*key] = new;
                    (format!("with {key}"), other)
                };
                found(path, fact, any_form().map(with).to_vec());
            }
            for (key, inner) in object.iter().filter(|(key, _)| !NO_FACTS.contains(&key.as_str())) {
                // Limits are the same wherever a parameter travels.
                let limits = fact.rsplit_once('/').filter(|_| key.ends_with("constraints"));
                let around = limits.filter(|(around, _)| around.ends_with("/parameters"));
                let fact = around.map_or_else(|| fact.to_owned(), |(around, _)| format!("{around}/*"));
                at(inner, &format!("{path}/{key}"), &format!("{fact}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let rest = items.iter().enumerate().filter(|(other, _)| *other != index);
                to(
                    format!("without {}", kind(item)),
                    Value::Array(rest.map(|(_, item)| item.clone()).collect()),
                );
            }
            to("with \"x\"".to_owned(), Value::Array(items.iter().cloned().chain([json!("x")]).collect()));
            if items.len() > 1 {
                to("reversed".to_owned(), Value::Array(items.iter().rev().cloned().collect()));
            }
            for (index, inner) in items.iter().enumerate() {
                at(inner, &format!("{path}/{index}"), &format!("{fact}/{}", kind(inner)), found);
            }
        }
        Value::String(text) => {
            to("another text".to_owned(), json!(format!("{text}x")));
            for (_, other) in WORDS.iter().filter(|(word, _)| word == text) {
                to(shown(&json!(other)), json!(other));
            }
        }
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or_default();
            to("more".to_owned(), json!(number + 1));
            to("less".to_owned(), json!(number.saturating_sub(1)));
        }
        Value::Bool(truth) => to(shown(&json!(!truth)), json!(!truth)),
        Value::Null => found(path, fact, any_form().map(|other| (shown(&other), other)).to_vec()),
    }
}

/// A value of every form that a fact may have.
fn any_form() -> [Value; 7] {
    let objects = [json!({ "since": "2" }), json!(["7"]), json!([])];
    let [deprecation, values, none] = objects;
    [json!("7"), json!("seconds"), deprecation, values, none, json!(7), json!(true)]
}

/// What tells the elements of a list apart, as far as their facts may be judged differently: where a parameter travels
/// and whether it must be given, which type it is, a status.
fn kind(item: &Value) -> String {
    let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
    if let Some(place) = text("location") {
        let credential = if item["credential"].is_null() { "" } else { " credential" };
        let required = if item["requirement"] == "required" { " required" } else { "" };
        return format!("{place}{required}{credential}");
    }
    if let Some(code) = item.pointer("/status/code") {
        return code.to_string();
    }
    if item.get("definition").is_some() {
        return text("name").unwrap_or_default();
    }
    "*".to_owned()
}
