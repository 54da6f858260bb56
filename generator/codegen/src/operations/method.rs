//! The client's method for an endpoint: it takes what the endpoint requires and prepares the call.

use super::{Names, arguments, documentation};
use crate::EmitError;
use crate::argument::argument;
use crate::context::Context;
use crate::docs::deprecated;
use crate::names::identifier;
use crate::scope::Scope;
use crate::values::Values;
use docwright_model::{BodyEncoding, Endpoint, Location, RequestBody};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The argument that takes a body of the caller's bytes.
pub(crate) const RAW_BODY: &str = "body";

pub(super) fn method<'a>(
    endpoint: &'a Endpoint,
    names: &Names,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, EmitError> {
    check_placeholders(endpoint, context)?;
    let place = context.place(endpoint);
    let mut taken: BTreeSet<Ident> = BTreeSet::new();
    let (mut parameters, mut chain) = (TokenStream::new(), TokenStream::new());
    for parameter in arguments(endpoint) {
        let argument = argument(parameter, context, scope, &place)?;
        let (name, rust_type) = (&argument.name, &argument.rust_type);
        parameters.extend(quote!(, #name: #rust_type));
        chain.extend(argument.call);
        if !taken.insert(argument.name.clone()) {
            let (name, taken_by) = (argument.name.to_string(), "another argument".to_owned());
            return Err(EmitError::NameTaken { name, place, taken_by });
        }
    }
    let (body_parameter, body_call) = body(endpoint, &taken, context, scope)?;
    let Names { method, call, description } = names;
    let docs = documentation::method(endpoint, context);
    let deprecated = deprecated(endpoint.deprecated.as_ref(), context.docs_policy());
    Ok(quote! {
        #docs
        #deprecated
        pub fn #method(&self #parameters #body_parameter) -> #call<T> {
            #call(self.core.call(&#description) #chain #body_call)
        }
    })
}

/// What the body asks for besides its fields: a raw body's argument, or that there is a body at all.
fn body<'a>(
    endpoint: &Endpoint,
    taken: &BTreeSet<Ident>,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<(TokenStream, TokenStream), EmitError> {
    let Some(RequestBody { media_type, encoding, .. }) = &endpoint.request_body else {
        return Ok(Default::default());
    };
    let begun = |location| arguments(endpoint).any(|parameter| parameter.location == location);
    Ok(match encoding {
        BodyEncoding::Raw => {
            let place = || context.place(endpoint);
            let preferred = identifier(RAW_BODY, place)?;
            let name = if taken.contains(&preferred) { identifier("raw_body", place)? } else { preferred };
            let given = Values { context, scope, place: &place, to_the_letter: false }.given_upload(&name);
            let rust_type = given.rust_type;
            (quote!(, #name: #rust_type), quote!(.raw_body(#media_type, #name)))
        }
        BodyEncoding::Form if !begun(Location::Form) => (TokenStream::new(), quote!(.empty_form())),
        BodyEncoding::Json if !begun(Location::Json) => (TokenStream::new(), quote!(.empty_json())),
        _ => Default::default(),
    })
}

/// Each placeholder of the path has its parameter, and the other way round.
fn check_placeholders(endpoint: &Endpoint, context: &Context<'_>) -> Result<(), EmitError> {
    let placeholders: BTreeSet<&str> = endpoint.path.placeholders().collect();
    let parameters: BTreeSet<&str> =
        endpoint.parameters_in(Location::Path).map(|parameter| parameter.field.wire_name.as_str()).collect();
    match placeholders.symmetric_difference(&parameters).next() {
        None => Ok(()),
        Some(name) => {
            Err(EmitError::Placeholder { name: (*name).to_owned(), place: context.place(endpoint) })
        }
    }
}
