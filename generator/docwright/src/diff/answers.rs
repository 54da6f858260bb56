//! What comes back, on both sides. What a call gives is one type, however many answers are documented: only that type,
//! and the pages that it makes, matter to programs.

use super::changes::{Item, Stated, stated};
use super::faces::Sides;
use super::matching::by_key;
use super::parameters::Pair;
use super::rules::{self, Rule};
use super::{bare, words};
use crate::type_words::type_in_words;
use docwright_model::{Endpoint, Fact, Response, ResponseBody, ResponseStatus, Source, Type};
use std::collections::BTreeSet;

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
    let format = same.then(|| formats(old, new)).flatten();
    if let Some((rule, what)) = &format {
        item.part(rule, what.as_str(), (Some(success_place(old)), Some(success_place(new))));
    }
    let is_stated = has_success_code(old) && has_success_code(new);
    let statuses = by_key(&old.responses, &new.responses, |response| status(response.status));
    let told = |response: &Response, what: &str| format!("answer {}: {what}", status(response.status));
    // That nothing comes, or something does, is told as what the call gives.
    let is_told = |response: &&&Response| !same && !is_stated && response.status.is_success();
    for removed in statuses.removed.iter().filter(|removed| !is_told(removed)) {
        let rule = if is_stated && removed.status.is_success() {
            &rules::SUCCESS_CHANGED
        } else {
            &rules::ANSWERS_DESCRIBED
        };
        item.part(rule, told(removed, "removed"), (Some(&removed.source), None));
    }
    for added in statuses.added.iter().filter(|added| !is_told(added)) {
        let rule = match added.status {
            ResponseStatus::Code(202) if is_stated => &rules::ANSWER_DEFERRED,
            success if is_stated && success.is_success() => &rules::SUCCESS_CHANGED,
            _ => &rules::ANSWERS_DESCRIBED,
        };
        item.part(rule, told(added, "added"), (None, Some(&added.source)));
    }
    for (old, new) in statuses.pairs.iter().filter(|(old, new)| !bare::same(old, new)) {
        let is_told = !same || (format.is_some() && new.status.is_success());
        let aspects =
            [("description", old.description != new.description), ("body", old.body != new.body && !is_told)];
        if let Some(aspects) = words::differing(&aspects) {
            let places = (Some(&old.source), Some(&new.source));
            item.part(&rules::ANSWERS_DESCRIBED, told(new, &aspects), places);
        }
    }
}

/// Whether a success is documented by its status, and not only as a success.
fn has_success_code(endpoint: &Endpoint) -> bool {
    let mut statuses = endpoint.responses.iter().map(|response| response.status);
    statuses.any(|status| matches!(status, ResponseStatus::Code(_)) && status.is_success())
}

/// What differs between the formats of what a call gives, of which its type says nothing.
fn formats(old: &Endpoint, new: &Endpoint) -> Option<(&'static Rule, String)> {
    let (before, after) = (media_types(old), media_types(new));
    if before == after || before.is_empty() || after.is_empty() {
        return None;
    }
    let rule = if before.union(&after).all(|media_type| is_json(media_type)) {
        &rules::ANSWER_STILL_JSON
    } else if after.is_subset(&before) {
        &rules::ANSWER_FORMAT_GONE
    } else {
        &rules::ANSWER_FORMAT_CHANGED
    };
    Some((rule, format!("gives {} → {}", words::listed(before), words::listed(after))))
}

/// The media types of successes, without what they say besides: `; charset=utf-8`.
fn media_types(endpoint: &Endpoint) -> BTreeSet<String> {
    successes(endpoint).filter_map(|response| Some(essence(&response.body.as_ref()?.media_type))).collect()
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_json(essence: &str) -> bool {
    essence == "application/json" || essence.ends_with("+json")
}

/// Whether an answer is JSON of which the document says no more.
pub(super) fn is_undescribed(endpoint: &Endpoint) -> bool {
    let is_open = |body: &ResponseBody| match &body.value_type {
        Some(value_type) => *value_type == Type::Any,
        None => is_json(&essence(&body.media_type)),
    };
    successes(endpoint).all(|response| response.body.as_ref().is_none_or(is_open))
}

fn successes(endpoint: &Endpoint) -> impl Iterator<Item = &Response> + Clone {
    endpoint.responses.iter().filter(|response| response.status.is_success())
}

/// Whether what is streamed, or read as JSON, is of the same sort: the type of the call says no more of it.
fn same_body(old: &Endpoint, new: &Endpoint, sides: &Sides<'_>) -> bool {
    match (success_type(old), success_type(new)) {
        (Some(old), Some(new)) => sides.same_type(old, new),
        _ => true,
    }
}

fn success_type(endpoint: &Endpoint) -> Option<&Type> {
    success(endpoint)?.body.as_ref()?.value_type.as_ref()
}

/// The answer that tells what a call gives: the first success with a body, or else the first success.
fn success(endpoint: &Endpoint) -> Option<&Response> {
    let mut all = successes(endpoint);
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
            body.value_type.as_ref().map_or_else(|| format!("`{}`", body.media_type), type_in_words)
        }
        Some(Response { status: ResponseStatus::Code(204 | 205), .. }) => "nothing".to_owned(),
        _ => "JSON that is not described".to_owned(),
    }
}

fn status(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Code(code) => code.to_string(),
        ResponseStatus::Class(class) => format!("{class}XX"),
        ResponseStatus::Default => "of any other status".to_owned(),
        ResponseStatus::Success => "of success".to_owned(),
        ResponseStatus::Failure => "of failure".to_owned(),
    }
}

fn pages(pair: &Pair<'_>, item: &mut Item<'_>) {
    let [mut before, mut after] = [pair.old, pair.new].map(|endpoint| {
        Stated { origins: &endpoint.origins, fact: Fact::Pagination, source: &endpoint.source }.first()
    });
    let (rule, what) = match (&pair.old.pagination, &pair.new.pagination) {
        (None, Some(pages)) => (&rules::PAGES_ADDED, format!("pages by `{}`", pages.parameter)),
        (Some(pages), None) => (&rules::PAGES_REMOVED, format!("no pages by `{}`", pages.parameter)),
        (Some(old), Some(new)) if old != new => {
            // That the list is found as well gives the call a stream of its elements.
            let mut known = old.clone();
            known.items.clone_from(&new.items);
            let is_list_alone = known == *new;
            if is_list_alone {
                // Where the list is may be said beside the documents.
                [before, after] = [pair.old, pair.new]
                    .map(|endpoint| stated(&endpoint.origins, Fact::Pagination, &endpoint.source));
            }
            let is_more = is_list_alone && old.items.is_none();
            let rule = if is_more { &rules::PAGES_ADDED } else { &rules::PAGES_CHANGED };
            (rule, format!("pages by `{}`", new.parameter))
        }
        _ => return,
    };
    item.part(rule, what, (Some(before), Some(after)));
}
