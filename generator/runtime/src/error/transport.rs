//! Failures below HTTP: connections, TLS, answers that break off.

use super::{
    details::Attempts,
    timeout::{TimeoutError, TimeoutKind},
};
use crate::description::Operation;
use std::{fmt, time::Duration};

/// A request that did not reach the server, or an answer that did not arrive whole.
#[derive(Debug, thiserror::Error)]
#[error("{operation}: {stage}: {}{}", root_cause(source), Attempts(*attempts))]
#[non_exhaustive]
pub struct TransportError {
    /// The endpoint that was called.
    pub operation: Operation,
    /// What was being done.
    pub stage: Stage,
    /// How often the call was tried.
    pub attempts: u32,
    /// Whether another attempt would fail alike: the server's certificate is not trusted.
    pub(crate) is_permanent: bool,
    #[source]
    pub(crate) source: Cause,
}

/// What the HTTP library reports, or a test in its place. It holds no URL, since a URL may hold credentials.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    #[error(transparent)]
    Http(reqwest::Error),
    #[cfg(feature = "testing")]
    #[error("the test says that the server can't be reached")]
    Unreachable,
    #[cfg(feature = "testing")]
    #[error("the test says that the connection ended")]
    Disconnected,
    #[cfg(feature = "testing")]
    #[error("the reply of the test is none that HTTP allows")]
    NoAnswer,
}

impl TransportError {
    /// The error that a failure makes of a call, at this stage of it. `connect` is how long the client waits for a
    /// connection.
    pub(crate) fn report(
        operation: Operation,
        stage: Stage,
        source: Cause,
        connect: Option<Duration>,
    ) -> super::Error {
        let (is_connect, is_timeout) = match &source {
            Cause::Http(error) => (error.is_connect(), error.is_timeout()),
            #[cfg(feature = "testing")]
            Cause::Unreachable => (true, false),
            #[cfg(feature = "testing")]
            Cause::Disconnected | Cause::NoAnswer => (false, false),
        };
        if is_connect && is_timeout {
            return TimeoutError::report(operation, TimeoutKind::Connect, connect);
        }
        let stage = if is_connect && stage == Stage::Sending { Stage::Connecting } else { stage };
        super::Error::Transport(Box::new(Self {
            operation,
            stage,
            attempts: 1,
            is_permanent: is_distrusted(&source),
            source,
        }))
    }
}

/// Whether the reason is that the server's certificate is not trusted.
fn is_distrusted(cause: &Cause) -> bool {
    let is_certificate = |error: &(dyn std::error::Error + 'static)| {
        matches!(error.downcast_ref(), Some(rustls::Error::InvalidCertificate(_)))
    };
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(cause);
    while let Some(error) = next {
        // An error of input and output hides the one that it is made of from `source`.
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if is_certificate(error) || inner.is_some_and(|inner| is_certificate(inner)) {
            return true;
        }
        next = inner.map_or_else(|| error.source(), |inner| Some(inner));
    }
    false
}

impl From<reqwest::Error> for Cause {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}

/// What was being done when the connection failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// A connection was being made; the server has seen nothing.
    Connecting,
    /// The request was being sent, or its answer awaited.
    Sending,
    /// The body of the answer was being read.
    Receiving,
    /// A token was being asked for; the server has not seen the call itself.
    Authorizing,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connecting => "no connection to the server",
            Self::Sending => "the request failed",
            Self::Receiving => "the answer broke off",
            Self::Authorizing => "no token could be asked for",
        })
    }
}

/// The last cause in the chain: the one that says what really happened.
pub(super) fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    super::one_line(&cause.to_string())
}
