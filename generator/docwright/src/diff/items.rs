//! What the emitted clients themselves show: every public item of the old one that the new one lacks or has otherwise,
//! where no fact has told of it yet. So that nothing that programs rely on changes unnoticed, whatever a fact turns
//! into on its way to Rust.

use super::changes::{Change, Difference, Spot};
use super::faces::{Face, Sides};
use super::matching::endpoints;
use super::rules::{self, Rule, Verdict};
use super::{constants, security, types, words};
use docwright_codegen::{Interface, InterfaceItem, InterfaceKind};
use docwright_model::{Api, Endpoint, Source};
use std::collections::BTreeMap;

/// What public items belong to, by the paths that theirs begin with.
type Owners<'a> = BTreeMap<String, Owner<'a>>;

/// What a public item belongs to: what its changes are listed under, and where the documents state it.
#[derive(Clone)]
struct Owner<'a> {
    item: String,
    old: Option<&'a Source>,
    new: Option<&'a Source>,
}

pub(super) fn compare(sides: &Sides<'_>, difference: &mut Difference) {
    let owners = owners(sides);
    // The least of them is the worst.
    let mut worst: BTreeMap<String, Verdict> = BTreeMap::new();
    for change in &difference.changes {
        let verdict = worst.entry(change.item.clone()).or_insert(change.rule.verdict);
        *verdict = (*verdict).min(change.rule.verdict);
    }
    let mut found = Vec::new();
    let mut tell = |rule: &'static Rule, path: &str, what: &str| {
        let owner = owner(path, &owners);
        if worst.get(&owner.item).is_none_or(|worst| *worst > rule.verdict) {
            let detail = format!("`{path}` {what}");
            let (old, new) = (owner.old.cloned(), owner.new.cloned());
            found.push(Change { rule, item: owner.item, detail, old, new, spot: Spot::default() });
        }
    };
    for (path, old) in &sides.old_face.items {
        match sides.new_face.items.get(path) {
            None => tell(&rules::ITEM_REMOVED, path, "removed"),
            Some(new) if old.signature != new.signature || is_narrower(old, new) => {
                tell(&rules::ITEM_CHANGED, path, "changed");
            }
            Some(_) => {}
        }
    }
    for (path, new) in
        sides.new_face.items.iter().filter(|(path, _)| !sides.old_face.items.contains_key(*path))
    {
        if breaks_by_coming(path, new, &sides.old_face) {
            tell(&rules::ITEM_ADDED_TO_ALL, path, "added");
        } else {
            tell(&rules::ITEM_ADDED, path, "added");
        }
    }
    difference.changes.extend(found);
    if difference.changes.is_empty() && !sides.same_files {
        difference.of(security::CLIENT, None, None).add(&rules::TEXT_CHANGED, "documentation");
    }
}

/// Whether programs can't do with the item what they could.
fn is_narrower(old: &InterfaceItem, new: &InterfaceItem) -> bool {
    matches!(
        (&old.kind, &new.kind),
        (InterfaceKind::Structure { literal: true }, InterfaceKind::Structure { literal: false })
            | (InterfaceKind::Enumeration { closed: true }, InterfaceKind::Enumeration { closed: false })
    )
}

/// Whether an item breaks programs by being there: those that write, or go through, all of a kind.
fn breaks_by_coming(path: &str, new: &InterfaceItem, old: &Interface) -> bool {
    let parent = |separator| path.rsplit_once(separator).and_then(|(parent, _)| old.items.get(parent));
    match new.kind {
        InterfaceKind::Field => {
            parent(".").is_some_and(|parent| parent.kind == InterfaceKind::Structure { literal: true })
        }
        InterfaceKind::Variant => {
            parent("::").is_some_and(|parent| parent.kind == InterfaceKind::Enumeration { closed: true })
        }
        _ => false,
    }
}

/// What an item belongs to: the owner whose path it begins with. What has none is the client's.
fn owner<'a>(path: &str, owners: &Owners<'a>) -> Owner<'a> {
    let mut rest = path;
    loop {
        if let Some(owner) = owners.get(rest) {
            return owner.clone();
        }
        let end = ["::", ".", "!"].iter().filter_map(|mark| rest.rfind(mark)).max();
        match end.and_then(|end| rest.get(..end)) {
            Some(shorter) => rest = shorter,
            None => return Owner { item: security::CLIENT.to_owned(), old: None, new: None },
        }
    }
}

fn owners<'a>(sides: &'a Sides<'a>) -> Owners<'a> {
    let mut owners = Owners::new();
    let matched = endpoints(&sides.old.endpoints, &sides.new.endpoints);
    for (old, new) in matched.pairs {
        let owner = Owner { item: words::endpoint(new), old: Some(&old.source), new: Some(&new.source) };
        of_endpoint(old, &sides.old_face, &owner, &mut owners);
        of_endpoint(new, sides.new_face, &owner, &mut owners);
    }
    for old in matched.removed {
        let owner = Owner { item: words::endpoint(old), old: Some(&old.source), new: None };
        of_endpoint(old, &sides.old_face, &owner, &mut owners);
    }
    for new in matched.added {
        let owner = Owner { item: words::endpoint(new), old: None, new: Some(&new.source) };
        of_endpoint(new, sides.new_face, &owner, &mut owners);
    }
    of_types(sides, &mut owners);
    of_constants(sides.old, |owner, source| owner.old = Some(source), &mut owners);
    of_constants(sides.new, |owner, source| owner.new = Some(source), &mut owners);
    owners
}

fn of_endpoint<'a>(endpoint: &'a Endpoint, face: &'a Interface, owner: &Owner<'a>, owners: &mut Owners<'a>) {
    let call = Face::of(face, endpoint).map(|face| face.call.to_owned());
    let body = endpoint.request_body.as_ref().map(|body| body.rust_name.to_string());
    let method = Some(format!("Client::{}", endpoint.rust_name));
    for path in [call, body.filter(|name| !name.is_empty()), method].into_iter().flatten() {
        owners.insert(path, owner.clone());
    }
}

fn of_types<'a>(sides: &'a Sides<'a>, owners: &mut Owners<'a>) {
    let by_name: BTreeMap<&str, _> =
        sides.new.types.iter().map(|named| (named.name.as_str(), named)).collect();
    for old in &sides.old.types {
        let new = sides.types.get(old.name.as_str()).and_then(|name| by_name.get(name)).copied();
        let item = types::item_name(new.unwrap_or(old));
        let owner = Owner { item, old: Some(&old.source), new: new.map(|new| &new.source) };
        owners.entry(old.rust_name.to_string()).or_insert_with(|| owner.clone());
        if let Some(new) = new {
            owners.entry(new.rust_name.to_string()).or_insert(owner);
        }
    }
    for new in &sides.new.types {
        let owner = Owner { item: types::item_name(new), old: None, new: Some(&new.source) };
        owners.entry(new.rust_name.to_string()).or_insert(owner);
    }
}

fn of_constants<'a>(api: &'a Api, place: impl Fn(&mut Owner<'a>, &'a Source), owners: &mut Owners<'a>) {
    for constant in &api.constants {
        // Constants are in capitals, however they are named.
        for name in [constant.rust_name.to_string(), constant.rust_name.as_str().to_uppercase()] {
            let owner = Owner { item: constants::item_name(constant), old: None, new: None };
            place(owners.entry(format!("constants::{name}")).or_insert(owner), &constant.source);
        }
    }
}
