//! The `[features]` table of a manifest: one feature for each API, `default` for all of them, and those of the runtime
//! that emitted code heeds, which are off unless asked for.
//!
//! Whatever else somebody has them enable stays, and so do all other features. A feature goes only with the modules of
//! its API, and only if it enables nothing.

use super::Needs;
use std::collections::BTreeSet;
use toml_edit::{Array, Item, Key, RawString, Table, Value};

/// The feature that stands for the others.
const DEFAULT: &str = "default";

/// The features of the runtime that emitted code heeds: the crate has each by the same name.
pub(crate) const RUNTIME_FEATURES: [&str; 2] = ["blocking", "testing"];

/// What a feature is called and what it enables.
type Feature = (String, Vec<String>);

/// Makes the table have the right features; gives whether it had them already.
pub(super) fn keep(table: &mut Table, needs: Needs<'_>) -> bool {
    let wanted = wanted_features(table, needs);
    let is_right = present_features(table).eq(wanted.iter().cloned());
    if !is_right {
        replace(table, wanted);
    }
    is_right
}

/// The features in the order in which they are to stand.
fn wanted_features(table: &Table, needs: Needs<'_>) -> Vec<Feature> {
    let apis: BTreeSet<&String> = needs.apis.iter().collect();
    let enabled = |name: &str| table.get(name).map(members).unwrap_or_default();
    let is_stale =
        |name: &String| needs.former.contains(name) && !apis.contains(name) && enabled(name).is_empty();
    let is_kept = |name: &String| !is_stale(name) && !apis.contains(name);
    let by_default = apis.iter().copied().cloned();
    let by_default = by_default.chain(enabled(DEFAULT).into_iter().filter(is_kept)).collect();
    let own = present_features(table)
        .filter(|(name, _)| name != DEFAULT && is_kept(name) && !RUNTIME_FEATURES.contains(&name.as_str()));

    let mut wanted = vec![(DEFAULT.to_owned(), by_default)];
    wanted.extend(apis.iter().map(|api| ((*api).clone(), enabled(api))));
    wanted.extend(RUNTIME_FEATURES.map(|name| (name.to_owned(), runtime_feature(enabled(name), name))));
    wanted.extend(own);
    wanted
}

/// What a feature of the runtime's enables, with whatever else somebody has it enable.
fn runtime_feature(mut enabled: Vec<String>, name: &str) -> Vec<String> {
    let needed = format!("docwright-runtime/{name}");
    if !enabled.contains(&needed) {
        enabled.insert(0, needed);
    }
    enabled
}

fn present_features(table: &Table) -> impl Iterator<Item = Feature> {
    table.iter().map(|(name, item)| (name.to_owned(), members(item)))
}

/// What a feature enables.
fn members(item: &Item) -> Vec<String> {
    let names = item.as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Fills the table anew; what stays in it keeps its comments and its form.
fn replace(table: &mut Table, wanted: Vec<Feature>) {
    let mut former = std::mem::take(table);
    *table = Table::new();
    *table.decor_mut() = former.decor().clone();
    table.set_position(former.position());
    for (name, enabled) in wanted {
        match former.remove_entry(&name) {
            Some((key, item)) if members(&item) == enabled => table.insert_formatted(&key, item),
            Some((key, item)) => table.insert_formatted(&key, list(&enabled, item.as_array())),
            None => table.insert_formatted(&Key::new(name), list(&enabled, None)),
        };
    }
}

/// A list of these names, in the form of the one that it takes the place of: what stands beside that stays, and a name on
/// a line of its own keeps the line, with the comments above it.
fn list(names: &[String], former: Option<&Array>) -> Item {
    let mut list = match former.filter(|former| former.to_string().contains('\n')) {
        Some(former) => lines(names, former),
        None => names.iter().map(String::as_str).collect(),
    };
    if let Some(former) = former {
        *list.decor_mut() = former.decor().clone();
    }
    Item::Value(Value::Array(list))
}

fn lines(names: &[String], former: &Array) -> Array {
    let indent = former.iter().find_map(indent).unwrap_or("\n    ").to_owned();
    let mut list = Array::new();
    for name in names {
        let value = former.iter().find(|value| value.as_str() == Some(name)).cloned();
        list.push_formatted(value.unwrap_or_else(|| Value::from(name).decorated(&indent, "")));
    }
    list.set_trailing(former.trailing().clone());
    list.set_trailing_comma(former.trailing_comma());
    list
}

/// How the line of a value begins.
fn indent(value: &Value) -> Option<&str> {
    let before = value.decor().prefix().and_then(RawString::as_str)?;
    before.get(before.rfind('\n')?..)
}
