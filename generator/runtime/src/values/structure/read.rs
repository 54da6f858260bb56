//! Reads the fields of an object into those of a structure.
//!
//! Names come as any reader of JSON gives them; each leads to the field of that name, or else the value is kept as its
//! text. A name that comes again replaces what came before, as in every map of JSON.

use super::{Held, Structure};
use crate::{
    Opaque,
    values::extra::{Came, Extra},
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, Visitor},
};
use std::{fmt, marker::PhantomData};

/// A field of a structure, as this reader of maps fills it.
pub trait ReadField<'de, A: MapAccess<'de>> {
    /// Takes the value that the reader stands before, and tells whether it was a `null` that no document knows.
    ///
    /// # Errors
    ///
    /// What does not fit.
    fn read(&mut self, map: &mut A) -> Result<bool, A::Error>;

    /// Whether the value itself can't say that the field was not there.
    fn is_plain(&self) -> bool;
}

impl<'de, A: MapAccess<'de>, T: Held + Deserialize<'de>> ReadField<'de, A> for T {
    fn read(&mut self, map: &mut A) -> Result<bool, A::Error> {
        Held::read(self, map)
    }

    fn is_plain(&self) -> bool {
        T::IS_PLAIN
    }
}

/// Reads a structure.
pub struct Reader<S>(PhantomData<fn() -> S>);

impl<S> Reader<S> {
    /// A reader of this structure.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "named by a macro alone")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, S: Structure> Visitor<'de> for Reader<S> {
    type Value = S;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<S, A::Error> {
        let mut structure = S::default();
        structure.read(&mut map)?;
        Ok(structure)
    }
}

/// Reads the fields of these names into these fields of a structure, and all others into its extra ones. What does not
/// fit in one of these secrets is not shown.
///
/// # Errors
///
/// What does not fit.
pub fn read_fields<'de, A: MapAccess<'de>>(
    map: &mut A,
    names: &'static [&'static str],
    secrets: &[&str],
    fields: &mut [&mut dyn ReadField<'de, A>],
    extra: &mut Extra,
) -> Result<(), A::Error> {
    let mut progress = Progress::new(names);
    while let Some(key) = map.next_key_seed(&mut progress)? {
        match key {
            Key::Known(index) => {
                if let Some(field) = fields.get_mut(index) {
                    let is_null =
                        field.read(map).map_err(|error| hidden(error, names.get(index), secrets))?;
                    progress.note(index, is_null);
                }
            }
            Key::Unknown(name) => {
                let json: Opaque = map.next_value()?;
                progress.extra.insert(name, json);
            }
        }
    }
    let is_plain = |index: usize| fields.get(index).is_some_and(|field| field.is_plain());
    *extra = progress.finish(&is_plain);
    Ok(())
}

/// The error, unless it is of a secret: what readers say shows the value that they can't read.
#[cold]
fn hidden<E: Error>(error: E, name: Option<&&str>, secrets: &[&str]) -> E {
    if !name.is_some_and(|name| secrets.contains(name)) {
        return error;
    }
    let told = error.to_string();
    E::custom(format!("the value can't be read, and is a secret that is not shown{}", place_of(&told)))
}

/// What an error of JSON ends with: ` at line 1 column 20`. A reader that is told so again takes it for the place.
fn place_of(told: &str) -> &str {
    let place = told.rfind(" at line ").and_then(|start| told.get(start..)).unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = place.strip_prefix(" at line ").and_then(|rest| rest.split_once(" column "));
    if numbers.is_some_and(|(line, column)| digits(line) && digits(column)) { place } else { "" }
}

/// A name: that of a field, or another.
enum Key {
    Known(usize),
    Unknown(String),
}

/// How far an object is read.
struct Progress {
    names: &'static [&'static str],
    /// The field behind the one that came last.
    next: usize,
    seen: Bits,
    null: Bits,
    extra: Extra,
}

impl Progress {
    fn new(names: &'static [&'static str]) -> Self {
        let none = || Bits::below(names.len());
        Self { names, next: 0, seen: none(), null: none(), extra: Extra::default() }
    }

    /// Which field a name is of. Servers write fields in the order in which their documents list them, so that the
    /// first comparison nearly always hits.
    #[inline]
    fn index(&self, name: &str) -> Option<usize> {
        if self.names.get(self.next).is_some_and(|expected| *expected == name) {
            return Some(self.next);
        }
        self.search(name)
    }

    fn search(&self, name: &str) -> Option<usize> {
        let (before, behind) = self.names.split_at_checked(self.next)?;
        let place = |names: &[&str]| names.iter().position(|known| *known == name);
        place(behind).map(|index| self.next + index).or_else(|| place(before))
    }

    #[inline]
    fn note(&mut self, index: usize, is_null: bool) {
        self.next = index + 1;
        let came_before = self.seen.insert(index);
        if is_null {
            self.null.insert(index);
        } else if came_before {
            self.null.remove(index);
        }
    }

    #[inline]
    fn key(&self, name: &str) -> Key {
        self.index(name).map_or_else(|| Key::Unknown(name.to_owned()), Key::Known)
    }

    /// All that is kept besides the fields, with a note of those whose values do not say how they came.
    fn finish(mut self, is_plain: &dyn Fn(usize) -> bool) -> Extra {
        #[cfg(feature = "testing")]
        crate::testing::note_unknown(&self.extra);
        let words = self.seen.words().zip(self.null.words());
        for ((seen, null), (word, names)) in words.zip(self.names.chunks(WORD).enumerate()) {
            // Nearly all fields came, and were not `null`.
            let mut rest = !seen | null;
            while let Some(name) = names.get(rest.trailing_zeros() as usize) {
                let index = word * WORD + rest.trailing_zeros() as usize;
                if null & rest & rest.wrapping_neg() != 0 {
                    self.extra.note(name, Came::Null);
                } else if is_plain(index) {
                    self.extra.note(name, Came::Absent);
                }
                rest &= rest - 1;
            }
        }
        self.extra
    }
}

impl<'de> DeserializeSeed<'de> for &mut Progress {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Progress {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(self.key(name))
    }
}

/// How many numbers a word of [`Bits`] is for.
const WORD: usize = 64;

/// A set of small numbers.
struct Bits {
    /// Those below 128, which is more than nearly every structure has fields.
    first: [u64; 2],
    more: Vec<u64>,
}

impl Bits {
    /// An empty set of numbers below this one.
    fn below(end: usize) -> Self {
        let first = [0; 2];
        Self { first, more: vec![0; end.div_ceil(WORD).saturating_sub(first.len())] }
    }

    /// Puts a number in, and tells whether it was there.
    #[inline]
    fn insert(&mut self, number: usize) -> bool {
        let bit = 1 << (number % WORD);
        self.word(number).is_some_and(|word| {
            let was_there = *word & bit != 0;
            *word |= bit;
            was_there
        })
    }

    fn remove(&mut self, number: usize) {
        if let Some(word) = self.word(number) {
            *word &= !(1 << (number % WORD));
        }
    }

    #[inline]
    fn word(&mut self, number: usize) -> Option<&mut u64> {
        let word = number / WORD;
        match word.checked_sub(self.first.len()) {
            None => self.first.get_mut(word),
            Some(word) => self.more.get_mut(word),
        }
    }

    fn words(&self) -> impl Iterator<Item = u64> {
        self.first.iter().chain(&self.more).copied()
    }
}
