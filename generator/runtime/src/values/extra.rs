//! What a structure keeps besides the fields that its document names: those that it does not name, with their exact
//! text, and how the others came where their values can't tell.
//!
//! [`structure`](super::structure) fills it and writes from it; the rest is for those who use a structure.

use super::{JsonObject, Opaque};
use std::{collections::BTreeMap, fmt};

/// The fields of a JSON object that its document does not name, so that read, change, write loses none of what
/// a newer server says. Each is kept as its exact JSON text: no digit, no escape and no order inside is lost.
///
/// It also remembers which of the named fields were left out or `null` though they are held as a plain value; see
/// [`was_absent`](Self::was_absent) and [`was_null`](Self::was_null).
///
/// ```
/// # fn main() -> Result<(), docwright_runtime::Error> {
/// use docwright_runtime::{Extra, Opaque};
///
/// let mut extra = Extra::default();
/// extra.insert("Colour", "red");
/// extra.insert("Price", Opaque::from_text("1.10")?);
/// assert_eq!(extra.get("Price").map(Opaque::text), Some("1.10"));
/// # Ok(())
/// # }
/// ```
///
/// This memory belongs to the structure that was read: with another `extra` in its place, or an empty one, plain fields
/// are written whatever they hold. A field that was left out, and shall be sent though its value is the default, is
/// [inserted](Self::insert) here.
///
/// Two are equal when their fields and their texts are; how the named fields came makes no difference. `Debug` shows
/// names alone.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Kept>>);

/// What there is to keep. Nearly always nothing is, so an [`Extra`] is one pointer.
#[derive(Clone, Default)]
struct Kept {
    unknown: BTreeMap<Box<str>, Opaque>,
    /// Fields whose values do not say how they came, in the order of the structure.
    known: Vec<(&'static str, Came)>,
}

/// How a field came that holds no value of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// Not at all.
    Absent,
    /// As `null`.
    Null,
}

impl Extra {
    /// The JSON of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Opaque> {
        self.0.as_ref()?.unknown.get(name)
    }

    /// The fields and their JSON, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Opaque)> {
        self.0.iter().flat_map(|kept| &kept.unknown).map(|(name, json)| (&**name, json))
    }

    /// Sets a field, and gives the JSON that it had.
    ///
    /// A field that the structure holds itself is written from there, unless it is a stand-in for one that
    /// [was left out](Self::was_absent) or [was `null`](Self::was_null), or has no value at all.
    pub fn insert(&mut self, name: impl Into<String>, json: impl Into<Opaque>) -> Option<Opaque> {
        self.kept().unknown.insert(name.into().into_boxed_str(), json.into())
    }

    /// Takes a field out.
    pub fn remove(&mut self, name: &str) -> Option<Opaque> {
        self.0.as_mut()?.unknown.remove(name)
    }

    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |kept| kept.unknown.len())
    }

    /// Whether there is no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the server left a field out that the structure holds as a plain value, so that this value is a
    /// stand-in. The field is not written until it has another value. For a field that is an `Option`, `None` says
    /// the same.
    ///
    /// The name is that of the JSON: `"Name"`.
    #[must_use]
    pub fn was_absent(&self, name: &str) -> bool {
        self.came(name) == Some(Came::Absent)
    }

    /// Whether the server sent `null` for a field of which no document says that it can be `null`. It is written as
    /// `null` again until it has a value.
    ///
    /// The name is that of the JSON: `"Name"`.
    #[must_use]
    pub fn was_null(&self, name: &str) -> bool {
        self.came(name) == Some(Came::Null)
    }

    fn came(&self, name: &str) -> Option<Came> {
        self.known().iter().find(|(known, _)| *known == name).map(|(_, came)| *came)
    }

    fn kept(&mut self) -> &mut Kept {
        self.0.get_or_insert_default()
    }

    /// Whether there is neither an unknown field nor a note of how a known one came.
    #[inline]
    pub(super) fn keeps_nothing(&self) -> bool {
        self.0.is_none()
    }

    /// How fields came, in the order of the structure.
    pub(super) fn known(&self) -> &[(&'static str, Came)] {
        self.0.as_ref().map_or(&[], |kept| &kept.known)
    }

    /// Notes how a field of the structure came. To be called in their order.
    pub(super) fn note(&mut self, name: &'static str, came: Came) {
        self.kept().known.push((name, came));
    }
}

impl<N: Into<String>, J: Into<Opaque>> Extend<(N, J)> for Extra {
    fn extend<I: IntoIterator<Item = (N, J)>>(&mut self, fields: I) {
        for (name, json) in fields {
            self.insert(name, json);
        }
    }
}

impl<N: Into<String>, J: Into<Opaque>> FromIterator<(N, J)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, J)>>(fields: I) -> Self {
        let mut extra = Self::default();
        extra.extend(fields);
        extra
    }
}

impl From<JsonObject> for Extra {
    fn from(fields: JsonObject) -> Self {
        fields.into_iter().collect()
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Extra {}

/// The names and how long their JSON texts are: what no document describes may be a secret.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Extra").field(&Sizes(self)).finish()
    }
}

struct Sizes<'a>(&'a Extra);

impl fmt::Debug for Sizes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_map();
        for (name, json) in self.0.iter() {
            shown.entry(&name, &format_args!("{} bytes", json.text().len()));
        }
        shown.finish()
    }
}
