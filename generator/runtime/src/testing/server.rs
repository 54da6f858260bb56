//! A real HTTP server on this machine. It runs on a thread of its own, so that tests of both clients, the
//! asynchronous and the blocking one, can ask it.

use super::{Reply, Seen};
use crate::{Error, Result};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{Response, StatusCode},
};
use bytes::Bytes;
use std::future::IntoFuture;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread;
use tokio::sync::oneshot;

/// A server on this machine that keeps what it is sent. It ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: String,
    seen: Log,
    /// The server runs until this goes.
    _running: oneshot::Sender<()>,
}

type Log = Arc<Mutex<Vec<Seen>>>;

impl Server {
    /// Starts a server that gives this answer to every request.
    ///
    /// # Errors
    ///
    /// If the system has no port or no thread to give.
    pub fn start(reply: Reply) -> io::Result<Self> {
        Self::answering(move |_| reply.clone())
    }

    /// Starts a server that answers each request with what the function makes of it. A reply without an answer
    /// ([`Reply::disconnected`]) breaks off behind its head here.
    ///
    /// # Errors
    ///
    /// If the system has no port or no thread to give.
    pub fn answering(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = format!("http://{}", listener.local_addr()?);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (running, stopped) = oneshot::channel::<()>();
        let seen = Log::default();
        let app = router(answer, Arc::clone(&seen));
        let serve = async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            // Whether it was told or the other end is gone: nobody asks any more.
            let stopped = async { drop(stopped.await) };
            axum::serve(listener, app).with_graceful_shutdown(stopped).await
        };
        thread::Builder::new().name("test server".to_owned()).spawn(move || runtime.block_on(serve))?;
        Ok(Self { address, seen, _running: running })
    }

    /// The address that a client is made for: `http://127.0.0.1:50123`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// All requests so far, in the order in which they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends a call of a client and gives the request that came. What the client made of the answer is of no
    /// account here.
    ///
    /// # Errors
    ///
    /// Why the call was not sent.
    pub async fn receive<T>(&self, call: impl IntoFuture<Output = Result<T>>) -> Result<Seen> {
        let before = self.requests().len();
        let outcome = call.await;
        match (self.requests().split_off(before).pop(), outcome) {
            (Some(seen), _) => Ok(seen),
            (None, Err(error)) => Err(error),
            (None, Ok(_)) => Err(Error::invalid("the client", "must be one for the address of this server")),
        }
    }
}

fn router(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static, log: Log) -> Router {
    let answer = Arc::new(answer);
    Router::new().fallback(move |request: Request| {
        let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
        async move {
            let (head, body) = request.into_parts();
            let Ok(body) = to_bytes(body, usize::MAX).await else { return failed() };
            let seen = Seen {
                method: head.method.to_string(),
                path: head.uri.path().to_owned(),
                query: head.uri.query().map(str::to_owned),
                headers: head.headers,
                body,
            };
            let reply = answer(&seen);
            log.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
            if reply.broken().is_some() { broken_off() } else { given(reply) }
        }
    })
}

fn given(reply: Reply) -> Response<Body> {
    reply.into_response().map_or_else(|_| failed(), |response| response.map(Body::from))
}

/// An answer that says a byte, and breaks off before it.
fn broken_off() -> Response<Body> {
    struct Broken;
    impl http_body::Body for Broken {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
            Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
        }

        fn size_hint(&self) -> http_body::SizeHint {
            http_body::SizeHint::with_exact(1)
        }
    }
    Response::new(Body::new(Broken))
}

/// For an answer that can't be given, or a request that broke off.
fn failed() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
