//! An enumeration on both sides. Enumerations are open, so that a value more breaks nobody.

use super::changes::{Item, Stated};
use super::matching::{by_key, by_keys};
use super::rules;
use docwright_model::{Bound, Definition, EnumerationValue, Fact, NamedType};

pub(super) fn compare(old: &NamedType, new: &NamedType, item: &mut Item<'_>) {
    let (
        Definition::Enumeration { base: old_base, values: old_values, bounds: old_bounds },
        Definition::Enumeration { base, values, bounds },
    ) = (&old.definition, &new.definition)
    else {
        return;
    };
    if old_base != base {
        item.add(&rules::TYPE_REMADE, format!("{old_base:?} → {base:?}").to_lowercase());
    }
    choices((old_values, values), (stated(old), stated(new)), item);
    ends(old_bounds, bounds, item);
}

fn choices(
    (old, new): (&[EnumerationValue], &[EnumerationValue]),
    places: (Stated<'_>, Stated<'_>),
    item: &mut Item<'_>,
) {
    let exact = |value: &'_ EnumerationValue| -> Option<(Option<String>, Option<String>)> {
        Some((Some(value.value.clone()), Some(value.rust_name.to_string())))
    };
    let value = |value: &EnumerationValue| Some((Some(value.value.clone()), None));
    let name = |value: &EnumerationValue| Some((None, Some(value.rust_name.to_string())));
    let matched = by_keys(old, new, &[&exact, &value, &name]);
    let told = |value: &EnumerationValue, what: &str| format!("value `{}`: {what}", value.value);
    let mut tell = |rule, value: &EnumerationValue, other: &EnumerationValue, what: &str| {
        item.listed(rule, told(value, what), words(value, other), places);
    };
    for removed in &matched.removed {
        tell(&rules::VARIANT_REMOVED, removed, removed, "removed");
    }
    for added in &matched.added {
        tell(&rules::VARIANT_ADDED, added, added, "added");
    }
    for (old, new) in &matched.pairs {
        if old.rust_name != new.rust_name {
            tell(&rules::VARIANT_RENAMED, new, old, &format!("`{}` → `{}`", old.rust_name, new.rust_name));
        }
        if old.value != new.value {
            tell(&rules::VARIANT_CHANGED, new, old, &format!("was `{}`", old.value));
        }
        if (&old.description, &old.constant) != (&new.description, &new.constant) {
            tell(&rules::VARIANT_DESCRIBED, new, old, "what is said of it");
        }
    }
}

/// Where a document lists the values of an enumeration.
fn stated(named: &NamedType) -> Stated<'_> {
    Stated { origins: &named.origins, fact: Fact::Values, source: &named.source }
}

/// What documents write for a value, on either side: a constant, if there is one.
fn words(value: &EnumerationValue, other: &EnumerationValue) -> Vec<String> {
    let constants = [value, other].into_iter().filter_map(|value| value.constant.as_ref());
    let constants = constants.map(ToString::to_string);
    constants.chain([value.value.clone(), other.value.clone()]).collect()
}

fn ends(old: &[Bound], new: &[Bound], item: &mut Item<'_>) {
    let matched = by_key(old, new, |bound| &bound.constant);
    let told = |bound: &Bound, what: &str| format!("bound `{}`: {what}", bound.constant);
    for removed in &matched.removed {
        item.add(&rules::BOUND_REMOVED, told(removed, "removed"));
    }
    for added in &matched.added {
        item.add(&rules::BOUND_ADDED, told(added, "added"));
    }
    for (old, new) in &matched.pairs {
        if (&old.rust_name, &old.value) != (&new.rust_name, &new.value) {
            item.add(&rules::BOUND_CHANGED, told(new, &format!("`{}` → `{}`", old.value, new.value)));
        }
        if old.description != new.description {
            item.add(&rules::BOUND_DESCRIBED, told(new, "description"));
        }
    }
}
