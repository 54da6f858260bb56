//! The workspace that a package is in: what its members inherit from it, and whether it has a package as a member.

use crate::write::MANIFEST;
use glob::{MatchOptions, Pattern};
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, Value};

/// A workspace around a package that is none of its members: cargo refuses such a package.
#[derive(Debug)]
pub(crate) struct Around {
    /// Its folder.
    pub root: PathBuf,
    /// The package, as the workspace would name it.
    pub member: String,
}

/// The workspace around a package that is to be in this folder, a path without links, if it does not have it as a member.
pub(crate) fn around(folder: &Path) -> Option<Around> {
    let roots = folder.ancestors().skip(1).filter_map(|root| Some((root, read(root)?)));
    let (root, manifest) = roots.into_iter().find(|(_, manifest)| manifest.contains_key("workspace"))?;
    let member = folder.strip_prefix(root).ok()?;
    let is_known = is_excluded(&manifest, member)
        || is_named(&manifest, member)
        || is_dependency(&manifest, root, folder);
    let member = member.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    (!is_known).then(|| Around { root: root.to_owned(), member })
}

/// Whether a pattern among the members of a workspace is one of this package.
fn is_named(manifest: &DocumentMut, member: &Path) -> bool {
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
    paths(manifest, "members")
        .iter()
        .filter_map(|pattern| Pattern::new(pattern).ok())
        .any(|pattern| pattern.matches_path_with(member, options))
}

/// Whether a workspace leaves a package out, or a folder around it.
fn is_excluded(manifest: &DocumentMut, member: &Path) -> bool {
    paths(manifest, "exclude").iter().any(|folder| member.starts_with(folder))
}

/// Whether the package at the root of a workspace depends on the one in this folder, which makes that a member.
fn is_dependency(manifest: &DocumentMut, root: &Path, folder: &Path) -> bool {
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    let tables = tables.iter().filter_map(|table| manifest.get(table)?.as_table_like());
    let mut paths = tables.flat_map(|table| table.iter().filter_map(|(_, item)| item.get("path")?.as_str()));
    paths.any(|path| root.join(plain(path)) == folder)
}

/// A list of paths in the table of a workspace.
fn paths(manifest: &DocumentMut, list: &str) -> Vec<String> {
    let list = manifest.get("workspace").and_then(|workspace| workspace.get(list)).and_then(Item::as_array);
    let paths = list.into_iter().flatten().filter_map(Value::as_str);
    paths.map(|path| plain(path).to_owned()).collect()
}

/// A path without what does not change it.
fn plain(path: &str) -> &str {
    path.trim_start_matches("./").trim_end_matches('/')
}

/// What a manifest says of its package under `key`, or what its workspace says for it. None if nothing is said: with
/// `workspace = true`, and a workspace that says nothing, cargo refuses the manifest itself.
pub(super) fn said(path: &Path, manifest: &DocumentMut, key: &str) -> Option<Item> {
    let own = manifest.get("package")?.get(key)?;
    if own.get("workspace").and_then(Item::as_bool) != Some(true) {
        return Some(own.clone());
    }
    let root = root(path, manifest);
    let shared = root.as_ref().and_then(|root| root.get("workspace")?.get("package")?.get(key));
    Some(shared.unwrap_or(own).clone())
}

/// The manifest of the workspace: this one, the one that its package names, or the first around it.
fn root(path: &Path, manifest: &DocumentMut) -> Option<DocumentMut> {
    if manifest.contains_key("workspace") {
        return Some(manifest.clone());
    }
    let folder = folder(path)?;
    let named = manifest.get("package")?.get("workspace").and_then(Item::as_str);
    if let Some(named) = named {
        return read(folder.join(named));
    }
    folder.ancestors().skip(1).filter_map(read).find(|root| root.contains_key("workspace"))
}

/// The folder of a manifest, without links, as cargo looks around it.
fn folder(manifest: &Path) -> Option<PathBuf> {
    Some(fs::canonicalize(manifest).ok()?.parent()?.to_owned())
}

fn read(folder: impl AsRef<Path>) -> Option<DocumentMut> {
    fs::read_to_string(folder.as_ref().join(MANIFEST)).ok()?.parse().ok()
}
