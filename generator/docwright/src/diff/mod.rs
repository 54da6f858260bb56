//! What changed between two states of an API, and whether programs that use its client notice.
//!
//! In come two models; out goes a [`Difference`]: changes, each with the [`Rule`] that judges it and with where both
//! documents state it. Facts are compared one by one, since only they have a place and a name that people know; then
//! the emitted clients are compared item by item, so that no change of what programs rely on goes unnoticed whatever
//! the facts said. Reading the two sides is left to [`Side`], showing the result to [`Comparison`].

mod answers;
mod api;
mod bare;
mod callers;
mod changes;
mod comparison;
mod constants;
mod deprecation;
mod endpoint;
mod enumeration;
mod faces;
mod field;
mod git;
mod items;
mod limits;
mod markdown;
mod matching;
mod model_file;
mod parameters;
mod place;
mod relations;
mod rules;
mod security;
mod shown;
mod side;
mod text;
mod types;
mod words;

pub use changes::{Bump, Change, Difference};
pub use comparison::{ApiComparison, Comparison, ShownChange, Totals};
pub use faces::State;
pub use git::GitError;
pub use markdown::rules_table;
pub use model_file::ModelFileError;
pub use place::{Place, Position};
pub use rules::{RULES, Rule, Verdict};
pub use side::{Side, SideError};

use docwright_codegen::EmitError;
use docwright_model::Api;
use faces::Sides;
use std::fmt;
use thiserror::Error;

/// Why two models can't be compared: one of them can't be said in Rust, so that there is no client.
#[derive(Debug, Error)]
#[error("the client of the {side} side cannot be emitted")]
pub struct DiffError {
    /// Which of them.
    pub side: WhichSide,
    /// Why not.
    #[source]
    pub source: EmitError,
}

/// One of the two sides of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichSide {
    /// What was.
    Old,
    /// What is.
    New,
}

impl fmt::Display for WhichSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Old => "old",
            Self::New => "new",
        })
    }
}

/// What changed from one state of an API to another. Order is nothing, but for arguments.
///
/// # Errors
///
/// One of the models can't be said in Rust, so that there is no client to compare.
pub fn diff(old: &Api, new: &Api) -> Result<Difference, DiffError> {
    let state = |side, api| State::of(api).map_err(|source| DiffError { side, source });
    let (old, new) = (state(WhichSide::Old, old)?, state(WhichSide::New, new)?);
    Ok(difference(&old, &new))
}

/// What changed from one state of an API to another, whose clients are made already: to compare one with many others.
#[must_use]
pub fn difference(old: &State<'_>, new: &State<'_>) -> Difference {
    let sides = Sides::new(old, new);
    let mut difference = Difference::default();
    api::compare(&sides, &mut difference);
    security::compare(&sides, &mut difference);
    endpoint::compare(&sides, &mut difference);
    types::compare(&sides, &mut difference);
    constants::compare(&sides, &mut difference);
    items::compare(&sides, &mut difference);
    difference.sort();
    difference
}
