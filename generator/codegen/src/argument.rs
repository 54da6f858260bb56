//! Parameters of endpoints in Rust: what a caller gives and the method of the runtime's call that takes it.

use crate::EmitError;
use crate::context::Context;
use crate::names::identifier;
use crate::scope::Scope;
use crate::values::{Given, Values, is_nullable, not_null, unix_time};
use docwright_model::{Location, Parameter, Serialization, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A parameter as a method takes it and passes it on.
pub(crate) struct Argument {
    pub(crate) name: Ident,
    pub(crate) rust_type: TokenStream,
    /// The call that passes it on: `.query("limit", limit)`.
    pub(crate) call: TokenStream,
}

/// How a parameter's value is written.
enum Style {
    File,
    Json,
    /// JSON in a place for which the runtime has no method of its own.
    JsonText,
    Text,
}

/// The parameter in Rust.
pub(crate) fn argument<'a>(
    parameter: &Parameter,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
    endpoint: &str,
) -> Result<Argument, EmitError> {
    let field = &parameter.field;
    let place = || format!("parameter `{}` of {endpoint}", field.wire_name);
    let name = identifier(field.rust_name.as_str(), place)?;
    let mut values = Values { context, scope, place: &place, to_the_letter: false };
    let wire = field.wire_name.as_str();
    let nullable = is_nullable(field);
    let (given, call) = match style(parameter, context, &place)? {
        Style::File => {
            let given = values.given_upload(&name);
            let value = &given.value;
            (quote_type(&given), quote!(.file(#wire, #value)))
        }
        Style::Text => {
            let given = match unix_time(field) {
                Some(unit) => values.given_instant(unit, &name),
                None => values.given_text(&field.value_type, &name)?,
            };
            let (method, value) = (text_method(parameter.location), &given.value);
            (quote_type(&given), quote!(.#method(#wire, #value)))
        }
        Style::JsonText => {
            let given = values.given_json_text(&name);
            let (method, value) = (text_method(parameter.location), &given.value);
            (quote_type(&given), quote!(.#method(#wire, #value)))
        }
        Style::Json if nullable && parameter.location == Location::Json => {
            let given = values.given_maybe(&field.value_type, &name)?;
            let value = &given.value;
            (quote_type(&given), quote!(.json_maybe(#wire, &#value)))
        }
        Style::Json => {
            let given = match unix_time(field).filter(|_| !nullable) {
                Some(unit) => values.given_instant(unit, &name),
                None => values.given(&field.value_type, &name)?,
            };
            let (method, value) = (json_method(parameter.location), &given.value);
            (quote_type(&given), quote!(.#method(#wire, &#value)))
        }
    };
    Ok(Argument { name, rust_type: given, call })
}

/// How a value that was read from JSON is given to a parameter.
pub(crate) enum Reading {
    /// Read into this type from the JSON that goes into the body or the place of text.
    Json(TokenStream),
    /// Read into this type from JSON, to travel as text.
    Text(TokenStream),
    /// Each value of a comma-separated text by itself: read into this type from a JSON array.
    Elements(TokenStream),
    /// A list as the text that the caller makes of it.
    ListText,
    /// Not read from JSON at all.
    File,
}

/// The type that a parameter's value can be read into, so that a caller's method takes it as it is.
pub(crate) fn reading<'a>(
    parameter: &Parameter,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
    endpoint: &str,
) -> Result<Reading, EmitError> {
    let field = &parameter.field;
    let place = || format!("parameter `{}` of {endpoint}", field.wire_name);
    let mut values = Values { context, scope, place: &place, to_the_letter: false };
    let nullable = is_nullable(field);
    Ok(match style(parameter, context, &place)? {
        Style::File => Reading::File,
        Style::JsonText => Reading::Json(values.scope.runtime("Opaque")),
        Style::Json if nullable && parameter.location == Location::Json => {
            let (maybe, held) = (values.scope.runtime("Maybe"), values.held(not_null(&field.value_type))?);
            Reading::Json(quote!(#maybe<#held>))
        }
        Style::Json => Reading::Json(values.held(&field.value_type)?),
        Style::Text => match not_null(&field.value_type) {
            Type::List(_) => Reading::ListText,
            Type::CommaSeparated(inner) if !values.is_read_from_text(inner) => {
                let (vec, element) = (values.scope.standard("Vec"), values.text_element(inner)?);
                Reading::Elements(quote!(#vec<#element>))
            }
            Type::CommaSeparated(inner) => {
                let (list, element) = (values.scope.runtime("CommaSeparated"), values.text_element(inner)?);
                Reading::Text(quote!(#list<#element>))
            }
            plain => Reading::Text(values.held_as_text(plain)?),
        },
    })
}

fn style(
    parameter: &Parameter,
    context: &Context<'_>,
    place: &dyn Fn() -> String,
) -> Result<Style, EmitError> {
    let field = &parameter.field;
    let file = field.serialization == Serialization::File || field.value_type == Type::Bytes;
    let json = field.serialization == Serialization::Json || context.has_parts(&field.value_type);
    match parameter.location {
        Location::Multipart if file => Ok(Style::File),
        _ if field.serialization == Serialization::File => {
            let what = "a file outside a multipart body".to_owned();
            Err(EmitError::Unsupported { what, place: place() })
        }
        Location::Json => Ok(Style::Json),
        Location::Path | Location::Query if json => Ok(Style::JsonText),
        _ if json => Ok(Style::Json),
        _ => Ok(Style::Text),
    }
}

fn text_method(location: Location) -> TokenStream {
    match location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
        Location::Form => quote!(form),
        Location::Multipart => quote!(part),
        Location::Json => quote!(json),
    }
}

fn json_method(location: Location) -> TokenStream {
    match location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header_json),
        Location::Form => quote!(form_json),
        Location::Multipart => quote!(part_json),
        Location::Json => quote!(json),
    }
}

/// The method of the runtime's `Call` that takes the parameter, which is the name of its rules' constructor as
/// well; none for a value whose parts are written as text.
pub(crate) fn method(parameter: &Parameter, context: &Context<'_>) -> Option<TokenStream> {
    match style(parameter, context, &String::new).ok()? {
        Style::File => Some(quote!(part)),
        Style::Json => Some(json_method(parameter.location)),
        Style::Text => Some(text_method(parameter.location)),
        Style::JsonText => None,
    }
}

fn quote_type(given: &Given) -> TokenStream {
    given.rust_type.clone()
}
