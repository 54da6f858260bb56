//! A real HTTP server on this machine, with short ways to look at what it was sent.

#![allow(dead_code, reason = "each test uses some of it")]

use docwright_runtime::testing::{self, Reply};
use docwright_runtime::{Bytes, HeaderMap};

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Method, path and query as in the request line.
    pub line: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers here are ASCII"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }
}

impl From<&testing::Seen> for Seen {
    fn from(seen: &testing::Seen) -> Self {
        let query = seen.query.as_ref().map_or_else(String::new, |query| format!("?{query}"));
        let line = format!("{} {}{query}", seen.method, seen.path);
        Self { line, headers: seen.headers.clone(), body: seen.body.clone() }
    }
}

/// A running server; it ends when it is dropped.
pub struct Server {
    pub url: String,
    inner: testing::Server,
}

impl Server {
    /// Answers each request with what the function makes of it.
    pub fn answering(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let inner = testing::Server::answering(move |seen| answer(&seen.into())).expect("a server");
        Self { url: inner.address().to_owned(), inner }
    }

    /// Answers every request with the same JSON.
    pub fn json(text: &'static str) -> Self {
        Self::answering(move |_| Reply::json(text))
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Seen> {
        self.inner.requests().iter().map(Seen::from).collect()
    }

    /// Method, path and query of all requests so far.
    pub fn lines(&self) -> Vec<String> {
        self.requests().into_iter().map(|seen| seen.line).collect()
    }

    /// The only request so far.
    pub fn request(&self) -> Seen {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }
}
