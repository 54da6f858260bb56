//! Whether and when a call is tried again.
//!
//! In come the error of an attempt, what is known of the call, the time and a random number; out goes the pause
//! before the next attempt, or nothing. Nothing here waits, reads a clock or rolls a die, so that every decision can
//! be tested as a table.

use crate::{
    Error,
    error::{Stage, TimeoutKind},
};
use std::time::Duration;

/// No pause is longer where the call has no deadline.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// How often a call is tried, and how long the pauses between are.
///
/// The pause before an attempt is random between nothing and a bound that doubles each time, so that clients that
/// failed together do not come back together. A server's `Retry-After` is a pause that is at least kept.
///
/// | what happened | repeated |
/// |---|---|
/// | no connection was made | every call |
/// | status 429 | every call |
/// | status 502, 503 or 504 | calls that are safe to repeat |
/// | the connection broke, the answer broke off, or nothing came for too long | calls that are safe to repeat |
/// | anything else | no call |
///
/// Safe to repeat are the methods that HTTP calls idempotent (all but `POST` and `PATCH`) and endpoints that are known
/// to read only. A stream is sent once; so are credentials with a one-time code, once they may have arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    base: Duration,
    cap: Duration,
}

impl Default for Retry {
    /// 3 attempts, with pauses of up to 0.25 and 0.5 seconds between them.
    fn default() -> Self {
        Self { attempts: 3, base: Duration::from_millis(250), cap: Duration::from_secs(20) }
    }
}

impl Retry {
    /// A single attempt.
    #[must_use]
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// How often a call is tried at most; none is tried less than once.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The bound of the first pause, and the bound that no pause exceeds however many there were.
    #[must_use]
    pub const fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        (self.base, self.cap) = (first, longest);
        self
    }

    /// The pause before the next attempt; `None` if there is none.
    pub(crate) fn next(&self, attempt: &Attempt<'_>) -> Option<Duration> {
        let failure = Failure::of(attempt.error)?;
        let allowed = match failure {
            Failure::Unsent => attempt.can_resend,
            Failure::Refused => attempt.can_resend && !attempt.once,
            Failure::Unknown => attempt.can_resend && !attempt.once && attempt.is_repeatable,
        };
        if !allowed || attempt.number >= self.attempts {
            return None;
        }
        let pause = self.backoff(attempt.number, attempt.random).max(attempt.stated.unwrap_or_default());
        let longest = attempt.remaining.unwrap_or(LONGEST_PAUSE);
        (pause < longest).then_some(pause)
    }

    /// A random part of the bound for the pause behind this attempt.
    fn backoff(&self, attempt: u32, random: f64) -> Duration {
        let doubled =
            2_u32.checked_pow(attempt.saturating_sub(1)).and_then(|times| self.base.checked_mul(times));
        doubled.unwrap_or(self.cap).min(self.cap).mul_f64(random.clamp(0.0, 1.0))
    }
}

/// An attempt that failed, and what is known of its call.
pub(crate) struct Attempt<'a> {
    pub(crate) error: &'a Error,
    /// The first is 1.
    pub(crate) number: u32,
    /// Whether the call changes nothing more when it is made twice.
    pub(crate) is_repeatable: bool,
    /// Whether the body is still there to be sent.
    pub(crate) can_resend: bool,
    /// Whether the request carries what a server may see once only.
    pub(crate) once: bool,
    /// The pause that the server asks for.
    pub(crate) stated: Option<Duration>,
    /// The time that is left for the call.
    pub(crate) remaining: Option<Duration>,
    /// Between 0 and 1.
    pub(crate) random: f64,
}

/// A failure that may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The server has not seen the call.
    Unsent,
    /// The server has seen the call and not carried it out.
    Refused,
    /// Whether the server has carried out the call is not known.
    Unknown,
}

impl Failure {
    /// What kind of passing failure an error tells of, if any.
    pub(crate) fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Transport(error) if error.is_permanent => None,
            Error::Transport(error) => match error.stage {
                Stage::Connecting | Stage::Authorizing => Some(Self::Unsent),
                Stage::Sending | Stage::Receiving => Some(Self::Unknown),
            },
            Error::Timeout(error) if error.is_authorizing => Some(Self::Unsent),
            Error::Timeout(error) => match error.kind {
                TimeoutKind::Connect => Some(Self::Unsent),
                TimeoutKind::Idle => Some(Self::Unknown),
                TimeoutKind::Total => None,
            },
            Error::Auth(error) => error.passes.then_some(Self::Unsent),
            Error::Status(error) => Self::of_status(error.answer.status.as_u16()),
            Error::Api(error) => {
                let reported = error.status.as_ref().and_then(|status| status.trim().parse().ok());
                reported.and_then(Self::of_status).or_else(|| Self::of_status(error.answer.status.as_u16()))
            }
            Error::InvalidArgument(_)
            | Error::Decode(_)
            | Error::TooLarge(_)
            | Error::File(_)
            | Error::Hook(_) => None,
        }
    }

    fn of_status(status: u16) -> Option<Self> {
        match status {
            429 => Some(Self::Refused),
            502..=504 => Some(Self::Unknown),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
