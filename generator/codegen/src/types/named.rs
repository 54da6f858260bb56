//! A named type of the documents: what is said of it, and its definition by kind.

use super::{enumeration, opaque, structure};
use crate::EmitError;
use crate::context::Context;
use crate::docs::{Docs, deprecated};
use crate::names::type_identifier;
use crate::prose::code;
use crate::scope::Scope;
use docwright_model::{Definition, Evidence, NamedType};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn named_type<'a>(
    named: &'a NamedType,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, EmitError> {
    let place = || context.place_of(&format!("type `{}`", named.name));
    let name = type_identifier(named.rust_name.as_str(), place)?;
    let deprecated = deprecated(named.deprecated.as_ref(), context.docs_policy());
    let shown_in = if named.evidence == Evidence::Example { "examples" } else { "documents" };
    let mut docs = Docs::new(context.docs_policy())
        .prose_or(named.description.as_deref(), || format!("{} of the {shown_in}.", code(&named.name)));
    let definition = match &named.definition {
        Definition::Structure { extends, .. } => {
            docs = docs.own(&parents(extends, scope.types_module(), context));
            structure::structure(named, &name, context, scope)?
        }
        Definition::Enumeration { base, values, bounds } => {
            enumeration::enumeration(named, &name, (*base, values, bounds), context)?
        }
        Definition::Opaque { link } => {
            docs = docs.own(&opaque::remark(link.as_deref()));
            opaque::opaque(&name, scope)
        }
    };
    let docs = docs.own(&context.provenance.of_type(named).unwrap_or_default());
    Ok(quote!(#docs #deprecated #definition))
}

/// ``Has all fields of [`Response`](super::Response) and `Dated`.``
fn parents(extends: &[String], module: &str, context: &Context<'_>) -> String {
    let names: Vec<String> = extends.iter().map(|parent| context.linked(parent, module)).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => format!("Has all fields of {only}."),
        Some((last, others)) => format!("Has all fields of {} and {last}.", others.join(", ")),
    }
}
