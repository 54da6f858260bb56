//! The parameters of an endpoint on both sides.

use super::changes::Item;
use super::faces::{Face, Sides, is_argument};
use super::field::{self, Value, place_of};
use super::matching::{Matched, by_keys};
use super::rules::{self, Rule};
use super::{bare, words};
use crate::type_words::type_in_words;
use docwright_model::{Endpoint, Fact, Location, Parameter};

/// An endpoint on both sides, with what it is in both clients.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Endpoint,
    pub(super) new: &'a Endpoint,
    pub(super) old_face: Face<'a>,
    pub(super) new_face: Face<'a>,
}

pub(super) fn compare(pair: &Pair<'_>, sides: &Sides<'_>, item: &mut Item<'_>) {
    let matched = matched(pair);
    for removed in &matched.removed {
        let (rule, what) = match removed.field.credential {
            Some(_) => (&rules::CREDENTIAL_FIELD_CHANGED, "removed"),
            None => (&rules::PARAMETER_REMOVED, "removed"),
        };
        let places = (Some(place_of(&removed.field, Fact::Name)), None);
        item.part(rule, format!("{}: {what}", words::parameter(removed)), places);
    }
    for added in &matched.added {
        let places = (None, Some(place_of(&added.field, Fact::Name)));
        let what = format!("{}: added, {}", words::parameter(added), type_in_words(&added.field.value_type));
        item.part(rule_for_added(added, pair), what, places);
    }
    for (old, new) in &matched.pairs {
        both(old, new, pair, sides, item);
    }
    order(&matched, pair, item);
}

/// The parameters that go together: those at one place with one name, headers whatever their capitals, placeholders at
/// the same place of the path, and those with one name.
fn matched<'a>(pair: &Pair<'a>) -> Matched<'a, Parameter> {
    type Key = (Option<Location>, String);
    let exact = |parameter: &Parameter| -> Option<Key> {
        Some((Some(parameter.location), parameter.field.wire_name.to_string()))
    };
    let any_case = |parameter: &Parameter| -> Option<Key> {
        let name = parameter.field.wire_name.as_str().to_ascii_lowercase();
        (parameter.location == Location::Header).then_some((Some(Location::Header), name))
    };
    let placeholder = |parameter: &Parameter| -> Option<Key> {
        let place = |endpoint: &Endpoint| {
            let mut names = endpoint.path.placeholders();
            let here = endpoint.parameters.iter().any(|other| std::ptr::eq(other, parameter));
            names.position(|name| name == parameter.field.wire_name.as_str()).filter(|_| here)
        };
        let place =
            (parameter.location == Location::Path).then(|| place(pair.old).or_else(|| place(pair.new)))?;
        place.map(|place| (Some(Location::Path), place.to_string()))
    };
    let name = |parameter: &Parameter| -> Option<Key> { Some((None, parameter.field.wire_name.to_string())) };
    by_keys(&pair.old.parameters, &pair.new.parameters, &[&exact, &any_case, &placeholder, &name])
}

fn rule_for_added(added: &Parameter, pair: &Pair<'_>) -> &'static Rule {
    if added.field.credential.is_some() && is_argument(added) {
        &rules::CREDENTIAL_FIELD_REQUIRED
    } else if added.field.credential.is_some() {
        &rules::CREDENTIAL_FIELD_CHANGED
    } else if is_argument(added) {
        &rules::PARAMETER_ADDED_REQUIRED
    } else if added.location == Location::Json && pair.old_face.has_body_structure() {
        &rules::PARAMETER_ADDED_TO_BODY
    } else {
        &rules::PARAMETER_ADDED
    }
}

fn both(old: &Parameter, new: &Parameter, pair: &Pair<'_>, sides: &Sides<'_>, item: &mut Item<'_>) {
    let places = (Some(place_of(&old.field, Fact::Name)), Some(place_of(&new.field, Fact::Name)));
    match (&old.field.credential, &new.field.credential) {
        (None, None) => {}
        (Some(_), Some(_)) => return credential(old, new, sides, item),
        (Some(_), None) => {
            let what = format!("{}: no credential", words::parameter(new));
            return item.part(rule_for_added(new, pair), what, places);
        }
        (None, Some(_)) => {
            let what = format!("{}: a credential", words::parameter(new));
            return item.part(&rules::PARAMETER_REMOVED, what, places);
        }
    }
    if old.location != new.location {
        let what = format!("{} → {}", words::parameter(old), words::parameter(new));
        item.part(&rules::PARAMETER_MOVED, what, places);
    }
    name(old, new, item);
    requirement(old, new, item);
    let value = Value {
        old: &old.field,
        new: &new.field,
        name: words::parameter(new),
        same_rust: pair.old_face.given(old) == pair.new_face.given(new),
        is_named: !is_argument(new) || new.location == Location::Json,
        sent: true,
    };
    field::compare(&value, sides, item);
}

/// What the client fills: no program names it, but a server may refuse what it is filled with.
fn credential(old: &Parameter, new: &Parameter, sides: &Sides<'_>, item: &mut Item<'_>) {
    let known = item.count();
    let places = (Some(place_of(&old.field, Fact::Name)), Some(place_of(&new.field, Fact::Name)));
    if old.location != new.location {
        let what = format!("{} → {}", words::parameter(old), words::parameter(new));
        item.part(&rules::PARAMETER_MOVED, what, places);
    }
    if old.field.credential != new.field.credential {
        let sets = words::from_to(old.field.credential.as_ref(), new.field.credential.as_ref());
        item.part(&rules::CREDENTIAL_OF_ANOTHER, format!("{}: {sets}", words::parameter(new)), places);
    }
    let rule = match (is_argument(old), is_argument(new)) {
        (false, true) => Some((&rules::CREDENTIAL_FIELD_REQUIRED, "required")),
        (true, false) => Some((&rules::CREDENTIAL_FIELD_OPTIONAL, "no longer required")),
        _ if old.field.requirement != new.field.requirement => {
            Some((&rules::REQUIREMENT_STATED, "what is said of whether it is required"))
        }
        _ => None,
    };
    if let Some((rule, what)) = rule {
        item.part(rule, format!("{}: {what}", words::parameter(new)), places);
    }
    let name = words::parameter(new);
    let value =
        Value { old: &old.field, new: &new.field, name, same_rust: true, is_named: false, sent: true };
    field::compare(&value, sides, item);
    if item.count() == known && !bare::same(old, new) {
        item.part(&rules::CREDENTIAL_FIELD_CHANGED, format!("{}: changed", words::parameter(new)), places);
    }
}

fn name(old: &Parameter, new: &Parameter, item: &mut Item<'_>) {
    let (before, after) = (&old.field, &new.field);
    let places = (Some(place_of(before, Fact::Name)), Some(place_of(after, Fact::Name)));
    let by_place = is_argument(old) && is_argument(new) && new.location != Location::Json;
    if before.rust_name != after.rust_name {
        let rule = if by_place { &rules::ARGUMENT_RENAMED } else { &rules::PARAMETER_RENAMED };
        let what = format!("{}: `{}` → `{}`", words::parameter(new), before.rust_name, after.rust_name);
        item.part(rule, what, places);
    } else if before.wire_name != after.wire_name {
        // Only headers and placeholders go together under different names.
        let is_header = new.location == Location::Header;
        let rule = if is_header { &rules::HEADER_RESPELLED } else { &rules::ARGUMENT_RENAMED };
        let what = format!("{}: was `{}`", words::parameter(new), before.wire_name);
        item.part(rule, what, places);
    }
}

fn requirement(old: &Parameter, new: &Parameter, item: &mut Item<'_>) {
    let (before, after) = (old.field.requirement, new.field.requirement);
    if before == after {
        return;
    }
    let (rule, what) = match (is_argument(old), is_argument(new)) {
        (false, true) => (&rules::PARAMETER_REQUIRED, "required"),
        (true, false) => (&rules::PARAMETER_OPTIONAL, "no longer required"),
        _ => (&rules::REQUIREMENT_STATED, "what is said of whether it is required"),
    };
    let places =
        (Some(place_of(&old.field, Fact::Requirement)), Some(place_of(&new.field, Fact::Requirement)));
    item.part(rule, format!("{}: {what}", words::parameter(new)), places);
}

/// Whether arguments that are on both sides come in another order.
fn order(matched: &Matched<'_, Parameter>, pair: &Pair<'_>, item: &mut Item<'_>) {
    let kept = |parameter: &Parameter| is_argument(parameter) && parameter.field.credential.is_none();
    let kept: Vec<_> = matched.pairs.iter().filter(|(old, new)| kept(old) && kept(new)).collect();
    let find = |is: &dyn Fn(&(&Parameter, &Parameter)) -> bool| {
        kept.iter().find(|pair| is(pair)).map(|(_, new)| new.field.wire_name.as_str())
    };
    let before = pair.old.parameters.iter().filter_map(|this| find(&|(old, _)| std::ptr::eq(*old, this)));
    let after = pair.new.parameters.iter().filter_map(|this| find(&|(_, new)| std::ptr::eq(*new, this)));
    let (before, after): (Vec<&str>, Vec<&str>) = (before.collect(), after.collect());
    if before != after {
        let what = format!("arguments {} → {}", words::listed(&before), words::listed(&after));
        item.add(&rules::ARGUMENTS_REORDERED, what);
    }
}
