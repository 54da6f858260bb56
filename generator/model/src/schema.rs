//! JSON Schemas (draft 2020-12) from the types that serde reads and writes, doc comments included.
//!
//! A type comes in, its schema goes out. Schemas are strict, since one that lets everything pass finds nothing: no
//! object has keys that its type does not know. Which values make sense together is left to those who read them.

use crate::Api;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of the model: what `docwright model` prints is valid, and nothing that it could not print.
#[must_use]
pub fn model() -> Schema {
    written::<Api>("The model of an API, as docwright prints it")
}

/// The schema of what serde writes for a type: each key that is always written is required.
#[must_use]
pub fn written<T: JsonSchema>(title: &str) -> Schema {
    titled::<T>(SchemaSettings::draft2020_12().for_serialize(), title)
}

/// The schema of what serde reads for a type from a language that has no `null`: keys with a default may be left out.
#[must_use]
pub fn read<T: JsonSchema>(title: &str) -> Schema {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    titled::<T>(settings.with_transform(RecursiveTransform(forbid_null)), title)
}

fn titled<T: JsonSchema>(settings: SchemaSettings, title: &str) -> Schema {
    let settings = settings.with_transform(CloseObjects).with_transform(RecursiveTransform(write_plainly));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema
}

/// Forbids keys that are not listed.
#[derive(Debug, Clone)]
struct CloseObjects;

impl Transform for CloseObjects {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        // Where the keys of a choice stand beside others, neither list alone knows all of them.
        if schema.get("properties").is_some() && has_choices_of_keys(schema) {
            open_choices(schema);
            schema.insert("unevaluatedProperties".to_owned(), false.into());
        }
        let open = ["additionalProperties", "unevaluatedProperties"]
            .into_iter()
            .all(|key| schema.get(key).is_none());
        if open && schema.get("properties").is_some() {
            schema.insert("additionalProperties".to_owned(), false.into());
        }
    }
}

/// The words by which a schema offers a choice.
const CHOICES: [&str; 2] = ["anyOf", "oneOf"];

fn has_choices_of_keys(schema: &Schema) -> bool {
    let choices = CHOICES.iter().filter_map(|word| schema.get(*word)?.as_array()).flatten();
    choices.into_iter().any(|choice| choice.get("properties").is_some())
}

/// Lets the choices of a schema have other keys.
fn open_choices(schema: &mut Schema) {
    for word in CHOICES {
        let choices = schema.get_mut(word).and_then(Value::as_array_mut);
        for choice in choices.into_iter().flatten().filter_map(Value::as_object_mut) {
            choice.remove("additionalProperties");
        }
    }
}

/// Takes `null` out of what a value may be.
fn forbid_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            let outer = schema.ensure_object();
            for (key, value) in only {
                outer.entry(key).or_insert(value);
            }
        }
    }
}

/// Writes descriptions without the links and line ends of Rust's documentation.
fn write_plainly(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        let paragraphs = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
        *text = without_links(&paragraphs.collect::<Vec<_>>().join("\n\n"));
    }
}

fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((name, after)) = link.split_once("`]") else { break };
        plain.extend([before, "`", name, "`"]);
        rest =
            after.strip_prefix('(').and_then(|target| target.split_once(')')).map_or(after, |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use schemars::json_schema;

    #[test]
    fn links_are_for_those_who_read_rust() {
        for (text, expect) in [
            ("[`Api::types`] and [`name`](NamedType::name).", "`Api::types` and `name`."),
            ("A list `[1]`, a [link](there).", "A list `[1]`, a [link](there)."),
            ("Open [`End", "Open [`End"),
        ] {
            assert_eq!(without_links(text), expect);
        }
    }

    #[test]
    fn keys_of_a_choice_may_stand_beside_others_and_nothing_else_may() {
        let keys = |key: &str| json_schema!({ "properties": { key: { "type": "string" } } });
        let mut schema =
            json_schema!({ "properties": { "file": {} }, "anyOf": [keys("line"), keys("byte")] });
        CloseObjects.transform(&mut schema);
        let expect = json_schema!({
            "properties": { "file": {} },
            "anyOf": [keys("line"), keys("byte")],
            "unevaluatedProperties": false,
        });
        assert_eq!(schema, expect);
    }

    #[test]
    fn null_is_no_value_of_toml() {
        let mut schema = json_schema!({ "type": ["string", "null"] });
        forbid_null(&mut schema);
        assert_eq!(schema, json_schema!({ "type": "string" }));
        let mut schema = json_schema!({ "description": "A day.", "anyOf": [{ "$ref": "#/$defs/Day", "description": "Any." }, { "type": "null" }] });
        forbid_null(&mut schema);
        assert_eq!(schema, json_schema!({ "description": "A day.", "$ref": "#/$defs/Day" }));
        let choices = json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array" }] });
        let mut schema = choices.clone();
        forbid_null(&mut schema);
        assert_eq!(schema, choices);
    }
}
