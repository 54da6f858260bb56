//! How requests are sent: their method, the encoding of their bodies, and what a missing marker means.

use super::encoding::encoding;
use super::{Evidence, counted};
use crate::init::entries::{Entry, Standing, Table, pair};
use crate::init::look::place;
use docwright_model::{Endpoint, Example, ExampleRole, Location, Method, Parameter, Requirement};
use docwright_parser::diagnostics::{Code, Diagnostic};

/// The entries of `[request]`.
pub(super) fn request(evidence: Evidence<'_>) -> Vec<Entry> {
    [method(evidence), encoding(evidence), unmarked(evidence)].into_iter().flatten().collect()
}

/// The remarks of one kind, as many as there are, and where the first stands.
pub(super) fn remarks(evidence: Evidence<'_>, code: Code) -> Option<(usize, String)> {
    let is_it = |remark: &&Diagnostic| remark.code == code;
    let first = evidence.bare.diagnostics.iter().find(is_it)?;
    let at = first.primary.as_ref().map(|label| place(&label.source, &evidence.bare.files));
    Some((evidence.bare.diagnostics.iter().filter(is_it).count(), at.unwrap_or_default()))
}

fn method(evidence: Evidence<'_>) -> Option<Entry> {
    let (count, at) = remarks(evidence, Code::MissingMethod)?;
    let missing =
        format!("{} without an HTTP method, the first at {at}.", are(count, "address", "addresses"));
    let (method, because) = match (body_example(evidence), only_method(evidence)) {
        (Some(example), _) => {
            let at = place(&example.source, &evidence.assumed.files);
            (Method::Post, format!("The example at {at} sends a body, as POST does."))
        }
        (None, Some((method, at))) => (method, format!("{method} is the only method that the pages name, at {at}.")),
        (None, None) if has_parameters(evidence) => (
            Method::Post,
            "Nothing tells which it is: POST is what calls with parameters but without a method mostly are; GET is the other choice.".to_owned(),
        ),
        (None, None) => {
            (Method::Get, "Nothing tells which it is: GET is what calls without parameters mostly are.".to_owned())
        }
    };
    let because = format!("{missing} {because}");
    let line = pair("method", method.as_str());
    Some(Entry::new(Table::Request, Standing::Proposed, "HTTP method", because, line))
}

pub(super) fn are(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("There is 1 {one}") } else { format!("There are {count} {more}") }
}

pub(super) fn endpoints(evidence: Evidence<'_>) -> impl Iterator<Item = &Endpoint> {
    evidence.assumed.api.endpoints.iter()
}

pub(super) fn requests(evidence: Evidence<'_>) -> impl Iterator<Item = &Example> {
    let examples = endpoints(evidence).flat_map(|endpoint| &endpoint.examples);
    examples.filter(|example| example.role == ExampleRole::Request)
}

/// An example of a body.
fn body_example(evidence: Evidence<'_>) -> Option<&Example> {
    requests(evidence).find(|example| is_json(&example.text) || is_form(&example.text))
}

fn has_parameters(evidence: Evidence<'_>) -> bool {
    parameters(evidence).next().is_some()
}

/// What endpoints take beside the placeholders of their paths.
pub(super) fn parameters(evidence: Evidence<'_>) -> impl Iterator<Item = &Parameter> {
    let all = endpoints(evidence).flat_map(|endpoint| &endpoint.parameters);
    all.filter(|parameter| parameter.location != Location::Path)
}

/// The one method that the words of the pages name, and where.
fn only_method(evidence: Evidence<'_>) -> Option<(Method, String)> {
    let mut found: Option<(Method, String)> = None;
    for page in evidence.pages {
        for (index, line) in page.text.lines().enumerate() {
            for method in line.split(|c: char| !c.is_ascii_alphabetic()).filter_map(Method::from_name) {
                match &found {
                    Some((known, _)) if *known != method => return None,
                    Some(_) => {}
                    None => found = Some((method, format!("{}:{}", page.file, index + 1))),
                }
            }
        }
    }
    found
}

pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.is_object())
}

/// Whether a text is fields of a form: `name=Rex&age=3`.
pub(super) fn is_form(text: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']');
    let mut fields = text.trim().split('&').map(|field| field.trim().split_once('='));
    !text.trim().contains(char::is_whitespace)
        && fields.all(|field| field.is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_name)))
}

/// Fewer marks may be there for other reasons.
const ENOUGH: usize = 3;

/// Where some parameters are marked as optional and none as required, the others are.
fn unmarked(evidence: Evidence<'_>) -> Option<Entry> {
    let count = |requirement| {
        parameters(evidence).filter(|parameter| parameter.field.requirement == requirement).count()
    };
    let [required, optional, unstated] =
        [Requirement::Required, Requirement::Optional, Requirement::Unstated].map(count);
    if required > 0 || optional < ENOUGH || unstated == 0 {
        return None;
    }
    let because = format!(
        "{} are marked as optional and none as required, so that the {unstated} without a mark seem to be required.",
        counted(optional, "parameter"),
    );
    Some(Entry::new(
        Table::Request,
        Standing::Proposed,
        "unmarked parameters",
        because,
        pair("unmarked", "required"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_form_are_told_from_prose() {
        for text in ["name=Rex&age=3", "name=", "tags[]=a&tags[]=b%20c"] {
            assert!(is_form(text), "{text}");
        }
        for text in ["", "name", "a = b", "{\"a\": 1}", "=x", "see a=b & c"] {
            assert!(!is_form(text), "{text}");
        }
    }
}
