//! The credentials of the client that makes a call: those of an example where it carries them, or samples.

use super::Extent;
use super::json::Fields;
use super::value::Giving;
use crate::EmitError;
use crate::context::Context;
use crate::names::identifier;
use crate::operations::credential_place;
use docwright_model::{
    CredentialMethod, CredentialUse, Endpoint, Field, Location, SecurityRequirement, Serialization,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::{Value, value::RawValue};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What stands for a credential that an example does not show.
const ANY: &str = "x";

/// For each security scheme the builder's method and the number of its arguments.
pub(crate) type Methods<'a> = BTreeMap<&'a str, (Ident, usize)>;

/// How a client is built so that it may send an example.
#[derive(Default)]
pub(crate) struct Proof {
    /// The calls of the builder: `.basic("x", "x")`.
    pub(crate) calls: TokenStream,
    /// Fields of the example that the client fills.
    pub(crate) filled: Vec<String>,
    /// Fields that the client adds to what the example shows.
    pub(crate) added: Vec<String>,
}

pub(crate) fn proof(
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

/// The calls of the builder that let a client call an endpoint, with anything for a credential: the first way of
/// several for the least extent, the last for the most. What may be left out is left out of the least.
pub(crate) fn sample_proof(
    endpoint: &Endpoint,
    extent: Extent,
    methods: &Methods<'_>,
    context: &Context<'_>,
) -> Result<TokenStream, EmitError> {
    let mut calls = TokenStream::new();
    if let Some(used) = endpoint.credentials.as_ref().filter(|used| used.required || extent == Extent::Most) {
        let sets = [&used.set].into_iter().chain(&used.others);
        let sets = sets.filter_map(|name| context.api.credential_sets.iter().find(|set| set.name == *name));
        let mut ways = sets.flat_map(|set| &set.methods);
        let way = if extent == Extent::Most { ways.last() } else { ways.next() };
        if let Some(method) = way {
            calls.extend(call(method, &sample_fields(endpoint, context), || context.place(endpoint))?);
        }
    }
    let known = |requirement: &SecurityRequirement| methods.get(requirement.scheme.as_str());
    let mut schemes = endpoint.security.iter().flatten();
    let scheme = if extent == Extent::Most { schemes.rev().find_map(known) } else { schemes.find_map(known) };
    if let Some((name, count)) = scheme {
        let arguments = vec![ANY; *count];
        calls.extend(quote!(.#name(#(#arguments),*)));
    }
    Ok(calls)
}

/// The credentials that travel as JSON inside a text, as samples: nothing else is told from anything by its form.
fn sample_fields(endpoint: &Endpoint, context: &Context<'_>) -> Fields {
    let credentials = endpoint.parameters.iter().map(|parameter| &parameter.field);
    let in_json = |field: &&Field| field.credential.is_some() && field.serialization == Serialization::Json;
    let sample = |field: &Field| {
        let json = Giving::sample_json(field, Extent::Least, context);
        Some((field.wire_name.to_string(), RawValue::from_string(Value::from(json).to_string()).ok()?))
    };
    credentials.filter(in_json).filter_map(sample).collect()
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
