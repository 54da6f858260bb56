//! What programs depend on in an emitted client, item by item, read back from the text of its files. In come the files of an
//! API; out goes a map from the path of each public item to what another version of the crate has to have in its place.
//! What is lost between two versions and what that means is left to the caller.
//!
//! [`public_items`](crate::public_items) is a listing for people; this is one to compare. So names are written in one
//! way wherever they stand: a type of the API by its name alone, others by where they come from.

use crate::{EmitError, File};
use docwright_model::Api;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::{BTreeMap, BTreeSet};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Signature, Token, UseTree, Visibility};

/// The public items of the client of one API, by their paths below its module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interface {
    /// `Client::list_pets`, `pets::ListPetsCall::limit`, `Pet.name`, `Kind::Dog`, `constants::MAX`.
    pub items: BTreeMap<String, InterfaceItem>,
}

/// A public item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterfaceItem {
    /// What it is.
    pub kind: InterfaceKind,
    /// What programs rely on, without documentation and the names of arguments: the tokens with spaces between them.
    pub signature: String,
}

/// What a public item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterfaceKind {
    /// A method.
    Function {
        /// The types of its arguments, the value itself left out, as in [`InterfaceItem::signature`].
        inputs: Vec<String>,
    },
    /// A structure; `literal` if programs elsewhere can write it with all its fields in braces.
    Structure {
        /// Whether all fields are public and nothing forbids it.
        literal: bool,
    },
    /// A public field of a structure.
    Field,
    /// An enumeration; programs elsewhere can name all its variants only if it is `closed`.
    Enumeration {
        /// Whether it lacks `#[non_exhaustive]`.
        closed: bool,
    },
    /// A variant of an enumeration.
    Variant,
    /// A constant or static.
    Constant,
    /// Methods and implementations that a macro of the runtime adds to a type.
    Macro,
}

/// The public items of the client of an API, in the files that [`emit`](crate::emit) made of it.
///
/// # Errors
///
/// A file that is no Rust.
pub fn interface(api: &Api, files: &[File]) -> Result<Interface, EmitError> {
    let below = format!("src/{}/", api.name);
    let files = || files.iter().filter_map(|file| Some((file.path.strip_prefix(&below)?, &file.contents)));
    // Each file twice, so that no more than one is there as a tree, which takes a hundred times its text.
    let mut own = BTreeSet::new();
    for (path, contents) in files() {
        own.extend(parse(path, contents)?.iter().filter_map(type_name));
    }
    let mut interface = Interface::default();
    for (path, contents) in files() {
        let (module, items) = (module(path), parse(path, contents)?);
        let names = Names::of(&items, &own, &module);
        let mut reader = Reader { module: &module, names, interface: &mut interface };
        for item in &items {
            reader.item(item);
        }
    }
    Ok(interface)
}

fn parse(path: &str, contents: &str) -> Result<Vec<Item>, EmitError> {
    match syn::parse_file(contents) {
        Ok(file) => Ok(file.items),
        Err(error) => Err(EmitError::Syntax { path: path.to_owned(), message: error.to_string() }),
    }
}

/// The module that the items of a file are found in, below that of the API: nothing for those that it passes on.
fn module(path: &str) -> String {
    let name = path.trim_end_matches(".rs");
    if name.starts_with("types/") || matches!(name, "client" | "mod") {
        String::new()
    } else {
        format!("{name}::")
    }
}

fn type_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.unraw().to_string()),
        Item::Enum(item) => Some(item.ident.unraw().to_string()),
        _ => None,
    }
}

/// Reads the items of one file.
struct Reader<'a> {
    module: &'a str,
    names: Names<'a>,
    interface: &'a mut Interface,
}

impl Reader<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Item::Impl(item) if item.trait_.is_none() => self.implementation(item),
            Item::Const(item) if is_public(&item.vis) => {
                let (value_type, value) = (&item.ty, &item.expr);
                self.add(
                    &item.ident.unraw().to_string(),
                    InterfaceKind::Constant,
                    quote!(#value_type = #value),
                );
            }
            Item::Static(item) if is_public(&item.vis) => {
                let value_type = &item.ty;
                self.add(&item.ident.unraw().to_string(), InterfaceKind::Constant, quote!(#value_type));
            }
            Item::Macro(item) => self.invocation(&item.mac),
            _ => {}
        }
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        let name = item.ident.unraw().to_string();
        let all_public = item.fields.iter().all(|field| is_public(&field.vis));
        let literal = all_public && !is_non_exhaustive(&item.attrs);
        let (generics, derived) = (&item.generics, derived(&item.attrs));
        // What a call gives is said by the type that it keeps to itself.
        let held = matches!(item.fields, Fields::Unnamed(_)).then(|| {
            let types = item.fields.iter().map(|field| &field.ty);
            quote!((#(#types),*))
        });
        self.add(&name, InterfaceKind::Structure { literal }, quote!(#generics #held #derived));
        for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
            if let Some(ident) = &field.ident {
                self.add(
                    &format!("{name}.{}", ident.unraw()),
                    InterfaceKind::Field,
                    field.ty.to_token_stream(),
                );
            }
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let name = item.ident.unraw().to_string();
        let closed = !is_non_exhaustive(&item.attrs);
        self.add(&name, InterfaceKind::Enumeration { closed }, derived(&item.attrs));
        for variant in &item.variants {
            let fields = &variant.fields;
            self.add(&format!("{name}::{}", variant.ident.unraw()), InterfaceKind::Variant, quote!(#fields));
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let target = item.self_ty.to_token_stream().to_string();
        let target = target.split([' ', '<']).next().unwrap_or_default();
        for item in &item.items {
            match item {
                ImplItem::Fn(method) if is_public(&method.vis) => {
                    let path = format!("{target}::{}", method.sig.ident.unraw());
                    self.function(path, target == "Client", &method.sig);
                }
                ImplItem::Const(constant) if is_public(&constant.vis) => {
                    let (value_type, value) = (&constant.ty, &constant.expr);
                    let path = format!("{target}::{}", constant.ident.unraw());
                    self.add(&path, InterfaceKind::Constant, quote!(#value_type = #value));
                }
                _ => {}
            }
        }
    }

    /// A method; those of the client are not in the module of the file that adds them.
    fn function(&mut self, path: String, of_client: bool, method: &Signature) {
        let typed = method.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_)));
        let kind = InterfaceKind::Function {
            inputs: typed.map(|typed| self.names.canonical(input(typed))).collect(),
        };
        let (generics, inputs) = (&method.generics, method.inputs.iter().map(input));
        let output = match &method.output {
            ReturnType::Default => TokenStream::new(),
            ReturnType::Type(_, output) => output.to_token_stream(),
        };
        let signature = quote!(#generics (#(#inputs),*) -> #output);
        if of_client { self.add_at(path, kind, signature) } else { self.add(&path, kind, signature) }
    }

    /// A macro of the runtime gives a type what all of its kind have; that it does so is all that can differ, but for
    /// the names on the wire that are among its tokens.
    fn invocation(&mut self, invoked: &syn::Macro) {
        let called = invoked.path.segments.last().map(|segment| segment.ident.to_string());
        let target = invoked.tokens.clone().into_iter().next().map(|token| token.to_string());
        let (Some(called), Some(target)) = (called, target) else { return };
        let setters = (called == SETTERS).then(|| invoked.parse_body_with(setters).ok()).flatten();
        let Some(setters) = setters else {
            return self.add(&format!("{target}!{called}"), InterfaceKind::Macro, TokenStream::new());
        };
        for Setter { field, given } in setters {
            let kind = InterfaceKind::Function { inputs: vec![self.names.canonical(quote!(#given))] };
            let path = format!("{target}::{}", field.unraw());
            self.add(&path, kind, quote!((self, #given) -> Self));
        }
    }

    fn add(&mut self, name: &str, kind: InterfaceKind, signature: TokenStream) {
        self.add_at(format!("{}{name}", self.module), kind, signature);
    }

    fn add_at(&mut self, path: String, kind: InterfaceKind, signature: TokenStream) {
        let signature = self.names.canonical(signature);
        self.interface.items.insert(path, InterfaceItem { kind, signature });
    }
}

/// The macro of the runtime that gives a structure its setters.
const SETTERS: &str = "setters";

/// A setter: `name: impl Into<String> => name.into()`.
struct Setter {
    field: syn::Ident,
    given: syn::Type,
}

impl Parse for Setter {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        syn::Attribute::parse_outer(input)?;
        let field = input.call(syn::Ident::parse_any)?;
        input.parse::<Token![:]>()?;
        let given = input.parse()?;
        input.parse::<Token![=>]>()?;
        input.parse::<syn::Expr>()?;
        Ok(Self { field, given })
    }
}

/// The setters of an invocation.
fn setters(input: ParseStream<'_>) -> syn::Result<Punctuated<Setter, Token![,]>> {
    input.parse::<syn::Ident>()?;
    let inside;
    syn::braced!(inside in input);
    Punctuated::parse_terminated(&inside)
}

/// The type of an argument, or how the value itself is taken.
fn input(input: &FnArg) -> TokenStream {
    match input {
        // Whether the method may change its own copy of the value is its own affair.
        FnArg::Receiver(receiver) => {
            let tokens = receiver.to_token_stream();
            if tokens.to_string().starts_with('&') { tokens } else { quote!(self) }
        }
        FnArg::Typed(typed) => typed.ty.to_token_stream(),
    }
}

fn derived(attributes: &[syn::Attribute]) -> TokenStream {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    derives.map(ToTokens::to_token_stream).collect()
}

fn is_non_exhaustive(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// What the names of a file mean.
struct Names<'a> {
    /// The path of each name that the file imports.
    imported: BTreeMap<String, String>,
    /// The types of the API.
    own: &'a BTreeSet<String>,
    /// Those that the file itself defines, and the module that it is.
    local: BTreeSet<String>,
    module: &'a str,
}

/// Names that need no import.
const PRELUDE: [&str; 8] = ["Box", "Default", "Into", "IntoIterator", "Option", "Some", "String", "Vec"];

impl<'a> Names<'a> {
    fn of(items: &[Item], own: &'a BTreeSet<String>, module: &'a str) -> Self {
        let mut imported = BTreeMap::new();
        for item in items {
            if let Item::Use(item) = item {
                collect(&item.tree, "", &mut imported);
            }
        }
        let local = items.iter().filter_map(type_name).collect();
        Self { imported, own, local, module }
    }

    /// The tokens with spaces between them, and each path in one form.
    fn canonical(&self, tokens: TokenStream) -> String {
        let mut words = Vec::new();
        flatten(tokens, &mut words);
        let mut out: Vec<String> = Vec::new();
        let mut words = words.into_iter().peekable();
        while let Some(word) = words.next() {
            if !is_name(&word) {
                out.push(word);
                continue;
            }
            let mut path = vec![word];
            while words.next_if(|word| word == "::").is_some() {
                path.extend(words.next());
            }
            out.push(self.resolved(&path));
        }
        out.join(" ")
    }

    fn resolved(&self, path: &[String]) -> String {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return String::new() };
        let imported = self.imported.get(first).filter(|_| path.len() == 1);
        let whole = imported.cloned().unwrap_or_else(|| path.join("::"));
        if whole.starts_with("super::") {
            last.clone()
        } else if self.local.contains(&whole) {
            format!("{}{whole}", self.module)
        } else if whole.starts_with("std::") {
            format!("std::{last}")
        } else if PRELUDE.contains(&whole.as_str()) && !self.own.contains(&whole) {
            format!("std::{whole}")
        } else {
            whole
        }
    }
}

/// The names that a `use` brings, each with its path.
fn collect(tree: &UseTree, before: &str, imported: &mut BTreeMap<String, String>) {
    match tree {
        UseTree::Path(path) => collect(&path.tree, &format!("{before}{}::", path.ident), imported),
        UseTree::Name(name) => {
            imported.insert(name.ident.to_string(), format!("{before}{}", name.ident));
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, before, imported)),
        _ => {}
    }
}

/// The tokens in a row; `::` is one.
fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                flatten(group.stream(), words);
                words.push(close.to_owned());
            }
            TokenTree::Punct(mark) => {
                match words.last_mut().filter(|last| *last == ":" && mark.as_char() == ':') {
                    Some(last) => last.push(':'),
                    None => words.push(mark.to_string()),
                }
            }
            other => words.push(other.to_string()),
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
