//! Fields through which a structure would hold itself. They are boxed: Rust needs to know a size. Lists and maps
//! are on the heap anyway.

use docwright_model::{Field, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The structure and the name of each field that leads back to its structure.
pub(crate) fn recursive_fields<'a>(
    structures: &BTreeMap<&'a str, Vec<&'a Field>>,
) -> BTreeSet<(&'a str, &'a str)> {
    let mut recursive = BTreeSet::new();
    for (name, fields) in structures {
        for field in fields {
            if held(field).is_some_and(|first| leads_to(first, name, structures)) {
                recursive.insert((*name, field.wire_name.as_str()));
            }
        }
    }
    recursive
}

/// Whether a value of `from` can hold a value of `to` without a list or map between them.
fn leads_to(from: &str, to: &str, structures: &BTreeMap<&str, Vec<&Field>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(name) = waiting.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            waiting.extend(structures.get(name).into_iter().flatten().filter_map(|field| held(field)));
        }
    }
    false
}

/// The named type that a field holds itself.
fn held(field: &Field) -> Option<&str> {
    fn named(value_type: &Type) -> Option<&str> {
        match value_type {
            Type::Named(name) => Some(name),
            Type::Nullable(inner) => named(inner),
            _ => None,
        }
    }
    named(&field.value_type)
}
