//! The static description of an endpoint: what the runtime has to know of it besides a call's values.

use super::{Names, call::paged, rules};
use crate::context::Context;
use crate::prose::plain;
use crate::scope::Scope;
use docwright_model::{
    Api, BodyEncoding, CredentialUse, DocsPolicy, Endpoint, Location, Method, Pagination, Parameter,
    ResponseStatus, SecurityRequirement,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

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
    let reads = endpoint.reads.then(|| quote!(.reads()));
    let pages = paged(endpoint).map(|pagination| pages(pagination, scope));
    let rules = rules::rules(endpoint, context, scope);
    let visible = context.is_called_by_client(endpoint).then(|| quote!(pub(super)));
    quote! {
        #visible static #name: #described =
            #described::new(#method, #path) #security #credentials #reads #pages #statuses #rules;
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
    let CredentialUse { set, others, required } = used;
    let places = scope.runtime("Place");
    let place = match credential_place(set, endpoint, context) {
        Location::Query | Location::Path => quote!(Query),
        Location::Header => quote!(Header),
        Location::Form => quote!(Form),
        Location::Multipart => quote!(Multipart),
        Location::Json => quote!(Json),
    };
    let others = (!others.is_empty()).then(|| quote!(.or_credentials(&[#(#others),*])));
    if *required {
        quote!(.credentials(#set, #places::#place) #others)
    } else {
        quote!(.optional_credentials(#set, #places::#place) #others)
    }
}

/// Where an endpoint takes a credential set: where it documents the set's fields, or else where its other fields
/// travel. One that lists no fields at all takes them as the API's other endpoints do.
pub(crate) fn credential_place(set: &str, endpoint: &Endpoint, context: &Context<'_>) -> Location {
    if let Some(documented) = documented_place(set, endpoint) {
        return documented;
    }
    let known = context.api.credential_sets.iter().find(|known| known.name == set);
    let has_header = known.is_some_and(|known| known.header.is_some());
    let has_no_body = matches!(endpoint.method, Method::Get | Method::Head);
    match endpoint.request_body.as_ref().map(|body| body.encoding) {
        Some(BodyEncoding::Form) => Location::Form,
        Some(BodyEncoding::Json) => Location::Json,
        Some(BodyEncoding::Multipart) if !has_header => Location::Multipart,
        None if !has_no_body => {
            let unknown = if has_header { Location::Header } else { Location::Form };
            context.usual_places.get(set).copied().unwrap_or(unknown)
        }
        _ if has_header => Location::Header,
        Some(_) | None => Location::Query,
    }
}

/// Where an endpoint documents the fields of a credential set.
fn documented_place(set: &str, endpoint: &Endpoint) -> Option<Location> {
    let carries = |parameter: &&Parameter| parameter.field.credential.as_deref() == Some(set);
    endpoint.parameters.iter().find(carries).map(|parameter| parameter.location)
}

/// Where most endpoints document the fields of each credential set; among equals the first of [`Location`] wins.
/// Bodies of files leave them no room, so that such endpoints say nothing about others.
pub(crate) fn usual_places(api: &Api) -> BTreeMap<&str, Location> {
    let of_files = |endpoint: &&Endpoint| {
        let encoding = endpoint.request_body.as_ref().map(|body| body.encoding);
        matches!(encoding, Some(BodyEncoding::Multipart | BodyEncoding::Raw))
    };
    let mut counts: BTreeMap<&str, BTreeMap<Location, usize>> = BTreeMap::new();
    for endpoint in api.endpoints.iter().filter(|endpoint| !of_files(endpoint)) {
        let sets = endpoint.parameters.iter().filter_map(|parameter| parameter.field.credential.as_deref());
        for set in sets.collect::<BTreeSet<_>>() {
            if let Some(place) = documented_place(set, endpoint) {
                *counts.entry(set).or_default().entry(place).or_default() += 1;
            }
        }
    }
    let most = |counts: BTreeMap<Location, usize>| {
        let most = counts.values().max().copied()?;
        counts.into_iter().find(|(_, count)| *count == most).map(|(place, _)| place)
    };
    counts.into_iter().filter_map(|(set, counts)| Some((set, most(counts)?))).collect()
}

fn pages(pagination: &Pagination, scope: &mut Scope<'_>) -> TokenStream {
    let Pagination { parameter, cursor, cursor_alone, items } = pagination;
    let (described, parameter) = (scope.runtime("Pagination"), parameter.as_str());
    let alone = cursor_alone.then(|| quote!(.cursor_alone()));
    let items = items.as_deref().map(|items| quote!(.items(#items)));
    quote!(.pages(#described::new(#parameter, #cursor) #alone #items))
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
