//! What generated code needs of a manifest, and what a manifest says of its crate.
//!
//! In comes the text of a manifest, out goes the text with the features ([`features`]) and the dependencies
//! ([`dependencies`]) that generated code needs. What they don't fit into is refused ([`layout`]). Everything else in it stays as it is, down to its comments and the ends
//! of its lines.

mod dependencies;
mod features;
mod layout;
mod workspace;

pub(crate) use dependencies::{Dependency, Dependent};
pub(crate) use features::RUNTIME_FEATURES;

use super::WriteError;
use docwright_codegen::Package;
use std::io::{Error, ErrorKind};
use std::path::Path;
use toml_edit::{DocumentMut, Item, Table};

/// What generated code needs of a manifest.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Needs<'a> {
    /// The APIs, each of which has a feature by its name.
    pub apis: &'a [String],
    /// The APIs that were generated before: the features of those that are not any more go with them.
    pub former: &'a [String],
    /// What the manifest depends on, unless it does already.
    pub dependencies: &'a [Dependency],
}

/// A manifest that has what is needed.
#[derive(Debug)]
pub(super) struct Updated {
    /// Its text; none if it was right already.
    pub text: Option<String>,
    /// The dependencies that it lacked, each as it stands there now.
    pub dependencies: Vec<String>,
}

/// The manifest with what is needed.
pub(super) fn updated(path: &Path, present: &[u8], needs: Needs<'_>) -> Result<Updated, WriteError> {
    let former = text(path, present)?;
    let mut manifest = read(path, former)?;
    let dependencies = dependencies::add(path, &mut manifest, needs.dependencies)?;
    let is_right = features::keep(table(path, &mut manifest, "features")?, needs) && dependencies.is_empty();
    let text = (!is_right).then(|| with_line_ends_of(former, &manifest.to_string()));
    Ok(Updated { text, dependencies })
}

/// What the crate is called and what its tests can use.
///
/// # Errors
///
/// If generated sources don't fit into it.
pub(super) fn package(path: &Path, present: &[u8]) -> Result<Package, WriteError> {
    let manifest = read(path, text(path, present)?)?;
    layout::require(path, &manifest)?;
    let named = |table: &str| manifest.get(table)?.get("name")?.as_str();
    let has_tokio = |table: &str| manifest.get(table).is_some_and(|table| table.get("tokio").is_some());
    let name = named("package").unwrap_or_default();
    Ok(Package {
        name: name.to_owned(),
        library: named("lib").unwrap_or(name).replace('-', "_"),
        has_tokio: has_tokio("dependencies") || has_tokio("dev-dependencies"),
    })
}

fn text<'a>(path: &Path, present: &'a [u8]) -> Result<&'a str, WriteError> {
    let text = std::str::from_utf8(present).map_err(|error| Error::new(ErrorKind::InvalidData, error));
    text.map_err(WriteError::disk("read", path))
}

fn read(path: &Path, text: &str) -> Result<DocumentMut, WriteError> {
    text.parse().map_err(|source| WriteError::Manifest { path: path.to_owned(), source: Box::new(source) })
}

/// A table of the manifest, which is made if there is none.
fn table<'a>(
    path: &Path,
    manifest: &'a mut DocumentMut,
    name: &'static str,
) -> Result<&'a mut Table, WriteError> {
    let table = manifest.entry(name).or_insert_with(|| Item::Table(Table::new()));
    table.as_table_mut().ok_or_else(|| WriteError::ManifestTable { path: path.to_owned(), name })
}

/// The text with lines that end as those of `former` do, and begin with the mark of its encoding if that does.
fn with_line_ends_of(former: &str, text: &str) -> String {
    const BYTE_ORDER_MARK: char = '\u{feff}';
    let is_of_windows =
        former.lines().count() > 0 && former.matches('\n').count() == former.matches("\r\n").count();
    let text = text.trim_start_matches(BYTE_ORDER_MARK).replace("\r\n", "\n");
    let text = if is_of_windows { text.replace('\n', "\r\n") } else { text };
    if former.starts_with(BYTE_ORDER_MARK) { format!("{BYTE_ORDER_MARK}{text}") } else { text }
}
