//! The types that are emitted: those that endpoints refer to, directly or by way of other types, and where that is
//! asked for all others that the documents describe. What a type extends belongs to it, and so does the type of a
//! credential, which a program has to make before it can hand it to the client.

use crate::EmitError;
use docwright_model::{Api, Definition, EmittedTypes, Field, NamedType, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the types that are to be emitted.
pub(crate) fn reachable<'a>(
    api: &'a Api,
    types: &BTreeMap<&'a str, &'a NamedType>,
    structures: &BTreeMap<&'a str, Vec<&'a Field>>,
) -> Result<BTreeSet<&'a str>, EmitError> {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<(&str, String)> = Vec::new();
    for endpoint in &api.endpoints {
        let place = || format!("{} {} of `{}`", endpoint.method, endpoint.path, api.name);
        let sent = endpoint.parameters.iter().map(|parameter| &parameter.field.value_type);
        let returned =
            endpoint.responses.iter().filter_map(|response| response.body.as_ref()?.value_type.as_ref());
        waiting.extend(sent.chain(returned).flat_map(Type::names).map(|name| (name, place())));
    }
    let described = api.types.iter().filter(|named| !matches!(named.definition, Definition::Opaque { .. }));
    let asked_for = described.filter(|_| api.emitted_types == EmittedTypes::All);
    waiting.extend(asked_for.map(|named| (named.name.as_str(), format!("`{}`", api.name))));
    while let Some((name, place)) = waiting.pop() {
        let Some((name, _)) = types.get_key_value(name) else {
            return Err(EmitError::UnknownType { name: name.to_owned(), place });
        };
        if reached.insert(name) {
            let fields = structures.get(name).into_iter().flatten();
            let names = fields.flat_map(|field| field.value_type.names());
            let names = names.chain(parents(types.get(name).copied()));
            waiting.extend(names.map(|inner| (inner, format!("type `{name}` of `{}`", api.name))));
        }
    }
    Ok(reached)
}

/// The names of the types that a type extends.
fn parents(named: Option<&NamedType>) -> impl Iterator<Item = &str> {
    let extends = named.and_then(|named| match &named.definition {
        Definition::Structure { extends, .. } => Some(extends),
        _ => None,
    });
    extends.into_iter().flatten().map(String::as_str)
}
