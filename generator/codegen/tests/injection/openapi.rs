//! What must hold for the OpenAPI documents of an API. In come its model and the harmless twin of that, out comes what
//! is wrong.

use docwright_codegen::{OpenApiVersion, openapi};
use docwright_model::Api;
use serde_json::{Map, Value};

const VERSIONS: [OpenApiVersion; 2] = [OpenApiVersion::V3_0, OpenApiVersion::V3_1];
/// Objects whose keys are names of the documents.
const NAMED: &[&str] = &[
    "dependentRequired",
    "dependentSchemas",
    "headers",
    "paths",
    "properties",
    "schemas",
    "scopes",
    "securitySchemes",
    "security",
];
/// Texts that are there if there is something to say.
const TEXTS: &[&str] = &["description", "summary", "title", "x-docwright-name"];

/// What is wrong with the OpenAPI documents of an API.
pub(crate) fn complaints(api: &Api, twin: &Api) -> Vec<String> {
    VERSIONS.into_iter().flat_map(|version| of_version(api, twin, version)).collect()
}

fn of_version(api: &Api, twin: &Api, version: OpenApiVersion) -> Vec<String> {
    let text = |api: &Api| {
        openapi(api, version).map(|document| document.to_json()).map_err(|error| error.to_string())
    };
    let (text, twin) = match (text(api), text(twin)) {
        (Ok(text), Ok(twin)) => (text, twin),
        (Err(error), _) | (_, Err(error)) => return vec![format!("no OpenAPI document: {error}")],
    };
    let mut complaints = Vec::new();
    if text.chars().any(|c| c.is_control() && c != '\n') {
        complaints.push("a control character that is not escaped".to_owned());
    }
    let (Ok(document), Ok(twin)) =
        (serde_json::from_str::<Value>(&text), serde_json::from_str::<Value>(&twin))
    else {
        return vec!["no JSON".to_owned()];
    };
    read(&document, &document, &mut complaints);
    if shape("", &document) != shape("", &twin) {
        complaints.push(format!("another structure than its twin: {}", differing("", &document, &twin)));
    }
    complaints.into_iter().map(|complaint| format!("OpenAPI: {complaint}")).collect()
}

/// Looks at addresses and references, wherever they stand.
fn read(value: &Value, document: &Value, complaints: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| read(item, document, complaints)),
        Value::Object(object) => {
            complaints.extend(of_object(object, document));
            // What an example holds is data.
            let parts = object
                .iter()
                .filter(|(key, _)| !["example", "examples", "default", "enum"].contains(&key.as_str()));
            parts.for_each(|(_, value)| read(value, document, complaints));
        }
        _ => {}
    }
}

fn of_object(object: &Map<String, Value>, document: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    if let Some(Value::String(reference)) = object.get("$ref") {
        let found = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        if found.is_none() || !reference.starts_with("#/components/") {
            complaints.push(format!("{reference} leads nowhere"));
        }
    }
    for key in ["url", "tokenUrl", "authorizationUrl", "refreshUrl"] {
        if let Some(Value::String(address)) = object.get(key) {
            let is_path = address.starts_with('/') && !address.starts_with("//");
            let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
            if !is_path && !matches!(scheme.as_deref(), Some("http" | "https")) {
                complaints.push(format!("`{key}` is {address}"));
            }
        }
    }
    complaints
}

/// The structure of a value: names of objects that hold them are left out.
fn shape(key: &str, value: &Value) -> String {
    match value {
        Value::Object(object) if NAMED.contains(&key) => {
            let mut parts: Vec<String> = object.values().map(|value| shape("", value)).collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        Value::Object(object) => {
            let parts = object.iter().filter(|(key, _)| !TEXTS.contains(&key.as_str()));
            let parts: Vec<String> = parts
                .map(|(key, value)| match value.as_array().map(Vec::as_slice) {
                    // A reference stands by itself, or beside what is said of it.
                    Some([Value::Object(one)]) if key == "allOf" && one.contains_key("$ref") => {
                        "$ref:text".to_owned()
                    }
                    _ => format!("{key}:{}", shape(key, value)),
                })
                .collect();
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shape("", item)).collect();
            format!("[{}]", items.join(","))
        }
        Value::String(_) => "text".to_owned(),
        other => other.to_string(),
    }
}

/// The place of a difference, for people.
fn differing(at: &str, one: &Value, other: &Value) -> String {
    if let (Value::Object(one), Value::Object(other)) = (one, other) {
        for (key, value) in one {
            match other.get(key) {
                Some(twin) if shape(key, value) != shape(key, twin) => {
                    return differing(&format!("{at}/{key}"), value, twin);
                }
                _ => {}
            }
        }
    }
    if let (Value::Object(ones), Value::Object(others)) = (one, other) {
        let odd = |ones: &Map<String, Value>, others: &Map<String, Value>| {
            let is_odd = |(key, value): &(&String, &Value)| {
                others.iter().all(|(twin, other)| shape(key, value) != shape(twin, other))
            };
            ones.iter().find(is_odd).map(|(key, value)| format!("{key}: {}", shape("", value)))
        };
        if let (Some(one), Some(other)) = (odd(ones, others), odd(others, ones)) {
            return format!("{at}/{one} where the other has {other}");
        }
    }
    let shown = |value: &Value| value.to_string().chars().take(150).collect::<String>();
    format!("{at}: {} where the other has {}", shown(one), shown(other))
}
