//! Files and readers as streams of pieces, read on the threads that are there for what blocks.

use crate::{
    Error, Result,
    description::Operation,
    error::FileError,
    values::{Bytewise, Once},
};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::{
    fs::File,
    future,
    io::{self, Read},
    path::Path,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::task::{self, JoinHandle};

/// How much is read at once.
const PIECE: usize = 64 * 1024;

/// Bytes that come one after the other.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A file and its length, if it has one. What says of itself that it is empty is looked into: some files of the system
/// do not know their length.
pub(super) async fn open_file(path: &Path, operation: &Operation) -> Result<(Bytewise, Option<u64>)> {
    let opened = path.to_owned();
    let opened = task::spawn_blocking(move || open(&opened)).await;
    let opened = opened.unwrap_or_else(|error| Err(io::Error::other(error)));
    opened.map_err(|source| {
        let (operation, path) = (operation.clone(), path.to_owned());
        Error::File(Box::new(FileError { operation, path, is_upload: true, source }))
    })
}

fn open(path: &Path) -> io::Result<(Bytewise, Option<u64>)> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Ok((Bytewise::Reader(Box::new(file)), None));
    }
    let length = metadata.len();
    if length > 0 {
        // What is written to the file meanwhile is not part of what is sent.
        return Ok((Bytewise::Reader(Box::new(file.take(length))), Some(length)));
    }
    let beginning = read_piece(&mut file)?;
    let length = beginning.is_empty().then_some(0);
    Ok((Bytewise::Reader(Box::new(io::Cursor::new(beginning).chain(file))), length))
}

/// Whether what is said to be nothing is nothing: the HTTP library would not ask.
pub(super) async fn is_empty(once: &Once) -> Result<bool> {
    let mut pieces = reading(once.take().ok_or_else(super::sent_before)?);
    loop {
        match future::poll_fn(|context| pieces.as_mut().poll_next(context)).await {
            None => return Ok(true),
            Some(Ok(piece)) if piece.is_empty() => {}
            Some(_) => return Ok(false),
        }
    }
}

/// The pieces of what comes byte by byte.
pub(super) fn reading(bytes: Bytewise) -> Pieces {
    match bytes {
        Bytewise::Stream(stream) => stream,
        Bytewise::Reader(reader) => Box::pin(Reading::Idle(Some(reader))),
    }
}

type Reader = Box<dyn Read + Send>;

/// A reader that is read piece by piece.
enum Reading {
    Idle(Option<Reader>),
    Busy(JoinHandle<(io::Result<Bytes>, Reader)>),
}

impl Stream for Reading {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut *self {
                Self::Idle(reader) => {
                    let Some(mut reader) = reader.take() else { return Poll::Ready(None) };
                    let read = move || (read_piece(&mut reader), reader);
                    *self = Self::Busy(task::spawn_blocking(read));
                }
                Self::Busy(reading) => {
                    let (piece, reader) = match ready!(Pin::new(reading).poll(context)) {
                        Ok((piece, reader)) => (piece, Some(reader)),
                        Err(error) => (Err(io::Error::other(error)), None),
                    };
                    let at_end = !piece.as_ref().is_ok_and(|piece| !piece.is_empty());
                    *self = Self::Idle(reader.filter(|_| !at_end));
                    return Poll::Ready(
                        Some(piece).filter(|piece| !piece.as_ref().is_ok_and(Bytes::is_empty)),
                    );
                }
            }
        }
    }
}

/// The next bytes; none at the end.
fn read_piece(reader: &mut impl Read) -> io::Result<Bytes> {
    let mut piece = BytesMut::zeroed(PIECE);
    loop {
        match reader.read(&mut piece) {
            Ok(length) => {
                piece.truncate(length);
                return Ok(piece.freeze());
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
