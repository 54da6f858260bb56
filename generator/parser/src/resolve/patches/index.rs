//! Which structure has a name, while patches rename structures and add new ones. Without it, each patch would be
//! compared with each structure.

use docwright_model::NamedType;
use std::collections::{BTreeSet, HashMap};

/// The places of structures in the list of types, by name; two may have the same one.
pub(super) struct Structures(HashMap<String, BTreeSet<usize>>);

impl Structures {
    /// Finds the names of all types.
    pub(super) fn of(types: &[NamedType]) -> Self {
        let mut structures = Self(HashMap::with_capacity(types.len()));
        for (index, found) in types.iter().enumerate() {
            structures.add(&found.name, index);
        }
        structures
    }

    /// The first that is called so.
    pub(super) fn called(&self, name: &str) -> Option<usize> {
        self.0.get(name)?.first().copied()
    }

    /// Adds one.
    pub(super) fn add(&mut self, name: &str, index: usize) {
        self.0.entry(name.to_owned()).or_default().insert(index);
    }

    /// Gives one another name.
    pub(super) fn rename(&mut self, from: &str, to: &str, index: usize) {
        if let Some(indexes) = self.0.get_mut(from) {
            indexes.remove(&index);
        }
        self.add(to, index);
    }
}
