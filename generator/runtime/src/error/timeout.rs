//! What took too long.

use super::details::Attempts;
use crate::description::Operation;
use std::{fmt, time::Duration};

/// Something that took longer than the client waits.
#[derive(Debug, thiserror::Error)]
#[error("{operation}: {kind} {after:?}{}", Attempts(*attempts))]
#[non_exhaustive]
pub struct TimeoutError {
    /// The endpoint that was called.
    pub operation: Operation,
    /// What took too long.
    pub kind: TimeoutKind,
    /// How long the client waited for it.
    pub after: Duration,
    /// How often the call was tried.
    pub attempts: u32,
    /// Whether it was a token that was waited for: the server has not seen the call itself.
    pub(crate) is_authorizing: bool,
}

impl TimeoutError {
    pub(crate) fn report(operation: Operation, kind: TimeoutKind, after: Option<Duration>) -> super::Error {
        let after = after.unwrap_or_default();
        super::Error::Timeout(Box::new(Self { operation, kind, after, attempts: 1, is_authorizing: false }))
    }
}

/// What took too long; see [`Timeouts`](crate::Timeouts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// A connection to the server.
    Connect,
    /// The next byte, sent or received.
    Idle,
    /// The call with all its attempts.
    Total,
}

impl fmt::Display for TimeoutKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "no connection to the server within",
            Self::Idle => "nothing came or went for",
            Self::Total => "no result within",
        })
    }
}
