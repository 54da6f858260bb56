//! Entries of `[names]` that name nothing, each with the name that was probably meant.

use super::Namer;
use crate::{
    diagnostics::{Code, Diagnostic},
    suggest::suggest,
};
use docwright_model::{Api, Definition};
use std::collections::BTreeSet;

impl Namer<'_, '_> {
    /// Entries of `[names]` that named nothing.
    pub(super) fn stale(&mut self, api: &Api) {
        let names = &self.scope.config.names;
        let tables = [&names.endpoints, &names.types, &names.fields, &names.values];
        let entries = tables.into_iter().flat_map(|table| table.iter());
        let stale: Vec<_> = entries.filter(|(_, name)| !self.used.contains(&name.span().start)).collect();
        if stale.is_empty() {
            return;
        }
        let keys = keys(api);
        for (key, name) in stale {
            let source = self.scope.config_source(name.span());
            let help = match suggest(key, keys.iter().map(String::as_str)) {
                Some(known) => format!("did you mean `{known}`?"),
                None => {
                    "the documents may have changed: remove the entry, or write the key as they have it now"
                        .to_owned()
                }
            };
            self.scope.diagnostics.push(
                Diagnostic::new(Code::StalePatch, format!("nothing is called `{key}`"), help)
                    .at(source, "names nothing"),
            );
        }
    }
}

/// What entries of `[names]` can be about.
fn keys(api: &Api) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for endpoint in &api.endpoints {
        keys.extend(endpoint.name.clone());
        keys.insert(format!("{} {}", endpoint.method, endpoint.path));
        keys.extend(endpoint.parameters.iter().map(|parameter| parameter.field.wire_name.to_string()));
    }
    for found in &api.types {
        keys.insert(found.name.clone());
        match &found.definition {
            Definition::Structure { fields, .. } => {
                keys.extend(fields.iter().map(|field| field.wire_name.to_string()));
            }
            Definition::Enumeration { values, bounds, .. } => {
                let names = values.iter().map(|value| match &value.constant {
                    Some(constant) => constant.as_str(),
                    None => value.value.as_str(),
                });
                let names = names.chain(bounds.iter().map(|bound| bound.constant.as_str()));
                keys.extend(names.map(|name| format!("{}.{name}", found.name)));
            }
            Definition::Opaque { .. } => {}
        }
    }
    keys.extend(api.constants.iter().map(|constant| constant.name.to_string()));
    keys
}
