//! Failures below HTTP: connections, TLS, answers that break off.

use crate::description::Operation;
use std::fmt;

/// A request that did not reach the server, or an answer that did not arrive whole.
#[derive(Debug, thiserror::Error)]
#[error("{operation}: {stage}: {}", root_cause(source))]
#[non_exhaustive]
pub struct TransportError {
    /// The endpoint that was called.
    pub operation: Operation,
    /// What was being done.
    pub stage: Stage,
    /// What the HTTP library reports. It holds no URL, since a URL may hold credentials.
    pub source: reqwest::Error,
}

impl TransportError {
    /// The error that the HTTP library's makes of a call, at this stage of it.
    pub(crate) fn report(operation: Operation, stage: Stage, source: reqwest::Error) -> super::Error {
        let stage = if source.is_connect() && stage == Stage::Sending { Stage::Connecting } else { stage };
        super::Error::Transport(Box::new(Self { operation, stage, source: source.without_url() }))
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
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    super::one_line(&cause.to_string())
}
