//! The constants that the documents list, as a module of an API. In come the constants of the model; out goes one
//! `pub const` for each that is not among the values and bounds of an emitted enumeration, where it has a better
//! place.

use crate::EmitError;
use crate::context::Context;
use crate::docs::Docs;
use crate::literal::{fractional, grouped, whole};
use crate::names::constant_identifier;
use crate::prose::code;
use docwright_model::{Constant, Definition, NamedType};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Whole numbers below this one have an `f64` each.
const GREATEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A constant that is emitted.
struct Emitted<'a> {
    constant: &'a Constant,
    name: Ident,
    value: Value,
}

/// Whether there are any.
pub(crate) fn are_any(context: &Context<'_>) -> bool {
    placed_here(context).next().is_some()
}

/// The constants of the model that have no better place.
fn placed_here<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Constant> {
    let elsewhere = enumerated(context);
    context.api.constants.iter().filter(move |constant| !elsewhere.contains(constant.name.as_str()))
}

/// The content of `constants.rs`.
pub(crate) fn constants(context: &Context<'_>) -> Result<TokenStream, EmitError> {
    let constants = placed_here(context)
        .map(|constant| emitted(constant, context))
        .collect::<Result<Vec<_>, EmitError>>()?;
    let by_name = by_name(&constants, context)?;
    let items =
        constants.iter().map(|constant| item(constant, &by_name, context)).collect::<Result<Vec<_>, _>>()?;
    let docs = Docs::new(context.docs_policy())
        .own("Values that the documents name.")
        .own("Those that are values of one of the enumerations, or bounds of such values, are found there.")
        .inner();
    Ok(quote!(#docs #(#items)*))
}

/// The names of the constants that are values or bounds of emitted enumerations.
fn enumerated<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for NamedType { definition, .. } in context.emitted_types() {
        if let Definition::Enumeration { values, bounds, .. } = definition {
            names.extend(values.iter().filter_map(|value| Some(value.constant.as_ref()?.as_str())));
            names.extend(bounds.iter().map(|bound| bound.constant.as_str()));
        }
    }
    names
}

fn emitted<'a>(constant: &'a Constant, context: &Context<'_>) -> Result<Emitted<'a>, EmitError> {
    let name = constant_identifier(constant.rust_name.as_str(), || place(constant, context))?;
    let bad = || EmitError::BadConstant { value: constant.value.clone(), place: place(constant, context) };
    let value = serde_json::from_str(&constant.value).map_err(|_| bad())?;
    Ok(Emitted { constant, name, value })
}

/// The constants by their documented names, each of which is there once, as is its name in Rust.
fn by_name<'a, 'b>(
    constants: &'b [Emitted<'a>],
    context: &Context<'_>,
) -> Result<BTreeMap<&'a str, &'b Emitted<'a>>, EmitError> {
    let mut by_name = BTreeMap::new();
    let mut taken: BTreeMap<&Ident, &Constant> = BTreeMap::new();
    for emitted in constants {
        by_name.insert(emitted.constant.name.as_str(), emitted);
        if let Some(other) = taken.insert(&emitted.name, emitted.constant) {
            let (name, place) = (emitted.name.to_string(), place(emitted.constant, context));
            let taken_by = format!("the constant `{}`", other.name);
            return Err(EmitError::NameTaken { name, place, taken_by });
        }
    }
    Ok(by_name)
}

fn item(
    emitted: &Emitted<'_>,
    by_name: &BTreeMap<&str, &Emitted<'_>>,
    context: &Context<'_>,
) -> Result<TokenStream, EmitError> {
    let Emitted { constant, name, value } = emitted;
    let Some((rust_type, literal)) = literal(value) else {
        let value = constant.value.clone();
        return Err(EmitError::BadConstant { value, place: place(constant, context) });
    };
    // One that refers to another in turn is not followed: a document may lead round in a circle.
    let same = constant.same_as.as_ref().and_then(|same| by_name.get(same.as_str()));
    let same = same.filter(|same| same.constant.same_as.is_none() && same.value == *value);
    let expression = same.map_or(literal, |same| {
        let other = &same.name;
        quote!(#other)
    });
    let docs = documentation(constant, context);
    Ok(quote!(#docs pub const #name: #rust_type = #expression;))
}

/// The type of a value in Rust and its literal; none for a value that is not a scalar.
fn literal(value: &Value) -> Option<(TokenStream, TokenStream)> {
    match value {
        Value::String(text) => Some((quote!(&str), quote!(#text))),
        Value::Bool(truth) => Some((quote!(bool), quote!(#truth))),
        Value::Number(number) => number_literal(number),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The type of a number and its literal; none for a whole number that no type of Rust's holds to the last digit.
fn number_literal(number: &Number) -> Option<(TokenStream, TokenStream)> {
    if let Some(number) = number.as_i64() {
        return Some((quote!(i64), whole(number)));
    }
    if let Some(number) = number.as_u64() {
        let digits: Literal = grouped(number).parse().ok()?;
        return Some((quote!(u64), quote!(#digits)));
    }
    let number = number.as_f64()?;
    let is_exact = number.fract() != 0.0 || number.abs() < GREATEST_EXACT;
    Some((quote!(f64), fractional(number).filter(|_| is_exact)?))
}

fn documentation(constant: &Constant, context: &Context<'_>) -> Docs {
    let name = code(constant.name.as_str());
    let docs = Docs::new(context.docs_policy()).prose(constant.description.as_deref());
    let docs = if docs.is_empty() { docs.own(&format!("{name} of the documents.")) } else { docs };
    let group = constant.group.as_deref().map(|group| format!("One of {}.", context.linked(group, "super")));
    let same = constant.same_as.as_ref().map(|same| format!("The same as {}.", code(same.as_str())));
    docs.own(&group.into_iter().chain(same).collect::<Vec<_>>().join(" "))
}

fn place(constant: &Constant, context: &Context<'_>) -> String {
    context.place_of(&format!("constant `{}`", constant.name))
}
