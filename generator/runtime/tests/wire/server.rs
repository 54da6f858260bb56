//! A server that keeps what it is sent, to the byte, and answers what the test says; it runs on a thread of its own.

use docwright_runtime::{
    Bytes,
    testing::{self, Reply},
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What came in.
pub(crate) type Seen = testing::Seen;

/// Short ways to look at what came in.
pub(crate) trait Look {
    /// Path and query exactly as in the request line.
    fn target(&self) -> String;
    fn line(&self) -> String;
    fn header(&self, name: &str) -> Option<&str>;
    fn text(&self) -> &str;
}

impl Look for Seen {
    fn target(&self) -> String {
        self.query.as_ref().map_or_else(|| self.path.clone(), |query| format!("{}?{query}", self.path))
    }

    fn line(&self) -> String {
        format!("{} {}", self.method, self.target())
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

pub(crate) struct Server {
    pub(crate) url: String,
    inner: testing::Server,
}

impl Server {
    /// A server that answers each request with what the function makes of it.
    pub(crate) fn answering(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let inner = testing::Server::answering(answer).unwrap();
        Self { url: inner.address().to_owned(), inner }
    }

    /// A server that answers every request alike.
    pub(crate) fn always(reply: Reply) -> Self {
        Self::answering(move |_| reply.clone())
    }

    /// A server that gives these answers one after the other, and then the last again and again.
    pub(crate) fn replies<const N: usize>(replies: [Reply; N]) -> Self {
        let given = AtomicUsize::new(0);
        Self::answering(move |_| replies[given.fetch_add(1, Ordering::Relaxed).min(N - 1)].clone())
    }

    /// A server that answers every request with this body.
    pub(crate) fn with(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self::always(respond(status, content_type, body))
    }

    /// A server that answers every request with an empty JSON object.
    pub(crate) fn fine() -> Self {
        Self::with(200, "application/json", "{}")
    }

    pub(crate) fn requests(&self) -> Vec<Seen> {
        self.inner.requests()
    }

    /// The method and the target of each request.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.requests().iter().map(Look::line).collect()
    }

    /// The one request that came.
    pub(crate) fn request(&self) -> Seen {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }
}

pub(crate) fn respond(status: u16, content_type: &str, body: impl Into<Bytes>) -> Reply {
    Reply::new(status, content_type, body).header("X-Request-Id", "r-1")
}
