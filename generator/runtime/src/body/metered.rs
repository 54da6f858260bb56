//! A body that notes when bytes were last taken from it.

use super::source::{Pieces, reading};
use crate::values::{Bytewise, Once};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};
use tokio::time::Instant;

/// What is handed over at once of bytes that are in memory.
const PIECE: usize = 64 * 1024;

/// When bytes were last sent or received.
#[derive(Clone)]
pub(crate) struct Moved(Arc<Mutex<Instant>>);

impl Moved {
    /// Moved that begins now.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    pub(crate) fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    pub(crate) fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body that notes when bytes were last taken from it, and that has the length that it says.
pub(super) struct Metered {
    // The lock is never taken: it makes a body `Sync`, which the HTTP library asks for.
    from: Mutex<From>,
    /// The bytes that are still to come, if their number is known.
    left: Option<u64>,
    /// The last bytes of those that were promised. They wait until it is sure that no others follow: once it has all
    /// that was promised, the HTTP library asks for no more.
    last: Option<Bytes>,
    moved: Moved,
}

/// Where the bytes come from.
enum From {
    Memory(Bytes),
    Pieces(Pieces),
    /// Taken when the first byte is asked for: until then a call that failed can be made again.
    Once(Once),
    TooLong,
    End,
}

impl Metered {
    pub(super) fn memory(bytes: Bytes, moved: Moved) -> Self {
        let left = Some(bytes.len() as u64);
        Self { from: Mutex::new(From::Memory(bytes)), left, last: None, moved }
    }

    /// A body that fails when it is asked for, because there is more of it than was said.
    pub(super) fn too_long(moved: Moved) -> Self {
        Self { from: Mutex::new(From::TooLong), left: None, last: None, moved }
    }

    pub(super) fn bytewise(bytes: Bytewise, length: Option<u64>, moved: Moved) -> Self {
        Self { from: Mutex::new(From::Pieces(reading(bytes))), left: length, last: None, moved }
    }

    pub(super) fn once(once: Once, moved: Moved) -> Self {
        let left = once.length;
        Self { from: Mutex::new(From::Once(once)), left, last: None, moved }
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let from = self.from.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let From::Once(once) = from {
            let Some(bytes) = once.take() else {
                *from = From::End;
                return Poll::Ready(Some(Err(io::Error::other(super::sent_before()))));
            };
            *from = From::Pieces(reading(bytes));
        }
        let piece = match from {
            From::Memory(bytes) if bytes.is_empty() => None,
            From::Memory(bytes) => Some(Ok(bytes.split_to(PIECE.min(bytes.len())))),
            From::Pieces(pieces) => ready!(pieces.as_mut().poll_next(context)),
            From::TooLong => Some(Err(too_long())),
            From::Once(_) | From::End => None,
        };
        if !matches!(piece, Some(Ok(_))) {
            *from = From::End;
        }
        Poll::Ready(piece)
    }

    /// Holds the bytes against the length that was stated: a server that waits for more would wait in vain. Gives what
    /// can be sent, if it is time.
    fn count(&mut self, piece: Option<Bytes>) -> io::Result<Counted> {
        let Some(left) = self.left else { return Ok(piece.map_or(Counted::End, Counted::Send)) };
        let Some(piece) = piece else {
            return match self.last.take() {
                Some(last) => Ok(Counted::Send(last)),
                None if left == 0 => Ok(Counted::End),
                None => Err(io::Error::other(format!("the upload ended {left} bytes too early"))),
            };
        };
        let rest = left.checked_sub(piece.len() as u64);
        let rest = rest.ok_or_else(too_long)?;
        self.left = Some(rest);
        if rest > 0 {
            return Ok(Counted::Send(piece));
        }
        if self.last.is_none() {
            self.last = Some(piece);
        }
        Ok(Counted::Wait)
    }
}

fn too_long() -> io::Error {
    io::Error::other("the upload is longer than was said")
}

/// What comes of a piece.
enum Counted {
    Send(Bytes),
    Wait,
    End,
}

impl Body for Metered {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            let piece = ready!(self.poll_piece(context));
            self.moved.note();
            let counted = piece.transpose().and_then(|piece| self.count(piece));
            return Poll::Ready(match counted {
                Err(error) => Some(Err(error)),
                Ok(Counted::Wait) => continue,
                Ok(Counted::Send(piece)) => Some(Ok(Frame::data(piece))),
                Ok(Counted::End) => None,
            });
        }
    }

    fn size_hint(&self) -> SizeHint {
        let waiting = self.last.as_ref().map_or(0, |last| last.len() as u64);
        self.left.map_or_else(SizeHint::default, |left| SizeHint::with_exact(left.saturating_add(waiting)))
    }
}
