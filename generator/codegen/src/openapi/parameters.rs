//! What stands in the path, the query and the headers of a request.

use super::Document;
use super::credentials::{Implied, implied};
use super::node::Object;
use super::schema::Place;
use crate::EmitError;
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
                written.push(self.parameter(parameter, shown, place));
            }
        }
        let missing = path.placeholders().find(|name| !seen.contains(&("path", (*name).to_owned())));
        if let Some(name) = missing {
            return Err(self.unmet(name, endpoint));
        }
        let credentials = implied(endpoint, self.context);
        written.extend(credentials.iter().filter_map(implied_parameter));
        Ok(written)
    }

    fn unmet(&self, name: &str, endpoint: &Endpoint) -> EmitError {
        EmitError::Placeholder { name: name.to_owned(), place: self.context.place(endpoint) }
    }

    fn parameter(
        &self,
        Parameter { location, field }: &Parameter,
        name: &str,
        place: &'static str,
    ) -> Object {
        let is_required = *location == Location::Path || field.requirement == Requirement::Required;
        let list = matches!(not_null(&field.value_type), Type::CommaSeparated(_));
        let style = if *location == Location::Query { "form" } else { "simple" };
        let head = Object::new()
            .with("name", name)
            .with("in", place)
            .maybe("description", self.markdown(field.description.as_ref()))
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
            .maybe("x-docwright-name", (own != name).then_some(own))
            .and(self.field_annotations(field))
    }

    /// What carries the credential of a scheme, in the form of a parameter.
    pub(super) fn carrier(&self, parameter: &Parameter) -> Object {
        let place = word(parameter.location).unwrap_or("body");
        self.parameter(parameter, parameter.field.wire_name.as_str(), place)
    }
}

fn implied_parameter(field: &Implied<'_>) -> Option<Object> {
    let place = word(field.location)?;
    Some(
        Object::new()
            .with("name", field.name.as_str())
            .with("in", place)
            .flag("required", field.is_required)
            .with("schema", field.schema())
            .and(field.annotations()),
    )
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
