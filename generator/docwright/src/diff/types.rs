//! Named types on both sides: those that are emitted. What no endpoint leads to is no part of the client.

use super::changes::{Difference, Item, stated};
use super::deprecation::{self, words_differ};
use super::faces::Sides;
use super::field::{self, Value, place_of};
use super::matching::by_key;
use super::{bare, enumeration, rules, words};
use crate::type_words::type_in_words;
use docwright_codegen::{Interface, InterfaceKind};
use docwright_model::{Definition, Fact, Field, NamedType, Requirement};
use std::collections::{BTreeMap, BTreeSet};

/// What changes of a type are listed under.
pub(super) fn item_name(named: &NamedType) -> String {
    format!("type `{}`", named.name)
}

pub(super) fn compare(sides: &Sides<'_>, difference: &mut Difference) {
    let new: BTreeMap<&str, &NamedType> =
        sides.new.types.iter().map(|named| (named.name.as_str(), named)).collect();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for old in &sides.old.types {
        let other = sides.types.get(old.name.as_str()).and_then(|name| new.get(name)).copied();
        match other {
            Some(new) => {
                known.insert(&new.name);
                both(old, new, sides, difference);
            }
            None => gone(old, is_emitted(&sides.old_face, old), difference),
        }
    }
    for new in sides.new.types.iter().filter(|named| !known.contains(named.name.as_str())) {
        come(new, is_emitted(sides.new_face, new), difference);
    }
}

fn is_emitted(face: &Interface, named: &NamedType) -> bool {
    let item = face.items.get(named.rust_name.as_str());
    item.is_some_and(|item| {
        matches!(item.kind, InterfaceKind::Structure { .. } | InterfaceKind::Enumeration { .. })
    })
}

fn gone(old: &NamedType, emitted: bool, difference: &mut Difference) {
    let rule = if emitted { &rules::TYPE_REMOVED } else { &rules::UNUSED_TYPE_CHANGED };
    difference.of(item_name(old), Some(&old.source), None).add(rule, "removed");
}

fn come(new: &NamedType, emitted: bool, difference: &mut Difference) {
    let rule = if emitted { &rules::TYPE_ADDED } else { &rules::UNUSED_TYPE_CHANGED };
    difference.of(item_name(new), None, Some(&new.source)).add(rule, "added");
}

fn both(old: &NamedType, new: &NamedType, sides: &Sides<'_>, difference: &mut Difference) {
    let emitted = (is_emitted(&sides.old_face, old), is_emitted(sides.new_face, new));
    let mut item = difference.of(item_name(new), Some(&old.source), Some(&new.source));
    match emitted {
        (true, true) => {}
        (false, true) => return item.add(&rules::TYPE_ADDED, "reached by an endpoint now"),
        (true, false) => return item.add(&rules::TYPE_REMOVED, "no longer reached by an endpoint"),
        (false, false) => {
            if !bare::same(old, new) {
                item.add(&rules::UNUSED_TYPE_CHANGED, "changed");
            }
            return;
        }
    }
    if old.rust_name != new.rust_name {
        item.add(&rules::TYPE_RENAMED, format!("`{}` → `{}`", old.rust_name, new.rust_name));
    }
    let rules = deprecation::Rules { deprecated: &rules::TYPE_DEPRECATED, revived: &rules::TYPE_REVIVED };
    if let Some((rule, what)) = rules.judge(old.deprecated.as_ref(), new.deprecated.as_ref()) {
        item.add(rule, what);
    }
    definition(old, new, sides, &mut item);
    let links = match (&old.definition, &new.definition) {
        (Definition::Opaque { link: old }, Definition::Opaque { link: new }) => old != new,
        _ => false,
    };
    let described = words::differing(&[
        ("name", old.name != new.name && old.rust_name == new.rust_name),
        ("description", old.description != new.description),
        ("deprecation", words_differ(old.deprecated.as_ref(), new.deprecated.as_ref())),
        ("link", links),
    ]);
    if let Some(described) = described {
        let [before, after] =
            [old, new].map(|named| stated(&named.origins, Fact::Description, &named.source));
        item.part(&rules::TYPE_DESCRIBED, described, (Some(before), Some(after)));
    }
    if !bare::same(&old.set_aside, &new.set_aside) {
        item.add(&rules::ROWS_SET_ASIDE, "rows that are no fields");
    }
}

fn definition(old: &NamedType, new: &NamedType, sides: &Sides<'_>, item: &mut Item<'_>) {
    match (&old.definition, &new.definition) {
        (
            Definition::Structure { extends: old_parents, fields: old_fields },
            Definition::Structure { extends, fields },
        ) => {
            let before =
                old_parents.iter().map(|name| sides.types.get(name.as_str()).copied().unwrap_or(name));
            if !before.eq(extends.iter().map(String::as_str)) {
                let what = format!(
                    "has all fields of {} → {}",
                    words::listed_or_nothing(old_parents),
                    words::listed_or_nothing(extends)
                );
                item.add(&rules::PARENTS_CHANGED, what);
            }
            structure((old, old_fields), (new, fields), sides, item);
        }
        (Definition::Enumeration { .. }, Definition::Enumeration { .. }) => {
            enumeration::compare(old, new, item);
        }
        (Definition::Opaque { .. }, Definition::Opaque { .. }) => {}
        (before, after) => {
            item.add(&rules::TYPE_REMADE, format!("{} → {}", kind(before), kind(after)));
        }
    }
}

fn kind(definition: &Definition) -> &'static str {
    match definition {
        Definition::Structure { .. } => "structure",
        Definition::Enumeration { .. } => "enumeration",
        Definition::Opaque { .. } => "any JSON",
    }
}

fn structure(
    (old, old_fields): (&NamedType, &[Field]),
    (new, new_fields): (&NamedType, &[Field]),
    sides: &Sides<'_>,
    item: &mut Item<'_>,
) {
    let matched = by_key(old_fields, new_fields, |field| &field.wire_name);
    let name = |field: &Field| format!("field `{}`", field.wire_name);
    for removed in &matched.removed {
        let places = (Some(place_of(removed, Fact::Name)), None);
        item.part(&rules::FIELD_REMOVED, format!("{}: removed", name(removed)), places);
    }
    for added in &matched.added {
        let what = format!("{}: added, {}", name(added), type_in_words(&added.value_type));
        item.part(&rules::FIELD_ADDED, what, (None, Some(place_of(added, Fact::Name))));
    }
    for (before, after) in &matched.pairs {
        let rust = |face: &Interface, named: &NamedType, field: &Field| {
            let signature = |mark| {
                let item = face.items.get(&format!("{}{mark}{}", named.rust_name, field.rust_name));
                item.map(|item| item.signature.clone())
            };
            (signature("."), signature("::"))
        };
        let value = Value {
            old: before,
            new: after,
            name: name(after),
            same_rust: rust(&sides.old_face, old, before) == rust(sides.new_face, new, after),
            is_named: true,
            sent: sides.is_sent(new),
        };
        if before.rust_name != after.rust_name {
            let what = value.says(&format!("`{}` → `{}`", before.rust_name, after.rust_name));
            item.part(&rules::FIELD_RENAMED, what, value.places(Fact::Name));
        }
        requirement(&value, item);
        if before.credential != after.credential {
            item.part(
                &rules::VALUE_DESCRIBED,
                value.says("whose credential it is"),
                value.places(Fact::Name),
            );
        }
        field::compare(&value, sides, item);
    }
}

fn requirement(value: &Value<'_>, item: &mut Item<'_>) {
    let (old, new) = (value.old.requirement, value.new.requirement);
    if old == new {
        return;
    }
    let (rule, what) = match (old, new) {
        (_, Requirement::Required) if !value.same_rust || value.sent => (&rules::FIELD_REQUIRED, "required"),
        (Requirement::Required, _) if !value.same_rust => (&rules::FIELD_OPTIONAL, "no longer required"),
        _ => (&rules::FIELD_STATED, "what is said of whether it is there"),
    };
    item.part(rule, value.says(what), value.places(Fact::Requirement));
}
