//! Gathers what the examples of all endpoints show, sorted by what it is about: the body of an endpoint, or a
//! structure that documents describe.

use super::{
    json::{Json, Member, read_json},
    known::{Known, KnownField},
    shape::{Fields, Observer, Queue, Shape},
};
use crate::assemble::Draft;
use docwright_model::{Endpoint, ExampleRole, Location, Parameter, Source, Type};
use std::collections::{BTreeMap, HashMap};

/// The examples of an endpoint that could be read.
#[derive(Debug, Default)]
pub(super) struct Examples {
    pub(super) requests: Vec<(Json, Source)>,
    pub(super) responses: Vec<(Json, Source)>,
}

impl Examples {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.requests.is_empty() && self.responses.is_empty()
    }
}

/// Reads the examples of an endpoint. Broken ones have been reported where they were found.
pub(super) fn read_examples(endpoint: &Endpoint, documents: &HashMap<&str, &str>) -> Examples {
    let mut examples = Examples::default();
    for example in &endpoint.examples {
        let document = documents.get(&*example.source.file).copied();
        let Some(json) = read_json(&example.text, &example.source, document) else { continue };
        let list = match example.role {
            ExampleRole::Request => &mut examples.requests,
            ExampleRole::Response => &mut examples.responses,
        };
        list.push((json, example.source.clone()));
    }
    examples
}

/// What examples show.
#[derive(Debug, Default)]
pub(in crate::resolve::evidence) struct Observations<'a> {
    /// The bodies of requests, in the order of the endpoints.
    pub(in crate::resolve::evidence) requests: Vec<Fields<'a>>,
    /// What endpoints answer, in the same order.
    pub(super) responses: Vec<Shape<'a>>,
    /// The objects of described structures.
    pub(in crate::resolve::evidence) structures: BTreeMap<String, Fields<'a>>,
}

/// Whether a parameter is a field of a body that examples show as JSON.
pub(in crate::resolve::evidence) fn is_in_body(location: Location) -> bool {
    matches!(location, Location::Json | Location::Form)
}

/// Gathers everything.
pub(super) fn collect<'a>(examples: &'a [Examples], draft: &Draft, known: &Known) -> Observations<'a> {
    let mut observer = Observer { known, queue: Queue::new() };
    let mut observations = Observations::default();
    for (examples, endpoint) in examples.iter().zip(draft.endpoints.iter().map(|draft| &draft.endpoint)) {
        let is_shown =
            |parameter: &&Parameter| !examples.requests.is_empty() && is_in_body(parameter.location);
        let parameters = endpoint.parameters.iter().filter(is_shown);
        let typed: HashMap<String, KnownField> = parameters
            .map(|found| (found.field.wire_name.as_str().to_owned(), KnownField::of(&found.field)))
            .collect();
        let mut request = Fields::default();
        for (json, _) in &examples.requests {
            if let Json::Object(members) = json {
                observer.members(members, &typed, &mut request);
            }
        }
        observations.requests.push(request);
        let mut response = Shape::default();
        if let Some(found) = answer(endpoint) {
            for (json, source) in &examples.responses {
                observer.value(json, source, Some(found), false, &mut response);
            }
        }
        observations.responses.push(response);
    }
    drain(&mut observer, &mut observations.structures);
    observations
}

/// The documented type of what an endpoint answers when it succeeds.
pub(super) fn answer(endpoint: &Endpoint) -> Option<&Type> {
    let mut successes = endpoint.responses.iter().filter(|response| response.status.is_success());
    successes.find_map(|response| response.body.as_ref()?.value_type.as_ref())
}

/// Adds to each structure what was put aside for it.
pub(super) fn drain<'a>(observer: &mut Observer<'a, '_>, structures: &mut BTreeMap<String, Fields<'a>>) {
    let known = observer.known;
    while let Some((name, members)) = observer.queue.pop_front() {
        let Some(typed) = known.fields(&name) else { continue };
        observer.members(members, typed, structures.entry(name).or_default());
    }
}

/// Adds what these objects show to fields of which nothing is known.
pub(super) fn observe_again<'a>(objects: &[&'a [Member]], known: &Known) -> Fields<'a> {
    let mut observer = Observer { known, queue: Queue::new() };
    let mut fields = Fields::default();
    for members in objects {
        observer.members(members, &HashMap::new(), &mut fields);
    }
    fields
}
