//! One file of operations: the client's methods for a group of endpoints, and for each endpoint its description,
//! its call and the call's setters.

mod call;
mod description;
mod documentation;
mod gives;
mod method;
mod rules;

use crate::EmitError;
use crate::context::{Context, callers_parameters};
use crate::docs::Docs;
use crate::names::{description_identifier, identifier, pascal_case};
use crate::scope::Scope;
use docwright_model::{Endpoint, Location, Parameter, Requirement};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

pub(crate) use description::{credential_place, usual_places};

/// Names of the client that no endpoint's method can have.
const CLIENTS_OWN: [&str; 6] = ["builder", "call", "into", "login", "logout", "try_into"];
/// Names that the runtime gives to every call.
const CALLS_OWN: [&str; 9] = [
    "into_future",
    "into_iter",
    "into_pages",
    "into_stream",
    "json",
    "raw",
    "request",
    "send",
    "with_options",
];

/// The names that emitted code gives to an endpoint.
struct Names {
    method: Ident,
    call: Ident,
    description: Ident,
}

impl Names {
    fn of(endpoint: &Endpoint, context: &Context<'_>) -> Result<Self, EmitError> {
        let name = endpoint.rust_name.as_str();
        let place = || context.place(endpoint);
        Ok(Self {
            method: identifier(name, place)?,
            call: identifier(&format!("{}Call", pascal_case(name)), place)?,
            description: description_identifier(name, place)?,
        })
    }
}

/// The content of the file for one group.
pub(crate) fn group(
    name: &str,
    endpoints: &[&Endpoint],
    context: &Context<'_>,
) -> Result<TokenStream, EmitError> {
    let names =
        endpoints.iter().map(|endpoint| Names::of(endpoint, context)).collect::<Result<Vec<_>, _>>()?;
    let local = names.iter().map(|names| names.call.to_string());
    let local = local.chain(["T", "Client"].map(str::to_owned)).collect();
    let mut scope = Scope::operations(&context.emitted, local);

    let mut methods = TokenStream::new();
    let mut calls = TokenStream::new();
    for (endpoint, names) in endpoints.iter().zip(&names) {
        methods.extend(method::method(endpoint, names, context, &mut scope)?);
        calls.extend(description::description(endpoint, names, context, &mut scope));
        calls.extend(call::call(endpoint, names, context, &mut scope)?);
    }
    let docs = head(name, endpoints, context).inner();
    let (client, transport) = (scope.client(), scope.runtime("Transport"));
    let imports = scope.imports()?;
    Ok(quote! {
        #docs
        #imports
        impl<T: #transport> #client<T> {
            #methods
        }
        #calls
    })
}

/// Sees to it that no name is given twice among the client's methods and among the calls of a group.
pub(crate) fn check_names(
    groups: &BTreeMap<String, Vec<&Endpoint>>,
    context: &Context<'_>,
) -> Result<(), EmitError> {
    let mut methods: BTreeMap<String, String> =
        CLIENTS_OWN.iter().map(|name| ((*name).to_owned(), "the client".to_owned())).collect();
    for endpoints in groups.values() {
        let mut calls: BTreeMap<String, String> = BTreeMap::new();
        for endpoint in endpoints {
            let (name, place) = (endpoint.rust_name.as_str(), context.place(endpoint));
            take(&mut methods, name, &place)?;
            let Names { call, .. } = Names::of(endpoint, context)?;
            take(&mut calls, &call.to_string(), &place)?;
        }
    }
    Ok(())
}

fn take(taken: &mut BTreeMap<String, String>, name: &str, place: &str) -> Result<(), EmitError> {
    match taken.insert(name.to_owned(), place.to_owned()) {
        None => Ok(()),
        Some(taken_by) => {
            Err(EmitError::NameTaken { name: name.to_owned(), place: place.to_owned(), taken_by })
        }
    }
}

/// The parameters that are arguments of the method; those that are setters of the call are the others.
pub(crate) fn is_argument(parameter: &Parameter) -> bool {
    parameter.location == Location::Path || parameter.field.requirement == Requirement::Required
}

/// The arguments of an endpoint's method.
pub(crate) fn arguments(endpoint: &Endpoint) -> impl Iterator<Item = &Parameter> {
    callers_parameters(endpoint).filter(|parameter| is_argument(parameter))
}

/// The setters of an endpoint's call.
pub(crate) fn setters(endpoint: &Endpoint) -> impl Iterator<Item = &Parameter> {
    callers_parameters(endpoint).filter(|parameter| !is_argument(parameter))
}

/// How many operations there are, in words.
pub(crate) fn counted(operations: usize) -> String {
    if operations == 1 { "1 operation".to_owned() } else { format!("{operations} operations") }
}

fn head(name: &str, endpoints: &[&Endpoint], context: &Context<'_>) -> Docs {
    let count = counted(endpoints.len());
    let title = crate::prose::title(&context.api.title);
    let sentence = match name {
        "operations" => format!("{count} of {title}: the client's methods and the calls they prepare."),
        _ => format!("{count} of {title} on `{name}`: the client's methods and the calls they prepare."),
    };
    Docs::new(context.docs_policy()).own(&sentence)
}
