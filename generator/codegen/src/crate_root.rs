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
        let place = || format!("the API `{}`", api.name);
        let (name, feature) = (identifier(&api.name, place)?, &api.name);
        if api.name == RUNTIME {
            let taken_by = "what all clients share".to_owned();
            return Err(EmitError::NameTaken { name: api.name.clone(), place: place(), taken_by });
        }
        modules.extend(quote!(#[cfg(feature = #feature)] pub mod #name;));
    }
    Ok(quote! {
        #docs
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #![allow(deprecated, reason = "what a document deprecates still refers to itself and to others like it")]
        #![allow(
            clippy::doc_markdown,
            clippy::enum_variant_names,
            clippy::module_name_repetitions,
            clippy::should_implement_trait,
            clippy::similar_names,
            clippy::struct_field_names,
            clippy::upper_case_acronyms,
            clippy::wrong_self_convention,
            reason = "names and sentences are the documents'"
        )]
        #![allow(clippy::deprecated_semver, reason = "versions are the API's, which need not be semantic")]
        #![allow(
            clippy::fn_params_excessive_bools,
            clippy::struct_excessive_bools,
            clippy::too_many_arguments,
            reason = "an endpoint asks for what it asks for, and structures hold what they hold"
        )]
        #modules
        #[doc(no_inline)]
        pub use docwright_runtime as #runtime;
    })
}
