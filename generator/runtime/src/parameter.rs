//! Values as the text that stands in a path, a query, a header or a form.
//!
//! In comes a typed value, out goes its text, not yet encoded for the place it goes to: that is the business of
//! [`prepare`](crate::prepare).

use crate::{JsonObject, Opaque};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;
use std::{borrow::Cow, fmt};
use uuid::Uuid;

/// A value that has a text to travel as.
pub trait Parameter {
    /// The text.
    fn to_text(&self) -> Cow<'_, str>;
}

impl<P: Parameter + ?Sized> Parameter for &P {
    #[inline]
    fn to_text(&self) -> Cow<'_, str> {
        (**self).to_text()
    }
}

impl Parameter for str {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Parameter for String {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Parameter for bool {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

/// Values whose own text is what travels.
macro_rules! displayed {
    ($($(#[$meta:meta])* $type:ty),*) => {$(
        $(#[$meta])*
        impl Parameter for $type {
            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

displayed! {
    /// Decimal.
    i64,
    /// The shortest decimal that gives the same number again.
    f64,
    /// Hyphenated, in small letters.
    Uuid,
    /// `YYYY-MM-DD`.
    Date,
    /// RFC 3339 in UTC: `2024-05-01T12:00:00Z`.
    Timestamp
}

/// A text travels as it is, anything else as its JSON text.
impl Parameter for Value {
    fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::String(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_string()),
        }
    }
}

/// Travels as its JSON text.
impl Parameter for JsonObject {
    fn to_text(&self) -> Cow<'_, str> {
        // A map of JSON values always has a text: `Value` writes it without ever failing.
        Cow::Owned(Value::Object(self.clone()).to_string())
    }
}

/// Travels as its JSON text.
impl Parameter for Opaque {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.text())
    }
}

/// Several values in one text with commas between them: `a,b,c`.
///
/// A value that itself holds a comma can't be told from two by whoever reads the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CommaSeparated<P>(pub Vec<P>);

impl<P: Parameter> Parameter for CommaSeparated<P> {
    fn to_text(&self) -> Cow<'_, str> {
        let mut text = String::new();
        for (index, value) in self.0.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            text.push_str(&value.to_text());
        }
        Cow::Owned(text)
    }
}

impl<P: Parameter> fmt::Display for CommaSeparated<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl<P> From<Vec<P>> for CommaSeparated<P> {
    fn from(values: Vec<P>) -> Self {
        Self(values)
    }
}

impl<P, const N: usize> From<[P; N]> for CommaSeparated<P> {
    fn from(values: [P; N]) -> Self {
        Self(values.into())
    }
}

impl<const N: usize> From<[&str; N]> for CommaSeparated<String> {
    fn from(values: [&str; N]) -> Self {
        values.into_iter().collect()
    }
}

impl From<Vec<&str>> for CommaSeparated<String> {
    fn from(values: Vec<&str>) -> Self {
        values.into_iter().collect()
    }
}

impl<P, V: Into<P>> FromIterator<V> for CommaSeparated<P> {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        Self(values.into_iter().map(Into::into).collect())
    }
}

impl<P: Parameter> Serialize for CommaSeparated<P> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

/// Reads the text of a JSON string. Values that serde reads from a text can be read: texts, UUIDs, enumerations.
impl<'de, P: de::DeserializeOwned> Deserialize<'de> for CommaSeparated<P> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = text.split(',').filter(|_| !text.is_empty());
        let read = |part| P::deserialize(de::value::StrDeserializer::<D::Error>::new(part));
        parts.map(read).collect::<Result<_, _>>().map(Self)
    }
}
