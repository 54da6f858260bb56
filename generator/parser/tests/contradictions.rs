//! Facts that cannot hold together are told, whoever states them: the page, or a patch.

// Tests may fail loudly.
#![allow(clippy::expect_used)]

use docwright_parser::{Parsed, read_api};
use std::io::{Error, ErrorKind};

const CONFIG: &str =
    "name = \"x\"\ntitle = \"X\"\n[request]\nencoding = \"json\"\n[[documents]]\nfile = \"p.md\"\n";

fn parse(page: &str, config: &str) -> Parsed {
    read_api(&|name| match name {
        "api.toml" => Ok(config.into()),
        "p.md" => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn told(page: &str, config: &str) -> Vec<String> {
    let parsed = parse(page, config);
    assert!(parsed.api.is_some(), "{:#?}", parsed.diagnostics);
    let found = parsed.diagnostics.iter().filter(|remark| remark.code.entry().number == "DW0325");
    found.map(|remark| remark.message.clone()).collect()
}

/// What is told of a field that a page documents by this item.
#[track_caller]
fn check(item: &str, expect: &[&str]) {
    let page = format!(
        "# X\n\n## POST /pets\n\n### Request body\n\n- `size` (integer, optional) — How large.\n{item}\n\n### Responses\n\n- `204`: Done.\n"
    );
    assert_eq!(told(&page, CONFIG), expect, "{page}");
}

/// What is told of the field `limit`, an integer beside a `page`, of which a patch states these facts.
#[track_caller]
fn check_patch(facts: &str, expect: &[&str]) {
    let page = "# X\n\n## GET /pets\n\n### Query parameters\n\n- `limit` (integer, optional) — How many.\n- `page` (integer, optional) — Which.\n\n### Responses\n\n- `204`: Done.\n";
    let patch =
        format!("[[patch]]\nendpoint = \"*\"\nfield = \"limit\"\nset = {{ {facts} }}\nreason = \"r\"\n");
    assert_eq!(told(page, &format!("{CONFIG}{patch}")), expect, "{facts}");
}

#[test]
fn what_a_page_states() {
    check(
        "- `age` (integer, optional) — Its age.\n  - **Minimum**: 1\n  - **Maximum**: 9\n  - **Default**: 9",
        &[],
    );
    check(
        "- `age` (integer, optional) — Its age.\n  - **Minimum**: 9\n  - **Maximum**: 1",
        &["no value of `age` is at least 9 and at most 1"],
    );
    check(
        "- `age` (integer, optional) — Its age.\n  - **Maximum**: 10\n  - **Default**: 50",
        &["the default `50` of `age` is more than the maximum of 10"],
    );
    check(
        "- `name` (string, optional) — Its name.\n  - **Min length**: 9\n  - **Max length**: 2",
        &["no text has at least 9 and at most 2 characters, as `name` has to"],
    );
}

#[test]
fn what_a_patch_states() {
    check_patch("requires = [\"page\"], default = \"5\", minimum = \"5\"", &[]);
    check_patch("requires = [\"zzz\"]", &["`limit` requires `zzz`, which is not there"]);
    check_patch("excludes = [\"limit\"]", &["`limit` excludes itself"]);
    check_patch(
        "required_when = [{ parameter = \"zz\", values = [\"1\"] }]",
        &["`limit` is required by `zz`, which is not there"],
    );
    check_patch("min_length = 3", &["`limit` is limited to a number of characters, but is no text"]);
    check_patch("minimum = \"5\", maximum = \"1\"", &["no value of `limit` is at least 5 and at most 1"]);
    check_patch("default = \"abc\"", &["the default `abc` of `limit` is no number"]);
    check_patch(
        "default = \"4\", minimum = \"5\"",
        &["the default `4` of `limit` is less than the minimum of 5"],
    );
    check_patch(
        "default = \"4\", allowed_values = [\"5\"]",
        &["the default `4` of `limit` is none of the values that are listed"],
    );
}
