//! The keys of `api.toml`.

mod credentials;

pub(crate) use credentials::{
    CredentialArgumentConfig, CredentialConfig, CredentialMethodConfig, SessionConfig,
};

use super::Spanned;
use docwright_model::{BodyEncoding, DocsPolicy, EmittedTypes, Method, Requirement, UnixTime};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the documents of one API leave out, and nothing else. Each key is one that documents may fail to state.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The module and cargo feature of the client; the name of the folder.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[a-z][a-z0-9_]{0,63}$")))]
    pub name: Spanned<String>,
    /// What people call the product.
    pub title: Spanned<String>,
    /// The version of the API, where the documents do not say it.
    pub version: Option<String>,
    /// The address that paths are appended to, where the documents do not say it.
    pub base_url: Option<Spanned<String>>,
    /// Whether the vendor's sentences go into the emitted documentation.
    #[serde(default)]
    pub docs: DocsPolicy,
    /// Which of the described types are emitted.
    #[serde(default)]
    pub types: EmittedTypes,
    /// The documents to read, in order.
    #[serde(default)]
    pub documents: Vec<DocumentConfig>,
    /// How requests are sent, where the documents do not say it.
    #[serde(default)]
    pub request: RequestConfig,
    /// Words that this API's documents use in their own way.
    #[serde(default)]
    pub vocabulary: VocabularyConfig,
    /// Names that the rules get wrong.
    #[serde(default)]
    pub names: NamesConfig,
    /// Credentials that travel in documented parameters.
    #[serde(default)]
    pub credentials: Vec<CredentialConfig>,
    /// The object by which the API reports failures.
    pub error_envelope: Option<EnvelopeConfig>,
    /// What the documents leave out of how lists come in pages.
    pub pagination: Option<PaginationConfig>,
    /// Facts to add, change or remove.
    #[serde(default)]
    pub patch: Vec<Spanned<PatchConfig>>,
    /// Warnings that are expected of these documents.
    #[serde(default)]
    pub acknowledge: Vec<Spanned<AcknowledgeConfig>>,
}

/// A warning that is expected: a known flaw of a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AcknowledgeConfig {
    /// The code: `DW0401`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = acknowledgeable())))]
    pub code: Spanned<String>,
    /// The endpoint, by `METHOD /path`, or the object, by name. Absent: the API as a whole.
    pub about: Option<String>,
    /// Why it is expected.
    pub reason: String,
}

/// The codes of all remarks that can be expected: those that are no errors.
#[cfg(feature = "schema")]
fn acknowledgeable() -> Vec<&'static str> {
    use crate::diagnostics::{CATALOGUE, Severity};
    CATALOGUE.iter().filter(|entry| entry.severity != Severity::Error).map(|entry| entry.number).collect()
}

/// One document and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentConfig {
    /// Its path below the folder of the API.
    pub file: Spanned<String>,
    /// The address that people read it at.
    pub url: Option<Spanned<String>>,
    /// The day it was taken from there, as `YYYY-MM-DD`.
    pub retrieved: Option<Spanned<String>>,
    /// Whose text it is and on what terms.
    pub notice: Option<String>,
}

/// How requests are sent, where the documents do not say it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestConfig {
    /// The HTTP method of endpoints that are documented by their address alone.
    pub method: Option<Method>,
    /// How parameters travel that are documented without a place.
    pub encoding: Option<BodyEncoding>,
    /// Whether parameters without a marker must be given.
    pub unmarked: Option<Requirement>,
    /// Endpoints that change nothing, although their method does not say so: by documented name or by
    /// `METHOD /path`, with `*` for any text.
    #[serde(default)]
    pub reads: Vec<Spanned<String>>,
}

/// Words that the documents use in their own way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct VocabularyConfig {
    /// Header cells that mean the name of a parameter.
    #[serde(default)]
    pub name_columns: Vec<String>,
    /// Words at the end of names of fields whose values must not show: `licence key`.
    #[serde(default)]
    pub secrets: Vec<Spanned<String>>,
}

/// Names that the rules get wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct NamesConfig {
    /// Words that are one word whatever their capitals: `MySQL`.
    #[serde(default)]
    pub words: Vec<Spanned<String>>,
    /// Methods, by documented name or by `METHOD /path`.
    #[serde(default)]
    pub endpoints: BTreeMap<String, Spanned<String>>,
    /// Types, by the name that the rules give or the document states.
    #[serde(default)]
    pub types: BTreeMap<String, Spanned<String>>,
    /// Fields and parameters, by wire name.
    #[serde(default)]
    pub fields: BTreeMap<String, Spanned<String>>,
    /// Values of enumerations, by `Type.value`.
    #[serde(default)]
    pub values: BTreeMap<String, Spanned<String>>,
}

/// What the documents leave out of how lists come in pages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct PaginationConfig {
    /// Where answers hold the list itself, with dots between names.
    pub items: Spanned<String>,
}

/// The object by which the API reports failures.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct EnvelopeConfig {
    /// The field that says whether the call failed.
    pub status: Spanned<String>,
    /// The field with the sentence for people.
    pub message: Option<String>,
    /// The field that classifies the failure.
    pub kind: Option<String>,
    /// What the status looks like when the call failed.
    pub failure: EnvelopeFailureConfig,
    /// Whether the message must not be empty either.
    #[serde(default)]
    pub message_required: bool,
}

/// What the status of an envelope looks like when the call failed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(crate) enum EnvelopeFailureConfig {
    /// A number that is not below this one.
    AtLeast(i64),
    /// This text.
    Equals(String),
}

/// One fact to add, change or remove.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct PatchConfig {
    /// The endpoint, by documented name or by `METHOD /path`.
    pub endpoint: Option<String>,
    /// The structure, by documented name.
    #[serde(rename = "type")]
    pub structure: Option<String>,
    /// The parameter or field, by the name in the document. Absent: the endpoint or structure itself.
    pub field: Option<String>,
    /// Facts to state instead of the documented ones.
    pub set: Option<PatchFacts>,
    /// A parameter or field to add.
    pub add: Option<PatchFacts>,
    /// Whether to remove the field.
    #[serde(default)]
    pub remove: bool,
    /// Fields to move from the structure into a new structure, which becomes the type of this list field.
    pub nest: Option<Vec<String>>,
    /// Why.
    pub reason: String,
}

/// Facts of a patch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct PatchFacts {
    /// The name on the wire.
    pub name: Option<String>,
    /// The type, as a document would write it.
    #[serde(rename = "type")]
    pub value_type: Option<Spanned<String>>,
    /// Whether it must be given.
    pub requirement: Option<Requirement>,
    /// Whether `null` is a value.
    pub nullable: Option<bool>,
    /// The default.
    pub default: Option<String>,
    /// Whether only the server sets it.
    pub read_only: Option<bool>,
    /// Whether its value must not show in logs.
    pub secret: Option<bool>,
    /// The values that it, or each of its elements, can have.
    pub allowed_values: Option<Vec<String>>,
    /// The constants that its values, or those of its elements, are among: `JobStatus`, `JOB_STATUS_`.
    pub constants: Option<String>,
    /// What the number counts since 1970 began.
    pub unix_time: Option<UnixTime>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// The least value, as a decimal number.
    pub minimum: Option<String>,
    /// The greatest value, as a decimal number.
    pub maximum: Option<String>,
    /// The least number of elements.
    pub min_items: Option<u64>,
    /// The greatest number of elements.
    pub max_items: Option<u64>,
    /// Parameters that may not be given together with it.
    pub excludes: Option<Vec<String>>,
    /// Parameters that must be given together with it.
    pub requires: Option<Vec<String>>,
    /// When it must be given.
    pub required_when: Option<Vec<ConditionConfig>>,
    /// What it means.
    pub description: Option<String>,
    /// The credential set that an endpoint takes, or several of which it takes any one.
    pub credentials: Option<Spanned<OneOrMore>>,
    /// The media type of what an endpoint answers: `text/html`.
    pub response: Option<String>,
}

/// A text, or a list of texts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "this is neither a text nor a list of texts")]
pub(crate) enum OneOrMore {
    /// A text.
    One(String),
    /// A list of texts.
    More(Vec<String>),
}

impl OneOrMore {
    /// The texts.
    pub(crate) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::More(texts) => texts,
        }
    }
}

/// A condition under which a value must be given: another parameter has one of these values.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionConfig {
    /// The other parameter.
    pub parameter: String,
    /// Its values.
    pub values: Vec<String>,
}

impl PatchFacts {
    /// Whether it states a fact that only fields have, besides their name and description.
    #[must_use]
    pub(crate) fn is_of_field(&self) -> bool {
        let endpoint = Self {
            name: self.name.clone(),
            description: self.description.clone(),
            credentials: self.credentials.clone(),
            response: self.response.clone(),
            ..Self::default()
        };
        *self != endpoint
    }
}

/// What a patch is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PatchTarget<'a> {
    /// An endpoint.
    Endpoint(&'a str),
    /// A structure.
    Structure(&'a str),
}

impl PatchConfig {
    /// The endpoint or structure that it is about; `None` if it names both or neither.
    #[must_use]
    pub(crate) fn target(&self) -> Option<PatchTarget<'_>> {
        match (&self.endpoint, &self.structure) {
            (Some(endpoint), None) => Some(PatchTarget::Endpoint(endpoint)),
            (None, Some(structure)) => Some(PatchTarget::Structure(structure)),
            _ => None,
        }
    }
}
