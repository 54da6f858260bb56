//! The named types that endpoints reach and the structures of their JSON bodies: a file for each kind, or where
//! there are many of a kind a folder with a file for each letter that their names begin with.

mod accessors;
pub(crate) mod choices;
mod enumeration;
pub(crate) mod fields;
mod member;
mod named;
mod opaque;
pub(crate) mod reach;
pub(crate) mod recursion;
mod structure;

use crate::EmitError;
use crate::context::{Context, has_body_structure};
use crate::docs::Docs;
use crate::scope::Scope;
use crate::writer::Content;
use docwright_model::{Definition, Endpoint, NamedType};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeMap;

pub(crate) use structure::rest_name;

/// So many types of a kind are found in one file.
const ONE_FILE: usize = 30;
/// The file of names that begin with no letter of the English alphabet.
const OTHER: &str = "other";

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

/// A type that a file defines.
enum Defined<'a> {
    /// The structure of an endpoint's body, by its name.
    Body(&'a Endpoint, &'a str),
    Named(&'a NamedType),
}

impl Defined<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Body(_, name) => name,
            Self::Named(named) => named.rust_name.as_str(),
        }
    }

    /// The file that it is found in among many.
    fn letter(&self) -> String {
        let first = self.name().chars().next().filter(char::is_ascii_alphabetic);
        first.map_or_else(|| OTHER.to_owned(), |letter| letter.to_ascii_lowercase().to_string())
    }
}

/// The files of types by their paths without the ending, `mod` among them; none for an API without types.
pub(crate) fn modules<'a>(context: &'a Context<'a>) -> Vec<(String, Content<'a>)> {
    let mut files = Vec::new();
    let mut kinds = Vec::new();
    for kind in Kind::ALL {
        let types = defined(kind, context);
        if !types.is_empty() {
            kinds.push(kind.module().to_owned());
            files.extend(of_kind(kind, types, context));
        }
    }
    if !kinds.is_empty() {
        let docs =
            Docs::new(context.docs_policy()).own("The types that the client's methods take and give back.");
        files.push(("mod".to_owned(), Box::new(move || Ok(index(&docs, &kinds)))));
    }
    files
}

/// The types of a kind in the order of the documents.
fn defined<'a>(kind: Kind, context: &Context<'a>) -> Vec<Defined<'a>> {
    let endpoints = context.api.endpoints.iter().filter(|endpoint| has_body_structure(endpoint));
    let bodies = endpoints.filter(|_| kind == Kind::Bodies).filter_map(|endpoint| {
        Some(Defined::Body(endpoint, endpoint.request_body.as_ref()?.rust_name.as_str()))
    });
    let named = context.emitted_types().filter(|named| Kind::of(&named.definition) == kind);
    bodies.chain(named.map(Defined::Named)).collect()
}

fn of_kind<'a>(kind: Kind, types: Vec<Defined<'a>>, context: &'a Context<'a>) -> Vec<(String, Content<'a>)> {
    let (folder, docs) = (kind.module(), Docs::new(context.docs_policy()).own(kind.head()));
    if types.len() <= ONE_FILE {
        return vec![(folder.to_owned(), Box::new(move || file(&docs, &types, "super", context)))];
    }
    let mut letters: BTreeMap<String, Vec<Defined<'a>>> = BTreeMap::new();
    for defined in types {
        letters.entry(defined.letter()).or_default().push(defined);
    }
    let names = letters.keys().cloned().collect::<Vec<_>>();
    let mut files: Vec<(String, Content<'a>)> = Vec::new();
    for (letter, types) in letters {
        let path = format!("{folder}/{letter}");
        let begin = if letter == OTHER {
            "The names of these begin with no letter from A to Z.".to_owned()
        } else {
            format!("The names of these begin with {}.", letter.to_ascii_uppercase())
        };
        let docs = docs.clone().own(&begin);
        files.push((path, Box::new(move || file(&docs, &types, "super::super", context))));
    }
    let docs = docs.own("Each is in the file of the letter that its name begins with.");
    files.push((format!("{folder}/mod"), Box::new(move || Ok(index(&docs, &names)))));
    files
}

/// A module that passes on what others hold.
fn index(docs: &Docs, modules: &[String]) -> TokenStream {
    let names: Vec<Ident> = modules.iter().map(|name| format_ident!("{name}")).collect();
    let docs = docs.inner();
    quote!(#docs #(mod #names;)* #(pub use #names::*;)*)
}

/// A file with these types, which finds all others in this module.
fn file<'a>(
    docs: &Docs,
    types: &[Defined<'a>],
    module: &'a str,
    context: &'a Context<'a>,
) -> Result<TokenStream, EmitError> {
    let defined = types.iter().map(|defined| defined.name().to_owned()).collect();
    let mut scope = Scope::types(&context.emitted, defined, module);
    let mut items = TokenStream::new();
    for defined in types {
        items.extend(match defined {
            Defined::Body(endpoint, name) => structure::body(endpoint, name, context, &mut scope)?,
            Defined::Named(named) => named::named_type(named, context, &mut scope)?,
        });
    }
    let (docs, imports) = (docs.inner(), scope.imports()?);
    Ok(quote!(#docs #imports #items))
}
