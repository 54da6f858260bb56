//! The call that an endpoint's method prepares: a value with a setter for whatever may be left out.

use super::{CALLS_OWN, Names, setters};
use crate::EmitError;
use crate::argument::argument;
use crate::context::{Context, has_body_structure};
use crate::decode::{self, Answer, answer};
use crate::docs::{Docs, deprecated};
use crate::facts::field_facts;
use crate::prose::code;
use crate::scope::Scope;
use crate::values::Values;
use docwright_model::{BodyEncoding, Endpoint, Location, Pagination, Parameter, Serialization, Type};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The setter that takes all fields of a JSON body at once.
const BODY: &str = "body";

pub(super) fn call<'a>(
    endpoint: &'a Endpoint,
    names: &Names,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, EmitError> {
    let call = &names.call;
    let place = || context.place(endpoint);
    let marker =
        decode::marker(endpoint, &mut Values { context, scope, place: &place, to_the_letter: false })?;
    let (transport, default) = (scope.runtime("Transport"), scope.runtime("Async"));
    let prepared = scope.runtime("Call");
    let setters = all_setters(endpoint, context, scope)?;
    let setters = (!setters.is_empty()).then(|| quote!(impl<T: #transport> #call<T> { #setters }));
    let pages = pages(endpoint, &quote!(#call), &marker);
    let title = code(&format!("{} {}", endpoint.method, endpoint.path));
    let docs = Docs::new(context.docs_policy())
        .own(&format!("The call that [`Client::{}`] prepares: {title}.", endpoint.rust_name));
    Ok(quote! {
        #docs
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct #call<T: #transport = #default>(#prepared<T, #marker>);
        #setters
        docwright_runtime::call!(#call, #marker);
        #pages
    })
}

/// What makes the pages of a list, and their elements, of a call.
fn pages(endpoint: &Endpoint, call: &TokenStream, marker: &TokenStream) -> Option<TokenStream> {
    let pagination = paged(endpoint)?;
    let items = pagination.items.as_ref().map(|_| quote!(docwright_runtime::items!(#call);));
    Some(quote!(docwright_runtime::pages!(#call, #marker); #items))
}

/// How to get the following pages of what a call gives, if it gives JSON that comes in pages.
pub(super) fn paged(endpoint: &Endpoint) -> Option<&Pagination> {
    let is_json = matches!(answer(endpoint), Answer::Typed(_) | Answer::Untyped);
    endpoint.pagination.as_ref().filter(|_| is_json)
}

fn all_setters<'a>(
    endpoint: &'a Endpoint,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, EmitError> {
    let mut taken: BTreeMap<&str, String> =
        CALLS_OWN.iter().map(|name| (*name, "every call".to_owned())).collect();
    let mut out = TokenStream::new();
    if let Some(body) = body_setter(endpoint, context, scope)? {
        taken.insert(BODY, "the setter of the whole body".to_owned());
        out.extend(body);
    }
    for parameter in setters(endpoint) {
        let place = context.place(endpoint);
        let item = format!("parameter `{}`", parameter.field.wire_name);
        if let Some(taken_by) = taken.insert(parameter.field.rust_name.as_str(), item) {
            let name = parameter.field.rust_name.to_string();
            return Err(EmitError::NameTaken { name, place, taken_by });
        }
        out.extend(setter(parameter, context, scope, &place)?);
    }
    Ok(out)
}

fn setter<'a>(
    parameter: &'a Parameter,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
    endpoint: &str,
) -> Result<TokenStream, EmitError> {
    let field = &parameter.field;
    let argument = argument(parameter, context, scope, endpoint)?;
    let (name, rust_type, call) = (&argument.name, &argument.rust_type, &argument.call);
    let docs = Docs::new(context.docs_policy())
        .prose_or(field.description.as_deref(), || format!("Sets {}.", code(field.wire_name.as_str())))
        .elements(field.element_description.as_deref())
        .own(&field_facts(field, context))
        .own(list_remark(parameter));
    let deprecated = deprecated(field.deprecated.as_ref(), context.docs_policy());
    Ok(quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #rust_type) -> Self {
            Self(self.0 #call)
        }
    })
}

/// What to know of a list whose form in a text is not documented.
pub(super) fn list_remark(parameter: &Parameter) -> &'static str {
    let in_text =
        parameter.location != Location::Json && parameter.field.serialization == Serialization::Plain;
    if in_text && matches!(parameter.field.value_type, Type::List(_)) {
        "The document does not say how this list is written: the text is sent as it is given."
    } else {
        ""
    }
}

/// The setter for all of a JSON body. Where no field is documented, the caller's own type makes the body.
fn body_setter<'a>(
    endpoint: &'a Endpoint,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<Option<TokenStream>, EmitError> {
    let Some(body) = endpoint.request_body.as_ref().filter(|body| body.encoding == BodyEncoding::Json) else {
        return Ok(None);
    };
    let (sentence, rust_type) = if has_body_structure(endpoint) {
        let structure = scope.emitted(body.rust_name.as_str())?;
        ("Sets all fields of the body at once. Setters after it change single fields.", quote!(#structure))
    } else if endpoint.parameters_in(Location::Json).next().is_none() {
        let serialize = scope.runtime("Serialize");
        ("Sets the body: an object whose fields are not documented.", quote!(impl #serialize))
    } else {
        return Ok(None);
    };
    let docs = Docs::new(context.docs_policy()).own(sentence);
    Ok(Some(quote! {
        #docs
        pub fn body(self, body: &#rust_type) -> Self {
            Self(self.0.json_body(body))
        }
    }))
}
