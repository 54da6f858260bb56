//! The types that endpoints refer to, directly or by way of other types. Only these are emitted.

use crate::EmitError;
use crate::context::callers_parameters;
use docwright_model::{Api, Field, NamedType, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the types that some endpoint reaches.
pub(crate) fn reachable<'a>(
    api: &'a Api,
    types: &BTreeMap<&'a str, &'a NamedType>,
    structures: &BTreeMap<&'a str, Vec<&'a Field>>,
) -> Result<BTreeSet<&'a str>, EmitError> {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<(&str, String)> = Vec::new();
    for endpoint in &api.endpoints {
        let place = || format!("{} {} of `{}`", endpoint.method, endpoint.path, api.name);
        let sent = callers_parameters(endpoint).map(|parameter| &parameter.field.value_type);
        let returned =
            endpoint.responses.iter().filter_map(|response| response.body.as_ref()?.value_type.as_ref());
        waiting.extend(sent.chain(returned).flat_map(Type::names).map(|name| (name, place())));
    }
    while let Some((name, place)) = waiting.pop() {
        let Some((name, _)) = types.get_key_value(name) else {
            return Err(EmitError::UnknownType { name: name.to_owned(), place });
        };
        if reached.insert(name) {
            let fields = structures.get(name).into_iter().flatten();
            let names = fields.flat_map(|field| field.value_type.names());
            waiting.extend(names.map(|inner| (inner, format!("type `{name}` of `{}`", api.name))));
        }
    }
    Ok(reached)
}
