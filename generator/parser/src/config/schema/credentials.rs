//! The keys of `[[credentials]]`.

use crate::config::Spanned;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Credentials that travel in documented parameters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct CredentialConfig {
    /// The name of the set.
    pub name: Spanned<String>,
    /// Whose credentials they are.
    pub description: Option<String>,
    /// The documented parameters that carry them.
    pub fields: Vec<String>,
    /// The header that carries a field, `{field}` standing for its name.
    pub header: Option<String>,
    /// The words by which the documents' sentences name them.
    pub phrase: Option<String>,
    /// The ways to fill the fields.
    #[serde(default)]
    pub method: Vec<CredentialMethodConfig>,
    /// How they are traded for a session.
    pub session: Option<SessionConfig>,
}

/// How credentials are traded for a session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionConfig {
    /// The endpoint that gives the key of a session, by documented name or by `METHOD /path`.
    pub login: Spanned<String>,
    /// The endpoint that takes the key back.
    pub logout: Option<Spanned<String>>,
    /// Where the answer of `login` holds the key, with dots between names.
    pub key: Spanned<String>,
    /// What the fields are while the session lasts: `{Field}` of the same name for what the credentials say, `{key}`,
    /// or a fixed text.
    pub send: BTreeMap<String, Spanned<String>>,
}

/// One way to fill the fields of a credential set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct CredentialMethodConfig {
    /// The builder's method.
    pub name: Spanned<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Its arguments in order.
    pub arguments: Vec<CredentialArgumentConfig>,
    /// What each field is filled with: a fixed text, or `{argument}`.
    pub send: BTreeMap<String, Spanned<String>>,
}

/// An argument: its name, or its name and that it is no secret or good for one request only.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "an argument is neither a name nor `{ plain = \"name\" }` nor `{ once = \"name\" }`"
)]
pub(crate) enum CredentialArgumentConfig {
    /// A secret.
    Secret(String),
    /// An argument that may be shown.
    Plain {
        /// Its name.
        plain: String,
    },
    /// A secret that is good for one request.
    Once {
        /// Its name.
        once: String,
    },
}

impl CredentialArgumentConfig {
    /// The name, whether or not it is a secret.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Secret(name) | Self::Plain { plain: name } | Self::Once { once: name } => name,
        }
    }
}
