//! The body of a request by its media type.

use super::Document;
use super::annotations::word;
use super::credentials::implied;
use super::node::Object;
use super::schema::{Place, reference};
use crate::context::has_body_structure;
use crate::values::not_null;
use docwright_model::{BodyEncoding, Endpoint, Evidence, Location, Origins, RequestBody, Requirement, Type};

/// The media type of a form that no document names.
const FORM: &str = "application/x-www-form-urlencoded";

impl Document<'_> {
    /// The body of a request, if it has one: documented, or for nothing but credentials.
    pub(super) fn request_body(&self, endpoint: &Endpoint, examples: Object) -> Option<Object> {
        let Some(body) = &endpoint.request_body else {
            let credentials = implied(endpoint, self.context);
            let (encoding, media_type) = match credentials.first().map(|field| field.location) {
                Some(Location::Form) => (BodyEncoding::Form, FORM),
                Some(Location::Json) => (BodyEncoding::Json, "application/json"),
                Some(Location::Multipart) => (BodyEncoding::Multipart, "multipart/form-data"),
                _ => return None,
            };
            let content = self.content(endpoint, encoding, media_type, examples);
            let is_required = self.has_required_field(endpoint);
            let content = Object::new().with(media_type, content);
            return Some(Object::new().flag("required", is_required).with("content", content));
        };
        let RequestBody { media_type, encoding, evidence, source, .. } = body;
        let content = self.content(endpoint, *encoding, media_type, examples);
        let is_required = *encoding == BodyEncoding::Raw || self.has_required_field(endpoint);
        let evidence = (*evidence != Evidence::Stated).then_some(*evidence);
        Some(
            Object::new()
                .flag("required", is_required)
                .with("content", Object::new().with(media_type.clone(), content))
                .maybe("x-docwright-evidence", evidence.map(word))
                .and(self.provenance(source, Evidence::Stated, &Origins::default())),
        )
    }

    fn has_required_field(&self, endpoint: &Endpoint) -> bool {
        let mut documented = endpoint.parameters.iter().filter(|parameter| is_in_body(parameter.location));
        documented.any(|parameter| parameter.field.requirement == Requirement::Required)
            || implied(endpoint, self.context)
                .iter()
                .any(|field| is_in_body(field.location) && field.is_required)
    }

    /// What a body of this media type holds.
    fn content(
        &self,
        endpoint: &Endpoint,
        encoding: BodyEncoding,
        media_type: &str,
        examples: Object,
    ) -> Object {
        let (schema, encodings) = match encoding {
            BodyEncoding::Raw => return self.dialect.raw(media_type).filled("examples", examples),
            BodyEncoding::Json if has_body_structure(endpoint) => {
                (reference(self.names.body(endpoint)), Object::new())
            }
            BodyEncoding::Json => (self.body_fields(endpoint, Place::Json), Object::new()),
            BodyEncoding::Form => (self.body_fields(endpoint, Place::Text), comma_separated(endpoint)),
            BodyEncoding::Multipart => (self.body_fields(endpoint, Place::Part), Object::new()),
        };
        Object::new().with("schema", schema).filled("encoding", encodings).filled("examples", examples)
    }

    /// The object whose members a body holds.
    pub(super) fn body_fields(&self, endpoint: &Endpoint, place: Place) -> Object {
        let parameters = endpoint.parameters.iter().filter(|parameter| is_in_body(parameter.location));
        let credentials = implied(endpoint, self.context);
        let credentials = credentials.iter().filter(|field| is_in_body(field.location));
        self.object(parameters.map(|parameter| &parameter.field), credentials, place)
    }
}

fn is_in_body(location: Location) -> bool {
    matches!(location, Location::Form | Location::Multipart | Location::Json)
}

/// How the fields of a form are written that hold several values in one text.
fn comma_separated(endpoint: &Endpoint) -> Object {
    let fields = endpoint.parameters_in(Location::Form).map(|parameter| &parameter.field);
    let lists = fields.filter(|field| matches!(not_null(&field.value_type), Type::CommaSeparated(_)));
    let style = || Object::new().with("style", "form").with("explode", false);
    lists.map(|field| (field.wire_name.to_string(), style())).collect()
}
