//! Structures: a field for each that is documented and one for all others, so that what is read, changed and
//! written back loses nothing. How they are read, written and shown is the business of the runtime, which gets the
//! names on the wire.

use super::accessors::accessors;
use super::member::{Member, field, members, setter};
use crate::EmitError;
use crate::context::{Context, callers_parameters};
use crate::docs::Docs;
use crate::names::{identifier, type_identifier};
use crate::scope::Scope;
use crate::values::Values;
use docwright_model::{Endpoint, Field, Location, NamedType};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The field for what a structure does not know, and its names where a document has fields of the names before.
const REST: [&str; 4] = ["extra", "extra_fields", "unknown_fields", "more_unknown_fields"];

/// A structure that the documents name.
pub(super) fn structure<'a>(
    named: &'a NamedType,
    name: &Ident,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, EmitError> {
    let place = context.place_of(&format!("type `{}`", named.name));
    let fields = context.fields_of(&named.name).iter().copied();
    let boxed = |field: &'a Field| context.is_recursive(&named.name, field);
    let members = members(fields.map(|field| (field, boxed(field))), Some(named), &place)?;
    definition(name, &members, context, scope, &place)
}

/// The structure that holds all fields of an endpoint's JSON body.
pub(super) fn body<'a>(
    endpoint: &'a Endpoint,
    name: &str,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, EmitError> {
    let place = format!("the body of {}", context.place(endpoint));
    let name = type_identifier(name, || place.clone())?;
    let parameters = callers_parameters(endpoint).filter(|parameter| parameter.location == Location::Json);
    let members = members(parameters.map(|parameter| (&parameter.field, false)), None, &place)?;
    // A link names its target without the `r#` of a raw identifier.
    let (types, method) = (scope.types_module(), &endpoint.rust_name);
    let docs = Docs::new(context.docs_policy())
        .own(&format!("The body of [`Client::{method}`]({types}::super::Client::{method})."));
    let definition = definition(&name, &members, context, scope, &place)?;
    Ok(quote!(#docs #definition))
}

fn definition<'a>(
    name: &Ident,
    members: &[Member<'a>],
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
    place: &str,
) -> Result<TokenStream, EmitError> {
    let (mut fields, mut setters, mut wire) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    let names: BTreeSet<&str> = members.iter().map(|member| member.field.rust_name.as_str()).collect();
    let mut accessing = TokenStream::new();
    for member in members {
        let place = || format!("field `{}` of {place}", member.field.wire_name);
        // Only what documents describe as a type comes from servers; bodies are made here.
        let to_the_letter = member.owner.is_some();
        let mut values = Values { context, scope: &mut *scope, place: &place, to_the_letter };
        fields.extend(field(member, &mut values)?);
        setters.extend(setter(member, &mut values)?);
        accessing.extend(accessors(member, &names, &mut values)?);
        wire.extend(on_the_wire(member));
    }
    let rest_name = identifier(rest_name(members.iter().map(|member| member.field)), || place.to_owned())?;
    if names.contains(rest_name.to_string().as_str()) {
        let (name, taken_by) = (rest_name.to_string(), "one of its fields".to_owned());
        return Err(EmitError::NameTaken { name, place: format!("unknown fields of {place}"), taken_by });
    }
    let rest = scope.runtime("Extra");
    let setters = (!setters.is_empty()).then(|| quote!(docwright_runtime::setters!(#name { #setters });));
    let accessors = (!accessing.is_empty()).then(|| quote!(impl #name { #accessing }));
    Ok(quote! {
        #[derive(Clone, Default, PartialEq)]
        pub struct #name {
            #fields
            #[doc = " Fields that this version does not know, as they came."]
            pub #rest_name: #rest,
        }
        docwright_runtime::structure!(#name { #wire ..#rest_name });
        #setters
        #accessors
    })
}

/// The name of a field on the wire, and whether its value may show.
fn on_the_wire(Member { field, name, .. }: &Member<'_>) -> TokenStream {
    let wire = field.wire_name.as_str();
    let secret = field.secret.then(|| quote!((secret)));
    quote!(#name: #wire #secret,)
}

/// The name of the field for all that a structure with these fields does not know.
pub(crate) fn rest_name<'a>(fields: impl Iterator<Item = &'a Field>) -> &'static str {
    let [usual, others @ ..] = REST;
    let taken: BTreeSet<&str> = fields.map(|field| field.rust_name.as_str()).collect();
    [usual].into_iter().chain(others).find(|name| !taken.contains(name)).unwrap_or(usual)
}
