//! What programs can rely on in an emitted client.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::{Interface, InterfaceKind, emit};
use serde_json::{Value, json};

fn interface(model: Value) -> Interface {
    let api = support::model("store", model);
    let files = emit(std::slice::from_ref(&api)).unwrap();
    docwright_codegen::interface(&api, &files).unwrap()
}

/// The signature of the item at a path.
#[track_caller]
fn check(model: Value, path: &str, expected: &str) {
    let interface = interface(model);
    let found = interface.items.get(path);
    let found = found.unwrap_or_else(|| panic!("no {path} in {:#?}", interface.items.keys()));
    assert_eq!(found.signature, expected);
}

fn endpoint() -> Value {
    json!({ "endpoints": [{
        "rust_name": "list_pets", "path": "/pets/{id}",
        "parameters": [
            { "location": "path", "wire_name": "id", "type": "uuid" },
            { "location": "query", "wire_name": "kinds", "type": { "list": { "named": "Kind" } } },
            { "location": "query", "wire_name": "name" },
        ],
        "responses": [{ "status": "success", "body": { "media_type": "application/json", "type": { "named": "String" } } }],
    }], "types": [
        { "name": "Kind", "definition": { "enumeration": { "base": "string", "values": [{ "value": "dog", "rust_name": "Dog" }] } } },
        { "name": "String", "definition": { "structure": { "fields": [{ "wire_name": "value" }] } } },
    ] })
}

#[test]
fn methods_have_types_without_the_names_of_arguments() {
    let expected = "( & self , docwright_runtime::uuid::Uuid ) - > operations::ListPetsCall < T >";
    check(endpoint(), "Client::list_pets", expected);
}

#[test]
fn a_name_is_written_in_one_way_whoever_hides_it() {
    check(endpoint(), "operations::ListPetsCall::name", "( self , impl std::Into < std::String > ) - > Self");
    check(endpoint(), "String.value", "std::Option < std::String >");
}

#[test]
fn a_call_says_what_it_gives() {
    let expected = "< T : docwright_runtime::Transport = docwright_runtime::Async > \
                    ( docwright_runtime::Call < T , docwright_runtime::Typed < String > > ) ";
    check(endpoint(), "operations::ListPetsCall", expected.trim_end());
}

#[test]
fn the_kinds_of_items_are_told_apart() {
    let interface = interface(endpoint());
    for (path, kind) in [
        (
            "Client::list_pets",
            InterfaceKind::Function { inputs: vec!["docwright_runtime::uuid::Uuid".to_owned()] },
        ),
        ("Kind", InterfaceKind::Enumeration { closed: false }),
        ("Kind::Dog", InterfaceKind::Variant),
        ("String", InterfaceKind::Structure { literal: true }),
        ("operations::ListPetsCall", InterfaceKind::Structure { literal: false }),
        ("String.extra", InterfaceKind::Field),
        ("String!structure", InterfaceKind::Macro),
    ] {
        assert_eq!(interface.items.get(path).map(|item| &item.kind), Some(&kind), "{path}");
    }
}
