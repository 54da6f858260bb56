//! JSON as values that can be compared: what is the same to a reader of JSON is equal here.

use crate::{JsonObject, Value};
use serde_json::{Error, Number};

/// Reads JSON for a comparison of values: the order of fields and white space make no difference, and `1.0` is
/// the number that `1` is.
///
/// # Errors
///
/// If the text is no JSON.
pub fn json(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map(plain)
}

/// Reads the JSON of a form's fields for a comparison with [`Seen::form`](super::Seen::form): values are texts,
/// but for those of `json_fields`, which travel as JSON.
///
/// # Errors
///
/// If the text is no JSON object.
pub fn form(text: &str, json_fields: &[&str]) -> Result<Value, Error> {
    let fields: JsonObject = serde_json::from_str(text)?;
    let written = |(name, value): (String, Value)| {
        let value = match value {
            value if json_fields.contains(&name.as_str()) => plain(value),
            Value::String(text) => Value::String(text),
            other => Value::String(other.to_string()),
        };
        (name, value)
    };
    Ok(Value::Object(fields.into_iter().map(written).collect()))
}

/// An object without some of its fields.
#[must_use]
pub fn without(mut value: Value, fields: &[&str]) -> Value {
    if let Value::Object(object) = &mut value {
        object.retain(|name, _| !fields.contains(&name.as_str()));
    }
    value
}

/// The value with each number in one form.
pub(super) fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(plain_number(number)),
        Value::Array(values) => Value::Array(values.into_iter().map(plain).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, plain(value))).collect())
        }
        other => other,
    }
}

fn plain_number(number: Number) -> Number {
    let float = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0);
    let whole = float.and_then(|float| format!("{float:.0}").parse::<i64>().ok());
    whole.map_or(number, Number::from)
}
