//! What must hold before names are given: no endpoint twice, no parameter twice, no type twice.

use super::{Scope, names::words::split_words, no_endpoint::report_no_endpoint};
use crate::{
    assemble::Draft,
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, suggest_acknowledgement, suggest_patch},
    },
};
use docwright_model::{Definition, Endpoint, Fact, Field, Location, Requirement, Source};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Arguments,
};

/// Checks the draft and reports what does not hold.
pub(super) fn check(draft: &Draft, scope: &mut Scope<'_>) {
    if !scope.diagnostics.has_errors() {
        report_no_endpoint(draft, scope);
    }
    if let (Some(_), Some(url)) = (&draft.base_url, &scope.config.base_url) {
        let source = scope.config_source(url.span());
        let message = "the documents state the base URL themselves";
        let help = "remove `base_url`: a document's own address is used";
        scope.diagnostics.push(Diagnostic::new(Code::StalePatch, message, help).at(source, "not used"));
    }
    endpoints(draft, scope);
    schemes(draft, scope);
    let mut types: BTreeMap<&str, &Source> = BTreeMap::new();
    for found in &draft.types {
        if let Some(first) = types.insert(&found.name, &found.source) {
            let message = format!("the object `{}` is described twice", found.name);
            let help = "remove one of the sections, or rename one by a patch in api.toml";
            report(scope, Code::DuplicateType, message, help, &found.source, first);
        }
        if let Definition::Structure { fields, .. } = &found.definition {
            unique(fields.iter(), format_args!("`{}`", found.name), scope);
        }
    }
}

/// Endpoints name schemes by their titles, and methods of the builder are named by the words of the identifier.
fn schemes(draft: &Draft, scope: &mut Scope<'_>) {
    let mut names = HashMap::new();
    let mut ids = HashMap::new();
    for scheme in &draft.schemes {
        let words = |text: &str| split_words(text, &[]);
        let first = names.insert(words(&scheme.name), &scheme.source);
        if let Some(first) = first.or(ids.insert(words(&scheme.id), &scheme.source)) {
            let message = format!("the security scheme `{}` is described twice", scheme.name);
            let help = "rename or remove one of the sections in the document";
            report(scope, Code::DuplicateScheme, message, help, &scheme.source, first);
        }
    }
}

fn endpoints(draft: &Draft, scope: &mut Scope<'_>) {
    let mut seen = HashMap::new();
    for endpoint in draft.endpoints.iter().map(|draft| &draft.endpoint) {
        if let Some(first) = seen.insert((endpoint.method, &endpoint.path), &endpoint.source) {
            let message = format!("`{} {}` is documented twice", endpoint.method, endpoint.path);
            let help = "if they stand in two documents, take one out of [[documents]] in api.toml; if in one, take one of the sections out of your copy of the page";
            report(scope, Code::DuplicateEndpoint, message, help, &endpoint.source, first);
        }
        let place = format_args!("`{} {}`", endpoint.method, endpoint.path);
        let locations = [
            Location::Path,
            Location::Query,
            Location::Header,
            Location::Form,
            Location::Multipart,
            Location::Json,
        ];
        doubtful(endpoint, scope);
        for location in locations {
            unique(endpoint.parameters_in(location).map(|parameter| &parameter.field), place, scope);
        }
        let placeholders: HashSet<&str> = endpoint.path.placeholders().collect();
        for stray in endpoint.parameters_in(Location::Path) {
            let name = stray.field.wire_name.as_str();
            if !placeholders.contains(name) {
                scope.diagnostics.push(
                    Diagnostic::new(
                        Code::BadPath,
                        format!("`{name}` is documented for the path of {place}, but does not stand in it"),
                        "correct the path or the row in the document, or patch one of them in api.toml",
                    )
                    .at(stray.field.source.clone(), "no placeholder has this name"),
                );
            }
        }
    }
}

/// Words in a description by which people say that a parameter may be left out, all in brackets.
const LEFT_OUT: &[&str] = &["(optional)", "(may be omitted)", "(not required)"];

/// Reports parameters that count as required although their own words say otherwise.
fn doubtful(endpoint: &Endpoint, scope: &mut Scope<'_>) {
    let required = endpoint
        .parameters
        .iter()
        .map(|parameter| &parameter.field)
        .filter(|field| field.requirement == Requirement::Required && field.credential.is_none());
    for field in required {
        let Some(description) = field.description.as_deref().filter(|text| text.contains('(')) else {
            continue;
        };
        let description = description.to_lowercase();
        let Some(words) = LEFT_OUT.iter().find(|words| description.contains(**words)) else { continue };
        let name = field.wire_name.as_str();
        let subject = Some(format!("{} {}", endpoint.method, endpoint.path));
        let facts = "set = { requirement = \"optional\" }";
        let help = format!(
            "if it may be left out, add to api.toml:\n{}\n\nif it must be given, acknowledge it there:\n{}",
            suggest_patch(&Place::of(subject.as_deref()), Some(name), facts, "…"),
            suggest_acknowledgement(Code::DoubtfulRequirement, subject.as_deref())
        );
        let message =
            format!("`{name}` counts as required, but its description says that it may be left out");
        let diagnostic = Diagnostic::new(Code::DoubtfulRequirement, message, help);
        let at = scope.words_of(field, Fact::Description, words);
        scope.diagnostics.push(Diagnostic { subject, ..diagnostic.at(at, "described here") });
    }
}

fn unique<'a>(fields: impl Iterator<Item = &'a Field>, place: Arguments<'_>, scope: &mut Scope<'_>) {
    let mut seen = HashMap::new();
    for field in fields {
        if let Some(first) = seen.insert(&field.wire_name, &field.source) {
            let message = format!("`{}` is documented twice in {place}", field.wire_name);
            let help = "remove or rename one of them by a patch in api.toml, or in the document";
            report(scope, Code::DuplicateParameter, message, help, &field.source, first);
        }
    }
}

fn report(scope: &mut Scope<'_>, code: Code, message: String, help: &str, second: &Source, first: &Source) {
    scope.diagnostics.push(
        Diagnostic::new(code, message, help)
            .at(second.clone(), "the second time")
            .and_at(first.clone(), "the first time"),
    );
}
