//! Named values in the order in which they were first set.

use std::borrow::Cow;

/// Named values in the order in which they were first set.
#[derive(Clone)]
pub(crate) struct Fields<V>(Vec<(Cow<'static, str>, V)>);

impl<V> Default for Fields<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Fields<V> {
    /// Sets a value; one that the name had before is replaced where it stood, and given back.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, value: V) -> Option<V> {
        let name = name.into();
        if let Some((_, slot)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            return Some(std::mem::replace(slot, value));
        }
        self.0.push((name, value));
        None
    }

    pub(crate) fn remove(&mut self, name: &str) -> Option<V> {
        let index = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(index).1)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_inner(self) -> Vec<(Cow<'static, str>, V)> {
        self.0
    }
}
