//! What the model knows and OpenAPI has no words for, as members whose names begin with `x-docwright-`: where a fact
//! stands, how it is known, and what belongs to any item.

use super::Document;
use super::node::{Node, Object};
use docwright_model::{
    Condition, Deprecation, Evidence, Fact, Field, Origins, Requirement, Source, WireName,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The name that the model's own dump has for a choice: `milliseconds`.
pub(super) fn word(choice: impl Serialize) -> Node {
    match serde_json::to_value(choice) {
        Ok(Value::String(word)) => Node::Text(word),
        _ => Node::Null,
    }
}

/// Names of parameters or fields.
fn names(names: &[WireName]) -> Vec<&str> {
    names.iter().map(WireName::as_str).collect()
}

fn condition(Condition { parameter, values }: &Condition) -> Object {
    Object::new().with("parameter", parameter.as_str()).with("values", values.clone())
}

impl Document<'_> {
    /// Where an item stands and how it is known, and which of its facts are known otherwise.
    pub(super) fn provenance(&self, source: &Source, evidence: Evidence, origins: &Origins) -> Object {
        let Source { file, span } = source;
        let position = (self.positions)(source);
        let bytes = [span.start, span.end].map(|byte| Node::from(byte as u64)).to_vec();
        let place = Object::new()
            .with("file", &**file)
            .maybe("line", position.map(|position| position.line as u64))
            .maybe("column", position.map(|position| position.column as u64))
            .with("bytes", bytes)
            .maybe("evidence", (evidence != Evidence::Stated).then(|| word(evidence)));
        let decided: BTreeMap<Fact, Evidence> =
            origins.iter().map(|origin| (origin.fact, origin.evidence)).collect();
        let inferred =
            decided.into_iter().filter(|(_, known)| *known != Evidence::Stated && *known != evidence);
        let inferred: Object = inferred
            .filter_map(|(fact, known)| Some((word(fact).as_text()?.to_owned(), word(known))))
            .collect();
        Object::new().with("x-docwright-source", place).filled("x-docwright-evidence", inferred)
    }

    /// Since when something is deprecated, and what the documents say of it. That it is, OpenAPI has a word for.
    pub(super) fn deprecation(&self, deprecated: Option<&Deprecation>) -> Object {
        let Some(Deprecation { since, note }) = deprecated else { return Object::new() };
        Object::new()
            .maybe("x-docwright-deprecated-since", since.as_ref())
            .maybe("x-docwright-deprecated-note", self.markdown(note.as_ref()))
    }

    /// What is known of a field besides its schema. Of a value inside JSON the schema says whether it can be `null`.
    pub(super) fn field_annotations(&self, field: &Field) -> Object {
        let conditions: Vec<Object> = field.required_when.iter().map(condition).collect();
        Object::new()
            .maybe(
                "x-docwright-requirement",
                (field.requirement == Requirement::Unstated).then_some("unstated"),
            )
            .filled("x-docwright-required-when", conditions)
            .filled("x-docwright-excludes", names(&field.excludes))
            .filled("x-docwright-requires", names(&field.requires))
            .flag("x-docwright-secret", self.is_secret(field))
            .maybe("x-docwright-credential", field.credential.as_ref())
            .maybe("x-docwright-constants", field.constants.as_ref())
            .maybe("x-docwright-unix-time", field.unix_time.map(word))
            .maybe("x-docwright-since", field.since.as_ref())
            .and(self.deprecation(field.deprecated.as_ref()))
            .and(self.provenance(&field.source, field.evidence, &field.origins))
    }
}
