//! An answer as a stream of bytes.
//!
//! In comes an answer whose body is still on the wire, out go its bytes: chunk by chunk, whole, or in a file that
//! is there complete or not at all.

mod save;

use crate::{
    Result, decode,
    error::{Stage, TransportError},
    judge::Head,
};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use std::{
    fmt, future,
    path::Path,
    pin::Pin,
    task::{Context, Poll},
};

/// The bytes of an answer that are kept in memory at most: 64 MiB.
pub(crate) const MEMORY_LIMIT: usize = 64 * 1024 * 1024;

type Rest = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send + Sync>>;

/// An answer whose body is still on its way. Take it with [`Self::save_to`], [`Self::bytes`], [`Self::text`],
/// [`Self::chunk`] or as a [`Stream`]; dropping it ends the transfer.
pub struct Download {
    head: Head,
    length: Option<u64>,
    /// What was read already, to see whether it reports a failure.
    first: Option<Bytes>,
    rest: Option<Rest>,
}

impl Download {
    pub(crate) fn new(
        head: Head,
        first: Bytes,
        length: Option<u64>,
        rest: Option<reqwest::Response>,
    ) -> Self {
        let first = Some(first).filter(|bytes| !bytes.is_empty());
        let rest = rest.map(|response| -> Rest { Box::pin(response.bytes_stream()) });
        Self { head, length, first, rest }
    }

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

    /// What the server says that the bytes are: `application/zip`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok())
    }

    /// How many bytes the server says that there are in all.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`](crate::Error::Transport) if the answer breaks off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        future::poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    /// All bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`](crate::Error::Transport) if the answer breaks off,
    /// [`Error::TooLarge`](crate::Error::TooLarge) if it is larger than 64 MiB.
    pub async fn bytes(mut self) -> Result<Bytes> {
        self.collect().await
    }

    /// All bytes as text.
    ///
    /// # Errors
    ///
    /// As [`Self::bytes`], and [`Error::Decode`](crate::Error::Decode) if they are not UTF-8.
    pub async fn text(mut self) -> Result<String> {
        let bytes = self.collect().await?;
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(decode::unexpected(&self.head, &bytes, ".", error.into())),
        }
    }

    /// Writes all bytes to a file and gives their number. They go to a temporary file beside it first, which
    /// takes its place when all are there: a download that fails leaves what was there before, and nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`](crate::Error::Transport) if the answer breaks off,
    /// [`Error::File`](crate::Error::File) if the file can't be written.
    #[inline]
    pub async fn save_to(self, path: impl AsRef<Path> + Send) -> Result<u64> {
        let path = path.as_ref().to_owned();
        save::save(self, path).await
    }

    async fn collect(&mut self) -> Result<Bytes> {
        let mut all = self.chunk().await?.unwrap_or_default();
        let mut joined = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if joined.is_empty() {
                joined.extend_from_slice(&all);
            }
            joined.extend_from_slice(&chunk);
            if joined.len() > MEMORY_LIMIT {
                return Err(self.head.too_large(MEMORY_LIMIT));
            }
        }
        if !joined.is_empty() {
            all = Bytes::from(joined);
        }
        Ok(all)
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        let chunk = std::task::ready!(rest.as_mut().poll_next(context));
        if !matches!(chunk, Some(Ok(_))) {
            self.rest = None;
        }
        let failed = |error| TransportError::report(self.head.operation, Stage::Receiving, error);
        Poll::Ready(chunk.map(|chunk| chunk.map_err(failed)))
    }
}

impl Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        self.get_mut().poll_chunk(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("operation", &format_args!("{}", self.head.operation))
            .field("status", &self.head.status)
            .field("content_type", &self.content_type())
            .field("content_length", &self.length)
            .finish_non_exhaustive()
    }
}
