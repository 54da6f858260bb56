//! How calls are sent: the one thing that differs between an asynchronous client and a blocking one.
//!
//! Generated call types are generic over a [`Transport`], so that their setters are written once. A transport
//! says what sending gives (for [`Async`] a future) and holds what it needs for that.

#[cfg(feature = "blocking")]
mod blocking;

#[cfg(feature = "blocking")]
pub use blocking::Blocking;

use crate::Result;
use std::{fmt, pin::Pin};

mod sealed {
    pub trait Sealed {}
}

/// A way to send calls. Implemented by this crate alone.
pub trait Transport: sealed::Sealed + Clone + fmt::Debug + Send + Sync + Sized + 'static {
    /// What sending a call gives that results in an `R`.
    type Sending<R: Send + 'static>;

    /// Runs what sends a call.
    #[doc(hidden)]
    fn run<R: Send + 'static>(
        &self,
        sending: impl Future<Output = Result<R>> + Send + 'static,
    ) -> Self::Sending<R>;
}

/// Calls are sent when they are awaited, on the tokio runtime that awaits them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Async;

impl sealed::Sealed for Async {}

impl Transport for Async {
    type Sending<R: Send + 'static> = Pin<Box<dyn Future<Output = Result<R>> + Send>>;

    #[inline]
    fn run<R: Send + 'static>(
        &self,
        sending: impl Future<Output = Result<R>> + Send + 'static,
    ) -> Self::Sending<R> {
        Box::pin(sending)
    }
}
