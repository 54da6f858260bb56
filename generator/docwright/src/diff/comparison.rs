//! Two sides compared, API by API, with places that people can look up.

use super::changes::{Bump, Change};
use super::matching::by_key;
use super::place::Place;
use super::rules::{self, Rule, Verdict};
use super::side::{Described, Side, SideError};
use super::{DiffError, Difference, WhichSide, diff};
use crate::REPORT_VERSION;
use serde::Serialize;

/// What changed from one side to the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comparison {
    /// The version of this shape. It grows when a key changes its meaning.
    #[cfg_attr(feature = "schema", schemars(extend("const" = REPORT_VERSION)))]
    pub report_version: u32,
    /// How the old side was named.
    pub old: String,
    /// How the new side was named.
    pub new: String,
    /// Whether anything breaks.
    pub breaks: bool,
    /// What the version of the emitted crate has to become.
    pub bump: Bump,
    /// The same while the crate is at 0.x.
    pub bump_below_one: Bump,
    /// How many changes there are.
    pub totals: Totals,
    /// What to know of the places.
    pub notes: Vec<String>,
    /// The APIs in the order of their names, those without changes as well.
    pub apis: Vec<ApiComparison>,
}

/// What changed in one API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApiComparison {
    /// The API's name.
    pub name: String,
    /// How many changes there are.
    pub totals: Totals,
    /// The changes, the worst first.
    pub changes: Vec<ShownChange>,
}

/// A change with its places looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownChange {
    /// What it means.
    pub verdict: Verdict,
    /// The [`Rule::id`] of the rule that says so.
    pub rule: &'static str,
    /// Why, in the words of the rule.
    pub because: &'static str,
    /// What it is a change of: `GET /pets`.
    pub item: String,
    /// What changed, in a few words.
    pub detail: String,
    /// Where the old side states it.
    pub old: Option<Place>,
    /// Where the new side states it.
    pub new: Option<Place>,
}

/// How many changes there are of each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Totals {
    /// Changes that break something.
    pub breaking: usize,
    /// Changes that break nothing.
    pub compatible: usize,
    /// Changes of documentation.
    pub documentation: usize,
}

impl Totals {
    fn count(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Breaking => &mut self.breaking,
            Verdict::Compatible => &mut self.compatible,
            Verdict::Documentation => &mut self.documentation,
        } += 1;
    }

    /// How many changes have this verdict.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Breaking => self.breaking,
            Verdict::Compatible => self.compatible,
            Verdict::Documentation => self.documentation,
        }
    }

    /// How many changes there are at all.
    #[must_use]
    pub fn all(&self) -> usize {
        Verdict::ALL.into_iter().map(|verdict| self.of(verdict)).sum()
    }
}

impl Comparison {
    /// Compares two sides. APIs of one name go together; one of each side goes together with the other whatever its
    /// name.
    ///
    /// # Errors
    ///
    /// A model can't be said in Rust, so that there is no client to compare.
    pub fn of(old: &Side, new: &Side) -> Result<Self, SideError> {
        let mut apis = match (old.apis.as_slice(), new.apis.as_slice()) {
            ([one], [other]) => vec![both(one, other, (old, new))?],
            _ => by_name(old, new)?,
        };
        apis.sort_by(|one, other| one.name.cmp(&other.name));
        let verdicts = || apis.iter().flat_map(|api| &api.changes).map(|change| change.verdict);
        let mut totals = Totals::default();
        for verdict in verdicts() {
            totals.count(verdict);
        }
        let bump = Bump::of(verdicts());
        Ok(Self {
            report_version: REPORT_VERSION,
            old: old.label.clone(),
            new: new.label.clone(),
            breaks: totals.breaking > 0,
            bump,
            bump_below_one: bump.below_one(),
            totals,
            notes: [&old.note, &new.note].into_iter().flatten().cloned().collect(),
            apis,
        })
    }
}

fn by_name(old: &Side, new: &Side) -> Result<Vec<ApiComparison>, SideError> {
    let matched = by_key(&old.apis, &new.apis, |described| described.api.name.as_str());
    let pairs = matched.pairs.iter().map(|(one, other)| both(one, other, (old, new)));
    let mut compared = pairs.collect::<Result<Vec<_>, _>>()?;
    compared.extend(matched.removed.iter().map(|gone| alone(gone, &rules::API_REMOVED, "removed")));
    compared.extend(matched.added.iter().map(|come| alone(come, &rules::API_ADDED, "added")));
    Ok(compared)
}

fn both(old: &Described, new: &Described, sides: (&Side, &Side)) -> Result<ApiComparison, SideError> {
    let no_client = |DiffError { side, source }| {
        let side = if side == WhichSide::Old { sides.0 } else { sides.1 };
        SideError::NoClient { label: side.label.clone(), source }
    };
    let Difference { changes } = diff(&old.api, &new.api).map_err(no_client)?;
    let (old_places, new_places) = (old.texts.places(), new.texts.places());
    let shown = |change: Change| ShownChange {
        verdict: change.rule.verdict,
        rule: change.rule.id,
        because: change.rule.because,
        item: change.item,
        detail: change.detail,
        old: change.old.map(|source| old_places.spot(&change.spot.words, &change.spot.old, &source)),
        new: change.new.map(|source| new_places.spot(&change.spot.words, &change.spot.new, &source)),
    };
    Ok(api(&new.api.name, changes.into_iter().map(shown).collect()))
}

/// An API that only one side has.
fn alone(described: &Described, rule: &'static Rule, what: &str) -> ApiComparison {
    let change = ShownChange {
        verdict: rule.verdict,
        rule: rule.id,
        because: rule.because,
        item: "the API".to_owned(),
        detail: what.to_owned(),
        old: None,
        new: None,
    };
    api(&described.api.name, vec![change])
}

fn api(name: &str, changes: Vec<ShownChange>) -> ApiComparison {
    let mut totals = Totals::default();
    for change in &changes {
        totals.count(change.verdict);
    }
    ApiComparison { name: name.to_owned(), totals, changes }
}
