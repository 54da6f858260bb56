//! The fields of a credential set with their values.

use super::redact;
use crate::{Error, Result, description::Operation, error::AuthError};
use secrecy::{ExposeSecret, SecretString};
use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};

/// The value of one field of a credential set: a secret, or what may be shown, such as a user's name.
#[derive(Clone)]
pub struct CredentialValue(Value);

#[derive(Clone)]
enum Value {
    Plain(String),
    Secret(SecretString),
}

impl CredentialValue {
    /// A value that is no secret.
    pub fn plain(value: impl Into<String>) -> Self {
        Self(Value::Plain(value.into()))
    }

    /// A value that never shows.
    pub fn secret(value: impl Into<SecretString>) -> Self {
        Self(Value::Secret(value.into()))
    }

    pub(crate) fn expose(&self) -> &str {
        match &self.0 {
            Value::Plain(value) => value,
            Value::Secret(value) => value.expose_secret(),
        }
    }
}

impl fmt::Debug for CredentialValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self.0, Value::Plain(_)) { "plain" } else { "[redacted]" })
    }
}

/// The fields of a credential set with their values.
pub(crate) struct Held {
    set: &'static str,
    fields: Vec<(&'static str, CredentialValue)>,
    /// Whether they were sent, if that can be done once only.
    used: Option<AtomicBool>,
}

impl Held {
    pub(crate) fn new(set: &'static str, fields: Vec<(&'static str, CredentialValue)>) -> Self {
        Self { set, fields, used: None }
    }

    /// Credentials with a one-time code.
    pub(crate) fn once(mut self) -> Self {
        self.used = Some(AtomicBool::new(false));
        self
    }

    pub(crate) fn set(&self) -> &'static str {
        self.set
    }

    pub(crate) fn fields(&self) -> &[(&'static str, CredentialValue)] {
        &self.fields
    }

    pub(crate) fn is_once(&self) -> bool {
        self.used.is_some()
    }

    /// Says that they are about to be sent, or that they were.
    pub(crate) fn use_up(&self, operation: &Operation) -> Result<()> {
        match &self.used {
            Some(used) if used.swap(true, Ordering::AcqRel) => Err(self.used_up(operation)),
            _ => Ok(()),
        }
    }

    /// Says that they were not sent after all.
    pub(crate) fn give_back(&self) {
        if let Some(used) = &self.used {
            used.store(false, Ordering::Release);
        }
    }

    fn used_up(&self, operation: &Operation) -> Error {
        let reason = format!(
            "the one-time code of the `{}` credentials was sent already: log in with it once, and call within the session",
            self.set
        );
        AuthError::report(operation.clone(), reason)
    }

    pub(super) fn redact(&self, text: &mut String) {
        self.secrets(&mut |secret| redact(text, secret));
    }

    /// Shows each secret.
    pub(super) fn secrets(&self, show: &mut dyn FnMut(&SecretString)) {
        for (_, value) in &self.fields {
            if let Value::Secret(secret) = &value.0 {
                show(secret);
            }
        }
    }
}
