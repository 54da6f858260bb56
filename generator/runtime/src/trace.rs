//! What an exchange tells those who watch: one span of `tracing` for each attempt, with the names that OpenTelemetry's
//! semantic conventions give to the attributes of an HTTP client.
//!
//! No body, no header, no query and no value of a call is in it: the path is the template.

use crate::{AnswerHead, Error, PreparedRequest, error::TimeoutKind};
use std::{borrow::Cow, time::Duration};
use tracing::{Span, field::Empty};

/// The span of an attempt.
pub(crate) fn span(request: &PreparedRequest, number: u32) -> Span {
    let operation = &request.operation;
    let (url, resend_count) = (&request.url, number.saturating_sub(1));
    tracing::info_span!(
        "http.client.request",
        otel.name = %operation,
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = operation.method.as_str(),
        http.request.resend_count = (resend_count > 0).then_some(resend_count),
        http.response.status_code = Empty,
        http.client.request.duration = Empty,
        url.scheme = url.scheme(),
        url.template = operation.path.as_ref(),
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        error.type = Empty,
    )
}

/// Notes the status of an answer.
pub(crate) fn answered(span: &Span, head: &AnswerHead) {
    span.record("http.response.status_code", head.status.as_u16());
}

/// Notes how an attempt ended, and after how many seconds.
pub(crate) fn finish(span: &Span, failure: Option<&Error>, elapsed: Duration) {
    span.record("http.client.request.duration", elapsed.as_secs_f64());
    let Some(error) = failure else { return };
    span.record("otel.status_code", "ERROR");
    span.record("error.type", kind(error).as_ref());
}

/// A short name for the kind of an error: the status, if the server answered.
pub(crate) fn kind(error: &Error) -> Cow<'static, str> {
    let name = match error {
        Error::InvalidArgument(_) => "invalid_argument",
        Error::Auth(_) => "auth",
        Error::Transport(_) => "transport",
        Error::Timeout(error) => match error.kind {
            TimeoutKind::Connect => "timeout_connect",
            TimeoutKind::Idle => "timeout_idle",
            TimeoutKind::Total => "timeout_total",
        },
        Error::Status(error) => return error.answer.status.as_str().to_owned().into(),
        Error::Api(_) => "api",
        Error::Decode(_) => "decode",
        Error::TooLarge(_) => "too_large",
        Error::File(_) => "file",
        Error::Hook(_) => "hook",
    };
    name.into()
}
