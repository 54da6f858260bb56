//! The body of an answer on its way from the server.
//!
//! In come bytes when the server sends them, out go the same bytes, or an error when none come for too long.

use crate::{
    Error, Result,
    description::Operation,
    error::{Cause, Stage, TimeoutError, TimeoutKind, TransportError},
};
use bytes::Bytes;
use futures_core::Stream;
use std::{
    future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep_until};

type Chunks = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send + Sync>>;

/// What bounds the time that a body takes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Patience {
    /// How long to wait for the next bytes.
    pub(crate) idle: Option<Duration>,
    /// When all bytes must be there, and how long that is from the beginning of the call.
    pub(crate) total: Option<(Instant, Duration)>,
}

/// The body of an answer on its way from the server.
pub(crate) struct Incoming {
    operation: Operation,
    /// Gone at the end, and after an error.
    chunks: Option<Chunks>,
    patience: Patience,
    /// Set when the server lets the client wait.
    timer: Option<(Pin<Box<Sleep>>, TimeoutKind)>,
}

impl Incoming {
    pub(crate) fn new(operation: Operation, response: reqwest::Response, patience: Patience) -> Self {
        Self { operation, chunks: Some(Box::pin(response.bytes_stream())), patience, timer: None }
    }

    /// The next bytes; `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>> {
        future::poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if self.patience.total.is_some_and(|(until, _)| Instant::now() >= until) && self.chunks.is_some() {
            return Poll::Ready(Some(Err(self.give_up(TimeoutKind::Total))));
        }
        let Some(chunks) = &mut self.chunks else { return Poll::Ready(None) };
        match chunks.as_mut().poll_next(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.timer = None;
                Poll::Ready(Some(Ok(chunk)))
            }
            Poll::Ready(None) => {
                self.chunks = None;
                Poll::Ready(None)
            }
            Poll::Ready(Some(Err(error))) => {
                self.chunks = None;
                let cause = Cause::from(error);
                Poll::Ready(Some(Err(TransportError::report(
                    self.operation.clone(),
                    Stage::Receiving,
                    cause,
                    None,
                ))))
            }
            Poll::Pending => self.poll_timer(context),
        }
    }

    fn poll_timer(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if self.timer.is_none() {
            self.timer = self.next_limit().map(|(until, kind)| (Box::pin(sleep_until(until)), kind));
        }
        let Some((timer, kind)) = &mut self.timer else { return Poll::Pending };
        let kind = *kind;
        std::task::ready!(timer.as_mut().poll(context));
        Poll::Ready(Some(Err(self.give_up(kind))))
    }

    /// Ends the transfer, which took too long.
    fn give_up(&mut self, kind: TimeoutKind) -> Error {
        self.chunks = None;
        let after = match kind {
            TimeoutKind::Total => self.patience.total.map(|(_, after)| after),
            TimeoutKind::Idle | TimeoutKind::Connect => self.patience.idle,
        };
        TimeoutError::report(self.operation.clone(), kind, after)
    }

    /// When patience ends, and which.
    fn next_limit(&self) -> Option<(Instant, TimeoutKind)> {
        let idle = self.patience.idle.and_then(|idle| Instant::now().checked_add(idle));
        let idle = idle.map(|until| (until, TimeoutKind::Idle));
        let total = self.patience.total.map(|(until, _)| (until, TimeoutKind::Total));
        idle.into_iter().chain(total).min_by_key(|(until, _)| *until)
    }
}
