//! Sentences of a description, and what they state besides prose.
//!
//! Comes in: the description of a field as Markdown. Goes out: its sentences as words; a file each reads one kind
//! of fact from the words of a sentence. Whether a name is that of another parameter, and whether a fact fits the
//! type of the field, is left to whoever knows the field.

pub(crate) mod condition;
pub(crate) mod constants;
pub(crate) mod default;
pub(crate) mod enumeration;
pub(crate) mod flag;
pub(crate) mod instant;
pub(crate) mod limit;
pub(crate) mod meaning;
pub(crate) mod omission;
pub(crate) mod product;
pub(crate) mod relation;
mod split;
pub(crate) mod version;
mod words;

pub(crate) use split::{Sentence, count_paragraphs, split_sentences};
pub(crate) use words::Word;

/// What a sentence states, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading<T> {
    /// It can be read in one way only.
    Certain(T),
    /// It looks so.
    Likely(T),
}
