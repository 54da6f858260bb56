//! The harmless twin of a model: the same facts, with a harmless text wherever a model holds a text or a name of which
//! nothing but the text is emitted. In comes a model, out comes its twin.
//!
//! Texts that decide what is emitted stay: a pattern, a default, a number, an address, an example.

use crate::judge::is_hidden;
use docwright_model::Api;
use pulldown_cmark::{Event, Parser};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of the model that hold sentences and the like.
const PROSE: &[&str] =
    &["description", "flaw", "note", "notice", "retrieved", "since", "summary", "title", "version"];
/// Keys of the model that hold names on the wire.
const NAMES: &[&str] = &["cursor", "excludes", "parameter", "requires", "wire_name"];
/// Headers that OpenAPI describes elsewhere than among parameters.
const DESCRIBED_ELSEWHERE: &[&str] = &["accept", "authorization", "content-type"];
/// Keys of what says where a fact comes from.
const PLACES: &[&str] = &["source", "origins", "evidence"];

/// The twin. Names in Rust that are among `known` stay: the emitter has a use for them.
pub(crate) fn twin(api: &Api, known: &BTreeSet<String>) -> Api {
    let mut model = serde_json::to_value(api).unwrap();
    let mut found = Found::default();
    found.read("", &model);
    // An example that shows a name by which nothing goes any more would be another example.
    let is_shown = |name: &String| {
        let quoted = Value::from(name.as_str()).to_string();
        // JSON may write a slash in two ways.
        found.others.iter().any(|other| other.replace("\\/", "/").contains(&quoted))
    };
    found.texts.extend(found.wire_names.iter().filter(|name| !is_shown(name)).cloned());
    found.texts.retain(|text| !found.wire_names.contains(text) || !is_shown(text));
    // A text of which nothing can be shown is left out.
    let is_name = |text: &String| found.wire_names.contains(text) && text.contains(char::is_alphanumeric);
    found.texts.retain(|text| is_name(text) || shows_something(text));
    found.texts.retain(|text| !DESCRIBED_ELSEWHERE.contains(&text.to_lowercase().as_str()));
    let texts = found.texts.difference(&found.others).cloned();
    let texts: BTreeMap<String, String> = texts
        .enumerate()
        .map(|(at, text)| (text.clone(), as_long_as(&text, &format!("Text {at}"))))
        .collect();
    let names = found.names.difference(known).cloned();
    let names: BTreeMap<String, String> = names
        .enumerate()
        .map(|(at, name)| {
            let twin = harmless(&name, at);
            (name, twin)
        })
        .collect();
    replace("", &mut model, &texts, &names);
    serde_json::from_value(model).unwrap()
}

/// Whether a reader of this Markdown sees a letter or a digit: none of a definition of a link, or of a filler.
fn shows_something(text: &str) -> bool {
    Parser::new(text).any(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
            text.contains(|c: char| c.is_alphanumeric() && !is_hidden(c))
        }
        _ => false,
    })
}

/// A text that is as long as another as JSON: what is too long for a line has one of its own.
fn as_long_as(text: &str, harmless: &str) -> String {
    let json = Value::from(text).to_string();
    // What does not show is written by its code.
    let width = |c: char| {
        if matches!(c, '"' | '\\' | '\'') || c.escape_debug().count() == 1 { 1 } else { 6 * c.len_utf16() }
    };
    let quotes = 2;
    let missing = json.chars().map(width).sum::<usize>().saturating_sub(harmless.len() + quotes);
    harmless.to_owned() + &"x".repeat(missing)
}

/// A name in the same case.
fn harmless(name: &str, at: usize) -> String {
    let has_small = name.chars().any(char::is_lowercase);
    match name.chars().next().is_some_and(char::is_uppercase) {
        true if has_small => format!("Twin{at}"),
        true => format!("TWIN_{at}"),
        false => format!("twin_{at}"),
    }
}

#[derive(Default)]
struct Found {
    texts: BTreeSet<String>,
    wire_names: BTreeSet<String>,
    names: BTreeSet<String>,
    others: BTreeSet<String>,
}

impl Found {
    fn read(&mut self, key: &str, value: &Value) {
        match value {
            Value::String(text) if PROSE.contains(&key) => drop(self.texts.insert(text.clone())),
            Value::String(name) if NAMES.contains(&key) => drop(self.wire_names.insert(name.clone())),
            Value::String(name) if key == "rust_name" => drop(self.names.insert(name.clone())),
            Value::String(text) => {
                self.others.insert(text.clone());
                // A path has the names of its placeholders in it.
                self.others.extend(text.split(['{', '}']).map(str::to_owned));
            }
            Value::Array(items) => items.iter().for_each(|item| self.read(key, item)),
            Value::Object(object) => {
                for (key, value) in object.iter().filter(|(key, _)| !PLACES.contains(&key.as_str())) {
                    self.others.insert(key.clone());
                    self.read(key, value);
                }
            }
            _ => {}
        }
    }
}

fn replace(key: &str, value: &mut Value, texts: &BTreeMap<String, String>, names: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            let twin = if key == "rust_name" {
                names.get(text)
            } else {
                texts.get(text).filter(|_| PROSE.contains(&key) || NAMES.contains(&key))
            };
            if let Some(twin) = twin {
                text.clone_from(twin);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(key, item, texts, names)),
        Value::Object(object) => {
            for (key, value) in object.iter_mut().filter(|(key, _)| !PLACES.contains(&key.as_str())) {
                replace(key, value, texts, names);
            }
        }
        _ => {}
    }
}
