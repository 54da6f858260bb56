//! What the documents' examples show: fields that no table lists, types that tables leave open, and values that
//! contradict a table.
//!
//! Comes in: the draft with its references resolved. Goes out: the draft with what is certain, each fact with the
//! place in the example that shows it, and remarks about the rest. A documented type is never replaced by an
//! example: only a patch can say that the example is right.

mod adopt;
mod apply;
pub(super) mod collect;
mod conflict;
mod infer;
pub(super) mod json;
pub(super) mod known;
mod notes;
pub(super) mod shape;
mod unite;

use super::patterns::resolve_patterns;
use crate::{assemble::Draft, resolve::Scope};
use collect::Examples;
use known::Known;
use std::collections::HashMap;

/// Brings the examples together with the tables.
pub(in crate::resolve) fn resolve_examples(draft: &mut Draft, scope: &mut Scope<'_>) {
    let documents: HashMap<&str, &str> =
        scope.files.iter().map(|file| (&*file.name, file.text.as_str())).collect();
    let endpoints = draft.endpoints.iter().map(|draft| &draft.endpoint);
    let examples: Vec<Examples> =
        endpoints.map(|endpoint| collect::read_examples(endpoint, &documents)).collect();
    // Where no example is, nothing is compared with what the tables say.
    let known = if examples.iter().all(Examples::is_empty) { Known::default() } else { Known::of(draft) };
    let mut observations = collect::collect(&examples, draft, &known);
    adopt::adopt(&mut observations, &known);
    let groups = unite::unite(&observations, draft, &known);
    apply::apply(draft, &examples, &observations, groups, &known, scope);
    // Here, while the values of the examples are at hand.
    resolve_patterns(draft, &observations, scope);
}
