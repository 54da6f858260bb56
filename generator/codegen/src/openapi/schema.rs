//! The schema of a type, inside JSON or where values travel as text.

use super::Document;
use super::node::Object;
use docwright_model::Type;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// As a JSON value.
    Json,
    /// As text: in a path, a query, a header, a field of a form.
    Text,
    /// As text in a part of a multipart body, or as a file.
    Part,
}

/// A schema of this type, and of this format where there is one.
pub(super) fn plain(name: &str, format: Option<&str>) -> Object {
    Object::new().with("type", name).maybe("format", format)
}

/// A reference to a schema. A type that the model lacks has kept the document from being made.
pub(super) fn reference(name: Option<&str>) -> Object {
    Object::new().maybe("$ref", name.map(|name| format!("#/components/schemas/{name}")))
}

impl Document<'_> {
    pub(super) fn schema(&self, value_type: &Type, place: Place) -> Object {
        match value_type {
            Type::Integer => plain("integer", Some("int64")),
            Type::Number => plain("number", None),
            Type::Boolean => plain("boolean", None),
            Type::Uuid => plain("string", Some("uuid")),
            Type::Date => plain("string", Some("date")),
            Type::DateTime => plain("string", Some("date-time")),
            Type::Bytes if place == Place::Json => self.dialect.base64(),
            Type::Bytes if place == Place::Part => self.dialect.binary(),
            // How bytes are written in text no document says: the caller does.
            Type::String | Type::Bytes => plain("string", None),
            Type::Any => Object::new(),
            Type::Object => plain("object", None),
            Type::List(inner) => plain("array", None).with("items", self.schema(inner, place)),
            Type::Map { key, value } => self.map(key, value),
            Type::CommaSeparated(inner) if place == Place::Text => {
                plain("array", None).with("items", self.schema(inner, Place::Text))
            }
            Type::CommaSeparated(inner) => {
                plain("string", None).with("x-docwright-comma-separated", self.schema(inner, Place::Text))
            }
            Type::Named(name) => reference(self.names.named(name)),
            Type::Nullable(inner) => self.dialect.nullable(self.schema(inner, place)),
        }
    }

    /// Keys of JSON objects are texts: of the digits of a number where that is what they are.
    fn map(&self, key: &Type, value: &Type) -> Object {
        let map = plain("object", None);
        let map = match key {
            Type::Integer if self.dialect.is_json_schema() => {
                map.with("propertyNames", Object::new().with("pattern", "^-?[0-9]+$"))
            }
            Type::String => map,
            other => map.with("x-docwright-keys", self.schema(other, Place::Text)),
        };
        map.with("additionalProperties", self.schema(value, Place::Json))
    }
}
