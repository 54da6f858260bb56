//! Which fields are given together. In come the fields of a request or a structure with what documents say of their
//! company: which must be there, which shut each other out, which ask for others. Out go sets of them, so that each
//! field is in one set at least.

use super::Extent;
use docwright_model::{Field, WireName};
use serde_json::Value;

/// A field that may be given.
#[derive(Clone, Copy)]
pub(crate) struct Candidate<'a> {
    pub(crate) field: &'a Field,
    /// Whether it is given in any case.
    pub(crate) is_needed: bool,
}

/// Sets of fields that may be given together, by their indices in order. The least there is, or as many of the most
/// as it takes to have each field in one. `sample` gives the JSON of the value that a field will have.
pub(crate) fn sets(
    candidates: &[Candidate<'_>],
    extent: Extent,
    sample: &dyn Fn(&Field) -> String,
) -> Vec<Vec<usize>> {
    let choice = Choice { candidates, sample };
    if extent == Extent::Least {
        return vec![choice.least()];
    }
    let mut left: Vec<usize> = (0..candidates.len()).collect();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    loop {
        let set = choice.most(&left);
        let before = left.len();
        left.retain(|index| !set.contains(index));
        if left.len() == before && !sets.is_empty() {
            return sets;
        }
        sets.push(set);
    }
}

struct Choice<'a, 'b> {
    candidates: &'a [Candidate<'b>],
    sample: &'a dyn Fn(&Field) -> String,
}

impl Choice<'_, '_> {
    fn least(&self) -> Vec<usize> {
        let mut chosen = self.needed();
        self.complete(&mut chosen);
        chosen.sort_unstable();
        chosen
    }

    /// As many as can be given together, those of `first` before the others.
    fn most(&self, first: &[usize]) -> Vec<usize> {
        let mut chosen = self.needed();
        self.complete(&mut chosen);
        for index in first.iter().copied().chain(0..self.candidates.len()) {
            let is_free = self.field(index).is_some_and(|field| !field.read_only);
            if is_free && self.fits(index, &chosen) {
                let mut with = chosen.clone();
                with.push(index);
                self.complete(&mut with);
                if self.lacks_nothing(&with) {
                    chosen = with;
                }
            }
        }
        chosen.sort_unstable();
        chosen
    }

    fn needed(&self) -> Vec<usize> {
        let needed = self.candidates.iter().enumerate().filter(|(_, candidate)| candidate.is_needed);
        needed.map(|(index, _)| index).collect()
    }

    /// Adds what those chosen ask for.
    fn complete(&self, chosen: &mut Vec<usize>) {
        while let Some(next) = (0..self.candidates.len())
            .find(|index| self.fits(*index, chosen) && self.is_asked_for(*index, chosen))
        {
            chosen.push(next);
        }
    }

    fn is_asked_for(&self, index: usize, chosen: &[usize]) -> bool {
        let Some(field) = self.field(index) else { return false };
        let by_name = self.fields(chosen).any(|other| names(&other.requires, field));
        by_name
            || field.required_when.iter().any(|condition| {
                let mut others = self.fields(chosen).filter(|other| other.wire_name == condition.parameter);
                others.any(|other| condition.values.contains(&text((self.sample)(other))))
            })
    }

    fn lacks_nothing(&self, chosen: &[usize]) -> bool {
        let given = |name: &WireName| self.fields(chosen).any(|other| other.wire_name == *name);
        let known = |name: &WireName| self.candidates.iter().any(|other| other.field.wire_name == *name);
        self.fields(chosen).flat_map(|field| &field.requires).all(|name| given(name) || !known(name))
    }

    /// Whether a field is not chosen yet and nothing among those that are shuts it out.
    fn fits(&self, index: usize, chosen: &[usize]) -> bool {
        let Some(field) = self.field(index) else { return false };
        let excluded = |other: &Field| names(&other.excludes, field) || names(&field.excludes, other);
        !chosen.contains(&index) && !self.fields(chosen).any(excluded)
    }

    fn field(&self, index: usize) -> Option<&Field> {
        self.candidates.get(index).map(|candidate| candidate.field)
    }

    fn fields<'c>(&'c self, chosen: &'c [usize]) -> impl Iterator<Item = &'c Field> {
        chosen.iter().filter_map(|index| self.field(*index))
    }
}

fn names(listed: &[WireName], field: &Field) -> bool {
    listed.contains(&field.wire_name)
}

/// A sample as the text by which documents name it.
fn text(json: String) -> String {
    serde_json::from_str::<Value>(&json)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or(json)
}
