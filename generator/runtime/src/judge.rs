//! Whether an answer is a success.
//!
//! In come the status, the headers and the body of an answer, and what the API documents of its failures; out
//! comes nothing, or the error. Reading the body off the wire is left to [`driver`](crate::driver), making a
//! value of it to [`decode`](crate::decode).

use crate::{
    Error, Result,
    client::Shared,
    description::{Api, Endpoint, Envelope, EnvelopeFailure, Operation},
    error::{Answer, ApiError, StatusError, TooLarge},
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, LOCATION},
};
use serde::{Deserializer, de};
use serde_json::Value;
use std::{fmt, sync::Arc};

/// The bytes of a body that an error keeps.
const EXCERPT_LIMIT: usize = 8 * 1024;

/// The headers that an error keeps: they say what went wrong, or help to find the request in the server's logs.
/// None of them carries credentials.
const HEADERS_THAT_MATTER: &[&str] = &[
    "allow",
    "content-type",
    "date",
    "location",
    "request-id",
    "retry-after",
    "traceparent",
    "www-authenticate",
    "x-correlation-id",
    "x-request-id",
];

/// The head of an answer and the call that it belongs to.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) operation: Operation,
    meaning: Option<&'static str>,
    scopes: Vec<&'static str>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Why the client did not go where the answer points.
    pub(crate) redirect: Option<&'static str>,
    shared: Arc<Shared>,
}

impl Head {
    pub(crate) fn new(
        shared: &Arc<Shared>,
        endpoint: &Endpoint,
        status: StatusCode,
        headers: HeaderMap,
    ) -> Self {
        let scopes = if status == StatusCode::FORBIDDEN { endpoint.scopes() } else { Vec::new() };
        let (operation, meaning) = (endpoint.operation(), endpoint.meaning(status));
        Self { operation, meaning, scopes, status, headers, redirect: None, shared: Arc::clone(shared) }
    }

    /// The head of an answer that gives a token, or refuses one, for the sake of this call.
    pub(crate) fn of_token(
        shared: &Arc<Shared>,
        operation: Operation,
        status: StatusCode,
        headers: HeaderMap,
    ) -> Self {
        Self {
            operation,
            meaning: None,
            scopes: Vec::new(),
            status,
            headers,
            redirect: None,
            shared: Arc::clone(shared),
        }
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.shared.api
    }

    /// What an error keeps of the answer.
    pub(crate) fn answer(&self, body: &[u8]) -> Answer {
        let mut headers = HeaderMap::new();
        for name in HEADERS_THAT_MATTER {
            for value in self.headers.get_all(*name) {
                headers.append(*name, self.redact_header(value));
            }
        }
        if let Some(location) = headers.get_mut(LOCATION) {
            *location = without_query(location);
        }
        Answer {
            operation: self.operation.clone(),
            status: self.status,
            meaning: self.meaning,
            headers,
            excerpt: self.excerpt(body),
            scopes: self.scopes.clone(),
            attempts: 1,
        }
    }

    /// The beginning of a body as text, without the client's own secrets.
    fn excerpt(&self, body: &[u8]) -> String {
        let whole = |bytes| self.redact(&String::from_utf8_lossy(bytes));
        let mut text = match body.get(..2 * EXCERPT_LIMIT) {
            None => whole(body),
            Some(beginning) => {
                // What was cut may end in half a secret, which nobody would recognize.
                let mut text = whole(beginning);
                let end = text.len().saturating_sub(self.shared.credentials.longest_secret());
                truncate(&mut text, end);
                text
            }
        };
        truncate(&mut text, EXCERPT_LIMIT);
        text
    }

    /// A text of the server's without the client's own secrets.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.shared.credentials.redact(text)
    }

    fn redact_header(&self, value: &HeaderValue) -> HeaderValue {
        // Other bytes than ASCII may stand beside a secret.
        let text = String::from_utf8_lossy(value.as_bytes());
        let shown = self.redact(&text);
        if shown == text {
            value.clone()
        } else {
            HeaderValue::try_from(shown).unwrap_or(HeaderValue::from_static(""))
        }
    }

    pub(crate) fn too_large(&self, limit: u64) -> Error {
        Error::TooLarge(Box::new(TooLarge { answer: self.answer(&[]), limit }))
    }

    /// Whether the headers say that the body is JSON: `application/json`, `application/problem+json`.
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self.media_type();
        media_type == "application/json" || media_type.ends_with("+json")
    }

    /// Whether the headers say that the body is text: `text/plain`.
    pub(crate) fn is_text(&self) -> bool {
        self.media_type().starts_with("text/")
    }

    fn media_type(&self) -> String {
        let content_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }
}

/// Cuts a text, before a character that would be cut.
fn truncate(text: &mut String, mut end: usize) {
    while !text.is_char_boundary(end.min(text.len())) {
        end = end.saturating_sub(1);
    }
    text.truncate(end);
}

/// An address without its query, which may hold what is secret.
fn without_query(location: &HeaderValue) -> HeaderValue {
    let end = location.as_bytes().iter().position(|byte| matches!(byte, b'?' | b'#'));
    let address = location.as_bytes().get(..end.unwrap_or(location.len())).unwrap_or_default();
    HeaderValue::from_bytes(address).unwrap_or(HeaderValue::from_static(""))
}

/// Says whether an answer is a failure. `body` is all of it, or its beginning if the status is no success.
pub(crate) fn judge(head: &Head, body: &[u8]) -> Result<()> {
    let report = head.api().envelope.as_ref().and_then(|envelope| read_report(envelope, body));
    match report {
        Some(report) if !head.status.is_success() && report.has_message() => Err(failed(head, body, report)),
        Some(report) if head.status.is_success() && report.is_failure => Err(failed(head, body, report)),
        _ if head.status.is_success() => Ok(()),
        _ => Err(Error::Status(Box::new(StatusError { answer: head.answer(body), redirect: head.redirect }))),
    }
}

/// The error of a failure that the server reports in the way of its API.
fn failed(head: &Head, body: &[u8], report: Report) -> Error {
    let shown = |text: Option<String>| text.map(|text| head.excerpt(text.as_bytes()));
    let Report { status, message, kind, .. } = report;
    let answer = head.answer(body);
    Error::Api(Box::new(ApiError { answer, status, message: shown(message), kind: shown(kind) }))
}

/// What the fields of an envelope say.
struct Report {
    is_failure: bool,
    status: Option<String>,
    message: Option<String>,
    kind: Option<String>,
}

impl Report {
    fn has_message(&self) -> bool {
        self.message.as_ref().is_some_and(|message| !message.trim().is_empty())
    }
}

/// Reads the envelope's fields off a body, if it is a JSON object.
fn read_report(envelope: &Envelope, body: &[u8]) -> Option<Report> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let names = [Some(envelope.status), envelope.message, envelope.kind];
    let [status, message, kind] = deserializer.deserialize_map(Picked(names)).ok()?;
    deserializer.end().ok()?;
    let looks_failed = status.as_ref().is_some_and(|status| match envelope.failure {
        EnvelopeFailure::AtLeast(least) => at_least(status, least),
        EnvelopeFailure::Equals(text) => status.as_str() == Some(text),
    });
    let mut report =
        Report { is_failure: false, status: text(status), message: text(message), kind: text(kind) };
    report.is_failure = looks_failed && (report.has_message() || !envelope.message_required);
    Some(report)
}

fn at_least(status: &Value, least: i64) -> bool {
    match status {
        Value::Number(number) => number.as_i64().map_or_else(|| number.is_u64(), |status| status >= least),
        Value::String(text) => text.trim().parse::<i64>().is_ok_and(|status| status >= least),
        _ => false,
    }
}

/// A text or a number as text. Anything else is nobody's sentence.
fn text(value: Option<Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Takes three fields of an object and passes over the others without keeping them.
struct Picked([Option<&'static str>; 3]);

impl<'de> de::Visitor<'de> for Picked {
    type Value = [Option<Value>; 3];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut picked = [None, None, None];
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let slot = self.0.iter().zip(&mut picked).find(|(wanted, _)| **wanted == Some(name.as_ref()));
            match slot {
                Some((_, slot)) => *slot = Some(map.next_value()?),
                None => {
                    map.next_value::<de::IgnoredAny>()?;
                }
            }
        }
        Ok(picked)
    }
}
