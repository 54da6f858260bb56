//! Limits of a value on both sides. A limit that lets less through than before breaks callers with such values; one
//! that lets more through breaks nobody.

use super::changes::Item;
use super::field::Value;
use super::rules::{self, Rule};
use super::words;
use docwright_model::{Constraints, Fact};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What a change of a limit does to what is let through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Less,
    More,
    /// Something else, of which nobody can tell whether it is less.
    Other,
    Same,
}

/// Which end of a range a limit is.
#[derive(Clone, Copy)]
enum End {
    Least,
    Greatest,
}

pub(super) fn compare(value: &Value<'_>, item: &mut Item<'_>) {
    let own = differences(&value.old.constraints, &value.new.constraints);
    let of_elements = differences(&value.old.element_constraints, &value.new.element_constraints);
    let of_elements =
        of_elements.into_iter().map(|(effect, what)| (effect, format!("of each element, {what}")));
    for (effect, what) in own.into_iter().chain(of_elements) {
        item.part(rule(effect, value.sent), value.says(&what), value.places(Fact::Constraint));
    }
}

fn rule(effect: Effect, sent: bool) -> &'static Rule {
    match effect {
        Effect::Less if sent => &rules::LIMIT_NARROWED,
        Effect::Other if sent => &rules::PATTERN_CHANGED,
        Effect::More if sent => &rules::LIMIT_WIDENED,
        _ => &rules::LIMIT_DESCRIBED,
    }
}

/// A limit that is a number: its name, the end that it is, and how it is found.
type Number = (&'static str, End, fn(&Constraints) -> Option<String>);

const NUMBERS: [Number; 6] = [
    ("least length", End::Least, |limits| limits.min_length.map(|length| length.to_string())),
    ("greatest length", End::Greatest, |limits| limits.max_length.map(|length| length.to_string())),
    ("least value", End::Least, |limits| limits.minimum.clone()),
    ("greatest value", End::Greatest, |limits| limits.maximum.clone()),
    ("least number of elements", End::Least, |limits| limits.min_items.map(|items| items.to_string())),
    ("greatest number of elements", End::Greatest, |limits| limits.max_items.map(|items| items.to_string())),
];

fn differences(old: &Constraints, new: &Constraints) -> Vec<(Effect, String)> {
    let mut differences = Vec::new();
    for (name, end, number) in NUMBERS {
        let (before, after) = (number(old), number(new));
        if before != after {
            let change = format!("{name} {}", words::from_to(before.as_ref(), after.as_ref()));
            differences.push((effect(end, before.as_deref(), after.as_deref()), change));
        }
    }
    differences.extend(pattern(old, new));
    differences.extend(values(&old.allowed_values, &new.allowed_values));
    differences
}

/// What it does to what is let through, that the end of a range moves. What is no number is taken for narrower.
fn effect(end: End, old: Option<&str>, new: Option<&str>) -> Effect {
    let (old, new) = match (old, new) {
        (None, _) => return Effect::Less,
        (_, None) => return Effect::More,
        (Some(old), Some(new)) => (old.parse::<f64>(), new.parse::<f64>()),
    };
    let order = old.ok().zip(new.ok()).and_then(|(old, new)| new.partial_cmp(&old));
    match (end, order) {
        (_, Some(Ordering::Equal)) => Effect::Same,
        (End::Least, Some(Ordering::Less)) | (End::Greatest, Some(Ordering::Greater)) => Effect::More,
        _ => Effect::Less,
    }
}

/// A doubtful pattern is never checked, and by the document's own showing no server keeps to it.
fn pattern(old: &Constraints, new: &Constraints) -> Option<(Effect, String)> {
    if (&old.pattern, old.pattern_is_doubtful) == (&new.pattern, new.pattern_is_doubtful) {
        return None;
    }
    let kept = |limits: &Constraints| limits.pattern.is_some() && !limits.pattern_is_doubtful;
    let effect = match (kept(old), kept(new)) {
        (true, true) => Effect::Other,
        (false, true) => Effect::Less,
        (true, false) => Effect::More,
        (false, false) => Effect::Same,
    };
    if old.pattern == new.pattern {
        let doubt = if new.pattern_is_doubtful { "doubtful" } else { "no longer doubtful" };
        return Some((effect, format!("its pattern is {doubt}")));
    }
    Some((effect, format!("pattern {}", words::from_to(old.pattern.as_ref(), new.pattern.as_ref()))))
}

/// The documented values, where they are no enumeration. None at all are no limit.
fn values(old: &[String], new: &[String]) -> Option<(Effect, String)> {
    let (before, after): (BTreeSet<&String>, BTreeSet<&String>) =
        (old.iter().collect(), new.iter().collect());
    if before == after {
        return None;
    }
    let gone: Vec<&&String> = before.difference(&after).collect();
    let come: Vec<&&String> = after.difference(&before).collect();
    let effect = match (before.is_empty(), after.is_empty()) {
        (true, _) => Effect::Less,
        (_, true) => Effect::More,
        _ if gone.is_empty() => Effect::More,
        _ => Effect::Less,
    };
    let told = |what: &str, values: &[&&String]| {
        (!values.is_empty())
            .then(|| format!("{what} {}", words::listed(values.iter().map(|value| value.as_str()))))
    };
    let told: Vec<String> = told("without", &gone).into_iter().chain(told("with", &come)).collect();
    Some((effect, format!("documented values {}", told.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check([old, new]: [Constraints; 2], less: bool, what: &str) {
        let there = differences(&old, &new);
        let back = differences(&new, &old);
        assert_eq!(there.len(), 1);
        assert_eq!(there.first().map(|(_, what)| what.as_str()), Some(what));
        let effects = [there, back].map(|found| found.first().map(|(effect, _)| *effect == Effect::Less));
        assert_eq!(effects, [Some(less), Some(!less)]);
    }

    #[test]
    fn the_ends_of_a_range_move_inwards_or_outwards() {
        let limits = Constraints::default;
        check(
            [9, 10].map(|length| Constraints { max_length: Some(length), ..limits() }),
            false,
            "greatest length `9` → `10`",
        );
        check(
            ["-1.5", "1"].map(|least| Constraints { minimum: Some(least.to_owned()), ..limits() }),
            true,
            "least value `-1.5` → `1`",
        );
        check(
            [None, Some(3)].map(|most| Constraints { max_items: most, ..limits() }),
            true,
            "greatest number of elements none → `3`",
        );
    }

    #[test]
    fn a_number_in_another_form_is_the_same_limit() {
        let at_most = |text: &str| Constraints { maximum: Some(text.to_owned()), ..Constraints::default() };
        let found = differences(&at_most("10"), &at_most("10.0"));
        assert!(matches!(found.as_slice(), [(Effect::Same, _)]));
    }

    #[test]
    fn a_pattern_in_place_of_another_may_let_less_through() {
        let like = |text: &str| Constraints { pattern: Some(text.to_owned()), ..Constraints::default() };
        let found = differences(&like("^[a-z]+$"), &like("^[a-z0-9]+$"));
        assert!(matches!(found.as_slice(), [(Effect::Other, _)]));
    }

    #[test]
    fn documented_values_come_and_go() {
        let values = |values: &[&str]| Constraints {
            allowed_values: values.iter().map(|value| (*value).to_owned()).collect(),
            ..Constraints::default()
        };
        check([values(&["a"]), values(&["a", "b"])], false, "documented values with `b`");
        check([values(&[]), values(&["a"])], true, "documented values with `a`");
        assert!(differences(&values(&["a", "b"]), &values(&["b", "a"])).is_empty());
        let swapped = differences(&values(&["a"]), &values(&["b"]));
        assert!(matches!(swapped.as_slice(), [(Effect::Less, _)]));
    }
}
