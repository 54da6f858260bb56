//! Tokens by the OAuth 2.0 client credentials grant (RFC 6749, section 4.4).
//!
//! In come a client id and its secret; out goes the request for a token, and from its answer the token, which is
//! kept until shortly before it expires. Whoever comes while a token is being asked for waits for that one. The
//! request itself is sent by [`driver`](crate::driver).

use crate::{
    Error, Result,
    credentials::{Proof, basic},
    description::Operation,
    error::AuthError,
    judge,
    prepare::Prepared,
};
use http::StatusCode;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;
use tokio::{sync::Mutex, time::Instant};

/// How long a token lasts of which the server does not say it.
const UNSTATED_LIFETIME: Duration = Duration::from_secs(300);

/// No token is trusted for longer, whatever the server says.
const LONGEST_LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How long before its end a token is replaced, so that none expires on its way. Short-lived ones lose a tenth.
const MARGIN: Duration = Duration::from_secs(60);

/// Where tokens come from, and the last one.
pub(crate) struct TokenSource {
    pub(crate) address: &'static str,
    id: String,
    secret: SecretString,
    /// The lock is held while a token is asked for: that is what makes the others wait.
    pub(crate) current: Mutex<Option<Token>>,
}

/// A token and the moment from which it is no longer used.
pub(crate) struct Token {
    value: SecretString,
    stale: Instant,
}

impl Token {
    /// The token, while it may be used.
    pub(crate) fn fresh(&self, now: Instant) -> Option<&SecretString> {
        (now < self.stale).then_some(&self.value)
    }

    pub(crate) fn value(&self) -> &SecretString {
        &self.value
    }
}

/// What a token endpoint answers (RFC 6749, section 5.1).
#[derive(Deserialize)]
struct Grant {
    access_token: SecretString,
    expires_in: Option<Value>,
}

impl TokenSource {
    pub(crate) fn new(address: &'static str, id: String, secret: SecretString) -> Self {
        Self { address, id, secret, current: Mutex::new(None) }
    }

    /// The proof of who asks. RFC 6749, section 2.3.1, has id and secret form-encoded inside HTTP Basic.
    pub(crate) fn proof(&self) -> Result<Proof> {
        basic(&form_encoded(&self.id), &form_encoded(self.secret.expose_secret()))
    }

    /// The request for a token, asked for on behalf of a call.
    pub(crate) fn request(&self, operation: Operation, url: Url) -> Result<Prepared> {
        let mut request = Prepared::post_form(operation, url, "grant_type=client_credentials");
        request.authorize(self.proof()?);
        Ok(request)
    }

    /// Reads the token from the answer to [`Self::request`].
    pub(crate) fn read(
        &self,
        operation: Operation,
        status: StatusCode,
        body: &[u8],
        now: Instant,
    ) -> Result<Token> {
        let refused = |reason: &str, excerpt| {
            let reason = reason.to_owned();
            Error::Auth(Box::new(AuthError { operation, reason, status: Some(status), excerpt }))
        };
        if !status.is_success() {
            return Err(refused("the server refused to give a token", self.redacted(body)));
        }
        match serde_json::from_slice::<Grant>(body) {
            Ok(grant) if !grant.access_token.expose_secret().is_empty() => {
                let stale = now.checked_add(lifetime(grant.expires_in.as_ref())).unwrap_or(now);
                Ok(Token { value: grant.access_token, stale })
            }
            // No excerpt: an answer of success may well hold a token under another name.
            _ => Err(refused("the server's answer holds no token", String::new())),
        }
    }

    /// The beginning of an answer, without the secret that the server may repeat in it.
    fn redacted(&self, body: &[u8]) -> String {
        let secret = self.secret.expose_secret();
        let mut text = String::from_utf8_lossy(body).into_owned();
        for form in [secret.to_owned(), form_encoded(secret)].iter().filter(|form| !form.is_empty()) {
            text = text.replace(form, "[redacted]");
        }
        // Cut afterwards, so that no half of a secret is left at the end.
        judge::excerpt(text.as_bytes())
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
