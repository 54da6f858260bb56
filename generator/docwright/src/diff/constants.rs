//! Constants on both sides. Those that are values or bounds of an emitted enumeration are emitted there, and told of
//! there.

use super::changes::{Difference, stated};
use super::faces::Sides;
use super::matching::by_key;
use super::{rules, words};
use docwright_codegen::Interface;
use docwright_model::{Api, Constant, Definition, Fact};
use std::collections::BTreeSet;

/// What changes of a constant are listed under.
pub(super) fn item_name(constant: &Constant) -> String {
    format!("constant `{}`", constant.name)
}

pub(super) fn compare(sides: &Sides<'_>, difference: &mut Difference) {
    let before = enumerated(sides.old, &sides.old_face);
    let after = enumerated(sides.new, sides.new_face);
    let matched = by_key(&sides.old.constants, &sides.new.constants, |constant| &constant.name);
    for removed in &matched.removed {
        let emitted = !before.contains(removed.name.as_str());
        let rule = if emitted { &rules::CONSTANT_REMOVED } else { &rules::CONSTANT_DESCRIBED };
        difference.of(item_name(removed), Some(&removed.source), None).add(rule, "removed");
    }
    for added in &matched.added {
        let emitted = !after.contains(added.name.as_str());
        let rule = if emitted { &rules::CONSTANT_ADDED } else { &rules::CONSTANT_DESCRIBED };
        difference.of(item_name(added), None, Some(&added.source)).add(rule, "added");
    }
    for (old, new) in matched.pairs {
        let is_value = (before.contains(old.name.as_str()), after.contains(new.name.as_str()));
        both(old, new, is_value, difference);
    }
}

/// The constants that are values or bounds of emitted enumerations.
fn enumerated<'a>(api: &'a Api, face: &Interface) -> BTreeSet<&'a str> {
    let emitted = api.types.iter().filter(|named| face.items.contains_key(named.rust_name.as_str()));
    let mut names = BTreeSet::new();
    for named in emitted {
        if let Definition::Enumeration { values, bounds, .. } = &named.definition {
            names.extend(values.iter().filter_map(|value| Some(value.constant.as_ref()?.as_str())));
            names.extend(bounds.iter().map(|bound| bound.constant.as_str()));
        }
    }
    names
}

fn both(old: &Constant, new: &Constant, is_value: (bool, bool), difference: &mut Difference) {
    let mut item = difference.of(item_name(new), Some(&old.source), Some(&new.source));
    match is_value {
        (false, true) => return item.add(&rules::CONSTANT_REMOVED, "a value of an enumeration now"),
        (true, false) => return item.add(&rules::CONSTANT_ADDED, "no longer a value of an enumeration"),
        _ => {}
    }
    if old.rust_name != new.rust_name && is_value == (false, false) {
        item.add(&rules::CONSTANT_RENAMED, format!("`{}` → `{}`", old.rust_name, new.rust_name));
    }
    if old.value != new.value {
        item.add(&rules::CONSTANT_CHANGED, format!("`{}` → `{}`", old.value, new.value));
    }
    let described = words::differing(&[
        ("description", old.description != new.description),
        ("group", old.group != new.group),
        ("heading above it", old.section != new.section),
        ("the constant that it is the same as", old.same_as != new.same_as),
        ("name", old.rust_name != new.rust_name && is_value == (true, true)),
    ]);
    if let Some(described) = described {
        let [before, after] =
            [old, new].map(|constant| stated(&constant.origins, Fact::Description, &constant.source));
        item.part(&rules::CONSTANT_DESCRIBED, described, (Some(before), Some(after)));
    }
}
