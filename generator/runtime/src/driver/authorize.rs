//! Who calls: a key, or a token that is asked for if there is none.

use super::{
    Sending,
    exchange::{carry, show},
};
use crate::{
    Result, Timeouts,
    client::Shared,
    credentials::{Proof, Scheme, bearer},
    description::Operation,
    error::{AuthError, TimeoutError, TimeoutKind},
    incoming::{Incoming, Patience},
    judge::Head,
    prepare::PreparedRequest,
    token::{Known, Token, TokenSource},
};
use bytes::Bytes;
use std::{sync::Arc, time::Duration};
use tokio::time::{Instant, timeout};
use tracing::Instrument as _;

/// How much of the answer of a token endpoint is read: 1 MiB.
const LIMIT: usize = 1024 * 1024;

/// How long a token is waited for at most, whatever the call says for whose sake it is asked for.
const PATIENCE: Duration = Duration::from_secs(120);

impl Sending<'_> {
    /// What proves who calls; with the token, if it is one.
    pub(super) async fn prove(&self) -> Result<(Option<Proof>, Option<Arc<Token>>)> {
        match self.scheme {
            None => Ok((None, None)),
            Some(Scheme::Key(key)) => Ok((Some(key.proof()?), None)),
            Some(Scheme::Token(source)) => {
                let token = self.token(source).await?;
                Ok((Some(bearer(token.value())?), Some(token)))
            }
        }
    }

    /// The token that is kept, or a new one. It is asked for in a task of its own: a caller who gives up does not take
    /// it from the others who wait, nor from those who come after.
    async fn token(&self, source: &Arc<TokenSource>) -> Result<Arc<Token>> {
        let known = match source.fresh(Instant::now(), self.refused.as_ref()) {
            Ok(token) => return Ok(token),
            Err(known) => known,
        };
        let asking = Asking {
            shared: Arc::clone(self.shared),
            source: Arc::clone(source),
            operation: self.prepared.operation.clone(),
            timeouts: self.timeouts,
            refused: self.refused.clone(),
            known,
        };
        let asked = tokio::spawn(asking.obtain().in_current_span()).await;
        asked.unwrap_or_else(|_| {
            Err(AuthError::report(self.prepared.operation.clone(), "asking for a token was given up"))
        })
    }
}

/// Somebody who wants a token, and what was known when they began to.
struct Asking {
    shared: Arc<Shared>,
    source: Arc<TokenSource>,
    operation: Operation,
    timeouts: Timeouts,
    refused: Option<Arc<Token>>,
    known: Known,
}

impl Asking {
    /// Asks for a token, unless somebody else has meanwhile: then what came of that is shared.
    async fn obtain(self) -> Result<Arc<Token>> {
        let source = &self.source;
        let _asking = source.asking.lock().await;
        if let Some(token) = source.obtained_since(&self.known, self.refused.as_ref()) {
            return Ok(token);
        }
        if let Some(error) = source.failure_since(&self.known, &self.operation) {
            return Err(error);
        }
        let asked = timeout(PATIENCE, self.ask()).await.unwrap_or_else(|_| {
            Err(TimeoutError::report(self.operation.clone(), TimeoutKind::Idle, Some(PATIENCE))
                .while_authorizing())
        });
        if let Err(error) = &asked {
            source.note_failure(error);
        }
        asked
    }

    /// Asks for a token: with the refresh token, if there is one, and without it if that is refused.
    async fn ask(&self) -> Result<Arc<Token>> {
        let source = &self.source;
        loop {
            let url = self.shared.base_url.on_host(&source.address)?;
            let request = source.request(&self.operation, url, self.shared.user_agent.as_ref())?;
            let answered = self.fetch(request.prepared).await;
            let (head, body) = answered.map_err(|error| {
                // Only what this very request carried: a code that went out with an earlier one stays spent.
                if error.is_connect() && !request.refreshes {
                    source.was_not_sent();
                }
                error.while_authorizing()
            })?;
            let is_refused = head.status.is_client_error() && head.status.as_u16() != 429;
            if request.refreshes && is_refused && source.forget_refresh_token() {
                continue;
            }
            return source.read(head.answer(&body), &body, Instant::now());
        }
    }

    async fn fetch(&self, mut request: PreparedRequest) -> Result<(Head, Bytes)> {
        let (mut answer, response) =
            carry(&self.shared, &self.shared.hooks, &mut request, self.timeouts.idle, 1).await?;
        show(&self.shared.hooks, &mut answer)?;
        let head = Head::of_token(&self.shared, self.operation.clone(), answer.status, answer.headers);
        let patience = Patience { idle: self.timeouts.idle, total: None };
        let mut incoming = Incoming::new(head.operation.clone(), response, patience);
        let mut body = Vec::new();
        while let Some(chunk) = incoming.chunk().await? {
            body.extend_from_slice(&chunk);
            if body.len() > LIMIT {
                return Err(head.too_large(LIMIT as u64));
            }
        }
        Ok((head, body.into()))
    }
}
