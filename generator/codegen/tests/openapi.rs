//! What each kind of model becomes as an OpenAPI document, in both versions, and what holds for all of them. Whether the
//! documents are valid is for tools of others to say: `judges/openapi`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::{EmitError, OpenApiVersion, openapi};
use docwright_model::Api;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const VERSIONS: [(&str, OpenApiVersion); 2] = [("3.0", OpenApiVersion::V3_0), ("3.1", OpenApiVersion::V3_1)];

/// The document as any reader gets it.
fn document(api: &Api, version: OpenApiVersion) -> Value {
    serde_json::from_str(&text(api, version)).unwrap()
}

fn text(api: &Api, version: OpenApiVersion) -> String {
    openapi(api, version).unwrap().to_json()
}

#[test]
fn each_model_becomes_a_document_that_reads_well() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/openapi");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("openapi/*.json", |file| {
            for (name, version) in VERSIONS {
                let shown = without_places(&text(&support::read(file), version));
                insta::assert_snapshot!(name, shown);
            }
        });
    });
}

/// The lines of a document without the places in pages, which these models do not have, and with short lists on a line.
fn without_places(text: &str) -> String {
    let place = regex_lite::Regex::new(
        r#",?\s*"x-docwright-source": \{\s*"file": "pages.md",\s*"bytes": \[\s*0,\s*0\s*\]\s*\}"#,
    );
    let short = regex_lite::Regex::new(
        r"(?s)(\{|\[)\n\s+([^\n{}\[\]]{0,60}(?:\n[^\n{}\[\]]{0,40}){0,2})\n\s+(\}|\])",
    );
    let text = place.unwrap().replace_all(text, "");
    let joined = short.unwrap().replace_all(&text, |found: &regex_lite::Captures<'_>| {
        let inner: Vec<&str> = found[2].split('\n').map(str::trim).collect();
        format!("{} {} {}", &found[1], inner.join(" "), &found[3])
    });
    joined.into_owned()
}

/// All models that tests know, and one that means harm.
fn models() -> Vec<Api> {
    let own = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi")).unwrap();
    let own = own.map(|entry| entry.unwrap().path());
    let read = support::model_files().into_iter().chain(own).map(|file| support::read(&file));
    read.chain([support::hostile::api(&support::hostile::CORPUS)]).collect()
}

/// What is found in a document, wherever it stands.
fn visit<'a>(value: &'a Value, found: &mut impl FnMut(&'a serde_json::Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, found)),
        Value::Object(object) => {
            found(object);
            object.values().for_each(|value| visit(value, found));
        }
        _ => {}
    }
}

#[test]
fn references_lead_to_schemas_whose_names_are_allowed() {
    for api in models() {
        for (_, version) in VERSIONS {
            let document = document(&api, version);
            visit(&document, &mut |object| {
                if let Some(Value::String(reference)) = object.get("$ref") {
                    let name = reference.strip_prefix("#/components/schemas/").expect(reference);
                    assert!(
                        document["components"]["schemas"].get(name).is_some(),
                        "{reference} of {}",
                        api.name
                    );
                }
            });
            for kind in ["schemas", "securitySchemes"] {
                for name in
                    document["components"][kind].as_object().into_iter().flat_map(serde_json::Map::keys)
                {
                    let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
                    assert!(!name.is_empty() && name.chars().all(allowed), "{name:?} of {}", api.name);
                }
            }
        }
    }
}

#[test]
fn operations_are_told_apart() {
    for api in models() {
        let document = document(&api, OpenApiVersion::V3_0);
        let mut ids = BTreeSet::new();
        visit(&document, &mut |object| {
            if let Some(id) = object.get("operationId") {
                assert!(ids.insert(id.as_str().unwrap()), "{id} of {}", api.name);
                assert!(!object["summary"].as_str().unwrap().trim().is_empty());
                assert!(!object["responses"].as_object().unwrap().is_empty());
                let parameters = object.get("parameters").and_then(Value::as_array);
                let mut known = BTreeSet::new();
                for parameter in parameters.into_iter().flatten() {
                    assert!(
                        known.insert((parameter["in"].as_str(), parameter["name"].as_str())),
                        "{parameter}"
                    );
                }
            }
        });
        assert_eq!(ids.len(), api.endpoints.len(), "{}", api.name);
    }
}

#[test]
fn a_path_names_its_parameters_once() {
    for api in models() {
        let document = document(&api, OpenApiVersion::V3_1);
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let placeholder = regex_lite::Regex::new(r"\{([^}]*)\}").unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            let known = seen.insert(placeholder.replace_all(path, "{}").into_owned(), path);
            assert_eq!(known, None, "{path} of {}", api.name);
            let names: BTreeSet<&str> =
                placeholder.captures_iter(path).map(|found| found.get(1).unwrap().as_str()).collect();
            visit(item, &mut |object| {
                if object.contains_key("operationId") {
                    let parameters = object.get("parameters").and_then(Value::as_array).into_iter().flatten();
                    let in_path = parameters.filter(|parameter| parameter["in"] == "path");
                    let in_path = in_path.inspect(|parameter| assert_eq!(parameter["required"], true));
                    let told: BTreeSet<&str> =
                        in_path.map(|parameter| parameter["name"].as_str().unwrap()).collect();
                    assert_eq!(told, names, "{path} of {}", api.name);
                }
            });
        }
    }
}

#[test]
fn no_text_becomes_anything_but_a_text() {
    let api = support::hostile::api(&support::hostile::CORPUS);
    for (_, version) in VERSIONS {
        let text = text(&api, version);
        assert!(
            !text.chars().any(|c| c.is_control() && c != '\n'),
            "a control character that is not escaped"
        );
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["paths"].as_object().unwrap().len(), support::hostile::CORPUS.len());
        // Where a document's Markdown is shown, nothing of it is markup that a browser acts on.
        visit(&document, &mut |object| {
            if let Some(Value::String(description)) = object.get("description") {
                let parser = pulldown_cmark::Parser::new(description);
                for event in parser {
                    use pulldown_cmark::{Event, Tag};
                    match event {
                        Event::Html(html) | Event::InlineHtml(html) => panic!("{html:?} in {description:?}"),
                        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                            assert!(dest_url.starts_with("http"), "{dest_url:?} in {description:?}");
                        }
                        _ => {}
                    }
                }
            }
        });
    }
}

#[test]
fn nothing_of_the_vendors_is_told_where_only_facts_may_be() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi/facts.json");
    let model = std::fs::read_to_string(&file).unwrap();
    assert_eq!(model.matches("THEIRS").count(), 18, "each kind of sentence stands in the model");
    for (_, version) in VERSIONS {
        assert!(!text(&support::read(&file), version).contains("THEIRS"));
    }
}

#[test]
fn what_no_client_can_be_made_of_is_no_document_either() {
    let check = |model: Value, expected: fn(&EmitError) -> bool| {
        let error = openapi(&support::model("store", model), OpenApiVersion::V3_1).unwrap_err();
        assert!(expected(&error), "{error}");
    };
    let parameter = json!({ "location": "path", "wire_name": "name" });
    let unmet = |error: &EmitError| matches!(error, EmitError::Placeholder { .. });
    check(json!({ "endpoints": [{ "path": "/pets/{id}" }] }), unmet);
    check(json!({ "endpoints": [{ "path": "/pets/{id}", "parameters": [parameter] }] }), unmet);
    let unknown = json!([{ "location": "query", "wire_name": "a", "type": { "named": "Nowhere" } }]);
    check(json!({ "endpoints": [{ "parameters": unknown }] }), |error| {
        matches!(error, EmitError::UnknownType { .. })
    });
    check(json!({ "endpoints": [{ "path": "/a" }, { "path": "/b" }] }), |error| {
        matches!(error, EmitError::NameTaken { .. })
    });
}

#[test]
fn capitals_tell_query_parameters_apart_and_not_headers() {
    let field = |place: &str, name: &str, rust: &str| json!({ "location": place, "wire_name": name, "rust_name": rust });
    let parameters = [
        field("query", "id", "id"),
        field("query", "ID", "upper_id"),
        field("header", "X-Trace", "trace"),
        field("header", "x-trace", "other_trace"),
    ];
    let api = support::model("store", json!({ "endpoints": [{ "path": "/a", "parameters": parameters }] }));
    for (_, version) in VERSIONS {
        let document = document(&api, version);
        let written = document["paths"]["/a"]["get"]["parameters"].as_array().unwrap();
        let names: Vec<&str> = written.iter().filter_map(|one| one["name"].as_str()).collect();
        assert_eq!(names, ["id", "ID", "X-Trace"]);
    }
}

#[test]
fn keys_stand_in_the_order_in_which_people_read() {
    let api = support::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi/security.json"));
    let text = text(&api, OpenApiVersion::V3_1);
    let place = |key: &str| text.find(&format!("\n  \"{key}\"")).unwrap();
    let keys = ["openapi", "info", "servers", "tags", "paths", "components", "x-docwright-documents"];
    assert!(keys.map(place).is_sorted(), "{text}");
    assert!(text.find("\"operationId\"").unwrap() < text.find("\"responses\"").unwrap());
}
