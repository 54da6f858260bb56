//! Clients: a base URL, credentials, and connections that are kept open.
//!
//! In come an API's description and what the caller says of the server; out goes a [`Core`], which generated
//! clients wrap and from which calls are made.

mod builder;
mod connections;
mod wrapped;

pub use builder::ClientBuilder;

use crate::{
    Async, Call, Hook, Method, Retry, Timeouts, Transport, Untyped,
    address::BaseUrl,
    check::Checks,
    credentials::Credentials,
    description::{Api, Endpoint},
    redirect::Redirects,
    request::{EndpointOf, Request},
    session,
};
use http::HeaderValue;
use std::{borrow::Cow, fmt, sync::Arc};

/// What all clones of a client share.
pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    pub(crate) credentials: Credentials,
    pub(crate) checks: Checks,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: Retry,
    pub(crate) answer_limit: u64,
    pub(crate) redirects: Redirects,
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) http: reqwest::Client,
    #[cfg(feature = "testing")]
    pub(crate) in_memory: Option<crate::testing::InMemory>,
}

/// The inside of a generated client. Clones share connections, credentials, sessions and tokens.
#[derive(Clone)]
pub struct Core<T: Transport> {
    shared: Arc<Shared>,
    transport: T,
}

impl<T: Transport> Core<T> {
    /// Begins a call of an endpoint.
    pub fn call<D>(&self, endpoint: &'static Endpoint) -> Call<T, D> {
        Call::new(self.clone(), Request::new(EndpointOf::Documented(endpoint)))
    }

    /// Begins a call of an endpoint that no document describes. The path may hold placeholders, which
    /// [`Call::path`] fills: `/tenants/{id}`.
    pub fn custom_call(&self, method: Method, path: impl Into<Cow<'static, str>>) -> Call<T, Untyped> {
        let endpoint = Endpoint::custom(method, path.into());
        Call::new(self.clone(), Request::new(EndpointOf::Custom(Arc::new(endpoint))))
    }

    /// Trades the client's credentials for a session, which all clones use from then on.
    pub fn login(&self) -> T::Sending<()> {
        self.transport.run(session::login(Arc::clone(&self.shared)))
    }

    /// Ends the session. The client and its clones are back at the credentials that they were built with.
    pub fn logout(&self) -> T::Sending<()> {
        self.transport.run(session::logout(Arc::clone(&self.shared)))
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    pub(crate) fn transport(&self) -> &T {
        &self.transport
    }
}

impl Core<Async> {
    pub(crate) fn new(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), transport: Async }
    }
}

#[cfg(feature = "blocking")]
impl Core<crate::Blocking> {
    pub(crate) fn blocking(shared: Shared, transport: crate::Blocking) -> Self {
        Self { shared: Arc::new(shared), transport }
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
