//! Models that can't become Rust: each is refused with the name of what is wrong and where.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::emit;
use serde_json::{Value, json};

fn check(model: Value, expected: &str) {
    let error = emit(&[support::model("store", model)]).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

fn endpoint(endpoint: &Value) -> Value {
    json!({ "endpoints": [endpoint] })
}

fn returning(types: &Value) -> Value {
    let body = json!({ "media_type": "application/json", "type": { "named": "A" } });
    json!({ "endpoints": [{ "responses": [{ "status": "success", "body": body }] }], "types": types })
}

fn structure(name: &str, extends: &[&str]) -> Value {
    json!({ "name": name, "definition": { "structure": { "extends": extends } } })
}

#[test]
fn names_that_rust_does_not_allow() {
    check(endpoint(&json!({ "rust_name": "self" })), "`self` can't be a name in Rust (GET /pets of `store`)");
    check(
        endpoint(&json!({ "parameters": [{ "location": "query", "wire_name": "a b" }] })),
        "`a b` can't be a name in Rust (parameter `a b` of GET /pets of `store`)",
    );
    check(
        returning(&json!([{ "name": "A", "rust_name": "1A", "definition": { "opaque": {} } }])),
        "`1A` can't be a name in Rust (type `A` of `store`)",
    );
    check(
        returning(&json!([{ "name": "A", "rust_name": "i64", "definition": { "opaque": {} } }])),
        "the name `i64` is already taken by a type that is part of Rust (type `A` of `store`)",
    );
    let error = emit(&[support::model("../up", json!({}))]).unwrap_err();
    assert_eq!(error.to_string(), "`../up` can't be a name in Rust (the API `../up`)");
}

#[test]
fn sessions_of_endpoints_that_are_not_there() {
    let session = json!({ "login": "POST /start", "key": "Key", "send": [] });
    check(
        json!({ "credential_sets": [{ "name": "admin", "fields": [], "methods": [], "session": session }] }),
        "there is no endpoint `POST /start` (the session of the credentials `admin` of `store`)",
    );
}

#[test]
fn names_that_are_taken() {
    check(
        json!({ "endpoints": [{ "path": "/a" }, { "path": "/b" }] }),
        "the name `call_it` is already taken by GET /a of `store` (GET /b of `store`)",
    );
    for name in ["builder", "call", "login", "logout"] {
        check(
            endpoint(&json!({ "rust_name": name })),
            &format!("the name `{name}` is already taken by the client (GET /pets of `store`)"),
        );
    }
    for name in ["send", "request", "raw", "json", "with_options", "into_pages", "into_stream", "into_iter"] {
        check(
            endpoint(&json!({ "parameters": [{ "location": "query", "wire_name": name }] })),
            &format!("the name `{name}` is already taken by every call (GET /pets of `store`)"),
        );
    }
    let unknown =
        json!({ "enumeration": { "base": "string", "values": [{ "value": "u", "rust_name": "Unknown" }] } });
    check(
        returning(&json!([{ "name": "A", "definition": unknown }])),
        "the name `Unknown` is already taken by the variant for other values (type `A` of `store`)",
    );
    check(
        returning(&json!([{ "name": "A", "rust_name": "Client", "definition": { "opaque": {} } }])),
        "the name `Client` is already taken by the client (type `A` of `store`)",
    );
    let error = emit(&[support::model("runtime", json!({}))]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the name `runtime` is already taken by what all clients share (the API `runtime`)"
    );
}

#[test]
fn references_that_lead_nowhere() {
    check(returning(&json!([])), "there is no type `A` (GET /pets of `store`)");
    check(
        returning(&json!([structure("A", &["B"])])),
        "`B` can't be extended: it is no structure (type `A`)",
    );
    check(
        returning(&json!([structure("A", &["B"]), structure("B", &["A"])])),
        "a structure extends itself (type `A`)",
    );
    check(
        endpoint(&json!({ "path": "/pets/{id}" })),
        "the path's placeholder and parameter `id` don't meet (GET /pets/{id} of `store`)",
    );
}

#[test]
fn values_that_clients_cannot_send() {
    let file = json!({ "location": "query", "wire_name": "f", "serialization": "file" });
    check(
        endpoint(&json!({ "parameters": [file] })),
        "clients can't send a file outside a multipart body (parameter `f` of GET /pets of `store`)",
    );
    let values = json!([{ "value": "0x10", "rust_name": "Hex" }]);
    check(
        returning(
            &json!([{ "name": "A", "definition": { "enumeration": { "base": "integer", "values": values } } }]),
        ),
        "`0x10` is no whole number (type `A` of `store`)",
    );
}
