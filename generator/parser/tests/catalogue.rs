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
    let files: BTreeMap<String, Vec<u8>> =
        entry.files().into_iter().map(|file| (file.name, file.bytes)).collect();
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
