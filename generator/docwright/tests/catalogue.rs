//! The codes of the catalogue that need a disk or the emitter, each with its example as a project on the disk. How
//! each error looks is in `snapshots/catalogue/`; the parser's tests have all other codes.

// Tests may fail loudly.
#![cfg(feature = "cli")]
#![allow(clippy::expect_used)]

use docwright::{Code, Severity, Style, codes, explain};
use docwright_parser::diagnostics::CATALOGUE;

/// How the numbers of these codes begin.
const OF_DOCWRIGHT: &str = "DW06";

/// What docwright prints about the example of a code.
fn printed(code: Code) -> String {
    explain(code, Style::Plain).example.output.expect("a disk that can be written to")
}

#[test]
fn every_example_shows_its_code() {
    for entry in CATALOGUE.iter().filter(|entry| entry.number.starts_with(OF_DOCWRIGHT)) {
        let shown = printed(entry.code);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("snapshots/catalogue");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(entry.case());
        settings.bind(|| insta::assert_snapshot!(entry.number, shown));
        let head = format!("{}[{}]: ", entry.severity, entry.number);
        assert!(shown.starts_with(&head), "not `{head}`:\n{shown}");
        assert_eq!(shown.matches("[DW").count(), 1, "{} is not alone:\n{shown}", entry.number);
        assert!(shown.contains("help: "), "{} has no help:\n{shown}", entry.number);
    }
}

#[test]
fn every_explanation_shows_its_code_at_work() {
    assert_eq!(codes().len(), CATALOGUE.len());
    for heading in codes() {
        let explained = explain(heading.code.parse().expect(heading.code), Style::Plain);
        assert_eq!(explained.heading, heading);
        let shown = explained.example.output.expect(heading.code);
        assert!(shown.contains(&format!("{}[{}]: ", heading.severity, heading.code)), "{shown}");
        assert!(!explained.example.files.is_empty(), "{}", heading.code);
    }
    assert!(codes().iter().any(|heading| heading.severity == Severity::Note));
}

#[test]
fn colours_change_no_word() {
    for code in [Code::StalePatch, Code::Outdated, Code::ShiftedRow] {
        let coloured = explain(code, Style::Coloured).example.output.expect("a disk that can be written to");
        assert!(coloured.contains('\u{1b}'), "{coloured}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&anstream::adapter::strip_str(&coloured).to_string()), words(&printed(code)));
    }
}
