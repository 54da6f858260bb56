//! The documentation of the emitted crate's root: how somebody new to the crate gets from nothing to a first answer.
//!
//! In come the APIs and what the manifest says of the crate; out go the root's doc comments. Their programs are
//! documentation tests where the crate can use tokio, and shown as text elsewhere. Code is made of tokens: nothing that
//! a document says enters it but as a checked identifier or a literal.

mod program;

use crate::docs::{Docs, Item};
use crate::names::identifier;
use crate::operations::counted;
use crate::prose::{code, inline, title};
use crate::{EmitError, Package};
use docwright_model::{Api, DocsPolicy};
use proc_macro2::TokenStream;
pub(crate) use program::first_answer;
use quote::quote;

/// What tells the failures of a call apart.
const FAILURES: &str = "\
if error.is_not_found() {
    println!(\"There is none.\");
} else if let Some(meaning) = error.answer().and_then(|answer| answer.meaning) {
    println!(\"The documentation says: {meaning}\");
}";

/// The doc comments of the crate's root.
pub(crate) fn front_page(apis: &[&Api], package: Option<&Package>) -> Result<TokenStream, EmitError> {
    let library = package.map(|package| {
        identifier(&package.library, || format!("the library of the package `{}`", package.name))
    });
    let library = library.transpose()?;
    let first = first_answer(apis)?;
    let mut page =
        Page { tokens: TokenStream::new(), runs: package.is_some_and(|package| package.has_tokio) };
    page.docs(&offer(apis));

    page.heading("A first answer");
    if let Some(package) = package {
        page.text(&commands(package));
    }
    if let Some(first) = &first {
        page.program(&first.feature, &first.program(library.as_ref())?);
        page.docs(&own("With the address of your server in place of this one, it is run by"));
        page.text(&[first.command()]);
    }
    page.docs(&own(
        "Awaiting a call sends it. What an endpoint requires are arguments of its method; everything else is set on the call before it is sent. What no document describes is JSON, which [`Response::json`](runtime::Response::json) reads into a type of your own. Where an answer is one page of a list, `into_stream` of the call gives the elements of all pages, and the crate `futures-util` what works on streams.",
    ));

    page.heading("Features");
    page.docs(&features(apis));

    page.heading("Errors");
    page.docs(&own(
        "Whatever fails is a [`runtime::Error`], which says on one line what happened where. [`is_not_found`](runtime::Error::is_not_found) and its like tell failures apart; [`meaning`](runtime::Answer::meaning) is what the documentation says of the status for that endpoint:",
    ));
    let head = library.as_ref().map(|library| format!("fn tell(error: &{library}::runtime::Error) {{"));
    page.snippet(&Vec::from_iter(head), FAILURES, &["}"]);

    page.heading("Retries and timeouts");
    page.docs(&own(
        "A call that breaks off, or that a busy server refuses, is tried again where that is safe: [`Retry`](runtime::Retry) says when, and how to change it. No call waits for ever: [`Timeouts`](runtime::Timeouts) says for what and how long; `retry` and `timeouts` of a builder change them for a client, `with_options` of a call for that call ([`CallOptions`](runtime::CallOptions)).",
    ));

    if let Some(first) = &first {
        page.heading("Without an asynchronous runtime");
        page.docs(&own("With the feature `blocking`, `build_blocking` gives a client whose calls are sent by `send`, which waits for the answer:"));
        let head = library.as_ref().map(|library| first.blocking_head(library));
        page.snippet(&head.unwrap_or_default(), &first.blocking()?, &["Ok(())", "}"]);
    }

    page.heading("Where to look next");
    page.docs(&next());
    Ok(page.tokens)
}

fn own(sentences: &str) -> Docs {
    Docs::new(DocsPolicy::Full).own(sentences)
}

/// What the crate is for.
pub(crate) fn offer(apis: &[&Api]) -> Docs {
    let items = apis.iter().map(|api| {
        let version = api.version.as_deref().map(|version| format!(" {}", inline(version)));
        let (title, operations) = (title(&api.title), counted(api.endpoints.len()));
        // No link: without the API's feature it would lead nowhere.
        item(&code(&api.name), format!("{title}{}, {operations}.", version.unwrap_or_default()))
    });
    own("Typed clients made from the documentation that vendors publish for people. Each API is a module of its own behind the feature of the same name:")
        .list(items.collect())
}

/// What makes the crate a dependency: its name where it is published, its folder otherwise.
pub(crate) fn commands(package: &Package) -> [String; 2] {
    let name = crate::prose::plain(&package.name);
    [
        if package.is_published {
            format!("cargo add {name}")
        } else {
            format!("cargo add --path ../{name}")
        },
        "cargo add tokio --features macros,rt".to_owned(),
    ]
}

pub(crate) fn features(apis: &[&Api]) -> Docs {
    let names: Vec<String> = apis.iter().map(|api| code(&api.name)).collect();
    let alone = "on by default; with `default-features = false`, name those that you need.";
    let mut items: Vec<Item> = Some(names.join(", "))
        .filter(|names| !names.is_empty())
        .map(|names| item(&names, alone))
        .into_iter()
        .collect();
    items.push(item("`blocking`", "clients for programs without an asynchronous runtime; off by default."));
    items.push(item(
        "`testing`",
        "for tests of your own code: clients that are answered in memory, and a server on the same machine, in `runtime::testing`; off by default.",
    ));
    own("").list(items)
}

fn next() -> Docs {
    own("").list(vec![
        item(
            "The module of an API",
            "how its client begins, and from which documents it was made; its `ClientBuilder` has a method for each way to prove who calls, its groups of operations say what each endpoint takes, gives and means by a status.",
        ),
        item(
            "[`runtime`]",
            "what all clients share: errors, downloads, uploads, [`Maybe`](runtime::Maybe) for fields that can be null, [`Hook`](runtime::Hook) to see each request, and the crates whose types stand in signatures, such as `uuid` and `serde_json`.",
        ),
        item(
            "`raw`, `request` and `Client::call`",
            "the answer as it came, the request without sending it, and endpoints that the documentation lacks.",
        ),
    ])
}

fn item(label: &str, facts: impl Into<String>) -> Item {
    Item { label: label.to_owned(), text: None, facts: facts.into() }
}

/// Doc comments as they grow.
struct Page {
    tokens: TokenStream,
    /// Whether programs are documentation tests.
    runs: bool,
}

impl Page {
    fn docs(&mut self, docs: &Docs) {
        self.apart();
        self.tokens.extend(docs.inner());
    }

    fn heading(&mut self, heading: &str) {
        self.apart();
        self.line(&format!("# {heading}"));
    }

    fn text(&mut self, lines: &[String]) {
        self.docs(&own("").example(lines));
    }

    /// A whole program, which needs the feature of an API.
    fn program(&mut self, feature: &str, items: &[String]) {
        let feature = proc_macro2::Literal::string(feature);
        self.open();
        for (index, item) in items.iter().enumerate() {
            if index > 0 && item.starts_with('\n') {
                self.line("");
            }
            self.hidden(&[format!("#[cfg(feature = {feature})]")]);
            item.trim_start().lines().for_each(|line| self.line(line));
        }
        self.hidden(&[format!("#[cfg(not(feature = {feature}))]"), "fn main() {}".to_owned()]);
        self.line("```");
    }

    /// Some lines, between others that only a test sees.
    fn snippet(&mut self, head: &[String], lines: &str, tail: &[&str]) {
        self.open();
        self.hidden(head);
        lines.lines().for_each(|line| self.line(line));
        self.hidden(tail);
        self.line("```");
    }

    /// Lines of a program that only its test sees.
    fn hidden(&mut self, lines: &[impl std::fmt::Display]) {
        if self.runs {
            for line in lines {
                self.line(&format!("# {line}"));
            }
        }
    }

    fn open(&mut self) {
        self.apart();
        self.line(if self.runs { "```no_run" } else { "```text" });
    }

    /// An empty line, unless the page begins here.
    fn apart(&mut self) {
        if !self.tokens.is_empty() {
            self.tokens.extend(quote!(#![doc = ""]));
        }
    }

    fn line(&mut self, line: &str) {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        self.tokens.extend(quote!(#![doc = #line]));
    }
}
