//! What a client holds to prove who calls, and which of it an endpoint gets.
//!
//! In come secrets from the client's builder and the security that an endpoint documents; out goes the choice of
//! one scheme, or the sentence that says what is missing. Obtaining a token is left to [`token`](crate::token).

use crate::{
    Error, Result,
    description::{Endpoint, Operation, Requirement},
    error::AuthError,
    prepare::secret_header,
    token::TokenSource,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

/// The fields of a credential set with their values.
type SetFields = Vec<(&'static str, SecretString)>;

/// All credentials of a client.
#[derive(Default)]
pub(crate) struct Credentials {
    sets: Vec<(&'static str, SetFields)>,
    schemes: Vec<(&'static str, Scheme)>,
}

/// The credential of one security scheme.
pub(crate) enum Scheme {
    /// The client holds it.
    Key(Key),
    /// It must be asked for.
    Token(TokenSource),
}

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

impl Credentials {
    pub(crate) fn hold_set(&mut self, set: &'static str, fields: SetFields) {
        replace(&mut self.sets, set, fields);
    }

    pub(crate) fn hold_scheme(&mut self, id: &'static str, scheme: Scheme) {
        replace(&mut self.schemes, id, scheme);
    }

    /// The fields of a set, if the client has it.
    pub(crate) fn set(&self, set: &str) -> Option<&[(&'static str, SecretString)]> {
        find(&self.sets, set).map(Vec::as_slice)
    }

    /// The schemes, so that the builder can check them.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = &Scheme> {
        self.schemes.iter().map(|(_, scheme)| scheme)
    }

    /// The scheme that the endpoint gets: the first of its alternatives that the client holds. Where the
    /// document says nothing, it is the client's only scheme, since with two there is no telling which.
    pub(crate) fn choose(&self, endpoint: &Endpoint) -> Result<Option<&Scheme>> {
        match (endpoint.security, self.schemes.as_slice()) {
            (Some([]), _) => Ok(None),
            (Some(alternatives), _) => alternatives
                .iter()
                .find_map(|requirement| find(&self.schemes, requirement.scheme))
                .map(Some)
                .ok_or_else(|| missing_scheme(endpoint.operation(), alternatives)),
            (None, [(_, only)]) => Ok(Some(only)),
            (None, _) => Ok(None),
        }
    }

    pub(crate) fn missing_set(operation: Operation, set: &str) -> Error {
        missing(operation, format!("the client has no `{set}` credentials, which this endpoint needs"))
    }
}

fn find<'a, V>(entries: &'a [(&'static str, V)], name: &str) -> Option<&'a V> {
    entries.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn replace<V>(entries: &mut Vec<(&'static str, V)>, name: &'static str, value: V) {
    entries.retain(|(known, _)| *known != name);
    entries.push((name, value));
}

fn missing_scheme(operation: Operation, alternatives: &[Requirement]) -> Error {
    let mut names: Vec<String> = Vec::new();
    for requirement in alternatives {
        let name = format!("`{}`", requirement.scheme);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let reason = match names.as_slice() {
        [only] => format!("the client has no {only} credential, which this endpoint needs"),
        _ => format!(
            "the client has none of the credentials {}, of which this endpoint needs one",
            names.join(", ")
        ),
    };
    missing(operation, reason)
}

fn missing(operation: Operation, reason: String) -> Error {
    Error::Auth(Box::new(AuthError { operation, reason, status: None, excerpt: String::new() }))
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
    authorization(&format!("Basic {}", STANDARD.encode(format!("{username}:{password}"))))
}

fn authorization(value: &str) -> Result<Proof> {
    secret_header("Authorization", value).map(|(name, value)| Proof::Header(name, value))
}

/// The names of what is held, without any value.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sets = self.sets.iter().map(|(name, _)| *name);
        let schemes = self.schemes.iter().map(|(name, _)| *name);
        f.debug_set().entries(sets).entries(schemes).finish()
    }
}
