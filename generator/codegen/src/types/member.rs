//! One field of a structure: the type that holds it, its setter and its documentation.

use crate::EmitError;
use crate::context::Context;
use crate::docs::{Docs, deprecated};
use crate::facts::member_facts;
use crate::names::identifier;
use crate::prose::code;
use crate::values::{Values, is_nullable, not_null, unix_time};
use docwright_model::{Field, NamedType, Requirement, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// A field of a structure in Rust.
pub(super) struct Member<'a> {
    pub(super) field: &'a Field,
    /// The type that it is a field of, if that is one of the documents'.
    pub(super) owner: Option<&'a NamedType>,
    pub(super) name: Ident,
    pub(super) holder: Holder,
    pub(super) boxed: bool,
}

/// What says whether a value is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// Nothing: the document says that it is.
    Plain,
    Option,
    /// It may be `null` as well.
    Maybe,
}

/// The fields of a structure, each with whether it is boxed.
pub(super) fn members<'a>(
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
        // What a caller does not set in a body is not sent, whatever the document requires.
        let is_there = owner.is_some() && field.requirement == Requirement::Required && !boxed;
        let holder = match is_nullable(field) {
            true => Holder::Maybe,
            false if is_there && has_default(&field.value_type) => Holder::Plain,
            false => Holder::Option,
        };
        members.push(Member { field, owner, name, holder, boxed });
    }
    Ok(members)
}

/// Whether the type has a value to stand for what a server leaves out all the same.
fn has_default(value_type: &Type) -> bool {
    match value_type {
        Type::String
        | Type::Integer
        | Type::Number
        | Type::Boolean
        | Type::Bytes
        | Type::Any
        | Type::Object
        | Type::List(_)
        | Type::Map { .. }
        | Type::Named(_) => true,
        Type::Uuid | Type::Date | Type::DateTime | Type::CommaSeparated(_) | Type::Nullable(_) => false,
    }
}

/// The field as the structure declares it.
pub(super) fn field(member: &Member<'_>, values: &mut Values<'_, '_>) -> Result<TokenStream, EmitError> {
    let Member { field, name, holder, boxed, .. } = member;
    let mut held = values.held(not_null(&field.value_type))?;
    if *boxed {
        let holder = values.scope.standard("Box");
        held = quote!(#holder<#held>);
    }
    let held = match holder {
        Holder::Plain => held,
        Holder::Option => {
            let option = values.scope.standard("Option");
            quote!(#option<#held>)
        }
        Holder::Maybe => {
            let maybe = values.scope.runtime("Maybe");
            quote!(#maybe<#held>)
        }
    };
    let docs = documentation(member, values.context);
    let deprecated = deprecated(field.deprecated.as_ref(), values.context.docs_policy());
    Ok(quote!(#docs #deprecated pub #name: #held,))
}

/// What `docwright_runtime::setters!` makes a setter of.
pub(super) fn setter(member: &Member<'_>, values: &mut Values<'_, '_>) -> Result<TokenStream, EmitError> {
    let Member { field, name, holder, boxed, .. } = member;
    let given = match (holder, unix_time(field)) {
        (Holder::Maybe, _) => values.given_maybe(&field.value_type, name)?,
        (_, Some(unit)) => values.given_instant(unit, name),
        (_, None) => values.given(&field.value_type, name)?,
    };
    let (rust_type, mut value) = (given.rust_type, given.value);
    if *boxed {
        let boxing = values.scope.standard("Box");
        value = if *holder == Holder::Maybe {
            quote!(#value.map(#boxing::new))
        } else {
            quote!(#boxing::new(#value))
        };
    }
    if *holder == Holder::Option {
        let some = values.scope.standard("Some");
        value = quote!(#some(#value));
    }
    let deprecated = deprecated(field.deprecated.as_ref(), values.context.docs_policy());
    Ok(quote!(#deprecated #name: #rust_type => #value,))
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
