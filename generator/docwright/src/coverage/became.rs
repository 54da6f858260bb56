//! What a line became: the claims that lie on it, item by item, and in which words.

use docwright_model::{Evidence, Fact};
use docwright_parser::{Claim, Item};
use std::collections::{BTreeMap, BTreeSet};

/// Every kind of evidence, from the plainest on.
pub(super) const EVIDENCE: [Evidence; 4] =
    [Evidence::Stated, Evidence::Example, Evidence::Prose, Evidence::Patch];

/// Facts of one item that are known in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Became {
    pub(super) item: Item,
    pub(super) evidence: Evidence,
    /// The facts; `None` is the text of an example.
    pub(super) facts: BTreeSet<Option<Fact>>,
}

/// What claims come to: by item in the order of the model, and by evidence from the plainest on.
pub(super) fn became<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<Became> {
    let mut facts: BTreeMap<(Item, usize), BTreeSet<Option<Fact>>> = BTreeMap::new();
    for claim in claims {
        let rank = EVIDENCE.iter().position(|known| *known == claim.evidence).unwrap_or_default();
        facts.entry((claim.item, rank)).or_default().insert(claim.fact);
    }
    let known = |((item, rank), facts)| {
        EVIDENCE.get(rank).map(|evidence| Became { item, evidence: *evidence, facts })
    };
    facts.into_iter().filter_map(known).collect()
}

/// How a fact is known, in a word.
pub(super) fn evidence_word(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Stated => "stated",
        Evidence::Example => "example",
        Evidence::Prose => "prose",
        Evidence::Patch => "patch",
    }
}

/// Facts in words, with commas between them; no facts are the text of an example.
pub(super) fn fact_words(facts: impl IntoIterator<Item = Fact>) -> String {
    let words = facts.into_iter().map(fact_word).collect::<Vec<_>>().join(", ");
    if words.is_empty() { "text".to_owned() } else { words }
}

/// A fact in a word or two.
fn fact_word(fact: Fact) -> &'static str {
    match fact {
        Fact::Name => "name",
        Fact::Title => "title",
        Fact::BaseUrl => "base URL",
        Fact::Address => "address",
        Fact::Summary => "summary",
        Fact::Description => "description",
        Fact::Since => "since",
        Fact::Deprecated => "deprecated",
        Fact::Disabled => "disabled",
        Fact::Reads => "only reads",
        Fact::Security => "security",
        Fact::Body => "body",
        Fact::Status => "status",
        Fact::Pagination => "pagination",
        Fact::Type => "type",
        Fact::Elements => "elements",
        Fact::Requirement => "requirement",
        Fact::Relation => "relation",
        Fact::Nullable => "nullable",
        Fact::ReadOnly => "read-only",
        Fact::Secret => "secret",
        Fact::Default => "default",
        Fact::Constraint => "constraint",
        Fact::Values => "values",
    }
}
