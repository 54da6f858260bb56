//! One value on both sides, whether it is a parameter or a field of a structure: its type, what it may be, and what is
//! said of it. Whether it has to be given is left to those who know where it stands.

use super::changes::{Item, stated};
use super::deprecation::{self, words_differ};
use super::faces::Sides;
use super::{limits, relations, rules, words};
use crate::type_words::type_in_words;
use docwright_model::{Fact, Field, Source, Type};

/// A value on both sides.
pub(super) struct Value<'a> {
    pub(super) old: &'a Field,
    pub(super) new: &'a Field,
    /// What it is: ``query parameter `limit` ``.
    pub(super) name: String,
    /// Whether the Rust type by which programs give or have it is the same.
    pub(super) same_rust: bool,
    /// Whether programs set it by its name: compilers warn of the deprecated ones.
    pub(super) is_named: bool,
    /// Whether programs send it.
    pub(super) sent: bool,
}

impl Value<'_> {
    /// Where both documents state a fact of the value.
    pub(super) fn places(&self, fact: Fact) -> (Option<&Source>, Option<&Source>) {
        (Some(place_of(self.old, fact)), Some(place_of(self.new, fact)))
    }

    pub(super) fn says(&self, what: &str) -> String {
        format!("{}: {what}", self.name)
    }
}

/// Where a document states a fact of a field, or else the field.
pub(super) fn place_of(field: &Field, fact: Fact) -> &Source {
    stated(&field.origins, fact, &field.source)
}

/// What differs between the two values.
pub(super) fn compare(value: &Value<'_>, sides: &Sides<'_>, item: &mut Item<'_>) {
    value_type(value, sides, item);
    null(value, item);
    default(value, item);
    limits::compare(value, item);
    relations::compare(value, item);
    access(value, item);
    described(value, item);
}

fn value_type(value: &Value<'_>, sides: &Sides<'_>, item: &mut Item<'_>) {
    let (old, new) = (not_null(&value.old.value_type), not_null(&value.new.value_type));
    let places = value.places(Fact::Type);
    if !sides.same_type(old, new) {
        let change = format!("{} → {}", type_in_words(old), type_in_words(new));
        item.part(&rules::TYPE_OF_VALUE_CHANGED, value.says(&change), places);
    } else if value.old.unix_time != value.new.unix_time && !value.same_rust {
        item.part(&rules::TYPE_OF_VALUE_CHANGED, value.says("what its number counts"), places);
    }
    if value.old.serialization != value.new.serialization {
        let change = format!("{:?} → {:?}", value.old.serialization, value.new.serialization).to_lowercase();
        item.part(&rules::VALUE_ENCODED_OTHERWISE, value.says(&change), places);
    }
}

fn null(value: &Value<'_>, item: &mut Item<'_>) {
    let (old, new) = (is_nullable(value.old), is_nullable(value.new));
    if old == new {
        return;
    }
    let (rule, what) = match (value.same_rust, new) {
        (true, true) => (&rules::NULL_DESCRIBED, "may be `null`"),
        (true, false) => (&rules::NULL_DESCRIBED, "may not be `null`"),
        (false, true) => (&rules::NULL_ALLOWED, "may be `null`"),
        (false, false) => (&rules::NULL_FORBIDDEN, "may no longer be `null`"),
    };
    item.part(rule, value.says(what), value.places(Fact::Nullable));
}

fn default(value: &Value<'_>, item: &mut Item<'_>) {
    let (old, new) = (value.old.default.as_deref(), value.new.default.as_deref());
    if old == new {
        return;
    }
    let rule = if old.is_some() && new.is_some() { &rules::DEFAULT_CHANGED } else { &rules::DEFAULT_STATED };
    let change = format!("default {}", words::from_to(old, new));
    item.part(rule, value.says(&change), value.places(Fact::Default));
}

fn access(value: &Value<'_>, item: &mut Item<'_>) {
    let Value { old, new, .. } = value;
    if old.read_only != new.read_only {
        let (rule, what) = match (value.sent, new.read_only) {
            (false, _) => (&rules::VALUE_DESCRIBED, "who sets it"),
            (true, true) => (&rules::VALUE_READ_ONLY, "only the server sets it"),
            (true, false) => (&rules::VALUE_WRITABLE, "not only the server sets it"),
        };
        item.part(rule, value.says(what), value.places(Fact::ReadOnly));
    }
    if old.secret != new.secret {
        let what = if new.secret { "a secret" } else { "no secret" };
        item.part(&rules::SECRECY_CHANGED, value.says(what), value.places(Fact::Secret));
    }
    let rules = deprecation::Rules { deprecated: &rules::VALUE_DEPRECATED, revived: &rules::VALUE_REVIVED };
    if let Some((rule, what)) = rules.judge(old.deprecated.as_ref(), new.deprecated.as_ref()) {
        let rule = if value.is_named { rule } else { &rules::VALUE_DESCRIBED };
        item.part(rule, value.says(what), value.places(Fact::Deprecated));
    }
}

fn described(value: &Value<'_>, item: &mut Item<'_>) {
    let Value { old, new, .. } = value;
    let differing = words::differing(&[
        ("description", old.description != new.description),
        ("description of its elements", old.element_description != new.element_description),
        ("since", old.since != new.since),
        ("deprecation", words_differ(old.deprecated.as_ref(), new.deprecated.as_ref())),
        ("its constants", old.constants != new.constants),
        ("what its number counts", old.unix_time != new.unix_time && value.same_rust),
    ]);
    if let Some(differing) = differing {
        item.part(&rules::VALUE_DESCRIBED, value.says(&differing), value.places(Fact::Description));
    }
}

fn is_nullable(field: &Field) -> bool {
    field.nullable || matches!(field.value_type, Type::Nullable(_))
}

/// The type without its `null`.
fn not_null(value_type: &Type) -> &Type {
    match value_type {
        Type::Nullable(inner) => not_null(inner),
        other => other,
    }
}
