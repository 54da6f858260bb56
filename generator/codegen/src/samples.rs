//! Calls of every endpoint with sample values, for a server that checks what clients send.
//!
//! In comes the model; out goes a module for each API with a function for each call and a list of them all. What a
//! document shows as an example of a request is one call; of every endpoint there is one with only what it requires
//! and one with everything that may be given together, or more, where some of it shuts out the rest. Who sends the
//! calls, where to, and what is made of their outcome is left to the program that holds the module.

use crate::calls::credentials::{Methods, proof, sample_proof};
use crate::calls::request::{Request, body_location, request, rest, samples};
use crate::calls::{Extent, Obstacle, json};
use crate::client::credential_methods;
use crate::context::{Context, key};
use crate::decode::{Answer, answer};
use crate::docs::Docs;
use crate::names::identifier;
use crate::prose::{code, title};
use crate::scope::Scope;
use crate::writer::{self, Draft};
use crate::{EmitError, File};
use docwright_model::{Api, Endpoint, ExampleRole};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// Where the modules are.
const FOLDER: &str = "sample_calls";

/// A call and the function that makes it.
struct Call<'a> {
    endpoint: &'a Endpoint,
    name: Ident,
    /// What is given, for people.
    given: String,
    /// What the function does.
    steps: TokenStream,
}

/// The modules.
pub(crate) fn files(apis: &[&Api], library: &str) -> Result<Vec<File>, EmitError> {
    identifier(library, || "the crate's library".to_owned())?;
    let apis: Vec<&Api> = apis.iter().filter(|api| !api.endpoints.is_empty()).copied().collect();
    let drafts = apis.into_iter().map(|api| Draft {
        path: format!("{FOLDER}/{}.rs", api.name),
        header: writer::header(api),
        content: Box::new(move || module(api, library)),
    });
    writer::files(drafts.collect())
}

fn module(api: &Api, library: &str) -> Result<TokenStream, EmitError> {
    let library = identifier(library, || "the crate's library".to_owned())?;
    let context = Context::new(api)?;
    let name = identifier(&api.name, || format!("the API `{}`", api.name))?;
    let found_at = quote!(#library::#name).to_string();
    let mut scope = Scope::tests(&context.emitted, BTreeSet::new(), &found_at);
    let methods = credential_methods(&context)?;
    let mut calls = Vec::new();
    for endpoint in &api.endpoints {
        calls.extend(of_endpoint(endpoint, &methods, &context, &mut scope)?);
    }
    let (builder, sample_call) = (scope.emitted("ClientBuilder")?, scope.runtime("SampleCall"));
    let result = scope.runtime("Result");
    let listed = calls.iter().map(|Call { endpoint, name, .. }| {
        let (endpoint, called) = (key(endpoint), name.to_string());
        quote!(#sample_call::new(#endpoint, #called, |client| Box::pin(#name(client))))
    });
    let listed: TokenStream = quote!(#(#listed),*);
    let functions = calls.iter().map(|Call { endpoint, name, given, steps }| {
        let docs = Docs::new(context.docs_policy()).own(&format!("{} with {given}.", code(&key(endpoint))));
        quote!(#docs async fn #name(client: #builder) -> #result<()> { #steps })
    });
    let functions: TokenStream = functions.collect();
    let head = format!("A call of each endpoint of {}, and more of most.", title(&api.title));
    let (docs, imports) = (Docs::new(context.docs_policy()).own(&head).inner(), scope.imports()?);
    let list_docs =
        Docs::new(context.docs_policy()).own("The calls, endpoint by endpoint in the document's order.");
    Ok(quote! {
        #docs
        #![allow(deprecated, reason = "what a document deprecates can be called")]
        #![allow(clippy::unwrap_used, reason = "the samples fit their types")]
        #![allow(clippy::too_many_lines, reason = "a call is as long as what it gives")]
        #![allow(clippy::doc_markdown, reason = "titles are the documents'")]
        #imports
        #list_docs
        pub const SAMPLE_CALLS: &[#sample_call<#builder>] = &[#listed];
        #functions
    })
}

/// The calls of an endpoint, each other than those before it.
fn of_endpoint<'a>(
    endpoint: &'a Endpoint,
    methods: &Methods<'_>,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<Vec<Call<'a>>, EmitError> {
    let mut calls: Vec<Call<'a>> = Vec::new();
    let mut add = |suffix: &str, given: &str, steps: TokenStream| -> Result<(), EmitError> {
        let place = || context.place(endpoint);
        let name = identifier(&format!("{}_{suffix}", endpoint.rust_name), place)?;
        let is_new = calls.iter().all(|other| other.steps.to_string() != steps.to_string());
        if is_new {
            calls.push(Call { endpoint, name, given: given.to_owned(), steps });
        }
        Ok(())
    };
    let extents = [
        (Extent::Least, "with_required", "only what it requires"),
        (Extent::Most, "with_all", "everything that may be given together"),
    ];
    for (extent, suffix, given) in extents {
        let credentials = sample_proof(endpoint, extent, methods, context)?;
        for (index, request) in samples(endpoint, extent, context, scope)?.iter().enumerate() {
            let steps = steps(endpoint, &credentials, request, &TokenStream::new(), context, scope)?;
            add(&counted(suffix, index), given, steps)?;
        }
    }
    let shown = endpoint.examples.iter().filter(|example| example.role == ExampleRole::Request);
    for (index, example) in shown.enumerate().filter(|(_, example)| example.flaw.is_none()) {
        let before = scope.mark();
        match as_shown(endpoint, &example.text, methods, context, scope) {
            Ok(steps) => add(&counted("as_shown", index), "the values of an example", steps)?,
            Err(Obstacle::Emit(error)) => return Err(error),
            // The tests of examples name it.
            Err(Obstacle::Untold(_)) => scope.back_to(before),
        }
    }
    Ok(calls)
}

/// The call that an example shows.
fn as_shown<'a>(
    endpoint: &'a Endpoint,
    text: &str,
    methods: &Methods<'_>,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, Obstacle> {
    json::check(text)?;
    let (location, fields) = (body_location(endpoint)?, json::fields(text)?);
    let proof = proof(endpoint, &fields, methods, context)?;
    let request = request(endpoint, location, fields, &proof, context, scope)?;
    let (rest_value, rest) = rest(endpoint, &request, context, scope)?;
    let steps = steps(endpoint, &proof.calls, &request, &rest, context, scope)?;
    Ok(quote!(#rest_value #steps))
}

fn steps(
    endpoint: &Endpoint,
    credentials: &TokenStream,
    request: &Request,
    rest: &TokenStream,
    context: &Context<'_>,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let method = identifier(endpoint.rust_name.as_str(), || context.place(endpoint))?;
    let ok = scope.standard("Ok");
    let Request { arguments, setters, values, .. } = request;
    // A download is read to its end; the value of any other answer is read before the call gives it.
    let read = matches!(answer(endpoint), Answer::Stream).then(|| quote!(.bytes().await?));
    Ok(quote! {
        #values
        client #credentials .build()?.#method(#(#arguments),*) #rest #setters .await? #read;
        #ok(())
    })
}

fn counted(suffix: &str, index: usize) -> String {
    if index == 0 { suffix.to_owned() } else { format!("{suffix}_{}", index.saturating_add(1)) }
}
