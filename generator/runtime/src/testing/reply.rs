//! Answers of servers that take the place of the real one.

use super::DocumentedAnswer;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header::CONTENT_TYPE};

/// An answer that a test gives.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
    broken: Option<Broken>,
}

/// How an answer fails to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// No connection is made.
    Unreachable,
    /// The connection ends before an answer.
    Disconnected,
}

impl Reply {
    /// An answer with this status, media type and body.
    pub fn new(status: u16, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..Self::status(status).header(CONTENT_TYPE.as_str(), content_type) }
    }

    /// JSON with status 200.
    pub fn json(text: impl Into<String>) -> Self {
        Self::new(200, "application/json", text.into())
    }

    /// An answer without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new(), broken: None }
    }

    /// No answer: there is no connection to the server. The request was seen all the same, so that a stream in its body
    /// is gone.
    #[must_use]
    pub fn unreachable() -> Self {
        Self { broken: Some(Broken::Unreachable), ..Self::status(503) }
    }

    /// No answer: the connection ends after the request was sent.
    #[must_use]
    pub fn disconnected() -> Self {
        Self { broken: Some(Broken::Disconnected), ..Self::status(503) }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(super) fn broken(&self) -> Option<Broken> {
        self.broken
    }

    /// The answer, if it is one that HTTP allows.
    pub(super) fn into_response(self) -> Result<Response<Bytes>, http::Error> {
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers {
            headers.append(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        }
        let mut response = Response::new(self.body);
        *response.status_mut() = StatusCode::from_u16(self.status)?;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

/// The answer as it is documented.
impl From<&DocumentedAnswer> for Reply {
    fn from(documented: &DocumentedAnswer) -> Self {
        match documented.body {
            Some((content_type, body)) => Self::new(documented.status, content_type, body),
            None => Self::status(documented.status),
        }
    }
}
