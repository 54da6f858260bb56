//! Instants that an API gives as a number.

use crate::{Parameter, structure::Plain};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A number of units of time since 1970-01-01T00:00:00Z.
macro_rules! unix {
    ($($(#[$meta:meta])* $name:ident: $read:ident, $write:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// The instant, unless it lies before the year -9999 or behind the year 9999.
            #[must_use]
            pub fn timestamp(self) -> Option<Timestamp> {
                Timestamp::$read(self.0).ok()
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        /// What is less than one unit is left out.
        impl From<Timestamp> for $name {
            fn from(instant: Timestamp) -> Self {
                Self(instant.$write())
            }
        }

        impl Plain for $name {
            fn is_default(&self) -> bool {
                self.0 == 0
            }
        }

        /// Decimal.
        impl Parameter for $name {
            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.0.to_string())
            }
        }
    )*};
}

unix! {
    /// An instant as seconds since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// use docwright_runtime::UnixSeconds;
    ///
    /// let instant = UnixSeconds(1_714_564_800).timestamp();
    /// assert_eq!(instant.map(|instant| instant.to_string()).as_deref(), Some("2024-05-01T12:00:00Z"));
    /// ```
    UnixSeconds: from_second, as_second;
    /// An instant as milliseconds since 1970-01-01T00:00:00Z.
    UnixMilliseconds: from_millisecond, as_millisecond;
}
