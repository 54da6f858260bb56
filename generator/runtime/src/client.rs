//! Clients: a base URL, credentials, and connections that are kept open.
//!
//! In come an API's description and what the caller says of the server; out goes a [`Core`], which generated
//! clients wrap and from which calls are made. Everything that can be wrong with it is reported by
//! [`ClientBuilder::build`].

use crate::{
    Async, Call, Error, Result, Transport,
    address::BaseUrl,
    check::Checks,
    credentials::{Credentials, Key, Scheme},
    description::{Api, Endpoint},
    tls,
    token::TokenSource,
};
use secrecy::SecretString;
use std::{fmt, sync::Arc};

/// What all clones of a client share.
#[doc(hidden)]
pub struct Shared {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    pub(crate) credentials: Credentials,
    pub(crate) checks: Checks,
    pub(crate) http: reqwest::Client,
}

/// The inside of a generated client. Clones share connections, credentials and tokens.
#[derive(Clone)]
pub struct Core<T: Transport> {
    shared: Arc<Shared>,
    transport: T,
}

impl<T: Transport> Core<T> {
    /// Begins a call of an endpoint.
    pub fn call<D>(&self, endpoint: &'static Endpoint) -> Call<T, D> {
        Call::new(self.clone(), endpoint)
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }
}

impl<T: Transport> fmt::Debug for Core<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("api", &self.shared.api.name)
            .field("base_url", &self.shared.base_url)
            .field("credentials", &self.shared.credentials)
            .field("transport", &self.transport)
            .finish()
    }
}

/// Collects what a client needs to know.
#[must_use = "a builder does nothing until it builds a client"]
pub struct ClientBuilder {
    api: &'static Api,
    base_url: String,
    credentials: Credentials,
    checks: Checks,
    http: Option<reqwest::Client>,
}

impl ClientBuilder {
    /// A client of this API at this address: `https://api.example.com/v2`.
    pub fn new(api: &'static Api, base_url: impl Into<String>) -> Self {
        let (credentials, checks) = (Credentials::default(), Checks::default());
        Self { api, base_url: base_url.into(), credentials, checks, http: None }
    }

    /// Gives the fields of a credential set. Values given before for the same set are forgotten.
    pub fn credentials<const N: usize>(
        mut self,
        set: &'static str,
        values: [(&'static str, SecretString); N],
    ) -> Self {
        self.credentials.hold_set(set, values.into());
        self
    }

    /// Obtains tokens by the OAuth 2.0 client credentials grant. `token_url` is absolute, or a path on the host
    /// of the base URL.
    pub fn client_credentials(
        self,
        scheme: &'static str,
        token_url: &'static str,
        id: impl Into<String>,
        secret: impl Into<SecretString>,
    ) -> Self {
        self.scheme(scheme, Scheme::Token(TokenSource::new(token_url, id.into(), secret.into())))
    }

    /// Sends a token that was obtained elsewhere: `Authorization: Bearer …`.
    pub fn bearer(self, scheme: &'static str, token: impl Into<SecretString>) -> Self {
        self.scheme(scheme, Scheme::Key(Key::Bearer(token.into())))
    }

    /// Sends a user's name and password: `Authorization: Basic …`.
    pub fn basic(
        self,
        scheme: &'static str,
        username: impl Into<String>,
        password: impl Into<SecretString>,
    ) -> Self {
        self.scheme(scheme, Scheme::Key(Key::Basic { username: username.into(), password: password.into() }))
    }

    /// Sends a key in a header of its own.
    pub fn header_key(
        self,
        scheme: &'static str,
        header: &'static str,
        value: impl Into<SecretString>,
    ) -> Self {
        self.scheme(scheme, Scheme::Key(Key::Header { name: header, value: value.into() }))
    }

    /// Sends a key as the whole value of the `Cookie` header.
    pub fn cookie(self, scheme: &'static str, value: impl Into<SecretString>) -> Self {
        self.scheme(scheme, Scheme::Key(Key::Header { name: "Cookie", value: value.into() }))
    }

    /// Sends a key as a query parameter.
    pub fn query_key(self, scheme: &'static str, name: &'static str, value: impl Into<SecretString>) -> Self {
        self.scheme(scheme, Scheme::Key(Key::Query { name, value: value.into() }))
    }

    /// Whether calls are checked against the limits that the document states, before anything is sent: lengths,
    /// least and greatest numbers, sizes of lists, parameters that exclude each other. They are unless this says
    /// `false`; then the server decides, and patterns are not checked either.
    ///
    /// Never checked are lists of allowed values, which servers extend, and whether all is given that a call needs.
    /// A call that breaks a limit fails with [`Error::InvalidArgument`].
    pub fn check_arguments(mut self, check: bool) -> Self {
        self.checks.arguments = check;
        self
    }

    /// Whether texts are checked against the patterns that the document states as well. They are not unless this
    /// says `true`: documents often get their patterns wrong.
    ///
    /// A pattern may be found anywhere in a text, as in JavaScript, unless it has anchors. Each is compiled once,
    /// when it is first needed.
    pub fn check_patterns(mut self, check: bool) -> Self {
        self.checks.set_patterns(check);
        self
    }

    /// Sends everything through this HTTP client instead of one of the runtime's own. It should follow no
    /// redirects: one could carry credentials in a body to another server.
    pub fn reqwest(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the base URL is not one that paths can be appended to, or a credential can't
    /// travel where it should: a line break in a header, a colon in a user's name.
    pub fn build(self) -> Result<Core<Async>> {
        let Self { api, base_url, credentials, checks, http } = self;
        let base_url = BaseUrl::parse(&base_url)?;
        for scheme in credentials.schemes() {
            match scheme {
                Scheme::Key(key) => key.proof().map(drop)?,
                Scheme::Token(source) => {
                    source.proof()?;
                    base_url.on_host(source.address)?;
                }
            }
        }
        let http = http.map_or_else(connections, Ok)?;
        let shared = Shared { api, base_url, credentials, checks, http };
        Ok(Core { shared: Arc::new(shared), transport: Async })
    }

    fn scheme(mut self, id: &'static str, scheme: Scheme) -> Self {
        self.credentials.hold_scheme(id, scheme);
        self
    }
}

/// Neither the address, which was not checked yet and may hold a password, nor any secret.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

/// An HTTP client by the runtime's own rules: no redirects, no repetition, no proxy of the system's.
fn connections() -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls::configuration()?)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never());
    let builder = if cfg!(feature = "system-proxy") { builder } else { builder.no_proxy() };
    builder.build().map_err(|_| Error::invalid("the HTTP client", "can't be made on this system"))
}
