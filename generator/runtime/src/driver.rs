//! The one place that talks to the network.
//!
//! In comes a request that a call has collected, out goes an answer that was judged a success. Every decision is
//! made elsewhere, without a socket: what is sent in [`prepare`], whether it succeeded in [`judge`]. This module
//! awaits, and hands over.

use crate::{
    Download, Json, Result, Upload,
    client::Shared,
    credentials::{Proof, Scheme, bearer},
    download::MEMORY_LIMIT,
    error::{Stage, TransportError},
    judge::{Head, judge},
    prepare::{Prepared, PreparedBody, not_a_media_type, prepare},
    request::{Part, Request},
    token::TokenSource,
};
use bytes::Bytes;
use reqwest::{Response, multipart};
use std::borrow::Cow;
use tokio::time::Instant;

/// How much of an answer is read to see whether it reports a failure, where its body is not wanted whole: 1 MiB.
/// Nothing larger is an error report.
const REPORT_LIMIT: usize = 1024 * 1024;

/// The largest buffer that is made on the word of a `Content-Length` alone.
const TRUSTED_LENGTH: usize = 1024 * 1024;

/// The ways to take an answer off the wire.
pub trait Receive: Sized + Send {
    /// Sends the request and takes the answer.
    #[doc(hidden)]
    fn receive(shared: &Shared, request: Request) -> impl Future<Output = Result<Self>> + Send;
}

impl Receive for Json {
    async fn receive(shared: &Shared, request: Request) -> Result<Self> {
        let (head, mut response) = exchange(shared, request).await?;
        let limit = if head.status.is_success() { MEMORY_LIMIT } else { REPORT_LIMIT };
        let body = read(&head, &mut response, limit).await?;
        if !body.complete && head.status.is_success() {
            return Err(head.too_large(limit));
        }
        judge(&head, shared.api, &body.bytes)?;
        Ok(Self { head, body: body.bytes })
    }
}

impl Receive for Download {
    async fn receive(shared: &Shared, request: Request) -> Result<Self> {
        let (head, mut response) = exchange(shared, request).await?;
        let length = response.content_length();
        let may_report = shared.api.envelope.is_some() && head.is_json();
        if head.status.is_success() && !may_report {
            return Ok(Self::new(head, Bytes::new(), length, Some(response)));
        }
        let body = read(&head, &mut response, REPORT_LIMIT).await?;
        if body.complete || !head.status.is_success() {
            judge(&head, shared.api, &body.bytes)?;
        }
        let rest = (!body.complete).then_some(response);
        Ok(Self::new(head, body.bytes, length, rest))
    }
}

/// Sends a call, and gives the head of its answer.
async fn exchange(shared: &Shared, request: Request) -> Result<(Head, Response)> {
    let endpoint = request.endpoint;
    let mut prepared = prepare(request, shared.api, &shared.base_url, &shared.credentials, &shared.checks)?;
    if let Some(scheme) = shared.credentials.choose(endpoint)? {
        prepared.authorize(prove(shared, scheme, &prepared).await?);
    }
    let response = execute(&shared.http, prepared, Stage::Sending).await?;
    let head = Head::new(endpoint, response.status(), response.headers().clone());
    Ok((head, response))
}

async fn prove(shared: &Shared, scheme: &Scheme, call: &Prepared) -> Result<Proof> {
    match scheme {
        Scheme::Key(key) => key.proof(),
        Scheme::Token(source) => token(shared, source, call).await,
    }
}

/// The token that is kept, or a new one. Calls that come meanwhile wait for it at the lock.
async fn token(shared: &Shared, source: &TokenSource, call: &Prepared) -> Result<Proof> {
    let mut current = source.current.lock().await;
    if let Some(token) = current.as_ref().and_then(|token| token.fresh(Instant::now())) {
        return bearer(token);
    }
    let operation = call.operation;
    let request = source.request(operation, shared.base_url.on_host(source.address)?)?;
    let mut response = execute(&shared.http, request, Stage::Authorizing).await?;
    let status = response.status();
    let read = read_limited(&mut response, REPORT_LIMIT).await;
    let body = read.map_err(|error| TransportError::report(operation, Stage::Authorizing, error))?;
    let token = current.insert(source.read(operation, status, &body.bytes, Instant::now())?);
    bearer(token.value())
}

async fn execute(http: &reqwest::Client, prepared: Prepared, stage: Stage) -> Result<Response> {
    let Prepared { operation, method, url, headers, body } = prepared;
    let request = http.request(method, url).headers(headers);
    let request = match body {
        PreparedBody::Empty => request,
        PreparedBody::Bytes(bytes) => request.body(bytes),
        PreparedBody::Multipart(parts) => request.multipart(multipart_form(parts)?),
    };
    request.send().await.map_err(|error| TransportError::report(operation, stage, error))
}

fn multipart_form(parts: Vec<(Cow<'static, str>, Part)>) -> Result<multipart::Form> {
    // The names were checked when the request was prepared; most servers understand no encoding of them.
    let mut form = multipart::Form::new().percent_encode_noop();
    for (name, part) in parts {
        let part = match part {
            Part::Text(text) => multipart::Part::text(text),
            Part::File(upload) => file_part(&name, upload)?,
        };
        form = form.part(name, part);
    }
    Ok(form)
}

fn file_part(name: &str, upload: Upload) -> Result<multipart::Part> {
    let Upload { content, file_name, content_type } = upload;
    let length = content.len() as u64;
    multipart::Part::stream_with_length(content, length)
        .file_name(file_name.unwrap_or_else(|| name.to_owned().into()))
        .mime_str(content_type.as_deref().unwrap_or("application/octet-stream"))
        .map_err(|_| not_a_media_type(name))
}

/// What was read of a body.
struct Body {
    bytes: Bytes,
    /// Whether that is all of it.
    complete: bool,
}

/// Reads a body up to a limit, or nothing of one that says itself that it is longer. One that breaks off is an
/// error only if the answer would have been a success: otherwise its status says enough.
async fn read(head: &Head, response: &mut Response, limit: usize) -> Result<Body> {
    let stated = response.content_length().unwrap_or(0);
    if head.status.is_success() && stated > limit as u64 {
        return Ok(Body { bytes: Bytes::new(), complete: false });
    }
    match read_limited(response, limit).await {
        Ok(body) => Ok(body),
        Err(_) if !head.status.is_success() => Ok(Body { bytes: Bytes::new(), complete: false }),
        Err(error) => Err(TransportError::report(head.operation, Stage::Receiving, error)),
    }
}

/// Reads chunk by chunk until the end, or until more than `limit` bytes are there.
async fn read_limited(response: &mut Response, limit: usize) -> reqwest::Result<Body> {
    let stated = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let Some(first) = response.chunk().await? else {
        return Ok(Body { bytes: Bytes::new(), complete: true });
    };
    if first.len() <= limit && first.len() == stated {
        return Ok(Body { bytes: first, complete: true });
    }
    let mut all = Vec::with_capacity(stated.min(TRUSTED_LENGTH).max(first.len()));
    all.extend_from_slice(&first);
    while all.len() <= limit {
        match response.chunk().await? {
            Some(chunk) => all.extend_from_slice(&chunk),
            None => return Ok(Body { bytes: Bytes::from(all), complete: true }),
        }
    }
    Ok(Body { bytes: Bytes::from(all), complete: false })
}
