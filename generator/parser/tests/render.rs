//! How diagnostics look, and that no place is too strange to be shown.

use docwright_model::{Source, Span};
use docwright_parser::diagnostics::{Code, Diagnostic, Diagnostics, render};

const METHODS: &str = "# Things\r\n\r\n## GET /things\r\n\r\n## Überholt: GET /things\r\n";

fn at(file: &str, start: usize, end: usize) -> Source {
    Source { file: file.into(), span: Span::new(start, end) }
}

fn rendered(diagnostics: impl IntoIterator<Item = Diagnostic>) -> String {
    let mut all = Diagnostics::default();
    for diagnostic in diagnostics {
        all.push(diagnostic);
    }
    let source = |file: &str| match file {
        "methods.md" => Some(METHODS),
        "empty.md" => Some(""),
        "marked.md" => Some("\u{feff}# Marked"),
        _ => None,
    };
    render(&all, source, "specs/things/")
}

#[test]
fn places_messages_and_help() {
    let twice =
        Diagnostic::new(Code::DuplicateEndpoint, "`GET /things` is documented twice", "remove one of them")
            .at(at("methods.md", 44, 55), "here again")
            .and_at(at("methods.md", 15, 26), "first here");
    let scheme = Diagnostic::new(Code::UnknownScheme, "no scheme has this name", "describe it")
        .at(at("methods.md", 2, 8), "")
        .and_at(at("missing.md", 3, 4), "named here");
    let nowhere = Diagnostic::new(Code::UndescribedParameter, "a note without a place", "");
    let marked = Diagnostic::new(Code::UnusedTable, "a byte order mark is no column", "")
        .at(at("marked.md", 5, 11), "column 3");
    insta::assert_snapshot!(rendered([twice, scheme, nowhere, marked]));
}

#[test]
fn no_place_is_too_strange() {
    for file in ["methods.md", "empty.md", "marked.md", "missing.md"] {
        for start in (0..70).chain([usize::MAX - 1]) {
            for length in [0, 1, 2, 7, 80, usize::MAX] {
                let one = Diagnostic::new(Code::NoEndpoint, "message", "help")
                    .at(at(file, start, start.saturating_add(length)), "label")
                    .and_at(at(file, start / 2, start), "other");
                let text = rendered([one]);
                assert!(text.starts_with("error[DW0004]: message"), "{text}");
                assert!(text.contains(&format!("specs/things/{file}")), "{text}");
            }
        }
    }
}

#[test]
fn places_far_apart_are_shown_apart() {
    let text = format!("first\n{}last\n", "between\n".repeat(5_000));
    let end = text.len();
    let one = Diagnostic::new(Code::DuplicateEndpoint, "twice", "remove one of them")
        .at(at("long.md", end - 5, end - 1), "here again")
        .and_at(at("long.md", 0, 5), "first here");
    let mut all = Diagnostics::default();
    all.push(one);
    insta::assert_snapshot!(render(&all, |_| Some(&text), ""));
}

#[test]
fn a_page_on_one_line_is_shown_by_a_few_words() {
    let text = "<p>word é</p>".repeat(20_000);
    let mut all = Diagnostics::default();
    for at_word in (0..text.len()).step_by(14 * 5) {
        let word = at("page.html", at_word, at_word + 14);
        all.push(Diagnostic::new(Code::MissingType, "no type", "state it").at(word, "no type here"));
    }
    let shown = render(&all, |_| Some(&text), "");
    insta::assert_snapshot!(
        shown
            .get(..400)
            .and_then(|start| start.rsplit_once("\n\n").map(|(start, _)| start))
            .unwrap_or_default()
    );
    assert!(shown.len() < all.len() * 400, "{} bytes for {} remarks", shown.len(), all.len());
}

#[test]
fn lines_that_end_in_a_carriage_return_are_lines() {
    let mut all = Diagnostics::default();
    all.push(Diagnostic::new(Code::MissingType, "no type", "state it").at(at("old.md", 10, 13), "here"));
    insta::assert_snapshot!(render(&all, |_| Some("# One\r\r## Two\r"), ""));
}

#[test]
fn nothing_to_say_is_nothing() {
    assert_eq!(rendered([]), "");
}

#[test]
fn what_terminals_obey_is_not_shown() {
    let orders =
        "\u{1b}[2J \u{9b}31m \u{80} \u{85} \u{202e}x\u{2066} \u{200f}\u{61c} \u{2028} \u{e0041}\0\u{7f}";
    let remark =
        Diagnostic::new(Code::UndescribedParameter, format!("message {orders}"), format!("help {orders}"))
            .at(at("methods.md", 2, 8), format!("label {orders}"));
    let shown = rendered([remark]);
    let is_order = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
    };
    assert_eq!(shown.find(is_order), None, "{shown:?}");
    assert!(["message ", "label ", "help "].iter().all(|text| shown.contains(text)), "{shown}");
}
