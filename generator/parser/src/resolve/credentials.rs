//! Which parameters carry credentials, so that the client fills them, and which endpoints take which.

use super::{Scope, sessions::session};
use crate::{
    assemble::Draft,
    config::{CredentialArgumentConfig, CredentialConfig},
    diagnostics::{Code, Diagnostic},
    recognise::authorization::{CredentialSentence, recognise_credential_sentence},
    suggest::suggest,
};
use docwright_model::{
    CredentialArgument, CredentialMethod, CredentialSet, CredentialUse, CredentialValue, Endpoint, RustName,
    WireName,
};
use std::collections::BTreeSet;

/// Marks the parameters and endpoints of every credential set.
pub(super) fn resolve_credentials(draft: &mut Draft, scope: &mut Scope<'_>) {
    let mut sets: Vec<&CredentialConfig> = scope.config.credentials.iter().collect();
    // The set with the most fields first: a smaller one may be a part of it.
    sets.sort_by_key(|set| std::cmp::Reverse(set.fields.len()));
    for draft in &mut draft.endpoints {
        let endpoint = &mut draft.endpoint;
        let by_fields = sets.iter().find(|set| has_fields(endpoint, set)).copied();
        if let Some(set) = by_fields {
            mark(endpoint, set);
        }
        let prose =
            [endpoint.summary.as_deref(), endpoint.description.as_deref()].map(Option::unwrap_or_default);
        let prose = prose.join("\n").to_lowercase();
        let by_prose = sets.iter().find_map(|set| {
            let phrase = set.phrase.as_deref()?.to_lowercase();
            Some((*set, recognise_credential_sentence(&prose, &phrase)?))
        });
        let found = match (by_fields, by_prose) {
            (Some(set), prose) => Some((set, prose.map(|(_, sentence)| sentence))),
            (None, Some((set, sentence))) => Some((set, Some(sentence))),
            (None, None) => None,
        };
        if let (None, Some((set, sentence))) = (&endpoint.credentials, found) {
            let required = sentence != Some(CredentialSentence::Optional);
            let set = set.name.get_ref().clone();
            endpoint.credentials = Some(CredentialUse { set, others: Vec::new(), required });
        }
    }
    check_sets(draft, scope);
}

/// The wire name of a field of the set where it travels as a header.
fn header(set: &CredentialConfig, field: &str) -> Option<String> {
    set.header.as_ref().map(|format| format.replace("{field}", field).to_lowercase())
}

fn carries(set: &CredentialConfig, field: &str, wire_name: &WireName) -> bool {
    wire_name.as_str() == field
        || header(set, field).is_some_and(|header| header == wire_name.as_str().to_lowercase())
}

fn has_fields(endpoint: &Endpoint, set: &CredentialConfig) -> bool {
    let has = |field: &String| {
        endpoint.parameters.iter().any(|parameter| carries(set, field, &parameter.field.wire_name))
    };
    !set.fields.is_empty() && set.fields.iter().all(has)
}

fn mark(endpoint: &mut Endpoint, set: &CredentialConfig) {
    for parameter in &mut endpoint.parameters {
        if set.fields.iter().any(|field| carries(set, field, &parameter.field.wire_name)) {
            parameter.field.credential = Some(set.name.get_ref().clone());
        }
    }
}

/// A set that no endpoint takes is a mistake in `api.toml`.
fn check_sets(draft: &Draft, scope: &mut Scope<'_>) {
    for set in &scope.config.credentials {
        let name = set.name.get_ref();
        let used = draft
            .endpoints
            .iter()
            .filter_map(|draft| draft.endpoint.credentials.as_ref())
            .any(|used| used.set == *name || used.others.contains(name));
        if !used {
            let source = scope.config_source(set.name.span());
            let (message, help) = untaken(set, draft);
            scope
                .diagnostics
                .push(Diagnostic::new(Code::StalePatch, message, help).at(source, "taken by no endpoint"));
        }
    }
}

/// Why no endpoint takes a set: one of its fields may be misspelt.
fn untaken(set: &CredentialConfig, draft: &Draft) -> (String, String) {
    let parameters = draft.endpoints.iter().flat_map(|draft| &draft.endpoint.parameters);
    let names: BTreeSet<&str> = parameters.map(|parameter| parameter.field.wire_name.as_str()).collect();
    let known = |field: &str| {
        let header = header(set, field);
        names.contains(field) || names.iter().any(|name| header.as_ref() == Some(&name.to_lowercase()))
    };
    let name = set.name.get_ref();
    let Some(field) = set.fields.iter().find(|field| !known(field)) else {
        let help = "name the parameters that carry them as the documents do, or remove the entry";
        return (format!("no endpoint takes the credentials `{name}`"), help.to_owned());
    };
    let help = match suggest(field, names) {
        Some(known) => format!("did you mean `{known}` in `fields`?"),
        None => "name the parameters that carry the credentials as the documents do".to_owned(),
    };
    (format!("no endpoint has the parameter `{field}` of the credentials `{name}`"), help)
}

/// A set as the model has it.
pub(super) fn credential_set(config: &CredentialConfig, endpoints: &[Endpoint]) -> CredentialSet {
    let methods = config.method.iter().map(|method| CredentialMethod {
        rust_name: RustName::from(method.name.get_ref().as_str()),
        description: method.description.clone(),
        arguments: method
            .arguments
            .iter()
            .map(|argument| CredentialArgument {
                rust_name: RustName::from(argument.name()),
                secret: !matches!(argument, CredentialArgumentConfig::Plain { .. }),
                once: matches!(argument, CredentialArgumentConfig::Once { .. }),
            })
            .collect(),
        // In the order of the documented fields, whatever the order of the keys.
        send: config
            .fields
            .iter()
            .filter_map(|field| {
                let value = method.send.get(field)?.get_ref().clone();
                Some(CredentialValue { field: WireName::from(field.as_str()), value })
            })
            .collect(),
    });
    CredentialSet {
        name: config.name.get_ref().clone(),
        description: config.description.clone(),
        fields: config.fields.iter().map(|field| WireName::from(field.as_str())).collect(),
        header: config.header.clone(),
        methods: methods.collect(),
        session: session(config, endpoints),
    }
}
