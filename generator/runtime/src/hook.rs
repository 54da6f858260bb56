//! Where callers look at, or change, what goes out and what comes in.

use crate::{PreparedRequest, Result, description::Operation};
use http::{HeaderMap, StatusCode};
use std::{fmt, time::Duration};

/// Looks at each request before it is sent and at the head of each answer, and may change them: to add a header that
/// a proxy asks for, to keep a log, to count.
///
/// It sees every attempt, every step of a redirect and the requests for tokens, but nothing of what another server is
/// asked to which a redirect led: no credential goes there, and what a hook adds may be one.
///
/// ```
/// use docwright_runtime::{AnswerHead, Hook, PreparedRequest, Result};
///
/// struct Log;
///
/// impl Hook for Log {
///     fn on_answer(&self, answer: &mut AnswerHead) -> Result<()> {
///         println!("{} {} after {:?}", answer.operation(), answer.status(), answer.elapsed());
///         Ok(())
///     }
/// }
/// ```
pub trait Hook: Send + Sync + 'static {
    /// Called before each request, with all credentials in place. What it changes is sent.
    ///
    /// # Errors
    ///
    /// An error ends the call, and the request is not sent; [`Error::hook`](crate::Error::hook) makes one.
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        let _ = request;
        Ok(())
    }

    /// Called with the head of each answer, before the client judges it.
    ///
    /// # Errors
    ///
    /// An error ends the call.
    fn on_answer(&self, answer: &mut AnswerHead) -> Result<()> {
        let _ = answer;
        Ok(())
    }
}

/// The head of an answer: what comes before its body.
#[derive(Clone)]
pub struct AnswerHead {
    pub(crate) operation: Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempt: u32,
    pub(crate) elapsed: Duration,
}

impl AnswerHead {
    /// The endpoint that was called.
    #[must_use]
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Has the client take the answer for one with another status.
    pub fn set_status(&mut self, status: StatusCode) {
        self.status = status;
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to change them.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Which attempt it answers; the first is 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The time from the beginning of the attempt to the end of the head.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

/// Without the values of headers, which may be secret.
impl fmt::Debug for AnswerHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(http::HeaderName::as_str).collect();
        f.debug_struct("AnswerHead")
            .field("operation", &format_args!("{}", self.operation))
            .field("status", &self.status)
            .field("headers", &names)
            .field("attempt", &self.attempt)
            .field("elapsed", &self.elapsed)
            .finish()
    }
}
