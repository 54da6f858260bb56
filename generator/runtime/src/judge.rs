//! Whether an answer is a success.
//!
//! In come the status, the headers and the body of an answer, and what the API documents of its failures; out
//! comes nothing, or the error. Reading the body off the wire is left to [`driver`](crate::driver), making a
//! value of it to [`decode`](crate::decode).

use crate::{
    Error, Result,
    description::{Api, Endpoint, Envelope, EnvelopeFailure, Operation},
    error::{Answer, ApiError, StatusError, TooLarge},
};
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use serde::{Deserializer, de};
use serde_json::Value;
use std::fmt;

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
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) operation: Operation,
    pub(crate) meaning: Option<&'static str>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl Head {
    pub(crate) fn new(endpoint: &Endpoint, status: StatusCode, headers: HeaderMap) -> Self {
        Self { operation: endpoint.operation(), meaning: endpoint.meaning(status), status, headers }
    }

    /// What an error keeps of the answer.
    pub(crate) fn answer(&self, body: &[u8]) -> Answer {
        let mut headers = HeaderMap::new();
        for name in HEADERS_THAT_MATTER {
            for value in self.headers.get_all(*name) {
                headers.append(*name, value.clone());
            }
        }
        let Self { operation, meaning, status, .. } = *self;
        Answer { operation, status, meaning, headers, excerpt: excerpt(body) }
    }

    pub(crate) fn too_large(&self, limit: usize) -> Error {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        Error::TooLarge(Box::new(TooLarge { answer: self.answer(&[]), limit }))
    }

    /// Whether the headers say that the body is JSON: `application/json`, `application/problem+json`.
    pub(crate) fn is_json(&self) -> bool {
        let content_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let media_type = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        media_type == "application/json" || media_type.ends_with("+json")
    }
}

/// The beginning of a body as text.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(body.get(..EXCERPT_LIMIT).unwrap_or(body)).into_owned();
    // Bytes that are no text take more room as the character that stands for them.
    while text.len() > EXCERPT_LIMIT {
        text.pop();
    }
    text
}

/// Says whether an answer is a failure. `body` is all of it, or its beginning if the status is no success.
pub(crate) fn judge(head: &Head, api: &Api, body: &[u8]) -> Result<()> {
    let report = api.envelope.as_ref().and_then(|envelope| read_report(envelope, body));
    let failed = |Report { status, message, kind, .. }| {
        Err(Error::Api(Box::new(ApiError { answer: head.answer(body), status, message, kind })))
    };
    match report {
        Some(report) if !head.status.is_success() && report.has_message() => failed(report),
        Some(report) if head.status.is_success() && report.is_failure => failed(report),
        _ if head.status.is_success() => Ok(()),
        _ => Err(Error::Status(Box::new(StatusError { answer: head.answer(body) }))),
    }
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
