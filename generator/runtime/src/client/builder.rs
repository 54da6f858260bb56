//! What a client is made of. Everything that can be wrong with it is reported by [`ClientBuilder::build`].

use super::{Core, Shared, connections};
use crate::{
    Async, CredentialValue, Error, Grant, Hook, Result, Retry, Timeouts,
    address::BaseUrl,
    check::Checks,
    credentials::{Credentials, Held, Key, Scheme},
    description::Api,
    redirect::{Redirects, is_private},
    token::TokenSource,
};
use http::HeaderValue;
use secrecy::SecretString;
use std::{borrow::Cow, fmt, sync::Arc};

/// The bytes of an answer that are kept in memory unless the caller says otherwise: 64 MiB.
const ANSWER_LIMIT: u64 = 64 * 1024 * 1024;

/// Changes what the HTTP library's own builder offers.
pub(super) type Configure = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// Collects what a client needs to know.
#[must_use = "a builder does nothing until it builds a client"]
pub struct ClientBuilder {
    api: &'static Api,
    base_url: String,
    credentials: Credentials,
    checks: Checks,
    timeouts: Timeouts,
    retry: Retry,
    answer_limit: u64,
    allow_http: bool,
    user_agent: Option<String>,
    hooks: Vec<Arc<dyn Hook>>,
    configure: Option<Configure>,
    #[cfg(feature = "testing")]
    in_memory: Option<crate::testing::InMemory>,
}

impl ClientBuilder {
    /// A client of this API at this address: `https://api.example.com/v2`.
    pub fn new(api: &'static Api, base_url: impl Into<String>) -> Self {
        Self {
            api,
            base_url: base_url.into(),
            credentials: Credentials::default(),
            checks: Checks::default(),
            timeouts: Timeouts::default(),
            retry: Retry::default(),
            answer_limit: ANSWER_LIMIT,
            allow_http: false,
            user_agent: None,
            hooks: Vec::new(),
            configure: None,
            #[cfg(feature = "testing")]
            in_memory: None,
        }
    }

    /// Gives the fields of a credential set. Values given before for the same set are forgotten.
    pub fn credentials<const N: usize>(
        mut self,
        set: &'static str,
        values: [(&'static str, CredentialValue); N],
    ) -> Self {
        self.credentials.hold_set(Held::new(set, values.into()));
        self
    }

    /// Gives the fields of a credential set with a one-time code: they are sent in one request, never in a second. A
    /// client uses them to [log in](Core::login).
    pub fn one_time_credentials<const N: usize>(
        mut self,
        set: &'static str,
        values: [(&'static str, CredentialValue); N],
    ) -> Self {
        self.credentials.hold_set(Held::new(set, values.into()).once());
        self
    }

    /// Obtains tokens by the OAuth 2.0 client credentials grant. `token_url` is absolute, or a path on the host
    /// of the base URL.
    pub fn client_credentials(
        self,
        scheme: &'static str,
        token_url: impl Into<Cow<'static, str>>,
        id: impl Into<String>,
        secret: impl Into<SecretString>,
    ) -> Self {
        self.grant(scheme, token_url, Grant::client_credentials(id, secret))
    }

    /// Obtains tokens by an OAuth 2.0 grant. `token_url` is absolute, or a path on the host of the base URL.
    pub fn grant(self, scheme: &'static str, token_url: impl Into<Cow<'static, str>>, grant: Grant) -> Self {
        self.scheme(scheme, Scheme::Token(Arc::new(TokenSource::new(token_url.into(), grant))))
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

    /// How long to wait for what.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How often a call is tried, and how long the pauses between are.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How many bytes of an answer are kept in memory at most: 64 MiB unless this says otherwise. A larger one is
    /// [`Error::TooLarge`]. A [`Download`](crate::Download) that goes to a file or is read as it comes has no limit.
    pub fn answer_limit(mut self, bytes: u64) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// Allows addresses that begin with `http://`. Without this only those of this machine may, since whoever is on
    /// the way can read credentials there.
    pub fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Says who calls, in the header `User-Agent`: `my-tool/1.0`.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// Has the hook see each request before it is sent, and each answer. Of several, the one given first comes first.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Sets what the HTTP library's own builder offers: proxies, further certificate authorities, a client's
    /// certificate. Of several, the last counts.
    ///
    /// The client's own rules are applied afterwards: certificates are verified, TLS is at least 1.2, no redirect is
    /// followed by the library, and it repeats nothing, waits for nothing and logs no traffic by itself. What the library
    /// lets nobody check is the caller's responsibility: a TLS configuration that is
    /// [given whole](reqwest::ClientBuilder::tls_backend_preconfigured), and default headers, because of which redirects
    /// to other origins are then not followed at all. A proxy for `http://` reads all that is sent.
    ///
    /// The library takes its cryptography from the process in this case: if none is installed there, that of ring is,
    /// for the whole process ([`rustls::crypto::CryptoProvider::install_default`]).
    pub fn reqwest(
        mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) -> Self {
        self.configure = Some(Box::new(configure));
        self
    }

    /// Sends nothing: every request is answered in memory.
    #[cfg(feature = "testing")]
    pub fn in_memory(mut self, answers: &crate::testing::InMemory) -> Self {
        self.in_memory = Some(answers.clone());
        self
    }

    /// The client, whose calls are sent when they are awaited.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the base URL is not one that paths can be appended to, or a credential can't
    /// travel where it should: a line break in a header, a colon in a user's name.
    pub fn build(self) -> Result<Core<Async>> {
        self.shared().map(Core::new)
    }

    /// The client, whose calls are sent by `send()`, which waits for the result. It has a thread of its own to send
    /// them on, which ends with its last clone.
    ///
    /// # Errors
    ///
    /// As [`Self::build`]; also if the system has no thread to give.
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<Core<crate::Blocking>> {
        let shared = self.shared()?;
        Ok(Core::blocking(shared, crate::Blocking::start()?))
    }

    fn shared(self) -> Result<Shared> {
        let base_url = BaseUrl::parse(&self.base_url)?;
        if !is_private(base_url.url(), self.allow_http) {
            return Err(Error::invalid(
                "the base URL",
                "must begin with https://, or else anybody on the way can read what is sent; `allow_http()` allows it all the same",
            ));
        }
        for scheme in self.credentials.schemes() {
            match scheme {
                Scheme::Key(key) => key.proof().map(drop)?,
                Scheme::Token(source) => {
                    source.proof()?;
                    if !is_private(&base_url.on_host(&source.address)?, self.allow_http) {
                        return Err(Error::invalid("the token URL", "must begin with https://"));
                    }
                }
            }
        }
        let user_agent = self.user_agent.map(HeaderValue::try_from).transpose();
        let user_agent =
            user_agent.map_err(|_| Error::invalid("the user agent", "can't stand in a header"))?;
        let redirects = Redirects { allow_http: self.allow_http, leave_origin: self.configure.is_none() };
        let http = connections::open(self.configure, self.timeouts.connect)?;
        Ok(Shared {
            api: self.api,
            base_url,
            credentials: self.credentials,
            checks: self.checks,
            timeouts: self.timeouts,
            retry: self.retry,
            answer_limit: self.answer_limit,
            redirects,
            user_agent,
            hooks: self.hooks,
            http,
            #[cfg(feature = "testing")]
            in_memory: self.in_memory,
        })
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
