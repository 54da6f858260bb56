//! Enumerations that `api.toml` gives one name, made one type.
//!
//! Two fields can have the same values under different names: "Y" and "N". Only a reader knows whether they mean the
//! same; naming both types the same says so.

use crate::config::Spanned;
use docwright_model::{Api, Definition, EnumerationBase, Field, NamedType, Type};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Makes enumerations of the same values one if `[names.types]` gives them the same name. Gives the entries that
/// were about types which are no more, by the places of their values.
pub(in crate::resolve) fn merge_enumerations(
    api: &mut Api,
    renames: &BTreeMap<String, Spanned<String>>,
) -> Vec<usize> {
    let mut first: HashMap<(&str, bool, Vec<&str>), &str> = HashMap::new();
    let mut replaced: HashMap<String, String> = HashMap::new();
    let mut used = Vec::new();
    for found in &api.types {
        let (Definition::Enumeration { base, values, .. }, Some(wanted)) =
            (&found.definition, renames.get(&found.name))
        else {
            continue;
        };
        let values = values.iter().map(|value| value.value.as_str()).collect();
        let kept = *first
            .entry((wanted.get_ref(), *base == EnumerationBase::Integer, values))
            .or_insert(&found.name);
        if kept != found.name {
            replaced.insert(found.name.clone(), kept.to_owned());
            used.push(wanted.span().start);
        }
    }
    if !replaced.is_empty() {
        replace(api, &replaced);
    }
    used
}

/// Takes the merged types away and refers to those that they became a part of.
fn replace(api: &mut Api, replaced: &HashMap<String, String>) {
    let (merged, types) =
        std::mem::take(&mut api.types).into_iter().partition(|found| replaced.contains_key(&found.name));
    api.types = types;
    let mut users = Users::default();
    for parameter in api.endpoints.iter_mut().flat_map(|endpoint| &mut endpoint.parameters) {
        refer(&mut parameter.field, replaced, &mut users);
    }
    for found in &mut api.types {
        if let Definition::Structure { fields, .. } = &mut found.definition {
            for field in fields {
                refer(field, replaced, &mut users);
            }
        }
    }
    describe(&mut api.types, merged, replaced, &users);
}

/// The fields of each enumeration, by its name.
type Users = BTreeMap<String, BTreeSet<String>>;

fn refer(field: &mut Field, replaced: &HashMap<String, String>, users: &mut Users) {
    let mut value_type = &mut field.value_type;
    while let Type::List(inner) | Type::CommaSeparated(inner) | Type::Nullable(inner) = value_type {
        value_type = inner;
    }
    let Type::Named(name) = value_type else { return };
    if let Some(kept) = replaced.get(name) {
        kept.clone_into(name);
    }
    users.entry(name.clone()).or_default().insert(field.wire_name.to_string());
}

/// What one field says of its values need not hold for another: the words stay at the fields, and the type names
/// them.
fn describe(
    types: &mut [NamedType],
    merged: Vec<NamedType>,
    replaced: &HashMap<String, String>,
    users: &Users,
) {
    let mut places = HashMap::new();
    for (index, found) in types.iter().enumerate() {
        places.insert(found.name.clone(), index);
    }
    for gone in merged {
        let into = replaced.get(&gone.name).and_then(|name| places.get(name));
        if let Some(kept) = into.and_then(|index| types.get_mut(*index)) {
            kept.origins.extend(&gone.origins);
        }
    }
    for name in replaced.values().collect::<BTreeSet<_>>() {
        let Some(kept) = places.get(name).and_then(|index| types.get_mut(*index)) else { continue };
        let fields = users.get(name).into_iter().flatten();
        let names: Vec<String> = fields.map(|name| format!("`{name}`")).collect();
        kept.description = Some(format!("The values of {}.", names.join(", ")));
    }
}
