//! Credentials that a client holds itself, and how they travel.

use crate::{Error, Result, prepare::secret_header};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

/// A credential that the client holds itself.
pub(crate) enum Key {
    Bearer(SecretString),
    Basic { username: String, password: SecretString },
    Header { name: &'static str, value: SecretString },
    Query { name: &'static str, value: SecretString },
}

/// What a request carries to prove who calls.
pub(crate) enum Proof {
    Header(HeaderName, HeaderValue),
    Query(&'static str, SecretString),
}

impl Key {
    pub(crate) fn proof(&self) -> Result<Proof> {
        match self {
            Self::Bearer(token) => bearer(token),
            Self::Basic { username, password } => basic(username, password.expose_secret()),
            Self::Header { name, value } => {
                secret_header(name, value.expose_secret()).map(|(name, value)| Proof::Header(name, value))
            }
            Self::Query { name, value } => Ok(Proof::Query(name, value.clone())),
        }
    }

    pub(crate) fn secret(&self) -> &SecretString {
        match self {
            Self::Bearer(secret)
            | Self::Basic { password: secret, .. }
            | Self::Header { value: secret, .. }
            | Self::Query { value: secret, .. } => secret,
        }
    }
}

/// RFC 6750, section 2.1.
pub(crate) fn bearer(token: &SecretString) -> Result<Proof> {
    authorization(&format!("Bearer {}", token.expose_secret()))
}

/// RFC 7617. The first colon ends the user's name, so that none may be in it.
pub(crate) fn basic(username: &str, password: &str) -> Result<Proof> {
    if username.contains(':') {
        return Err(Error::invalid("the username", "must not hold a colon, with which HTTP Basic ends it"));
    }
    authorization(&format!("Basic {}", basic_text(username, password)))
}

pub(super) fn basic_text(username: &str, password: &str) -> String {
    STANDARD.encode(format!("{username}:{password}"))
}

fn authorization(value: &str) -> Result<Proof> {
    secret_header("Authorization", value).map(|(name, value)| Proof::Header(name, value))
}
