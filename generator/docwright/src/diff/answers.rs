//! What comes back, on both sides. What a call gives is one type, however many answers are documented: only that type,
//! and the pages that it makes, matter to programs.

use super::changes::{Item, stated};
use super::faces::Sides;
use super::matching::by_key;
use super::parameters::Pair;
use super::{bare, rules, words};
use docwright_model::{Endpoint, Fact, Response, ResponseStatus, Source};

pub(super) fn compare(pair: &Pair<'_>, sides: &Sides<'_>, item: &mut Item<'_>) {
    let Pair { old, new, old_face, new_face } = pair;
    let call = |item: Option<&docwright_codegen::InterfaceItem>, path: &str| {
        // The call's own name is told elsewhere.
        item.map(|item| item.signature.replace(path, ""))
    };
    let same =
        call(old_face.call_item(), old_face.call_name()) == call(new_face.call_item(), new_face.call_name());
    let same = same && same_body(old, new, sides);
    if !same {
        let what = format!("gives {} → {}", gives(old), gives(new));
        item.part(&rules::ANSWER_CHANGED, what, (Some(success_place(old)), Some(success_place(new))));
    }
    pages(pair, item);
    let statuses = by_key(&old.responses, &new.responses, |response| status(response.status));
    let told = |response: &Response, what: &str| format!("answer {}: {what}", status(response.status));
    for removed in &statuses.removed {
        item.part(&rules::ANSWERS_DESCRIBED, told(removed, "removed"), (Some(&removed.source), None));
    }
    for added in &statuses.added {
        item.part(&rules::ANSWERS_DESCRIBED, told(added, "added"), (None, Some(&added.source)));
    }
    for (old, new) in statuses.pairs.iter().filter(|(old, new)| !bare::same(old, new)) {
        let aspects =
            [("description", old.description != new.description), ("body", old.body != new.body && same)];
        if let Some(aspects) = words::differing(&aspects) {
            let places = (Some(&old.source), Some(&new.source));
            item.part(&rules::ANSWERS_DESCRIBED, told(new, &aspects), places);
        }
    }
}

/// Whether what is streamed, or read as JSON, is of the same sort: the type of the call says no more of it.
fn same_body(old: &Endpoint, new: &Endpoint, sides: &Sides<'_>) -> bool {
    match (success_type(old), success_type(new)) {
        (Some(old), Some(new)) => sides.same_type(old, new),
        _ => true,
    }
}

fn success_type(endpoint: &Endpoint) -> Option<&docwright_model::Type> {
    success(endpoint)?.body.as_ref()?.value_type.as_ref()
}

/// The answer that tells what a call gives: the first success with a body, or else the first success.
fn success(endpoint: &Endpoint) -> Option<&Response> {
    let mut all = endpoint.responses.iter().filter(|response| response.status.is_success());
    all.clone().find(|response| response.body.is_some()).or_else(|| all.next())
}

fn success_place<'a>(endpoint: &'a Endpoint) -> &'a Source {
    let place = |response: &'a Response| stated(&response.origins, Fact::Type, &response.source);
    success(endpoint).map_or(&endpoint.source, place)
}

/// What a call gives, in a few words.
fn gives(endpoint: &Endpoint) -> String {
    match success(endpoint) {
        Some(Response { body: Some(body), .. }) => {
            body.value_type.as_ref().map_or_else(|| format!("`{}`", body.media_type), words::value_type)
        }
        Some(Response { status: ResponseStatus::Code(204 | 205), .. }) => "nothing".to_owned(),
        _ => "JSON that is not described".to_owned(),
    }
}

fn status(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Code(code) => code.to_string(),
        ResponseStatus::Success => "of success".to_owned(),
        ResponseStatus::Failure => "of failure".to_owned(),
    }
}

fn pages(pair: &Pair<'_>, item: &mut Item<'_>) {
    let [before, after] =
        [pair.old, pair.new].map(|endpoint| stated(&endpoint.origins, Fact::Pagination, &endpoint.source));
    let (rule, what) = match (&pair.old.pagination, &pair.new.pagination) {
        (None, Some(pages)) => (&rules::PAGES_ADDED, format!("pages by `{}`", pages.parameter)),
        (Some(pages), None) => (&rules::PAGES_REMOVED, format!("no pages by `{}`", pages.parameter)),
        (Some(old), Some(new)) if old != new => {
            // That the list is found as well gives the call a stream of its elements.
            let mut known = old.clone();
            known.items.clone_from(&new.items);
            let rule = if known == *new && old.items.is_none() {
                &rules::PAGES_ADDED
            } else {
                &rules::PAGES_CHANGED
            };
            (rule, format!("pages by `{}`", new.parameter))
        }
        _ => return,
    };
    item.part(rule, what, (Some(before), Some(after)));
}
