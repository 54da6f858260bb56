//! Whether a crate is one that generated sources fit into: what is not right is told before anything is written.

use super::workspace::said;
use crate::write::{SOURCES, WriteError};
use std::path::{Component, Path};
use toml_edit::{DocumentMut, Item};

/// Editions whose Rust generated sources are not.
const FORMER_EDITIONS: [&str; 2] = ["2015", "2018"];

/// The edition of a package whose manifest names none.
const FIRST_EDITION: &str = "2015";

/// The library of a package, below its sources.
const LIBRARY: &str = "lib.rs";

/// Requires that this is the manifest of a package whose library is where generated sources are, in an edition that
/// they are written in.
pub(super) fn require(path: &Path, manifest: &DocumentMut) -> Result<(), WriteError> {
    let path = path.to_owned();
    if manifest.get("package").and_then(|package| package.get("name")).and_then(Item::as_str).is_none() {
        return Err(WriteError::NoPackage { path });
    }
    let edition = said(&path, manifest, "edition");
    let edition = edition.as_ref().map_or(Some(FIRST_EDITION), Item::as_str);
    if let Some(edition) = edition.filter(|edition| FORMER_EDITIONS.contains(edition)) {
        return Err(WriteError::Edition { path, edition: edition.to_owned() });
    }
    match other_library(manifest) {
        Some(library) => Err(WriteError::Library { path, library }),
        None => Ok(()),
    }
}

/// What the library of a package is, if it is none that sources in `src/lib.rs` can be.
fn other_library(manifest: &DocumentMut) -> Option<String> {
    let is = |table: &str, key: &str| manifest.get(table)?.get(key)?.as_bool();
    let library = manifest.get("lib");
    let file = library.and_then(|library| library.get("path")?.as_str());
    if let Some(file) = file.filter(|file| !is_generated(Path::new(file))) {
        return Some(format!("`{file}`"));
    }
    if library.is_none() && is("package", "autolib") == Some(false) {
        return Some("switched off".to_owned());
    }
    (is("lib", "proc-macro") == Some(true)).then(|| "one of procedural macros".to_owned())
}

/// Whether a library at this path is the one that is generated.
fn is_generated(library: &Path) -> bool {
    let parts = library.components().filter(|part| *part != Component::CurDir);
    parts.eq(Path::new(SOURCES).join(LIBRARY).components())
}
