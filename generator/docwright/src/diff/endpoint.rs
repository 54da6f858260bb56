//! Endpoints on both sides.

use super::changes::{Difference, Item, Stated, stated};
use super::deprecation::{self, words_differ};
use super::faces::{Face, Sides};
use super::matching::{by_key, endpoints, shape};
use super::parameters::{self, Pair};
use super::{answers, bare, callers, rules, shown, words};
use docwright_model::{Alias, BodyEncoding, Endpoint, Fact, Method, PathTemplate, RequestBody, Source};

pub(super) fn compare(sides: &Sides<'_>, difference: &mut Difference) {
    let matched = endpoints(&sides.old.endpoints, &sides.new.endpoints);
    for removed in &matched.removed {
        let mut item = difference.of(words::endpoint(removed), Some(&removed.source), None);
        item.add(&rules::ENDPOINT_REMOVED, format!("`{}` removed", removed.rust_name));
    }
    for added in &matched.added {
        let mut item = difference.of(words::endpoint(added), None, Some(&added.source));
        item.add(&rules::ENDPOINT_ADDED, format!("`{}` added", added.rust_name));
    }
    for (old, new) in matched.pairs {
        let faces = Face::of(&sides.old_face, old).zip(Face::of(sides.new_face, new));
        let Some((old_face, new_face)) = faces else { continue };
        let pair = Pair { old, new, old_face, new_face };
        let mut item = difference.of(words::endpoint(new), Some(&old.source), Some(&new.source));
        address(&pair, &mut item);
        aliases(&pair, &mut item);
        state(&pair, &mut item);
        callers::compare((old, new), sides, &mut item);
        body(&pair, &mut item);
        parameters::compare(&pair, sides, &mut item);
        answers::compare(&pair, sides, &mut item);
        described(&pair, &mut item);
    }
}

/// Where both documents state a fact of an endpoint, or else the endpoint.
fn places<'a>(pair: &Pair<'a>, fact: Fact) -> (Option<&'a Source>, Option<&'a Source>) {
    let place = |endpoint: &'a Endpoint| {
        let Endpoint { origins, source, .. } = endpoint;
        match fact {
            // The line with the address itself, and not the list that it is in.
            Fact::Address => Stated { origins, fact, source }.first(),
            _ => stated(origins, fact, source),
        }
    };
    (Some(place(pair.old)), Some(place(pair.new)))
}

/// An address as servers see it.
fn same(one: (Method, &PathTemplate), other: (Method, &PathTemplate)) -> bool {
    one.0 == other.0 && shape(one.1) == shape(other.1)
}

fn is_kept(alias: &Alias, endpoint: &Endpoint) -> bool {
    same((alias.method, &alias.path), (endpoint.method, &endpoint.path))
}

fn address(pair: &Pair<'_>, item: &mut Item<'_>) {
    let Pair { old, new, .. } = pair;
    if !same((old.method, &old.path), (new.method, &new.path)) {
        let kept = new.aliases.iter().any(|alias| is_kept(alias, old));
        let rule = if kept { &rules::ENDPOINT_MOVED_KEPT } else { &rules::ENDPOINT_MOVED };
        item.part(rule, format!("was {}", words::endpoint(old)), places(pair, Fact::Address));
    }
    if old.rust_name != new.rust_name {
        let what = format!("`{}` → `{}`", old.rust_name, new.rust_name);
        item.part(&rules::ENDPOINT_RENAMED, what, places(pair, Fact::Name));
    } else if pair.old_face.call != pair.new_face.call {
        let what = format!("`{}` → `{}`", pair.old_face.call, pair.new_face.call);
        item.part(&rules::CALL_MOVED, what, places(pair, Fact::Address));
    }
}

fn aliases(pair: &Pair<'_>, item: &mut Item<'_>) {
    let matched = by_key(&pair.old.aliases, &pair.new.aliases, |alias| (alias.method, shape(&alias.path)));
    let told = |alias: &Alias, what: &str| format!("alias {} {}: {what}", alias.method, alias.path);
    // What became the address itself, and what was it, is told as that.
    for removed in matched.removed.iter().filter(|alias| !is_kept(alias, pair.new)) {
        item.part(&rules::ALIAS_REMOVED, told(removed, "removed"), (Some(&removed.source), None));
    }
    for added in matched.added.iter().filter(|alias| !is_kept(alias, pair.old)) {
        item.part(&rules::ALIAS_ADDED, told(added, "added"), (None, Some(&added.source)));
    }
    for (old, new) in matched.pairs.iter().filter(|(old, new)| !bare::same(old, new)) {
        let places = (Some(&old.source), Some(&new.source));
        item.part(&rules::ALIAS_DESCRIBED, told(new, "what is said of it"), places);
    }
}

fn state(pair: &Pair<'_>, item: &mut Item<'_>) {
    let Pair { old, new, .. } = pair;
    let rules =
        deprecation::Rules { deprecated: &rules::ENDPOINT_DEPRECATED, revived: &rules::ENDPOINT_REVIVED };
    if let Some((rule, what)) = rules.judge(old.deprecated.as_ref(), new.deprecated.as_ref()) {
        item.part(rule, what, places(pair, Fact::Deprecated));
    }
    match (&old.disabled, &new.disabled) {
        (None, Some(_)) => item.part(&rules::ENDPOINT_DISABLED, "disabled", places(pair, Fact::Disabled)),
        (Some(_), None) => {
            item.part(&rules::ENDPOINT_ENABLED, "no longer disabled", places(pair, Fact::Disabled));
        }
        _ => {}
    }
    if old.reads != new.reads {
        let what = if new.reads { "changes nothing" } else { "may change something" };
        item.part(&rules::ENDPOINT_READS_CHANGED, what, places(pair, Fact::Reads));
    }
}

fn body(pair: &Pair<'_>, item: &mut Item<'_>) {
    let Pair { old, new, .. } = pair;
    let told = |body: &RequestBody| format!("body `{}`", body.media_type);
    match (&old.request_body, &new.request_body) {
        (None, None) => {}
        (None, Some(body)) => {
            let raw = body.encoding == BodyEncoding::Raw;
            let rule = if raw { &rules::RAW_BODY_ADDED } else { &rules::BODY_ADDED };
            item.part(rule, format!("{}: added", told(body)), (None, Some(&body.source)));
        }
        (Some(body), None) => {
            item.part(&rules::BODY_REMOVED, format!("{}: removed", told(body)), (Some(&body.source), None));
        }
        (Some(old), Some(new)) => {
            let places = (Some(&old.source), Some(&new.source));
            if (&old.media_type, old.encoding) != (&new.media_type, new.encoding) {
                item.part(&rules::BODY_CHANGED, format!("{} → {}", told(old), told(new)), places);
            } else if old.rust_name != new.rust_name && pair.old_face.has_body_structure() {
                let what = format!("{}: `{}` → `{}`", told(new), old.rust_name, new.rust_name);
                item.part(&rules::BODY_RENAMED, what, places);
            }
        }
    }
}

fn described(pair: &Pair<'_>, item: &mut Item<'_>) {
    let Pair { old, new, .. } = pair;
    let aspects = [
        ("documented name", old.name != new.name, Fact::Name),
        ("address", old.address != new.address, Fact::Address),
        ("heading above it", old.group != new.group, Fact::Name),
        ("summary", old.summary != new.summary, Fact::Summary),
        ("description", old.description != new.description, Fact::Description),
        ("since", old.since != new.since, Fact::Since),
        ("deprecation", words_differ(old.deprecated.as_ref(), new.deprecated.as_ref()), Fact::Deprecated),
        ("why it is disabled", words_differ_of(old.disabled.as_ref(), new.disabled.as_ref()), Fact::Disabled),
    ];
    let first = aspects.iter().find(|(_, differs, _)| *differs).map(|(.., fact)| *fact);
    let differing = words::differing(&aspects.map(|(name, differs, _)| (name, differs)));
    if let Some((differing, fact)) = differing.zip(first) {
        item.part(&rules::ENDPOINT_DESCRIBED, differing, places(pair, fact));
    }
    if !bare::same(&old.examples, &new.examples) {
        let count = |endpoint: &Endpoint| endpoint.examples.len();
        let what = match (count(old), count(new)) {
            (before, after) if before == after => "examples: another text".to_owned(),
            (before, after) => format!("examples: {before} → {after}"),
        };
        let [before, after] =
            [old, new].map(|endpoint| endpoint.examples.first().map(|example| &example.source));
        let shown = shown::differences(old, new);
        if shown.is_empty() {
            item.part(&rules::EXAMPLES_CHANGED, what, (before, after));
        }
        for (rule, what) in shown {
            item.part(rule, what, (before, after));
        }
    }
    if !bare::same(&old.set_aside, &new.set_aside) {
        item.add(&rules::ROWS_SET_ASIDE, "rows that are no parameters");
    }
}

fn words_differ_of(old: Option<&String>, new: Option<&String>) -> bool {
    old.is_some() && new.is_some() && old != new
}
