//! Small models to read: a JSON file states what a test is about, and everything that it leaves out is filled in
//! here with the plainest value.

#![allow(dead_code, reason = "each test uses its share")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

pub(crate) mod corpus;
pub(crate) mod hostile;

use docwright_codegen::{File, emit};
use docwright_model::Api;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// The files of all models in order.
pub(crate) fn model_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The model in a file; the API has the file's name.
pub(crate) fn read(file: &Path) -> Api {
    let name = file.file_stem().unwrap().to_str().unwrap();
    model(name, serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap())
}

/// The model of an API with this name.
pub(crate) fn model(name: &str, mut value: Value) -> Api {
    fill(
        &mut value,
        json!({
            "model_version": 1, "name": name, "title": "Petstore", "docs": "full", "security_schemes": [],
            "credential_sets": [], "endpoints": [], "types": [], "constants": [],
            "documents": [{ "file": "pages.md", "title": "Petstore pages", "url": "https://docs.example.com/pages" }],
        }),
    );
    for endpoint in items(&mut value, "endpoints") {
        fill(
            endpoint,
            json!({
                "rust_name": "call_it", "method": "GET", "path": "/pets", "aliases": [], "parameters": [],
                "responses": [], "examples": [], "source": source(),
            }),
        );
        for parameter in items(endpoint, "parameters") {
            fill_field(parameter);
        }
        for list in ["responses", "aliases"] {
            for item in items(endpoint, list) {
                fill(item, json!({ "source": source() }));
            }
        }
        for example in items(endpoint, "examples") {
            fill(example, json!({ "role": "request", "source": source() }));
        }
        if let Some(body) = endpoint.get_mut("request_body").filter(|body| body.is_object()) {
            fill(body, json!({ "rust_name": "", "evidence": "stated", "source": source() }));
        }
    }
    for named in items(&mut value, "types") {
        let rust_name = named["name"].clone();
        fill(named, json!({ "rust_name": rust_name, "source": source(), "evidence": "stated" }));
        if let Some(structure) = named["definition"].get_mut("structure") {
            fill(structure, json!({ "extends": [], "fields": [] }));
            for field in items(structure, "fields") {
                fill_field(field);
            }
        }
    }
    for constant in items(&mut value, "constants") {
        let rust_name = constant["name"].clone();
        fill(constant, json!({ "rust_name": rust_name, "description": null, "source": source() }));
    }
    for scheme in items(&mut value, "security_schemes") {
        fill(scheme, json!({ "source": source() }));
    }
    serde_json::from_value(value).unwrap()
}

/// An API with so many structures that they are in files by letter, each of which holds one of the next letter.
pub(crate) fn many_types(name: &str) -> Api {
    let structure = |(index, letter): (usize, char)| {
        let next = if letter == 'A' { 'B' } else { 'A' };
        let fields = json!([
            { "wire_name": "next", "type": { "named": format!("{next}{}", if next == 'A' { index + 1 } else { index }) } },
            { "wire_name": "all", "type": { "list": { "named": format!("{letter}{index}") } }, "requirement": "required" },
        ]);
        json!({ "name": format!("{letter}{index}"), "definition": { "structure": { "fields": fields } } })
    };
    let mut types: Vec<Value> =
        (0..16).flat_map(|index| [(index, 'A'), (index, 'B')]).map(structure).collect();
    types.push(json!({ "name": "A16", "definition": { "structure": {} } }));
    model(name, json!({ "emitted_types": "all", "types": types }))
}

/// The emitted text of one file.
pub(crate) fn emitted(api: Api, path: &str) -> String {
    let files = emit(&[api]).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let found = files.iter().find(|file| file.path == path);
    found.unwrap_or_else(|| panic!("no {path} in {paths:?}")).contents.clone()
}

/// The files one below the other, each under its path.
pub(crate) fn listed<'a>(files: impl IntoIterator<Item = &'a File>) -> String {
    let files: Vec<String> =
        files.into_iter().map(|file| format!("==== {} ====\n{}", file.path, file.contents)).collect();
    files.join("\n")
}

fn fill_field(field: &mut Value) {
    let rust_name = field["wire_name"].clone();
    fill(
        field,
        json!({
            "rust_name": rust_name, "type": "string", "requirement": "unstated", "nullable": false,
            "serialization": "plain", "constraints": {}, "element_constraints": {}, "source": source(),
            "evidence": "stated",
        }),
    );
}

pub(crate) fn source() -> Value {
    json!({ "file": "pages.md", "span": { "start": 0, "end": 0 } })
}

fn items<'a>(value: &'a mut Value, name: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten()
}

fn fill(value: &mut Value, defaults: Value) {
    let (Value::Object(object), Value::Object(defaults)) = (value, defaults) else { panic!("not objects") };
    let defaults: Map<String, Value> = defaults;
    for (key, default) in defaults {
        object.entry(key).or_insert(default);
    }
}
