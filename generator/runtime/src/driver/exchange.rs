//! A request to the server and the head of its answer, by way of redirects.

use super::{Progress, Receive, Sending, failure, receive::Received};
use crate::{
    AnswerHead, Error, Hook, PreparedRequest, Result,
    body::{self, Moved, Outgoing},
    client::Shared,
    credentials::Proof,
    error::{Cause, Stage, TimeoutError, TimeoutKind, TransportError},
    incoming::{Incoming, Patience},
    judge::Head,
    redirect::{Step, step},
    trace,
};
use http::header::CONTENT_TYPE;
use reqwest::{RequestBuilder, Response};
use std::{
    mem,
    pin::pin,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::time::{Instant, timeout_at};
use tracing::{Instrument as _, Span};

impl Sending<'_> {
    /// Sends the request with this proof, and takes the answer.
    pub(super) async fn exchange<R: Receive>(&self, proof: Option<Proof>, number: u32) -> Result<R> {
        let span = trace::span(&self.prepared, number);
        let began = Instant::now();
        let mut message = self.prepared.clone();
        if let Some(proof) = proof {
            message.authorize(proof);
        }
        let exchanged = async {
            let (arrived, redirect) = self.follow(message, number).await?;
            self.take(arrived, redirect, &span).await
        };
        let outcome = exchanged.instrument(span.clone()).await;
        trace::finish(&span, failure(&outcome), began.elapsed());
        outcome
    }

    /// Sends the request, and follows where its answer leads; or says why not.
    async fn follow(
        &self,
        mut message: PreparedRequest,
        number: u32,
    ) -> Result<((AnswerHead, Response), Option<&'static str>)> {
        // Each attempt begins at the client's own server.
        self.progress.elsewhere.store(false, Ordering::Release);
        let mut followed = 0;
        loop {
            let (head, response) = self.carry_noting(&mut message, number).await?;
            match step(&message, head.status, &head.headers, followed, self.shared.redirects) {
                Step::Arrived => return Ok(((head, response), None)),
                Step::Follow(next) => {
                    self.note_redirect(&message, &next);
                    message = *next;
                }
                Step::Refused(reason) => return Ok(((head, response), Some(reason))),
            }
            followed += 1;
        }
    }

    /// Sends one request, and notes whether it may have reached the server.
    async fn carry_noting(
        &self,
        message: &mut PreparedRequest,
        number: u32,
    ) -> Result<(AnswerHead, Response)> {
        // Said before, so that it holds as well if the caller stops waiting.
        let before = self.progress.left.swap(true, Ordering::AcqRel);
        // What a hook adds may be a credential: a server elsewhere, to which a redirect led, gets none of it.
        let hooks = if Progress::has(&self.progress.elsewhere) { &[] } else { self.shared.hooks.as_slice() };
        let carried = carry(self.shared, hooks, message, self.timeouts.idle, number).await;
        if carried.as_ref().is_err_and(Error::is_unsent) {
            self.progress.left.store(before, Ordering::Release);
        }
        let (mut head, response) = carried?;
        show(hooks, &mut head)?;
        Ok((head, response))
    }

    fn note_redirect(&self, from: &PreparedRequest, to: &PreparedRequest) {
        if from.method != to.method {
            self.progress.carried_out.store(true, Ordering::Release);
        }
        if from.url.origin() != to.url.origin() {
            self.progress.elsewhere.store(true, Ordering::Release);
        }
    }

    /// Takes the body of the answer.
    async fn take<R: Receive>(
        &self,
        (head, response): (AnswerHead, Response),
        redirect: Option<&'static str>,
        span: &Span,
    ) -> Result<R> {
        trace::answered(span, &head);
        let AnswerHead { status, headers, .. } = head;
        let mut head = Head::new(self.shared, &self.endpoint, status, headers);
        head.redirect = redirect;
        let length = response.content_length();
        let total = self.deadline.filter(|_| self.is_own_deadline);
        let patience = Patience { idle: self.timeouts.idle, total };
        let incoming = Incoming::new(head.operation.clone(), response, patience);
        R::take(Received { head, length, incoming, limit: self.answer_limit }).await
    }
}

/// Sends one request, as the hooks leave it, and awaits the head of its answer as long as bytes move.
pub(super) async fn carry(
    shared: &Shared,
    hooks: &[Arc<dyn Hook>],
    message: &mut PreparedRequest,
    idle: Option<Duration>,
    attempt: u32,
) -> Result<(AnswerHead, Response)> {
    let began = Instant::now();
    for hook in hooks {
        hook.on_request(message)?;
    }
    let mut response = send(shared, message, idle).await?;
    let head = AnswerHead {
        operation: message.operation.clone(),
        status: response.status(),
        headers: mem::take(response.headers_mut()),
        attempt,
        elapsed: began.elapsed(),
    };
    Ok((head, response))
}

/// Shows the head of an answer to the hooks, which may change it. What they refuse was sent all the same.
pub(super) fn show(hooks: &[Arc<dyn Hook>], head: &mut AnswerHead) -> Result<()> {
    hooks.iter().try_for_each(|hook| hook.on_answer(head))
}

async fn send(shared: &Shared, message: &PreparedRequest, idle: Option<Duration>) -> Result<Response> {
    let moved = Moved::new();
    let body = body::open(&message.body, &message.operation, &moved).await?;
    let report = |cause| {
        TransportError::report(message.operation.clone(), Stage::Sending, cause, shared.timeouts.connect)
    };
    let request = request(&shared.http, message, body).map_err(|error| report(error.into()))?;
    match while_moving(idle, &moved, execute(shared, request)).await {
        Some(answered) => answered.map_err(report),
        None => Err(TimeoutError::report(message.operation.clone(), TimeoutKind::Idle, idle)),
    }
}

/// The request as the HTTP library has it.
fn request(
    http: &reqwest::Client,
    message: &PreparedRequest,
    body: Outgoing,
) -> reqwest::Result<reqwest::Request> {
    let mut request = reqwest::Request::new(message.method.clone(), message.url.clone());
    request.headers_mut().clone_from(&message.headers);
    match body {
        Outgoing::Empty => {}
        Outgoing::Whole(body) => *request.body_mut() = Some(body),
        Outgoing::Multipart(form) => {
            // Only the library knows the boundary that the content type must state.
            request.headers_mut().remove(CONTENT_TYPE);
            return RequestBuilder::from_parts(http.clone(), request).multipart(form).build();
        }
    }
    Ok(request)
}

async fn execute(shared: &Shared, request: reqwest::Request) -> Result<Response, Cause> {
    #[cfg(feature = "testing")]
    if let Some(in_memory) = &shared.in_memory {
        return in_memory.answer(request).await;
    }
    shared.http.execute(request).await.map_err(Cause::from)
}

/// Awaits until nothing has moved for too long.
async fn while_moving<F: Future>(idle: Option<Duration>, moved: &Moved, sending: F) -> Option<F::Output> {
    let mut sending = pin!(sending);
    let Some(idle) = idle else { return Some(sending.await) };
    loop {
        let last = moved.last();
        let Some(until) = last.checked_add(idle) else { return Some(sending.await) };
        if let Ok(sent) = timeout_at(until, sending.as_mut()).await {
            return Some(sent);
        }
        if moved.last() == last {
            return None;
        }
    }
}
