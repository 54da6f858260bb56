//! Everything that can go wrong with a call, as one enum.
//!
//! Each failure keeps what its reader needs: the endpoint, the HTTP status with its documented meaning, the
//! headers that help to find the request again, and a bounded piece of the body. The details are boxed, so that
//! a `Result` stays as small as its value. No error holds a value that the caller or the client sent.

mod details;
mod retry_after;
mod timeout;
mod transport;

pub use details::{
    Answer, ApiError, AuthError, DecodeError, FileError, HookError, InvalidArgument, StatusError, TooLarge,
};
pub(crate) use details::{DecodeCause, one_line};
pub use timeout::{TimeoutError, TimeoutKind};
pub(crate) use transport::Cause;
use transport::root_cause;
pub use transport::{Stage, TransportError};

use crate::retry::Failure;
use http::StatusCode;
use std::time::{Duration, SystemTime};

/// What a call gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A value can't be sent, or breaks a rule that the document states. Nothing was sent.
    #[error(transparent)]
    InvalidArgument(Box<InvalidArgument>),
    /// The client lacks the credentials that the endpoint needs, or could not obtain a token.
    #[error(transparent)]
    Auth(Box<AuthError>),
    /// The request did not reach the server, or the answer did not arrive whole.
    #[error(transparent)]
    Transport(Box<TransportError>),
    /// Something took longer than the client waits.
    #[error(transparent)]
    Timeout(Box<TimeoutError>),
    /// The server answered with an HTTP status that is no success.
    #[error(transparent)]
    Status(Box<StatusError>),
    /// The server reported a failure in the way of its API, under whatever HTTP status.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The answer is not of the type that was asked for.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// The answer is larger than what is kept in memory.
    #[error(transparent)]
    TooLarge(Box<TooLarge>),
    /// A file could not be read for an upload, or written from a download.
    #[error(transparent)]
    File(Box<FileError>),
    /// A hook of the caller's ended the call.
    #[error(transparent)]
    Hook(Box<HookError>),
}

impl Error {
    /// The HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(|answer| answer.status)
    }

    /// The answer that the error tells of, if there was one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Auth(error) => error.answer.as_ref(),
            Self::Status(error) => Some(&error.answer),
            Self::Api(error) => Some(&error.answer),
            Self::Decode(error) => Some(&error.answer),
            Self::TooLarge(error) => Some(&error.answer),
            Self::InvalidArgument(_)
            | Self::Transport(_)
            | Self::Timeout(_)
            | Self::File(_)
            | Self::Hook(_) => None,
        }
    }

    /// Whether the same call may succeed later: there was no connection or it broke, something took too long, or the
    /// server says that it is busy (429, 502, 503, 504). Whether it was carried out already is another question: see
    /// [`Retry`](crate::Retry), by which the client has repeated it where that is safe.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        Failure::of(self).is_some() || self.is_timeout()
    }

    /// The pause that the server asks for before the next attempt (`Retry-After`).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after::read(&self.answer()?.headers, SystemTime::now())
    }

    /// Whether something took longer than the client waits.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether no connection was made, so that the server has not seen the call.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Transport(error) => error.stage == Stage::Connecting,
            Self::Timeout(error) => error.kind == TimeoutKind::Connect,
            _ => false,
        }
    }

    /// Whether the server does not know who calls, or the client can't say it: status 401, or [`Self::Auth`] for
    /// another reason than that no token could be asked for.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Auth(error) if !error.passes) || self.says(StatusCode::UNAUTHORIZED)
    }

    /// Whether the server does not let the caller do this: status 403.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.says(StatusCode::FORBIDDEN)
    }

    /// Whether the server says that what was asked for does not exist: status 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.says(StatusCode::NOT_FOUND)
    }

    /// Whether the call contradicts the state of what it is about: status 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.says(StatusCode::CONFLICT)
    }

    /// Whether the server was asked too often: status 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.says(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the answer has this HTTP status, or reports it in the envelope of the API.
    fn says(&self, status: StatusCode) -> bool {
        match self {
            Self::Api(error) => {
                error.status.as_deref().map(str::trim) == Some(status.as_str())
                    || error.answer.status == status
            }
            Self::Status(error) => error.answer.status == status,
            _ => false,
        }
    }

    /// Notes how often the call was tried.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        let noted = match &mut self {
            Self::Auth(error) => error.answer.as_mut().map(|answer| &mut answer.attempts),
            Self::Transport(error) => Some(&mut error.attempts),
            Self::Timeout(error) => Some(&mut error.attempts),
            Self::Status(error) => Some(&mut error.answer.attempts),
            Self::Api(error) => Some(&mut error.answer.attempts),
            Self::Decode(error) => Some(&mut error.answer.attempts),
            Self::TooLarge(error) => Some(&mut error.answer.attempts),
            Self::InvalidArgument(_) | Self::File(_) | Self::Hook(_) => None,
        };
        if let Some(noted) = noted {
            *noted = attempts;
        }
        self
    }

    pub(crate) fn invalid(parameter: impl Into<String>, rule: &'static str) -> Self {
        Self::InvalidArgument(Box::new(InvalidArgument {
            parameter: parameter.into(),
            rule: rule.into(),
            is_documented: false,
            source: None,
        }))
    }

    /// The error of a call that breaks a rule which its document states of a parameter.
    pub(crate) fn documented(parameter: &str, rule: String) -> Self {
        Self::InvalidArgument(Box::new(InvalidArgument {
            parameter: parameter.to_owned(),
            rule: rule.into(),
            is_documented: true,
            source: None,
        }))
    }

    /// The error of a client whose connections can't be made.
    pub(crate) fn connections(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::InvalidArgument(Box::new(InvalidArgument {
            parameter: "the HTTP client".to_owned(),
            rule: format!("can't be made: {}", root_cause(&source)).into(),
            is_documented: false,
            source: None,
        }))
    }

    /// The error of an answer that broke off, if what was being read was a token.
    pub(crate) fn while_authorizing(mut self) -> Self {
        match &mut self {
            Self::Transport(error) => error.stage = Stage::Authorizing,
            Self::Timeout(error) => error.is_authorizing = true,
            _ => {}
        }
        self
    }

    /// Whether nothing of the request has left.
    pub(crate) fn is_unsent(&self) -> bool {
        let is_own = matches!(self, Self::InvalidArgument(_) | Self::File(_) | Self::Hook(_));
        is_own || self.is_connect()
    }

    /// The error with which a [`Hook`](crate::Hook) ends a call.
    pub fn hook(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Hook(Box::new(HookError { source: Box::new(source) }))
    }

    pub(crate) fn not_json(parameter: impl Into<String>, source: serde_json::Error) -> Self {
        Self::InvalidArgument(Box::new(InvalidArgument {
            parameter: parameter.into(),
            rule: "can't be written as JSON".into(),
            is_documented: false,
            source: Some(source),
        }))
    }
}
