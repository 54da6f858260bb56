//! An enumeration on both sides. Enumerations are open, so that a value more breaks nobody.

use super::changes::Item;
use super::matching::{by_key, by_keys};
use super::rules;
use docwright_model::{Bound, Definition, EnumerationValue, NamedType};

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
    choices(old_values, values, item);
    ends(old_bounds, bounds, item);
}

fn choices(old: &[EnumerationValue], new: &[EnumerationValue], item: &mut Item<'_>) {
    let exact = |value: &'_ EnumerationValue| -> Option<(Option<String>, Option<String>)> {
        Some((Some(value.value.clone()), Some(value.rust_name.to_string())))
    };
    let value = |value: &EnumerationValue| Some((Some(value.value.clone()), None));
    let name = |value: &EnumerationValue| Some((None, Some(value.rust_name.to_string())));
    let matched = by_keys(old, new, &[&exact, &value, &name]);
    let told = |value: &EnumerationValue, what: &str| format!("value `{}`: {what}", value.value);
    for removed in &matched.removed {
        item.add(&rules::VARIANT_REMOVED, told(removed, "removed"));
    }
    for added in &matched.added {
        item.add(&rules::VARIANT_ADDED, told(added, "added"));
    }
    for (old, new) in &matched.pairs {
        if old.rust_name != new.rust_name {
            let what = format!("`{}` → `{}`", old.rust_name, new.rust_name);
            item.add(&rules::VARIANT_RENAMED, told(new, &what));
        }
        if old.value != new.value {
            item.add(&rules::VARIANT_CHANGED, told(new, &format!("was `{}`", old.value)));
        }
        if (&old.description, &old.constant) != (&new.description, &new.constant) {
            item.add(&rules::VARIANT_DESCRIBED, told(new, "what is said of it"));
        }
    }
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
