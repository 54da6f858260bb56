//! What limits a value, in the words of JSON Schema. What these can't say of a value of its type, or what nothing could
//! keep to, is told in `x-docwright-limits`.

use super::node::{Node, Object};
use super::pattern;
use crate::context::Context;
use crate::values::not_null;
use docwright_model::{Constraints, EnumerationBase, Type};

/// Whether limits of texts, and of numbers, say something of a type's values.
fn limited(value_type: &Type, context: &Context<'_>) -> (bool, bool) {
    match not_null(value_type) {
        Type::String | Type::Uuid | Type::Date | Type::DateTime | Type::Bytes => (true, false),
        Type::Any => (true, true),
        Type::Integer | Type::Number => (false, true),
        Type::Named(name) => match context.enumeration_base(name) {
            Some(EnumerationBase::String) => (true, false),
            Some(EnumerationBase::Integer) => (false, true),
            None => (false, false),
        },
        _ => (false, false),
    }
}

/// What limits a single value.
pub(super) fn value_limits(limits: &Constraints, value_type: &Type, context: &Context<'_>) -> Object {
    let (is_text, is_number) = limited(value_type, context);
    let lengths = range("Length", limits.min_length.map(Node::from), limits.max_length.map(Node::from));
    let numbers = [&limits.minimum, &limits.maximum].map(|bound| bound.as_deref().and_then(Node::number));
    let [least, most] = numbers;
    let sizes = range("imum", least, most);
    let mut other = Object::new();
    let mut said = Object::new();
    for (fits, limits) in [(is_text, lengths), (is_number, sizes)] {
        match limits {
            Ok(limits) if fits => said = said.and(limits),
            Ok(limits) | Err(limits) => other = other.and(limits),
        }
    }
    let documented = limits.pattern.as_deref();
    let usable = documented.filter(|_| is_text && !limits.pattern_is_doubtful).and_then(pattern::ecmascript);
    let is_same = usable.as_deref() == documented;
    said.maybe("pattern", usable)
        .maybe("x-docwright-pattern", documented.filter(|_| !is_same))
        .flag("x-docwright-pattern-is-doubtful", limits.pattern_is_doubtful)
        .filled("x-docwright-limits", other)
}

/// How many elements there may be.
pub(super) fn list_limits(limits: &Constraints) -> Object {
    match range("Items", limits.min_items.map(Node::from), limits.max_items.map(Node::from)) {
        Ok(limits) => limits,
        Err(limits) => Object::new().with("x-docwright-limits", limits),
    }
}

/// The ends of a range by their names in JSON Schema; as an error, if there is nothing between them.
fn range(what: &str, least: Option<Node>, most: Option<Node>) -> Result<Object, Object> {
    let number = |node: &Option<Node>| match node {
        Some(Node::Number(number)) => number.as_f64(),
        _ => None,
    };
    let is_empty = number(&least).zip(number(&most)).is_some_and(|(least, most)| least > most);
    let limits = Object::new().maybe(format!("min{what}"), least).maybe(format!("max{what}"), most);
    if is_empty { Err(limits) } else { Ok(limits) }
}
