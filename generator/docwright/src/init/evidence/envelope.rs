//! The object by which an API reports failures, where HTTP does not tell: fields of answers that say `Error`, or that
//! come with a failure.

use super::{Evidence, structures};
use crate::init::entries::{Entry, Standing, Table, pair};
use crate::init::look::place;
use crate::init::words::words;
use docwright_model::{Definition, EnumerationValue, ExampleRole, Field, ResponseStatus, Source, Type};
use serde_json::{Map, Value};

/// Fields that say whether a call failed.
const STATUS: &[&str] = &["status", "result", "state", "outcome", "code", "statuscode"];
/// What they say then.
const FAILURES: &[&str] = &["error", "fail", "failed", "failure"];
/// Fields with the sentence for people.
const MESSAGE: &[&str] = &["message", "msg", "errormessage", "error", "description", "detail", "reason"];
/// Words at the end of fields that classify failures.
const KIND: &[&str] = &["exception", "exceptiontype", "expttype", "errortype", "errorcode", "errorkind"];

/// An envelope, and what speaks for it.
struct Found {
    status: String,
    failure: String,
    message: Option<String>,
    kind: Option<String>,
    message_required: bool,
    because: String,
}

/// `[error_envelope]`, if answers look like one.
pub(super) fn envelope(evidence: Evidence<'_>) -> Option<Entry> {
    let found = by_values(evidence).or_else(|| by_examples(evidence)).or_else(|| by_failures(evidence))?;
    let mut lines = vec!["[error_envelope]".to_owned(), pair("status", &found.status)];
    lines.extend(found.message.as_deref().map(|name| pair("message", name)));
    lines.extend(found.kind.as_deref().map(|name| pair("kind", name)));
    lines.push(format!("failure = {}", found.failure));
    lines.extend(found.message_required.then(|| "message_required = true".to_owned()));
    let because = format!(
        "{} Calls fail by it too, if such an answer can come with a status of HTTP that says success.",
        found.because
    );
    Some(Entry { table: Table::Own, standing: Standing::Proposed, about: "error envelope", because, lines })
}

fn among(name: &str, known: &[&str]) -> bool {
    known.contains(&words(name).concat().as_str())
}

/// The name of the field of a kind, in the order of the words that name it.
fn named(names: &[&str], known: &[&str]) -> Option<String> {
    known
        .iter()
        .find_map(|word| names.iter().find(|name| among(name, &[word])))
        .map(|name| (*name).to_owned())
}

/// The fields of the structures that answers have, with how an answer of that kind comes.
fn answers(evidence: Evidence<'_>) -> impl Iterator<Item = (ResponseStatus, &[Field])> {
    let structures = structures(evidence);
    let responses = evidence.assumed.api.endpoints.iter().flat_map(|endpoint| &endpoint.responses);
    responses.filter_map(move |response| {
        let Some(Type::Named(name)) = response.body.as_ref()?.value_type.as_ref() else { return None };
        Some((response.status, *structures.get(name.as_str())?))
    })
}

/// A field of answers whose documented values have one for failures.
fn by_values(evidence: Evidence<'_>) -> Option<Found> {
    answers(evidence).find_map(|(_, fields)| {
        let names: Vec<&str> = fields.iter().map(|field| field.wire_name.as_str()).collect();
        let message = named(&names, MESSAGE)?;
        let (field, value) =
            fields.iter().filter(|field| among(field.wire_name.as_str(), STATUS)).find_map(|field| {
                let value = values(field, evidence).into_iter().find(|value| among(value, FAILURES))?;
                Some((field, value))
            })?;
        let at = place(&field.source, &evidence.assumed.files);
        Some(Found {
            status: field.wire_name.to_string(),
            failure: format!("{{ {} }}", pair("equals", &value)),
            message: Some(message),
            kind: named(&names, KIND),
            message_required: false,
            because: format!("`{}` of answers is `{value}` when a call failed, by {at}.", field.wire_name),
        })
    })
}

fn values(field: &Field, evidence: Evidence<'_>) -> Vec<String> {
    let mut values = field.constraints.allowed_values.clone();
    if let Type::Named(name) = &field.value_type {
        let found = evidence.assumed.api.types.iter().find(|found| found.name == *name);
        if let Some(Definition::Enumeration { values: named, .. }) = found.map(|found| &found.definition) {
            values.extend(named.iter().map(|EnumerationValue { value, .. }| value.clone()));
        }
    }
    values
}

/// An answer that is shown, says that it failed, and does not stand under a status of HTTP that says the same.
fn by_examples(evidence: Evidence<'_>) -> Option<Found> {
    let endpoints = evidence.assumed.api.endpoints.iter();
    let examples = endpoints.flat_map(|endpoint| &endpoint.examples);
    examples.filter(|example| example.role == ExampleRole::Response).find_map(|example| {
        let answer: Value = serde_json::from_str(&example.text).ok()?;
        let found = in_answer(answer.as_object()?, &example.source, evidence)?;
        let speaks = |text: &Option<String>| text.as_deref().is_some_and(says_failure);
        (!speaks(&example.title) && !speaks(&example.description)).then_some(found)
    })
}

fn in_answer(answer: &Map<String, Value>, source: &Source, evidence: Evidence<'_>) -> Option<Found> {
    let names: Vec<&str> = answer.keys().map(String::as_str).collect();
    let message = named(&names, MESSAGE)?;
    let (status, value) = answer.iter().find_map(|(name, value)| {
        let value = value.as_str().filter(|value| among(value, FAILURES))?;
        among(name, STATUS).then_some((name, value))
    })?;
    Some(Found {
        status: status.clone(),
        failure: format!("{{ {} }}", pair("equals", value)),
        message: Some(message),
        kind: named(&names, KIND),
        message_required: false,
        because: format!(
            "`{status}` of the answer shown at {} is `{value}`.",
            place(source, &evidence.assumed.files)
        ),
    })
}

/// Whether words name a status by which HTTP tells of failure.
fn says_failure(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| number.len() == 3 && number.starts_with(['4', '5']))
}

/// What comes "on failure", without a status of HTTP: an object with a number and a sentence.
fn by_failures(evidence: Evidence<'_>) -> Option<Found> {
    let mut failures = answers(evidence).filter(|(status, _)| *status == ResponseStatus::Failure);
    failures.find_map(|(_, fields)| {
        let names: Vec<&str> = fields.iter().map(|field| field.wire_name.as_str()).collect();
        let message = named(&names, MESSAGE)?;
        let is_status = |field: &&Field| field.value_type == Type::Integer && among(field.wire_name.as_str(), STATUS);
        let status = fields.iter().find(is_status)?;
        let at = place(&status.source, &evidence.assumed.files);
        Some(Found {
            status: status.wire_name.to_string(),
            failure: "{ at_least = 400 }".to_owned(),
            message: Some(message.clone()),
            kind: named(&names, KIND),
            message_required: true,
            because: format!(
                "Answers of failure hold a number `{}` ({at}) and `{message}`: numbers from 400 on are taken for failures, as in HTTP, if the message is not empty.",
                status.wire_name
            ),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_of_http_is_told_from_other_numbers() {
        assert!(says_failure("404 Not Found") && says_failure("Response (500)"));
        assert!(
            !says_failure("200 OK") && !says_failure("Example 4: of 4000 pets") && !says_failure("An error")
        );
    }
}
