//! What comes back, by its status.

use super::Document;
use super::node::{Node, Object};
use super::schema::Place;
use crate::decode::{Answer, answer, is_json};
use docwright_model::{Endpoint, Evidence, Response, ResponseBody, ResponseStatus};
use std::collections::BTreeMap;

/// The media type of a body that the document does not describe.
const JSON: &str = "application/json";
/// Statuses that come without a body.
const WITHOUT_BODY: [u16; 2] = [204, 205];

/// What is said of one status, which a document may describe more than once.
#[derive(Default)]
struct Told {
    descriptions: Vec<String>,
    content: Vec<(String, Vec<Object>)>,
    provenance: Object,
}

impl Document<'_> {
    /// The answers of an endpoint with what is shown of them. OpenAPI wants at least one.
    pub(super) fn answers(&self, endpoint: &Endpoint, examples: Object) -> Object {
        let mut responses = self.responses(&endpoint.responses);
        if responses.is_empty() {
            let unknown = Object::new().with("description", "The documents describe no answer.");
            responses.push("default", unknown.with("x-docwright-unstated", true));
        }
        if answer(endpoint) == Answer::Untyped {
            leave_open(endpoint, &mut responses, examples.is_empty());
        }
        show(endpoint, &mut responses, examples);
        responses
    }

    /// The answers in the order in which their statuses are first described.
    pub(super) fn responses(&self, responses: &[Response]) -> Object {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut told: Vec<(String, Told)> = Vec::new();
        for response in responses {
            let status = status(response.status);
            let place = *places.entry(status.clone()).or_insert(told.len());
            if place == told.len() {
                told.push((status, Told::default()));
            }
            if let Some((_, told)) = told.get_mut(place) {
                self.tell(response, told);
            }
        }
        told.into_iter().map(|(status, told)| (status.clone(), told.response(&status))).collect()
    }

    fn tell(&self, response: &Response, told: &mut Told) {
        let others = || (response.status == ResponseStatus::Default).then(|| "Any other status.".to_owned());
        told.descriptions.extend(self.markdown(response.description.as_ref()).or_else(others));
        if told.provenance.is_empty() {
            told.provenance = self.provenance(&response.source, Evidence::Stated, &response.origins);
        }
        let Some(body) = &response.body else { return };
        let media_type = self.media_type(body);
        match told.content.iter_mut().find(|(known, _)| *known == body.media_type) {
            Some((_, known)) if !known.contains(&media_type) => known.push(media_type),
            Some(_) => {}
            None => told.content.push((body.media_type.clone(), vec![media_type])),
        }
    }

    fn media_type(&self, ResponseBody { media_type, value_type }: &ResponseBody) -> Object {
        match value_type {
            Some(value_type) => Object::new().with("schema", self.schema(value_type, Place::Json)),
            None if is_json(media_type) => Object::new().with("schema", Object::new()),
            None => self.dialect.raw(media_type),
        }
    }
}

/// Gives a success whose body no document describes the one that clients read: any JSON. An example states that it is.
fn leave_open(endpoint: &Endpoint, responses: &mut Object, is_unstated: bool) {
    let successes = endpoint.responses.iter().filter(|response| response.status.is_success());
    let empty =
        |code: ResponseStatus| matches!(code, ResponseStatus::Code(code) if WITHOUT_BODY.contains(&code));
    for response in successes.filter(|response| !empty(response.status)) {
        if let Some(Node::Object(written)) = responses.get_mut(&status(response.status))
            && written.get("content").is_none()
        {
            let any = Object::new().with("schema", Object::new());
            let any = any.flag("x-docwright-unstated", is_unstated);
            written.push("content", Object::new().with(JSON, any));
        }
    }
}

impl Told {
    fn response(self, status: &str) -> Object {
        let description = match self.descriptions.join("\n\n") {
            text if !text.trim().is_empty() => text,
            _ => meaning(status),
        };
        let content: Object =
            self.content.into_iter().map(|(media_type, bodies)| (media_type, any_of(bodies))).collect();
        Object::new().with("description", description).filled("content", content).and(self.provenance)
    }
}

/// One of several bodies of one media type.
fn any_of(mut bodies: Vec<Object>) -> Object {
    if bodies.len() < 2 {
        return bodies.pop().unwrap_or_default();
    }
    let schemas = bodies.iter().filter_map(|body| body.get("schema").cloned()).collect::<Vec<Node>>();
    Object::new().with("schema", Object::new().with("anyOf", schemas))
}

/// What OpenAPI calls a status.
fn status(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Code(code) => format!("{code:03}"),
        ResponseStatus::Class(class) => format!("{class}XX"),
        ResponseStatus::Success => "2XX".to_owned(),
        ResponseStatus::Default | ResponseStatus::Failure => "default".to_owned(),
    }
}

/// What an answer means of which nothing is said, or may be published: OpenAPI wants a word.
fn meaning(status: &str) -> String {
    match status {
        "2XX" => "Success.".to_owned(),
        "default" => "Failure.".to_owned(),
        code => format!("Status {code}."),
    }
}

/// Puts what is shown to the first success that has JSON.
fn show(endpoint: &Endpoint, responses: &mut Object, examples: Object) {
    if examples.is_empty() {
        return;
    }
    for response in endpoint.responses.iter().filter(|response| response.status.is_success()) {
        let Some(Node::Object(written)) = responses.get_mut(&status(response.status)) else { continue };
        let Some(Node::Object(content)) = written.get_mut("content") else { continue };
        let json = content.iter().map(|(name, _)| name.to_owned()).find(|name| is_json(name));
        if let Some(Node::Object(media_type)) = json.and_then(|name| content.get_mut(&name)) {
            media_type.push("examples", examples);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_keys_that_openapi_allows() {
        let check = |found, expected: &str| assert_eq!(status(found), expected);
        check(ResponseStatus::Code(404), "404");
        check(ResponseStatus::Class(4), "4XX");
        check(ResponseStatus::Default, "default");
        check(ResponseStatus::Success, "2XX");
    }
}
