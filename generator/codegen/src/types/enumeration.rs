//! Enumerations: a variant for each documented value and one for those that a server knows besides; constants for
//! second names of a value, for named bounds of values and for the ranges between them.

use crate::EmitError;
use crate::context::Context;
use crate::docs::Docs;
use crate::literal::whole;
use crate::names::{constant_identifier, identifier};
use crate::prose::code;
use docwright_model::{Bound, EnumerationBase, EnumerationValue, NamedType, WireName};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The variant for values that are not documented.
const UNKNOWN: &str = "Unknown";
/// What every enumeration has besides its variants.
const METHODS: [&str; 6] = ["as_str", "clone", "default", "from", "known", "value"];
/// What the names of the bounds of a range end with.
const LOWEST: [&str; 2] = ["MIN", "LOWEST"];
const HIGHEST: [&str; 2] = ["MAX", "HIGHEST"];
/// The name of a range whose bounds are called by these words alone, and the end of a name that is taken.
const RANGE: &str = "RANGE";

/// An enumeration on its way into Rust.
struct Enumeration<'a> {
    base: EnumerationBase,
    context: &'a Context<'a>,
    place: String,
    /// The names that variants, constants and methods have, and whose they are.
    taken: BTreeMap<String, String>,
    constants: TokenStream,
}

/// An enumeration that the documents name.
pub(super) fn enumeration(
    named: &NamedType,
    name: &Ident,
    (base, values, bounds): (EnumerationBase, &[EnumerationValue], &[Bound]),
    context: &Context<'_>,
) -> Result<TokenStream, EmitError> {
    let place = context.place_of(&format!("type `{}`", named.name));
    let mut taken: BTreeMap<String, String> =
        METHODS.iter().map(|name| ((*name).to_owned(), "every enumeration".to_owned())).collect();
    taken.insert(UNKNOWN.to_owned(), "the variant for other values".to_owned());
    let mut enumeration = Enumeration { base, context, place, taken, constants: TokenStream::new() };
    let (variants, pairs) = enumeration.values(values)?;
    enumeration.bounds(bounds)?;
    enumeration.ranges(bounds)?;

    let constants = &enumeration.constants;
    let constants = (!constants.is_empty()).then(|| quote!(impl #name { #constants }));
    let (held, macro_name, copy) = match base {
        EnumerationBase::String => (quote!(std::string::String), quote!(string_enumeration), None),
        EnumerationBase::Integer => (quote!(i64), quote!(integer_enumeration), Some(quote!(Copy,))),
    };
    let held = if base == EnumerationBase::String && !context.emitted.contains("String") {
        quote!(String)
    } else {
        held
    };
    Ok(quote! {
        #[derive(Debug, Clone, #copy PartialEq, Eq, Hash)]
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

impl Enumeration<'_> {
    /// The variants, and each with its value for the runtime. Two names for one value can't be two variants: the
    /// second is a constant.
    fn values(&mut self, values: &[EnumerationValue]) -> Result<(TokenStream, Vec<TokenStream>), EmitError> {
        let mut first_names: BTreeMap<String, Ident> = BTreeMap::new();
        let (mut variants, mut pairs) = (TokenStream::new(), Vec::new());
        for value in values {
            let EnumerationValue { value: text, rust_name, description, constant } = value;
            let variant = identifier(rust_name.as_str(), || self.place.clone())?;
            let literal = self.literal(text)?;
            let docs = self.documentation(
                description.as_deref(),
                constant.as_ref(),
                &format!("the value {}", code(text)),
            );
            if let Some(first) = first_names.get(&literal.to_string()) {
                let name = constant_identifier(rust_name.as_str(), || self.place.clone())?;
                self.take(&name, format!("value `{text}`"))?;
                self.constants.extend(quote!(#docs pub const #name: Self = Self::#first;));
                continue;
            }
            self.take(&variant, format!("value `{text}`"))?;
            variants.extend(quote!(#docs #variant,));
            pairs.push(quote!(#variant = #literal));
            first_names.insert(literal.to_string(), variant);
        }
        Ok((variants, pairs))
    }

    /// A constant for each named end of a range.
    fn bounds(&mut self, bounds: &[Bound]) -> Result<(), EmitError> {
        let rust_type = match self.base {
            EnumerationBase::String => quote!(&'static str),
            EnumerationBase::Integer => quote!(i64),
        };
        for Bound { constant, rust_name, value, description } in bounds {
            let name = constant_identifier(rust_name.as_str(), || self.place.clone())?;
            self.take(&name, format!("bound `{constant}`"))?;
            let (literal, what) =
                (self.literal(value)?, format!("an end of a range of values, {}", code(value)));
            let docs = self.documentation(description.as_deref(), Some(constant), &what);
            self.constants.extend(quote!(#docs pub const #name: #rust_type = #literal;));
        }
        Ok(())
    }

    /// A constant for each range with a least and a greatest value, unless its name is taken.
    fn ranges(&mut self, bounds: &[Bound]) -> Result<(), EmitError> {
        let mut lowest: BTreeMap<&str, &Bound> = BTreeMap::new();
        for bound in bounds {
            if let Some(name) = range_of(bound, &LOWEST) {
                lowest.entry(name).or_insert(bound);
            }
        }
        let numbers = if self.base == EnumerationBase::Integer { bounds } else { &[] };
        for high in numbers {
            let range = range_of(high, &HIGHEST);
            // Each range has one constant, whatever other words its bounds have.
            let Some((range, low)) = range.and_then(|range| Some((range, lowest.remove(range)?))) else {
                continue;
            };
            let is_range = |(low, high): (i64, i64)| low <= high;
            if low.value.parse().ok().zip(high.value.parse().ok()).is_some_and(is_range) {
                self.range(range, low, high)?;
            }
        }
        Ok(())
    }

    fn range(&mut self, range: &str, low: &Bound, high: &Bound) -> Result<(), EmitError> {
        let names = if range.is_empty() {
            vec![RANGE.to_owned()]
        } else {
            vec![range.to_owned(), format!("{range}_{RANGE}")]
        };
        let mut names = names.iter().filter_map(|name| constant_identifier(name, String::new).ok());
        let Some(name) = names.find(|name| !self.taken.contains_key(&name.to_string())) else {
            return Ok(());
        };
        let constant = |bound: &Bound| constant_identifier(bound.rust_name.as_str(), || self.place.clone());
        let (low, high) = (constant(low)?, constant(high)?);
        self.take(&name, "a range".to_owned())?;
        let docs = Docs::new(self.context.docs_policy())
            .own(&format!("From [`Self::{low}`] to [`Self::{high}`], both of them included."));
        self.constants
            .extend(quote!(#docs pub const #name: std::ops::RangeInclusive<i64> = Self::#low..=Self::#high;));
        Ok(())
    }

    fn take(&mut self, name: &Ident, item: String) -> Result<(), EmitError> {
        match self.taken.insert(name.to_string(), item) {
            None => Ok(()),
            Some(taken_by) => {
                Err(EmitError::NameTaken { name: name.to_string(), place: self.place.clone(), taken_by })
            }
        }
    }

    /// What the document says, with the constant that it names the value by.
    fn documentation(&self, description: Option<&str>, constant: Option<&WireName>, what: &str) -> Docs {
        let told = match constant {
            Some(constant) => format!("{}: {what}.", code(constant.as_str())),
            None => format!("{}.", what.replacen('t', "T", 1)),
        };
        let docs = Docs::new(self.context.docs_policy()).prose(description);
        if docs.is_empty() || constant.is_some() { docs.own(&told) } else { docs }
    }

    /// The value as a literal.
    fn literal(&self, value: &str) -> Result<TokenStream, EmitError> {
        match self.base {
            EnumerationBase::String => Ok(quote!(#value)),
            EnumerationBase::Integer => value
                .parse()
                .map(whole)
                .map_err(|_| EmitError::BadValue { value: value.to_owned(), place: self.place.clone() }),
        }
    }
}

/// The name of the range that a bound is an end of, if it is called as one: `FAILED` of `FAILED_MAX`.
fn range_of<'a>(bound: &'a Bound, ends: &[&str]) -> Option<&'a str> {
    let name = bound.rust_name.as_str();
    let mut ranges = ends.iter().filter_map(|end| name.strip_suffix(end));
    ranges.find_map(|range| if range.is_empty() { Some(range) } else { range.strip_suffix('_') })
}
