//! Reads in a manifest what its crate is called and keeps its `[features]` table: one empty feature for each API,
//! `default` for all of them, and those of the runtime that emitted code heeds, which are off unless asked for.
//!
//! Everything else in the manifest stays as it is, down to its comments. A feature that enables something, or that
//! `default` does not name, is somebody's own and stays too, as does its place in `default`.

use super::WriteError;
use docwright_codegen::Package;
use std::collections::BTreeSet;
use std::io::{Error, ErrorKind};
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Key, Table, Value};

/// The feature that stands for the others.
const DEFAULT: &str = "default";

/// The features of the runtime that emitted code heeds: the crate has each by the same name.
pub(crate) const RUNTIME_FEATURES: [&str; 2] = ["blocking", "testing"];

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

/// What the crate is called and what its tests can use; none where no package is described.
pub(super) fn package(path: &Path, present: &[u8]) -> Result<Option<Package>, WriteError> {
    let manifest = read(path, present)?;
    let named = |table: &str| manifest.get(table)?.get("name")?.as_str();
    let has_tokio = |table: &str| manifest.get(table).is_some_and(|table| table.get("tokio").is_some());
    Ok(named("package").map(|name| Package {
        name: name.to_owned(),
        library: named("lib").unwrap_or(name).replace('-', "_"),
        has_tokio: has_tokio("dependencies") || has_tokio("dev-dependencies"),
    }))
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
    let by_default = table.get(DEFAULT).map(members).unwrap_or_default();
    // Features of APIs enable nothing, and `default` names them all.
    let is_stale = |name: &String, enabled: &[String]| enabled.is_empty() && by_default.contains(name);
    let own: Vec<Feature> = present_features(table)
        .filter(|(name, enabled)| name != DEFAULT && !is_stale(name, enabled) && !apis.contains(name))
        .filter(|(name, _)| !RUNTIME_FEATURES.contains(&name.as_str()))
        .collect();
    let is_own = |name: &String| own.iter().any(|(own_name, _)| own_name == name);
    let is_kept = |name: &String| is_own(name) || RUNTIME_FEATURES.contains(&name.as_str());
    let own_by_default = by_default.into_iter().filter(is_kept);
    let by_default = apis.iter().copied().cloned().chain(own_by_default).collect();

    let mut wanted = vec![(DEFAULT.to_owned(), by_default)];
    wanted.extend(apis.into_iter().map(|api| (api.clone(), Vec::new())));
    wanted.extend(RUNTIME_FEATURES.map(|name| runtime_feature(table, name)));
    wanted.extend(own);
    wanted
}

/// A feature of the runtime's, with whatever else somebody has it enable.
fn runtime_feature(table: &Table, name: &str) -> Feature {
    let needed = format!("docwright-runtime/{name}");
    let mut enabled = table.get(name).map(members).unwrap_or_default();
    if !enabled.contains(&needed) {
        enabled.insert(0, needed);
    }
    (name.to_owned(), enabled)
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
