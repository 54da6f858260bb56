//! What limits a value, in the words of JSON Schema. What these can't say of a value of its type, or what nothing could
//! keep to, is told in `x-docwright-limits`.

use super::node::{Node, Object};
use super::pattern;
use crate::context::Context;
use crate::limits::{Limited, is_empty_range};
use docwright_model::{Constraints, Type};

/// What limits a single value.
pub(super) fn value_limits(limits: &Constraints, value_type: &Type, context: &Context<'_>) -> Object {
    let kinds = Limited::of(value_type, context);
    let lengths = range("Length", limits.min_length.map(Node::from), limits.max_length.map(Node::from));
    let numbers = [&limits.minimum, &limits.maximum].map(|bound| bound.as_deref().and_then(Node::number));
    let [least, most] = numbers;
    let sizes = range("imum", least, most);
    let mut other = Object::new();
    let mut said = Object::new();
    for (fits, limits) in [(kinds.text, lengths), (kinds.number, sizes)] {
        match limits {
            Ok(limits) if fits => said = said.and(limits),
            Ok(limits) | Err(limits) => other = other.and(limits),
        }
    }
    let documented = limits.pattern.as_deref();
    let usable =
        documented.filter(|_| kinds.text && !limits.pattern_is_doubtful).and_then(pattern::ecmascript);
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
    let is_empty = is_empty_range(number(&least), number(&most));
    let limits = Object::new().maybe(format!("min{what}"), least).maybe(format!("max{what}"), most);
    if is_empty { Err(limits) } else { Ok(limits) }
}
