//! The value of a constant as a table states it: `6001`, `-1`, `0x1F`, `true`, `"2.0"`, or the name of another constant.

use docwright_model::Type;

/// What stands in the place of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ConstantValue {
    /// A value, as JSON text.
    Json(serde_json::Value),
    /// Another constant, whose value it is.
    SameAs(String),
}

const HEXADECIMAL: &[&str] = &["0x", "0X"];

/// Reads a value; `None` if the text is none.
pub(crate) fn recognise_constant_value(text: &str) -> Option<ConstantValue> {
    let text = text.trim();
    let digits = HEXADECIMAL.iter().find_map(|start| text.strip_prefix(start));
    if let Some(digits) = digits {
        return u64::from_str_radix(digits, 16).ok().map(|number| ConstantValue::Json(number.into()));
    }
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Array(_) | serde_json::Value::Object(_) | serde_json::Value::Null) => None,
        Ok(value) => Some(ConstantValue::Json(value)),
        Err(_) => quoted(text).or_else(|| named(text)),
    }
}

/// A text in quotes that JSON would escape: `"C:\Temp"`.
fn quoted(text: &str) -> Option<ConstantValue> {
    let inner = ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
        .filter(|inner| !inner.contains('"'))?;
    Some(ConstantValue::Json(inner.into()))
}

fn named(text: &str) -> Option<ConstantValue> {
    let is_name = text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    is_name.then(|| ConstantValue::SameAs(text.to_owned()))
}

/// Whether a value is one of a type.
pub(crate) fn is_of_type(value: &serde_json::Value, value_type: &Type) -> bool {
    match value_type {
        Type::String | Type::Uuid | Type::Date | Type::DateTime | Type::Bytes => value.is_string(),
        Type::Integer => value.is_i64() || value.is_u64(),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::List(_) | Type::Map { .. } | Type::Object | Type::CommaSeparated(_) | Type::Named(_) => false,
        Type::Any => true,
        Type::Nullable(inner) => is_of_type(value, inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, json: &str) {
        let value = recognise_constant_value(text);
        let found = value.map(|value| match value {
            ConstantValue::Json(value) => value.to_string(),
            ConstantValue::SameAs(name) => name,
        });
        assert_eq!(found.as_deref(), Some(json), "{text}");
    }

    #[test]
    fn values_are_json_or_names() {
        check("6001", "6001");
        check("-1", "-1");
        check("0x1F", "31");
        check("0xFFFFFFFFFFFFFFFF", "18446744073709551615");
        check("0.5", "0.5");
        check("true", "true");
        check("\"2.0\"", "\"2.0\"");
        check("\"C:\\Temp\"", "\"C:\\\\Temp\"");
        check("'a'", "\"a\"");
        check("COMPRESS_LVL_5", "COMPRESS_LVL_5");
    }

    #[test]
    fn other_words_are_none() {
        for text in ["", "see above", "1 or 2", "[]", "null", "0xZ", "0x-1", "1_000"] {
            assert_eq!(recognise_constant_value(text), None, "{text}");
        }
    }
}
