//! The named types that endpoints reach and the structures of their JSON bodies, in one file for each kind.

mod enumeration;
pub(crate) mod fields;
mod opaque;
pub(crate) mod reach;
pub(crate) mod recursion;
mod structure;

use crate::EmitError;
use crate::context::{Context, has_body_structure};
use crate::docs::{Docs, deprecated};
use crate::names::type_identifier;
use crate::prose::code;
use crate::scope::Scope;
use docwright_model::{Definition, Evidence, NamedType};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use enumeration::grouped;
pub(crate) use structure::rest_name;

/// What a file of types holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Bodies,
    Enumerations,
    Opaque,
    Structures,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Bodies, Self::Enumerations, Self::Opaque, Self::Structures];

    fn of(definition: &Definition) -> Self {
        match definition {
            Definition::Structure { .. } => Self::Structures,
            Definition::Enumeration { .. } => Self::Enumerations,
            Definition::Opaque { .. } => Self::Opaque,
        }
    }

    fn module(self) -> &'static str {
        match self {
            Self::Bodies => "bodies",
            Self::Enumerations => "enumerations",
            Self::Opaque => "opaque",
            Self::Structures => "structures",
        }
    }

    fn head(self) -> &'static str {
        match self {
            Self::Bodies => "Bodies of requests, for callers who have all fields at hand.",
            Self::Enumerations => "Choices of values. Each keeps values that it does not know.",
            Self::Opaque => "Types that are named but not described: any JSON, kept as it is.",
            Self::Structures => "Structures. Each keeps fields that it does not know.",
        }
    }
}

/// The modules of types by name with their content, `mod` among them; none for an API without types.
pub(crate) fn modules(context: &Context<'_>) -> Result<BTreeMap<&'static str, TokenStream>, EmitError> {
    let mut modules = BTreeMap::new();
    for kind in Kind::ALL {
        if let Some(content) = module(kind, context)? {
            modules.insert(kind.module(), content);
        }
    }
    if !modules.is_empty() {
        let names: Vec<Ident> = modules.keys().map(|name| format_ident!("{name}")).collect();
        let docs =
            Docs::new(context.docs_policy()).own("The types that the client's methods take and give back.");
        let docs = docs.inner();
        modules.insert("mod", quote!(#docs #(mod #names;)* #(pub use #names::*;)*));
    }
    Ok(modules)
}

fn module(kind: Kind, context: &Context<'_>) -> Result<Option<TokenStream>, EmitError> {
    let types: Vec<&NamedType> =
        context.reachable().filter(|named| Kind::of(&named.definition) == kind).collect();
    let endpoints = context.api.endpoints.iter().filter(|_| kind == Kind::Bodies);
    let bodies = endpoints.filter(|endpoint| has_body_structure(endpoint));
    let bodies: Vec<_> = bodies
        .filter_map(|endpoint| Some((endpoint, endpoint.request_body.as_ref()?.rust_name.as_str())))
        .collect();
    let defined: BTreeSet<String> = types
        .iter()
        .map(|named| named.rust_name.as_str())
        .chain(bodies.iter().map(|(_, name)| *name))
        .map(str::to_owned)
        .collect();
    if defined.is_empty() {
        return Ok(None);
    }
    let mut scope = Scope::types(&context.emitted, defined);
    let mut items = TokenStream::new();
    for (endpoint, name) in bodies {
        items.extend(structure::body(endpoint, name, context, &mut scope)?);
    }
    for named in types {
        items.extend(named_type(named, context, &mut scope)?);
    }
    let docs = Docs::new(context.docs_policy()).own(kind.head()).inner();
    let imports = scope.imports()?;
    Ok(Some(quote!(#docs #imports #items)))
}

fn named_type<'a>(
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
        Definition::Structure { .. } => structure::structure(named, &name, context, scope)?,
        Definition::Enumeration { base, values } => {
            enumeration::enumeration(named, &name, (*base, values), context)?
        }
        Definition::Opaque { link } => {
            docs = docs.own(&opaque::remark(link.as_deref()));
            opaque::opaque(&name, scope)
        }
    };
    let docs = docs.own(&context.provenance.of_type(named).unwrap_or_default());
    Ok(quote!(#docs #deprecated #definition))
}
