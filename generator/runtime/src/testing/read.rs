//! Reads JSON into a type and sees whether the type knows all of it.

use crate::{Extra, decode::place};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::collections::BTreeMap;
use thiserror::Error;

thread_local! {
    /// The unknown fields of what is being read on this thread, while somebody wants to know.
    static UNKNOWN: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Why [`read_known`] gives nothing.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The text is no JSON, or does not fit the type.
    #[error("{source} (at `{path}`)")]
    DoesNotFit {
        /// The field that does not fit: `Contact[0].Name`.
        path: String,
        /// Why not.
        source: serde_json::Error,
    },
    /// The type has no such fields.
    #[error("the type does not know {}", fields.join(", "))]
    Unknown {
        /// The names of the fields.
        fields: Vec<String>,
    },
}

/// Reads JSON into a type that knows each of its fields at every depth, so that none ends in an
/// [`Extra`]. Fields of the outermost object can be left out.
///
/// # Errors
///
/// What does not fit, or which fields are unknown.
pub fn read_known<T: DeserializeOwned>(json: &str, leave_out: &[&str]) -> Result<T, ReadError> {
    if leave_out.is_empty() {
        return read(json);
    }
    let mut fields: BTreeMap<String, Box<RawValue>> = read(json)?;
    fields.retain(|name, _| !leave_out.contains(&name.as_str()));
    let rest = serde_json::to_string(&fields).map_err(|error| does_not_fit(".", error))?;
    read(&rest)
}

/// Takes down fields that no type names; called while an object is read.
pub(crate) fn note_unknown(fields: &Extra) {
    UNKNOWN.with_borrow_mut(|unknown| {
        if let Some(unknown) = unknown {
            unknown.extend(fields.iter().map(|(name, _)| name.to_owned()));
        }
    });
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, ReadError> {
    UNKNOWN.set(Some(Vec::new()));
    let read = serde_json::from_str(json);
    let fields = UNKNOWN.take().unwrap_or_default();
    let value: T = read.map_err(|error| does_not_fit(&place::path(json.as_bytes(), &error), error))?;
    if fields.is_empty() { Ok(value) } else { Err(ReadError::Unknown { fields }) }
}

fn does_not_fit(path: &str, source: serde_json::Error) -> ReadError {
    ReadError::DoesNotFit { path: path.to_owned(), source }
}
