//! Who calls: the schemes and credential sets of an API. What each endpoint asks for is left to
//! [`callers`](super::callers).

use super::bare;
use super::changes::{Difference, Item, Stated, stated};
use super::faces::Sides;
use super::matching::by_key;
use super::rules;
use super::words::{from_to, listed};
use docwright_model::{CredentialMethod, CredentialSet, Fact, SchemeKind, SecurityScheme};
use std::collections::BTreeSet;

/// What changes of the builder's methods are listed under.
pub(super) const CLIENT: &str = "the client";

pub(super) fn compare(sides: &Sides<'_>, difference: &mut Difference) {
    let mut item = difference.of(CLIENT, None, None);
    let schemes = by_key(&sides.old.security_schemes, &sides.new.security_schemes, |scheme| &scheme.id);
    for removed in &schemes.removed {
        item.part(&rules::SCHEME_REMOVED, told(removed, "removed"), (Some(&removed.source), None));
    }
    for added in &schemes.added {
        item.part(&rules::SCHEME_ADDED, told(added, "added"), (None, Some(&added.source)));
    }
    for (old, new) in &schemes.pairs {
        scheme(old, new, &mut item);
    }
    let sets = by_key(&sides.old.credential_sets, &sides.new.credential_sets, |set| &set.name);
    for removed in &sets.removed {
        item.add(&rules::CREDENTIALS_REMOVED, format!("credentials `{}`: removed", removed.name));
    }
    for added in &sets.added {
        item.add(&rules::CREDENTIALS_ADDED, format!("credentials `{}`: added", added.name));
    }
    for (old, new) in &sets.pairs {
        set(old, new, &mut item);
    }
}

fn told(scheme: &SecurityScheme, what: &str) -> String {
    format!("scheme `{}`: {what}", scheme.id)
}

fn scheme(old: &SecurityScheme, new: &SecurityScheme, item: &mut Item<'_>) {
    let place = |fact| {
        let [old, new] = [old, new].map(|scheme| stated(&scheme.origins, fact, &scheme.source));
        (Some(old), Some(new))
    };
    let mut described = old.name != new.name || old.description != new.description;
    match (&old.kind, &new.kind) {
        (
            SchemeKind::OAuth2 { grants, token_url, authorization_url, scopes },
            SchemeKind::OAuth2 {
                grants: new_grants,
                token_url: new_token_url,
                authorization_url: new_authorization_url,
                scopes: new_scopes,
            },
        ) => {
            if token_url != new_token_url {
                let change = from_to(token_url.as_ref(), new_token_url.as_ref());
                let what = told(new, &format!("tokens from {change}"));
                item.part(&rules::SCHEME_CHANGED, what, place(Fact::Type));
            }
            let (before, after) = (set_of(grants), set_of(new_grants));
            for (rule, what, found) in [
                (&rules::GRANT_REMOVED, "without the grant", before.difference(&after)),
                (&rules::GRANT_ADDED, "with the grant", after.difference(&before)),
            ] {
                let found: Vec<&&String> = found.collect();
                if !found.is_empty() {
                    let names = listed(found.iter().map(|name| name.as_str()));
                    let words = found.iter().map(|name| (**name).clone()).collect();
                    let what = told(new, &format!("{what} {names}"));
                    item.listed(rule, what, words, (grants_of(old), grants_of(new)));
                }
            }
            described |= authorization_url != new_authorization_url || set_of(scopes) != set_of(new_scopes);
        }
        (SchemeKind::Header { name: before }, SchemeKind::Header { name: after })
            if before != after && before.as_str().eq_ignore_ascii_case(after.as_str()) =>
        {
            let what = told(new, &format!("header {}", from_to(Some(before.as_str()), Some(after.as_str()))));
            item.part(&rules::HEADER_RESPELLED, what, place(Fact::Type));
        }
        (old_kind, new_kind) if old_kind != new_kind => {
            let what = told(new, &format!("{} → {}", carried(old_kind), carried(new_kind)));
            item.part(&rules::SCHEME_CHANGED, what, place(Fact::Type));
        }
        _ => {}
    }
    described |= !bare::same(&old.parameters, &new.parameters) || !bare::same(&old.responses, &new.responses);
    if described {
        item.part(&rules::SCHEME_DESCRIBED, told(new, "what is said of it"), place(Fact::Description));
    }
}

/// How the credential of a scheme travels.
fn carried(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::OAuth2 { .. } => "OAuth 2.0".to_owned(),
        SchemeKind::Bearer => "a bearer token".to_owned(),
        SchemeKind::Basic => "HTTP Basic".to_owned(),
        SchemeKind::Header { name } => format!("header `{name}`"),
        SchemeKind::Cookie => "a cookie".to_owned(),
        SchemeKind::Query { name } => format!("query parameter `{name}`"),
    }
}

/// Where a document lists the grants of a scheme.
fn grants_of(scheme: &SecurityScheme) -> Stated<'_> {
    Stated { origins: &scheme.origins, fact: Fact::Type, source: &scheme.source }
}

fn set_of(texts: &[String]) -> BTreeSet<&String> {
    texts.iter().collect()
}

fn set(old: &CredentialSet, new: &CredentialSet, item: &mut Item<'_>) {
    let told = |what: &str| format!("credentials `{}`: {what}", new.name);
    if old.fields.iter().collect::<BTreeSet<_>>() != new.fields.iter().collect() {
        item.add(&rules::CREDENTIALS_CHANGED, told("other fields"));
    }
    if old.header != new.header {
        item.add(
            &rules::CREDENTIALS_CHANGED,
            told(&format!("header {}", from_to(old.header.as_ref(), new.header.as_ref()))),
        );
    }
    match (&old.session, &new.session) {
        (None, Some(_)) => item.add(&rules::SESSION_ADDED, told("a session")),
        (Some(_), None) => item.add(&rules::SESSION_REMOVED, told("no session")),
        (old, new) if old != new => item.add(&rules::SESSION_CHANGED, told("another session")),
        _ => {}
    }
    if old.description != new.description {
        item.add(&rules::CREDENTIALS_DESCRIBED, told("description"));
    }
    let methods = by_key(&old.methods, &new.methods, |method| &method.rust_name);
    for removed in &methods.removed {
        item.add(&rules::CREDENTIAL_METHOD_REMOVED, told(&format!("`{}` removed", removed.rust_name)));
    }
    for added in &methods.added {
        item.add(&rules::CREDENTIAL_METHOD_ADDED, told(&format!("`{}` added", added.rust_name)));
    }
    for (old, new) in &methods.pairs {
        method(old, new, &told, item);
    }
}

fn method(
    old: &CredentialMethod,
    new: &CredentialMethod,
    told: &dyn Fn(&str) -> String,
    item: &mut Item<'_>,
) {
    let what = |what: &str| told(&format!("{what} of `{}`", new.rust_name));
    let taken = |method: &CredentialMethod| -> Vec<(bool, bool)> {
        method.arguments.iter().map(|argument| (argument.secret, argument.once)).collect()
    };
    // What is sent names arguments: by their places, since callers give them by place.
    let sent = |method: &CredentialMethod| -> BTreeSet<(String, String)> {
        let value = |value: &str| {
            let place =
                method.arguments.iter().position(|argument| format!("{{{}}}", argument.rust_name) == value);
            place.map_or_else(|| value.to_owned(), |place| format!("{{{place}}}"))
        };
        method.send.iter().map(|sent| (sent.field.to_string(), value(&sent.value))).collect()
    };
    if taken(old) != taken(new) {
        item.add(&rules::CREDENTIAL_METHOD_CHANGED, what("arguments"));
    }
    if sent(old) != sent(new) {
        item.add(&rules::CREDENTIAL_METHOD_CHANGED, what("fields"));
    }
    let names = |method: &CredentialMethod| -> Vec<String> {
        method.arguments.iter().map(|argument| argument.rust_name.to_string()).collect()
    };
    if old.description != new.description || names(old) != names(new) {
        item.add(&rules::CREDENTIALS_DESCRIBED, what("description"));
    }
}
