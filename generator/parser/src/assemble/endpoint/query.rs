//! What stands behind the `?` of a documented address names parameters of the query.

use super::Assembly;
use crate::{
    diagnostics::{
        Code,
        suggestion::{Place, suggest_patch},
    },
    recognise::endpoint_line::query_of,
};
use docwright_model::{Evidence, Fact, Field, Location, Parameter, Type, WireName};
use std::collections::HashSet;

impl Assembly<'_, '_> {
    /// Adds the parameters that only the address names. That they exist is certain; what they are is not said, so
    /// that they are text that may be left out.
    pub(super) fn add_query(&mut self) {
        let target = std::mem::take(&mut self.line.target);
        let mut known: HashSet<String> = HashSet::new();
        for (name, value) in query_of(&target) {
            if known.is_empty() {
                let described = self.endpoint.parameters_in(Location::Query);
                known.extend(described.map(|parameter| parameter.field.wire_name.as_str().to_owned()));
            }
            if !known.insert(name.to_owned()) {
                continue;
            }
            let span = self.line.span;
            let source = self.context.source(span);
            let mut field = Field::new(WireName::from(name), Type::String, source.clone());
            field.requirement = self.context.config.request.unmarked.unwrap_or_default();
            field.origins.add(Fact::Name, source.clone(), Evidence::Stated);
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                field.description = Some(format!("Stands in the documented address as `{name}={value}`."));
                field.origins.add(Fact::Description, source, Evidence::Stated);
            }
            self.endpoint.parameters.push(Parameter { location: Location::Query, field });
            let owner = Place::of(self.context.subject.as_deref());
            let patch = suggest_patch(&owner, Some(name), "set = { type = \"…\" }", "…");
            self.context.report(
                Code::UndescribedParameter,
                span,
                "in this address",
                format!("`{name}` is not described, so that it is taken for text that may be left out"),
                &format!("if it has another type, add to api.toml:\n{patch}"),
            );
        }
        self.line.target = target;
    }
}
