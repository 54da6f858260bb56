//! The tests that documented examples become: the emitted text. `compile.rs` compiles and runs them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::{HEADER_MARK, emit_example_tests};
use serde_json::json;
use std::path::Path;

fn example_api() -> docwright_model::Api {
    support::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/examples.json"))
}

#[test]
fn each_example_becomes_a_test() {
    let files = emit_example_tests(&[example_api()], "pets").unwrap();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("examples", support::listed(&files));
    });
    assert!(files.iter().all(|file| file.contents.starts_with(HEADER_MARK)));
}

#[test]
fn only_apis_with_examples_have_tests() {
    let bare = || support::model("bare", json!({ "endpoints": [{}] }));
    assert_eq!(emit_example_tests(&[bare()], "pets").unwrap(), []);
    let files = emit_example_tests(&[bare(), example_api()], "pets").unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["tests/documented_examples/examples.rs", "tests/documented_examples/main.rs"]);
}

#[test]
fn an_api_may_be_called_as_the_root_is() {
    let main = support::model("main", json!({ "endpoints": [{ "examples": [{ "text": "{}" }] }] }));
    let files = emit_example_tests(&[main], "pets").unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["tests/documented_examples/main.rs", "tests/documented_examples/main/examples.rs"]);
    assert!(files[0].contents.contains("#[path = \"main/examples.rs\"]\nmod main;"), "{}", files[0].contents);
}

#[test]
fn the_library_has_a_name() {
    let error = emit_example_tests(&[example_api()], "no-name").unwrap_err();
    assert_eq!(error.to_string(), "`no-name` can't be a name in Rust (the crate's library)");
}

/// An example of each size becomes a file whose size keeps to it.
#[test]
fn large_examples_take_room_in_proportion() {
    let emitted = |count: usize| {
        let list = vec![r#"{"a":[1,2,"x"]}"#; count].join(",");
        let endpoint = json!({
            "request_body": { "media_type": "application/json", "encoding": "json", "rust_name": "Body" },
            "examples": [{ "text": format!(r#"{{"list":[{list}]}}"#) }],
        });
        let api = support::model("store", json!({ "endpoints": [endpoint] }));
        emit_example_tests(&[api], "pets").unwrap().iter().map(|file| file.contents.len()).sum::<usize>()
    };
    let (small, large) = (emitted(1_000), emitted(10_000));
    assert!(large > 5 * small && large < 11 * small, "{small} {large}");
}
