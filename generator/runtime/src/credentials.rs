//! What a client holds to prove who calls, and which of it an endpoint gets.
//!
//! In come secrets from the client's builder and the security that an endpoint documents; out goes the choice of
//! one scheme or of one set of fields, or the sentence that says what is missing. Obtaining a token is left to
//! [`token`](crate::token), trading credentials for a session to [`session`](crate::session).

mod held;
mod key;

pub use held::CredentialValue;
pub(crate) use held::Held;
pub(crate) use key::{Key, Proof, basic, bearer};

use crate::{
    Error, Result,
    description::{CredentialUse, Endpoint, Operation, Requirement},
    error::AuthError,
    token::TokenSource,
};
use secrecy::{ExposeSecret, SecretString};
use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

/// All credentials of a client.
#[derive(Default)]
pub(crate) struct Credentials {
    sets: Vec<Set>,
    schemes: Vec<(&'static str, Scheme)>,
}

/// The credentials of a set: those that the client was built with, and those of the session that it has.
struct Set {
    own: Arc<Held>,
    session: RwLock<Option<Arc<Held>>>,
}

/// The credential of one security scheme.
pub(crate) enum Scheme {
    /// The client holds it.
    Key(Key),
    /// It must be asked for.
    Token(Arc<TokenSource>),
}

impl Credentials {
    pub(crate) fn hold_set(&mut self, held: Held) {
        self.sets.retain(|known| known.own.set() != held.set());
        self.sets.push(Set { own: Arc::new(held), session: RwLock::default() });
    }

    pub(crate) fn hold_scheme(&mut self, id: &'static str, scheme: Scheme) {
        self.schemes.retain(|(known, _)| *known != id);
        self.schemes.push((id, scheme));
    }

    /// What the client sends for a set: its session, or else what it was built with.
    pub(crate) fn held(&self, set: &str) -> Option<Arc<Held>> {
        let set = self.set(set)?;
        let session = set.session.read().unwrap_or_else(PoisonError::into_inner).clone();
        Some(session.unwrap_or_else(|| Arc::clone(&set.own)))
    }

    /// What the client sends to an endpoint that takes any of these sets.
    pub(crate) fn held_for(&self, credential_use: CredentialUse) -> Option<Arc<Held>> {
        let CredentialUse { set, others, .. } = credential_use;
        [set].iter().chain(others).find_map(|set| self.held(set))
    }

    /// What the client was built with for a set.
    pub(crate) fn own(&self, set: &str) -> Option<Arc<Held>> {
        self.set(set).map(|set| Arc::clone(&set.own))
    }

    /// Sends these for their set from now on, or what the client was built with.
    pub(crate) fn set_session(&self, set: &str, session: Option<Held>) {
        if let Some(set) = self.set(set) {
            *set.session.write().unwrap_or_else(PoisonError::into_inner) = session.map(Arc::new);
        }
    }

    fn set(&self, name: &str) -> Option<&Set> {
        self.sets.iter().find(|known| known.own.set() == name)
    }

    /// The schemes, so that the builder can check them.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = &Scheme> {
        self.schemes.iter().map(|(_, scheme)| scheme)
    }

    /// The scheme that the endpoint gets: the first of its alternatives that the client holds. Where the
    /// document says nothing, it is the client's only scheme, since with two there is no telling which.
    pub(crate) fn choose(&self, endpoint: &Endpoint) -> Result<Option<&Scheme>> {
        let find = |id| self.schemes.iter().find(|(known, _)| *known == id).map(|(_, scheme)| scheme);
        match (endpoint.security, self.schemes.as_slice()) {
            (Some([]), _) => Ok(None),
            (Some(alternatives), _) => alternatives
                .iter()
                .find_map(|requirement| find(requirement.scheme))
                .map(Some)
                .ok_or_else(|| missing_scheme(endpoint.operation(), alternatives)),
            (None, [(_, only)]) => Ok(Some(only)),
            (None, _) => Ok(None),
        }
    }

    /// The text, with `[redacted]` in place of each secret of the client that a server may repeat in it.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let sessions = self.sets.iter().map(|set| set.session.read().unwrap_or_else(PoisonError::into_inner));
        for held in sessions.filter_map(|session| session.clone()) {
            held.redact(&mut text);
        }
        self.sets.iter().for_each(|set| set.own.redact(&mut text));
        for scheme in self.schemes() {
            match scheme {
                Scheme::Key(key) => {
                    redact(&mut text, key.secret());
                    if let Key::Basic { username, password } = key {
                        redact_basic(&mut text, username, password.expose_secret());
                    }
                }
                Scheme::Token(source) => source.redact(&mut text),
            }
        }
        text
    }

    /// The length of the longest text that may be redacted.
    pub(crate) fn longest_secret(&self) -> usize {
        let mut longest = 0;
        let mut show = |secret: &SecretString| longest = longest.max(secret.expose_secret().len());
        for set in &self.sets {
            let session = set.session.read().unwrap_or_else(PoisonError::into_inner).clone();
            session.iter().chain([&set.own]).for_each(|held| held.secrets(&mut show));
        }
        for scheme in self.schemes() {
            match scheme {
                Scheme::Key(key) => show(key.secret()),
                Scheme::Token(source) => source.secrets(&mut show),
            }
        }
        // Three characters stand for a byte at most, or six in JSON.
        longest.saturating_mul(6)
    }

    pub(crate) fn missing_set(operation: Operation, credential_use: CredentialUse) -> Error {
        let CredentialUse { set, others, .. } = credential_use;
        let sets: Vec<&str> = [set].iter().chain(others).copied().collect();
        let reason =
            format!("the client has no `{}` credentials, which this endpoint needs", sets.join("` or `"));
        AuthError::report(operation, reason)
    }
}

/// The least length of a secret that is looked for in answers. Shorter ones would be found in any text.
const LEAST_REDACTED: usize = 4;

/// Replaces a secret in the forms in which a server can repeat it.
pub(crate) fn redact(text: &mut String, secret: &SecretString) {
    let secret = secret.expose_secret();
    if secret.len() < LEAST_REDACTED {
        return;
    }
    let form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let percent =
        percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC).to_string();
    let json = serde_json::to_string(secret).unwrap_or_default();
    let json = json.trim_matches('"').to_owned();
    let query = percent_encoding::utf8_percent_encode(secret, crate::address::RESERVED).to_string();
    for form in [secret, &form, &percent, &query, &json] {
        if !form.is_empty() && text.contains(form) {
            *text = text.replace(form, "[redacted]");
        }
    }
}

/// Replaces a name and a password in the form that HTTP Basic gives them.
pub(crate) fn redact_basic(text: &mut String, username: &str, password: &str) {
    redact(text, &SecretString::from(key::basic_text(username, password)));
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
    AuthError::report(operation, reason)
}

/// The names of what is held, without any value.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sets = self.sets.iter().map(|set| set.own.set());
        let schemes = self.schemes.iter().map(|(name, _)| *name);
        f.debug_set().entries(sets).entries(schemes).finish()
    }
}
