//! The static description of an endpoint: what the runtime has to know of it besides a call's values.

use super::Names;
use crate::context::Context;
use crate::prose::plain;
use crate::scope::Scope;
use docwright_model::{
    BodyEncoding, CredentialUse, DocsPolicy, Endpoint, Location, Method, ResponseStatus, SecurityRequirement,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn description<'a>(
    endpoint: &Endpoint,
    names: &Names,
    context: &Context<'a>,
    scope: &mut Scope<'a>,
) -> TokenStream {
    let name = &names.description;
    let described = scope.runtime("Endpoint");
    let method = method(endpoint.method, scope);
    let path = endpoint.path.as_str();
    let security = endpoint.security.as_deref().map(|requirements| security(requirements, scope));
    let credentials = endpoint.credentials.as_ref().map(|used| credentials(used, endpoint, context, scope));
    let statuses = statuses(endpoint, context.docs_policy());
    quote! {
        static #name: #described = #described::new(#method, #path) #security #credentials #statuses;
    }
}

fn method(method: Method, scope: &mut Scope<'_>) -> TokenStream {
    let methods = scope.runtime("Method");
    let variant = match method {
        Method::Get => quote!(Get),
        Method::Head => quote!(Head),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Patch => quote!(Patch),
        Method::Delete => quote!(Delete),
        Method::Options => quote!(Options),
    };
    quote!(#methods::#variant)
}

fn security(requirements: &[SecurityRequirement], scope: &mut Scope<'_>) -> TokenStream {
    let requirements = requirements.iter().map(|SecurityRequirement { scheme, scopes }| {
        let requirement = scope.runtime("Requirement");
        let scopes = (!scopes.is_empty()).then(|| quote!(.scopes(&[#(#scopes),*])));
        quote!(#requirement::new(#scheme) #scopes)
    });
    let requirements: Vec<TokenStream> = requirements.collect();
    quote!(.any_of(&[#(#requirements),*]))
}

fn credentials(
    used: &CredentialUse,
    endpoint: &Endpoint,
    context: &Context<'_>,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let CredentialUse { set, required } = used;
    let places = scope.runtime("Place");
    let place = match credential_place(set, endpoint, context) {
        Location::Query | Location::Path => quote!(Query),
        Location::Header => quote!(Header),
        Location::Form => quote!(Form),
        Location::Multipart => quote!(Multipart),
        Location::Json => quote!(Json),
    };
    if *required {
        quote!(.credentials(#set, #places::#place))
    } else {
        quote!(.optional_credentials(#set, #places::#place))
    }
}

/// Where an endpoint takes a credential set: where it documents the set's fields, or else where its other fields
/// travel. An endpoint without either takes them as headers if the set has a form for these, and as a form if not.
pub(crate) fn credential_place(set: &str, endpoint: &Endpoint, context: &Context<'_>) -> Location {
    let carries = |credential: &Option<String>| credential.as_deref() == Some(set);
    let documented = endpoint.parameters.iter().find(|parameter| carries(&parameter.field.credential));
    let encoding = endpoint.request_body.as_ref().map(|body| body.encoding);
    let known = context.api.credential_sets.iter().find(|known| known.name == set);
    let has_header = known.is_some_and(|known| known.header.is_some());
    match (documented, encoding) {
        (Some(parameter), _) => parameter.location,
        (None, Some(BodyEncoding::Form)) => Location::Form,
        (None, Some(BodyEncoding::Json)) => Location::Json,
        (None, Some(BodyEncoding::Multipart)) if !has_header => Location::Multipart,
        (None, _) if has_header => Location::Header,
        (None, _) if matches!(endpoint.method, Method::Get | Method::Head) => Location::Query,
        (None, _) => Location::Form,
    }
}

fn statuses(endpoint: &Endpoint, policy: DocsPolicy) -> Option<TokenStream> {
    if policy == DocsPolicy::Facts {
        return None;
    }
    let meanings: Vec<TokenStream> = endpoint
        .responses
        .iter()
        .filter_map(|response| {
            let ResponseStatus::Code(code) = response.status else { return None };
            let meaning = plain(response.description.as_deref()?);
            meaning.chars().any(char::is_alphanumeric).then(|| {
                let code = Literal::u16_unsuffixed(code);
                quote!((#code, #meaning))
            })
        })
        .collect();
    (!meanings.is_empty()).then(|| quote!(.statuses(&[#(#meanings),*])))
}
