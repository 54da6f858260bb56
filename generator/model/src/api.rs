//! The whole of one API.

use crate::{CredentialSet, Endpoint, NamedType, Origins, RustName, SecurityScheme, Source, WireName};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// The version of the model's own shape, first in each dump. It grows when a key changes its meaning.
pub const MODEL_VERSION: u32 = 1;

/// All that is known of one API: the folder `specs/<name>/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Api {
    /// [`MODEL_VERSION`] of the program that wrote the dump.
    #[cfg_attr(feature = "schema", schemars(extend("const" = MODEL_VERSION)))]
    pub model_version: u32,
    /// The module and the cargo feature of the client: `petstore`. A valid Rust identifier.
    pub name: String,
    /// What people call the product: `Petstore`.
    pub title: String,
    /// The version of the API that the documents describe, where they say one: `2.1`.
    pub version: Option<String>,
    /// What the documents say of the API as a whole, as Markdown paragraphs.
    #[serde(default)]
    pub description: Option<String>,
    /// The address that paths are appended to, as documented: `https://api.example.com/v2`.
    pub base_url: Option<String>,
    /// Whether the vendor's sentences go into the documentation of the emitted crate.
    pub docs: DocsPolicy,
    /// Which of the named types are emitted.
    #[serde(default)]
    pub emitted_types: EmittedTypes,
    /// The documents, in the order of `api.toml`.
    pub documents: Vec<DocumentInfo>,
    /// How clients prove who they are, as the documents describe it.
    pub security_schemes: Vec<SecurityScheme>,
    /// Credentials that travel in documented parameters instead of a scheme.
    pub credential_sets: Vec<CredentialSet>,
    /// The object by which the API reports failures, when it has one.
    pub error_envelope: Option<ErrorEnvelope>,
    /// The endpoints in the order of the documents.
    pub endpoints: Vec<Endpoint>,
    /// The named types: those that the documents define first, then those that endpoints gave rise to.
    pub types: Vec<NamedType>,
    /// Named values that the documents list.
    pub constants: Vec<Constant>,
    /// Where the facts of the API as a whole come from.
    #[serde(default)]
    pub origins: Origins,
}

/// Whether the vendor's sentences go into the rustdoc of the emitted crate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocsPolicy {
    /// Summaries and descriptions are emitted.
    #[default]
    Full,
    /// Only names, types, constraints and a link are emitted.
    Facts,
}

/// Which of an API's named types are emitted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EmittedTypes {
    /// Those that endpoints refer to, directly or by way of other types.
    #[default]
    Reachable,
    /// Every one that the documents describe.
    All,
}

/// One document and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentInfo {
    /// Its path below the folder of the API: `methods.md`.
    pub file: Arc<str>,
    /// The title that it gives itself: `API Methods`.
    pub title: Option<String>,
    /// The other keys of its front matter.
    #[serde(default)]
    pub metadata: BTreeMap<String, String>,
    /// The address that people read it at.
    pub url: Option<String>,
    /// The day it was taken from there, as `YYYY-MM-DD`.
    pub retrieved: Option<String>,
    /// Whose text it is and on what terms, in one sentence.
    pub notice: Option<String>,
}

/// The object that an API answers with to report a failure, often under HTTP status 200.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorEnvelope {
    /// The field that says whether the call failed: `Status`.
    pub status: WireName,
    /// The field with the sentence for people: `Message`.
    pub message: Option<WireName>,
    /// The field that classifies the failure: `ErrorType`.
    pub kind: Option<WireName>,
    /// What the status looks like when the call failed.
    pub failure: EnvelopeFailure,
    /// Whether an answer is a failure only when its message is not empty as well.
    pub message_required: bool,
}

/// What the status of an [`ErrorEnvelope`] looks like when the call failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeFailure {
    /// A number that is not below this one: `400`.
    AtLeast(i64),
    /// This text: `"Error"`.
    Equals(String),
}

/// A named value that a document lists: `JOB_STATUS_RUNNING = 6001`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Constant {
    /// Its name as documented: `DEFAULT_TIMEZONE`.
    pub name: WireName,
    /// The name in emitted code.
    #[serde(default)]
    pub rust_name: RustName,
    /// Its value as JSON text: `6001`, `"2.0"`.
    pub value: String,
    /// The constant whose value it has, where the document states that in the place of a value: `COMPRESS_LVL_5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<WireName>,
    /// The group that it belongs to, as the document names it: `CompressMode`. Where a type of this name is among
    /// [`Api::types`], the constant is one of its values or bounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The heading that it is listed under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// What it stands for.
    pub description: Option<String>,
    /// Where it is listed.
    pub source: Source,
    /// Where each of its facts comes from.
    #[serde(default)]
    pub origins: Origins,
}
