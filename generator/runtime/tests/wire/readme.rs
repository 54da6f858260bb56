//! The table of behaviours in the README names tests that exist.

use std::{fs, path::Path};

/// Where the table begins.
const HEADING: &str = "## What it does, and which test says so";

/// The text of the table's section.
fn section() -> String {
    let readme = fs::read_to_string(package().join("README.md")).unwrap();
    let (_, behind) = readme.split_once(HEADING).expect("the README has the table");
    behind.split("\n## ").next().unwrap().to_owned()
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names in backticks that have a path: `wire::retries::a_body_is_sent_again_in_full`.
fn named(section: &str) -> Vec<&str> {
    let quoted = section.split('`').skip(1).step_by(2);
    quoted.filter(|name| name.contains("::") && name.bytes().all(is_of_a_path)).collect()
}

fn is_of_a_path(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b':')
}

/// The source of the module that these names lead to: of a test binary, or of the crate itself.
fn source(modules: &[&str]) -> String {
    let roots = ["tests", "src"].map(|root| package().join(root));
    let files = roots.iter().flat_map(|root| {
        let place = root.join(modules.join("/"));
        [place.with_extension("rs"), place.join("main.rs")]
    });
    let source: String = files.filter_map(|file| fs::read_to_string(file).ok()).collect();
    match modules {
        // A module of tests within the file that they are about.
        [outer @ .., "tests"] if source.is_empty() => self::source(outer),
        _ => source,
    }
}

#[test]
fn the_table_names_tests_that_exist() {
    let section = section();
    let names = named(&section);
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        let parts: Vec<&str> = name.split("::").collect();
        let (function, modules) = parts.split_last().unwrap();
        let source = source(modules);
        assert!(!source.is_empty(), "no file of {name}");
        let defined = ["(", "<"].map(|rest| source.contains(&format!("fn {function}{rest}")));
        assert!(defined.contains(&true), "no test {name}");
    }
}
