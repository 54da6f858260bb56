//! A request with the values of an example, as a user would write it: arguments, and a setter for each field that is
//! shown. What the example does not show and the call requires is a sample.

use super::choice::{Candidate, sets};
use super::credentials::Proof;
use super::json::{self, Fields};
use super::value::{Given, Giving};
use super::{Extent, Obstacle};
use crate::EmitError;
use crate::context::{Context, callers_parameters, has_body_structure};
use crate::names::identifier;
use crate::operations::is_argument;
use crate::scope::Scope;
use crate::types::rest_name;
use docwright_model::{BodyEncoding, Endpoint, Field, Location, Parameter, Serialization};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// A request as it is written in a program.
#[derive(Default)]
pub(crate) struct Request {
    /// The arguments of the client's method.
    pub(crate) arguments: Vec<TokenStream>,
    /// The setters: `.limit(5)`.
    pub(crate) setters: TokenStream,
    /// Values of setters that are too long to stand among them: `let contact_value = …;`.
    pub(crate) values: TokenStream,
    /// The texts of the path's placeholders.
    pub(crate) path: BTreeMap<String, String>,
    /// Fields whose values travel as JSON inside a form.
    pub(crate) json_fields: Vec<String>,
    /// Fields of the example that no parameter takes.
    pub(crate) left: Fields,
}

pub(crate) fn body_location(endpoint: &Endpoint) -> Result<Location, Obstacle> {
    match endpoint.request_body.as_ref().map(|body| body.encoding) {
        Some(BodyEncoding::Json) => Ok(Location::Json),
        Some(BodyEncoding::Form) => Ok(Location::Form),
        Some(BodyEncoding::Multipart | BodyEncoding::Raw) | None => {
            Err(Obstacle::Untold("clients send neither JSON nor a form to this endpoint".to_owned()))
        }
    }
}

pub(crate) fn request<'a>(
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
            None if is_argument(parameter) => giving.sample(Extent::Least)?,
            None => continue,
        };
        if in_body && location == Location::Form && travels_as_json(parameter, context) {
            request.json_fields.push(name.to_owned());
        }
        request.give(parameter, given, &place)?;
    }
    Ok(request)
}

/// Requests without an example: with the least that the endpoint asks for, or with everything that it takes, in as many
/// requests as that takes.
pub(crate) fn samples<'a>(
    endpoint: &'a Endpoint,
    extent: Extent,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<Vec<Request>, EmitError> {
    let parameters: Vec<&Parameter> = callers_parameters(endpoint).collect();
    let candidates: Vec<Candidate<'_>> = parameters
        .iter()
        .map(|parameter| Candidate { field: &parameter.field, is_needed: is_argument(parameter) })
        .collect();
    let sample = |field: &Field| Giving::sample_json(field, extent, context);
    let place = context.place(endpoint);
    let mut requests = Vec::new();
    for set in sets(&candidates, extent, &sample) {
        let mut request = Request::default();
        for parameter in set.iter().filter_map(|index| parameters.get(*index).copied()) {
            let mut giving = Giving { parameter, context, scope: &mut *scope, endpoint: &place };
            let given = giving.sample(extent)?;
            request.give(parameter, given, &place)?;
        }
        if endpoint.request_body.as_ref().is_some_and(|body| body.encoding == BodyEncoding::Raw) {
            request.arguments.push(quote!("x"));
        }
        requests.push(request);
    }
    Ok(requests)
}

impl Request {
    /// Adds a value: an argument, or a setter after those before it.
    pub(crate) fn give(
        &mut self,
        parameter: &Parameter,
        given: Given,
        endpoint: &str,
    ) -> Result<(), EmitError> {
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
pub(crate) fn rest<'a>(
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
