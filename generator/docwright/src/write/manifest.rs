//! Reads the name of the library in a manifest and keeps its `[features]` table: one empty feature for each API, and
//! `default` for all of them.
//!
//! Everything else in the manifest stays as it is, down to its comments. A feature that enables something is
//! somebody's own and stays too, as does its place in `default`.

use super::WriteError;
use std::collections::BTreeSet;
use std::io::{Error, ErrorKind};
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Key, Table, Value};

/// The feature that stands for the others.
const DEFAULT: &str = "default";

/// What a feature is called and what it enables.
type Feature = (String, Vec<String>);

/// The manifest with the right features, or `None` if it has them already.
pub(super) fn with_features(
    path: &Path,
    present: &[u8],
    features: &[String],
) -> Result<Option<String>, WriteError> {
    let mut manifest = read(path, present)?;
    let table = manifest
        .entry("features")
        .or_insert_with(|| Item::Table(Table::new()))
        .as_table_mut()
        .ok_or_else(|| WriteError::ManifestFeatures { path: path.to_owned() })?;
    let wanted = wanted_features(table, features);
    if present_features(table).eq(wanted.iter().cloned()) {
        return Ok(None);
    }
    replace(table, wanted);
    Ok(Some(manifest.to_string()))
}

/// The name of the crate's library as Rust code writes it: `pet_store`.
pub(super) fn library_name(path: &Path, present: &[u8]) -> Result<Option<String>, WriteError> {
    let manifest = read(path, present)?;
    let named = |table: &str| manifest.get(table)?.get("name")?.as_str();
    Ok(named("lib").or_else(|| named("package")).map(|name| name.replace('-', "_")))
}

fn read(path: &Path, present: &[u8]) -> Result<DocumentMut, WriteError> {
    let text = std::str::from_utf8(present)
        .map_err(|error| Error::new(ErrorKind::InvalidData, error))
        .map_err(WriteError::disk("read", path))?;
    text.parse().map_err(|source| WriteError::Manifest { path: path.to_owned(), source: Box::new(source) })
}

/// The features in the order in which they are to stand.
fn wanted_features(table: &Table, features: &[String]) -> Vec<Feature> {
    let apis: BTreeSet<&String> = features.iter().collect();
    let own: Vec<Feature> = present_features(table)
        .filter(|(name, members)| name != DEFAULT && !members.is_empty() && !apis.contains(name))
        .collect();
    let by_default = table.get(DEFAULT).map(members).unwrap_or_default();
    let own_by_default =
        by_default.into_iter().filter(|name| own.iter().any(|(own_name, _)| own_name == name));
    let by_default = apis.iter().copied().cloned().chain(own_by_default).collect();

    let mut wanted = vec![(DEFAULT.to_owned(), by_default)];
    wanted.extend(apis.into_iter().map(|api| (api.clone(), Vec::new())));
    wanted.extend(own);
    wanted
}

fn present_features(table: &Table) -> impl Iterator<Item = Feature> {
    table.iter().map(|(name, item)| (name.to_owned(), members(item)))
}

/// What a feature enables.
fn members(item: &Item) -> Vec<String> {
    let names = item.as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Fills the table anew; an entry that stays as it was keeps its comments and its form.
fn replace(table: &mut Table, wanted: Vec<Feature>) {
    let mut former = std::mem::take(table);
    *table = Table::new();
    *table.decor_mut() = former.decor().clone();
    table.set_position(former.position());
    for (name, enabled) in wanted {
        match former.remove_entry(&name) {
            Some((key, item)) if members(&item) == enabled => table.insert_formatted(&key, item),
            Some((key, _)) => table.insert_formatted(&key, list(enabled)),
            None => table.insert_formatted(&Key::new(name), list(enabled)),
        };
    }
}

fn list(names: Vec<String>) -> Item {
    Item::Value(Value::Array(Array::from_iter(names)))
}
