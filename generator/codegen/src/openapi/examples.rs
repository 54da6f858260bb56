//! The documents' examples: those that belong to what they are examples of stand where readers and mock servers look for
//! them, the others are kept as texts.

use super::Document;
use super::annotations::word;
use super::conformance::{conforms, fields_conform};
use super::node::{Node, Object};
use super::schema::Place;
use crate::decode::{Answer, answer};
use crate::prose::title;
use docwright_model::{BodyEncoding, DocsPolicy, Endpoint, Evidence, Example, ExampleRole, Location, Type};

/// The examples of an endpoint by where they go.
#[derive(Default)]
pub(super) struct Examples {
    pub(super) request: Object,
    pub(super) response: Object,
    /// Those that show no value of the request or the answer, as texts.
    pub(super) others: Vec<Object>,
}

impl Document<'_> {
    /// The examples, which are the vendor's texts: none, where these may not be published.
    pub(super) fn examples(&self, endpoint: &Endpoint) -> Examples {
        let mut examples = Examples::default();
        if self.context.docs_policy() == DocsPolicy::Facts {
            return examples;
        }
        for (index, example) in endpoint.examples.iter().enumerate() {
            let value = Node::parse(&example.text).filter(|_| example.flaw.is_none());
            let value = value.filter(|value| !value.looks_like_reference());
            let value = value.filter(|value| match example.role {
                ExampleRole::Request => self.is_request(value, endpoint),
                ExampleRole::Response => self.is_answer(value, endpoint),
            });
            let Some(value) = value else {
                examples.others.push(self.unfit(example));
                continue;
            };
            let target = match example.role {
                ExampleRole::Request => &mut examples.request,
                ExampleRole::Response => &mut examples.response,
            };
            target.push(format!("example_{}", index.saturating_add(1)), self.fit(example, value));
        }
        examples
    }

    fn fit(&self, example: &Example, value: Node) -> Object {
        Object::new()
            .maybe("summary", example.title.as_deref().map(title))
            .maybe("description", self.markdown(example.description.as_ref()))
            .with("value", value)
            .and(self.provenance(&example.source, Evidence::Stated, &example.origins))
    }

    fn unfit(&self, example: &Example) -> Object {
        Object::new()
            .with("role", word(example.role))
            .maybe("title", example.title.as_ref())
            .maybe("description", self.markdown(example.description.as_ref()))
            .maybe("language", example.language.as_ref())
            .with("text", example.text.as_str())
            .maybe("flaw", example.flaw.as_ref())
            .and(self.provenance(&example.source, Evidence::Stated, &example.origins))
    }

    fn is_request(&self, value: &Node, endpoint: &Endpoint) -> bool {
        let (Some(body), Node::Object(object)) = (&endpoint.request_body, value) else { return false };
        let fields = |location| endpoint.parameters_in(location).map(|parameter| &parameter.field);
        match body.encoding {
            BodyEncoding::Json => fields_conform(object, fields(Location::Json), Place::Json, self.context),
            // JSON inside a field is text there.
            BodyEncoding::Form => {
                fields(Location::Form).all(|field| !self.travels_as_json(field))
                    && fields_conform(object, fields(Location::Form), Place::Text, self.context)
            }
            BodyEncoding::Multipart | BodyEncoding::Raw => false,
        }
    }

    fn is_answer(&self, value: &Node, endpoint: &Endpoint) -> bool {
        match answer(endpoint) {
            Answer::Typed(value_type) => conforms(value, value_type, self.context),
            Answer::Untyped => {
                let mut successes = endpoint.responses.iter().filter(|response| response.status.is_success());
                successes.all(|response| {
                    let value_type = response.body.as_ref().and_then(|body| body.value_type.as_ref());
                    matches!(value_type, None | Some(Type::Any))
                })
            }
            Answer::Empty | Answer::Stream => false,
        }
    }
}
