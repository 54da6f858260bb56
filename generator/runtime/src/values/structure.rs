//! Structures: JSON objects of which a document names the fields.
//!
//! Generated code declares a struct and says with [`structure!`](crate::structure!) which field has which name. What
//! comes out reads and writes JSON so that nothing is lost on the way: what the document does not name is kept to the
//! letter in an [`Extra`](crate::Extra), and so is how a field came whose value can't tell.
//!
//! A crate has hundreds of structures, and its users read a few. Hence each is no more than three lists of its fields,
//! behind `#[inline]`; whoever reads them is here, once for each kind of reader, whatever the structure: `read` and
//! `write` go through such lists, `held` knows how a field is held.

mod held;
mod read;
mod write;

pub use held::{Held, Hidden, Plain, State, secret};
pub use read::{ReadField, Reader, read_fields};
pub use write::{WriteField, write_fields};

use serde::{de::MapAccess, ser::SerializeMap};
use std::fmt;

/// A JSON object whose fields a document names. Implemented by [`structure!`](crate::structure!) alone.
pub trait Structure: Default {
    /// Reads the fields of an object into this one, which is as [`Default`] made it.
    ///
    /// # Errors
    ///
    /// What does not fit.
    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error>;

    /// Writes the fields.
    ///
    /// # Errors
    ///
    /// What can't be written.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// Makes a structure of a struct that generated code declares: `Serialize`, `Deserialize` and a `Debug` that is as
/// derived, but shows of fields marked `secret` only that there is a value. An error does not show their values either.
///
/// The struct has `Default` and `PartialEq`. The field behind `..` is its [`Extra`](crate::Extra). A field may be an
/// `Option`, a [`Maybe`](crate::Maybe) if it can be `null`, or a plain value that stands for its absence when it is
/// what [`Default`] makes.
///
/// ```
/// use docwright_runtime::{Extra, Maybe, serde_json};
///
/// #[derive(Clone, Default, PartialEq)]
/// pub struct Pet {
///     pub name: String,
///     pub chip_key: Option<String>,
///     pub r#type: Option<i64>,
///     pub owner: Maybe<String>,
///     pub extra: Extra,
/// }
///
/// docwright_runtime::structure!(Pet {
///     name: "Name",
///     chip_key: "ChipKey" (secret),
///     r#type: "type",
///     owner: "Owner",
///     ..extra
/// });
///
/// # fn main() -> Result<(), serde_json::Error> {
/// let mut pet: Pet = serde_json::from_str(r#"{"Owner":null,"weight":1.10,"type":null}"#)?;
/// assert!(pet.extra.was_absent("Name"));
/// pet.chip_key = Some("1234".to_owned());
/// assert_eq!(
///     serde_json::to_string(&pet)?,
///     r#"{"ChipKey":"1234","type":null,"Owner":null,"weight":1.10}"#,
/// );
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! structure {
    ($name:ident { $($field:ident: $wire:literal $(($secret:ident))?,)* ..$extra:ident $(,)? }) => {
        impl $crate::structure::Structure for $name {
            #[inline]
            fn read<'de, A: $crate::serde::de::MapAccess<'de>>(
                &mut self,
                map: &mut A,
            ) -> ::core::result::Result<(), A::Error> {
                $crate::structure::read_fields(
                    map,
                    &[$($wire),*],
                    &[$($((::core::stringify!($secret), $wire).1,)?)*],
                    &mut [$(&mut self.$field as &mut dyn $crate::structure::ReadField<'de, A>),*],
                    &mut self.$extra,
                )
            }

            #[inline]
            fn write<M: $crate::serde::ser::SerializeMap>(
                &self,
                map: &mut M,
            ) -> ::core::result::Result<(), M::Error> {
                $crate::structure::write_fields(
                    map,
                    &[$($wire),*],
                    &[$(&self.$field as &dyn $crate::structure::WriteField<M>),*],
                    &self.$extra,
                )
            }
        }

        impl $crate::structure::Plain for $name {
            #[inline]
            fn is_default(&self) -> bool {
                *self == <Self as ::core::default::Default>::default()
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                deserializer.deserialize_map($crate::structure::Reader::new())
            }
        }

        impl $crate::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(::core::option::Option::None)?;
                $crate::structure::Structure::write(self, &mut map)?;
                $crate::serde::ser::SerializeMap::end(map)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::structure::show_fields(
                    f,
                    ::core::stringify!($name),
                    &[$((::core::stringify!($field), &$($crate::structure::$secret)?(&self.$field)),)*
                        (::core::stringify!($extra), &self.$extra)],
                )
            }
        }
    };
}

/// Gives a structure a setter for each of these fields, by its name: the type by which callers give the value, and what
/// is kept of it.
///
/// ```
/// #[derive(Default)]
/// pub struct Pet {
///     pub name: String,
///     pub owner: Option<String>,
/// }
///
/// docwright_runtime::setters!(Pet {
///     name: impl Into<String> => name.into(),
///     #[deprecated(since = "2.0")]
///     owner: impl Into<String> => Some(owner.into()),
/// });
///
/// let pet = Pet::default().name("Tom");
/// assert_eq!(pet.name, "Tom");
/// ```
#[macro_export]
macro_rules! setters {
    ($name:ident { $($(#[$attribute:meta])* $field:ident: $given:ty => $kept:expr),* $(,)? }) => {
        impl $name {
            $(
                /// Sets the field of this name.
                $(#[$attribute])*
                #[must_use]
                pub fn $field(mut self, $field: $given) -> Self {
                    self.$field = $kept;
                    self
                }
            )*
        }
    };
}

/// Shows a structure as the derived `Debug` does.
///
/// # Errors
///
/// Those of the formatter.
pub fn show_fields(
    f: &mut fmt::Formatter<'_>,
    structure: &str,
    fields: &[(&str, &dyn fmt::Debug)],
) -> fmt::Result {
    let mut shown = f.debug_struct(structure);
    for (identifier, value) in fields {
        // The derived `Debug` writes a raw identifier without its `r#`.
        shown.field(identifier.strip_prefix("r#").unwrap_or(identifier), value);
    }
    shown.finish()
}
