//! Documents without an endpoint: types alone are an API if `api.toml` says so, and whatever else is an error that
//! says what was looked for and what was seen.

use docwright_parser::{Parsed, diagnostics::render, read_api};
use std::io::{Error, ErrorKind};

const TYPES: &str = "# Shop\n\n## Objects\n\n### Size\n\n| Name | Type | Description |\n|---|---|---|\n| `width` | int | Its width. |\n";
const CONSTANTS: &str =
    "# Constants\n\n## Size\n\n| Name | Type | Value |\n|---|---|---|\n| `SIZE_SMALL` | `int` | `1` |\n";

fn read(page: &str, more: &str) -> Parsed {
    let config = format!("name = \"shop\"\ntitle = \"Shop\"\n{more}\n[[documents]]\nfile = \"page.md\"\n");
    read_api(&|name| match name {
        "api.toml" => Ok(config.clone().into_bytes()),
        "page.md" => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

#[track_caller]
fn check_refused(parsed: &Parsed, words: &[&str]) {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    let shown = render(&parsed.diagnostics, text, "");
    assert!(parsed.api.is_none(), "{shown}");
    for words in ["error[DW0004]", "api.toml:5:8", "like `GET /path`"].iter().chain(words) {
        assert!(shown.contains(words), "no `{words}` in:\n{shown}");
    }
}

#[test]
fn a_page_of_something_else() {
    let page = "# Shop\n\nWe sell widgets.\n\n## Prices\n\n| Small | 1 |\n|---|---|\n\n```\nhello\n```\n";
    check_refused(&read(page, ""), &["describe no endpoint", "read: 2 headings, 1 table, 1 code block"]);
    check_refused(&read("We sell widgets.\n", "types = \"all\""), &["no heading, no table, no code block"]);
}

#[test]
fn types_alone_are_an_api_if_they_are_to_be_emitted() {
    assert_eq!(read(TYPES, "types = \"all\"").api.map(|api| api.types.len()), Some(1));
    check_refused(&read(TYPES, ""), &["1 type and no constant, but no endpoint", "write `types = \"all\"`"]);
    assert_eq!(read(CONSTANTS, "types = \"all\"").api.map(|api| api.constants.len()), Some(1));
    check_refused(&read(CONSTANTS, ""), &["no type and 1 constant, but no endpoint"]);
}

#[test]
fn pages_of_commands_or_of_procedures_are_told_what_they_lack() {
    let command =
        |id: usize| format!("## Fetch {id}\n\n```\ncurl https://api.example.com/widgets/{id}\n```\n\n");
    let page = format!("# Shop\n\n{}{}", command(1), command(2));
    let parsed = read(&page, "");
    check_refused(&parsed, &["2 curl commands only show calls", "a command of it calls `GET /widgets/1`"]);
    let call =
        |name: &str| format!("## {name}\n\n```json\n{{\"method\": \"{name}\", \"params\": {{}}}}\n```\n\n");
    let page = format!("# Shop\n\nPOST everything to one address.\n\n{}{}", call("list"), call("add"));
    check_refused(&read(&page, ""), &["2 code blocks name what is to be done, as remote procedure calls do"]);
}
