//! Takes away the remarks that `api.toml` acknowledges, and reports acknowledgements of nothing.

use crate::{
    config::AcknowledgeConfig,
    diagnostics::{Code, Diagnostic, Diagnostics, Severity},
    resolve::Scope,
    suggest::suggest,
};
use docwright_model::{Api, Source};
use std::collections::HashMap;
use toml::Spanned;

/// A remark that `api.toml` expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The remark.
    pub diagnostic: Diagnostic,
    /// Why it is expected.
    pub reason: String,
}

/// For so many entries that acknowledge nothing a place is suggested: each is compared with all.
const MOST_SUGGESTIONS: usize = 100;

/// Applies all acknowledgements and gives what they took away. Errors cannot be acknowledged.
pub(crate) fn acknowledge(scope: &mut Scope<'_>) -> Vec<Acknowledged> {
    let entries = &scope.config.acknowledge;
    let mut expected: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let known = entry.get_ref();
        expected.entry((known.code.get_ref(), known.about.as_deref())).or_insert(index);
    }
    let mut taken: Vec<Vec<Diagnostic>> = vec![Vec::new(); entries.len()];
    scope.diagnostics.retain(|remark| {
        let what = (remark.code.entry().number, remark.subject.as_deref());
        let is_error = remark.severity == Severity::Error;
        let index = expected.get(&what).filter(|_| !is_error);
        match index.and_then(|index| taken.get_mut(*index)) {
            Some(taken) => taken.push(remark.clone()),
            None => return true,
        }
        false
    });
    let mut acknowledged = Vec::new();
    let mut stales = 0;
    for (entry, remarks) in entries.iter().zip(taken) {
        if remarks.is_empty() {
            stales += 1;
            report_stale(entry, stales <= MOST_SUGGESTIONS, scope);
        }
        let reason = &entry.get_ref().reason;
        let remarks = remarks.into_iter();
        acknowledged.extend(remarks.map(|diagnostic| Acknowledged { diagnostic, reason: reason.clone() }));
    }
    acknowledged
}

/// Reports an entry that took nothing away.
fn report_stale(entry: &Spanned<AcknowledgeConfig>, suggests: bool, scope: &mut Scope<'_>) {
    let known = entry.get_ref();
    let source = scope.config_source(entry.span());
    let help = if suggests { help(known, scope.diagnostics) } else { NOT_REPORTED.to_owned() };
    let message = match &known.about {
        Some(about) => format!("no {} is reported about `{about}`", known.code.get_ref()),
        None => format!("no {} is reported about the API as a whole", known.code.get_ref()),
    };
    scope
        .diagnostics
        .push(Diagnostic::new(Code::StalePatch, message, help).at(source, "acknowledges nothing"));
}

/// Keeps with each example why `api.toml` acknowledges a flaw of it.
pub(crate) fn mark_examples(api: &mut Api, acknowledged: &[Acknowledged]) {
    let mut places: Vec<(&Source, usize)> = Vec::new();
    for (index, Acknowledged { diagnostic: remark, .. }) in acknowledged.iter().enumerate() {
        let labels = remark.primary.iter().chain(&remark.related).map(|label| &label.source);
        places.extend(labels.chain(&remark.unread).map(|place| (place, index)));
    }
    places.sort_by_key(|(place, _)| start(place));
    for example in api.endpoints.iter_mut().flat_map(|endpoint| &mut endpoint.examples) {
        let around = &example.source;
        let first = places.partition_point(|(place, _)| start(place) < start(around));
        let behind = places
            .iter()
            .skip(first)
            .take_while(|(place, _)| place.file == around.file && place.span.start <= around.span.end);
        let within = behind.filter(|(place, _)| place.span.end <= around.span.end);
        let known = within.map(|(_, index)| *index).min().and_then(|index| acknowledged.get(index));
        example.flaw = known.map(|known| known.reason.clone());
    }
}

/// Where a place begins, so that places can be put in order.
fn start(place: &Source) -> (&str, usize) {
    (&place.file, place.span.start)
}

/// What to do about an entry when nothing like it is reported.
const NOT_REPORTED: &str = "it is not reported any more: remove the entry";

/// What to write instead: the place may be misspelt or missing.
fn help(known: &AcknowledgeConfig, diagnostics: &Diagnostics) -> String {
    let code = known.code.get_ref();
    let speaks_of =
        |remark: &&Diagnostic| remark.severity != Severity::Error && remark.code.entry().number == code;
    let remarks = || diagnostics.iter().filter(speaks_of);
    let about = || remarks().filter_map(|remark| remark.subject.as_deref());
    let wanted = known.about.as_deref().unwrap_or_default();
    match suggest(wanted, about()).or_else(|| about().next()) {
        Some(place) => {
            format!("it is reported about `{place}`: write `about = \"{place}\"`, or remove the entry")
        }
        None if remarks().next().is_some() => "it is reported without a place: remove `about`".to_owned(),
        None => NOT_REPORTED.to_owned(),
    }
}
