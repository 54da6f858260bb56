//! The schema of a field: its type with what limits it, its default, and what is known of it besides.

use super::Document;
use super::conformance::{conforms, field_conforms, value_of};
use super::credentials::is_secret;
use super::limits::{list_limits, value_limits};
use super::node::{Node, Object};
use super::schema::{Place, plain};
use crate::values::{is_nullable, not_null};
use docwright_model::{Constraints, Definition, Field, Serialization, Type};

impl Document<'_> {
    /// The field as a property of an object whose values are written in this place.
    pub(super) fn property(&self, field: &Field, place: Place) -> Object {
        let schema = self.written(field, place);
        let annotations = Object::new()
            .maybe("description", self.markdown(field.description.as_ref()))
            .flag("deprecated", field.deprecated.is_some())
            .flag("readOnly", field.read_only)
            .flag("x-docwright-nullable", place != Place::Json && is_nullable(field))
            .and(self.field_annotations(field));
        self.dialect.annotated(schema, annotations)
    }

    /// The schema of the field's value as it is written, JSON in a text included.
    fn written(&self, field: &Field, place: Place) -> Object {
        match place {
            Place::Part if field.serialization == Serialization::File => self.dialect.binary(),
            Place::Text | Place::Part if self.travels_as_json(field) => {
                self.dialect.json_text(self.value(field, Place::Json))
            }
            _ => self.value(field, place),
        }
    }

    /// Whether a value that stands in a text is JSON there.
    pub(super) fn travels_as_json(&self, field: &Field) -> bool {
        field.serialization == Serialization::Json || self.context.has_parts(not_null(&field.value_type))
    }

    /// The schema of the field's value.
    pub(super) fn value(&self, field: &Field, place: Place) -> Object {
        let Field { constraints, element_constraints, .. } = field;
        let value_type = not_null(&field.value_type);
        let elements = |inner: &Type, place| {
            let description = self.markdown(field.element_description.as_ref());
            let about = Object::new().maybe("description", description);
            self.dialect.annotated(self.limited(inner, element_constraints, place), about)
        };
        let of_text = || value_limits(constraints, &Type::String, self.context);
        let schema = match value_type {
            Type::List(inner) if place == Place::Json => plain("array", None)
                .with("items", elements(inner, place))
                .and(list_limits(constraints))
                .filled("x-docwright-limits-of-text", of_text()),
            // An array would say that each element is a field of its own. Clients send the text that they are given.
            Type::List(inner) => {
                let list = Object::new().with("items", elements(inner, place)).and(list_limits(constraints));
                plain("string", None)
                    .filled("x-docwright-limits-of-text", of_text())
                    .with("x-docwright-serialization", "unstated")
                    .with("x-docwright-list", list)
            }
            Type::CommaSeparated(inner) if place == Place::Text => plain("array", None)
                .with("items", elements(inner, place))
                .and(list_limits(constraints))
                .filled("x-docwright-limits-of-text", of_text()),
            Type::CommaSeparated(inner) => {
                let list =
                    Object::new().with("items", elements(inner, Place::Text)).and(list_limits(constraints));
                plain("string", None).and(of_text()).with("x-docwright-comma-separated", list)
            }
            single => self.limited(single, constraints, place),
        };
        let schema = if self.is_secret(field) { as_password(schema) } else { schema };
        let is_null = place == Place::Json && is_nullable(field);
        let schema = if is_null { self.dialect.nullable(schema) } else { schema };
        self.dialect.annotated(schema, self.default(field, place))
    }

    /// Whether a value must not show: for itself, or as what carries a credential.
    pub(super) fn is_secret(&self, field: &Field) -> bool {
        field.secret || is_secret(field, self.context)
    }

    /// A type and what limits its values, the listed ones among them.
    fn limited(&self, value_type: &Type, limits: &Constraints, place: Place) -> Object {
        let schema = self.schema(value_type, place);
        let values = limits.allowed_values.iter();
        let listed: Vec<Node> = values.clone().filter_map(|text| self.listed(text, value_type)).collect();
        let is_plain = schema.get("type").is_some();
        let (schema, untold) = match listed.len() {
            0 => (schema, values.count() > 0),
            count if is_plain && count == values.count() => (open(schema, listed), false),
            _ => (schema, true),
        };
        let limits = value_limits(limits, value_type, self.context)
            .maybe("x-docwright-values", untold.then(|| limits.allowed_values.clone()));
        self.dialect.annotated(schema, limits)
    }

    /// A documented value, if it is one of the type.
    fn listed(&self, text: &str, value_type: &Type) -> Option<Node> {
        value_of(text, value_type, self.context).filter(|value| conforms(value, value_type, self.context))
    }

    /// The default as a value, if it is one by the schema of the field in this place, and among the values that are
    /// documented: generators make these an enumeration, whose default it can only be then.
    fn default(&self, field: &Field, place: Place) -> Object {
        let Some(text) = field.default.as_deref() else { return Object::new() };
        let value = match (not_null(&field.value_type), place) {
            (Type::CommaSeparated(inner), Place::Text) => self.elements_of(text, inner),
            (value_type, _) => value_of(text, value_type, self.context),
        };
        let is_one = |value: &Node| {
            field_conforms(value, field, place, self.context)
                && self.is_documented(value, &field.value_type, &field.constraints)
                && self.are_documented(value, field)
                && !value.looks_like_reference()
        };
        match value.filter(is_one) {
            Some(value) => Object::new().with("default", value),
            None => Object::new().with("x-docwright-default", text),
        }
    }

    /// The values of a text that has commas between them.
    fn elements_of(&self, text: &str, inner: &Type) -> Option<Node> {
        let items = text.split(',').map(|item| value_of(item.trim(), inner, self.context));
        items.collect::<Option<Vec<Node>>>().map(Node::List)
    }

    /// Whether a value is among the documented ones, where any are. What may be `null` is so besides.
    fn is_documented(&self, value: &Node, value_type: &Type, limits: &Constraints) -> bool {
        let mut values: Vec<&String> = limits.allowed_values.iter().collect();
        if let Type::Named(name) = not_null(value_type)
            && let Ok(named) = self.context.named(name, String::new)
            && let Definition::Enumeration { values: known, .. } = &named.definition
        {
            values.extend(known.iter().map(|known| &known.value));
        }
        *value == Node::Null
            || values.is_empty()
            || values.iter().any(|text| value_of(text, value_type, self.context).as_ref() == Some(value))
    }

    /// The same of the elements of a list.
    fn are_documented(&self, value: &Node, field: &Field) -> bool {
        match (value, not_null(&field.value_type)) {
            (Node::List(items), Type::List(inner) | Type::CommaSeparated(inner)) => {
                items.iter().all(|item| self.is_documented(item, inner, &field.element_constraints))
            }
            _ => true,
        }
    }
}

/// One of the values, or another of the type.
pub(super) fn open(schema: Object, values: Vec<Node>) -> Object {
    let listed = schema.clone().with("enum", values);
    Object::new().with("anyOf", vec![listed, schema])
}

/// Texts that are not to be shown.
fn as_password(schema: Object) -> Object {
    let is_text = schema.get("type").and_then(Node::as_text) == Some("string");
    if is_text && schema.get("format").is_none() { schema.with("format", "password") } else { schema }
}
