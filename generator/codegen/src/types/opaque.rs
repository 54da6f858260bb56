//! Types that a document names and does not describe.

use crate::prose::web_address;
use crate::scope::Scope;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A type that keeps any JSON.
pub(super) fn opaque(name: &Ident, scope: &mut Scope<'_>) -> TokenStream {
    let inner = scope.runtime("Opaque");
    quote! {
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct #name(pub #inner);
        docwright_runtime::opaque!(#name);
    }
}

/// What its documentation says besides the document's own sentence.
pub(super) fn remark(link: Option<&str>) -> String {
    match link.and_then(web_address) {
        Some(address) => format!("Any JSON, kept as it is; see [its description]({address})."),
        None => "Any JSON, kept as it is: the documents name this type and do not describe it.".to_owned(),
    }
}
