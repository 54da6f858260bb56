//! What stands in the path, the query and the headers of a request.

use super::Document;
use super::credentials::{Implied, implied};
use super::headers::is_told_otherwise;
use super::node::Object;
use super::schema::Place;
use crate::EmitError;
use crate::prose::code;
use crate::values::{is_nullable, not_null};
use docwright_model::{Endpoint, Location, Parameter, PathTemplate, Requirement, Type};
use std::collections::{BTreeMap, BTreeSet};

impl Document<'_> {
    /// The parameters of an endpoint whose path is written as another that differs in nothing but the names of
    /// placeholders.
    pub(super) fn parameters(
        &self,
        endpoint: &Endpoint,
        path: &PathTemplate,
    ) -> Result<Vec<Object>, EmitError> {
        let own: BTreeMap<&str, &str> = endpoint.path.placeholders().zip(path.placeholders()).collect();
        let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
        let mut written = Vec::new();
        for parameter in &endpoint.parameters {
            let Some(place) = word(parameter.location) else { continue };
            let name = parameter.field.wire_name.as_str();
            if is_told_otherwise(parameter.location, name) {
                continue;
            }
            let shown = match parameter.location {
                Location::Path => own.get(name).copied().ok_or_else(|| self.unmet(name, endpoint))?,
                _ => name,
            };
            // Capitals matter everywhere but in the names of headers.
            let key = match parameter.location {
                Location::Header => shown.to_ascii_lowercase(),
                _ => shown.to_owned(),
            };
            if seen.insert((place, key)) {
                written.push(self.parameter(parameter, shown, place, alone(endpoint, parameter)));
            }
        }
        let missing = path.placeholders().find(|name| !seen.contains(&("path", (*name).to_owned())));
        if let Some(name) = missing {
            return Err(self.unmet(name, endpoint));
        }
        let credentials = implied(endpoint, self.context);
        let sent = credentials.iter().filter(|field| !is_told_otherwise(field.location, &field.name));
        written.extend(sent.filter_map(Implied::parameter));
        Ok(written)
    }

    fn unmet(&self, name: &str, endpoint: &Endpoint) -> EmitError {
        EmitError::Placeholder { name: name.to_owned(), place: self.context.place(endpoint) }
    }

    /// A parameter under the name that it has there. One that a following page is asked for without, by a cursor alone, is
    /// required of the first page only, which OpenAPI can't say: whoever checks requests would refuse the others.
    pub(super) fn parameter(
        &self,
        Parameter { location, field }: &Parameter,
        name: &str,
        place: &'static str,
        cursor: Option<&str>,
    ) -> Object {
        let is_stated = field.requirement == Requirement::Required;
        let is_required = *location == Location::Path || (is_stated && cursor.is_none());
        let described = self.markdown(field.description.as_ref());
        let condition =
            cursor.filter(|_| is_stated).map(|cursor| format!("Required without {}.", code(cursor)));
        let described: Vec<String> = described.into_iter().chain(condition.clone()).collect();
        let list = matches!(not_null(&field.value_type), Type::CommaSeparated(_));
        let style = if *location == Location::Query { "form" } else { "simple" };
        let head = Object::new()
            .with("name", name)
            .with("in", place)
            .filled("description", described.join("\n\n"))
            .flag("required", is_required)
            .flag("deprecated", field.deprecated.is_some());
        let head = if self.travels_as_json(field) {
            let json = Object::new().with("schema", self.value(field, Place::Json));
            head.with("content", Object::new().with("application/json", json))
        } else {
            head.maybe("style", list.then_some(style))
                .maybe("explode", list.then_some(false))
                .with("schema", self.value(field, Place::Text))
        };
        let own = field.wire_name.as_str();
        head.flag("x-docwright-nullable", is_nullable(field))
            .flag("x-docwright-read-only", field.read_only)
            .maybe("x-docwright-required-without", cursor.filter(|_| condition.is_some()))
            .maybe("x-docwright-name", (own != name).then_some(own))
            .and(self.field_annotations(field))
    }

    /// What carries the credential of a scheme, in the form of a parameter.
    pub(super) fn carrier(&self, parameter: &Parameter) -> Object {
        let place = word(parameter.location).unwrap_or("body");
        self.parameter(parameter, parameter.field.wire_name.as_str(), place, None)
    }
}

impl Implied<'_> {
    /// Itself as a parameter, if it travels outside the body.
    pub(super) fn parameter(&self) -> Option<Object> {
        let place = word(self.location)?;
        Some(
            Object::new()
                .with("name", self.name.as_str())
                .with("in", place)
                .flag("required", self.is_required)
                .with("schema", self.schema())
                .and(self.annotations()),
        )
    }
}

/// The parameter by whose cursor alone a following page is asked for, if this one is left out then.
fn alone<'a>(endpoint: &'a Endpoint, parameter: &Parameter) -> Option<&'a str> {
    let pages = endpoint.pagination.as_ref().filter(|pages| pages.cursor_alone)?;
    let is_left_out = parameter.location == Location::Query && parameter.field.wire_name != pages.parameter;
    is_left_out.then(|| pages.parameter.as_str())
}

/// What OpenAPI calls a place outside the body.
fn word(location: Location) -> Option<&'static str> {
    match location {
        Location::Path => Some("path"),
        Location::Query => Some("query"),
        Location::Header => Some("header"),
        Location::Form | Location::Multipart | Location::Json => None,
    }
}
