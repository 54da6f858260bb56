//! An `api.toml` that is broken: whatever is wrong, one error at its place that says what to do.

// Tests may fail loudly, their helpers too.
#![allow(clippy::unwrap_used, clippy::panic)]

use docwright_parser::{diagnostics::render, read_api};
use std::io::{Error, ErrorKind};

const GOOD: &str = "name = \"shop\"\ntitle = \"Shop\"\n\n[[documents]]\nfile = \"page.md\"\n";

/// Requires that this `api.toml` is refused by one error, whose text has all these words.
#[track_caller]
fn check(config: impl AsRef<[u8]>, words: &[&str]) {
    let parsed = read_api(&|name| match name {
        "api.toml" => Ok(config.as_ref().to_vec()),
        "page.md" => Ok(b"## GET /widgets\n\nLists widgets.\n".to_vec()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    });
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    let shown = render(&parsed.diagnostics, text, "");
    assert!(parsed.api.is_none() && parsed.diagnostics.len() == 1, "{shown}");
    for words in words {
        assert!(shown.contains(words), "no `{words}` in:\n{shown}");
    }
    assert!(shown.contains(" = help: ") && shown.len() < 10_000, "{} bytes:\n{shown:.2000}", shown.len());
}

#[test]
fn a_file_that_is_cut_off() {
    check("", &["api.toml:1:1", "missing key `name`", "add it: `name = …`"]);
    check(GOOD.trim_end_matches("e.md\"\n"), &["api.toml:5:", "end the text with `\"`"]);
    check("name = \"shop\"\ntitle\n", &["api.toml:2:6", "write `key = value`"]);
    check(format!("{GOOD}[[patch"), &["api.toml:6:8", "expected `]]`", "close it"]);
    check(format!("{GOOD}[request]\nreads = [\"GET /a\","), &["api.toml:7:", "unclosed array", "close it"]);
    check(
        format!("{GOOD}[[patch]]\nset = {{ name = \"a\""),
        &["api.toml:7:", "unclosed inline table", "close it"],
    );
    check(format!("{GOOD}[request]\nmethod ="), &["api.toml:7:", "cut off here"]);
}

#[test]
fn a_file_that_is_no_text() {
    check(b"\x7fELF\x02\x01\x01\0\0\0", &["DW0006", "api.toml:1:8", "byte 7 is zero"]);
    check((0..=255).rev().collect::<Vec<u8>>(), &["DW0002", "api.toml:1:1", "byte 0 begins no character"]);
    let wide: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&wide, &["it seems to be UTF-16", "iconv -f UTF-16LE -t UTF-8 api.toml"]);
    check(
        [b"\xFF\xFE".to_vec(), wide].concat(),
        &["it seems to be UTF-16", "iconv -f UTF-16 -t UTF-8 api.toml"],
    );
}

#[test]
fn keys_that_stand_twice() {
    check(format!("{GOOD}[request]\n[request]\n"), &["api.toml:7:2", "duplicate key", "keep one of them"]);
    check(format!("name = \"a\"\n{GOOD}"), &["api.toml:2:1", "duplicate key", "keep one of them"]);
}

#[test]
fn brackets_without_an_end() {
    check(format!("{GOOD}x = {}", "[".repeat(500_000)), &["api.toml:6:", "too deeply", "never closed"]);
    check("[".repeat(500_000), &["api.toml:1:", "write a key"]);
    let inline = format!("{GOOD}x = {}1{}", "{a=".repeat(100_000), "}".repeat(100_000));
    check(inline, &["api.toml:6:", "too deeply", "never closed"]);
    check(format!("{GOOD}[a{}]\n", ".a".repeat(100_000)), &["too deeply", "somewhere in this file"]);
    check(format!("{GOOD}a{} = 1\n", ".a".repeat(100_000)), &["too deeply", "somewhere in this file"]);
}

#[test]
fn a_file_larger_than_any_that_people_write() {
    let filled = |bytes: usize| format!("{GOOD}#{}", "x".repeat(bytes - GOOD.len() - 1));
    let most = 1024 * 1024;
    check(filled(most + 1), &["has 1048577 bytes", "at most 1048576 are read"]);
    check("[".repeat(10_000_000), &["has 10000000 bytes"]);
    let parsed = read_api(&|name| match name {
        "api.toml" => Ok(filled(most).into_bytes()),
        _ => Ok(b"## GET /widgets\n\nLists widgets.\n".to_vec()),
    });
    assert!(parsed.api.is_some());
}

#[test]
fn values_that_say_nothing_of_where_a_document_came_from() {
    let top = |line: &str| GOOD.replacen("title = \"Shop\"\n", &format!("title = \"Shop\"\n{line}\n"), 1);
    for url in ["javascript://alert", "https://", "shop.example", ""] {
        check(
            top(&format!("base_url = \"{url}\"")),
            &[
                "DW0502",
                "api.toml:3:12",
                "is no address of the web",
                "base_url = \"https://api.example.com/v1\"",
            ],
        );
    }
    check(top("base_url = \"https://shop.example/?v=1\""), &["api.toml:3:12", "nothing can be appended"]);
    check(GOOD.replace("\"Shop\"", "\" \""), &["DW0502", "api.toml:2:9", "an empty title"]);
    check(GOOD.replace("\"shop\"", "\"\""), &["DW0502", "api.toml:1:8", "cannot name a module"]);
    check(format!("{GOOD}url = \"page.html\"\n"), &["DW0502", "api.toml:6:7", "is no address of the web"]);
    check(
        format!("{GOOD}retrieved = \"31.01.2026\"\n"),
        &["DW0502", "api.toml:6:13", "is no day", "`YYYY-MM-DD`"],
    );
    check(format!("{GOOD}retrieved = \"2026-02-30\"\n"), &["DW0502", "api.toml:6:13", "is no day"]);
    check(
        GOOD.replace("page.md", "./page.md"),
        &["DW0502", "api.toml:5:8", "write it without the dot: `file = \"page.md\"`"],
    );
    check(
        format!("{GOOD}[[documents]]\nfile = \"page.md\"\n"),
        &["DW0502", "api.toml:7:8", "`page.md` is listed twice"],
    );
}

#[test]
fn values_that_say_where_a_document_came_from() {
    let config = format!(
        "{}url = \"https://shop.example/docs#api\"\nretrieved = \"2024-02-29\"\n",
        GOOD.replacen("title", "base_url = \"https://{host}/v1\"\ntitle", 1)
    );
    let parsed = read_api(&|name| match name {
        "api.toml" => Ok(config.as_bytes().to_vec()),
        _ => Ok(b"## GET /widgets\n\nLists widgets.\n".to_vec()),
    });
    let api = parsed.api.unwrap();
    assert_eq!(api.base_url.as_deref(), Some("https://{host}/v1"));
    assert_eq!(api.documents[0].retrieved.as_deref(), Some("2024-02-29"));
}
