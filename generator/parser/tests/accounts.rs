//! The account of a document's lines: each line in exactly one state, for each form, and what is lost is reported.

// Tests may fail loudly.
#![allow(clippy::expect_used)]

use docwright_parser::{Parsed, State, diagnostics::Code, read_api};
use std::io;

const CONFIG: &str = "name = \"shop\"\ntitle = \"Shop\"\n[[documents]]\nfile = \"FILE\"\n";

fn read_with(file: &str, page: &str, config: &str) -> Parsed {
    let config = format!("{}{config}", CONFIG.replace("FILE", file));
    let parsed = read_api(&|name| match name {
        "api.toml" => Ok(config.clone().into_bytes()),
        name if name == file => Ok(page.as_bytes().to_vec()),
        _ => Err(io::ErrorKind::NotFound.into()),
    });
    assert!(parsed.api.is_some(), "{:?}", parsed.diagnostics);
    parsed
}

/// Each line behind its state: `f` fact, `p` prose, `e` example, `s` structure, `!` not understood, or blank.
#[track_caller]
fn check(file: &str, marked: &str) -> Parsed {
    check_with(file, marked, "")
}

#[track_caller]
fn check_with(file: &str, marked: &str, config: &str) -> Parsed {
    let page: Vec<&str> = marked.lines().map(|line| line.get(2..).unwrap_or_default()).collect();
    let parsed = read_with(file, &page.join("\n"), config);
    let account = parsed.accounts.first().expect("an account");
    let letter = |state| match state {
        State::Blank => "",
        State::Fact => "f",
        State::Prose => "p",
        State::Example => "e",
        State::Structure => "s",
        State::NotUnderstood => "!",
    };
    let found = page.iter().zip(&account.lines);
    let found: Vec<String> =
        found.map(|(text, line)| format!("{} {text}", letter(line.state)).trim().to_owned()).collect();
    assert_eq!(found.join("\n"), marked.trim_end());
    parsed
}

#[test]
fn every_line_of_a_page_is_in_one_state() {
    check(
        "page.md",
        "\
f # Shop
p All about the shop.
f **Base URL**: https://shop.example/v1

s ## Endpoints
f ### POST /orders
p Makes an order.
f *DEPRECATED.* Use the counter.
s #### Security
f The endpoint does not require authorization.
s #### Request body
f **Media type**: application/json
s | Name | Description |
s |------|-------------|
f | `goods` | What to buy,
p in any order.
f **Type**: Array of String
f **Allowed values**:
f - `bread`
f - `milk` |
s **Example**:
s ```json
e {
e \"goods\": [\"bread\"]
e }
s ```
s #### Responses
s | Code | Description |
s |------|-------------|
f | `201` | The order was made.
p It can be fetched. |",
    );
}

#[test]
fn plain_text_and_front_matter_are_accounted_for_as_well() {
    check(
        "page.md",
        "\
s ---
f title: Shop
f version: 3
s ---

f ## Pay: Pay for an order
f - Endpoint: `GET /pay` _(>= 2.1)_",
    );
    check_with(
        "page.txt",
        "\
f Pay
f URL
f https://shop.example/v1/pay
s Parameters
s Key | Type | Description |
s ---|---|---|
f Amount | Long |
p How much to pay.
s |
s Examples
s Example 1
s INPUT
e {\"Amount\":3}",
        "[request]\nmethod = \"POST\"\nencoding = \"json\"\n",
    );
}

#[test]
fn a_key_that_front_matter_states_again_is_not_understood() {
    let parsed = check(
        "page.md",
        "\
s ---
f title: Shop
f version: 3
! version: 4
! title: Store
s ---

f ## GET /goods",
    );
    let api = parsed.api.expect("a model");
    let document = api.documents.first().expect("a document");
    assert_eq!(document.title.as_deref(), Some("Shop"));
    assert_eq!(document.metadata.get("version").map(String::as_str), Some("3"));
    let codes: Vec<Code> = parsed.diagnostics.iter().map(|remark| remark.code).collect();
    assert_eq!(codes, [Code::RepeatedFact; 2]);
}

#[test]
fn markup_and_comments_say_nothing() {
    check(
        "page.html",
        "\
s <html><head><style>
s body { color: red }
s </style></head><body>
f <h2>GET /goods</h2>
s <div class=\"text\">
p <p>Lists all goods.</p>
s </div></body></html>",
    );
    check(
        "page.md",
        "\
s <!-- not for
s readers -->
f ## GET /goods
p Lists all [goods][shop].

s [shop]: https://shop.example",
    );
}

#[test]
fn what_is_lost_is_not_understood_and_reported() {
    let parsed = check(
        "page.md",
        "\
f ## GET /goods
s ### Security
! Ask the owner.
s ### Query parameters
s | Name | Type | Description |
s |---|---|---|
f | `limit` | int | How many.
! **Max length**: a few |
! | | int | No name. |

! ## Fees
! It is free.",
    );
    let codes: Vec<Code> = parsed.diagnostics.iter().map(|remark| remark.code).collect();
    assert_eq!(codes, [Code::UnusedText, Code::BadConstraint, Code::UnnamedRow, Code::UnusedSection]);
}

#[test]
fn a_row_that_a_patch_removes_stays_accounted_for() {
    check_with(
        "page.md",
        "\
f ## GET /goods
s ### Query parameters
s | Name | Type | Description |
s |---|---|---|
f | `limit` | int | How many. |
f | `padding` | int | Of no use. |",
        "[[patch]]\nendpoint = \"GET /goods\"\nfield = \"padding\"\nremove = true\nreason = \"It is ignored.\"\n",
    );
}
