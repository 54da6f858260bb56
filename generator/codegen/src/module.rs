//! The head of an API's module: what it is a client of, how it is used, and what it offers.

use crate::EmitError;
use crate::client::example_credentials;
use crate::context::Context;
use crate::docs::{Docs, Item};
use crate::names::identifier;
use crate::operations::arguments;
use crate::prose::{inline, title, web_address};
use docwright_model::{DocumentInfo, Endpoint, Method};
use proc_macro2::TokenStream;
use quote::quote;

/// What a module consists of besides its client.
pub(crate) struct Parts {
    /// The names of its groups of operations.
    pub(crate) groups: Vec<String>,
    /// Whether it has types of its own.
    pub(crate) has_types: bool,
    /// Whether it has constants.
    pub(crate) has_constants: bool,
}

/// The content of the module's `mod.rs`.
pub(crate) fn module(parts: &Parts, context: &Context<'_>) -> Result<TokenStream, EmitError> {
    let docs = documentation(context).inner();
    let place = || context.place_of("a group of endpoints");
    let groups = parts.groups.iter().map(|name| identifier(name, place)).collect::<Result<Vec<_>, _>>()?;
    let (types, exports) = if parts.has_types {
        (
            quote!(
                mod types;
            ),
            quote!(
                pub use types::*;
            ),
        )
    } else {
        Default::default()
    };
    let constants = parts.has_constants.then(|| {
        quote!(
            pub mod constants;
        )
    });
    Ok(quote! {
        #docs
        mod client;
        #constants
        #[cfg(feature = "testing")]
        mod documented_answers;
        #(pub mod #groups;)*
        #types
        pub use client::{Client, ClientBuilder};
        #[cfg(feature = "testing")]
        pub use documented_answers::DOCUMENTED_ANSWERS;
        #exports
    })
}

fn documentation(context: &Context<'_>) -> Docs {
    let api = context.api;
    let version = api.version.as_deref().map(|version| format!(", version {}", inline(version)));
    let head = format!("A client of {}{}.", title(&api.title), version.unwrap_or_default());
    let docs = Docs::new(context.docs_policy()).own(&head).prose(api.description.as_deref());
    let docs = docs.example(&example(context));
    docs.own("Made from these documents:").list(api.documents.iter().map(document).collect())
}

pub(crate) fn document(document: &DocumentInfo) -> Item {
    let name = title(document.title.as_deref().unwrap_or(&document.file));
    let address = document.url.as_deref().and_then(web_address);
    let label = address.map_or_else(|| name.clone(), |address| format!("[{name}]({address})"));
    let retrieved = document.retrieved.as_deref().map(|day| format!("as of {}.", inline(day)));
    let notice = document.notice.as_deref().map(inline);
    Item { label, text: None, facts: retrieved.into_iter().chain(notice).collect::<Vec<_>>().join(" ") }
}

/// A first call. It is shown and not compiled: what stands in it for a caller's values has no type.
fn example(context: &Context<'_>) -> Vec<String> {
    let api = context.api;
    let address = api.base_url.as_deref().and_then(web_address).unwrap_or("https://api.example.com");
    let mut lines = vec![format!("let client = {}::Client::builder(\"{address}\")", api.name)];
    lines.extend(example_credentials(context).map(|call| format!("    {call}")));
    lines.push("    .build()?;".to_owned());
    lines.extend(example_endpoint(api.endpoints.iter()).map(|endpoint| {
        let arguments: Vec<&str> =
            arguments(endpoint).map(|parameter| parameter.field.rust_name.as_str()).collect();
        format!("let answer = client.{}({}).await?;", endpoint.rust_name, arguments.join(", "))
    }));
    lines
}

/// The endpoint that asks for least: one that reads, if there is any.
pub(crate) fn example_endpoint<'a>(endpoints: impl Iterator<Item = &'a Endpoint>) -> Option<&'a Endpoint> {
    let usable = endpoints.filter(|endpoint| endpoint.deprecated.is_none() && endpoint.disabled.is_none());
    usable.min_by_key(|endpoint| (endpoint.method != Method::Get, arguments(endpoint).count()))
}
