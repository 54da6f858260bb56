//! What pages show about what they do not state: proposals for `api.toml`, each with its evidence.
//!
//! Comes in: the pages, and what becomes of them under assumptions. Go out: entries. Nothing is guessed in silence: an
//! entry that rests on less than a statement is a proposal, and says on what it rests.

mod credentials;
mod encoding;
mod envelope;
mod names;
mod pagination;
mod provenance;
mod request;
mod titles;
mod top;
mod vocabulary;

pub(super) use names::names;
pub(super) use titles::{Stated, title};
pub(super) use top::top;
pub(super) use vocabulary::vocabulary;

use super::entries::Entry;
use super::look::NamedPage;
use docwright_model::{Definition, Field};
use docwright_parser::Survey;
use std::collections::HashMap;

/// All that is known of the pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence<'a> {
    pub pages: &'a [NamedPage],
    /// What the pages give with nothing stated beside them.
    pub bare: &'a Survey,
    /// What they give under assumptions, so that what lies behind an error shows.
    pub assumed: &'a Survey,
}

/// The entries for which the pages give evidence, in the order of their tables.
pub(super) fn gather(evidence: Evidence<'_>) -> Vec<Entry> {
    let mut entries = provenance::provenance(evidence);
    entries.extend(request::request(evidence));
    entries.extend(credentials::credentials(evidence));
    entries.extend(envelope::envelope(evidence));
    entries.extend(pagination::pagination(evidence));
    entries
}

/// `1 parameter`, `3 parameters`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The fields of the described structures, by their names.
fn structures(evidence: Evidence<'_>) -> HashMap<&str, &[Field]> {
    let described = evidence.assumed.api.types.iter().filter_map(|found| match &found.definition {
        Definition::Structure { fields, .. } => Some((found.name.as_str(), fields.as_slice())),
        _ => None,
    });
    described.collect()
}
