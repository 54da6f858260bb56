//! A server that is none: requests are answered in the process.

use super::{DocumentedAnswer, Reply, Seen, reply::Broken};
use crate::error::Cause;
use bytes::Bytes;
use http_body::Body as _;
use std::{
    fmt, future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

/// Answers every request of a client in the process, without a socket, and keeps what was asked. Clones share what
/// they keep.
///
/// All that a client does on top of HTTP it does here too: credentials, redirects, repeated attempts, timeouts.
/// With tokio's clock paused, pauses between attempts take no time.
#[derive(Clone)]
pub struct InMemory(Arc<Inside>);

struct Inside {
    answer: Box<dyn Fn(&Seen) -> Reply + Send + Sync>,
    seen: Mutex<Vec<Seen>>,
}

impl InMemory {
    /// Answers each request with what the function makes of it.
    pub fn answering(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inside { answer: Box::new(answer), seen: Mutex::default() }))
    }

    /// Answers each request with the first answer of success that the documentation shows of its endpoint. One of which
    /// it shows none is answered with status 501.
    #[must_use]
    pub fn documented(answers: &'static [DocumentedAnswer]) -> Self {
        Self::answering(move |request| {
            let fits =
                |answer: &&DocumentedAnswer| (200..300).contains(&answer.status) && answer.answers(request);
            let found = answers.iter().find(fits);
            found.map_or_else(
                || Reply::new(501, "text/plain", "no answer of this endpoint is documented"),
                Reply::from,
            )
        })
    }

    /// All requests so far, in the order in which they were sent.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) async fn answer(&self, mut request: reqwest::Request) -> Result<reqwest::Response, Cause> {
        let body = match request.body_mut().take() {
            Some(body) => collect(body).await?,
            None => Bytes::new(),
        };
        let seen = Seen {
            method: request.method().to_string(),
            path: request.url().path().to_owned(),
            query: request.url().query().map(str::to_owned),
            headers: request.headers().clone(),
            body,
        };
        let reply = (self.0.answer)(&seen);
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
        match reply.broken() {
            Some(Broken::Unreachable) => return Err(Cause::Unreachable),
            Some(Broken::Disconnected) => return Err(Cause::Disconnected),
            None => {}
        }
        let response = reply.into_response().map_err(|_| Cause::NoAnswer)?;
        Ok(response.map(reqwest::Body::from).into())
    }
}

/// The bytes of a body.
async fn collect(mut body: reqwest::Body) -> Result<Bytes, Cause> {
    let mut bytes = Vec::new();
    while let Some(frame) = future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes.into())
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").field("requests", &self.requests().len()).finish()
    }
}
