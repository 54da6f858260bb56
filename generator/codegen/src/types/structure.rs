//! Structures: a field for each that is documented, whether it was there or not, and one for all others, so that
//! what is read, changed and written back loses nothing.

use crate::EmitError;
use crate::context::{Context, callers_parameters};
use crate::docs::{Docs, deprecated};
use crate::facts::member_facts;
use crate::names::{identifier, type_identifier};
use crate::prose::code;
use crate::scope::Scope;
use crate::values::{Values, not_null};
use docwright_model::{Endpoint, Field, Location, NamedType, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// A field of a structure in Rust.
struct Member<'a> {
    field: &'a Field,
    /// The type that it is a field of, if that is one of the documents'.
    owner: Option<&'a NamedType>,
    name: Ident,
    nullable: bool,
    boxed: bool,
}

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
    let (api, method) = (&context.api.name, &endpoint.rust_name);
    let docs = Docs::new(context.docs_policy())
        .own(&format!("The body of [`Client::{method}`](crate::{api}::Client::{method})."));
    let definition = definition(&name, &members, context, scope, &place)?;
    Ok(quote!(#docs #definition))
}

fn members<'a>(
    fields: impl Iterator<Item = (&'a Field, bool)>,
    owner: Option<&'a NamedType>,
    place: &str,
) -> Result<Vec<Member<'a>>, EmitError> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    let mut members = Vec::new();
    for (field, boxed) in fields {
        let place = || format!("field `{}` of {place}", field.wire_name);
        let name = identifier(field.rust_name.as_str(), place)?;
        if let Some(other) = taken.insert(field.rust_name.as_str(), field.wire_name.as_str()) {
            let taken_by = format!("field `{other}`");
            return Err(EmitError::NameTaken { name: name.to_string(), place: place(), taken_by });
        }
        let nullable = field.nullable || matches!(field.value_type, Type::Nullable(_));
        members.push(Member { field, owner, name, nullable, boxed });
    }
    Ok(members)
}

fn definition<'a>(
    name: &Ident,
    members: &[Member<'a>],
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
    place: &str,
) -> Result<TokenStream, EmitError> {
    let mut fields = TokenStream::new();
    let mut setters = TokenStream::new();
    for member in members {
        let place = || format!("field `{}` of {place}", member.field.wire_name);
        let mut values = Values { context, scope: &mut *scope, place: &place };
        fields.extend(field(member, &mut values)?);
        setters.extend(setter(member, &mut values)?);
    }
    let rest_name = rest_name(members.iter().map(|member| member.field));
    let rest_name = identifier(rest_name, || place.to_owned())?;
    let rest = scope.runtime("Extra");
    let (deserialize, serialize) = (scope.runtime("Deserialize"), scope.runtime("Serialize"));
    let setters = (!setters.is_empty()).then(|| quote!(impl #name { #setters }));
    let redacted = redacted(name, members, &rest_name);
    let debug = redacted.is_none().then(|| quote!(Debug,));
    Ok(quote! {
        #[derive(#debug Clone, Default, PartialEq, #deserialize, #serialize)]
        #[serde(crate = "docwright_runtime::serde", default)]
        pub struct #name {
            #fields
            #[doc = " Fields that this version does not know, as they came."]
            #[serde(flatten)]
            pub #rest_name: #rest,
        }
        #redacted
        #setters
    })
}

/// The `Debug` of a structure in which the values of some fields must not show; none for any other structure.
fn redacted(name: &Ident, members: &[Member<'_>], rest_name: &Ident) -> Option<TokenStream> {
    if members.iter().all(|member| !member.field.secret) {
        return None;
    }
    let fields = members.iter().map(|Member { field, name, .. }| {
        let secret = field.secret.then(|| quote!(: secret));
        quote!(#name #secret)
    });
    Some(quote!(docwright_runtime::debug!(#name { #(#fields,)* #rest_name });))
}

/// The name of the field for all that a structure with these fields does not know.
pub(crate) fn rest_name<'a>(mut fields: impl Iterator<Item = &'a Field>) -> &'static str {
    if fields.any(|field| field.rust_name.as_str() == "extra") { "extra_fields" } else { "extra" }
}

fn field(member: &Member<'_>, values: &mut Values<'_, '_>) -> Result<TokenStream, EmitError> {
    let Member { field, name, nullable, boxed, .. } = member;
    let held = held(field, *boxed, values)?;
    let (holder, test) = match nullable {
        true => (values.scope.runtime("Maybe"), "is_absent"),
        false => (values.scope.standard("Option"), "is_none"),
    };
    // serde reads the path of the test from a text.
    let absent = format!("{holder}::{test}").replace(' ', "");
    let wire = field.wire_name.as_str();
    // serde knows a raw identifier by its plain name.
    let rename = (field.rust_name.as_str() != wire).then(|| quote!(rename = #wire,));
    let docs = documentation(member, values.context);
    let deprecated = deprecated(field.deprecated.as_ref(), values.context.docs_policy());
    Ok(quote! {
        #docs
        #deprecated
        #[serde(#rename skip_serializing_if = #absent)]
        pub #name: #holder<#held>,
    })
}

fn setter(member: &Member<'_>, values: &mut Values<'_, '_>) -> Result<TokenStream, EmitError> {
    let Member { field, name, nullable, boxed, .. } = member;
    let given = if *nullable {
        values.given_maybe(&field.value_type, name)?
    } else {
        values.given(&field.value_type, name)?
    };
    let (rust_type, value) = (given.rust_type, given.value);
    let holder = values.scope.standard("Box");
    let value = match (nullable, boxed) {
        (true, false) => value,
        (true, true) => quote!(#value.map(#holder::new)),
        (false, boxed) => {
            let some = values.scope.standard("Some");
            if *boxed { quote!(#some(#holder::new(#value))) } else { quote!(#some(#value)) }
        }
    };
    let wire = code(field.wire_name.as_str());
    let docs = Docs::new(values.context.docs_policy()).own(&format!("Sets the field {wire}."));
    let deprecated = deprecated(field.deprecated.as_ref(), values.context.docs_policy());
    Ok(quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(mut self, #name: #rust_type) -> Self {
            self.#name = #value;
            self
        }
    })
}

/// The type of the value inside the `Option` or `Maybe`.
fn held(field: &Field, boxed: bool, values: &mut Values<'_, '_>) -> Result<TokenStream, EmitError> {
    let held = values.held(not_null(&field.value_type))?;
    let holder = values.scope.standard("Box");
    Ok(if boxed { quote!(#holder<#held>) } else { held })
}

fn documentation(member: &Member<'_>, context: &Context<'_>) -> Docs {
    let field = member.field;
    let base64 = if field.value_type == Type::Bytes { "Bytes as base64 text." } else { "" };
    let secret = if field.secret { "Not shown by `Debug`." } else { "" };
    Docs::new(context.docs_policy())
        .prose_or(field.description.as_deref(), || format!("The field {}.", code(field.wire_name.as_str())))
        .elements(field.element_description.as_deref())
        .own(&[member_facts(field, member.owner, context).as_str(), base64, secret].join(" "))
}
