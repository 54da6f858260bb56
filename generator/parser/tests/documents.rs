//! What each form of document becomes. The small documents in `documents/` show one trait each; beside them stand
//! the rules that hold for all: form does not matter, spans are exact, no input is too strange.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::string_slice)]

use docwright_model::Span;
use docwright_parser::diagnostics::{Code, Diagnostics, render};
use docwright_parser::document::{Block, Cell, Document, Form, KeyValue, Section, Style, Text, read};
use std::fmt::Write;
use std::path::Path;

fn parse(name: &str, text: &str) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let form = Form::of(name).expect("a known form");
    let document = read(form, &name.into(), text, &mut diagnostics);
    (document, diagnostics)
}

/// A document that nothing is wrong with.
fn parse_clean(name: &str, text: &str) -> Document {
    let (document, diagnostics) = parse(name, text);
    assert_eq!(render(&diagnostics, |_| Some(text), ""), "");
    document
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn small_documents() {
    insta::glob!("documents/*.{md,txt,html}", |path| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let text = std::fs::read_to_string(path).expect("a document");
        let (document, diagnostics) = parse(name, &text);
        let mut shown = document.dump();
        if !diagnostics.is_empty() {
            let _ = write!(shown, "\n{}", render(&diagnostics, |_| Some(&text), "documents/"));
        }
        insta::assert_snapshot!(shown);
    });
}

#[test]
fn form_does_not_matter() {
    let read = |name: &str| {
        let mut document = parse_clean(name, &file(&format!("tests/documents/same/{name}")));
        forget_spans(&mut document);
        document
    };
    let markdown = read("page.md");
    assert_eq!(markdown.dump(), read("page.txt").dump());
    assert_eq!(markdown, read("page.txt"));
    assert_eq!(markdown.dump(), read("page.html").dump());
    assert_eq!(markdown, read("page.html"));
    insta::assert_snapshot!(markdown.dump());
}

#[test]
fn definition_lists_are_lists_of_keys_in_every_form() {
    let read = |name: &str, text: &str| {
        let mut document = parse_clean(name, text);
        forget_spans(&mut document);
        document.dump()
    };
    let markdown = read("x.md", "`limit`\n: How many.\n\n  - ten\n\n`after`\n: The cursor.\n");
    let html = "<dl><dt><code>limit</code><dd><p>How many.</p><ul><li>ten</ul><dt><code>after</code><dd>The cursor.</dl>";
    assert_eq!(markdown, read("x.html", html));
    assert_eq!(
        markdown,
        "list\n  item\n    key `limit` = How many.\n    list\n      item: ten\n  item key `after` = The cursor.\n"
    );
}

#[test]
fn line_endings_do_not_matter() {
    for name in ["rows-over-lines.md", "flat.md", "nesting.md", "page.txt", "wrapped.txt", "layout.html"] {
        let unix = file(&format!("tests/documents/{name}"));
        let windows = unix.replace('\n', "\r\n");
        assert_eq!(parse(name, &windows).0.dump(), parse(name, &unix).0.dump(), "{name}");
        check_spans(name, &windows);
    }
}

#[test]
fn a_byte_order_mark_does_not_matter() {
    for name in ["inline.md", "flat.md", "page.txt", "layout.html"] {
        let plain = file(&format!("tests/documents/{name}"));
        let marked = format!("\u{feff}{plain}");
        assert_eq!(parse(name, &marked).0.dump(), parse(name, &plain).0.dump(), "{name}");
        check_spans(name, &marked);
    }
}

#[test]
fn spans_are_exact() {
    for name in [
        "rows-over-lines.md",
        "pipes-in-backticks.md",
        "flat.md",
        "spaced.md",
        "keys.md",
        "inline.md",
        "nesting.md",
        "page.txt",
        "wrapped.txt",
        "layout.html",
        "tables.html",
        "same/page.md",
        "same/page.txt",
        "same/page.html",
    ] {
        check_spans(name, &file(&format!("tests/documents/{name}")));
    }
    check_spans("account-management.md", &file(ACCOUNTS));
    check_spans("methods.md", &file(METHODS));
    check_spans("page.txt", &file(PAGE));
}

#[test]
fn a_run_points_at_its_text() {
    let text = "<p>a &lt;&amp; b</p><p>c <b>d</b></p>";
    assert_eq!(runs("x.html", text), [("a <& b", "a &lt;&amp; b"), ("c ", "c "), ("d", "d")]);
    let text = "# A **b**\n\nc \\> `d`\n- K: v";
    assert_eq!(
        runs("x.md", text),
        [("A ", "A "), ("b", "b"), ("c > ", "c \\> "), ("d", "d"), ("K", "K"), ("v", "v")]
    );
    assert_eq!(
        runs("x.txt", "T\n\nKey: the  value\n"),
        [("T", "T"), ("Key", "Key"), ("the value", "the  value")]
    );
}

/// Text of each run, and what its span holds.
fn runs(name: &str, text: &str) -> Vec<(&'static str, &'static str)> {
    let document = parse_clean(name, text);
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let texts = texts(&document);
    let runs = texts.iter().flat_map(|text| &text.runs);
    runs.map(|run| (leak(&run.text), leak(&text[run.span.start..run.span.end]))).collect()
}

#[test]
fn nothing_in_nothing_out() {
    for name in ["x.md", "x.txt", "x.html"] {
        for text in ["", "\u{feff}", "\n", " \r\n\t\n"] {
            let document = parse_clean(name, text);
            assert_eq!(document.dump(), "", "{name} {text:?}");
        }
    }
}

#[test]
fn deep_nesting_is_reported_once() {
    let lists = (0..300).map(|depth| "  ".repeat(depth) + "- x\n").collect::<String>();
    for (name, text) in [
        ("x.md", lists),
        ("x.md", format!("{}x", ">".repeat(100_000))),
        ("x.html", format!("{}x", "<div>".repeat(100_000))),
        ("x.html", format!("{}x", "<ul><li>".repeat(50_000))),
        ("x.html", format!("{}x", "<table><tr><td>".repeat(50_000))),
        ("x.html", format!("{}x", "<b><p>".repeat(50_000))),
        ("x.html", format!("{}x", "<dl><dd>".repeat(50_000))),
    ] {
        let (document, diagnostics) = parse(name, &text);
        let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, [Code::TooDeep], "{name}");
        assert!(document.dump().contains('x'), "the text is kept");
    }
}

#[test]
fn hostile_input_ends_without_panic() {
    let pieces = [
        "|",
        "`",
        "``` ",
        "a|",
        "| a |\n",
        "|---|---|\n",
        "<",
        "<b>",
        "<!--",
        "&",
        "&amp",
        "{\n",
        "{\"",
        "[",
        "](",
        "**",
        "*a_",
        "**a**:",
        "- ",
        "1. ",
        "> ",
        "# ",
        "\\",
        "\r",
        "\u{a0}",
        "\u{c2}\u{a0}",
        "é",
        "\0",
        "```\n",
        "a: b\n",
        "---\n",
        "<br>",
        "~~~\n",
        "</p>",
        "<td>",
        "<table>",
        "<pre>",
        "<dt>",
        "[a]: b\n",
        "Example 1\n",
    ];
    for name in ["x.md", "x.txt", "x.html"] {
        for first in pieces {
            let _ = parse(name, &first.repeat(1000));
            for second in pieces {
                let text = format!("{first}{second}").repeat(6);
                let _ = parse(name, &text);
                let table = format!("a | b |\n---|---|\n{text}|\n{text}");
                check_bounds(name, &table);
            }
        }
    }
}

const ACCOUNTS: &str = "../../specs/acronis/account-management.md";
const METHODS: &str = "../../specs/comet/api-methods.md";
const PAGE: &str = "../../specs/ahsay/update-user.txt";

#[test]
fn the_account_document_is_read_whole() {
    let document = parse_clean("a.md", &file(ACCOUNTS));
    let endpoints = sections(&document, |heading| {
        ["GET /", "POST /", "PUT /", "DELETE /", "PATCH /", "HEAD /"]
            .iter()
            .any(|method| heading.starts_with(method))
    });
    assert_eq!(endpoints.len(), 88);
    assert!(endpoints.iter().all(|section| section.depth == 3));
    let rows = |title: &str| -> usize {
        let tables = endpoints.iter().flat_map(|endpoint| endpoint.descendants());
        let tables =
            tables.filter(|section| section.heading.plain() == title).flat_map(|section| &section.blocks);
        tables.map(|block| if let Block::Table(table) = block { table.rows.len() } else { 0 }).sum()
    };
    assert_eq!(rows("Query parameters"), 95);
    assert_eq!(rows("Headers"), 3);
    assert_eq!(rows("Request body"), 145);
    assert_eq!(rows("Responses"), 355);
    let keys = |wanted: &str| key_values(&document).iter().filter(|pair| pair.key.plain() == wanted).count();
    assert_eq!(keys("Default"), 14);
    assert_eq!(keys("Array type description"), 16);
    assert_eq!(keys("Example"), 35);
    let bodies = codes(&document);
    assert_eq!(bodies.iter().filter(|code| code.as_str() == "[object Object]").count(), 5);
    let json = bodies.iter().filter(|code| serde_json::from_str::<serde_json::Value>(code).is_ok()).count();
    assert_eq!((bodies.len(), json), (35, 30));
}

#[test]
fn the_method_document_is_read_whole() {
    let document = parse_clean("a.md", &file(METHODS));
    let methods = sections(&document, |heading| heading.split_once(": ").is_some());
    assert_eq!(methods.len(), 181);
    assert!(methods.iter().all(|section| section.depth == 1));
    let tables = |section: &&&Section| section.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    assert_eq!(methods.iter().filter(tables).count(), 178);
    let rows: Vec<_> = methods
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None })
        .flatten()
        .collect();
    assert_eq!(rows.len(), 1225);
    let optional = rows.iter().filter(|row| row.cells[2].plain().contains("(Optional)")).count();
    assert_eq!(optional, 678);
    let endpoints = key_values(&document).iter().filter(|pair| pair.key.plain() == "Endpoint").count();
    assert_eq!(endpoints, 179);
    assert!(texts(&document).iter().all(|text| !text.plain().contains(['\u{a0}', '\u{c2}'])));
}

#[test]
fn the_saved_page_is_read_whole() {
    let document = parse_clean("a.txt", &file(PAGE));
    let titles = |parent: &str| -> Vec<String> {
        let found = sections(&document, |heading| heading == parent);
        found.iter().flat_map(|section| &section.sections).map(|section| section.heading.plain()).collect()
    };
    assert_eq!(
        titles("JSON Objects"),
        [
            "ModuleSettings",
            "Contact",
            "WindowsEventLogSettings",
            "QuotaList",
            "UserSuspendSettings",
            "SystemSettings"
        ]
    );
    let examples = titles("Examples");
    assert_eq!(examples.len(), 11);
    assert!(examples.iter().all(|title| title.starts_with("Example ")));
    assert_eq!(
        titles("UpdateUserProfile (v1), UpdateUser (v2)"),
        [
            "v1 UpdateUserProfile.do",
            "v2 UpdateUser.do",
            "Parameters",
            "Return Values",
            "JSON Objects",
            "Examples"
        ]
    );
    let rows = |title: &str| match sections(&document, |heading| heading == title)[0].blocks.as_slice() {
        [Block::Table(table)] => table.rows.len(),
        _ => 0,
    };
    assert_eq!((rows("Parameters"), rows("Return Values")), (27, 3));
    let bodies = codes(&document);
    assert_eq!(bodies.len(), 22);
    assert!(bodies.iter().all(|code| serde_json::from_str::<serde_json::Value>(code).is_ok()));
}

fn sections(document: &Document, wanted: impl Fn(&str) -> bool) -> Vec<&Section> {
    document.root.descendants().filter(|section| wanted(&section.heading.plain())).collect()
}

/// Every block of a document, those in items and cells included.
fn all_blocks(document: &Document) -> Vec<&Block> {
    let mut all = Vec::new();
    let mut open: Vec<&Block> = document.root.descendants().flat_map(|section| &section.blocks).collect();
    open.reverse();
    while let Some(block) = open.pop() {
        all.push(block);
        let inner: Vec<&Block> = match block {
            Block::List(list) => list.items.iter().flat_map(|item| &item.blocks).collect(),
            Block::Table(table) => {
                let rows = table.rows.iter().flat_map(|row| &row.cells);
                table.header.iter().chain(rows).flat_map(|cell: &Cell| &cell.blocks).collect()
            }
            _ => Vec::new(),
        };
        open.extend(inner.into_iter().rev());
    }
    all
}

fn key_values(document: &Document) -> Vec<&KeyValue> {
    let blocks = all_blocks(document).into_iter();
    blocks.filter_map(|block| if let Block::KeyValue(pair) = block { Some(pair) } else { None }).collect()
}

fn codes(document: &Document) -> Vec<&String> {
    let blocks = all_blocks(document).into_iter();
    blocks.filter_map(|block| if let Block::Code(code) = block { Some(&code.text) } else { None }).collect()
}

fn texts(document: &Document) -> Vec<&Text> {
    let headings = document.root.descendants().map(|section| &section.heading);
    let blocks = all_blocks(document).into_iter().flat_map(|block| match block {
        Block::Paragraph(text) => vec![text],
        Block::KeyValue(pair) => vec![&pair.key, &pair.value],
        _ => Vec::new(),
    });
    headings.chain(blocks).collect()
}

/// Every span lies in the text and on whole characters; a run's words stand in its span in their order.
fn check_spans(name: &str, text: &str) {
    let (document, _) = parse(name, text);
    check_bounds(name, text);
    for run in texts(&document).iter().flat_map(|text| &text.runs) {
        let source = &text[run.span.start..run.span.end];
        let healed = source.contains(['\\', '&', '\u{a0}', '<', '>']) || source.contains("  ");
        if healed || run.text.contains('\n') {
            let mut rest = source;
            for word in run.text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
                let at = rest
                    .find(word)
                    .unwrap_or_else(|| panic!("{name}: {word:?} of {run:?} is not in {source:?}"));
                rest = &rest[at + word.len()..];
            }
        } else if run.text != "\n" {
            let folded = source.split(['\n', '\r']).map(str::trim_start).collect::<Vec<_>>().join(" ");
            let expected = if name.ends_with("html") { folded.as_str() } else { source };
            assert_eq!(run.text.trim(), expected.trim(), "{name} at {:?}", run.span);
        }
        assert!(
            run.style == Style::Code || !run.text.starts_with(' ') || source.starts_with(char::is_whitespace)
        );
    }
}

fn check_bounds(name: &str, text: &str) {
    let (document, diagnostics) = parse(name, text);
    let mut spans: Vec<Span> = document.root.descendants().map(|section| section.span).collect();
    spans.extend(all_blocks(&document).iter().map(|block| block.span()));
    spans.extend(texts(&document).iter().flat_map(|text| &text.runs).map(|run| run.span));
    spans.extend(
        diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.primary.as_ref())
            .map(|label| label.source.span),
    );
    for span in spans {
        assert!(text.get(span.start..span.end).is_some(), "{name}: {span:?} is no part of {text:?}");
    }
}

fn forget_spans(document: &mut Document) {
    for pair in &mut document.front_matter {
        forget_in_pair(pair);
    }
    forget_in_section(&mut document.root);
}

fn forget_in_section(section: &mut Section) {
    section.span = Span::default();
    forget_in_text(&mut section.heading);
    forget_in_blocks(&mut section.blocks);
    section.sections.iter_mut().for_each(forget_in_section);
}

fn forget_in_blocks(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => forget_in_text(text),
            Block::KeyValue(pair) => forget_in_pair(pair),
            Block::Code(code) => {
                code.span = Span::default();
                code.at = 0;
                code.pieces.clear();
            }
            Block::List(list) => {
                list.span = Span::default();
                for item in &mut list.items {
                    item.span = Span::default();
                    forget_in_blocks(&mut item.blocks);
                }
            }
            Block::Table(table) => {
                table.span = Span::default();
                let rows = table.rows.iter_mut();
                let cells = rows.flat_map(|row| {
                    row.span = Span::default();
                    &mut row.cells
                });
                for cell in table.header.iter_mut().chain(cells) {
                    cell.span = Span::default();
                    forget_in_blocks(&mut cell.blocks);
                }
            }
        }
    }
}

fn forget_in_pair(pair: &mut KeyValue) {
    pair.span = Span::default();
    forget_in_text(&mut pair.key);
    forget_in_text(&mut pair.value);
}

fn forget_in_text(text: &mut Text) {
    text.runs.iter_mut().for_each(|run| run.span = Span::default());
}
