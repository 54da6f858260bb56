//! The file of the client: the API's static description, the client and its builder.

mod builder;
mod schemes;
mod session;

use crate::EmitError;
use crate::context::Context;
use crate::docs::Docs;
use crate::names::identifier;
use crate::prose::{code, title};
use docwright_model::{Api, CredentialSet, DocsPolicy, EnvelopeFailure, ErrorEnvelope, WireName};
use proc_macro2::TokenStream;
use quote::quote;
use session::Groups;

pub(crate) use builder::{example_credentials, first_credentials};
pub(crate) use schemes::credential_methods;

/// The content of `client.rs`.
pub(crate) fn client(groups: &Groups<'_>, context: &Context<'_>) -> Result<TokenStream, EmitError> {
    let api = context.api;
    let name = title(&api.title);
    let policy = context.docs_policy();
    let head = Docs::new(policy).own(&format!("The client of {name} and the builder that makes it.")).inner();
    let module = identifier(&api.name, || "the API".to_owned())?;
    let docs = Docs::new(policy)
        .own(&format!("A client of {name}."))
        .own("Its methods prepare calls; awaiting a call sends it. Copies share one connection pool and cost next to nothing.");
    let address = api.base_url.as_deref().map(|url| format!(" The documented one is {}.", code(url)));
    let builder_docs = Docs::new(policy)
        .own(&format!("Begins a client for the API at this address.{}", address.unwrap_or_default()));
    let sessions = session::description(context, groups)?;
    let description = description(api, &module.to_string(), sessions.as_ref());
    let session_methods = session::methods(api);
    let custom_call = custom_call();
    let builder = builder::builder(context)?;
    let used = builder.to_string();
    let credential = used.contains("CredentialValue").then(|| quote!(CredentialValue,));
    let secret = used.contains("SecretString").then(|| quote!(SecretString,));
    Ok(quote! {
        #head
        use docwright_runtime::{Async, Call, Core, Method, Result, #credential #secret Transport, Untyped};
        use std::borrow::Cow;
        #description
        #docs
        #[derive(Debug, Clone)]
        pub struct Client<T: Transport = Async> {
            pub(super) core: Core<T>,
        }
        impl Client {
            #builder_docs
            pub fn builder(base_url: impl Into<String>) -> ClientBuilder {
                ClientBuilder(docwright_runtime::ClientBuilder::new(&API, base_url))
            }
        }
        impl<T: Transport> Client<T> {
            #session_methods
            #custom_call
        }
        #builder
    })
}

/// The way to what no document describes.
fn custom_call() -> TokenStream {
    let lines = [
        "let answer = client.call(Method::Get, \"/new/things\").query(\"limit\", 10).send().await?;",
        "let things: Vec<Thing> = answer.json()?;",
    ];
    let docs = Docs::new(DocsPolicy::Full)
        .own("Prepares a call of an endpoint that the document lacks: by the path below the address of the client, with what its caller adds.")
        .example(&lines.map(str::to_owned))
        .own("Credentials go with it as with an endpoint whose document does not say who may call it. Nothing of it is checked, and its answer is JSON.");
    quote! {
        #docs
        pub fn call(&self, method: Method, path: impl Into<Cow<'static, str>>) -> Call<T, Untyped> {
            self.core.custom_call(method, path)
        }
    }
}

fn description(api: &Api, name: &str, sessions: Option<&TokenStream>) -> TokenStream {
    let envelope = api.error_envelope.as_ref().map(envelope);
    let sets: Vec<TokenStream> = api.credential_sets.iter().map(credential_set).collect();
    let sets = (!sets.is_empty()).then(|| quote!(.credential_sets(&[#(#sets),*])));
    quote! {
        static API: docwright_runtime::Api = docwright_runtime::Api::new(#name) #envelope #sets #sessions;
    }
}

fn credential_set(set: &CredentialSet) -> TokenStream {
    let name = &set.name;
    let header = set.header.as_deref().map(|format| quote!(.header(#format)));
    quote!(docwright_runtime::CredentialSet::new(#name) #header)
}

fn envelope(envelope: &ErrorEnvelope) -> TokenStream {
    let ErrorEnvelope { status, message, kind, failure, message_required } = envelope;
    let status = status.as_str();
    let optional = |name: Option<&str>| name.map_or_else(|| quote!(None), |name| quote!(Some(#name)));
    let message = optional(message.as_ref().map(WireName::as_str));
    let kind = optional(kind.as_ref().map(WireName::as_str));
    let failure = match failure {
        EnvelopeFailure::AtLeast(least) => {
            let least = proc_macro2::Literal::i64_unsuffixed(*least);
            quote!(AtLeast(#least))
        }
        EnvelopeFailure::Equals(text) => quote!(Equals(#text)),
    };
    quote! {
        .envelope(docwright_runtime::Envelope {
            status: #status,
            message: #message,
            kind: #kind,
            failure: docwright_runtime::EnvelopeFailure::#failure,
            message_required: #message_required,
        })
    }
}
