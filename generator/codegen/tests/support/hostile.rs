//! An API whose documents mean harm: each text of a corpus stands wherever a document's text can.

use docwright_model::Api;
use serde_json::{Value, json};

/// The API with an endpoint for each text.
pub(crate) fn api(texts: &[String]) -> Api {
    let endpoints: Vec<Value> = texts.iter().enumerate().map(|(index, text)| endpoint(index, text)).collect();
    let types: Vec<Value> = texts.iter().enumerate().flat_map(|(index, text)| types(index, text)).collect();
    let constants: Vec<Value> = texts.iter().enumerate().map(|(index, text)| constant(index, text)).collect();
    let all = texts.join("\n\n");
    super::model(
        "hostile",
        json!({
            "title": all, "version": all, "base_url": all,
            "documents": [
                { "file": "pages.md", "title": all, "url": "https://a.example/)[x]", "retrieved": all, "notice": all },
            ],
            "security_schemes": [
                { "name": all, "id": "key", "kind": { "header": { "name": all } }, "description": all },
                { "name": "o", "id": "o", "kind": { "oauth2": { "grants": ["client_credentials"], "token_url": all,
                  "authorization_url": null, "scopes": [all] } }, "description": all },
            ],
            "credential_sets": [ { "name": all, "description": all, "fields": [all], "header": all, "methods": [
                { "rust_name": "sign_in", "description": all, "arguments": [], "send": [{ "field": all, "value": all }] },
            ], "session": { "login": "POST /p/0", "logout": "POST /p/0", "key": all,
                "send": [{ "field": all, "value": { "text": all } }] } } ],
            "error_envelope": { "status": all, "message": all, "kind": all, "failure": { "equals": all },
                "message_required": false },
            "endpoints": endpoints,
            "emitted_types": "all",
            "types": types,
            "constants": constants,
        }),
    )
}

fn endpoint(index: usize, text: &str) -> Value {
    // Statuses without a word are left out: each text ends with one.
    let text = format!("{text}\nx");
    let constraints = json!({ "minimum": text, "maximum": text, "pattern": text, "allowed_values": [text] });
    // A pattern that stands for the text itself, whatever characters are in it, so that each is emitted.
    let escaped: String = text
        .chars()
        .flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]))
        .filter(|c| !c.is_control())
        .collect();
    let own = json!({ "minimum": text, "maximum": text, "pattern": escaped, "allowed_values": [text] });
    let parameter = |location: &str, requirement: &str, name: &str, value_type: Value| {
        json!({
            "location": location, "wire_name": text, "rust_name": name, "type": value_type,
            "requirement": requirement, "default": text, "constraints": own,
            "excludes": [text, "other"], "requires": [text], "read_only": true,
            "required_when": [{ "parameter": text, "values": [text, text] }],
            "element_constraints": constraints, "description": text, "since": text,
            "deprecated": { "since": text, "note": text },
        })
    };
    json!({
        "name": text, "rust_name": format!("call_{index}"), "method": "POST", "path": format!("/p/{index}"),
        "summary": text, "description": text, "since": text, "disabled": text,
        "deprecated": { "since": text, "note": text },
        "aliases": [{ "method": "POST", "path": "/alias", "name": text, "since": text }],
        "security": [{ "scheme": text, "scopes": [text, text] }, { "scheme": text, "scopes": [] }],
        "credentials": { "set": text, "others": [text], "required": true },
        "pagination": { "parameter": text, "cursor": text, "cursor_alone": true, "items": text },
        "request_body": { "media_type": "application/json", "encoding": "json", "rust_name": format!("Body{index}") },
        "parameters": [
            parameter("query", "required", "needed", json!("string")),
            parameter("query", "optional", "choice", json!({ "named": format!("choice {index}") })),
            { "location": "query", "wire_name": "other", "excludes": [text] },
            parameter("json", "unstated", "field", json!({ "named": format!("opaque {index}") })),
            { "location": "json", "wire_name": "wanted" },
        ],
        "responses": [{ "status": { "code": 200 }, "description": text, "body": { "media_type": "application/json" } }],
        "examples": [
            { "text": text, "title": text, "description": text, "language": text },
            { "text": json!({ "wanted": text, "unknown": { "of": [text] } }).to_string(), "title": text },
            { "text": json!({ "wanted": text }).to_string(), "flaw": text },
            { "text": json!([text]).to_string() },
            { "text": json!({ "wanted": text }).to_string(), "role": "response" },
        ],
    })
}

fn constant(index: usize, text: &str) -> Value {
    json!({
        "name": format!("{index} {text}"), "rust_name": format!("TEXT_{index}"), "value": json!(text).to_string(),
        "same_as": text, "group": text, "description": text,
    })
}

fn types(index: usize, text: &str) -> [Value; 3] {
    let deprecated = json!({ "since": text, "note": format!("{text}\nx") });
    let choice = json!({ "enumeration": { "base": "string",
        "values": [{ "value": text, "rust_name": "One", "description": text, "constant": text },
            { "value": "other", "rust_name": "Two", "constant": text }],
        "bounds": [{ "constant": text, "rust_name": "MIN", "value": text, "description": text },
            { "constant": text, "rust_name": "MAX", "value": text }] } });
    // No text of the corpus says by itself that there is nothing.
    let default = format!("{text}\nx");
    let field = |name: &str, number: usize, value_type: Value| {
        json!({
            "wire_name": format!("{text}{number}"), "rust_name": name, "type": value_type, "default": default,
            "constants": text, "unix_time": "seconds", "secret": true, "description": text,
        })
    };
    let shape = json!({ "structure": { "fields": [
            field("text", 1, json!("string")),
            field("number", 2, json!("integer")),
            field("choice", 3, json!({ "named": format!("choice {index}") })),
    ] } });
    [
        json!({ "name": format!("shape {index}"), "rust_name": format!("Shape{index}"), "description": text,
            "definition": shape, "deprecated": deprecated }),
        json!({ "name": format!("choice {index}"), "rust_name": format!("Choice{index}"), "description": text,
            "definition": choice, "deprecated": deprecated }),
        json!({ "name": format!("opaque {index}"), "rust_name": format!("Opaque{index}"), "description": text,
            "definition": { "opaque": { "link": text } }, "deprecated": deprecated }),
    ]
}
