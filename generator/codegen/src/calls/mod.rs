//! Calls of the emitted clients as a user writes them: a value for each argument and setter, read from JSON into the
//! type that takes it.
//!
//! In come the parameters of an endpoint and the JSON that a document shows for them, or, where it shows none, their
//! types and limits; out go expressions. What is done with a call is left to those who ask for one: the tests of
//! documented examples and the sample calls.

pub(crate) mod choice;
pub(crate) mod credentials;
pub(crate) mod json;
mod pattern;
pub(crate) mod request;
mod sample;
pub(crate) mod value;

use crate::EmitError;

/// How much of what may be given is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Only what must be, in the smallest form.
    Least,
    /// Everything, to the depth at which a type begins to repeat itself.
    Most,
}

/// Why a call can't be written.
pub(crate) enum Obstacle {
    /// The model can't be written as Rust at all.
    Emit(EmitError),
    /// A value of it can't be given, for this reason.
    Untold(String),
}

impl From<EmitError> for Obstacle {
    fn from(error: EmitError) -> Self {
        Self::Emit(error)
    }
}
