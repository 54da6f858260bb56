//! Who may call an endpoint, on both sides: the schemes, scopes and credentials of which one lets a caller in.

use super::changes::{Item, Stated};
use super::faces::Sides;
use super::matching::by_key;
use super::rules::{self, Rule};
use super::words::listed;
use docwright_model::{CredentialUse, Endpoint, Fact, SecurityRequirement};
use std::collections::BTreeSet;

pub(super) fn compare((old, new): (&Endpoint, &Endpoint), sides: &Sides<'_>, item: &mut Item<'_>) {
    let mut tightened = Vec::new();
    let mut loosened = Vec::new();
    schemes(old.security.as_deref(), new.security.as_deref(), &mut tightened, &mut loosened);
    let unstated = unstated((old, new), sides);
    credentials(old.credentials.as_ref(), new.credentials.as_ref(), &mut tightened, &mut loosened);
    let [old, new] = [old, new].map(|endpoint| Stated {
        origins: &endpoint.origins,
        fact: Fact::Security,
        source: &endpoint.source,
    });
    let tightened = tightened.into_iter().map(|what| (&rules::SECURITY_TIGHTENED, what));
    let loosened = loosened.into_iter().map(|what| (&rules::SECURITY_LOOSENED, what));
    for (rule, (what, mut words)) in unstated.into_iter().chain(tightened).chain(loosened) {
        // Documents call schemes by their names.
        let schemes = sides.old.security_schemes.iter().chain(&sides.new.security_schemes);
        let called = schemes.filter(|scheme| words.contains(&scheme.id)).map(|scheme| scheme.name.clone());
        let names: Vec<String> = called.collect();
        words.extend(names);
        item.listed(rule, what, words, (old, new));
    }
}

/// What it means that nobody says any more who may call, which is not to say that everybody may. The client sends the
/// only credential that it holds then: as before, if there is but one to hold and the endpoint took it.
fn unstated((old, new): (&Endpoint, &Endpoint), sides: &Sides<'_>) -> Option<(&'static Rule, Told)> {
    let (Some(before), None) = (&old.security, &new.security) else { return None };
    let is_sent_as_before = matches!(
        (before.as_slice(), sides.old.security_schemes.as_slice(), sides.new.security_schemes.as_slice()),
        ([taken], [was], [is]) if taken.scheme == was.id && was.id == is.id
    );
    let rule = if is_sent_as_before { &rules::SECURITY_LOOSENED } else { &rules::SECURITY_UNSTATED };
    Some((rule, said("who may call is no longer said")))
}

/// What changed, and the words by which documents state it.
type Told = (String, Vec<String>);
type Found = Vec<Told>;

/// A change of which documents have no words of their own.
fn said(what: impl Into<String>) -> Told {
    (what.into(), Vec::new())
}

fn schemes(
    old: Option<&[SecurityRequirement]>,
    new: Option<&[SecurityRequirement]>,
    tightened: &mut Found,
    loosened: &mut Found,
) {
    let ids =
        |requirements: &[SecurityRequirement]| listed(requirements.iter().map(|one| one.scheme.as_str()));
    let (old, new) = match (old, new) {
        // `unstated` tells of the latter.
        (_, None) => return,
        (None, Some([])) => return loosened.push(said("no authorization is needed")),
        (None, Some(new)) => return tightened.push(said(format!("authorization by {}", ids(new)))),
        (Some(old), Some(new)) => (old, new),
    };
    match (old.is_empty(), new.is_empty()) {
        (true, false) => return tightened.push(said(format!("authorization by {}", ids(new)))),
        (false, true) => return loosened.push(said("no authorization is needed")),
        _ => {}
    }
    let by = |what: &str, one: &SecurityRequirement| {
        (format!("{what} `{}`", one.scheme), vec![one.scheme.clone()])
    };
    let matched = by_key(old, new, |requirement| &requirement.scheme);
    tightened.extend(matched.removed.iter().map(|gone| by("no longer by", gone)));
    loosened.extend(matched.added.iter().map(|come| by("also by", come)));
    for (old, new) in &matched.pairs {
        let (before, after) = (
            old.scopes.iter().collect::<BTreeSet<&String>>(),
            new.scopes.iter().collect::<BTreeSet<&String>>(),
        );
        let scopes = |what: &str, scopes: BTreeSet<&String>| {
            let names = listed(scopes.iter().map(|scope| scope.as_str()));
            (format!("`{}` {what} {names}", new.scheme), scopes.into_iter().cloned().collect())
        };
        match (before.is_empty(), after.is_empty()) {
            (true, false) => tightened.push(scopes("with a scope:", after)),
            (false, true) => loosened.push(said(format!("`{}` with any scope", new.scheme))),
            _ => {
                let gone: BTreeSet<&String> = before.difference(&after).copied().collect();
                let come: BTreeSet<&String> = after.difference(&before).copied().collect();
                if !gone.is_empty() {
                    tightened.push(scopes("no longer with", gone));
                }
                if !come.is_empty() {
                    loosened.push(scopes("also with", come));
                }
            }
        }
    }
}

fn credentials(
    old: Option<&CredentialUse>,
    new: Option<&CredentialUse>,
    tightened: &mut Found,
    loosened: &mut Found,
) {
    let sets = |used: &CredentialUse| -> BTreeSet<String> {
        [&used.set].into_iter().chain(&used.others).cloned().collect()
    };
    match (old, new) {
        (None, None) => {}
        (Some(_), None) => loosened.push(said("no credentials are taken")),
        (None, Some(new)) if new.required => {
            tightened.push(said(format!("credentials {}", listed(sets(new)))));
        }
        (None, Some(new)) => loosened.push(said(format!("credentials {} are taken", listed(sets(new))))),
        (Some(old), Some(new)) => {
            let (before, after) = (sets(old), sets(new));
            let gone: Vec<&String> = before.difference(&after).collect();
            let come: Vec<&String> = after.difference(&before).collect();
            if !gone.is_empty() {
                tightened.push(said(format!("no longer by the credentials {}", listed(gone))));
            }
            if !come.is_empty() {
                loosened.push(said(format!("also by the credentials {}", listed(come))));
            }
            match (old.required, new.required) {
                (false, true) => tightened.push(said("credentials are needed")),
                (true, false) => loosened.push(said("credentials are not needed")),
                _ => {}
            }
            if before == after && old.set != new.set {
                loosened.push(said(format!("the credentials `{}` come first", new.set)));
            }
        }
    }
}
