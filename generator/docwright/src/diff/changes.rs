//! Changes as they are collected.

use super::rules::{Rule, Verdict};
use docwright_model::{Evidence, Fact, Origins, Source};
use serde::Serialize;
use std::fmt;

/// One change of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule that judges it.
    pub rule: &'static Rule,
    /// What it is a change of: `GET /pets`, `type Pet`.
    pub item: String,
    /// What changed, in a few words: ``query parameter `limit`: a limit of 10 to 100``.
    pub detail: String,
    /// Where the old document states it; absent for what it did not state.
    pub old: Option<Source>,
    /// Where the new document states it.
    pub new: Option<Source>,
    /// What to look for where a document states a list in one: a scope, a value.
    pub(super) spot: Spot,
}

/// Words of a fact that several places state, and these places: whoever has the documents finds the line of the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// The words, those to look for first first.
    pub(super) words: Vec<String>,
    /// Where the old document states the fact.
    pub(super) old: Vec<Source>,
    /// Where the new document states it.
    pub(super) new: Vec<Source>,
}

/// All changes of one API, the worst first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The changes.
    pub changes: Vec<Change>,
}

impl Difference {
    /// What the version of the client has to become.
    #[must_use]
    pub fn bump(&self) -> Bump {
        Bump::of(self.changes.iter().map(|change| change.rule.verdict))
    }

    /// Begins to collect the changes of one item, which the two documents state there.
    pub(super) fn of(
        &mut self,
        item: impl Into<String>,
        old: Option<&Source>,
        new: Option<&Source>,
    ) -> Item<'_> {
        Item { changes: &mut self.changes, name: item.into(), old: old.cloned(), new: new.cloned() }
    }

    /// The worst first; among equals those of an item together, in the order in which they were found.
    pub(super) fn sort(&mut self) {
        self.changes.sort_by_key(|change| change.rule.verdict);
    }
}

/// The changes of one item.
pub(super) struct Item<'a> {
    changes: &'a mut Vec<Change>,
    name: String,
    old: Option<Source>,
    new: Option<Source>,
}

impl Item<'_> {
    /// A change of the item as a whole.
    pub(super) fn add(&mut self, rule: &'static Rule, detail: impl Into<String>) {
        let (old, new) = (self.old.clone(), self.new.clone());
        self.push(rule, detail.into(), (old, new), Spot::default());
    }

    /// A change of a part of the item, which the documents state at these places: none for a part that is not there.
    pub(super) fn part(
        &mut self,
        rule: &'static Rule,
        detail: impl Into<String>,
        (old, new): (Option<&Source>, Option<&Source>),
    ) {
        self.push(rule, detail.into(), (old.cloned(), new.cloned()), Spot::default());
    }

    /// A change of one of the things that a fact lists, which are written by one of these words.
    pub(super) fn listed(
        &mut self,
        rule: &'static Rule,
        detail: impl Into<String>,
        words: Vec<String>,
        (old, new): (Stated<'_>, Stated<'_>),
    ) {
        let places = (Some(old.first().clone()), Some(new.first().clone()));
        self.push(rule, detail.into(), places, Spot { words, old: old.all(), new: new.all() });
    }

    /// How many changes there are so far, those of other items among them.
    pub(super) fn count(&self) -> usize {
        self.changes.len()
    }

    fn push(
        &mut self,
        rule: &'static Rule,
        detail: String,
        (old, new): (Option<Source>, Option<Source>),
        spot: Spot,
    ) {
        self.changes.push(Change { rule, item: self.name.clone(), detail, old, new, spot });
    }
}

/// A fact of an item that several places may state.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a> {
    pub(super) origins: &'a Origins,
    pub(super) fact: Fact,
    /// Where the item is.
    pub(super) source: &'a Source,
}

impl<'a> Stated<'a> {
    /// The first place that states it in a document, or else the first that does, or the item. What is added to the
    /// documents may well be the same while these change.
    pub(super) fn first(self) -> &'a Source {
        let mut all = self.origins.iter().filter(|origin| origin.fact == self.fact);
        let documented = all.clone().find(|origin| origin.evidence != Evidence::Patch);
        documented.or_else(|| all.next()).map_or(self.source, |origin| &origin.source)
    }

    fn all(self) -> Vec<Source> {
        let all = self.origins.iter().filter(|origin| origin.fact == self.fact);
        all.map(|origin| origin.source.clone()).collect()
    }
}

/// Where a fact of an item is stated, or else the item.
pub(super) fn stated<'a>(origins: &'a Origins, fact: Fact, source: &'a Source) -> &'a Source {
    origins.of(fact).map_or(source, |origin| &origin.source)
}

/// What the version of the emitted crate has to become, by Semantic Versioning as cargo reads it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bump {
    /// Nothing changed.
    #[default]
    None,
    /// Only documentation changed.
    Patch,
    /// There is more than before, and nothing less.
    Minor,
    /// Something breaks.
    Major,
}

impl Bump {
    pub(super) fn of(verdicts: impl Iterator<Item = Verdict>) -> Self {
        let bump = |verdict| match verdict {
            Verdict::Breaking => Self::Major,
            Verdict::Compatible => Self::Minor,
            Verdict::Documentation => Self::Patch,
        };
        verdicts.map(bump).max().unwrap_or_default()
    }

    /// The part of the version that grows.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The part that grows while the crate is at 0.x, where cargo takes a new minor version for a breaking one.
    #[must_use]
    pub fn below_one(self) -> Self {
        match self {
            Self::Major => Self::Minor,
            Self::Minor | Self::Patch => Self::Patch,
            Self::None => Self::None,
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
