//! The calls with sample values: what is given together, and which values. `compile.rs` compiles and sends those of all
//! models.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::{HEADER_MARK, emit_sample_calls};
use serde_json::{Value, json};

/// The calls of an API with one endpoint, `call_it`: each without white space and what all have.
fn calls(model: Value) -> Vec<String> {
    let files = emit_sample_calls(&[support::model("store", model)], "pets").unwrap();
    let [file] = &files[..] else { panic!("one file: {files:?}") };
    assert_eq!(file.path, "sample_calls/store.rs");
    assert!(file.contents.starts_with(HEADER_MARK));
    let functions = file.contents.split("async fn call_it_").skip(1);
    let calls = functions.map(|function| {
        let (name, rest) = function.split_once("(client: ClientBuilder) -> Result<()> {").unwrap();
        let (steps, _) = rest.split_once(".await?").unwrap();
        let steps: String = steps.split_whitespace().collect();
        format!("{name}: {}", steps.replace("client.build()?.call_it", "").replace("client.", ""))
    });
    calls.collect()
}

#[track_caller]
fn check(endpoint: &Value, expected: &[&str]) {
    assert_eq!(calls(json!({ "endpoints": [endpoint] })), expected);
}

/// An endpoint with these query parameters, each a name and what is known besides.
fn query(parameters: &[(&str, Value)]) -> Value {
    let parameters = parameters.iter().map(|(name, known)| {
        let mut parameter = json!({ "location": "query", "wire_name": name });
        parameter.as_object_mut().unwrap().extend(known.as_object().unwrap().clone());
        parameter
    });
    json!({ "parameters": parameters.collect::<Vec<_>>() })
}

#[test]
fn each_endpoint_is_called_with_the_least_and_the_most() {
    check(
        &query(&[("a", json!({ "requirement": "required" })), ("b", json!({ "type": "integer" }))]),
        &[r#"with_required: ("x")"#, r#"with_all: ("x").b(1)"#],
    );
    // The same twice would show nothing.
    check(&query(&[]), &["with_required: ()"]);
    check(&query(&[("a", json!({ "read_only": true }))]), &["with_required: ()"]);
}

#[test]
fn what_shuts_each_other_out_is_not_given_together() {
    check(
        &query(&[("a", json!({ "excludes": ["b"] })), ("b", json!({})), ("c", json!({}))]),
        &["with_required: ()", r#"with_all: ().a("x").c("x")"#, r#"with_all_2: ().b("x").c("x")"#],
    );
}

#[test]
fn what_asks_for_others_comes_with_them() {
    check(
        &query(&[
            ("a", json!({ "requirement": "required", "requires": ["c"] })),
            ("b", json!({ "requires": ["d"] })),
            ("c", json!({})),
            ("d", json!({ "excludes": ["a"] })),
        ]),
        // Where `b` would be, `d` would have to be, which `a` shuts out.
        &[r#"with_required: ("x").c("x")"#],
    );
    let kind = json!({ "requirement": "required", "constraints": { "allowed_values": ["card", "cash"] } });
    let when = |value: &str| json!({ "required_when": [{ "parameter": "kind", "values": [value] }] });
    check(
        &query(&[("kind", kind), ("number", when("card")), ("note", when("gift"))]),
        &[r#"with_required: ("card").number("x")"#, r#"with_all: ("cash").number("x").note("x")"#],
    );
}

#[test]
fn samples_keep_to_the_limits() {
    let field = |value_type: Value, constraints: Value| json!({ "requirement": "required", "type": value_type, "constraints": constraints });
    check(
        &query(&[
            ("text", field(json!("string"), json!({ "min_length": 3 }))),
            ("code", field(json!("string"), json!({ "pattern": "^[A-C]{2}-\\d+$", "min_length": 6 }))),
            ("odd", field(json!("string"), json!({ "pattern": "(", "pattern_is_doubtful": true }))),
            ("count", field(json!("integer"), json!({ "minimum": "5", "maximum": "9" }))),
            ("below", field(json!("integer"), json!({ "maximum": "-2" }))),
            ("list", field(json!({ "comma_separated": "integer" }), json!({ "min_items": 3 }))),
            ("one", field(json!({ "comma_separated": "integer" }), json!({ "max_items": 1 }))),
        ]),
        &[
            r#"with_required: ("xxx","AA-111","x",5,-2,from_str::<Vec<i64>>("[1,1,1]").unwrap(),from_str::<Vec<i64>>("[1]").unwrap(),)"#,
            r#"with_all: ("xxx","AA-111","x",9,-2,from_str::<Vec<i64>>("[1,1,1]").unwrap(),from_str::<Vec<i64>>("[1]").unwrap(),)"#,
        ],
    );
}

#[test]
fn structures_are_filled_to_where_they_repeat_themselves() {
    let body = json!({ "media_type": "application/json", "encoding": "json", "rust_name": "Body" });
    let fields = json!([
        { "wire_name": "Name", "rust_name": "name", "requirement": "required" },
        { "wire_name": "Age", "rust_name": "age", "type": "integer" },
        { "wire_name": "Id", "rust_name": "id", "read_only": true },
        { "wire_name": "Parts", "rust_name": "parts", "type": { "list": { "named": "Part" } } },
        { "wire_name": "More", "rust_name": "more", "type": { "map": { "key": "integer", "value": "boolean" } } },
    ]);
    let made = calls(json!({
        "endpoints": [{
            "method": "POST", "request_body": body,
            "parameters": [{ "location": "json", "wire_name": "part", "type": { "named": "Part" } }],
        }],
        "types": [{ "name": "Part", "definition": { "structure": { "fields": fields } } }],
    }));
    assert_eq!(made[0], "with_required: ()");
    assert!(
        made[1].contains(r##"r#"{"Name":"x","Age":1,"Parts":[{"Name":"x"}],"More":{"1":false}}"#"##),
        "{}",
        made[1]
    );
}

#[test]
fn credentials_are_the_first_and_the_last_way() {
    let scheme =
        |id: &str, kind: Value| json!({ "name": id, "id": id, "kind": kind, "source": support::source() });
    let needs = |id: &str| json!({ "scheme": id, "scopes": [] });
    let made = calls(json!({
        "security_schemes": [scheme("basic", json!("basic")), scheme("key", json!({ "header": { "name": "X-Key" } }))],
        "endpoints": [{ "security": [needs("basic"), needs("key")] }],
    }));
    assert_eq!(
        made,
        [r#"with_required: basic("x","x").build()?.call_it()"#, r#"with_all: key("x").build()?.call_it()"#,]
    );
}

#[test]
fn examples_are_sent_as_they_are_shown() {
    let body = json!({ "media_type": "application/json", "encoding": "json", "rust_name": "Body" });
    check(
        &json!({
            "method": "POST", "request_body": body,
            "parameters": [{ "location": "json", "wire_name": "a" }],
            "examples": [{ "text": "[object Object]" }, { "text": "{\"a\":\"shown\"}" }, { "text": "{}", "flaw": "It is empty." }],
        }),
        &["with_required: ()", r#"with_all: ().a("x")"#, r#"as_shown_2: ().a("shown")"#],
    );
}

#[test]
fn downloads_are_read_to_their_end() {
    let answer = json!([{ "status": "success", "body": { "media_type": "image/png" } }]);
    let api = support::model("store", json!({ "endpoints": [{ "responses": answer }] }));
    let files = emit_sample_calls(&[api], "pets").unwrap();
    assert!(files[0].contents.contains(".call_it().await?.bytes().await?;"), "{}", files[0].contents);
}

#[test]
fn only_what_is_written_is_imported() {
    // A text that may be null is written as a text.
    let parameters = json!([{ "location": "json", "wire_name": "a", "nullable": true }]);
    let body = json!({ "media_type": "application/json", "encoding": "json", "rust_name": "Body" });
    let endpoint = json!({ "method": "POST", "request_body": body, "parameters": parameters });
    let files =
        emit_sample_calls(&[support::model("store", json!({ "endpoints": [endpoint] }))], "pets").unwrap();
    let imports: Vec<&str> = files[0].contents.lines().filter(|line| line.starts_with("use ")).collect();
    assert_eq!(
        imports,
        ["use pets::store::ClientBuilder;", "use docwright_runtime::{Result, testing::SampleCall};"]
    );
    assert_eq!(emit_sample_calls(&[support::model("bare", json!({}))], "pets").unwrap(), []);
}

#[test]
fn the_library_has_a_name() {
    let error = emit_sample_calls(&[support::model("store", json!({}))], "no-name").unwrap_err();
    assert_eq!(error.to_string(), "`no-name` can't be a name in Rust (the crate's library)");
}
