//! How a structure holds the value of a field: plain, as an `Option`, or as a [`Maybe`].

use crate::{JsonObject, Maybe, Opaque};
use serde::{Deserialize, de::MapAccess};
use serde_json::Value;
use std::{collections::BTreeMap, fmt};

/// What a field says by its value alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The field has a value, or is `null` where that is a value.
    Given,
    /// The field holds what [`Default`] makes; how it came tells whether that is a value.
    Default,
    /// There is nothing to write.
    Nothing,
}

/// A type of a structure's field.
pub trait Held {
    /// Whether the value itself can't say that the field was not there.
    const IS_PLAIN: bool;

    /// What the value says.
    fn state(&self) -> State;

    /// Takes the value of the field that was read last, and tells whether it was a `null` that no document knows.
    ///
    /// # Errors
    ///
    /// What does not fit.
    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<bool, A::Error>
    where
        Self: Deserialize<'de>;

    /// Shows that there is a value, and not which.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    fn show_redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A type whose default stands for a field that was not there.
pub trait Plain: Default {
    /// Whether it is what [`Default`] makes.
    fn is_default(&self) -> bool;
}

impl<T: Plain> Held for T {
    const IS_PLAIN: bool = true;

    fn state(&self) -> State {
        if self.is_default() { State::Default } else { State::Given }
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<bool, A::Error>
    where
        Self: Deserialize<'de>,
    {
        let value: Option<T> = map.next_value()?;
        let is_null = value.is_none();
        *self = value.unwrap_or_default();
        Ok(is_null)
    }

    fn show_redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(REDACTED, f)
    }
}

impl<T> Held for Option<T> {
    const IS_PLAIN: bool = false;

    fn state(&self) -> State {
        if self.is_some() { State::Given } else { State::Nothing }
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<bool, A::Error>
    where
        Self: Deserialize<'de>,
    {
        *self = map.next_value()?;
        Ok(self.is_none())
    }

    fn show_redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_ref().map(|_| REDACTED), f)
    }
}

impl<T> Held for Maybe<T> {
    const IS_PLAIN: bool = false;

    fn state(&self) -> State {
        if self.is_absent() { State::Nothing } else { State::Given }
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<bool, A::Error>
    where
        Self: Deserialize<'de>,
    {
        *self = map.next_value()?;
        Ok(false)
    }

    fn show_redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_ref().map(|_| REDACTED), f)
    }
}

/// Types that are what [`Default`] makes if this is true of them.
macro_rules! plain {
    ($($type:ty: $is_default:expr;)*) => {$(
        impl Plain for $type {
            fn is_default(&self) -> bool {
                $is_default(self)
            }
        }
    )*};
}

plain! {
    bool: |value: &Self| !value;
    i64: |value: &Self| *value == 0;
    f64: |value: &Self| value.to_bits() == 0;
    String: Self::is_empty;
    Value: Self::is_null;
    JsonObject: Self::is_empty;
    Opaque: |value: &Self| value.text() == "null";
}

impl<T> Plain for Vec<T> {
    fn is_default(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Plain for BTreeMap<K, V> {
    fn is_default(&self) -> bool {
        self.is_empty()
    }
}

/// What stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// A value of which `Debug` shows only that it is there.
pub struct Hidden<'a, T>(&'a T);

/// Hides a value.
pub fn secret<T: Held>(value: &T) -> Hidden<'_, T> {
    Hidden(value)
}

impl<T: Held> fmt::Debug for Hidden<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show_redacted(f)
    }
}
