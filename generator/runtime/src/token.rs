//! Tokens that a client obtains itself (RFC 6749).
//!
//! In comes a [`Grant`]; out goes the request for a token, and from its answer the token, which is kept until shortly
//! before it expires. Whoever comes while a token is being asked for waits for that one, and shares its failure. The
//! request itself is sent by [`driver`](crate::driver).

use crate::{
    Error, Grant, Result,
    credentials::{Proof, basic, redact, redact_basic},
    description::Operation,
    error::{Answer, AuthError},
    prepare::PreparedRequest,
    retry::Failure,
};
use http::{HeaderValue, header::USER_AGENT};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use std::{
    borrow::Cow,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// How long a token lasts of which the server does not say it.
const UNSTATED_LIFETIME: Duration = Duration::from_secs(300);

/// No token is trusted for longer, whatever the server says.
const LONGEST_LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How long before its end a token is replaced, so that none expires on its way. Short-lived ones lose a tenth.
const MARGIN: Duration = Duration::from_secs(60);

/// Where tokens come from, and the last one.
pub(crate) struct TokenSource {
    pub(crate) address: Cow<'static, str>,
    grant: Grant,
    state: Mutex<State>,
    /// Held while a token is asked for: that is what makes the others wait.
    pub(crate) asking: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    current: Option<Arc<Token>>,
    /// The token before that, which calls may still be made with.
    previous: Option<Arc<Token>>,
    refresh_token: Option<SecretString>,
    /// Whether the one-time fields of the grant were sent.
    used_up: bool,
    /// How many requests for a token have failed, and how the last one did.
    failures: u64,
    failure: Option<Refusal>,
}

/// Why a token could not be had, for all who waited for it.
#[derive(Clone)]
struct Refusal {
    reason: Cow<'static, str>,
    answer: Option<Answer>,
    passes: bool,
}

/// A token and the moment from which it is no longer used.
pub(crate) struct Token {
    value: SecretString,
    stale: Instant,
}

impl Token {
    pub(crate) fn value(&self) -> &SecretString {
        &self.value
    }
}

/// What was known of a source when somebody began to want a token.
pub(crate) struct Known {
    token: Option<Arc<Token>>,
    /// How many requests for a token had failed.
    failures: u64,
}

/// A request for a token, and how it asks.
pub(crate) struct TokenRequest {
    pub(crate) prepared: PreparedRequest,
    /// Whether it sends a refresh token that the server gave: one that is refused is not the end.
    pub(crate) refreshes: bool,
}

/// What a token endpoint answers (RFC 6749, section 5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    expires_in: Option<Value>,
    refresh_token: Option<SecretString>,
}

impl TokenSource {
    pub(crate) fn new(address: Cow<'static, str>, grant: Grant) -> Self {
        Self { address, grant, state: Mutex::default(), asking: tokio::sync::Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token, if it may be used and is not the one that the server refused; or else what is known at this moment.
    pub(crate) fn fresh(&self, now: Instant, refused: Option<&Arc<Token>>) -> Result<Arc<Token>, Known> {
        // Seen at once: of a token that another caller obtains in between, nobody could say that it is new.
        let state = self.state();
        let is_refused = |token: &Arc<Token>| refused.is_some_and(|refused| Arc::ptr_eq(refused, token));
        match &state.current {
            Some(token) if now < token.stale && !is_refused(token) => Ok(Arc::clone(token)),
            known => Err(Known { token: known.clone(), failures: state.failures }),
        }
    }

    /// The failure of a request that was made since then.
    pub(crate) fn failure_since(&self, known: &Known, operation: &Operation) -> Option<Error> {
        let state = self.state();
        let Refusal { reason, answer, passes } =
            state.failure.clone().filter(|_| state.failures > known.failures)?;
        Some(Error::Auth(Box::new(AuthError { operation: operation.clone(), reason, answer, passes })))
    }

    /// Notes a failure for all who wait.
    pub(crate) fn note_failure(&self, error: &Error) {
        let refusal = match error {
            Error::Auth(error) => {
                Refusal { reason: error.reason.clone(), answer: error.answer.clone(), passes: error.passes }
            }
            other => {
                let reason = format!("no token could be had: {other}").into();
                Refusal { reason, answer: None, passes: Failure::of(other).is_some() }
            }
        };
        let mut state = self.state();
        state.failures += 1;
        state.failure = Some(refusal);
    }

    /// The proof of who asks. RFC 6749, section 2.3.1, has id and secret form-encoded inside HTTP Basic.
    pub(crate) fn proof(&self) -> Result<Option<Proof>> {
        let Some((id, secret)) = &self.grant.client else { return Ok(None) };
        basic(&form_encoded(id), &form_encoded(secret.expose_secret())).map(Some)
    }

    /// The request for a token, asked for on behalf of a call.
    pub(crate) fn request(
        &self,
        operation: &Operation,
        url: Url,
        user_agent: Option<&HeaderValue>,
    ) -> Result<TokenRequest> {
        let mut state = self.state();
        let form = self.grant.form(state.refresh_token.as_ref());
        let refreshes = state.refresh_token.is_some();
        if !refreshes && self.grant.has_one_time_field() {
            if state.used_up {
                let reason =
                    "the one-time code of the grant was sent already, and the server gave no refresh token";
                return Err(AuthError::report(operation.clone(), reason));
            }
            state.used_up = true;
        }
        drop(state);
        let mut prepared = PreparedRequest::post_form(operation.clone(), url, form);
        if let Some(agent) = user_agent {
            prepared.headers.insert(USER_AGENT, agent.clone());
        }
        if let Some(proof) = self.proof()? {
            prepared.authorize(proof);
        }
        Ok(TokenRequest { prepared, refreshes })
    }

    /// The token, if it is another one than was known then: whoever waited for it can use it, however short it lasts.
    pub(crate) fn obtained_since(&self, known: &Known, refused: Option<&Arc<Token>>) -> Option<Arc<Token>> {
        let current = self.state().current.clone()?;
        let is = |other: Option<&Arc<Token>>| other.is_some_and(|other| Arc::ptr_eq(other, &current));
        (!is(known.token.as_ref()) && !is(refused)).then_some(current)
    }

    /// Says that the last request did not reach the server.
    pub(crate) fn was_not_sent(&self) {
        self.state().used_up = false;
    }

    /// Forgets a refresh token that the server refused, and says whether a token can be asked for without it.
    pub(crate) fn forget_refresh_token(&self) -> bool {
        let mut state = self.state();
        state.refresh_token = None;
        !(self.grant.has_one_time_field() && state.used_up)
    }

    /// Reads and keeps the token from the answer to [`Self::request`].
    pub(crate) fn read(&self, answer: Answer, body: &[u8], now: Instant) -> Result<Arc<Token>> {
        let refused = |reason: &'static str, answer: Answer| {
            let operation = answer.operation.clone();
            let passes = matches!(answer.status.as_u16(), 429 | 502..=504);
            Error::Auth(Box::new(AuthError {
                operation,
                reason: reason.into(),
                answer: Some(answer),
                passes,
            }))
        };
        if !answer.status.is_success() {
            return Err(refused("the server refused to give a token", answer));
        }
        match serde_json::from_slice::<Granted>(body) {
            Ok(granted) if !granted.access_token.expose_secret().is_empty() => {
                let until = now.checked_add(lifetime(granted.expires_in.as_ref())).unwrap_or(now);
                let token = Arc::new(Token { value: granted.access_token, stale: until });
                let mut state = self.state();
                state.previous = state.current.replace(Arc::clone(&token));
                let refresh_token = granted.refresh_token.filter(|token| !token.expose_secret().is_empty());
                state.refresh_token = refresh_token.or(state.refresh_token.take());
                Ok(token)
            }
            // No excerpt: an answer of success may well hold a token under another name.
            _ => Err(refused(
                "the server's answer holds no token",
                Answer { excerpt: String::new(), ..answer },
            )),
        }
    }

    /// Shows each secret: those of the grant, and the tokens.
    pub(crate) fn secrets(&self, show: &mut dyn FnMut(&SecretString)) {
        self.grant.secrets().for_each(&mut *show);
        let state = self.state();
        let tokens = state.current.iter().chain(&state.previous).map(|token| &token.value);
        tokens.chain(&state.refresh_token).for_each(show);
    }

    /// Takes the secrets of the grant and the tokens out of a text.
    pub(crate) fn redact(&self, text: &mut String) {
        self.secrets(&mut |secret| redact(text, secret));
        if let Some((id, secret)) = &self.grant.client {
            redact_basic(text, &form_encoded(id), &form_encoded(secret.expose_secret()));
        }
    }
}

fn form_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// How long a token is used: what the server says, in seconds, less a margin.
fn lifetime(expires_in: Option<&Value>) -> Duration {
    let stated = expires_in.and_then(|value| match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    });
    let stated = stated.map(|seconds| Duration::try_from_secs_f64(seconds).unwrap_or_default());
    let lifetime = stated.unwrap_or(UNSTATED_LIFETIME).min(LONGEST_LIFETIME);
    lifetime.saturating_sub(MARGIN.min(lifetime / 10))
}
