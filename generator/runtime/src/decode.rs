//! From the body of a successful answer to what a call gives.
//!
//! Generated code names one of five markers: [`Typed`], [`Collected`], [`Untyped`], [`NoContent`], [`Streamed`]. In
//! comes an answer that [`judge`](crate::judge) let through, out goes the value, or an error that says which place of the
//! JSON did not fit.

pub(crate) mod place;

use crate::{
    Download, Error, Raw, Response, Result, Transport,
    download::Streaming,
    driver::Receive,
    error::{DecodeCause, DecodeError, one_line},
    judge::Head,
};
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

mod sealed {
    pub trait Sealed {}
}

/// What a call gives. Implemented by the markers of this module alone.
pub trait Decode: sealed::Sealed + Send + 'static {
    /// What the caller gets.
    type Output<T: Transport>: Send + 'static;

    /// The answer as it is taken off the wire: whole, or as a stream.
    #[doc(hidden)]
    type Received: Receive + 'static;

    /// Makes the value of the answer.
    #[doc(hidden)]
    fn decode<T: Transport>(received: Self::Received, transport: &T) -> Result<Self::Output<T>>;
}

/// The answer is JSON of this type.
pub struct Typed<R>(PhantomData<fn() -> R>);

impl<R> sealed::Sealed for Typed<R> {}

impl<R: DeserializeOwned + Send + 'static> Decode for Typed<R> {
    type Output<T: Transport> = R;
    type Received = Response;

    #[inline]
    fn decode<T: Transport>(received: Response, _: &T) -> Result<R> {
        received.json()
    }
}

/// The answer is a JSON list, or an object used as a map, of this type. Many a server writes `null` for one in which
/// there is nothing; that is an empty one.
pub struct Collected<R>(PhantomData<fn() -> R>);

impl<R> sealed::Sealed for Collected<R> {}

impl<R: DeserializeOwned + Default + Send + 'static> Decode for Collected<R> {
    type Output<T: Transport> = R;
    type Received = Response;

    #[inline]
    fn decode<T: Transport>(received: Response, _: &T) -> Result<R> {
        received.json::<Option<R>>().map(Option::unwrap_or_default)
    }
}

/// The document does not say what the answer is. It is given as a [`Response`], which is decoded into the caller's
/// type, or taken as it is.
pub struct Untyped;

impl sealed::Sealed for Untyped {}

impl Decode for Untyped {
    type Output<T: Transport> = Response;
    type Received = Response;

    fn decode<T: Transport>(received: Response, _: &T) -> Result<Response> {
        Ok(received)
    }
}

/// The answer has no body. One that comes nevertheless is ignored, unless it reports a failure.
pub struct NoContent;

impl sealed::Sealed for NoContent {}

impl Decode for NoContent {
    type Output<T: Transport> = ();
    type Received = Response;

    fn decode<T: Transport>(_: Response, _: &T) -> Result<()> {
        Ok(())
    }
}

/// The answer is a stream of bytes.
pub struct Streamed;

impl sealed::Sealed for Streamed {}

impl Decode for Streamed {
    type Output<T: Transport> = Download<T>;
    type Received = Streaming;

    fn decode<T: Transport>(received: Streaming, transport: &T) -> Result<Download<T>> {
        Ok(Download::new(received, transport.clone()))
    }
}

/// The answer is given as it came, whatever its status.
pub struct Unjudged;

impl sealed::Sealed for Unjudged {}

impl Decode for Unjudged {
    type Output<T: Transport> = Raw;
    type Received = Raw;

    fn decode<T: Transport>(received: Raw, _: &T) -> Result<Raw> {
        Ok(received)
    }
}

/// The error of a body that did not fit. Not generic, so that it exists once.
pub(crate) fn unexpected(head: &Head, body: &[u8], path: &str, cause: DecodeCause) -> Error {
    // Both may repeat texts of the answer, which can be as long as the answer.
    let cause = match cause {
        DecodeCause::Json(text) => DecodeCause::Json(one_line(&head.redact(&text))),
        other => other,
    };
    let (answer, path) = (head.answer(body), one_line(&head.redact(path)));
    Error::Decode(Box::new(DecodeError { answer, path, cause }))
}
