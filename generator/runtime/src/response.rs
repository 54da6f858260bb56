//! Whole answers.

use crate::{
    Error, Result,
    decode::{place, unexpected},
    judge::Head,
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{fmt, ops::Deref};

/// A whole answer: status, headers and body. What no document describes is given as one; usually it is JSON.
#[derive(Clone)]
pub struct Response {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
}

impl Response {
    /// The HTTP status: one of success, except in a [`Raw`] answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if it is not UTF-8.
    pub fn text(&self) -> Result<&str> {
        std::str::from_utf8(&self.body).map_err(|error| unexpected(&self.head, &self.body, ".", error.into()))
    }

    /// Reads the body into a type of the caller's.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] with the place in the JSON that does not fit.
    #[inline]
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|error| self.misfit(error))
    }

    /// The error of a body that is not what it was read into. Not generic, so that it exists once.
    #[cold]
    fn misfit(&self, error: serde_json::Error) -> Error {
        unexpected(&self.head, &self.body, &place::path(&self.body, &error), error.into())
    }

    /// Reads the body as a tree.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if it is not JSON.
    pub fn value(&self) -> Result<Value> {
        self.json()
    }
}

/// The status and the size, not the body, which may hold anything.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("operation", &format_args!("{}", self.head.operation))
            .field("status", &self.head.status)
            .field("bytes", &self.body.len())
            .finish()
    }
}

/// An answer as it came, whatever its status and whatever it reports; see a call's `raw()`.
pub struct Raw {
    pub(crate) response: Response,
    pub(crate) verdict: Option<Error>,
}

impl Raw {
    /// What the call would have failed with, if the answer is a failure.
    #[must_use]
    pub fn failure(&self) -> Option<&Error> {
        self.verdict.as_ref()
    }

    /// The answer if it is a success, or else what the call would have failed with.
    ///
    /// # Errors
    ///
    /// What [`Self::failure`] gives.
    pub fn into_success(self) -> Result<Response> {
        self.verdict.map_or(Ok(self.response), Err)
    }
}

impl Deref for Raw {
    type Target = Response;

    fn deref(&self) -> &Response {
        &self.response
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Raw").field(&self.response).finish()
    }
}
