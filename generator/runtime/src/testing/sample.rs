//! Calls with sample values.

use crate::Result;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// What becomes of a [`SampleCall`] that was sent.
type Sending = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// A call of an endpoint with sample values, which a builder of clients makes: the credentials are samples as well, the
/// address is the builder's. docwright lists those of an API as `SAMPLE_CALLS`.
///
/// ```text
/// for call in SAMPLE_CALLS {
///     if let Err(error) = call.send(Client::builder("http://127.0.0.1:4010")).await {
///         println!("{}: {error}", call.endpoint);
///     }
/// }
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct SampleCall<B> {
    /// The endpoint as its document has it: `GET /pets/{id}`.
    pub endpoint: &'static str,
    /// What no other call of the API is called: `get_pet_with_required`.
    pub name: &'static str,
    call: fn(B) -> Sending,
}

impl<B> SampleCall<B> {
    /// A call of this endpoint.
    #[must_use]
    pub const fn new(endpoint: &'static str, name: &'static str, call: fn(B) -> Sending) -> Self {
        Self { endpoint, name, call }
    }

    /// Sends the call with a client of this builder and reads the answer to its end. The future gives why the call
    /// failed or was not sent.
    #[must_use = "a call does nothing until it is awaited"]
    pub fn send(&self, client: B) -> Sending {
        (self.call)(client)
    }
}

impl<B> fmt::Debug for SampleCall<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, name, .. } = self;
        f.debug_struct("SampleCall").field("endpoint", endpoint).field("name", name).finish_non_exhaustive()
    }
}
