//! Endpoints: what can be called, with what, and what comes back.

use crate::{
    CredentialUse, Evidence, Field, Origins, PathTemplate, RustName, SecurityRequirement, Source, Type,
    WireName,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something that can be called: a method and a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Endpoint {
    /// The name that the document gives it: `AdminAddUser`. Most documents give none.
    pub name: Option<String>,
    /// The name of its method in the client: `list_tenants`.
    pub rust_name: RustName,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL.
    pub path: PathTemplate,
    /// The whole address, where the document gives one: `https://api.example.com/v2/tenants`.
    #[serde(default)]
    pub address: Option<String>,
    /// The heading that it stands under together with others: `Users`.
    #[serde(default)]
    pub group: Option<String>,
    /// What it does, in a line of Markdown.
    pub summary: Option<String>,
    /// What else the document says of it, as Markdown paragraphs.
    pub description: Option<String>,
    /// The version that introduced it: `20.9.0`.
    pub since: Option<String>,
    /// That it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// The sentence that says the endpoint is switched off.
    pub disabled: Option<String>,
    /// Whether calls change nothing, although the method does not say so: a query that travels by POST.
    #[serde(default)]
    pub reads: bool,
    /// Other ways to reach it, kept for compatibility.
    pub aliases: Vec<Alias>,
    /// The schemes of which any one is needed. Empty: none is needed. Absent: the document does not say.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The credential set that it takes.
    pub credentials: Option<CredentialUse>,
    /// What it takes, wherever it travels, in the document's order; placeholders of the path first.
    pub parameters: Vec<Parameter>,
    /// The body that its parameters travel in, if it has one.
    pub request_body: Option<RequestBody>,
    /// What comes back, in the document's order.
    pub responses: Vec<Response>,
    /// How to get the following pages of a list.
    pub pagination: Option<Pagination>,
    /// The document's examples.
    pub examples: Vec<Example>,
    /// Rows of its tables that are no parameters, each with the reason.
    #[serde(default)]
    pub set_aside: Vec<SetAside>,
    /// Where it is documented: its heading.
    pub source: Source,
    /// Where each of its facts comes from.
    #[serde(default)]
    pub origins: Origins,
}

impl Endpoint {
    /// The parameters that travel in one place.
    pub fn parameters_in(&self, location: Location) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.location == location)
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // The variants are the methods of RFC 9110 and RFC 5789 by name.
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 7] =
        [Self::Get, Self::Head, Self::Post, Self::Put, Self::Patch, Self::Delete, Self::Options];

    /// The method as it stands on the wire: `GET`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    /// Whether the method by itself says that a call changes nothing.
    #[must_use]
    pub fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options)
    }

    /// The method of this name, in capitals as RFC 9110 has it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// That something should not be used any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deprecation {
    /// The version that deprecated it.
    pub since: Option<String>,
    /// What the document says of it: what to use instead.
    pub note: Option<String>,
}

/// Another way to reach an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alias {
    /// The HTTP method.
    pub method: Method,
    /// The path.
    pub path: PathTemplate,
    /// The name that the document gives the alias.
    pub name: Option<String>,
    /// The version that introduced the alias.
    pub since: Option<String>,
    /// Where it is documented.
    pub source: Source,
}

/// A field of a request and where it travels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parameter {
    /// Where it travels.
    pub location: Location,
    /// What it is.
    #[serde(flatten)]
    pub field: Field,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Location {
    /// In place of a placeholder of the path.
    Path,
    /// Behind the `?`.
    Query,
    /// As a header.
    Header,
    /// As a field of an `application/x-www-form-urlencoded` body.
    Form,
    /// As a part of a `multipart/form-data` body.
    Multipart,
    /// As a field of a JSON object.
    Json,
}

/// The body of a request. Its fields are the [`Endpoint::parameters`] in [`Location::Form`],
/// [`Location::Multipart`] or [`Location::Json`]; a raw body has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestBody {
    /// The media type as documented: `application/json`, `image/png`.
    pub media_type: String,
    /// How the body is made from its fields.
    pub encoding: BodyEncoding,
    /// The name of the structure that holds all fields of a JSON body: `UpdateTenant`. Empty for other bodies.
    pub rust_name: RustName,
    /// How the body's form is known.
    pub evidence: Evidence,
    /// Where it is documented.
    pub source: Source,
}

/// How a body is made from its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BodyEncoding {
    /// A JSON object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// The caller's bytes as they are.
    Raw,
}

/// An answer that the document describes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// When it comes.
    pub status: ResponseStatus,
    /// What it means, as Markdown.
    pub description: Option<String>,
    /// What it holds, when the document says so.
    pub body: Option<ResponseBody>,
    /// Where it is documented.
    pub source: Source,
    /// Where each of its facts comes from.
    #[serde(default)]
    pub origins: Origins,
}

/// When a response comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ResponseStatus {
    /// With this HTTP status.
    Code(u16),
    /// With any HTTP status that begins with this digit and has no answer of its own: 4 for `4XX`.
    Class(u8),
    /// With any HTTP status that has no answer of its own: `default`.
    Default,
    /// When the call succeeds; no status is documented.
    Success,
    /// When the call fails; no status is documented.
    Failure,
}

impl ResponseStatus {
    /// Whether the response tells of success.
    #[must_use]
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Class(class) => class == 2,
            Self::Success => true,
            // It may be either, and what a success holds is not guessed from it.
            Self::Default | Self::Failure => false,
        }
    }
}

/// What a response holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResponseBody {
    /// The media type: `application/json`, `application/octet-stream`.
    pub media_type: String,
    /// The type of a JSON body; absent for any other, which is a stream of bytes.
    #[serde(rename = "type")]
    pub value_type: Option<Type>,
}

/// A row that looks like a parameter and is none: a header that the transport sends, or a row that stands for a
/// whole body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetAside {
    /// The name in the row: `Content-Length`.
    pub wire_name: WireName,
    /// Why it is none, in a few words.
    pub reason: String,
    /// The row.
    pub source: Source,
}

/// How to get the following pages of a list: the answer holds a cursor that the next call sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pagination {
    /// The query parameter that takes the cursor: `after`.
    pub parameter: WireName,
    /// Where the answer holds it, with dots between the names: `paging.cursors.after`.
    pub cursor: String,
    /// Whether a following page is asked for with the cursor alone.
    pub cursor_alone: bool,
    /// Where the answer holds the list itself, with dots between the names: `items`.
    #[serde(default)]
    pub items: Option<String>,
}

/// An example of a request or an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Example {
    /// What it is an example of.
    pub role: ExampleRole,
    /// The title that the document gives it: `Add a contact`.
    pub title: Option<String>,
    /// What the document says of it, as Markdown.
    #[serde(default)]
    pub description: Option<String>,
    /// The language that the document names for it: `json`.
    #[serde(default)]
    pub language: Option<String>,
    /// Its text as documented.
    pub text: String,
    /// Why it is not replayed in tests: the reason for which `api.toml` acknowledges a flaw of it.
    #[serde(default)]
    pub flaw: Option<String>,
    /// Where it stands.
    pub source: Source,
    /// Where its title and description come from.
    #[serde(default)]
    pub origins: Origins,
}

/// What an [`Example`] is an example of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExampleRole {
    /// The body of a request.
    Request,
    /// The body of an answer.
    Response,
}
