//! Tests that the documents' own examples make of a client: each example of a request is built through the emitted
//! types and sent to a server on the same machine, each example of an answer is read into its type and written
//! again. What came out must be the example.
//!
//! In comes the model; out go files of tests, one for each API that has examples. An example that can't be replayed
//! becomes a test that is ignored with the reason and would fail if it were run, so that cargo counts and names it.
//! What a test leans on at run time is the module `testing` of the runtime.

mod request;
mod response;

use crate::calls::{Obstacle, credentials, json};
use crate::client::credential_methods;
use crate::context::Context;
use crate::docs::Docs;
use crate::names::identifier;
use crate::prose::{code, plain, title};
use crate::scope::Scope;
use crate::writer::{self, Draft};
use crate::{EmitError, File};
use docwright_model::{Api, DocsPolicy, Endpoint, Example, ExampleRole};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Where the tests are, below the crate.
const FOLDER: &str = "tests/documented_examples";
/// The name of the file that holds the others together, without its ending.
const ROOT: &str = "main";

/// An example and the test that it becomes.
struct Case<'a> {
    endpoint: &'a Endpoint,
    example: &'a Example,
    /// Its place among the endpoint's examples of its role, from one; absent if it is the only one.
    number: Option<usize>,
    name: Ident,
}

/// The files of tests.
pub(crate) fn files(apis: &[&Api], library: &str) -> Result<Vec<File>, EmitError> {
    let with_examples = |api: &&&Api| api.endpoints.iter().any(|endpoint| !endpoint.examples.is_empty());
    let apis: Vec<&Api> = apis.iter().filter(with_examples).copied().collect();
    if apis.is_empty() {
        return Ok(Vec::new());
    }
    let (path, header) = (format!("{FOLDER}/{ROOT}.rs"), writer::root_header(&apis));
    let mut drafts = vec![Draft { path, header, content: Box::new(|| root(&apis)) }];
    for &api in &apis {
        let (path, header) = (format!("{FOLDER}/{}", file_name(api)), writer::header(api));
        drafts.push(Draft { path, header, content: Box::new(move || module(api, library)) });
    }
    writer::files(drafts)
}

/// The name of the file of one API. An API may be called as the root is.
fn file_name(api: &Api) -> String {
    if api.name == ROOT { format!("{ROOT}/examples.rs") } else { format!("{}.rs", api.name) }
}

/// The content of `main.rs`.
fn root(apis: &[&Api]) -> Result<TokenStream, EmitError> {
    let docs = Docs::new(DocsPolicy::Full)
        .own("The examples of the documents, replayed through the clients: what is sent is what a document shows, and what it shows as an answer is read without loss.")
        .own("Each test is one example. Those that are ignored say why.")
        .inner();
    let mut modules = TokenStream::new();
    for api in apis {
        let (name, feature) = (identifier(&api.name, || format!("the API `{}`", api.name))?, &api.name);
        let elsewhere = file_name(api);
        let path = (api.name == ROOT).then(|| quote!(#[path = #elsewhere]));
        modules.extend(quote!(#[cfg(feature = #feature)] #path mod #name;));
    }
    Ok(quote! {
        #docs
        #![allow(deprecated, reason = "what a document deprecates has examples too")]
        #![allow(clippy::panic, clippy::unwrap_used, reason = "a test that fails should fail loudly")]
        #![allow(clippy::too_many_lines, reason = "a test is as long as its example")]
        #![allow(clippy::doc_markdown, clippy::similar_names, reason = "names and titles are the documents'")]
        #![allow(
            confusable_idents,
            mixed_script_confusables,
            uncommon_codepoints,
            reason = "names are in the documents' script"
        )]
        #modules
    })
}

/// The content of the file of one API.
fn module(api: &Api, library: &str) -> Result<TokenStream, EmitError> {
    let library = identifier(library, || "the crate's library".to_owned())?;
    let context = Context::new(api)?;
    let cases = cases(api, &context)?;
    let name = identifier(&api.name, || format!("the API `{}`", api.name))?;
    let local = cases.iter().map(|case| case.name.to_string()).collect();
    let found_at = quote!(#library::#name).to_string();
    let mut scope = Scope::tests(&context.emitted, local, &found_at);
    let methods = credential_methods(&context)?;
    let mut tests = TokenStream::new();
    for case in &cases {
        let before = scope.mark();
        let replayed = replay(case, &methods, &context, &mut scope);
        if matches!(replayed, Err(Obstacle::Untold(_))) {
            scope.back_to(before);
        }
        tests.extend(test(case, replayed, &context, &mut scope)?);
    }
    let head = format!("The examples of {}, each a test.", title(&api.title));
    let (docs, imports) = (Docs::new(context.docs_policy()).own(&head).inner(), scope.imports()?);
    Ok(quote!(#docs #imports #tests))
}

/// All examples of an API, endpoint by endpoint, requests first.
fn cases<'a>(api: &'a Api, context: &Context<'_>) -> Result<Vec<Case<'a>>, EmitError> {
    let mut cases = Vec::new();
    for endpoint in &api.endpoints {
        for (role, suffix) in [(ExampleRole::Request, "example"), (ExampleRole::Response, "answer")] {
            let of_role = || endpoint.examples.iter().filter(move |example| example.role == role);
            let many = of_role().nth(1).is_some();
            for (index, example) in of_role().enumerate() {
                let number = many.then_some(index.saturating_add(1));
                let counted = number.map(|number| format!("_{number}")).unwrap_or_default();
                let name = format!("{}_{suffix}{counted}", endpoint.rust_name);
                let name = identifier(&name, || context.place(endpoint))?;
                cases.push(Case { endpoint, example, number, name });
            }
        }
    }
    Ok(cases)
}

/// What the test of an example does.
fn replay<'a>(
    case: &Case<'a>,
    methods: &credentials::Methods<'_>,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, Obstacle> {
    json::check(&case.example.text)?;
    match case.example.role {
        ExampleRole::Request => request::steps(case.endpoint, &case.example.text, methods, context, scope),
        ExampleRole::Response => response::steps(case.endpoint, &case.example.text, context, scope),
    }
}

/// The test of an example. One whose flaw is known is what it would be without, and ignored.
fn test(
    case: &Case<'_>,
    replayed: Result<TokenStream, Obstacle>,
    context: &Context<'_>,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let Case { example, name, .. } = case;
    let mut reason = example.flaw.as_deref().map(plain);
    let mut waits = example.role == ExampleRole::Request;
    let steps = match replayed {
        Ok(steps) => steps,
        Err(Obstacle::Emit(error)) => return Err(error),
        Err(Obstacle::Untold(obstacle)) => {
            waits = false;
            let obstacle = plain(&obstacle);
            let steps = refused(&example.text, &obstacle, scope);
            reason.get_or_insert(obstacle);
            steps
        }
    };
    let ignored = reason.map(|reason| quote!(#[ignore = #reason]));
    let docs = documentation(case, context);
    Ok(if waits {
        quote!(#docs #[tokio::test] #ignored async fn #name() { #steps })
    } else {
        quote!(#docs #[test] #ignored fn #name() { #steps })
    })
}

/// What fails for the reason for which an example is not replayed.
fn refused(text: &str, reason: &str, scope: &mut Scope<'_>) -> TokenStream {
    if json::check(text).is_ok() {
        let message = reason.replace('{', "{{").replace('}', "}}");
        return quote!(panic!(#message););
    }
    let (from_str, value) = (scope.runtime("from_str"), scope.runtime("Value"));
    quote!(#from_str::<#value>(#text).unwrap();)
}

fn documentation(case: &Case<'_>, context: &Context<'_>) -> Docs {
    let Case { endpoint, example, number, .. } = case;
    let called = endpoint.name.clone().unwrap_or_else(|| format!("{} {}", endpoint.method, endpoint.path));
    let what = match (example.role, number) {
        (ExampleRole::Request, Some(number)) => format!("Example {number}"),
        (ExampleRole::Request, None) => "The example".to_owned(),
        (ExampleRole::Response, Some(number)) => format!("Example answer {number}"),
        (ExampleRole::Response, None) => "The example answer".to_owned(),
    };
    let is_published = context.docs_policy() == DocsPolicy::Full;
    let words = example.title.as_deref().filter(|_| is_published).map(title).unwrap_or_default();
    Docs::new(context.docs_policy()).own(&format!("{what} of {}.", code(&called))).own(&words)
}
