//! What a page does not say is not read: words that look like facts and are none, each with what becomes of them.

// Tests may fail loudly, and so may what they share.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use docwright_model::{Api, Location, Requirement};
use docwright_parser::{Parsed, diagnostics::Code, read_api};
use std::io;

const CONFIG: &str = "name = \"shop\"\ntitle = \"Shop\"\n[[documents]]\nfile = \"p.md\"\n";

fn read(page: &str) -> (Api, Vec<Code>) {
    let parsed: Parsed = read_api(&|name| match name {
        "api.toml" => Ok(CONFIG.as_bytes().to_vec()),
        "p.md" => Ok(page.as_bytes().to_vec()),
        _ => Err(io::ErrorKind::NotFound.into()),
    });
    let codes = parsed.diagnostics.iter().map(|remark| remark.code).collect();
    assert!(parsed.api.is_some(), "{:?}", parsed.diagnostics);
    (parsed.api.expect("a model"), codes)
}

/// The parameters of the only endpoint of a page: place, name, whether it must be given.
fn parameters(api: &Api) -> Vec<(Location, &str, Requirement)> {
    let all = api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    all.map(|parameter| (parameter.location, parameter.field.wire_name.as_str(), parameter.field.requirement))
        .collect()
}

#[test]
fn a_table_of_error_names_is_no_answer() {
    let (api, codes) =
        read("## GET /things\n\n### Errors\n\n| Name | Description |\n|---|---|\n| `NotFound` | Gone. |\n");
    assert_eq!(api.endpoints[0].responses, []);
    assert_eq!(codes, [Code::UnusedTable]);
}

#[test]
fn a_row_that_describes_a_placeholder_is_the_placeholder() {
    let rows = "| Parameter | Type |\n|---|---|\n| `id` | integer |\n";
    for heading in ["", "### Parameters\n\n"] {
        let (api, codes) = read(&format!("## GET /things/{{id}}\n\nFetches.\n\n{heading}{rows}"));
        assert_eq!(parameters(&api), [(Location::Path, "id", Requirement::Required)]);
        assert_eq!(codes, []);
    }
    let query = format!("## GET /things/{{id}}\n\nFetches.\n\n### Query parameters\n\n{rows}");
    let places: Vec<Location> = parameters(&read(&query).0).iter().map(|found| found.0).collect();
    assert_eq!(places, [Location::Path, Location::Query]);
}

#[test]
fn only_a_media_type_says_how_a_body_is_made() {
    for words in ["application/json or application/xml", "aplication/json", "application/json (UTF-8 only)"] {
        let page = format!(
            "## POST /things\n\n### Request body\n\n**Media type**: {words}\n\n**Media type**: application/json\n\n\
             | Name | Type |\n|---|---|\n| a | string |\n"
        );
        let (api, codes) = read(&page);
        assert_eq!(parameters(&api), [(Location::Json, "a", Requirement::Unstated)], "{words}");
        assert_eq!(codes, [Code::UnusedAttribute], "{words}");
    }
}

#[test]
fn only_an_address_is_a_base_url() {
    for words in ["ask your admin", "the sandbox is https://shop.example"] {
        let (api, codes) = read(&format!("# Shop\n\n**Base URL**: {words}\n\n## GET /things\n\nLists.\n"));
        assert_eq!((api.base_url, codes), (None, vec![Code::UnusedText]), "{words}");
    }
}

#[test]
fn a_default_that_is_none_or_does_not_fit_is_no_default() {
    let default = |cell: &str, value_type: &str| {
        let page = format!(
            "## GET /things\n\n### Query parameters\n\n| Name | Type | Default |\n|---|---|---|\n\
             | a | {value_type} | {cell} |\n"
        );
        let (api, codes) = read(&page);
        (api.endpoints[0].parameters[0].field.default.clone(), codes)
    };
    assert_eq!(default("-", "string"), (None, vec![]));
    assert_eq!(default("n/a", "integer"), (None, vec![]));
    assert_eq!(default("10", "integer"), (Some("10".to_owned()), vec![]));
    assert_eq!(default("unlimited", "integer"), (None, vec![Code::BadConstraint]));
    assert_eq!(default("off", "boolean"), (None, vec![Code::BadConstraint]));
}

#[test]
fn null_under_a_condition_is_documentation() {
    let nullable = |words: &str| {
        let page = format!(
            "## GET /things\n\n### Query parameters\n\n| Name | Type | Description |\n|---|---|---|\n\
             | a | string | {words} |\n"
        );
        read(&page).0.endpoints[0].parameters[0].field.nullable
    };
    assert!(nullable("Its name. Can be null."));
    assert!(!nullable("Can be null only for admins."));
    assert!(!nullable("May be null if the server is old."));
}

#[test]
fn remarks_among_fields_are_kept_and_name_no_field() {
    let list = "- `name` (string, required): Its name.\n- See also `GET /other`.\n- **Note**: `name` is short.\n\
                - `size` (integer): Its size.\n";
    let (api, _) = read(&format!("## GET /things\n\nLists.\n\n**Query parameters**:\n\n{list}"));
    let names: Vec<&str> = parameters(&api).iter().map(|found| found.1).collect();
    assert_eq!(names, ["name", "size"]);
    let description = api.endpoints[0].description.as_deref().unwrap_or_default();
    assert!(description.contains("See also `GET /other`.") && description.contains("`name` is short."));
}

#[test]
fn sentences_about_authorization_are_read_whole_or_not_at_all() {
    let security = |sentence: &str, rest: &str| {
        let page = format!(
            "# S\n\n## Security\n\n### OAuth 2.0\n\nSupported grant types:\n\n* `client_credentials`\n\n\
             ## Endpoints\n\n### GET /things\n\nLists.\n\n#### Security\n\n{sentence}\n{rest}\n"
        );
        let (api, codes) = read(&page);
        (api.endpoints[0].security.clone().map(|found| found.len()), codes)
    };
    let scopes = "One of the following scopes is required:\n\n* `read`";
    let supports = "The endpoint supports the following authorization methods: `OAuth 2.0`";
    assert_eq!(security(supports, scopes), (Some(1), vec![]));
    // Scopes belong to the one scheme that knows scopes, which is said.
    assert_eq!(security("", scopes), (Some(1), vec![Code::LikelyFact]));
    let all = "All of the following scopes are required:\n\n* `read`";
    assert_eq!(security(supports, all), (Some(1), vec![Code::UnusedText]));
    let not = "Not one of the following scopes is required:\n\n* `read`";
    assert_eq!(security(supports, not), (Some(1), vec![Code::UnusedText]));
}

#[test]
fn an_example_that_no_reader_can_read_is_broken() {
    let page = |json: &str| {
        format!(
            "## POST /things\n\n### Request body\n\n**Media type**: application/json\n\n**Example**:\n\n```json\n{json}\n```\n"
        )
    };
    assert_eq!(read(&page("{\"a\":1e400,\"b\":1}")).1, [Code::BrokenExample]);
    assert_eq!(read(&page("{\"a\":\"\\ud800\",\"b\":1}")).1, [Code::BrokenExample]);
}
