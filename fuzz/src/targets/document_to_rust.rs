//! A folder of an API, from bytes to all that is written of it: clients, tests, sample calls, `OpenAPI`.

#![allow(clippy::panic, reason = "a promise that is broken is shown by a panic")]

use crate::checks;
use docwright_codegen::{
    EmitError, File, OpenApiVersion, emit, emit_example_tests, emit_sample_calls, interface, openapi, surface,
};
use docwright_model::Api;
use docwright_parser::{CONFIG_FILE, read_api};
use serde_json::Value;
use std::io::{Error, ErrorKind};

/// The line between `api.toml` and the page.
pub const SEPARATOR: &[u8] = b"\n%%%%\n";

/// The name of the library that the emitted tests and calls use.
const LIBRARY: &str = "emitted";

/// Reads the bytes as `api.toml` and, behind the [`SEPARATOR`], the page that it lists, whatever its name is, and has
/// everything written that can be.
pub fn document_to_rust(data: &[u8]) {
    let at = data.windows(SEPARATOR.len()).position(|window| window == SEPARATOR);
    let (config, page) = data.split_at(at.unwrap_or(data.len()));
    let page = page.get(SEPARATOR.len()..).unwrap_or_default();
    let parsed = read_api(&|name| match name {
        CONFIG_FILE => Ok(config.to_vec()),
        // One page by several names would be read as often.
        name if name.starts_with("page.") => Ok(page.to_vec()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    });
    checks::check_parsed(&parsed);
    if let Some(api) = parsed.api {
        check_emitted(&[api]);
    }
}

/// What is read can be written, and what is written is what it should be.
fn check_emitted(apis: &[Api; 1]) {
    let [api] = apis;
    let crate_files = written(emit(apis));
    check_files("src/", &crate_files);
    check_files("", &written(emit_example_tests(apis, LIBRARY)));
    check_files("", &written(emit_sample_calls(apis, LIBRARY)));
    written(interface(api, &crate_files));
    let _ = surface(api);
    for version in [OpenApiVersion::V3_0, OpenApiVersion::V3_1] {
        let json = written(openapi(api, version)).to_json();
        if let Err(error) = serde_json::from_str::<Value>(&json) {
            panic!("the OpenAPI document is no JSON: {error}");
        }
        assert!(json == written(openapi(api, version)).to_json(), "OpenAPI documents of one model differ");
    }
}

fn written<T>(result: Result<T, EmitError>) -> T {
    match result {
        Ok(written) => written,
        Err(error) => panic!("a model without errors can't be written: {error}"),
    }
}

fn check_files(folder: &str, files: &[File]) {
    for File { path, contents } in files {
        let is_plain = |part: &str| {
            let mut characters = part.chars();
            !part.starts_with('.') && characters.all(|c| c.is_ascii_alphanumeric() || "_.".contains(c))
        };
        assert!(path.starts_with(folder) && path.split('/').all(is_plain), "a file goes to {path:?}");
        if let Err(error) = syn::parse_file(contents) {
            panic!("{path} is no Rust: {error}");
        }
    }
}
