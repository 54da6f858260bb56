//! How long to wait, how often to try, how much to keep: for a client, and for a single call.
//!
//! In come the caller's choices, out go plain values. Who decides by them is [`retry`](crate::retry) and
//! [`driver`](crate::driver).

use crate::retry::Retry;
use std::time::Duration;

/// How long to wait for what.
///
/// | | what is waited for | default |
/// |---|---|---|
/// | [`connect`](Self::connect) | a connection, TLS included | 10 seconds |
/// | [`idle`](Self::idle) | the next byte, sent or received: a transfer that stalls ends | 60 seconds |
/// | [`total`](Self::total) | the result of a call, over all its attempts and the pauses between them | 10 minutes |
///
/// `total` bounds a call until it gives its result. What takes as long as it takes while bytes move is an upload of a
/// file or a stream, and the bytes of a [`Download`](crate::Download) behind its head, unless the call itself
/// [says a total](CallOptions::total); no attempt begins after the client's. `idle` should not be shorter than `connect`,
/// which it includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) idle: Option<Duration>,
    pub(crate) total: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(10)),
            idle: Some(Duration::from_secs(60)),
            total: Some(Duration::from_secs(600)),
        }
    }
}

impl Timeouts {
    /// How long to wait for a connection; `None` for as long as the system does.
    #[must_use]
    pub fn connect(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.connect = timeout.into();
        self
    }

    /// How long to wait for the next byte; `None` for ever.
    #[must_use]
    pub fn idle(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.idle = timeout.into();
        self
    }

    /// How long to wait for the result of a call; `None` for ever.
    #[must_use]
    pub fn total(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.total = timeout.into();
        self
    }
}

/// A time to wait; without one, for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit(Option<Duration>);

/// What a single call does differently from its client.
///
/// ```
/// use docwright_runtime::CallOptions;
/// use std::time::Duration;
///
/// let hasty = CallOptions::new().total(Duration::from_secs(5)).attempts(1);
/// # let _ = hasty;
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallOptions {
    pub(crate) idle: Option<Limit>,
    pub(crate) total: Option<Limit>,
    pub(crate) attempts: Option<u32>,
    pub(crate) limit: Option<u64>,
}

impl CallOptions {
    /// Nothing different yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long to wait for the next byte; `None` for ever.
    #[must_use]
    pub fn idle(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.idle = Some(Limit(timeout.into()));
        self
    }

    /// How long to wait for the result, over all attempts; `None` for ever. Said of a single call this bounds a
    /// transfer as well, to its last byte.
    #[must_use]
    pub fn total(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.total = Some(Limit(timeout.into()));
        self
    }

    /// How often the call is tried at most, as [`Retry::attempts`] says for a client.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// How many bytes of an answer are kept in memory at most, as
    /// [`ClientBuilder::answer_limit`](crate::ClientBuilder::answer_limit) says for a client.
    #[must_use]
    pub fn answer_limit(mut self, bytes: u64) -> Self {
        self.limit = Some(bytes);
        self
    }

    /// The client's choices with those of the call.
    pub(crate) fn timeouts(&self, client: Timeouts) -> Timeouts {
        Timeouts {
            idle: self.idle.map_or(client.idle, |Limit(idle)| idle),
            total: self.total.map_or(client.total, |Limit(total)| total),
            ..client
        }
    }

    /// The client's policy with the number of attempts of the call.
    pub(crate) fn retry(&self, client: Retry) -> Retry {
        self.attempts.map_or(client, |attempts| client.attempts(attempts))
    }
}
