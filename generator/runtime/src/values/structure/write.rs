//! Writes the fields of a structure, and whatever came besides them.

use super::{Held, State};
use crate::values::extra::{Came, Extra};
use serde::{Serialize, ser::SerializeMap};

/// A field of a structure, as this writer of maps writes it.
pub trait WriteField<M: SerializeMap> {
    /// Writes its name and what the plan says.
    ///
    /// # Errors
    ///
    /// What can't be written.
    fn write(&self, name: &'static str, plan: &mut Plan<'_>, map: &mut M) -> Result<(), M::Error>;
}

impl<M: SerializeMap, T: Held + Serialize> WriteField<M> for T {
    fn write(&self, name: &'static str, plan: &mut Plan<'_>, map: &mut M) -> Result<(), M::Error> {
        match plan.decide(name, self.state()) {
            Written::Value => map.serialize_entry(name, self),
            Written::Null => map.serialize_entry(name, &()),
            Written::Nothing => Ok(()),
        }
    }
}

/// Writes these fields of a structure under these names, then its extra ones. No name is written twice.
///
/// # Errors
///
/// What can't be written.
pub fn write_fields<M: SerializeMap>(
    map: &mut M,
    names: &[&'static str],
    fields: &[&dyn WriteField<M>],
    extra: &Extra,
) -> Result<(), M::Error> {
    let mut plan = Plan { extra, known: extra.known(), written: Vec::new() };
    for (name, field) in names.iter().zip(fields) {
        field.write(name, &mut plan, map)?;
    }
    for (name, json) in extra.iter().filter(|(name, _)| !plan.written.contains(name)) {
        map.serialize_entry(name, json)?;
    }
    Ok(())
}

/// What is written of a field.
enum Written {
    Value,
    Null,
    Nothing,
}

/// Decides what is written, field by field.
pub struct Plan<'a> {
    extra: &'a Extra,
    /// How the fields came that are still to be written.
    known: &'a [(&'static str, Came)],
    /// Names that are among the extra fields as well, and are written already.
    written: Vec<&'static str>,
}

impl Plan<'_> {
    /// What is written of the next field.
    #[inline]
    fn decide(&mut self, name: &'static str, state: State) -> Written {
        match state {
            // As nearly everywhere, there is nothing but the value to look at.
            State::Given | State::Default if self.extra.keeps_nothing() => Written::Value,
            State::Nothing if self.extra.keeps_nothing() => Written::Nothing,
            state => self.weigh(name, state),
        }
    }

    fn weigh(&mut self, name: &'static str, state: State) -> Written {
        let came = self.came(name);
        let has_extra = !self.extra.is_empty() && self.extra.get(name).is_some();
        let written = match (state, came) {
            (State::Given, _) | (State::Default, None) => Written::Value,
            (State::Default | State::Nothing, Some(Came::Null)) if !has_extra => Written::Null,
            _ => Written::Nothing,
        };
        if has_extra && matches!(written, Written::Value) {
            self.written.push(name);
        }
        written
    }

    /// How a field came. The notes stand in the order of the fields.
    fn came(&mut self, name: &str) -> Option<Came> {
        let ((known, came), rest) = self.known.split_first()?;
        (*known == name).then(|| {
            self.known = rest;
            *came
        })
    }
}
