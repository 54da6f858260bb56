//! An API in figures, for people who have ten seconds.

use crate::{Inspection, Severity};
use docwright_model::{Api, Definition, Evidence, Fact};
use docwright_parser::{Account, Item, State};
use serde::Serialize;
use std::collections::BTreeSet;

/// An API in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Summary {
    /// The folder of the API; not written, since a report says it beside the figures.
    #[serde(skip)]
    pub folder: String,
    /// How many endpoints there are.
    pub endpoints: usize,
    /// How many named types there are.
    pub types: usize,
    /// How many facts are known from examples and sentences alone.
    pub inferred: usize,
    /// How many parameters and fields a patch adds or changes.
    pub patched: usize,
    /// How many lines of the documents say something.
    pub lines: usize,
    /// Of how many of these nothing was made.
    pub unread: usize,
    /// How many errors are open.
    pub errors: usize,
    /// How many warnings are open.
    pub warnings: usize,
    /// How many notes there are.
    pub notes: usize,
    /// How many remarks `api.toml` expects.
    pub acknowledged: usize,
}

impl Inspection {
    /// The API in figures.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let Self { api, findings } = self;
        let accounts = findings.accounts();
        let count = |state| accounts.iter().map(|account| account.count(state)).sum::<usize>();
        Summary {
            folder: findings.folder().to_owned(),
            endpoints: api.as_ref().map_or(0, |api| api.endpoints.len()),
            types: api.as_ref().map_or(0, |api| api.types.len()),
            inferred: inferred(accounts),
            patched: api.as_ref().map_or(0, patched),
            lines: State::ALL.into_iter().map(count).sum(),
            unread: count(State::NotUnderstood),
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            notes: findings.count(Severity::Note),
            acknowledged: findings.acknowledged().len(),
        }
    }
}

/// How many facts are known from examples or sentences: a fact of an item counts once, however many places show it.
/// That a value is secret is known from its name alone.
fn inferred(accounts: &[Account]) -> usize {
    let claims = accounts.iter().flat_map(|account| &account.claims);
    let inferred = claims.filter(|claim| matches!(claim.evidence, Evidence::Example | Evidence::Prose));
    let inferred = inferred.filter(|claim| claim.fact != Some(Fact::Secret));
    inferred.map(|claim| (claim.item, claim.fact)).collect::<BTreeSet<(Item, Option<Fact>)>>().len()
}

/// How many parameters and fields a patch adds or changes.
fn patched(api: &Api) -> usize {
    let parameters = api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    let fields = api.types.iter().flat_map(|found| match &found.definition {
        Definition::Structure { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    let all = parameters.map(|parameter| &parameter.field).chain(fields);
    all.filter(|field| field.evidence == Evidence::Patch).count()
}
