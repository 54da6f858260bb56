//! The values of enumerations by what a document may call them: the value itself, or the constant that stands for it.
//! Other facts refer to them by these words, and there may be many of both.

use docwright_model::{Definition, EnumerationBase, EnumerationValue, NamedType};
use std::collections::BTreeMap;

/// The values of each enumeration.
pub(crate) struct Choices<'a>(BTreeMap<&'a str, BTreeMap<String, &'a EnumerationValue>>);

impl<'a> Choices<'a> {
    pub(crate) fn new(types: &'a [NamedType]) -> Self {
        let mut all = BTreeMap::new();
        for named in types {
            if let Definition::Enumeration { base, values, .. } = &named.definition {
                all.insert(named.name.as_str(), by_word(*base, values));
            }
        }
        Self(all)
    }

    /// The first value of the enumeration that is called so.
    pub(crate) fn find(
        &self,
        enumeration: &str,
        base: EnumerationBase,
        word: &str,
    ) -> Option<&'a EnumerationValue> {
        self.0.get(enumeration)?.get(&plain(base, word)).copied()
    }
}

fn by_word(base: EnumerationBase, values: &[EnumerationValue]) -> BTreeMap<String, &EnumerationValue> {
    let mut words: BTreeMap<String, &EnumerationValue> = BTreeMap::new();
    for value in values {
        words.entry(plain(base, &value.value)).or_insert(value);
    }
    for value in values {
        if let Some(constant) = &value.constant {
            // Of two names for one value the first has the variant.
            let first = words.get(&plain(base, &value.value)).copied().unwrap_or(value);
            words.entry(constant.to_string()).or_insert(first);
        }
    }
    words
}

/// The word; a number in the one form that it has.
fn plain(base: EnumerationBase, word: &str) -> String {
    let number: Option<i64> = word.parse().ok().filter(|_| base == EnumerationBase::Integer);
    number.map_or_else(|| word.to_owned(), |number| number.to_string())
}
