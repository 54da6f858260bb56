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
pub(crate) use workspace::{Around, around};

use super::WriteError;
use docwright_codegen::Package;
use std::io::{Error, ErrorKind};
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Table};

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

/// A crate as its manifest describes it.
#[derive(Debug)]
pub(crate) struct Described {
    /// What emitted code needs to know of it.
    pub package: Package,
    /// From where it has the runtime, as the manifest says it; none if it does not depend on it.
    pub runtime: Option<Item>,
}

/// What the manifest says of its crate; `runtime` is what the runtime is called.
///
/// # Errors
///
/// If generated sources don't fit into it.
pub(super) fn described(path: &Path, present: &[u8], runtime: &str) -> Result<Described, WriteError> {
    let manifest = read(path, text(path, present)?)?;
    layout::require(path, &manifest)?;
    let named = |table: &str| manifest.get(table)?.get("name")?.as_str();
    let has_tokio = |table: &str| manifest.get(table).is_some_and(|table| table.get("tokio").is_some());
    let name = named("package").unwrap_or_default();
    let publish = workspace::said(path, &manifest, "publish");
    let is_private = publish.is_some_and(|publish| {
        publish.as_bool() == Some(false) || publish.as_array().is_some_and(Array::is_empty)
    });
    let package = Package {
        name: name.to_owned(),
        library: named("lib").unwrap_or(name).replace('-', "_"),
        has_tokio: has_tokio("dependencies") || has_tokio("dev-dependencies"),
        license: workspace::said(path, &manifest, "license")
            .and_then(|license| license.as_str().map(str::to_owned)),
        is_published: !is_private,
    };
    let runtime = manifest.get("dependencies").and_then(|table| table.get(runtime)).cloned();
    Ok(Described { package, runtime })
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
