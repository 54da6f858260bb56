//! The details of each failure.
//!
//! In come the facts of a call that failed, out goes one line for people and fields for programs. What the
//! transport reports is in [`transport`](super::transport).

use crate::description::Operation;
use http::{HeaderMap, StatusCode};
use std::{borrow::Cow, fmt, path::PathBuf, str::Utf8Error};
use thiserror::Error;

/// The characters of a server's sentence that a line of an error shows.
const LINE_LIMIT: usize = 300;

/// A value that can't be sent, or that breaks a rule which the document states.
#[derive(Debug, Error)]
#[error("{}", Refusal(self))]
#[non_exhaustive]
pub struct InvalidArgument {
    /// Which value: the documented name of a parameter, `limit`, if it breaks a documented rule, or else words for
    /// the place that the value was meant for, ``the path placeholder `id` ``.
    pub parameter: String,
    /// The rule that it breaks, in words: `must be at least 1`. Never holds the value itself, which may be secret.
    pub rule: Cow<'static, str>,
    /// Whether the rule is one that the document states. Such a call is sent by a client that
    /// [checks no arguments](crate::ClientBuilder::check_arguments).
    pub is_documented: bool,
    /// The complaint of the value's own serialization, if that failed.
    pub source: Option<serde_json::Error>,
}

/// A refusal in a sentence.
struct Refusal<'a>(&'a InvalidArgument);

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InvalidArgument { parameter, rule, is_documented, .. } = self.0;
        if *is_documented {
            write!(f, "`{parameter}` {rule}, as documented")
        } else {
            write!(f, "{parameter} {rule}")
        }
    }
}

/// Credentials that are missing, or that the server of tokens refused.
#[derive(Debug, Error)]
#[error("{operation}: {reason}{}", Refused(answer.as_ref()))]
#[non_exhaustive]
pub struct AuthError {
    /// The endpoint that was called.
    pub operation: Operation,
    /// What is missing or was refused, in a sentence.
    pub reason: Cow<'static, str>,
    /// The answer that refused a token.
    pub answer: Option<Answer>,
    /// Whether it may be different later: the server of tokens was busy or out of reach.
    pub(crate) passes: bool,
}

impl AuthError {
    /// The error of a call that lacks what proves who calls.
    pub(crate) fn report(operation: Operation, reason: impl Into<Cow<'static, str>>) -> super::Error {
        super::Error::Auth(Box::new(Self { operation, reason: reason.into(), answer: None, passes: false }))
    }
}

/// The answer that refused a token, behind the sentence that says so.
struct Refused<'a>(Option<&'a Answer>);

impl fmt::Display for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(answer) = self.0 else { return Ok(()) };
        write!(f, " ({}){}{}", answer.status, Excerpt(&answer.excerpt), Attempts(answer.attempts))
    }
}

/// How often a call was tried, if it was more than once.
pub(super) struct Attempts(pub(super) u32);

impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 1 { write!(f, " ({} attempts)", self.0) } else { Ok(()) }
    }
}

/// The beginning of a body behind a colon, on one line.
struct Excerpt<'a>(&'a str);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.trim().is_empty() { Ok(()) } else { write!(f, ": {}", one_line(self.0)) }
    }
}

/// What the server answered, as far as errors keep it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Answer {
    /// The endpoint that was called.
    pub operation: Operation,
    /// The HTTP status.
    pub status: StatusCode,
    /// What the document says that this status means for this endpoint.
    pub meaning: Option<&'static str>,
    /// The headers that help to understand the answer or to find it again: `Date`, `X-Request-Id` and the like.
    pub headers: HeaderMap,
    /// The first 8 KiB of the body at most, as text. Where the server repeats one of the client's own secrets,
    /// `[redacted]` stands instead.
    pub excerpt: String,
    /// The scopes of which the document says that the endpoint needs one, where the status is 403.
    pub scopes: Vec<&'static str>,
    /// How often the call was tried.
    pub attempts: u32,
}

impl Answer {
    /// The name under which the server's logs have the request, if the answer says one: `X-Request-Id` and the like.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let names = ["x-request-id", "request-id", "x-correlation-id", "traceparent"];
        names.iter().find_map(|name| self.headers.get(*name)?.to_str().ok())
    }
}

/// The scopes that the document asks for, behind a refusal.
struct Scopes<'a>(&'a [&'static str]);

impl fmt::Display for Scopes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, rest @ ..] = self.0 else { return Ok(()) };
        write!(f, " (documented scopes: `{first}`")?;
        rest.iter().try_for_each(|scope| write!(f, ", `{scope}`"))?;
        f.write_str(")")
    }
}

/// An HTTP status that is no success.
#[derive(Debug, Error)]
#[error("{}: {}{}{}{}", answer.operation, answer.status, Meaning(self), Scopes(&answer.scopes), Attempts(answer.attempts))]
#[non_exhaustive]
pub struct StatusError {
    /// The answer.
    pub answer: Answer,
    /// Why the client did not go where the answer points, if it points elsewhere.
    pub redirect: Option<&'static str>,
}

/// What an answer means: why a redirect was not followed, the documented meaning of its status, or else the beginning
/// of its body.
struct Meaning<'a>(&'a StatusError);

impl fmt::Display for Meaning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StatusError { answer, redirect } = self.0;
        Excerpt(redirect.or(answer.meaning).unwrap_or(&answer.excerpt)).fmt(f)
    }
}

/// A failure that the server reported in the way of its API.
#[derive(Debug, Error)]
#[error("{}: {}", answer.operation, Report(self))]
#[non_exhaustive]
pub struct ApiError {
    /// The answer.
    pub answer: Answer,
    /// The status inside the body, as text: `403`, `Error`.
    pub status: Option<String>,
    /// The sentence for people.
    pub message: Option<String>,
    /// What classifies the failure.
    pub kind: Option<String>,
}

struct Report<'a>(&'a ApiError);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ApiError { answer, status, message, kind } = self.0;
        let message = message.as_deref().filter(|message| !message.trim().is_empty());
        f.write_str(&message.map_or_else(|| "the server reports a failure".to_owned(), one_line))?;
        f.write_str(" (")?;
        if let Some(kind) = kind {
            write!(f, "{}, ", one_line(kind))?;
        }
        if let Some(status) = status {
            write!(f, "status {}, ", one_line(status))?;
        }
        write!(f, "HTTP {}){}{}", answer.status.as_u16(), Scopes(&answer.scopes), Attempts(answer.attempts))
    }
}

/// An answer that is not of the type that was asked for. `Debug` leaves its JSON out, which may hold secrets; it is in
/// [`Answer::excerpt`].
#[derive(Error)]
#[error("{}: the answer is not what was expected at `{path}`: {cause}", answer.operation)]
#[non_exhaustive]
pub struct DecodeError {
    /// The answer.
    pub answer: Answer,
    /// The place in the JSON that did not fit, `.` for its root: `items[3].id`. Of a long one the beginning.
    pub path: String,
    #[source]
    pub(crate) cause: DecodeCause,
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { answer, path, cause } = self;
        let mut answer = answer.clone();
        // A page of a proxy is what explains why an answer is no JSON.
        if answer.excerpt.trim_start().starts_with(['{', '[', '"']) {
            "[not shown]".clone_into(&mut answer.excerpt);
        }
        let mut shown = f.debug_struct("DecodeError");
        shown.field("answer", &answer).field("path", path).field("cause", cause).finish()
    }
}

/// What did not fit.
#[derive(Debug, Error)]
pub(crate) enum DecodeCause {
    /// What the reader of JSON says, on one line and without the client's own secrets.
    #[error("{0}")]
    Json(String),
    #[error(transparent)]
    Text(#[from] Utf8Error),
    #[error("there is no key of a session")]
    NoSessionKey,
    #[error("there is no list")]
    NoList,
    #[error("the cursor is neither a text nor a number")]
    NoCursor,
    #[error("the cursor is one that was followed before, so that the list would never end")]
    RepeatedCursor,
}

impl From<serde_json::Error> for DecodeCause {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error.to_string())
    }
}

/// An answer that is larger than what is kept in memory.
#[derive(Debug, Error)]
#[error("{}: the answer is larger than {limit} bytes", answer.operation)]
#[non_exhaustive]
pub struct TooLarge {
    /// The answer; its excerpt is empty.
    pub answer: Answer,
    /// The bytes that would have been accepted.
    pub limit: u64,
}

/// A file that could not be read for an upload, or written from a download.
#[derive(Debug, Error)]
#[error("{operation}: {} `{}`: {source}", if *is_upload { "can't read" } else { "the answer could not be saved as" }, path.display())]
#[non_exhaustive]
pub struct FileError {
    /// The endpoint that was called.
    pub operation: Operation,
    /// The file.
    pub path: PathBuf,
    /// Whether the file was to be sent. If so, nothing was.
    pub is_upload: bool,
    /// What the system said.
    pub source: std::io::Error,
}

/// The error with which a hook of the caller's ended a call.
#[derive(Debug, Error)]
#[error("a hook ended the call: {source}")]
pub struct HookError {
    pub(crate) source: Box<dyn std::error::Error + Send + Sync>,
}

/// A server's words on one line of bounded length.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if let Some((end, _)) = line.char_indices().nth(LINE_LIMIT) {
            line.truncate(end);
            line.push('…');
            break;
        }
    }
    line
}
