//! The credentials of the client that sends an example: those of the example itself where it carries them.

use super::json::Fields;
use crate::EmitError;
use crate::context::Context;
use crate::names::identifier;
use crate::operations::credential_place;
use docwright_model::{CredentialMethod, CredentialUse, Endpoint, Location};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What stands for a credential that an example does not show.
const ANY: &str = "x";

/// For each security scheme the builder's method and the number of its arguments.
pub(super) type Methods<'a> = BTreeMap<&'a str, (Ident, usize)>;

/// How a client is built so that it may send an example.
#[derive(Default)]
pub(super) struct Proof {
    /// The calls of the builder: `.basic("x", "x")`.
    pub(super) calls: TokenStream,
    /// Fields of the example that the client fills.
    pub(super) filled: Vec<String>,
    /// Fields that the client adds to what the example shows.
    pub(super) added: Vec<String>,
}

pub(super) fn proof(
    endpoint: &Endpoint,
    fields: &Fields,
    methods: &Methods<'_>,
    context: &Context<'_>,
) -> Result<Proof, EmitError> {
    let mut proof = match &endpoint.credentials {
        Some(used) => credentials(used, endpoint, fields, context)?,
        None => Proof::default(),
    };
    let mut schemes = endpoint.security.iter().flatten();
    if let Some((name, count)) = schemes.find_map(|requirement| methods.get(requirement.scheme.as_str())) {
        let arguments = vec![ANY; *count];
        proof.calls.extend(quote!(.#name(#(#arguments),*)));
    }
    Ok(proof)
}

fn credentials(
    used: &CredentialUse,
    endpoint: &Endpoint,
    fields: &Fields,
    context: &Context<'_>,
) -> Result<Proof, EmitError> {
    let known = context.api.credential_sets.iter().find(|known| known.name == used.set);
    // Of several ways the one that the example shows: it says nothing else, leaves nothing out, sends most.
    let best = known.into_iter().flat_map(|set| &set.methods).min_by_key(|method| {
        let (shown, missing): (Vec<_>, Vec<_>) =
            method.send.iter().partition(|sent| fields.contains_key(sent.field.as_str()));
        let is_other = |field: &str, value: &str| {
            let shown = fields.get(field).and_then(|value| serde_json::from_str::<String>(value.get()).ok());
            !value.starts_with('{') && shown.is_some_and(|shown| shown != value)
        };
        let others = shown.iter().filter(|sent| is_other(sent.field.as_str(), &sent.value)).count();
        (others, missing.len(), Reverse(shown.len()))
    });
    let Some(method) = best else { return Ok(Proof::default()) };
    let in_body = matches!(credential_place(&used.set, endpoint, context), Location::Json | Location::Form);
    let names = method.send.iter().map(|sent| sent.field.to_string());
    let (filled, added): (Vec<_>, Vec<_>) =
        names.filter(|_| in_body).partition(|name| fields.contains_key(name));
    if !used.required && filled.is_empty() {
        return Ok(Proof::default());
    }
    let calls = call(method, fields, || context.place(endpoint))?;
    Ok(Proof { calls, filled, added })
}

/// The builder's method with the example's own values.
fn call(
    method: &CredentialMethod,
    fields: &Fields,
    place: impl Fn() -> String,
) -> Result<TokenStream, EmitError> {
    let name = identifier(method.rust_name.as_str(), place)?;
    let arguments = method.arguments.iter().map(|argument| {
        let value = format!("{{{}}}", argument.rust_name);
        let mut sent = method.send.iter().filter(|sent| sent.value == value);
        let shown = sent.find_map(|sent| fields.get(sent.field.as_str()));
        shown.and_then(|json| serde_json::from_str(json.get()).ok()).unwrap_or_else(|| ANY.to_owned())
    });
    let arguments: Vec<String> = arguments.collect();
    Ok(quote!(.#name(#(#arguments),*)))
}
