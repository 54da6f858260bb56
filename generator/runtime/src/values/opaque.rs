//! JSON that no document describes, kept to the letter.

use crate::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};
use std::fmt;

/// Any JSON value, kept as its exact text: what is read, passed on and sent again loses no field, no digit and
/// no order.
///
/// Two are equal when their texts are.
#[derive(Clone)]
pub struct Opaque(Box<RawValue>);

impl Opaque {
    /// The JSON of any serializable value.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the value can't be written as JSON.
    #[inline]
    pub fn new(value: &(impl Serialize + ?Sized)) -> Result<Self> {
        serde_json::value::to_raw_value(value).map(Self).map_err(|error| Error::not_json("the value", error))
    }

    /// This JSON text, without the white space around it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the text is not one JSON value.
    pub fn from_text(text: impl Into<String>) -> Result<Self> {
        RawValue::from_string(text.into()).map(Self).map_err(|error| Error::not_json("the text", error))
    }

    /// The JSON of a value that is JSON already.
    #[must_use]
    pub fn from_value(value: impl Into<Value>) -> Self {
        // The text of a `Value` is JSON, so `null` never stands in.
        Self(RawValue::from_string(value.into().to_string()).unwrap_or_default())
    }

    /// Reads the JSON into a type of the caller's.
    ///
    /// # Errors
    ///
    /// What does not fit, with its line and column in [`Self::text`].
    #[inline]
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.0.get())
    }

    /// The JSON as a tree.
    ///
    /// # Errors
    ///
    /// Values that the tree can't hold: nesting beyond 128 levels, numbers beyond the range of `f64`.
    pub fn value(&self) -> Result<Value, serde_json::Error> {
        self.json()
    }

    /// The JSON text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.get()
    }
}

impl From<Value> for Opaque {
    fn from(value: Value) -> Self {
        Self::from_value(value)
    }
}

/// Values of Rust as the JSON that they are: a text becomes a JSON string. For JSON text there is
/// [`Opaque::from_text`].
macro_rules! from_json_value {
    ($($type:ty),*) => {$(
        impl From<$type> for Opaque {
            fn from(value: $type) -> Self {
                Self::from_value(value)
            }
        }
    )*};
}

from_json_value!(bool, i32, i64, u32, u64, f64, &str, String);

/// `null`.
impl Default for Opaque {
    fn default() -> Self {
        Self(Box::default())
    }
}

/// The JSON text.
impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Opaque").field(&format_args!("{}", self.text())).finish()
    }
}

impl PartialEq for Opaque {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Opaque {}

impl Serialize for Opaque {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Opaque {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }
}

/// Makes a named type of an [`Opaque`]: for `pub struct UserProfile(pub Opaque);` that generated code declares.
#[macro_export]
macro_rules! opaque {
    ($name:ident) => {
        impl $name {
            /// The JSON of any serializable value.
            ///
            /// # Errors
            ///
            /// If the value can't be written as JSON.
            #[inline]
            pub fn new(value: &(impl $crate::serde::Serialize + ?Sized)) -> $crate::Result<Self> {
                $crate::Opaque::new(value).map(Self)
            }

            /// The JSON of a value that is JSON already.
            #[must_use]
            #[inline]
            pub fn from_value(value: impl ::core::convert::Into<$crate::Value>) -> Self {
                Self($crate::Opaque::from_value(value))
            }

            /// Reads the JSON into a type of the caller's.
            ///
            /// # Errors
            ///
            /// What does not fit, with its line and column in [`Self::text`].
            #[inline]
            pub fn json<R: $crate::serde::de::DeserializeOwned>(
                &self,
            ) -> ::core::result::Result<R, $crate::serde_json::Error> {
                self.0.json()
            }

            /// The JSON as a tree.
            ///
            /// # Errors
            ///
            /// Values that the tree can't hold: too deeply nested, or numbers out of range.
            #[inline]
            pub fn value(&self) -> ::core::result::Result<$crate::Value, $crate::serde_json::Error> {
                self.0.value()
            }

            /// The exact JSON text.
            #[must_use]
            #[inline]
            pub fn text(&self) -> &str {
                self.0.text()
            }
        }

        impl ::core::convert::From<$crate::Opaque> for $name {
            #[inline]
            fn from(value: $crate::Opaque) -> Self {
                Self(value)
            }
        }

        impl ::core::convert::From<$crate::Value> for $name {
            #[inline]
            fn from(value: $crate::Value) -> Self {
                Self($crate::Opaque::from(value))
            }
        }

        /// `null`.
        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self(::core::default::Default::default())
            }
        }

        impl $crate::structure::Plain for $name {
            #[inline]
            fn is_default(&self) -> bool {
                $crate::structure::Plain::is_default(&self.0)
            }
        }

        impl $crate::Parameter for $name {
            #[inline]
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                $crate::Parameter::to_text(&self.0)
            }
        }

        impl $crate::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}
