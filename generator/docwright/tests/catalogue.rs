//! The codes of the catalogue that need a disk or the emitter, each with its example as a project on the disk. How
//! each error looks is in `snapshots/catalogue/`; the parser's tests have all other codes.

// Tests may fail loudly.
#![allow(clippy::expect_used)]

use docwright::Generator;
use docwright_parser::diagnostics::{CATALOGUE, Code, Entry, ExampleFile};
use std::fs;
use tempfile::TempDir;

/// How the numbers of these codes begin.
const OF_DOCWRIGHT: &str = "DW06";

/// Generates from an example, or checks if that is what the code is about; gives what a reader is told.
fn refusal(entry: &Entry) -> String {
    let project = TempDir::new().expect("a folder");
    for ExampleFile { name, bytes } in entry.files() {
        let path = project.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder around it")).expect("a writable folder");
        fs::write(path, bytes).expect("a writable file");
    }
    let generator = Generator::new().specs(project.path().join("specs")).package_name("no name");
    let generator = if entry.code == Code::NoOutput {
        generator
    } else {
        generator.out(project.path().join("generated"))
    };
    let error = generator.check(entry.code == Code::Outdated).generate().expect_err(entry.number);
    error.render().replace(&format!("{}/", project.path().display()), "")
}

#[test]
fn every_example_shows_its_code() {
    for entry in CATALOGUE.iter().filter(|entry| entry.number.starts_with(OF_DOCWRIGHT)) {
        let shown = refusal(entry);
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
