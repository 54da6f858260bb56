//! The root of the emitted crate: the APIs behind their features, and the lints for all that is emitted.

use crate::front_page::front_page;
use crate::names::identifier;
use crate::{EmitError, Package};
use docwright_model::Api;
use proc_macro2::TokenStream;
use quote::quote;

/// The name by which users of the crate reach what all clients share.
const RUNTIME: &str = "runtime";

/// The content of `lib.rs`.
pub(crate) fn crate_root(apis: &[&Api], package: Option<&Package>) -> Result<TokenStream, EmitError> {
    let docs = front_page(apis, package)?;
    let runtime = identifier(RUNTIME, || "what all clients share".to_owned())?;
    let mut modules = TokenStream::new();
    for api in apis {
        if api.name == RUNTIME {
            let taken_by = "what all clients share".to_owned();
            return Err(EmitError::NameTaken { name: api.name.clone(), place: place(api), taken_by });
        }
        let (name, feature) = (identifier(&api.name, || place(api))?, &api.name);
        modules.extend(quote!(#[cfg(feature = #feature)] pub mod #name;));
    }
    let allowed = allowed().map(|lints| quote!(#![allow(#lints)]));
    Ok(quote! {
        #docs
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #(#allowed)*
        // Only a crate as a whole can allow these.
        #![allow(
            confusable_idents,
            mixed_script_confusables,
            uncommon_codepoints,
            reason = "names are in the documents' script"
        )]
        #modules
        #[doc(no_inline)]
        pub use docwright_runtime as #runtime;
    })
}

/// The content of the `mod.rs` above the modules of APIs in somebody else's crate. It is made to be included, and so
/// has no inner attributes.
pub(crate) fn modules_root(apis: &[&Api]) -> Result<TokenStream, EmitError> {
    let mut modules = TokenStream::new();
    for api in apis {
        let name = identifier(&api.name, || place(api))?;
        let allowed = allowed().map(|lints| quote!(#[allow(#lints)]));
        modules.extend(quote! {
            #(#allowed)*
            #[allow(unexpected_cfgs, reason = "a crate need not have the features `blocking` and `testing`")]
            pub mod #name;
        });
    }
    Ok(modules)
}

/// The lints that emitted code may offend, each group with its reason.
fn allowed() -> [TokenStream; 4] {
    [
        quote!(
            deprecated,
            reason = "what a document deprecates still refers to itself and to others like it"
        ),
        quote!(
            clippy::doc_markdown,
            clippy::enum_variant_names,
            clippy::module_name_repetitions,
            clippy::should_implement_trait,
            clippy::similar_names,
            clippy::struct_field_names,
            clippy::upper_case_acronyms,
            clippy::wrong_self_convention,
            nonstandard_style,
            reason = "names and sentences are the documents'"
        ),
        quote!(clippy::deprecated_semver, reason = "versions are the API's, which need not be semantic"),
        quote!(
            clippy::fn_params_excessive_bools,
            clippy::struct_excessive_bools,
            clippy::too_many_arguments,
            reason = "an endpoint asks for what it asks for, and structures hold what they hold"
        ),
    ]
}

fn place(api: &Api) -> String {
    format!("the API `{}`", api.name)
}
