//! What several tests of the whole product need.

#![allow(dead_code, reason = "each test uses some of it")]

use docwright_model::Api;
use docwright_parser::{Parsed, diagnostics, read_api};
use std::path::{Path, PathBuf};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the API of a folder.
pub fn read(folder: impl AsRef<Path>) -> Parsed {
    read_api(&|name| std::fs::read(folder.as_ref().join(name)))
}

/// The model of a real API; its documents have no errors.
pub fn model(name: &str) -> Api {
    let parsed = read(root().join("specs").join(name));
    let remarks = rendered(&parsed);
    parsed.api.unwrap_or_else(|| panic!("specs/{name} has errors:\n{remarks}"))
}

/// All remarks of an API as people read them.
pub fn rendered(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    diagnostics::render(&parsed.diagnostics, text, "")
}

/// The folders of the small documents, in order.
pub fn pages() -> Vec<PathBuf> {
    let folder = root().join("tests/pages");
    let entries = std::fs::read_dir(folder).expect("tests/pages is a folder");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder").path()).collect();
    pages.sort();
    pages
}
