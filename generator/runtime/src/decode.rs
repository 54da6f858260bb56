//! From the body of a successful answer to what a call gives.
//!
//! Generated code names one of four markers: [`Typed`], [`Untyped`], [`NoContent`], [`Streamed`]. In comes an
//! answer that [`judge`](crate::judge) let through, out goes the value, or an error that says which place of the
//! JSON did not fit.

use crate::{
    Download, Error, Result,
    driver::Receive,
    error::{DecodeCause, DecodeError},
    judge::Head,
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{fmt, marker::PhantomData};

mod sealed {
    pub trait Sealed {}
}

/// What a call gives. Implemented by the four markers of this module alone.
pub trait Decode: sealed::Sealed + Send + 'static {
    /// What the caller gets.
    type Output: Send + 'static;

    /// The answer as it is taken off the wire: whole, or as a stream.
    #[doc(hidden)]
    type Received: Receive;

    /// Makes the value of the answer.
    #[doc(hidden)]
    fn decode(received: Self::Received) -> Result<Self::Output>;
}

/// The answer is JSON of this type.
pub struct Typed<R>(PhantomData<fn() -> R>);

impl<R> sealed::Sealed for Typed<R> {}

impl<R: DeserializeOwned + Send + 'static> Decode for Typed<R> {
    type Output = R;
    type Received = Json;

    #[inline]
    fn decode(received: Json) -> Result<R> {
        received.json()
    }
}

/// The document does not say what the answer is. It is given as [`Json`], which is decoded into the caller's
/// type, or taken as it is.
pub struct Untyped;

impl sealed::Sealed for Untyped {}

impl Decode for Untyped {
    type Output = Json;
    type Received = Json;

    fn decode(received: Json) -> Result<Json> {
        Ok(received)
    }
}

/// The answer has no body. One that comes nevertheless is ignored, unless it reports a failure.
pub struct NoContent;

impl sealed::Sealed for NoContent {}

impl Decode for NoContent {
    type Output = ();
    type Received = Json;

    fn decode(_: Json) -> Result<()> {
        Ok(())
    }
}

/// The answer is a stream of bytes.
pub struct Streamed;

impl sealed::Sealed for Streamed {}

impl Decode for Streamed {
    type Output = Download;
    type Received = Download;

    fn decode(received: Download) -> Result<Download> {
        Ok(received)
    }
}

/// A whole answer that no document describes: usually JSON.
#[derive(Clone)]
pub struct Json {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
}

impl Json {
    /// The HTTP status, which is one of success.
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
        let mut deserializer = serde_json::Deserializer::from_slice(&self.body);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().to_string();
            unexpected(&self.head, &self.body, &path, error.into_inner().into())
        })?;
        let end = deserializer.end();
        end.map_err(|error| unexpected(&self.head, &self.body, ".", error.into()))?;
        Ok(value)
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
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Json")
            .field("operation", &format_args!("{}", self.head.operation))
            .field("status", &self.head.status)
            .field("bytes", &self.body.len())
            .finish()
    }
}

/// The error of a body that did not fit. Not generic, so that it exists once.
pub(crate) fn unexpected(head: &Head, body: &[u8], path: &str, cause: DecodeCause) -> Error {
    let path = path.to_owned();
    Error::Decode(Box::new(DecodeError { answer: head.answer(body), path, cause }))
}
