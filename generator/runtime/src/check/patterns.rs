//! Regular expressions of documents, compiled when they are first needed. In come a pattern and a text, out goes
//! whether the one is found in the other. A pattern that is no regular expression refuses nothing.

use regex_lite::Regex;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// The patterns that a client has needed so far.
#[derive(Default)]
pub(super) struct Patterns(Mutex<HashMap<&'static str, Option<Arc<Regex>>>>);

impl Patterns {
    /// Whether the pattern is found in the text. It is found anywhere, as in JavaScript: documents write the
    /// anchors that they mean.
    pub(super) fn accept(&self, pattern: &'static str, text: &str) -> bool {
        self.compiled(pattern).is_none_or(|compiled| compiled.is_match(text))
    }

    fn compiled(&self, pattern: &'static str) -> Option<Arc<Regex>> {
        // Nothing can be left half done under this lock.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(pattern).or_insert_with(|| Regex::new(pattern).ok().map(Arc::new)).clone()
    }
}
