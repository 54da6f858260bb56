//! The documented limits of an endpoint's parameters, for the runtime to check before a call is sent. In come the
//! constraints of the model; out goes a table with a line for each parameter that has any.
//!
//! Left out is what the type of a value sees to already, what the document itself contradicts, and what can't be
//! told: how long a number is, how many values there are in a list whose form in a text is not documented. The
//! fields of objects inside a body are not checked.

use super::is_argument;
use crate::argument;
use crate::context::{Context, callers_parameters};
use crate::limits::{Limited, is_empty_range, is_usable_pattern};
use crate::literal::grouped;
use crate::scope::Scope;
use crate::values::not_null;
use docwright_model::{Constraints, Endpoint, Field, Location, Parameter, Serialization, Type, WireName};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The rules of an endpoint, if it has any.
pub(super) fn rules(
    endpoint: &Endpoint,
    context: &Context<'_>,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    let others = excludable(endpoint);
    let rules: Vec<TokenStream> = callers_parameters(endpoint)
        .filter_map(|parameter| {
            let limits = limits(parameter, &others, context);
            let constructor = argument::method(parameter, context).filter(|_| !limits.is_empty())?;
            let (rule, name) = (scope.runtime("Rule"), parameter.field.wire_name.as_str());
            Some(quote!(#rule::#constructor(#name) #limits))
        })
        .collect();
    (!rules.is_empty()).then(|| quote!(.rules(&[#(#rules),*])))
}

/// All limits of a parameter: of its value, of its list, of other parameters, of its elements.
fn limits(parameter: &Parameter, others: &Excludable<'_>, context: &Context<'_>) -> TokenStream {
    let Field { value_type, constraints, element_constraints, .. } = &parameter.field;
    let excludes = excludes(parameter, others);
    let is_json =
        parameter.location == Location::Json || parameter.field.serialization == Serialization::Json;
    let (value, list, elements) = match not_null(value_type) {
        Type::CommaSeparated(inner) => {
            let text = if is_written_one_way(inner) { inner } else { &Type::String };
            let value = value_limits(constraints, text, context);
            (value, list_limits(constraints), value_limits(element_constraints, inner, context))
        }
        Type::List(inner) if is_json => {
            let elements = value_limits(element_constraints, not_null(inner), context);
            (TokenStream::new(), list_limits(constraints), elements)
        }
        single => (value_limits(constraints, single, context), TokenStream::new(), TokenStream::new()),
    };
    let elements = (!elements.is_empty()).then(|| quote!(.each() #elements));
    quote!(#value #list #excludes #elements)
}

/// Whether each value of the type has one text only, whatever the document says of its length.
fn is_written_one_way(value_type: &Type) -> bool {
    matches!(value_type, Type::Uuid | Type::Date | Type::DateTime | Type::Boolean)
}

fn value_limits(constraints: &Constraints, value_type: &Type, context: &Context<'_>) -> TokenStream {
    let kinds = Limited::of(value_type, context);
    // Of these every value has the same form, and bytes are measured where they are written as text.
    let is_fixed = matches!(value_type, Type::Uuid | Type::Date | Type::DateTime | Type::Bytes);
    let lengths = (kinds.text && !is_fixed).then(|| {
        let Constraints { min_length, max_length, .. } = constraints;
        let lengths = range((*min_length, *max_length), &[quote!(min_length), quote!(max_length)]);
        let pattern = pattern(constraints);
        quote!(#lengths #pattern)
    });
    let sizes = kinds.number.then(|| sizes(constraints));
    quote!(#sizes #lengths)
}

fn list_limits(constraints: &Constraints) -> TokenStream {
    let Constraints { min_items, max_items, .. } = constraints;
    range((*min_items, *max_items), &[quote!(min_items), quote!(max_items)])
}

/// A least and a greatest number of characters or values. Nothing can keep to a range without a number in it.
fn range(
    (least, most): (Option<u64>, Option<u64>),
    [least_name, most_name]: &[TokenStream; 2],
) -> TokenStream {
    if is_empty_range(least, most) {
        return TokenStream::new();
    }
    let bound = |name: &TokenStream, number: u64| {
        let digits: Option<Literal> = grouped(number).parse().ok();
        quote!(.#name(#digits))
    };
    let least = least.filter(|least| *least > 0).map(|least| bound(least_name, least));
    let most = most.map(|most| bound(most_name, most));
    quote!(#least #most)
}

fn sizes(constraints: &Constraints) -> TokenStream {
    let number = |text: &Option<String>| text.clone().filter(|text| is_decimal(text));
    let (least, most) = (number(&constraints.minimum), number(&constraints.maximum));
    let value = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<f64>().ok());
    if is_empty_range(value(&least), value(&most)) {
        return TokenStream::new();
    }
    let least = least.map(|least| quote!(.minimum(#least)));
    let most = most.map(|most| quote!(.maximum(#most)));
    quote!(#least #most)
}

/// Whether a text is a decimal number without an exponent: `-0.5`.
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    text.split_once('.').map_or_else(|| digits(text), |(whole, part)| digits(whole) && digits(part))
}

/// The pattern, if the runtime can compile it and nothing speaks against it.
fn pattern(constraints: &Constraints) -> Option<TokenStream> {
    let pattern = constraints.pattern.as_deref().filter(|_| !constraints.pattern_is_doubtful)?;
    is_usable_pattern(pattern).then(|| quote!(.pattern(#pattern)))
}

/// The parameters by the names that rules find them under, which take no notice of capitals in headers. None, if
/// several have the same.
type Excludable<'a> = BTreeMap<String, Option<&'a Parameter>>;

fn excludable(endpoint: &Endpoint) -> Excludable<'_> {
    let mut found = Excludable::new();
    if endpoint.parameters.iter().all(|parameter| parameter.field.excludes.is_empty()) {
        return found;
    }
    for parameter in callers_parameters(endpoint).filter(|other| other.location != Location::Path) {
        let name = parameter.field.wire_name.as_str().to_ascii_lowercase();
        found.entry(name).and_modify(|known| *known = None).or_insert(Some(parameter));
    }
    found
}

/// The parameters that may not be given together with this one. Two that must both be given don't exclude each
/// other, whatever the document says.
fn excludes(parameter: &Parameter, others: &Excludable<'_>) -> Option<TokenStream> {
    let applies = |name: &&WireName| {
        let other = others.get(&name.as_str().to_ascii_lowercase()).copied().flatten();
        other.is_some_and(|other| {
            let is_itself = std::ptr::eq(other, parameter);
            other.field.wire_name == **name && !is_itself && !(is_argument(parameter) && is_argument(other))
        })
    };
    let names = parameter.field.excludes.iter().filter(|_| parameter.location != Location::Path);
    let names: Vec<&str> = names.filter(applies).map(WireName::as_str).collect();
    (!names.is_empty()).then(|| quote!(.excludes(&[#(#names),*])))
}
