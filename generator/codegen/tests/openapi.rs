//! What each kind of model becomes as an OpenAPI document, in both versions, and what holds for all of them. Whether the
//! documents are valid is for tools of others to say: `judges/openapi`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::{EmitError, OpenApiVersion, Position, openapi, openapi_with_lines};
use docwright_model::{Api, Source};
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
    read.chain([support::hostile::api(&support::corpus::group("prose"))]).collect()
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
    let api = support::hostile::api(&support::corpus::group("prose"));
    for (_, version) in VERSIONS {
        let text = text(&api, version);
        assert!(
            !text.chars().any(|c| c.is_control() && c != '\n'),
            "a control character that is not escaped"
        );
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["paths"].as_object().unwrap().len(), support::corpus::group("prose").len());
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

fn own(name: &str) -> Api {
    support::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi").join(name))
}

/// "If in is header and the name field is Accept, Content-Type or Authorization, the parameter definition SHALL be
/// ignored."
#[test]
fn headers_that_openapi_ignores_are_told_otherwise() {
    for (_, version) in VERSIONS {
        let document = document(&own("headers.json"), version);
        let operation = |name: &str| &document["paths"][format!("/{name}")]["get"];
        let names = |value: &Value| -> Vec<String> {
            let listed = value.as_array().into_iter().flatten();
            listed.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
        };
        let told = operation("needs_token");
        assert_eq!(names(&told["parameters"]), ["X-Trace"]);
        assert_eq!(names(&told["x-docwright-headers"]), ["authorization", "Accept"]);
        assert_eq!(told["x-docwright-headers"][1]["schema"]["default"], "application/json");
        assert_eq!(
            told["description"],
            "Gives all.\n\n- Header `authorization`, required: A token \\<b>here\\</b>.\n\
             - Header `Accept`: What to answer with."
        );
        let security = [
            ("needs_token", json!([{ "token": [] }])),
            ("takes_token", json!([{ "token": [] }, {}])),
            ("open", json!([])),
            ("listed", json!([{ "agent": [] }])),
            ("not_listed", json!([{ "agent": [] }, {}])),
        ];
        for (name, expected) in security {
            assert_eq!(operation(name)["security"], expected, "{name}");
            assert!(!names(&operation(name)["x-docwright-headers"]).is_empty(), "{name}");
        }
        let agent = &document["components"]["securitySchemes"]["agent"];
        assert_eq!([&agent["type"], &agent["in"], &agent["name"]], ["apiKey", "header", "Authorization"]);
    }
}

#[test]
fn of_several_credentials_that_fit_a_header_none_is_chosen() {
    let header = json!([{ "location": "header", "wire_name": "Authorization", "requirement": "required" }]);
    let endpoints = json!([{ "path": "/a", "parameters": header }]);
    let schemes =
        json!([{ "name": "T", "id": "t", "kind": "bearer" }, { "name": "B", "id": "b", "kind": "basic" }]);
    for (schemes, count) in [(json!([]), 0), (schemes, 2)] {
        let api = support::model("store", json!({ "endpoints": endpoints, "security_schemes": schemes }));
        let document = document(&api, OpenApiVersion::V3_1);
        let operation = &document["paths"]["/a"]["get"];
        assert_eq!(operation.get("security"), None);
        assert_eq!(operation["x-docwright-headers"][0]["required"], true);
        let written = document["components"]["securitySchemes"].as_object();
        assert_eq!(written.map_or(0, serde_json::Map::len), count);
    }
}

#[test]
fn nothing_is_said_of_who_may_call_where_no_document_says_it() {
    let document = document(&own("headers.json"), OpenApiVersion::V3_1);
    assert_eq!(document.get("security"), None);
    assert_eq!(document["paths"]["/unstated"]["get"].get("security"), None);
}

#[test]
fn a_cursor_alone_asks_for_a_page_without_what_the_first_needs() {
    let field = |name: &str, place: &str| json!({ "location": place, "wire_name": name, "requirement": "required", "description": "It." });
    let pages = |alone: bool| json!({ "parameter": "after", "cursor": "next", "cursor_alone": alone });
    for (alone, required) in [(false, vec!["owner", "X-Owner"]), (true, vec!["X-Owner"])] {
        let parameters = [
            field("owner", "query"),
            field("X-Owner", "header"),
            json!({ "location": "query", "wire_name": "after" }),
        ];
        let endpoint = json!({ "path": "/a", "parameters": parameters, "pagination": pages(alone) });
        let document =
            document(&support::model("store", json!({ "endpoints": [endpoint] })), OpenApiVersion::V3_0);
        let written = document["paths"]["/a"]["get"]["parameters"].as_array().unwrap();
        let is_required = |one: &&Value| one["required"] == true;
        let names: Vec<&str> =
            written.iter().filter(is_required).filter_map(|one| one["name"].as_str()).collect();
        assert_eq!(names, required);
        let about = if alone { "It.\n\nRequired without `after`." } else { "It." };
        assert_eq!(written[0]["description"], about);
        let without = written[0].get("x-docwright-required-without");
        assert_eq!(without, alone.then(|| json!("after")).as_ref());
    }
}

/// The servers of an API with this base URL, two of whose endpoints have these addresses.
fn servers(base: Option<&str>, addresses: [Option<&str>; 2]) -> (Value, [Value; 2]) {
    let paths = ["/v1/a", "/v1/b"];
    let endpoint = |index: usize| {
        let address = addresses[index].map(|host| format!("{host}{}", paths[index]));
        json!({ "rust_name": format!("get_{index}"), "path": paths[index], "address": address })
    };
    let api = json!({ "base_url": base, "endpoints": [endpoint(0), endpoint(1)] });
    let document = document(&support::model("store", api), OpenApiVersion::V3_1);
    (document["servers"].clone(), paths.map(|path| document["paths"][path]["get"]["servers"].clone()))
}

#[test]
fn a_server_is_what_the_documents_say_and_no_other() {
    let none = [Value::Null, Value::Null];
    let plain = |url: &str| json!([{ "url": url }]);
    assert_eq!(
        servers(Some("https://a.example/v2"), [None, None]),
        (plain("https://a.example/v2"), none.clone())
    );
    // The host that all addresses show.
    let host = |host: &str, about: &str| json!({ "host": { "default": host, "description": about } });
    let shown = json!([{ "url": "https://{host}/api", "variables": host("CBS.EXAMPLE.COM", "As the documents show it.") }]);
    let both = [Some("https://CBS.EXAMPLE.COM/api"); 2];
    assert_eq!(servers(None, both), (shown, none.clone()));
    let unknown = |about: &str, told: Option<&str>| {
        let mut server = json!({ "url": "https://{host}", "variables": host("server.invalid", about) });
        if let Some(told) = told {
            server["x-docwright-base-url"] = json!(told);
        }
        json!([server])
    };
    assert_eq!(servers(None, [None, None]), (unknown("The documents name no host.", None), none.clone()));
    // Several hosts: each endpoint has its own.
    let (all, own) = servers(None, [Some("https://a.example"), Some("https://b.example")]);
    assert_eq!(all, unknown("The documents name no host.", None));
    assert_eq!(own, [plain("https://a.example"), plain("https://b.example")]);
    for base in
        ["javascript://a.example/%0aalert(1)", "file:///etc", "https://", "your server", "https://<server>/"]
    {
        let (all, own) = servers(Some(base), [None, Some("javascript://a.example")]);
        assert_eq!(all, unknown("What the documents say is no web address.", Some(base)));
        assert_eq!(own, none);
    }
}

#[test]
fn no_address_of_a_scheme_is_lost_or_followed_anywhere_but_in_the_web() {
    let scheme = |grants: &[&str], token: &str, consent: &str| {
        let kind = json!({ "oauth2": { "grants": grants, "token_url": token, "authorization_url": consent, "scopes": [] } });
        let schemes = json!([{ "name": "O", "id": "o", "kind": kind }]);
        let api = support::model(
            "store",
            json!({ "base_url": "https://a.example/v1", "security_schemes": schemes }),
        );
        document(&api, OpenApiVersion::V3_0)["components"]["securitySchemes"]["o"].clone()
    };
    let told = scheme(&["password"], "/token", "/consent");
    assert_eq!(told["flows"]["password"]["tokenUrl"], "https://a.example/token");
    assert_eq!(told.get("x-docwright-token-url"), None);
    assert_eq!(told["x-docwright-authorization-url"], "/consent");
    let told = scheme(&["authorization_code"], "/token", "/consent");
    assert_eq!(told["flows"]["authorizationCode"]["authorizationUrl"], "https://a.example/consent");
    assert_eq!(told.get("x-docwright-authorization-url"), None);
    let told = scheme(&["password"], "javascript:alert(1)", "/consent");
    assert_eq!(told["flows"], json!({}));
    assert_eq!(told["x-docwright-token-url"], "javascript:alert(1)");
}

/// "In other cases where the HTTP spec is vague, requestBody SHALL be ignored by consumers."
#[test]
fn a_body_that_3_0_ignores_is_an_extension_there() {
    for method in ["GET", "HEAD", "DELETE", "POST", "OPTIONS"] {
        let body = json!({ "media_type": "application/json", "encoding": "json", "rust_name": "Body" });
        let field = json!({ "location": "json", "wire_name": "id" });
        let endpoint = json!({ "path": "/a", "method": method, "request_body": body, "parameters": [field] });
        let api = support::model("store", json!({ "endpoints": [endpoint] }));
        for (_, version) in VERSIONS {
            let document = document(&api, version);
            let operation = &document["paths"]["/a"][method.to_lowercase()];
            let is_ignored = version == OpenApiVersion::V3_0 && !["POST", "OPTIONS"].contains(&method);
            let places = ["requestBody", "x-docwright-request-body"];
            let [place, other] = if is_ignored { [places[1], places[0]] } else { places };
            assert!(operation[place]["content"].get("application/json").is_some(), "{method} {operation}");
            assert_eq!(operation.get(other), None);
            let about = is_ignored.then(|| json!("Takes a body of `application/json`."));
            assert_eq!(operation.get("description"), about.as_ref());
        }
    }
}

#[test]
fn what_is_said_of_an_operation_reads_well_and_does_nothing() {
    let long = "word ".repeat(60);
    let endpoint = json!({
        "path": "/a", "disabled": "Switched *off*.", "description": format!("{long}\n\nSecond."),
        "summary": "Lists **all** [pets](javascript:alert(1)) <img src=x onerror=alert(1)> of `R&D`.",
        "group": "Pets",
    });
    let document =
        document(&support::model("store", json!({ "endpoints": [endpoint] })), OpenApiVersion::V3_1);
    let operation = &document["paths"]["/a"]["get"];
    assert_eq!(operation["summary"], "Lists all pets \\<img src=x onerror=alert(1)> of `R&D`.");
    // A paragraph is a line: some programs break it where it is broken.
    assert_eq!(operation["description"], format!("Switched off.\n\n{}\n\nSecond.", long.trim()));
    assert_eq!(document["tags"], json!([{ "name": "Pets" }]));
}

#[test]
fn a_fact_has_its_line_where_the_page_is_at_hand() {
    let source = json!({ "file": "pages.md", "span": { "start": 14, "end": 20 } });
    let api = support::model("store", json!({ "endpoints": [{ "path": "/a", "source": source }] }));
    let positions =
        |source: &Source| Some(Position { line: source.span.start / 10, column: source.span.start % 10 });
    for (_, version) in VERSIONS {
        let with_lines =
            serde_json::to_value(openapi_with_lines(&api, version, &positions).unwrap()).unwrap();
        let place = |document: &Value| document["paths"]["/a"]["get"]["x-docwright-source"].clone();
        let bytes = json!({ "file": "pages.md", "bytes": [14, 20] });
        assert_eq!(place(&document(&api, version)), bytes);
        let line = json!({ "file": "pages.md", "line": 1, "column": 4, "bytes": [14, 20] });
        assert_eq!(place(&with_lines), line);
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

/// "The default value represents what would be assumed by the consumer of the input … and MUST conform to the defined
/// type": what does not is kept as the text that it is.
#[test]
fn a_default_is_a_value_by_the_schema_beside_it() {
    let limits = |limits: Value| json!({ "constraints": limits });
    let elements =
        |value_type: &str, limits: Value| json!({ "type": { value_type: "integer" }, "constraints": limits });
    let of_each =
        json!({ "type": { "comma_separated": "integer" }, "element_constraints": { "maximum": "1" } });
    let maximum = json!({ "type": "integer", "constraints": { "maximum": "10" } });
    let cases = [
        ("[1,2]", elements("list", json!({})), None),
        ("1, 2", elements("comma_separated", json!({})), Some(json!([1, 2]))),
        ("1,2", elements("comma_separated", json!({ "max_items": 1 })), None),
        ("1,2", of_each, None),
        ("a,b", elements("comma_separated", json!({})), None),
        ("50", maximum.clone(), None),
        ("10", maximum, Some(json!(10))),
        ("abcdef", limits(json!({ "max_length": 2 })), None),
        ("ab", limits(json!({ "max_length": 2 })), Some(json!("ab"))),
        ("ab", limits(json!({ "pattern": "^[0-9]+$" })), None),
        ("z", limits(json!({ "allowed_values": ["x", "y"] })), None),
        ("y", limits(json!({ "allowed_values": ["x", "y"] })), Some(json!("y"))),
        ("z", json!({ "type": { "named": "Kind" } }), None),
        ("y", json!({ "type": { "named": "Kind" } }), Some(json!("y"))),
        ("null", json!({ "type": { "nullable": "integer" } }), None),
        ("2024-02-31", json!({ "type": "date" }), None),
    ];
    for (default, mut parameter, expected) in cases {
        for (key, value) in [("location", "query"), ("wire_name", "l"), ("default", default)] {
            parameter[key] = json!(value);
        }
        let kinds =
            json!({ "enumeration": { "base": "string", "values": [{ "value": "y", "rust_name": "Y" }] } });
        let api = support::model(
            "store",
            json!({ "endpoints": [{ "path": "/a", "parameters": [parameter] }],
                "types": [{ "name": "Kind", "definition": kinds }] }),
        );
        for (name, version) in VERSIONS {
            let schema = &document(&api, version)["paths"]["/a"]["get"]["parameters"][0]["schema"];
            let kept = expected.is_none().then(|| json!(default));
            assert_eq!(schema.get("default"), expected.as_ref(), "{name} {schema}");
            assert_eq!(schema.get("x-docwright-default"), kept.as_ref(), "{name} {schema}");
        }
    }
}

#[test]
fn what_is_listed_is_of_the_type_beside_it() {
    for (value_type, values) in [("integer", ["1", "2.5"]), ("boolean", ["true", "1"])] {
        let parameter = json!({ "location": "query", "wire_name": "l", "type": value_type,
            "constraints": { "allowed_values": values } });
        let api =
            support::model("store", json!({ "endpoints": [{ "path": "/a", "parameters": [parameter] }] }));
        let schema = &document(&api, OpenApiVersion::V3_0)["paths"]["/a"]["get"]["parameters"][0]["schema"];
        assert_eq!(schema.get("anyOf"), None);
        assert_eq!(schema["x-docwright-values"], json!(values));
    }
}

/// Lists in forms are texts or arrays by their schemas, whatever the document shows as JSON.
#[test]
fn an_example_of_a_form_is_one_by_its_schema() {
    let body = json!({ "media_type": "application/x-www-form-urlencoded", "encoding": "form" });
    for (value_type, text, is_one) in [
        ("list", "{\"l\":[1]}", false),
        ("comma_separated", "{\"l\":[1]}", true),
        ("comma_separated", "{\"l\":\"1\"}", false),
    ] {
        let field = json!({ "location": "form", "wire_name": "l", "type": { value_type: "integer" } });
        let endpoint = json!({ "path": "/a", "method": "POST", "request_body": body, "parameters": [field],
            "examples": [{ "role": "request", "text": text }] });
        let api = support::model("store", json!({ "endpoints": [endpoint] }));
        let document = document(&api, OpenApiVersion::V3_1);
        let content = &document["paths"]["/a"]["post"]["requestBody"]["content"];
        let shown = content["application/x-www-form-urlencoded"].get("examples");
        assert_eq!(shown.is_some(), is_one, "{value_type} {text}");
    }
}
