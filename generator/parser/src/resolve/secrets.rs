//! Which texts that callers give, or that come back, must not show in logs: those whose names end in a word for a
//! secret. Words that an API has of its own are in `[vocabulary]`; one that no name ends in is reported as stale.

use super::{
    Scope, fields_mut,
    names::words::{singular, split_words},
};
use crate::{
    assemble::Draft,
    config::Spanned,
    diagnostics::{Code, Diagnostic},
};
use docwright_model::{Evidence, Fact, Field, Source, Type};

/// Words for a secret, at the end of a name: `new_password`, `clientSecret`.
const SECRETS: &[&str] = &[
    "api key",
    "assertion",
    "authorization code",
    "code verifier",
    "device code",
    "encryption key",
    "one time code",
    "otp",
    "otp code",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "pin code",
    "private key",
    "pwd",
    "recovery code",
    "secret",
    "secret access key",
    "secret key",
    "session key",
    "token",
    "totp",
    "totp code",
    "verification code",
];

/// What may follow such a word without making the value another: `password_confirmation`.
const BEHIND: &[&str] = &["confirm", "confirmation", "hash", "repeat", "value"];

/// What makes a place in a list of a token.
const CURSORS: &[&str] = &["continuation", "cursor", "next", "page", "paging", "previous", "sync"];

/// Words of an API's own.
struct Entry<'a> {
    words: Vec<String>,
    written: &'a Spanned<String>,
    is_used: bool,
}

/// Marks the texts whose names say that they are secret.
pub(super) fn resolve_secrets(draft: &mut Draft, scope: &mut Scope<'_>) {
    let kept: Vec<String> = scope.config.names.words.iter().map(|word| word.get_ref().clone()).collect();
    let usual: Vec<Vec<String>> = SECRETS.iter().map(|words| split_words(words, &[])).collect();
    let entries = scope.config.vocabulary.secrets.iter();
    let mut own: Vec<Entry<'_>> = entries
        .map(|written| Entry { words: split_words(written.get_ref(), &kept), written, is_used: false })
        .collect();
    let is_open = |field: &&mut Field| {
        let patched = field.origins.of(Fact::Secret).is_some();
        field.credential.is_none() && is_text(&field.value_type) && !patched
    };
    let texts = fields_mut(draft).filter(is_open);
    for field in texts {
        let words = name_words(field, &kept);
        if let Some(entry) = own.iter_mut().find(|entry| ends_in(&words, &entry.words)) {
            entry.is_used = true;
            mark(field, scope.config_source(entry.written.span()), Evidence::Patch);
        } else if !is_cursor(&words) && usual.iter().any(|secret| ends_in(&words, secret)) {
            let named = field.origins.of(Fact::Name).map(|origin| origin.source.clone());
            mark(field, named.unwrap_or_else(|| field.source.clone()), Evidence::Prose);
        }
    }
    for Entry { written, .. } in own.iter().filter(|entry| !entry.is_used) {
        let message = format!("no text of these documents has a name that ends in `{}`", written.get_ref());
        let help = "write the words that the names of fields end in, or remove the entry";
        let remark = Diagnostic::new(Code::StalePatch, message, help)
            .at(scope.config_source(written.span()), "marks no field");
        scope.diagnostics.push(remark);
    }
}

fn mark(field: &mut Field, source: Source, evidence: Evidence) {
    field.secret = true;
    field.origins.add(Fact::Secret, source, evidence);
}

/// Whether values of the type are text, or several texts.
fn is_text(value_type: &Type) -> bool {
    match value_type {
        Type::String => true,
        Type::List(inner) | Type::CommaSeparated(inner) | Type::Nullable(inner) => is_text(inner),
        _ => false,
    }
}

/// The words of a field's name, the last in the singular, without digits behind it and words that change nothing.
fn name_words(field: &Field, kept: &[String]) -> Vec<String> {
    let mut words = split_words(field.wire_name.as_str(), kept);
    while words.last().is_some_and(|word| BEHIND.contains(&word.as_str())) {
        words.pop();
    }
    if let Some(last) = words.last_mut() {
        *last = singular(last.trim_end_matches(|c: char| c.is_ascii_digit()));
    }
    words
}

fn ends_in(words: &[String], secret: &[String]) -> bool {
    !secret.is_empty() && words.ends_with(secret)
}

/// Whether a token is a place in a list.
fn is_cursor(words: &[String]) -> bool {
    words.last().is_some_and(|last| last == "token")
        && words.iter().any(|word| CURSORS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_model::{Span, WireName};

    fn check(name: &str, expected: bool) {
        let source = Source { file: "p.md".into(), span: Span::default() };
        let words = name_words(&Field::new(WireName::from(name), Type::String, source), &[]);
        let is_secret = SECRETS.iter().any(|secret| ends_in(&words, &split_words(secret, &[])));
        assert_eq!(is_secret && !is_cursor(&words), expected, "{name}");
    }

    #[test]
    fn names_of_secrets_end_in_a_word_for_one() {
        for name in [
            "password",
            "NewPassword",
            "smtp_password",
            "Password2",
            "passwords",
            "PasswordConfirmation",
            "SysPwd",
            "client_secret",
            "accessToken",
            "token",
            "refresh_token",
            "TOTPCode",
            "recovery-code",
            "SessionKey",
            "X-Api-Key",
            "privateKey",
            "password_hash",
        ] {
            check(name, true);
        }
        for name in [
            "login",
            "password_policy",
            "token_type_hint",
            "TokenEndpoint",
            "secretary",
            "compass",
            "key",
            "DestinationKey",
            "code",
            "country_code",
            "zipcode",
            "next_page_token",
            "ContinuationToken",
            "SetKeyHashValue",
            "hash",
            "",
        ] {
            check(name, false);
        }
    }
}
