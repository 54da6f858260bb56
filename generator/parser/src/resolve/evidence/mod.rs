//! Brings together what a document says of one thing in several places: tables, examples, sentences.
//!
//! Comes in: the draft as tables and attribute lines state it, patched. Goes out: the draft with facts that
//! follow from the other places, each with its origin, and remarks about what contradicts or is only likely.
//! One file for each kind of evidence; none of them changes what a table states in so many words.

pub(super) mod examples;
mod patterns;
pub(super) mod prose;
pub(super) mod structure;
