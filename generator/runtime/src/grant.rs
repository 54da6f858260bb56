//! What a client gives in return for a token: an OAuth 2.0 grant (RFC 6749).
//!
//! In come the caller's credentials, out go the fields of the form that asks for a token. Keeping the token is left
//! to [`token`](crate::token).

use secrecy::{ExposeSecret, SecretString};
use std::fmt;

/// What a client gives in return for a token.
///
/// ```
/// use docwright_runtime::Grant;
///
/// let machine = Grant::client_credentials("client-id", "client-secret").scope("urn:example:reader");
/// let person = Grant::password("ada@example.com", "password").client("client-id", "client-secret");
/// # let _ = (machine, person);
/// ```
#[derive(Clone)]
pub struct Grant {
    pub(crate) kind: GrantKind,
    pub(crate) client: Option<(String, SecretString)>,
    scope: Option<String>,
    fields: Vec<(&'static str, SecretString)>,
    one_time: Vec<(&'static str, SecretString)>,
}

#[derive(Clone)]
pub(crate) enum GrantKind {
    ClientCredentials,
    Password { username: String, password: SecretString },
    RefreshToken(SecretString),
}

impl Grant {
    /// The credentials of the client itself (section 4.4).
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self::new(GrantKind::ClientCredentials).client(id, secret)
    }

    /// A user's name and password (section 4.3). A refresh token that comes with the first access token is used for
    /// the following ones, as long as the server takes it.
    pub fn password(username: impl Into<String>, password: impl Into<SecretString>) -> Self {
        Self::new(GrantKind::Password { username: username.into(), password: password.into() })
    }

    /// A refresh token that was obtained elsewhere (section 6). If the server gives another one in return, that is
    /// used from then on.
    pub fn refresh_token(token: impl Into<SecretString>) -> Self {
        Self::new(GrantKind::RefreshToken(token.into()))
    }

    /// Says which client asks: its id and secret, as HTTP Basic authorization.
    #[must_use]
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        self.client = Some((id.into(), secret.into()));
        self
    }

    /// Asks for these scopes, with spaces between them.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Adds a field that the server's documentation asks for.
    #[must_use]
    pub fn field(mut self, name: &'static str, value: impl Into<SecretString>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Adds a field that is good for one token, such as a code from an authenticator. It is sent once; when the token
    /// that it gave has expired, a refresh token is needed.
    #[must_use]
    pub fn one_time_field(mut self, name: &'static str, value: impl Into<SecretString>) -> Self {
        self.one_time.push((name, value.into()));
        self
    }

    fn new(kind: GrantKind) -> Self {
        Self { kind, client: None, scope: None, fields: Vec::new(), one_time: Vec::new() }
    }

    pub(crate) fn has_one_time_field(&self) -> bool {
        !self.one_time.is_empty()
    }

    /// The form that asks for a token: with this refresh token, if there is one, or else with what the client has.
    pub(crate) fn form(&self, refresh_token: Option<&SecretString>) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        match (refresh_token, &self.kind) {
            (Some(token), _) | (None, GrantKind::RefreshToken(token)) => {
                form.append_pair("grant_type", "refresh_token");
                form.append_pair("refresh_token", token.expose_secret());
            }
            (None, GrantKind::ClientCredentials) => {
                form.append_pair("grant_type", "client_credentials");
            }
            (None, GrantKind::Password { username, password }) => {
                form.append_pair("grant_type", "password");
                form.append_pair("username", username);
                form.append_pair("password", password.expose_secret());
            }
        }
        if let Some(scope) = &self.scope {
            form.append_pair("scope", scope);
        }
        let one_time = if refresh_token.is_some() { &[][..] } else { &self.one_time };
        for (name, value) in self.fields.iter().chain(one_time) {
            form.append_pair(name, value.expose_secret());
        }
        form.finish()
    }

    /// The secrets in it.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &SecretString> {
        let kind = match &self.kind {
            GrantKind::ClientCredentials => None,
            GrantKind::Password { password: secret, .. } | GrantKind::RefreshToken(secret) => Some(secret),
        };
        let fields = self.fields.iter().chain(&self.one_time).map(|(_, value)| value);
        kind.into_iter().chain(self.client.iter().map(|(_, secret)| secret)).chain(fields)
    }
}

/// The kind of the grant, without what is given.
impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            GrantKind::ClientCredentials => "Grant(client_credentials)",
            GrantKind::Password { .. } => "Grant(password)",
            GrantKind::RefreshToken(_) => "Grant(refresh_token)",
        })
    }
}
