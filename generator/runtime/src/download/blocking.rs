//! Downloads with the blocking client.

use super::{Download, Streaming, save};
use crate::{Blocking, Error, Result};
use bytes::Bytes;
use std::{
    io::{self, Read},
    path::Path,
};

impl Download<Blocking> {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] if the answer breaks off, [`Error::Timeout`] if it stalls.
    pub fn chunk(&mut self) -> Result<Option<Bytes>> {
        // The rest of the answer goes to the client's thread and comes back with the chunk.
        let Some(mut rest) = self.streaming.rest.take() else { return Ok(self.streaming.first.take()) };
        if let Some(first) = self.streaming.first.take() {
            self.streaming.rest = Some(rest);
            return Ok(Some(first));
        }
        let waited = self.transport.wait(async move {
            let chunk = rest.chunk().await;
            Ok((chunk, rest))
        });
        let (chunk, rest) = waited?;
        if matches!(chunk, Ok(Some(_))) {
            self.streaming.rest = Some(rest);
        }
        chunk
    }

    /// All bytes.
    ///
    /// # Errors
    ///
    /// As [`Self::chunk`], and [`Error::TooLarge`] if there are more than the [limit](Self::limit).
    pub fn bytes(self) -> Result<Bytes> {
        self.finish(Streaming::bytes)
    }

    /// All bytes as text.
    ///
    /// # Errors
    ///
    /// As [`Self::bytes`], and [`Error::Decode`] if they are not UTF-8.
    pub fn text(self) -> Result<String> {
        self.finish(Streaming::text)
    }

    /// Writes all bytes to a file and gives their number. They go to a temporary file beside it first, which
    /// takes its place when all are there: a download that fails leaves what was there before, and nothing else.
    ///
    /// # Errors
    ///
    /// As [`Self::chunk`], and [`Error::File`] if the file can't be written.
    pub fn save_to(self, path: impl AsRef<Path>) -> Result<u64> {
        let path = path.as_ref().to_owned();
        self.finish(move |streaming| save::save(streaming, path))
    }

    fn finish<R: Send + 'static, F: Future<Output = Result<R>> + Send + 'static>(
        self,
        take: impl FnOnce(Streaming) -> F,
    ) -> Result<R> {
        let Self { streaming, transport } = self;
        crate::Transport::run(&transport, take(streaming))
    }
}

impl Iterator for Download<Blocking> {
    type Item = Result<Bytes>;

    fn next(&mut self) -> Option<Result<Bytes>> {
        self.chunk().transpose()
    }
}

impl Read for Download<Blocking> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let mut chunk = Bytes::new();
        while chunk.is_empty() {
            match self.chunk() {
                Ok(Some(next)) => chunk = next,
                Ok(None) => return Ok(0),
                Err(error) => return Err(as_io(error)),
            }
        }
        let (mut rest, length) = (chunk, buffer.len());
        let taken = rest.split_to(length.min(rest.len()));
        if let Some(room) = buffer.get_mut(..taken.len()) {
            room.copy_from_slice(&taken);
        }
        self.streaming.first = Some(rest).filter(|rest| !rest.is_empty());
        Ok(taken.len())
    }
}

fn as_io(error: Error) -> io::Error {
    let kind = if error.is_timeout() { io::ErrorKind::TimedOut } else { io::ErrorKind::Other };
    io::Error::new(kind, error)
}
