//! The workspace that a package is in: what its members inherit from it.

use crate::write::MANIFEST;
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item};

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
        return read(&folder.join(named));
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
