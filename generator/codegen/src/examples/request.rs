//! An example of a request: built as a user would, a setter for each field, and sent. What arrives must be the
//! example. Where all fields of the body have a type of their own, that type reads the example, knows all of it and
//! sends the same.

use super::Obstacle;
use super::credentials::{Methods, Proof, proof};
use super::json::{self, Fields};
use super::value::{Given, Giving};
use crate::EmitError;
use crate::context::{Context, callers_parameters, has_body_structure};
use crate::names::identifier;
use crate::operations::is_argument;
use crate::scope::Scope;
use crate::types::rest_name;
use docwright_model::{BodyEncoding, Endpoint, Location, Parameter, Serialization};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// A request as it is written in a test.
#[derive(Default)]
struct Request {
    /// The arguments of the client's method.
    arguments: Vec<TokenStream>,
    /// The setters: `.limit(5)`.
    setters: TokenStream,
    /// Values of setters that are too long to stand among them: `let contact_value = …;`.
    values: TokenStream,
    /// The texts of the path's placeholders.
    path: BTreeMap<String, String>,
    /// Fields whose values travel as JSON inside a form.
    json_fields: Vec<String>,
    /// Fields of the example that no parameter takes.
    left: Fields,
}

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

fn body_location(endpoint: &Endpoint) -> Result<Location, Obstacle> {
    match endpoint.request_body.as_ref().map(|body| body.encoding) {
        Some(BodyEncoding::Json) => Ok(Location::Json),
        Some(BodyEncoding::Form) => Ok(Location::Form),
        Some(BodyEncoding::Multipart | BodyEncoding::Raw) | None => {
            Err(Obstacle::Untold("clients send neither JSON nor a form to this endpoint".to_owned()))
        }
    }
}

fn request<'a>(
    endpoint: &'a Endpoint,
    location: Location,
    fields: Fields,
    proof: &Proof,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<Request, Obstacle> {
    let mut left = fields;
    left.retain(|name, _| !proof.filled.contains(name));
    let mut request = Request { left, ..Request::default() };
    let place = context.place(endpoint);
    for parameter in callers_parameters(endpoint) {
        let mut giving = Giving { parameter, context, scope: &mut *scope, endpoint: &place };
        let in_body = parameter.location == location;
        let name = parameter.field.wire_name.as_str();
        let shown = if in_body { request.left.remove(name) } else { None };
        let given = match &shown {
            Some(json) => giving.shown(json.get())?,
            None if is_argument(parameter) => giving.sample()?,
            None => continue,
        };
        if in_body && location == Location::Form && travels_as_json(parameter, context) {
            request.json_fields.push(name.to_owned());
        }
        request.give(parameter, given, &place)?;
    }
    Ok(request)
}

impl Request {
    fn give(&mut self, parameter: &Parameter, given: Given, endpoint: &str) -> Result<(), EmitError> {
        let Given { mut value, long, text } = given;
        if parameter.location == Location::Path {
            self.path.insert(parameter.field.wire_name.to_string(), text);
        }
        if is_argument(parameter) {
            self.arguments.push(value);
            return Ok(());
        }
        let name = parameter.field.rust_name.as_str();
        let setter = identifier(name, || endpoint.to_owned())?;
        if let Some((rust_type, read)) = long {
            let variable = identifier(&format!("{name}_value"), || endpoint.to_owned())?;
            self.values.extend(quote!(let #variable: #rust_type = #read;));
            value = quote!(#variable);
        }
        self.setters.extend(quote!(.#setter(#value)));
        Ok(())
    }
}

fn travels_as_json(parameter: &Parameter, context: &Context<'_>) -> bool {
    parameter.field.serialization == Serialization::Json || context.has_parts(&parameter.field.value_type)
}

/// The fields of the example that no parameter takes and the setter for them, if there are any.
fn rest<'a>(
    endpoint: &'a Endpoint,
    request: &Request,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<(TokenStream, TokenStream), Obstacle> {
    let Some(name) = request.left.keys().next() else { return Ok(Default::default()) };
    let body = endpoint.request_body.as_ref().filter(|body| body.encoding == BodyEncoding::Json);
    let untold = || Obstacle::Untold(format!("the client has no parameter `{name}`"));
    let body = body.ok_or_else(untold)?;
    let (from_str, fields) = (scope.runtime("from_str"), json::literal(&json::object(&request.left)));
    if has_body_structure(endpoint) {
        let in_body = |parameter: &&Parameter| parameter.location == Location::Json;
        let known = callers_parameters(endpoint).filter(in_body).map(|parameter| &parameter.field);
        let rest = identifier(rest_name(known), || context.place(endpoint))?;
        let structure = scope.emitted(body.rust_name.as_str())?;
        let (map, string, opaque) =
            (scope.standard("BTreeMap"), scope.standard("String"), scope.runtime("Opaque"));
        // A setter may be called as the trait's function.
        let default = scope.standard("Default");
        let value = quote!(let rest: #map<#string, #opaque> = #from_str(#fields).unwrap(););
        let body = quote!(#structure { #rest: rest.into_iter().collect(), ..#default::default() });
        return Ok((value, quote!(.body(&#body))));
    }
    if endpoint.parameters_in(Location::Json).next().is_some() {
        return Err(untold());
    }
    let opaque = scope.runtime("Opaque");
    Ok((TokenStream::new(), quote!(.body(&#from_str::<#opaque>(#fields).unwrap()))))
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
