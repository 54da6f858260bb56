//! Enumerations: a variant for each documented value and one for those that a server knows besides.

use crate::EmitError;
use crate::context::Context;
use crate::docs::Docs;
use crate::names::{identifier, upper_case};
use crate::prose::code;
use docwright_model::{EnumerationBase, EnumerationValue, NamedType};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The variant for values that are not documented.
const UNKNOWN: &str = "Unknown";

/// An enumeration that the documents name.
pub(super) fn enumeration(
    named: &NamedType,
    name: &Ident,
    (base, values): (EnumerationBase, &[EnumerationValue]),
    context: &Context<'_>,
) -> Result<TokenStream, EmitError> {
    let place = || context.place_of(&format!("type `{}`", named.name));
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    taken.insert(UNKNOWN.to_owned(), "the variant for other values".to_owned());
    // Two names for one value can't be two variants: the second is a constant.
    let mut first_names: BTreeMap<&str, Ident> = BTreeMap::new();
    let (mut variants, mut pairs, mut constants) = (TokenStream::new(), Vec::new(), TokenStream::new());
    for value in values {
        let variant = identifier(value.rust_name.as_str(), place)?;
        let docs = value_docs(value, context);
        if let Some(taken_by) = taken.insert(variant.to_string(), format!("value `{}`", value.value)) {
            return Err(EmitError::NameTaken { name: variant.to_string(), place: place(), taken_by });
        }
        if let Some(first) = first_names.get(value.value.as_str()) {
            let constant = identifier(&upper_case(value.rust_name.as_str()), place)?;
            constants.extend(quote!(#docs pub const #constant: Self = Self::#first;));
            continue;
        }
        variants.extend(quote!(#docs #variant,));
        let literal = literal(base, value, place)?;
        pairs.push(quote!(#variant = #literal));
        first_names.insert(value.value.as_str(), variant);
    }
    let constants = (!constants.is_empty()).then(|| quote!(impl #name { #constants }));
    let (held, macro_name) = match base {
        EnumerationBase::String => (quote!(std::string::String), quote!(string_enumeration)),
        EnumerationBase::Integer => (quote!(i64), quote!(integer_enumeration)),
    };
    let held = if base == EnumerationBase::String && !context.emitted.contains("String") {
        quote!(String)
    } else {
        held
    };
    Ok(quote! {
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #variants
            #[doc = " A value that this version does not know, as it came."]
            Unknown(#held),
        }
        #constants
        docwright_runtime::#macro_name!(#name { #(#pairs),* });
    })
}

fn value_docs(value: &EnumerationValue, context: &Context<'_>) -> Docs {
    let wire = code(&value.value);
    Docs::new(context.docs_policy()).prose_or(value.description.as_deref(), || format!("The value {wire}."))
}

/// The value as a literal.
fn literal(
    base: EnumerationBase,
    value: &EnumerationValue,
    place: impl Fn() -> String,
) -> Result<TokenStream, EmitError> {
    let text = value.value.as_str();
    match base {
        EnumerationBase::String => Ok(quote!(#text)),
        EnumerationBase::Integer => {
            let bad = || EmitError::BadValue { value: text.to_owned(), place: place() };
            let number: i64 = text.parse().map_err(|_| bad())?;
            let digits: Literal = grouped(number.unsigned_abs()).parse().map_err(|_| bad())?;
            Ok(if number < 0 { quote!(-#digits) } else { quote!(#digits) })
        }
    }
}

/// The number as people write it in Rust: `7_000_000`. Up to five digits stay together.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left % 3 == 0 && digits.len() > 5 {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
