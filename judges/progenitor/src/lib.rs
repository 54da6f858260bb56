//! Reduces an `OpenAPI` 3.0 document to what progenitor reads. In comes a document; out come the same document without the
//! endpoints that progenitor refuses, and a report of what was left out and why.
//!
//! The rules are the two tables of this file. An endpoint is left out for the first rule that it breaks; a rewriting
//! changes how something is said, and nothing of what is said. All that they have in common is that progenitor 0.15
//! stops at what they are about, mostly by a panic.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The manifest of the crate that progenitor's code is put into.
const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.1.0"
edition = "2021"
publish = false

[dependencies]
bytes = "1"
chrono = { version = "0.4", features = ["serde"] }
futures-core = "0.3"
progenitor-client = "=0.15.1"
regress = "0.11"
reqwest = { version = "0.13", default-features = false, features = ["form", "json", "query", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_urlencoded = "0.7"
uuid = { version = "1", features = ["serde"] }

[workspace]
"#;

/// The methods that an operation can have.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// A rule: what progenitor refuses, and whether an operation has it.
type Rule = (&'static str, fn(&Value) -> bool);

/// What progenitor refuses.
const REFUSED: [Rule; 6] = [
    ("a multipart body", |operation| has_body(operation, |media_type| media_type.starts_with("multipart/"))),
    ("a body of other bytes than application/octet-stream", |operation| {
        has_body(operation, |media_type| !READ.contains(&media_type) && !media_type.starts_with("multipart/"))
    }),
    ("a form with `encoding`", |operation| bodies(operation).any(|(_, body)| body.get("encoding").is_some())),
    ("a parameter with `content`", |operation| {
        list(operation, "parameters").any(|parameter| parameter.get("content").is_some())
    }),
    ("two kinds of success answer", |operation| kinds(operation, is_success).len() > 1),
    ("two kinds of failure answer", |operation| kinds(operation, |status| !is_success(status)).len() > 1),
];

/// The media types of bodies that progenitor reads.
const READ: [&str; 5] = [
    "application/json",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "text/plain",
    "text/x-markdown",
];

/// A rewriting: what it does, and the schema that it makes of one that it is about.
type Rewriting = (&'static str, fn(&Map<String, Value>) -> Option<Value>);

/// What progenitor reads when it is said in another way. It makes an object of two schemas that fit one text, so that open
/// enumerations lose what makes them open.
const REWRITTEN: [Rewriting; 2] = [
    ("`anyOf` a schema and null, as the schema and `nullable`", nullable),
    ("an open enumeration, `anyOf` listed values and their type, as a closed one", closed),
];

/// What was done to a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many endpoints the document had.
    pub endpoints: usize,
    /// Those that were left out.
    pub left_out: Vec<LeftOut>,
    /// How often each rewriting was done.
    pub rewritten: BTreeMap<&'static str, usize>,
}

/// An endpoint that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The method and the path: `POST /pets`.
    pub endpoint: String,
    /// What progenitor refuses of it.
    pub reason: &'static str,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoints, left_out, rewritten } = self;
        writeln!(f, "{endpoints} endpoints, {} of them left out", left_out.len())?;
        for LeftOut { endpoint, reason } in left_out {
            writeln!(f, "  left out: {endpoint}: {reason}")?;
        }
        for (what, count) in rewritten {
            writeln!(f, "  rewritten {count} times: {what}")?;
        }
        Ok(())
    }
}

/// The manifest of a crate of this name that what progenitor writes can be put into.
#[must_use]
pub fn manifest(name: &str) -> String {
    MANIFEST.replace("NAME", name)
}

/// Leaves out what progenitor refuses, and says in its words what it reads in no others.
pub fn reduce(document: &mut Value) -> Report {
    let mut report = Report::default();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        let Some(item) = item.as_object_mut() else { continue };
        item.retain(|method, operation| {
            if !METHODS.contains(&method.as_str()) {
                return true;
            }
            report.endpoints += 1;
            let refused = REFUSED.iter().find(|(_, applies)| applies(operation));
            report.left_out.extend(refused.map(|(reason, _)| LeftOut {
                endpoint: format!("{} {path}", method.to_uppercase()),
                reason,
            }));
            refused.is_none()
        });
    }
    rewrite(document, &mut report);
    report
}

/// Goes through all schemas; examples hold none.
fn rewrite(value: &mut Value, report: &mut Report) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, report)),
        Value::Object(object) => {
            for (what, rewriting) in REWRITTEN {
                if let Some(Value::Object(written)) = rewriting(object) {
                    *object = written;
                    *report.rewritten.entry(what).or_default() += 1;
                }
            }
            let members = object.iter_mut().filter(|(name, _)| *name != "examples");
            members.for_each(|(_, member)| rewrite(member, report));
        }
        _ => {}
    }
}

/// `anyOf` a schema and one that is null alone.
fn nullable(schema: &Map<String, Value>) -> Option<Value> {
    let null = json!({ "type": "object", "nullable": true, "enum": [null] });
    let choices = schema.get("anyOf")?.as_array()?;
    let others: Vec<&Value> = choices.iter().filter(|choice| **choice != null).collect();
    let (true, [other]) = (others.len() < choices.len(), others.as_slice()) else { return None };
    let mut written = schema.clone();
    written.remove("anyOf");
    written.insert("allOf".to_owned(), json!([other]));
    written.insert("nullable".to_owned(), json!(true));
    Some(Value::Object(written))
}

/// `anyOf` a type with listed values and the same type without.
fn closed(schema: &Map<String, Value>) -> Option<Value> {
    let [Value::Object(listed), Value::Object(plain)] = schema.get("anyOf")?.as_array()?.as_slice() else {
        return None;
    };
    let is_type = plain.keys().all(|name| name == "type" || name == "format");
    let is_listed =
        listed.contains_key("enum") && plain.iter().all(|(name, value)| listed.get(name) == Some(value));
    let mut written = schema.clone();
    written.remove("anyOf");
    written.extend(listed.clone());
    (is_type && is_listed).then_some(Value::Object(written))
}

/// The media types of a request's body, each with what it holds.
fn bodies(operation: &Value) -> impl Iterator<Item = (&String, &Value)> {
    operation.pointer("/requestBody/content").and_then(Value::as_object).into_iter().flatten()
}

fn has_body(operation: &Value, is_meant: impl Fn(&str) -> bool) -> bool {
    bodies(operation).any(|(media_type, _)| is_meant(media_type))
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// What the answers of some statuses hold, each kind once: nothing, JSON of a schema, bytes.
fn kinds(operation: &Value, is_meant: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    let meant = responses.filter(|(status, _)| is_meant(status));
    meant
        .map(|(_, response)| match response.get("content").and_then(Value::as_object) {
            None => "nothing".to_owned(),
            Some(content) => content.get("application/json").map_or("bytes".to_owned(), |json| {
                json.get("schema").map(Value::to_string).unwrap_or_default()
            }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LeftOut, reduce};
    use serde_json::{Value, json};

    /// What becomes of a document with this operation alone, and why it is left out if it is.
    fn check(operation: &Value, expected: Option<&str>) {
        let mut document = json!({ "paths": { "/pets": { "post": operation, "summary": "stays" } } });
        let report = reduce(&mut document);
        let expected = expected.map(|reason| (reason.to_owned(), "POST /pets".to_owned()));
        let told =
            report.left_out.into_iter().map(|LeftOut { endpoint, reason }| (reason.to_owned(), endpoint));
        assert_eq!(told.collect::<Vec<_>>(), Vec::from_iter(expected.clone()));
        assert_eq!(report.endpoints, 1);
        assert_eq!(document.pointer("/paths/~1pets/post").is_none(), expected.is_some());
        assert_eq!(document.pointer("/paths/~1pets/summary"), Some(&json!("stays")));
    }

    fn body(media_type: &str, content: &Value) -> Value {
        json!({ "requestBody": { "content": { media_type: content } } })
    }

    #[test]
    fn what_progenitor_reads_stays() {
        check(&json!({}), None);
        check(&body("application/json", &json!({ "schema": {} })), None);
        check(&json!({ "responses": { "200": { "content": { "application/json": {} } }, "404": {} } }), None);
    }

    #[test]
    fn what_it_refuses_is_left_out() {
        check(&body("multipart/form-data", &json!({})), Some("a multipart body"));
        check(&body("image/png", &json!({})), Some("a body of other bytes than application/octet-stream"));
        let form = body("application/x-www-form-urlencoded", &json!({ "encoding": {} }));
        check(&form, Some("a form with `encoding`"));
        check(&json!({ "parameters": [{ "content": {} }] }), Some("a parameter with `content`"));
        let json = json!({ "content": { "application/json": { "schema": {} } } });
        check(&json!({ "responses": { "200": json, "204": {} } }), Some("two kinds of success answer"));
        check(&json!({ "responses": { "404": {}, "default": json } }), Some("two kinds of failure answer"));
    }

    #[test]
    fn null_is_said_in_its_words() {
        let nothing = json!({ "type": "object", "nullable": true, "enum": [null] });
        let pet = json!({ "$ref": "#/components/schemas/Pet" });
        let mut document = json!({ "a": { "anyOf": [pet, nothing], "description": "x" }, "b": { "anyOf": [pet, pet, nothing] } });
        let report = reduce(&mut document);
        assert_eq!(document["a"], json!({ "allOf": [pet], "nullable": true, "description": "x" }));
        assert_eq!(document["b"], json!({ "anyOf": [pet, pet, nothing] }));
        assert_eq!(report.rewritten.values().sum::<usize>(), 1);
    }

    #[test]
    fn an_enumeration_is_closed() {
        let text = json!({ "type": "string" });
        let listed = json!({ "type": "string", "enum": ["a"] });
        let mut document =
            json!({ "a": { "anyOf": [listed, text], "description": "x" }, "b": { "anyOf": [text, text] } });
        reduce(&mut document);
        assert_eq!(document["a"], json!({ "type": "string", "enum": ["a"], "description": "x" }));
        assert_eq!(document["b"], json!({ "anyOf": [text, text] }));
    }
}
