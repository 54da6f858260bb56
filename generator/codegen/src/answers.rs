//! The answers that the documents show and describe, as a list for tests of programs that use the client.
//!
//! An endpoint is in the list with all that can be told of its answers, or not at all: it is there if the document
//! shows an answer of it, or says that an answer has no body. What the document leaves open, such as the body that comes
//! with a 200 of which no example is shown, is nothing to test against and is left out.

use crate::calls::json::literal;
use crate::context::Context;
use crate::decode::is_json;
use crate::docs::Docs;
use docwright_model::{DocsPolicy, Endpoint, Example, ExampleRole, Method, Response, ResponseStatus};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::value::RawValue;

/// The status of an answer that is shown without one.
const OK: u16 = 200;
/// The media type of a body that is JSON and has none.
const JSON: &str = "application/json";
/// Statuses that come without a body.
const WITHOUT_BODY: [u16; 2] = [204, 205];

/// The content of `documented_answers.rs`.
pub(crate) fn answers(context: &Context<'_>) -> TokenStream {
    let entries: Vec<TokenStream> =
        context.api.endpoints.iter().flat_map(|endpoint| entries(endpoint, context.docs_policy())).collect();
    let method = (!entries.is_empty()).then(|| quote!(Method,));
    let head = Docs::new(DocsPolicy::Full)
        .own("Answers of the documents, for tests of code that uses the client.")
        .own("A test that answers a client's calls from this list needs no server and invents nothing. An endpoint is in the list if its documents show one of its answers or say that one has no body; beside these are its documented failures, without a body where none is shown. Answers with a body of which the documents show nothing are not in the list: a test that needs one says itself what it holds.")
        .inner();
    let docs = if entries.is_empty() {
        "The documents show no answers, and none without a body: the list is empty."
    } else {
        "The answers, endpoint by endpoint in the order of the documents: first those that are shown, then those without a body."
    };
    let docs = Docs::new(DocsPolicy::Full).own(docs);
    quote! {
        #head
        use docwright_runtime::{#method testing::DocumentedAnswer};
        #docs
        pub static DOCUMENTED_ANSWERS: &[DocumentedAnswer] = &[#(#entries),*];
    }
}

/// The answers of one endpoint.
fn entries(endpoint: &Endpoint, policy: DocsPolicy) -> Vec<TokenStream> {
    let shown = endpoint.examples.iter().filter(|example| example.role == ExampleRole::Response);
    let shown = shown.filter_map(|example| shown_answer(example, endpoint, policy));
    let codes = || endpoint.responses.iter().filter_map(code);
    let empty = codes().filter(|code| WITHOUT_BODY.contains(code)).map(|code| entry(endpoint, code));
    let mut entries: Vec<TokenStream> = shown.chain(empty).collect();
    if !entries.is_empty() {
        entries.extend(codes().filter(|code| *code >= 300).map(|code| entry(endpoint, code)));
    }
    entries
}

fn code(response: &Response) -> Option<u16> {
    match response.status {
        ResponseStatus::Code(code) => Some(code),
        _ => None,
    }
}

fn entry(endpoint: &Endpoint, status: u16) -> TokenStream {
    let (method, path) = (method(endpoint.method), endpoint.path.as_str());
    let status = Literal::u16_unsuffixed(status);
    quote!(DocumentedAnswer::new(Method::#method, #path, #status))
}

fn method(method: Method) -> proc_macro2::Ident {
    match method {
        Method::Get => format_ident!("Get"),
        Method::Head => format_ident!("Head"),
        Method::Post => format_ident!("Post"),
        Method::Put => format_ident!("Put"),
        Method::Patch => format_ident!("Patch"),
        Method::Delete => format_ident!("Delete"),
        Method::Options => format_ident!("Options"),
    }
}

/// An answer that an example shows, unless the example has a flaw or may not be published.
fn shown_answer(example: &Example, endpoint: &Endpoint, policy: DocsPolicy) -> Option<TokenStream> {
    if example.flaw.is_some() || policy == DocsPolicy::Facts {
        return None;
    }
    let success = || endpoint.responses.iter().filter(|response| response.status.is_success());
    let documented = success().find_map(|response| response.body.as_ref());
    let media_type = documented.map_or(JSON, |body| body.media_type.as_str());
    let text = if is_json(media_type) {
        let is_whole = serde_json::from_str::<&RawValue>(&example.text).is_ok();
        is_whole.then(|| literal(&example.text))?
    } else {
        Literal::string(&example.text)
    };
    let status = success().filter_map(code).find(|code| !WITHOUT_BODY.contains(code));
    let entry = entry(endpoint, status.unwrap_or(OK));
    let title = example.title.as_deref().map(|title| quote!(.title(#title)));
    Some(quote!(#entry #title .body(#media_type, #text)))
}
