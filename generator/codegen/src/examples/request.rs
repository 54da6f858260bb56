//! An example of a request: built as a user would, a setter for each field, and sent. What arrives must be the
//! example. Where all fields of the body have a type of their own, that type reads the example, knows all of it and
//! sends the same.

use crate::EmitError;
use crate::calls::credentials::{Methods, Proof, proof};
use crate::calls::request::{Request, body_location, request, rest};
use crate::calls::{Obstacle, json};
use crate::context::{Context, has_body_structure};
use crate::names::identifier;
use crate::scope::Scope;
use docwright_model::{Endpoint, Location};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// What the test does.
pub(super) fn steps<'a>(
    endpoint: &'a Endpoint,
    text: &str,
    methods: &Methods<'_>,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, Obstacle> {
    let location = body_location(endpoint)?;
    let fields = json::fields(text)?;
    let proof = proof(endpoint, &fields, methods, context)?;
    let request = request(endpoint, location, fields, &proof, context, scope)?;
    let method = identifier(endpoint.rust_name.as_str(), || context.place(endpoint))?;
    let (rest_value, rest) = rest(endpoint, &request, context, scope)?;
    let operation = operation(endpoint, &request.path);
    let (sent, shown) = compared(location, &request, &proof, scope);
    let by_type = by_type(endpoint, &request, &proof, &sent, scope)?;
    let (server, reply, client) = (scope.runtime("Server"), scope.runtime("Reply"), scope.emitted("Client")?);
    let (example, credentials) = (json::literal(text), &proof.calls);
    let Request { arguments, setters, values, .. } = &request;
    Ok(quote! {
        let example = #example;
        let server = #server::start(#reply::json("{}")).unwrap();
        let client = #client::builder(server.address()) #credentials .build().unwrap();
        #values
        #rest_value
        let call = client.#method(#(#arguments),*) #rest #setters;
        let request = server.receive(call).await.unwrap();
        assert_eq!(request.operation(), #operation);
        let shown = #shown;
        let sent = #sent;
        assert_eq!(sent, shown);
        #by_type
    })
}

/// What was sent and what the example shows, as expressions.
fn compared(
    location: Location,
    request: &Request,
    proof: &Proof,
    scope: &mut Scope<'_>,
) -> (TokenStream, TokenStream) {
    let (sent, shown) = if location == Location::Form {
        let (form, fields) = (scope.runtime("form"), &request.json_fields);
        (quote!(request.form(&[#(#fields),*]).unwrap()), quote!(#form(example, &[#(#fields),*]).unwrap()))
    } else {
        let json = scope.runtime("json");
        (quote!(request.json().unwrap()), quote!(#json(example).unwrap()))
    };
    let added = &proof.added;
    if added.is_empty() {
        return (sent, shown);
    }
    let without = scope.runtime("without");
    (quote!(#without(#sent, &[#(#added),*])), shown)
}

/// The same by the type of the whole body, if there is one.
fn by_type(
    endpoint: &Endpoint,
    request: &Request,
    proof: &Proof,
    sent: &TokenStream,
    scope: &mut Scope<'_>,
) -> Result<Option<TokenStream>, EmitError> {
    let Some(body) = endpoint.request_body.as_ref().filter(|_| has_body_structure(endpoint)) else {
        return Ok(None);
    };
    let method = identifier(endpoint.rust_name.as_str(), String::new)?;
    let (read_known, structure) = (scope.runtime("read_known"), scope.emitted(body.rust_name.as_str())?);
    let (arguments, filled) = (&request.arguments, &proof.filled);
    Ok(Some(quote! {
        let body = #read_known::<#structure>(example, &[#(#filled),*]).unwrap();
        let call = client.#method(#(#arguments),*).body(&body);
        let request = server.receive(call).await.unwrap();
        let sent = #sent;
        assert_eq!(sent, shown);
    }))
}

/// The method and the path with its placeholders filled: `GET /tenants/x`.
fn operation(endpoint: &Endpoint, path: &BTreeMap<String, String>) -> String {
    let segments = endpoint.path.segments().map(|segment| match segment {
        docwright_model::Segment::Literal(text) => text,
        docwright_model::Segment::Placeholder(name) => path.get(name).map_or(name, String::as_str),
    });
    format!("{} {}", endpoint.method, segments.collect::<String>())
}
