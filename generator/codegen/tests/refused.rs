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

/// An enumeration of whole numbers with these values and bounds.
fn enumeration(values: &[(&str, &str)], bounds: &[(&str, &str)]) -> Value {
    let values: Vec<Value> =
        values.iter().map(|(value, name)| json!({ "value": value, "rust_name": name })).collect();
    let bounds: Vec<Value> = bounds
        .iter()
        .map(|(name, value)| json!({ "constant": format!("A_{name}"), "rust_name": name, "value": value }))
        .collect();
    let definition = json!({ "enumeration": { "base": "integer", "values": values, "bounds": bounds } });
    returning(&json!([{ "name": "A", "definition": definition }]))
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
    for name in ["builder", "call", "into", "login", "logout", "try_into"] {
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
fn names_of_constants_that_are_taken() {
    let constants =
        json!([{ "name": "A_B", "value": "1" }, { "name": "a__b", "rust_name": "aB", "value": "1" }]);
    check(
        json!({ "constants": constants }),
        "the name `A_B` is already taken by the constant `A_B` (constant `a__b` of `store`)",
    );
    let values = [("1", "One"), ("1", "Uno"), ("1", "UNO")];
    check(enumeration(&values, &[]), "the name `UNO` is already taken by value `1` (type `A` of `store`)");
    check(
        enumeration(&values[..2], &[("UNO", "5")]),
        "the name `UNO` is already taken by value `1` (type `A` of `store`)",
    );
    check(
        enumeration(&[], &[("MAX", "5"), ("MAX", "6")]),
        "the name `MAX` is already taken by bound `A_MAX` (type `A` of `store`)",
    );
    check(
        enumeration(&[("1", "value")], &[]),
        "the name `value` is already taken by every enumeration (type `A` of `store`)",
    );
}

#[test]
fn fields_that_leave_no_name_for_those_that_are_unknown() {
    let names = ["extra", "extra_fields", "unknown_fields", "more_unknown_fields"];
    let structure = |names: &[&str]| {
        let fields: Vec<Value> = names.iter().map(|name| json!({ "wire_name": name })).collect();
        returning(&json!([{ "name": "A", "definition": { "structure": { "fields": fields } } }]))
    };
    check(
        structure(&names),
        "the name `extra` is already taken by one of its fields (unknown fields of type `A` of `store`)",
    );
    let emitted =
        support::emitted(support::model("store", structure(&names[..3])), "src/store/types/structures.rs");
    assert!(emitted.contains("    pub more_unknown_fields: Extra,\n"), "{emitted}");
}

#[test]
fn values_of_constants_that_rust_cannot_hold() {
    for value in ["[1]", "{}", "null", "A_NAME", "", "18446744073709551616", "1e999"] {
        check(
            json!({ "constants": [{ "name": "A", "value": value }] }),
            &format!("`{value}` can't be the value of a constant (constant `A` of `store`)"),
        );
    }
    check(enumeration(&[], &[("MAX", "many")]), "`many` is no whole number (type `A` of `store`)");
}

#[test]
fn references_that_lead_nowhere() {
    check(returning(&json!([])), "there is no type `A` (GET /pets of `store`)");
    let field = json!({ "wire_name": "b", "type": { "named": "B" } });
    let unreached = json!([{ "name": "A", "definition": { "structure": { "fields": [field] } } }]);
    check(
        json!({ "emitted_types": "all", "types": unreached }),
        "there is no type `B` (type `A` of `store`)",
    );
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
