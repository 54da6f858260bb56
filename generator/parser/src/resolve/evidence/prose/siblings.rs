//! The parameters beside a parameter, and their values.

use crate::{
    resolve::names::words::{singular, snake, split_words},
    suggest::suggest,
};
use docwright_model::{Constraints, Field, Type};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// What is known of the parameters of one endpoint, or of the fields of one structure.
pub(super) struct Siblings {
    /// Their values by name.
    by_name: HashMap<String, HashSet<String>>,
    /// Their names by words: `grant_type` for "grant types". Few sentences ask for them.
    by_words: OnceCell<HashMap<String, String>>,
    /// The names in order.
    names: Vec<String>,
}

/// No name has more words.
const MOST_WORDS: usize = 5;
/// No more names are compared with one that is not known.
const MOST_SUGGESTED: usize = 256;

impl Siblings {
    /// What is known of these fields.
    pub(super) fn of(fields: &[&mut Field]) -> Self {
        let mut siblings = Self { by_name: HashMap::new(), by_words: OnceCell::new(), names: Vec::new() };
        for field in fields {
            let name = field.wire_name.as_str().to_owned();
            siblings.by_name.entry(name.clone()).or_insert_with(|| values(field));
            siblings.names.push(name);
        }
        siblings
    }

    /// Whether there is a parameter of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The parameter that words speak of: `grant_type` for "grant types".
    pub(super) fn called(&self, words: &[&str]) -> Option<&str> {
        let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        self.by_words().get(&key(&words)).map(String::as_str)
    }

    fn by_words(&self) -> &HashMap<String, String> {
        self.by_words.get_or_init(|| {
            let mut by_words = HashMap::new();
            for name in &self.names {
                by_words.entry(key(&split_words(name, &[]))).or_insert_with(|| name.clone());
            }
            by_words
        })
    }

    /// The parameter that the first of some words speak of: `grant_type` for "grant type with a code".
    pub(super) fn spoken_of(&self, words: &[&str]) -> Option<&str> {
        (1..=MOST_WORDS).rev().find_map(|count| self.called(words.get(..count)?))
    }

    /// Whether a parameter is known to have all of these values.
    pub(super) fn knows(&self, name: &str, values: &[&str]) -> bool {
        let known = self.by_name.get(name);
        known.is_some_and(|known| values.iter().all(|value| known.contains(*value)))
    }

    /// The name that was probably meant.
    pub(super) fn meant(&self, name: &str) -> Option<&str> {
        suggest(name, self.names.iter().take(MOST_SUGGESTED).map(String::as_str))
    }
}

fn key(words: &[String]) -> String {
    snake(&words.iter().map(|word| singular(word)).collect::<Vec<_>>())
}

fn values(field: &Field) -> HashSet<String> {
    let Constraints { allowed_values, .. } = match field.value_type {
        Type::Boolean => return ["true", "false"].map(str::to_owned).into(),
        Type::List(_) | Type::CommaSeparated(_) => &field.element_constraints,
        _ => &field.constraints,
    };
    allowed_values.iter().cloned().collect()
}
