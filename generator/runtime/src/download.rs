//! An answer as a stream of bytes.
//!
//! In comes an answer whose body is still on the wire, out go its bytes: chunk by chunk, whole, or in a file that
//! is there complete or not at all.

#[cfg(feature = "blocking")]
mod blocking;
mod save;

use crate::{Async, Result, Transport, decode, incoming::Incoming, judge::Head};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use std::{
    fmt, future,
    path::Path,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// An answer whose body is still on its way. Take it with `save_to`, `bytes`, `text` or `chunk`, or as a [`Stream`]
/// (an [`Iterator`] and a [`Read`](std::io::Read) with the blocking client); dropping it ends the transfer.
pub struct Download<T: Transport = Async> {
    streaming: Streaming,
    #[cfg_attr(not(feature = "blocking"), expect(dead_code, reason = "the blocking client waits with it"))]
    transport: T,
}

/// The inside of a download, whoever waits for it.
#[doc(hidden)]
pub struct Streaming {
    head: Head,
    length: Option<u64>,
    /// What was read already, to see whether it reports a failure.
    first: Option<Bytes>,
    rest: Option<Incoming>,
    /// How many bytes are kept in memory at most.
    limit: u64,
}

impl<T: Transport> Download<T> {
    pub(crate) fn new(streaming: Streaming, transport: T) -> Self {
        Self { streaming, transport }
    }

    /// The HTTP status, which is one of success.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.streaming.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.streaming.head.headers
    }

    /// What the server says that the bytes are: `application/zip`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok())
    }

    /// How many bytes the server says that there are in all.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.streaming.length
    }

    /// Says how many bytes `bytes()` and `text()` keep in memory at most. Unless this says it, that is what the
    /// client's [`answer_limit`](crate::ClientBuilder::answer_limit) says: 64 MiB.
    #[must_use]
    pub fn limit(mut self, bytes: u64) -> Self {
        self.streaming.limit = bytes;
        self
    }
}

impl Download {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`](crate::Error::Transport) if the answer breaks off,
    /// [`Error::Timeout`](crate::Error::Timeout) if it stalls.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        self.streaming.chunk().await
    }

    /// All bytes.
    ///
    /// # Errors
    ///
    /// As [`Self::chunk`], and [`Error::TooLarge`](crate::Error::TooLarge) if there are more than the
    /// [limit](Self::limit).
    pub async fn bytes(self) -> Result<Bytes> {
        self.streaming.bytes().await
    }

    /// All bytes as text.
    ///
    /// # Errors
    ///
    /// As [`Self::bytes`], and [`Error::Decode`](crate::Error::Decode) if they are not UTF-8.
    pub async fn text(self) -> Result<String> {
        self.streaming.text().await
    }

    /// Writes all bytes to a file and gives their number. They go to a temporary file beside it first, which
    /// takes its place when all are there: a download that fails leaves what was there before, and nothing else.
    ///
    /// # Errors
    ///
    /// As [`Self::chunk`], and [`Error::File`](crate::Error::File) if the file can't be written.
    #[inline]
    pub async fn save_to(self, path: impl AsRef<Path> + Send) -> Result<u64> {
        let path = path.as_ref().to_owned();
        save::save(self.streaming, path).await
    }
}

impl Streaming {
    pub(crate) fn new(
        head: Head,
        first: Bytes,
        length: Option<u64>,
        rest: Option<Incoming>,
        limit: u64,
    ) -> Self {
        let first = Some(first).filter(|bytes| !bytes.is_empty());
        Self { head, length, first, rest, limit }
    }

    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        future::poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    async fn bytes(mut self) -> Result<Bytes> {
        self.collect().await
    }

    async fn text(mut self) -> Result<String> {
        let bytes = self.collect().await?;
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(decode::unexpected(&self.head, &bytes, ".", error.into())),
        }
    }

    async fn collect(&mut self) -> Result<Bytes> {
        if self.length.is_some_and(|length| length > self.limit) {
            return Err(self.head.too_large(self.limit));
        }
        let mut joined = Vec::new();
        let mut only = Bytes::new();
        while let Some(chunk) = self.chunk().await? {
            if joined.is_empty() && only.is_empty() {
                only = chunk;
            } else {
                if joined.is_empty() {
                    joined.extend_from_slice(&only);
                }
                joined.extend_from_slice(&chunk);
            }
            if joined.len().max(only.len()) as u64 > self.limit {
                return Err(self.head.too_large(self.limit));
            }
        }
        Ok(if joined.is_empty() { only } else { Bytes::from(joined) })
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        let chunk = ready!(rest.poll_chunk(context));
        if !matches!(chunk, Some(Ok(_))) {
            self.rest = None;
        }
        Poll::Ready(chunk)
    }
}

impl Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        self.get_mut().streaming.poll_chunk(context)
    }
}

impl<T: Transport> fmt::Debug for Download<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("operation", &format_args!("{}", self.streaming.head.operation))
            .field("status", &self.status())
            .field("content_type", &self.content_type())
            .field("content_length", &self.content_length())
            .finish_non_exhaustive()
    }
}
