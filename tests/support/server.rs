//! A real HTTP server on this machine that keeps what it is sent, to the byte.

#![allow(dead_code, reason = "each test uses some of it")]

use axum::{Router, body::Body, body::Bytes, extract::Request, http::HeaderMap, http::Response};
use std::sync::{Arc, Mutex};

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

/// A running server; it ends with the test's runtime.
pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// Answers each request with a status, a media type and a body that depend on the request.
    pub async fn start<F>(answer: F) -> Self
    where
        F: Fn(&Seen) -> (u16, &'static str, Vec<u8>) + Send + Sync + 'static,
    {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&seen));
        let app = Router::new().fallback(move |request: Request| {
            let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
            async move {
                let (head, body) = request.into_parts();
                let target = head.uri.path_and_query().expect("a request has a target").as_str();
                let body = axum::body::to_bytes(body, usize::MAX).await.expect("the body arrives");
                let seen = Seen { line: format!("{} {target}", head.method), headers: head.headers, body };
                let (status, media_type, content) = answer(&seen);
                log.lock().expect("no test panics here").push(seen);
                Response::builder()
                    .status(status)
                    .header("Content-Type", media_type)
                    .body(Body::from(content))
                    .expect("a valid answer")
            }
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, app).await.expect("the server runs") });
        Self { url, seen }
    }

    /// Answers every request with the same JSON.
    pub async fn json(text: &'static str) -> Self {
        Self::start(move |_| (200, "application/json", text.as_bytes().to_vec())).await
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Seen> {
        self.seen.lock().expect("no test panics here").clone()
    }

    /// The only request so far.
    pub fn request(&self) -> Seen {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }
}
