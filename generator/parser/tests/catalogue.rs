//! The catalogue of diagnostics, code by code: its example is reported as the catalogue says, at a place, with a
//! help, and as nothing else. How each looks is in `snapshots/catalogue/`. The codes `DW06…` are about folders, the
//! emitted code and the disk: docwright's own tests have them.

// Tests may fail loudly.
#![allow(clippy::expect_used)]

use docwright_parser::diagnostics::{CATALOGUE, Diagnostic, Entry, Severity, render};
use docwright_parser::{Parsed, read_api};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// How the numbers of codes begin that the parser does not report.
const NOT_OF_PARSER: &str = "DW06";

fn read(entry: &Entry) -> Parsed {
    read_with(entry, "")
}

/// Reads an example whose `api.toml` goes on like this.
fn read_with(entry: &Entry, more: &str) -> Parsed {
    let mut files: BTreeMap<String, Vec<u8>> =
        entry.files().into_iter().map(|file| (file.name, file.bytes)).collect();
    files.entry("api.toml".to_owned()).or_default().extend(format!("\n{more}").bytes());
    read_api(&|name| files.get(name).cloned().ok_or_else(|| Error::from(ErrorKind::NotFound)))
}

fn rendered(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "specs/petstore/")
}

/// What is wrong with the remarks about an example: its code is to be reported once, as the catalogue has it, and no
/// other error or warning.
fn faults(entry: &Entry, parsed: &Parsed) -> Vec<&'static str> {
    let (of_code, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        parsed.diagnostics.iter().partition(|remark| remark.code == entry.code);
    let [remark] = of_code.as_slice() else { return vec!["it is not reported once"] };
    let holds = [
        (others.iter().all(|other| other.severity == Severity::Note), "it is not alone"),
        (remark.severity == entry.severity, "it has another severity"),
        (remark.primary.is_some(), "it has no place"),
        (!remark.help.is_empty(), "it has no help"),
        (!remark.message.is_empty() && !remark.message.ends_with('.'), "its message ends in a full stop"),
        (
            parsed.api.is_none() == (entry.severity == Severity::Error),
            "there is a model in spite of an error, or none without one",
        ),
    ];
    holds.into_iter().filter(|(holds, _)| !holds).map(|(_, fault)| fault).collect()
}

#[test]
fn every_example_shows_its_code() {
    let mut wrong = String::new();
    for entry in CATALOGUE.iter().filter(|entry| !entry.number.starts_with(NOT_OF_PARSER)) {
        let parsed = read(entry);
        let shown = rendered(&parsed);
        // Whoever reads this has the installed command and a page that somebody else publishes.
        for words in ["correct the document", "CONTRIBUTING"] {
            assert!(!shown.contains(words), "{}: `{words}`:\n{shown}", entry.number);
        }
        for fault in faults(entry, &parsed) {
            let _ = writeln!(wrong, "{}: {fault}:\n{shown}\n", entry.number);
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("snapshots/catalogue");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(entry.case());
        settings.bind(|| insta::assert_snapshot!(entry.number, shown));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The entries that a help proposes for `api.toml`; those with words between them are alternatives.
fn proposals(help: &str) -> Vec<String> {
    let is_entry = |line: &&str| {
        line.is_empty()
            || line.starts_with("[[")
            || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
    };
    let lines: Vec<&str> = help.lines().collect();
    let parts = lines.chunk_by(|one, next| is_entry(one) == is_entry(next));
    let parts = parts.filter(|lines| lines.iter().all(is_entry)).map(|lines| lines.join("\n"));
    parts.filter(|part| part.contains("[[")).collect()
}

#[test]
fn who_follows_a_help_is_not_told_again() {
    let mut followed = BTreeSet::new();
    for entry in CATALOGUE.iter().filter(|entry| !entry.number.starts_with(NOT_OF_PARSER)) {
        let parsed = read(entry);
        let remark = parsed.diagnostics.iter().find(|remark| remark.code == entry.code).expect(entry.number);
        for proposal in proposals(&remark.help) {
            if proposal.contains("endpoint = \"…\"") {
                continue;
            }
            let written = proposal.replace("type = \"…\"", "type = \"integer\"");
            let parsed = read_with(entry, &written.replace("name = \"…\"", "name = \"found\""));
            let shown = rendered(&parsed);
            assert!(parsed.api.is_some(), "{}:\n{written}\n{shown}", entry.number);
            let again = parsed.diagnostics.iter().any(|remark| remark.code == entry.code);
            assert!(!again, "{} in spite of:\n{written}\n{shown}", entry.number);
            followed.insert(entry.number);
        }
    }
    let expected = [
        "DW0007", "DW0209", "DW0211", "DW0216", "DW0218", "DW0219", "DW0220", "DW0301", "DW0302", "DW0304",
        "DW0306", "DW0307", "DW0308", "DW0309", "DW0310", "DW0311", "DW0312", "DW0313", "DW0314", "DW0315",
        "DW0316", "DW0325", "DW0401", "DW0402", "DW0404", "DW0405", "DW0408", "DW0411", "DW0412",
    ];
    assert_eq!(followed, BTreeSet::from(expected));
}

#[test]
fn every_example_says_what_it_is_about_and_is_small() {
    for entry in CATALOGUE {
        let (number, case) = (entry.number, entry.case());
        assert!(case.ends_with('.') && case.lines().count() == 1, "{number}: `{case}` is no sentence");
        assert!(entry.example.lines().count() <= 40, "{number} is long");
    }
}

#[test]
fn codes_are_unique_and_in_order() {
    assert!(CATALOGUE.is_sorted_by(|one, next| one.number < next.number), "by number");
    let codes: BTreeSet<_> = CATALOGUE.iter().map(|entry| entry.code).collect();
    assert_eq!(codes.len(), CATALOGUE.len());
    for entry in CATALOGUE {
        assert_eq!(entry.code.entry(), entry);
        assert_eq!(entry.code.to_string(), entry.number);
    }
}

/// The names of the files in a folder of this crate, without their endings.
fn names_in(folder: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).expect("a folder");
    let stem = |path: &Path| path.file_stem().map(|name| name.to_string_lossy().into_owned());
    files.filter_map(|file| stem(&file.expect("a file").path())).collect()
}

#[test]
fn every_file_belongs_to_a_code() {
    let numbers: BTreeSet<String> = CATALOGUE.iter().map(|entry| entry.number.to_owned()).collect();
    assert_eq!(names_in("src/diagnostics/examples"), numbers);
    let of_parser: BTreeSet<String> =
        numbers.into_iter().filter(|number| !number.starts_with(NOT_OF_PARSER)).collect();
    let snapshots = names_in("tests/snapshots/catalogue");
    assert!(snapshots.is_subset(&of_parser), "{snapshots:?}");
}
