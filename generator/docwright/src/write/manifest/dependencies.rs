//! The dependencies of a manifest that generated code needs. One that is there is its owner's and stays as it is; one
//! that is missing is added.

use super::table;
use crate::write::WriteError;
use std::path::Path;
use toml_edit::{DocumentMut, InlineTable, Item, TableLike, Value};

/// A dependency that generated code needs.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    /// Its name.
    pub name: &'static str,
    /// Who needs it.
    pub of: Dependent,
    /// What it is where the manifest says nothing of it: a version, or a table.
    pub value: Value,
}

/// Who needs a dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dependent {
    /// The sources, and so whoever uses the crate.
    Sources,
    /// The tests of the crate alone.
    Tests,
}

impl Dependent {
    /// The table of a manifest that has its dependencies.
    fn table(self) -> &'static str {
        match self {
            Self::Sources => "dependencies",
            Self::Tests => "dev-dependencies",
        }
    }
}

/// The keys of a dependency that say where it is from.
const ORIGINS: [&str; 9] =
    ["version", "path", "git", "branch", "tag", "rev", "registry", "registry-index", "workspace"];

/// Adds those that are missing; gives them, each as it stands in the manifest then.
pub(super) fn add(
    path: &Path,
    manifest: &mut DocumentMut,
    needed: &[Dependency],
) -> Result<Vec<String>, WriteError> {
    let mut added = Vec::new();
    for dependency in needed {
        if dependency.of == Dependent::Sources {
            require_usable(path, manifest, dependency.name)?;
        }
        if has(manifest, dependency) {
            continue;
        }
        let present = [Dependent::Sources, Dependent::Tests]
            .iter()
            .find_map(|of| present(manifest, *of, dependency.name));
        let value = present.map_or_else(|| dependency.value.clone(), |item| alike(item, &dependency.value));
        let name = dependency.of.table();
        added.push(format!("[{name}] {} = {}", dependency.name, value.to_string().trim()));
        table(path, manifest, name)?.insert(dependency.name, Item::Value(value));
    }
    Ok(added)
}

/// Requires that a dependency of the sources is there by its own name and always, if it is there.
fn require_usable(path: &Path, manifest: &DocumentMut, name: &'static str) -> Result<(), WriteError> {
    let refused = |how: String| Err(WriteError::Dependency { path: path.to_owned(), name, how });
    let tables = manifest.get(Dependent::Sources.table()).and_then(Item::as_table_like);
    let entries = tables.into_iter().flat_map(TableLike::iter);
    let named = |item: &Item| item.get("package").and_then(Item::as_str) == Some(name);
    if let Some((key, _)) = entries.into_iter().find(|(key, item)| *key != name && named(item)) {
        return refused(format!("called `{key}`"));
    }
    let present = present(manifest, Dependent::Sources, name);
    if present.and_then(|item| item.get("optional")?.as_bool()) == Some(true) {
        return refused("optional".to_owned());
    }
    let targets = manifest.get("target").and_then(Item::as_table_like).into_iter().flat_map(TableLike::iter);
    let of_targets = |(_, target): (&str, &Item)| {
        target.get(Dependent::Sources.table()).is_some_and(|table| table.get(name).is_some())
    };
    if present.is_none() && targets.into_iter().any(of_targets) {
        return refused("for some targets alone".to_owned());
    }
    Ok(())
}

/// What a manifest says of a dependency in the table for these.
fn present<'a>(manifest: &'a DocumentMut, of: Dependent, name: &str) -> Option<&'a Item> {
    manifest.get(of.table())?.get(name)
}

/// Whether a manifest has a dependency: tests have those of the sources too, if with the features that tests need.
fn has(manifest: &DocumentMut, dependency: &Dependency) -> bool {
    let needed = features(entry(&dependency.value, "features"));
    let of_sources = present(manifest, Dependent::Sources, dependency.name);
    present(manifest, dependency.of, dependency.name).is_some()
        || dependency.of == Dependent::Tests
            && of_sources.is_some_and(|item| {
                let enabled = features(item.get("features").and_then(Item::as_value));
                // tokio's feature for all of it.
                enabled.contains(&"full") || needed.iter().all(|feature| enabled.contains(feature))
            })
}

/// An entry of a dependency that is a table.
fn entry<'a>(dependency: &'a Value, key: &str) -> Option<&'a Value> {
    dependency.as_inline_table()?.get(key)
}

fn features(list: Option<&Value>) -> Vec<&str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The dependency with these features, from where the manifest has it for others: of two origins it would be two crates.
fn alike(present: &Item, needed: &Value) -> Value {
    let mut alike = InlineTable::new();
    match present.as_table_like() {
        None => alike.extend(present.as_str().map(|version| ("version", Value::from(version)))),
        Some(table) => {
            let origins = ORIGINS.iter().filter_map(|key| Some((*key, table.get(key)?.as_value()?)));
            alike.extend(origins.map(|(key, value)| (key, value.clone().decorated("", ""))));
        }
    }
    // With what a workspace says of a dependency, its members can only add features.
    let inherits = alike.contains_key("workspace");
    let keys = ["default-features", "features"].into_iter().filter(|key| !inherits || *key == "features");
    alike.extend(keys.filter_map(|key| Some((key, entry(needed, key)?.clone()))));
    alike.fmt();
    Value::InlineTable(alike)
}
