//! Everything that can go wrong with a call, as one enum.
//!
//! Each failure keeps what its reader needs: the endpoint, the HTTP status with its documented meaning, the
//! headers that help to find the request again, and a bounded piece of the body. The details are boxed, so that
//! a `Result` stays as small as its value. No error holds a value that the caller or the client sent.

mod details;
mod transport;

pub use details::{
    Answer, ApiError, AuthError, DecodeError, FileError, InvalidArgument, StatusError, TooLarge,
};
pub(crate) use details::{DecodeCause, one_line};
pub use transport::{Stage, TransportError};

use http::StatusCode;

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
    /// A download could not be written to its file.
    #[error(transparent)]
    File(Box<FileError>),
}

impl Error {
    /// The HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Auth(error) => error.status,
            _ => self.answer().map(|answer| answer.status),
        }
    }

    /// Whether the server says that what was asked for does not exist: HTTP status 404, or that status in the
    /// envelope of the API.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        let reported = matches!(self, Self::Api(error) if error.status.as_deref() == Some("404"));
        reported || (self.status() == Some(StatusCode::NOT_FOUND) && !matches!(self, Self::Auth(_)))
    }

    /// The answer that the error tells of, if there was one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Status(error) => Some(&error.answer),
            Self::Api(error) => Some(&error.answer),
            Self::Decode(error) => Some(&error.answer),
            Self::TooLarge(error) => Some(&error.answer),
            Self::InvalidArgument(_) | Self::Auth(_) | Self::Transport(_) | Self::File(_) => None,
        }
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

    pub(crate) fn not_json(parameter: impl Into<String>, source: serde_json::Error) -> Self {
        Self::InvalidArgument(Box::new(InvalidArgument {
            parameter: parameter.into(),
            rule: "can't be written as JSON".into(),
            is_documented: false,
            source: Some(source),
        }))
    }
}
