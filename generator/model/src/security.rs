//! How callers prove who they are.

use crate::{Origins, Parameter, Response, RustName, Source, WireName};
use serde::{Deserialize, Serialize};

/// A way to authorize that a document describes once and its endpoints refer to by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SecurityScheme {
    /// Its name as documented: `OAuth 2.0`.
    pub name: String,
    /// The name in emitted code and listings: `oauth2`.
    pub id: String,
    /// How the credential travels.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub description: Option<String>,
    /// What carries the credential, as the document describes it.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// The answers by which a server refuses the credential, as the document describes them for all endpoints.
    #[serde(default)]
    pub responses: Vec<Response>,
    /// Where it is described.
    pub source: Source,
    /// Where each of its facts comes from.
    #[serde(default)]
    pub origins: Origins,
}

/// How a security scheme's credential travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SchemeKind {
    /// A bearer token in `Authorization`, obtained by OAuth 2.0.
    #[serde(rename = "oauth2")]
    OAuth2 {
        /// The documented grant types: `client_credentials`.
        grants: Vec<String>,
        /// The address of the token endpoint; one that begins with `/` is on the host of the base URL.
        token_url: Option<String>,
        /// The address where a user consents.
        authorization_url: Option<String>,
        /// The documented scopes.
        scopes: Vec<String>,
    },
    /// A bearer token in `Authorization` from elsewhere.
    Bearer,
    /// HTTP Basic.
    Basic,
    /// A key in a header of its own: `X-Api-Key`.
    Header {
        /// The header's name.
        name: WireName,
    },
    /// The whole value of the `Cookie` header.
    Cookie,
    /// A key in the query.
    Query {
        /// The query parameter's name.
        name: WireName,
    },
}

/// One way to be allowed to call an endpoint: a scheme and the scopes of which any one suffices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SecurityRequirement {
    /// The [`SecurityScheme::id`].
    pub scheme: String,
    /// Scopes of which the caller needs one; empty if none is named.
    pub scopes: Vec<String>,
}

/// Credentials that travel in documented parameters: the client holds them, so that no method asks for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CredentialSet {
    /// Its name: `admin`.
    pub name: String,
    /// Whose credentials they are, in a sentence.
    pub description: Option<String>,
    /// The documented parameters that carry them: `Username`, `Password`.
    pub fields: Vec<WireName>,
    /// The header that carries a field where an endpoint takes them as headers; `{field}` stands for the
    /// field's name: `X-Admin-{field}`.
    pub header: Option<String>,
    /// The ways to fill the fields, each a method of the client's builder.
    pub methods: Vec<CredentialMethod>,
    /// How they are traded for a session, if they are.
    #[serde(default)]
    pub session: Option<Session>,
}

/// How the credentials of a set are traded for a session: one endpoint gives a key in return for them, another takes
/// the key back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The endpoint that gives the key, as `METHOD /path`.
    pub login: String,
    /// The endpoint that takes it back, as `METHOD /path`.
    pub logout: Option<String>,
    /// Where the answer of `login` holds the key, with dots between names: `SessionKey`.
    pub key: String,
    /// What the fields of the set are while the session lasts; a field that is not here is not sent.
    pub send: Vec<SessionField>,
}

/// A field of a [`CredentialSet`] while a [`Session`] lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionField {
    /// The field: `AuthType`.
    pub field: WireName,
    /// What it is.
    pub value: SessionValue,
}

/// What a field of a [`CredentialSet`] is while a [`Session`] lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionValue {
    /// What the credentials say: the user's name.
    Kept,
    /// The key of the session.
    Key,
    /// This text: `SessionKey`.
    Text(String),
}

/// One way to fill the fields of a [`CredentialSet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CredentialMethod {
    /// The builder's method: `admin_password`.
    pub rust_name: RustName,
    /// What the method is for, in a sentence.
    pub description: Option<String>,
    /// Its arguments in order.
    pub arguments: Vec<CredentialArgument>,
    /// What each field is filled with; a field that is not here is not sent.
    pub send: Vec<CredentialValue>,
}

/// An argument of a [`CredentialMethod`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CredentialArgument {
    /// Its name: `password`.
    pub rust_name: RustName,
    /// Whether it must never show in logs and errors.
    pub secret: bool,
    /// Whether it is good for one request only: a one-time code.
    #[serde(default)]
    pub once: bool,
}

/// What one field of a [`CredentialSet`] is filled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CredentialValue {
    /// The field.
    pub field: WireName,
    /// A fixed text, or `{argument}` for the value of an argument.
    pub value: String,
}

/// That an endpoint takes the credentials of a [`CredentialSet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CredentialUse {
    /// The [`CredentialSet::name`].
    pub set: String,
    /// The sets of which it takes any one as well, by their names.
    #[serde(default)]
    pub others: Vec<String>,
    /// Whether the endpoint refuses callers without them.
    pub required: bool,
}
