//! Headers that OpenAPI has as something else than parameters. "If `in` is `header` and the `name` field is `Accept`,
//! `Content-Type` or `Authorization`, the parameter definition SHALL be ignored": so what documents say of these goes into
//! the description of the operation for people, and into `x-docwright-headers` for programs. What `Authorization` carries
//! is asked for as security too, where the API has exactly one credential that fits; none is made up.

use super::Document;
use super::credentials::{Implied, implied};
use super::node::Object;
use super::security::requirement;
use crate::prose::{code, inline};
use docwright_model::{Endpoint, Field, Location, Parameter, Requirement, SchemeKind, SecurityScheme};

const AUTHORIZATION: &str = "Authorization";
/// The headers of which OpenAPI takes no parameters, whatever their capitals.
const TOLD_OTHERWISE: [&str; 3] = ["Accept", "Content-Type", AUTHORIZATION];

/// Whether OpenAPI takes no notice of a parameter at this place and of this name.
pub(super) fn is_told_otherwise(location: Location, name: &str) -> bool {
    location == Location::Header && TOLD_OTHERWISE.iter().any(|told| told.eq_ignore_ascii_case(name))
}

fn is_authorization(location: Location, name: &str) -> bool {
    location == Location::Header && name.eq_ignore_ascii_case(AUTHORIZATION)
}

/// The documented ones of these headers.
fn documented(endpoint: &Endpoint) -> impl Iterator<Item = &Parameter> {
    let headers = endpoint.parameters_in(Location::Header);
    headers.filter(|parameter| is_told_otherwise(Location::Header, parameter.field.wire_name.as_str()))
}

/// The documented `Authorization`.
fn authorization_of(endpoint: &Endpoint) -> Option<&Field> {
    let mut headers = endpoint.parameters_in(Location::Header).map(|parameter| &parameter.field);
    headers.find(|field| is_authorization(Location::Header, field.wire_name.as_str()))
}

impl Document<'_> {
    /// Those of an endpoint as parameters, which they are no further.
    pub(super) fn headers(&self, endpoint: &Endpoint) -> Vec<Object> {
        let written = documented(endpoint)
            .map(|parameter| self.parameter(parameter, parameter.field.wire_name.as_str(), "header", None));
        let credentials = implied(endpoint, self.context);
        let sent = credentials.iter().filter(|field| is_told_otherwise(field.location, &field.name));
        written.chain(sent.filter_map(Implied::parameter)).collect()
    }

    /// What is said of each, as an item of a list.
    pub(super) fn headers_in_words(&self, endpoint: &Endpoint) -> String {
        let line = |Parameter { field, .. }: &Parameter| {
            let required = if field.requirement == Requirement::Required { ", required" } else { "" };
            let about = self.prose(field.description.as_ref()).map(inline).unwrap_or_default();
            let about = if about.is_empty() { about } else { format!(": {about}") };
            format!("- Header {}{required}{about}", code(field.wire_name.as_str()))
        };
        documented(endpoint).map(line).collect::<Vec<_>>().join("\n")
    }

    /// Whom an endpoint lets in by its `Authorization`, where nothing else is said of that. One that may be left out lets
    /// others in as well.
    pub(super) fn authorization(&self, endpoint: &Endpoint) -> Option<Vec<Object>> {
        let implied = implied(endpoint, self.context);
        let (name, is_required) = if let Some(field) = authorization_of(endpoint) {
            (self.fitting(field)?, field.requirement == Requirement::Required)
        } else {
            let sent = implied.iter().find(|sent| is_authorization(sent.location, &sent.name))?;
            (self.sets.get(sent.set)?, sent.is_required)
        };
        let named = requirement(name, Vec::new());
        Some(if is_required { vec![named] } else { vec![named, Object::new()] })
    }

    /// The scheme of what the header carries: that of its credential set, or the only one of the API that travels there.
    fn fitting(&self, field: &Field) -> Option<&String> {
        if let Some(set) = &field.credential {
            return self.sets.get(set.as_str());
        }
        let mut fitting = self.api().security_schemes.iter().filter(|scheme| travels_there(scheme));
        let only = fitting.next().filter(|_| fitting.next().is_none())?;
        self.schemes.get(only.id.as_str())
    }
}

fn travels_there(scheme: &SecurityScheme) -> bool {
    match &scheme.kind {
        SchemeKind::OAuth2 { .. } | SchemeKind::Bearer | SchemeKind::Basic => true,
        SchemeKind::Header { name } => is_authorization(Location::Header, name.as_str()),
        SchemeKind::Cookie | SchemeKind::Query { .. } => false,
    }
}

/// The credential set that an endpoint sends in its `Authorization`, if it does.
pub(super) fn set_in_authorization<'a>(
    endpoint: &'a Endpoint,
    context: &crate::context::Context<'a>,
) -> Option<&'a str> {
    let listed = endpoint.parameters_in(Location::Header).find_map(|parameter| {
        let name = parameter.field.wire_name.as_str();
        parameter.field.credential.as_deref().filter(|_| is_authorization(Location::Header, name))
    });
    let sent = || {
        let sent = implied(endpoint, context);
        sent.into_iter().find(|sent| is_authorization(sent.location, &sent.name)).map(|sent| sent.set)
    };
    listed.or_else(sent)
}
