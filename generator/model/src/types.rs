//! Types, fields and what limits them.

use crate::{Deprecation, Evidence, Origins, RustName, SetAside, Source, WireName};
use serde::{Deserialize, Serialize};

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Text.
    String,
    /// A whole number that fits 64 bits.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A UUID in its hyphenated form.
    Uuid,
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// An instant as RFC 3339 text.
    DateTime,
    /// Bytes: a file, or base64 text inside JSON.
    Bytes,
    /// Any JSON value.
    Any,
    /// A JSON object whose fields are not described.
    Object,
    /// A JSON array.
    List(Box<Type>),
    /// A JSON object used as a map.
    Map {
        /// The type that keys have as text: [`Type::String`] or [`Type::Integer`].
        key: Box<Type>,
        /// The type of the values.
        value: Box<Type>,
    },
    /// Several values in one text with commas between them.
    CommaSeparated(Box<Type>),
    /// The [`NamedType`] with this [`name`](NamedType::name).
    Named(String),
    /// The type, or JSON `null`.
    Nullable(Box<Type>),
}

impl Type {
    /// A list of this type.
    #[must_use]
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// The names of the named types that occur in this type, outermost first.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Named(name) => vec![name],
            Self::List(inner) | Self::CommaSeparated(inner) | Self::Nullable(inner) => inner.names(),
            Self::Map { key, value } => [key.names(), value.names()].concat(),
            _ => Vec::new(),
        }
    }
}

/// Whether a value must be given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// The document says that it must: `(Required)`.
    Required,
    /// The document says that it may be left out: `(Optional)`.
    Optional,
    /// The document says neither.
    #[default]
    Unstated,
}

/// How a value is written where it travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Serialization {
    /// As the place asks: text in a path, query, header or form, a JSON value in JSON.
    #[default]
    Plain,
    /// As JSON text inside a form field or header: `string (JSON)`.
    Json,
    /// As the content of a file, in a multipart part of its own.
    File,
}

/// What limits a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Constraints {
    /// The least number of characters: `**Min length**: 36`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The greatest number of characters: `**Max length**: 36`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The least value, as a decimal number: `**Minimum**: 1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
    /// The greatest value, as a decimal number: `**Maximum**: 100`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    /// The least number of elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The greatest number of elements: "Maximum of 100 UUIDs".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// A regular expression as documented: `^[a-z]+$`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Whether the pattern is never checked: it is no regular expression, or refuses values that the document
    /// itself gives.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pattern_is_doubtful: bool,
    /// The documented values as text, where they did not become an enumeration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_values: Vec<String>,
}

impl Constraints {
    /// Whether nothing is limited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A named value inside an object or a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Field {
    /// Its name as documented: `TargetUser`.
    pub wire_name: WireName,
    /// Its name in emitted code: `target_user`.
    pub rust_name: RustName,
    /// Its type.
    #[serde(rename = "type")]
    pub value_type: Type,
    /// Whether it must be given.
    pub requirement: Requirement,
    /// When it must be given, where the document names a condition: "Required for the `password` grant type".
    #[serde(default)]
    pub required_when: Vec<Condition>,
    /// Parameters that may not be given together with it: "Is mutually exclusive with `uuids`".
    #[serde(default)]
    pub excludes: Vec<WireName>,
    /// Parameters that must be given together with it: "It requires `inside` to be set".
    #[serde(default)]
    pub requires: Vec<WireName>,
    /// Whether JSON `null` is a value of its own: "can have a null value".
    pub nullable: bool,
    /// Whether only the server sets it: "Not applicable by API".
    #[serde(default)]
    pub read_only: bool,
    /// Whether its value must not show in logs: a password. Not said of what carries credentials, which the client
    /// holds as secrets anyway.
    #[serde(default)]
    pub secret: bool,
    /// How its value is written where it travels.
    pub serialization: Serialization,
    /// The documented default as text: `5000`, `name`. Of a field of a structure also what its absence stands for:
    /// `""`, `[]`, `{}`.
    pub default: Option<String>,
    /// The constants that its values are among, as the document names them: `JobStatus`, `JOB_STATUS_`. Where the
    /// documents list them, [`Field::value_type`] is their enumeration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constants: Option<String>,
    /// That the number is an instant, and what it counts: "Unix timestamp, in seconds".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unix_time: Option<UnixTime>,
    /// What limits its value.
    pub constraints: Constraints,
    /// What limits each element, when the document limits a list's elements.
    pub element_constraints: Constraints,
    /// What it means, as Markdown, without the markers and attribute lines that became facts.
    pub description: Option<String>,
    /// What the document says of each element, when it describes a list's elements by themselves.
    #[serde(default)]
    pub element_description: Option<String>,
    /// The version that introduced it: `22.3.7`.
    pub since: Option<String>,
    /// That it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// The [`CredentialSet`](crate::CredentialSet) whose credentials it carries. The client fills it.
    pub credential: Option<String>,
    /// Where it is documented.
    pub source: Source,
    /// How it is known that there is such a field.
    pub evidence: Evidence,
    /// Where each of its facts comes from.
    #[serde(default)]
    pub origins: Origins,
}

impl Field {
    /// A field of which no more is known than this.
    #[must_use]
    pub fn new(wire_name: WireName, value_type: Type, source: Source) -> Self {
        Self {
            wire_name,
            rust_name: RustName::default(),
            value_type,
            requirement: Requirement::Unstated,
            required_when: Vec::new(),
            excludes: Vec::new(),
            requires: Vec::new(),
            nullable: false,
            read_only: false,
            secret: false,
            serialization: Serialization::Plain,
            default: None,
            constants: None,
            unix_time: None,
            constraints: Constraints::default(),
            element_constraints: Constraints::default(),
            description: None,
            element_description: None,
            since: None,
            deprecated: None,
            credential: None,
            source,
            evidence: Evidence::Stated,
            origins: Origins::default(),
        }
    }
}

/// Under which condition a value must be given: another parameter has one of these values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Condition {
    /// The other parameter: `grant_type`.
    pub parameter: WireName,
    /// Its values: `password`.
    pub values: Vec<String>,
}

/// A type with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedType {
    /// The name that [`Type::Named`] refers to: as documented, or made from the field that listed the values.
    /// Unique in an [`Api`](crate::Api).
    pub name: String,
    /// The name in emitted code: `TenantKind`.
    pub rust_name: RustName,
    /// What it is for, as Markdown.
    pub description: Option<String>,
    /// What it is made of.
    pub definition: Definition,
    /// That it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// Rows of its table that are no fields, each with the reason.
    #[serde(default)]
    pub set_aside: Vec<SetAside>,
    /// Where it is documented; for an opaque type, where it is first referred to.
    pub source: Source,
    /// How it is known.
    pub evidence: Evidence,
    /// Where each of its facts comes from.
    #[serde(default)]
    pub origins: Origins,
}

/// What a named type is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Definition {
    /// A JSON object with documented fields.
    Structure {
        /// Names of the types whose fields it has as well.
        extends: Vec<String>,
        /// Its own fields.
        fields: Vec<Field>,
    },
    /// A choice of values. Always open: a server may know more than its document.
    Enumeration {
        /// What the values are on the wire.
        base: EnumerationBase,
        /// The documented values.
        values: Vec<EnumerationValue>,
        /// Named numbers that are no values, but the ends of a range of them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        bounds: Vec<Bound>,
    },
    /// Referred to, not described: any JSON is kept as it is.
    Opaque {
        /// The address that the document links the name to.
        link: Option<String>,
    },
}

/// What the values of an enumeration are on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnumerationBase {
    /// Texts.
    String,
    /// Whole numbers.
    Integer,
}

/// What a number counts since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnixTime {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnumerationValue {
    /// The value as text: `folder`, `0`.
    pub value: String,
    /// The variant's name: `Folder`.
    pub rust_name: RustName,
    /// What it means.
    pub description: Option<String>,
    /// The constant that stands for it: `JOB_STATUS_FAILED_ERROR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constant: Option<WireName>,
}

/// An end of a range of an enumeration's values: `JOB_STATUS_FAILED__MAX = 7999`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bound {
    /// The constant, as documented.
    pub constant: WireName,
    /// The name in emitted code: `FAILED_MAX`.
    pub rust_name: RustName,
    /// Its value as text: `7999`.
    pub value: String,
    /// What it stands for.
    pub description: Option<String>,
}
