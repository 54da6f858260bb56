//! The names that one emitted file uses. Each is asked for here; out come the path to write at that place and,
//! in the end, the `use` items at the top of the file. A document may call a type `Option` or `Value`: a name
//! that one of its types has is never imported from elsewhere, but written with its whole path.

use crate::EmitError;
use crate::names::identifier;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Where the runtime keeps a name, if not at its root.
const RUNTIME_PATHS: [(&str, &str); 13] = [
    ("Date", "jiff::civil::Date"),
    ("Reply", "testing::Reply"),
    ("SampleCall", "testing::SampleCall"),
    ("Serialize", "serde::Serialize"),
    ("Server", "testing::Server"),
    ("Timestamp", "jiff::Timestamp"),
    ("Uuid", "uuid::Uuid"),
    ("form", "testing::form"),
    ("from_str", "serde_json::from_str"),
    ("json", "testing::json"),
    ("read_known", "testing::read_known"),
    ("to_string", "serde_json::to_string"),
    ("without", "testing::without"),
];
/// The names outside the runtime that emitted code uses, with their whole paths. Those of Rust's prelude need
/// no import.
const STANDARD_PATHS: [(&str, &str, bool); 11] = [
    ("BTreeMap", "std::collections::BTreeMap", true),
    ("Box", "std::boxed::Box", false),
    ("Cow", "std::borrow::Cow", true),
    ("Default", "std::default::Default", false),
    ("Into", "std::convert::Into", false),
    ("IntoIterator", "std::iter::IntoIterator", false),
    ("Ok", "std::result::Result::Ok", false),
    ("Option", "std::option::Option", false),
    ("Some", "std::option::Option::Some", false),
    ("String", "std::string::String", false),
    ("Vec", "std::vec::Vec", false),
];

/// The names of one file. What is written on trial is preceded by a [`mark`](Self::mark), to which the scope can go
/// [`back`](Self::back_to): copies of it would make files of many items slow.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    /// The names of all emitted types of the API.
    emitted: &'a BTreeSet<String>,
    /// The emitted types that this file defines.
    defined: BTreeSet<String>,
    /// Names that mean something else in this file.
    local: BTreeSet<String>,
    /// The module that holds the emitted types, seen from this file.
    types_module: &'a str,
    client: bool,
    types: BTreeSet<String>,
    runtime: BTreeSet<String>,
    standard: BTreeSet<&'static str>,
    /// The names in the order in which they were first asked for.
    asked: Vec<Asked>,
}

/// A name that was asked for.
#[derive(Debug)]
enum Asked {
    Client,
    Type(String),
    Runtime(String),
    Standard(&'static str),
}

/// How far a scope had come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark(usize);

impl<'a> Scope<'a> {
    /// The scope of a file that defines operations and these `local` names.
    pub(crate) fn operations(emitted: &'a BTreeSet<String>, local: BTreeSet<String>) -> Self {
        Self::new(emitted, BTreeSet::new(), local, "super::types")
    }

    /// The scope of a file that defines these types and finds all of them in this module.
    pub(crate) fn types(emitted: &'a BTreeSet<String>, defined: BTreeSet<String>, module: &'a str) -> Self {
        Self::new(emitted, defined, BTreeSet::new(), module)
    }

    /// The scope of a file of tests outside the crate, which defines these `local` names and finds the API at this
    /// path.
    pub(crate) fn tests(emitted: &'a BTreeSet<String>, local: BTreeSet<String>, api: &'a str) -> Self {
        Self::new(emitted, BTreeSet::new(), local, api)
    }

    fn new(
        emitted: &'a BTreeSet<String>,
        defined: BTreeSet<String>,
        local: BTreeSet<String>,
        types_module: &'a str,
    ) -> Self {
        let (types, runtime, standard) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (client, asked) = (false, Vec::new());
        Self { emitted, defined, local, types_module, client, types, runtime, standard, asked }
    }

    /// How far the scope has come.
    pub(crate) fn mark(&self) -> Mark {
        Mark(self.asked.len())
    }

    /// Forgets what was asked for since.
    pub(crate) fn back_to(&mut self, Mark(length): Mark) {
        while self.asked.len() > length {
            match self.asked.pop() {
                Some(Asked::Client) => self.client = false,
                Some(Asked::Type(name)) => drop(self.types.remove(&name)),
                Some(Asked::Runtime(path)) => drop(self.runtime.remove(&path)),
                Some(Asked::Standard(path)) => drop(self.standard.remove(path)),
                None => {}
            }
        }
    }

    /// The module that holds the emitted types, seen from this file.
    pub(crate) fn types_module(&self) -> &'a str {
        self.types_module
    }

    /// A name of the runtime.
    pub(crate) fn runtime(&mut self, name: &str) -> TokenStream {
        let path = RUNTIME_PATHS.iter().find(|(short, _)| *short == name).map_or(name, |(_, path)| path);
        if self.hides(name) {
            return parsed(&format!("docwright_runtime::{path}"));
        }
        if self.runtime.insert(path.to_owned()) {
            self.asked.push(Asked::Runtime(path.to_owned()));
        }
        parsed(name)
    }

    /// A name of the standard library.
    pub(crate) fn standard(&mut self, name: &'static str) -> TokenStream {
        match STANDARD_PATHS.iter().find(|(short, ..)| *short == name) {
            Some((_, path, _)) if self.hides(name) => parsed(path),
            Some((_, path, true)) => {
                if self.standard.insert(path) {
                    self.asked.push(Asked::Standard(path));
                }
                parsed(name)
            }
            _ => parsed(name),
        }
    }

    /// An emitted type of the API.
    pub(crate) fn emitted(&mut self, name: &str) -> Result<TokenStream, EmitError> {
        let ident = identifier(name, || "a reference to a type".to_owned())?;
        if self.local.contains(name) {
            let module = parsed(self.types_module);
            return Ok(quote!(#module::#ident));
        }
        if !self.defined.contains(name) && self.types.insert(name.to_owned()) {
            self.asked.push(Asked::Type(name.to_owned()));
        }
        Ok(quote!(#ident))
    }

    /// The client, whose methods are being written.
    pub(crate) fn client(&mut self) -> TokenStream {
        if !self.client {
            self.client = true;
            self.asked.push(Asked::Client);
        }
        quote!(Client)
    }

    /// The `use` items for all that was asked for.
    pub(crate) fn imports(&self) -> Result<TokenStream, EmitError> {
        let types = self
            .types
            .iter()
            .map(|name| identifier(name, || "a reference to a type".to_owned()))
            .collect::<Result<Vec<_>, _>>()?;
        let types: Vec<TokenStream> = types.iter().map(|ident| quote!(#ident)).collect();
        let types = group(&parsed(self.types_module), &types);
        let client = self.client.then(|| {
            quote!(
                use super::client::Client;
            )
        });
        let runtime = group(&quote!(docwright_runtime), &nested(&self.runtime));
        let standard = self.standard.iter().map(|path| parsed(path));
        Ok(quote!(#client #types #runtime #(use #standard;)*))
    }

    fn hides(&self, name: &str) -> bool {
        self.emitted.contains(name) || self.local.contains(name)
    }
}

/// `use module::{a, b};`, or nothing for no names.
fn group(module: &TokenStream, names: &[TokenStream]) -> Option<TokenStream> {
    match names {
        [] => None,
        [one] => Some(quote!(use #module::#one;)),
        many => Some(quote!(use #module::{#(#many),*};)),
    }
}

/// The paths, those below the same module in braces.
fn nested(paths: &BTreeSet<String>) -> Vec<TokenStream> {
    let mut modules: BTreeMap<&str, Vec<TokenStream>> = BTreeMap::new();
    for path in paths {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        modules.entry(module).or_default().push(parsed(name));
    }
    let mut out = Vec::new();
    for (module, names) in modules {
        let path = parsed(module);
        match names.as_slice() {
            names if module.is_empty() => out.extend(names.iter().cloned()),
            [name] => out.push(quote!(#path::#name)),
            names => out.push(quote!(#path::{#(#names),*})),
        }
    }
    out
}

/// The tokens of a path that stands in a table of this file.
fn parsed(path: &str) -> TokenStream {
    path.parse().unwrap_or_default()
}
