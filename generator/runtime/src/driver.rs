//! The one place that talks to the network.
//!
//! In comes a request that a call has collected, out goes an answer that was judged a success. Every decision is
//! made elsewhere, without a socket: what is sent in [`prepare`], where an answer leads in
//! [`redirect`](crate::redirect), whether it is a success in [`judge`](crate::judge), whether to try again in
//! [`retry`](crate::retry). This module awaits, and hands over.

mod authorize;
mod exchange;
mod receive;

pub(crate) use receive::Receive;

use crate::{
    CallOptions, Error, Result, Retry, Timeouts,
    client::Shared,
    credentials::{Held, Scheme},
    error::{TimeoutError, TimeoutKind},
    prepare::{PreparedRequest, prepare},
    request::{EndpointOf, Request},
    retry::Attempt,
    token::Token,
    trace,
};
use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::{Instant, sleep, timeout_at};

/// Makes a call: as many attempts as it takes and may take. `held` are the credentials to use instead of those that the
/// client would choose.
pub(crate) async fn send<R: Receive>(
    shared: &Arc<Shared>,
    mut request: Request,
    held: Option<Arc<Held>>,
) -> Result<R> {
    let options = std::mem::take(&mut request.options);
    let prepared = prepare(&mut request, shared, held)?;
    let endpoint = request.endpoint;
    let scheme = shared.credentials.choose(&endpoint).inspect_err(|_| prepared.give_back())?;
    Sending::new(shared, endpoint, prepared, scheme, &options).run().await
}

/// A call that is being made.
struct Sending<'a> {
    shared: &'a Arc<Shared>,
    endpoint: EndpointOf,
    prepared: PreparedRequest,
    scheme: Option<&'a Scheme>,
    timeouts: Timeouts,
    retry: Retry,
    answer_limit: u64,
    /// When the call must be over, and how long that is from its beginning.
    deadline: Option<(Instant, Duration)>,
    /// Whether the deadline was said for this very call.
    is_own_deadline: bool,
    /// The token that the server refused.
    refused: Option<Arc<Token>>,
    progress: Progress,
}

/// How far a call has come.
#[derive(Default)]
struct Progress {
    /// Whether the server may have seen the request.
    left: AtomicBool,
    /// Whether a redirect says that the call was carried out: what failed then is the way to its result.
    carried_out: AtomicBool,
    /// Whether a redirect led to where no token went.
    elsewhere: AtomicBool,
}

impl Progress {
    fn has(flag: &AtomicBool) -> bool {
        flag.load(Ordering::Acquire)
    }
}

impl<'a> Sending<'a> {
    fn new(
        shared: &'a Arc<Shared>,
        endpoint: EndpointOf,
        prepared: PreparedRequest,
        scheme: Option<&'a Scheme>,
        options: &CallOptions,
    ) -> Self {
        let timeouts = options.timeouts(shared.timeouts);
        let deadline = timeouts.total.and_then(|total| Some((Instant::now().checked_add(total)?, total)));
        Self {
            shared,
            endpoint,
            prepared,
            scheme,
            timeouts,
            retry: options.retry(shared.retry),
            answer_limit: options.limit.unwrap_or(shared.answer_limit),
            deadline,
            is_own_deadline: options.total.is_some(),
            refused: None,
            progress: Progress::default(),
        }
    }

    async fn run<R: Receive>(mut self) -> Result<R> {
        let mut number = 1;
        loop {
            let outcome = self.attempt::<R>(number).await;
            let Some(error) = failure(&outcome) else { return outcome };
            let Some(pause) = self.pause(error, number) else {
                if !Progress::has(&self.progress.left) {
                    self.prepared.give_back();
                }
                return outcome.map_err(|error| error.after(number));
            };
            tracing::debug!(
                operation = %self.prepared.operation,
                error.type = trace::kind(error).as_ref(),
                ?pause,
                "trying again",
            );
            drop(outcome);
            sleep(pause).await;
            number += 1;
        }
    }

    /// The pause before the next attempt, if there is one.
    fn pause(&self, error: &Error, number: u32) -> Option<Duration> {
        if Progress::has(&self.progress.carried_out) {
            return None;
        }
        self.retry.next(&Attempt {
            error,
            number,
            is_repeatable: self.endpoint.is_repeatable(),
            can_resend: self.prepared.body.can_be_sent(),
            once: self.prepared.once.is_some(),
            stated: error.retry_after(),
            remaining: self.deadline.map(|(until, _)| until.saturating_duration_since(Instant::now())),
            random: fastrand::f64(),
        })
    }

    /// An attempt: with another token, once, if the server refuses the one that the client has.
    async fn attempt<R: Receive>(&mut self, number: u32) -> Result<R> {
        loop {
            let (proof, token) = self.within(self.prove()).await?;
            let outcome = {
                // Held here once: what is handed on by value takes up its room in every future that it goes through.
                let exchanged = pin!(self.exchange::<R>(proof, number));
                self.bounded(exchanged).await
            };
            let (Some(token), None) = (token, &self.refused) else { return outcome };
            let is_refused = failure(&outcome).is_some_and(Error::is_unauthorized);
            let elsewhere =
                Progress::has(&self.progress.elsewhere) || Progress::has(&self.progress.carried_out);
            if !is_refused || elsewhere || self.prepared.once.is_some() || !self.prepared.body.can_be_sent() {
                return outcome;
            }
            self.refused = Some(token);
        }
    }

    /// As [`Self::within`], except that an upload that is read while it is sent takes as long as it takes, unless the
    /// call itself says otherwise.
    async fn bounded<V>(&self, work: impl Future<Output = Result<V>>) -> Result<V> {
        if self.prepared.body.is_transfer() && !self.is_own_deadline {
            work.await
        } else {
            self.within(work).await
        }
    }

    /// What comes of it before the deadline.
    async fn within<V>(&self, work: impl Future<Output = Result<V>>) -> Result<V> {
        let Some((until, total)) = self.deadline else { return work.await };
        timeout_at(until, work).await.unwrap_or_else(|_| {
            Err(TimeoutError::report(self.prepared.operation.clone(), TimeoutKind::Total, Some(total)))
        })
    }
}

/// Why an attempt failed, if it did.
fn failure<R: Receive>(outcome: &Result<R>) -> Option<&Error> {
    match outcome {
        Ok(answer) => answer.verdict(),
        Err(error) => Some(error),
    }
}
