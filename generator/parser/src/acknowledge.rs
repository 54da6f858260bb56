//! Takes away the remarks that `api.toml` acknowledges, and reports acknowledgements of nothing.

use crate::{
    config::AcknowledgeConfig,
    diagnostics::{Code, Diagnostic, Diagnostics, Severity},
    resolve::Scope,
    suggest::suggest,
};
use docwright_model::{Api, Source};

/// A remark that `api.toml` expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The remark.
    pub diagnostic: Diagnostic,
    /// Why it is expected.
    pub reason: String,
}

/// Applies all acknowledgements and gives what they took away. Errors cannot be acknowledged.
pub(crate) fn acknowledge(scope: &mut Scope<'_>) -> Vec<Acknowledged> {
    let mut acknowledged: Vec<Acknowledged> = Vec::new();
    for entry in &scope.config.acknowledge {
        let known = entry.get_ref();
        let before = acknowledged.len();
        scope.diagnostics.retain(|remark| {
            let expected = speaks_of(known, remark) && remark.subject == known.about;
            if expected {
                let (diagnostic, reason) = (remark.clone(), known.reason.clone());
                acknowledged.push(Acknowledged { diagnostic, reason });
            }
            !expected
        });
        if acknowledged.len() == before {
            let source = scope.config_source(entry.span());
            let help = help(known, scope.diagnostics);
            let message = match &known.about {
                Some(about) => format!("no {} is reported about `{about}`", known.code.get_ref()),
                None => format!("no {} is reported about the API as a whole", known.code.get_ref()),
            };
            scope
                .diagnostics
                .push(Diagnostic::new(Code::StalePatch, message, help).at(source, "acknowledges nothing"));
        }
    }
    acknowledged
}

/// Keeps with each example why `api.toml` acknowledges a flaw of it.
pub(crate) fn mark_examples(api: &mut Api, acknowledged: &[Acknowledged]) {
    for example in api.endpoints.iter_mut().flat_map(|endpoint| &mut endpoint.examples) {
        let is_about = |known: &&Acknowledged| {
            let remark = &known.diagnostic;
            let places = remark.primary.iter().chain(&remark.related).map(|label| &label.source);
            places.chain(&remark.unread).any(|place| holds(&example.source, place))
        };
        example.flaw = acknowledged.iter().find(is_about).map(|known| known.reason.clone());
    }
}

fn holds(around: &Source, place: &Source) -> bool {
    around.file == place.file && around.span.start <= place.span.start && place.span.end <= around.span.end
}

fn speaks_of(known: &AcknowledgeConfig, remark: &Diagnostic) -> bool {
    remark.severity != Severity::Error && remark.code.entry().number == known.code.get_ref()
}

/// What to write instead: the place may be misspelt or missing.
fn help(known: &AcknowledgeConfig, diagnostics: &Diagnostics) -> String {
    let remarks = || diagnostics.iter().filter(|remark| speaks_of(known, remark));
    let about = || remarks().filter_map(|remark| remark.subject.as_deref());
    let wanted = known.about.as_deref().unwrap_or_default();
    match suggest(wanted, about()).or_else(|| about().next()) {
        Some(place) => {
            format!("it is reported about `{place}`: write `about = \"{place}\"`, or remove the entry")
        }
        None if remarks().next().is_some() => "it is reported without a place: remove `about`".to_owned(),
        None => "it is not reported any more: remove the entry".to_owned(),
    }
}
