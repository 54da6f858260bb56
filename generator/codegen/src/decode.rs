//! What a call gives back. Only what the document says of its answers decides; what it leaves open stays JSON.

use crate::EmitError;
use crate::values::Values;
use docwright_model::{Endpoint, ResponseBody, ResponseStatus, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// What an endpoint answers with when it succeeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Answer<'a> {
    /// JSON of this type.
    Typed(&'a Type),
    /// JSON that the document does not describe.
    Untyped,
    /// Nothing.
    Empty,
    /// Bytes that are no JSON.
    Stream,
}

/// The answer of an endpoint.
pub(crate) fn answer(endpoint: &Endpoint) -> Answer<'_> {
    let success = || endpoint.responses.iter().filter(|response| response.status.is_success());
    let mut bodies = success().filter_map(|response| response.body.as_ref()).map(body);
    if let Some(first) = bodies.next() {
        return if bodies.all(|other| other == first) { first } else { Answer::Untyped };
    }
    let empty = |status: ResponseStatus| matches!(status, ResponseStatus::Code(204 | 205));
    if success().next().is_some() && success().all(|response| empty(response.status)) {
        return Answer::Empty;
    }
    Answer::Untyped
}

/// The marker type by which the runtime knows how to read the answer.
pub(crate) fn marker(endpoint: &Endpoint, values: &mut Values<'_, '_>) -> Result<TokenStream, EmitError> {
    Ok(match answer(endpoint) {
        Answer::Typed(value_type) => {
            let is_collection = matches!(value_type, Type::List(_) | Type::Map { .. });
            let marker = values.scope.runtime(if is_collection { "Collected" } else { "Typed" });
            let held = values.held(value_type)?;
            quote!(#marker<#held>)
        }
        Answer::Untyped => values.scope.runtime("Untyped"),
        Answer::Empty => values.scope.runtime("NoContent"),
        Answer::Stream => values.scope.runtime("Streamed"),
    })
}

fn body(body: &ResponseBody) -> Answer<'_> {
    match &body.value_type {
        Some(Type::Any) => Answer::Untyped,
        Some(value_type) => Answer::Typed(value_type),
        None if is_json(&body.media_type) => Answer::Untyped,
        None => Answer::Stream,
    }
}

/// Whether a body of this media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
