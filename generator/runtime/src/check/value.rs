//! Values as rules see them. In comes the text that a parameter travels as, plain or JSON; out go its kind and, of
//! a list, its values one by one. Nothing is copied but texts with escapes in them.

use serde::{Deserializer, de};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// A value, as far as rules ask.
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    /// A JSON number with its digits as they are.
    Number(&'a str),
    /// The text of a JSON array.
    List(&'a str),
    /// A truth value, `null` or an object, of which no rule speaks.
    Other,
}

impl<'a> Value<'a> {
    pub(super) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Reads JSON.
    pub(super) fn read(json: &'a str) -> Self {
        let json = json.trim_ascii();
        match json.bytes().next() {
            Some(b'"') if !json.contains('\\') => {
                let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                inside.map_or(Self::Other, Self::text)
            }
            Some(b'"') => serde_json::from_str(json).map_or(Self::Other, |text| Self::Text(Cow::Owned(text))),
            Some(b'-' | b'0'..=b'9') => Self::Number(json),
            Some(b'[') => Self::List(json),
            _ => Self::Other,
        }
    }
}

/// Whether JSON text is `null`.
pub(super) fn is_null(json: &str) -> bool {
    json.trim_ascii() == "null"
}

/// Shows each value of a JSON array, or of a text with commas between them, and gives their number. What is no
/// list has none.
pub(super) fn each_value(value: &Value<'_>, mut show: impl FnMut(Value<'_>)) -> Option<u64> {
    match value {
        Value::Text(text) => {
            let mut count = 0;
            for part in text.split(',').filter(|_| !text.is_empty()) {
                show(Value::text(part));
                count += 1;
            }
            Some(count)
        }
        Value::List(json) => {
            let elements = Elements(|element: &str| show(Value::read(element)));
            serde_json::Deserializer::from_str(json).deserialize_seq(elements).ok()
        }
        Value::Number(_) | Value::Other => None,
    }
}

/// Goes through a JSON array and counts.
struct Elements<F>(F);

impl<'de, F: FnMut(&str)> de::Visitor<'de> for Elements<F> {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON array")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(mut self, mut array: A) -> Result<u64, A::Error> {
        let mut count = 0;
        while let Some(element) = array.next_element::<&'de RawValue>()? {
            (self.0)(element.get());
            count += 1;
        }
        Ok(count)
    }
}
