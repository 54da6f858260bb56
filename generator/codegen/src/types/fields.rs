//! The fields of structures with those of the structures that they extend. Parents' fields come first, in the
//! order in which the parents are named; a field that comes twice keeps its first place and its last meaning.

use crate::EmitError;
use docwright_model::{Definition, Field, NamedType};
use std::collections::{BTreeMap, BTreeSet};

type Types<'a> = BTreeMap<&'a str, &'a NamedType>;

/// All fields of each structure.
pub(crate) fn joined<'a>(types: &Types<'a>) -> Result<BTreeMap<&'a str, Vec<&'a Field>>, EmitError> {
    let mut done = BTreeMap::new();
    for name in types.keys() {
        join(name, types, &mut done)?;
    }
    Ok(done)
}

/// Joins one structure and whatever it extends. Goes along the parents with a stack of its own: how deep they go
/// is the document's affair.
fn join<'a>(
    name: &'a str,
    types: &Types<'a>,
    done: &mut BTreeMap<&'a str, Vec<&'a Field>>,
) -> Result<(), EmitError> {
    let mut open = vec![name];
    let mut waiting: BTreeSet<&str> = BTreeSet::new();
    while let Some(current) = open.last().copied() {
        let Some((extends, own)) = structure(current, types).filter(|_| !done.contains_key(current)) else {
            open.pop();
            continue;
        };
        let missing: Vec<&str> =
            extends.iter().map(String::as_str).filter(|parent| !done.contains_key(parent)).collect();
        if missing.is_empty() {
            let parents = extends.iter().filter_map(|parent| done.get(parent.as_str())).flatten().copied();
            done.insert(current, once(parents.chain(own)));
            open.pop();
        } else if waiting.insert(current) {
            for parent in missing {
                if structure(parent, types).is_none() {
                    let place = format!("type `{current}`");
                    return Err(EmitError::NotAStructure { name: parent.to_owned(), place });
                }
                open.push(parent);
            }
        } else {
            return Err(EmitError::ExtendsItself { place: format!("type `{current}`") });
        }
    }
    Ok(())
}

fn structure<'a>(name: &str, types: &Types<'a>) -> Option<(&'a [String], &'a [Field])> {
    match &types.get(name)?.definition {
        Definition::Structure { extends, fields } => Some((extends, fields)),
        _ => None,
    }
}

/// Each field once.
fn once<'a>(fields: impl Iterator<Item = &'a Field>) -> Vec<&'a Field> {
    let mut out: Vec<&Field> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for field in fields {
        let place = *places.entry(field.wire_name.as_str()).or_insert(out.len());
        match out.get_mut(place) {
            Some(known) => *known = field,
            None => out.push(field),
        }
    }
    out
}
