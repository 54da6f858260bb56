//! Descriptions that speak of true and false, or of a file, where the table says another type.

use crate::{
    assemble::Draft,
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, suggest_patch},
    },
    recognise::file::recognise_file_words,
    resolve::{
        Scope,
        evidence::examples::known::{contains_words, patched_at},
    },
};
use docwright_model::{Definition, Fact, Field, Location, Serialization, Source, Type};
use std::collections::HashSet;

/// Words that speak of a value as true or false.
const BOOLEAN_WORDS: &[&str] = &[
    "if false",
    "if it is true",
    "if set to false",
    "if set to true",
    "if true",
    "true / false",
    "true if",
    "true or false",
    "true/false",
];

/// Notes each parameter and field of another type that is described so.
pub(super) fn report_doubtful_types(draft: &Draft, scope: &mut Scope<'_>) {
    let mut reported = HashSet::new();
    for endpoint in draft.endpoints.iter().map(|draft| &draft.endpoint) {
        let owner = format!("{} {}", endpoint.method, endpoint.path);
        let place = Place::Endpoints(vec![owner.clone()]);
        for parameter in &endpoint.parameters {
            report(&parameter.field, &owner, &place, &mut reported, scope);
            if parameter.location == Location::Multipart {
                report_file(&parameter.field, &owner, &place, scope);
            }
        }
    }
    for found in &draft.types {
        if let Definition::Structure { fields, .. } = &found.definition {
            let place = Place::Structure(found.name.clone());
            for field in fields {
                report(field, &found.name, &place, &mut reported, scope);
            }
        }
    }
}

fn report(
    field: &Field,
    owner: &str,
    place: &Place,
    reported: &mut HashSet<(Source, String)>,
    scope: &mut Scope<'_>,
) {
    let documented = match field.value_type {
        Type::String => "a string",
        Type::Integer => "an integer",
        _ => return,
    };
    // Listed values say what is meant, and so does a patch.
    if !field.constraints.allowed_values.is_empty() || patched_at(field).is_some() {
        return;
    }
    let name = field.wire_name.as_str();
    let description = field.description.as_deref().unwrap_or_default().to_lowercase();
    let Some(words) = BOOLEAN_WORDS.iter().find(|words| contains_words(&description, words)) else { return };
    if !reported.insert((field.source.clone(), name.to_owned())) {
        return;
    }
    let reason = "The description speaks of true and false.";
    let patch = suggest_patch(place, Some(name), "set = { type = \"Boolean\" }", reason);
    let diagnostic = Diagnostic::new(
        Code::DoubtfulType,
        format!("`{name}` is {documented}, but its description says “{words}”"),
        format!("the documented type is kept; if the description is right, add to api.toml:\n{patch}"),
    );
    let diagnostic = diagnostic.at(scope.words_of(field, Fact::Description, words), "described here");
    scope.diagnostics.push(Diagnostic { subject: Some(owner.to_owned()), ..diagnostic });
}

/// Notes a part of a body that is text, but is described as a file.
fn report_file(field: &Field, owner: &str, place: &Place, scope: &mut Scope<'_>) {
    let described = field.description.as_deref().and_then(recognise_file_words);
    if field.value_type != Type::String
        || described.is_none()
        || field.serialization == Serialization::File
        || patched_at(field).is_some()
    {
        return;
    }
    let name = field.wire_name.as_str();
    let reason = "The description calls it a file.";
    let patch = suggest_patch(place, Some(name), "set = { type = \"File\" }", reason);
    let diagnostic = Diagnostic::new(
        Code::DoubtfulType,
        format!("`{name}` is a string, but its description calls it a file"),
        format!("the documented type is kept; if the description is right, add to api.toml:\n{patch}"),
    );
    let diagnostic = diagnostic.at(scope.words_of(field, Fact::Description, "file"), "described here");
    scope.diagnostics.push(Diagnostic { subject: Some(owner.to_owned()), ..diagnostic });
}
