//! What 3.0 and 3.1 write differently: `null`, binary and encoded content, and what may stand beside a reference.

use super::OpenApiVersion;
use super::node::{Node, Object};

/// How schemas are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect(pub(super) OpenApiVersion);

impl Dialect {
    pub(super) fn is_json_schema(self) -> bool {
        self.0 == OpenApiVersion::V3_1
    }

    /// A schema and what else there is to say of the same value. 3.0 takes no notice of what stands beside a reference.
    pub(super) fn annotated(self, schema: Object, annotations: Object) -> Object {
        if schema.get("$ref").is_none() || self.is_json_schema() || annotations.is_empty() {
            return schema.and(annotations);
        }
        Object::new().with("allOf", vec![schema]).and(annotations)
    }

    /// The schema, or `null`.
    pub(super) fn nullable(self, mut schema: Object) -> Object {
        if schema.is_empty() {
            return schema;
        }
        if let Some(Node::List(choices)) = schema.get_mut("anyOf") {
            choices.push(self.null().into());
            return schema;
        }
        let Some(Node::Text(name)) = schema.get("type").cloned() else {
            return Object::new().with("anyOf", vec![schema, self.null()]);
        };
        if let Some(Node::List(values)) = schema.get_mut("enum") {
            values.push(Node::Null);
        }
        if !self.is_json_schema() {
            return schema.with("nullable", true);
        }
        if let Some(known) = schema.get_mut("type") {
            *known = vec![name.as_str(), "null"].into();
        }
        schema
    }

    /// `null` alone. 3.0 has it only beside a type, of which nothing else is allowed here.
    fn null(self) -> Object {
        if self.is_json_schema() {
            Object::new().with("type", "null")
        } else {
            Object::new().with("type", "object").with("nullable", true).with("enum", vec![Node::Null])
        }
    }

    /// Bytes as base64 text.
    pub(super) fn base64(self) -> Object {
        let text = Object::new().with("type", "string");
        if self.is_json_schema() {
            text.with("contentEncoding", "base64")
        } else {
            text.with("format", "byte")
        }
    }

    /// Bytes as they are, in a part of a multipart body.
    pub(super) fn binary(self) -> Object {
        if self.is_json_schema() {
            return Object::new().with("contentMediaType", "application/octet-stream");
        }
        Object::new().with("type", "string").with("format", "binary")
    }

    /// Text that is JSON of its own.
    pub(super) fn json_text(self, content: Object) -> Object {
        let text = Object::new().with("type", "string");
        let (media_type, schema) = if self.is_json_schema() {
            ("contentMediaType", "contentSchema")
        } else {
            ("x-docwright-content-media-type", "x-docwright-content-schema")
        };
        text.with(media_type, "application/json").filled(schema, content)
    }

    /// A body that is no JSON and no form, by its media type.
    pub(super) fn raw(self, media_type: &str) -> Object {
        let is_text = media_type.trim_start().to_ascii_lowercase().starts_with("text/");
        match (is_text, self.is_json_schema()) {
            (true, _) => Object::new().with("schema", Object::new().with("type", "string")),
            // Without a schema, as 3.1 wants it: JSON Schema says nothing of bytes.
            (false, true) => Object::new(),
            (false, false) => Object::new().with("schema", self.binary()),
        }
    }
}
