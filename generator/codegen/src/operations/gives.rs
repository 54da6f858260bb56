//! What a call gives, in a sentence of its method's documentation: rustdoc shows it by the runtime's traits only.

use crate::context::Context;
use crate::decode::{Answer, answer};
use crate::prose::code;
use docwright_model::{Endpoint, Type};

/// ``Gives [`Vec<Pet>`](super::Pet).``
pub(super) fn gives(endpoint: &Endpoint, context: &Context<'_>) -> String {
    match answer(endpoint) {
        Answer::Typed(value_type) => format!("Gives {}.", linked(value_type, context)),
        Answer::Untyped => {
            "Gives a [`Response`](docwright_runtime::Response), which the document does not describe."
                .to_owned()
        }
        Answer::Empty => "Gives nothing.".to_owned(),
        Answer::Stream => "Gives a [`Download`](docwright_runtime::Download).".to_owned(),
    }
}

/// The type as code that leads to the emitted type in it.
fn linked(value_type: &Type, context: &Context<'_>) -> String {
    let text = code(&written(value_type, context));
    let place = || context.place_of("a type in documentation");
    match innermost(value_type).and_then(|name| context.named(name, place).ok()) {
        Some(named) => format!("[{text}](super::{})", named.rust_name),
        None => text,
    }
}

/// The named type that a type is made of.
fn innermost(value_type: &Type) -> Option<&str> {
    match value_type {
        Type::Named(name) => Some(name.as_str()),
        Type::List(inner) | Type::Nullable(inner) | Type::CommaSeparated(inner) => innermost(inner),
        Type::Map { value, .. } => innermost(value),
        _ => None,
    }
}

/// The type as it is written in Rust.
fn written(value_type: &Type, context: &Context<'_>) -> String {
    let inside = |inner: &Type| written(inner, context);
    match value_type {
        Type::String => "String".to_owned(),
        Type::Bytes => "Base64".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Uuid => "Uuid".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::DateTime => "Timestamp".to_owned(),
        Type::Any => "Value".to_owned(),
        Type::Object => "JsonObject".to_owned(),
        Type::List(inner) => format!("Vec<{}>", inside(inner)),
        Type::Map { key, value } => match &**key {
            Type::Integer | Type::Uuid => format!("BTreeMap<{}, {}>", inside(key), inside(value)),
            _ => format!("BTreeMap<String, {}>", inside(value)),
        },
        Type::CommaSeparated(inner) => format!("CommaSeparated<{}>", inside(inner)),
        Type::Named(name) => {
            let named = context.named(name, || context.place_of("a type in documentation"));
            named.map_or_else(|_| name.clone(), |named| named.rust_name.to_string())
        }
        Type::Nullable(inner) => format!("Option<{}>", inside(inner)),
    }
}
