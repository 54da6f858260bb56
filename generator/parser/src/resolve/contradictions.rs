//! Facts of one field that cannot hold together, whoever states them: a document or a patch.
//!
//! Comes in: the draft, with all facts. Goes out: a warning for each such pair. Nothing is changed: which of two facts
//! is wrong, only people know. Whether a value reads as its type is left to those who read it.

use super::Scope;
use crate::{
    assemble::Draft,
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, quoted, suggest_acknowledgement, suggest_patch},
    },
};
use docwright_model::{Constraints, Definition, Fact, Field, Type, WireName};
use std::{collections::HashSet, fmt::Arguments};

/// Reports facts that contradict each other.
pub(super) fn report_contradictions(draft: &Draft, scope: &mut Scope<'_>) {
    for endpoint in draft.endpoints.iter().map(|draft| &draft.endpoint) {
        let fields = endpoint.parameters.iter().map(|parameter| &parameter.field);
        report(format_args!("{} {}", endpoint.method, endpoint.path), fields, scope);
    }
    for found in &draft.types {
        if let Definition::Structure { fields, .. } = &found.definition {
            report(format_args!("{}", found.name), fields.iter(), scope);
        }
    }
}

/// A contradiction: which fact it is about, what it is, and the facts to state otherwise.
struct Contradiction {
    fact: Fact,
    message: String,
    to_state: String,
}

fn report<'a>(
    subject: Arguments<'_>,
    fields: impl Iterator<Item = &'a Field> + Clone,
    scope: &mut Scope<'_>,
) {
    let has_relations = |field: &Field| {
        !field.excludes.is_empty() || !field.requires.is_empty() || !field.required_when.is_empty()
    };
    let names: HashSet<&WireName> = if fields.clone().any(has_relations) {
        fields.clone().map(|field| &field.wire_name).collect()
    } else {
        HashSet::new()
    };
    for field in fields {
        let limits = limits(field);
        for Contradiction { fact, message, to_state } in
            limits.into_iter().chain(value(field)).chain(relations(field, &names))
        {
            let subject = subject.to_string();
            let help = format!(
                "state in api.toml what is right, such as:\n{}\n\nor acknowledge it there:\n{}",
                suggest_patch(&Place::of(Some(&subject)), Some(field.wire_name.as_str()), &to_state, "…"),
                suggest_acknowledgement(Code::Contradiction, Some(&subject))
            );
            let origin = field.origins.of(fact).map(|origin| origin.source.clone());
            let at = origin.unwrap_or_else(|| field.source.clone());
            let remark = Diagnostic::new(Code::Contradiction, message, help).at(at, "stated here");
            scope.diagnostics.push(Diagnostic { subject: Some(subject), ..remark });
        }
    }
}

/// Limits between which there is nothing, and limits of what a type has not.
fn limits(field: &Field) -> Vec<Contradiction> {
    let (name, limits) = (&field.wire_name, &field.constraints);
    let Constraints { min_length, max_length, minimum, maximum, min_items, max_items, .. } = limits;
    let mut found = Vec::new();
    let mut add = |message, to_state| found.push(Contradiction { fact: Fact::Constraint, message, to_state });
    if let (Some(least), Some(most)) = (number(minimum.as_deref()), number(maximum.as_deref()))
        && least > most
    {
        let message = format!("no value of `{name}` is at least {least} and at most {most}");
        add(message, format!("set = {{ minimum = \"{most}\", maximum = \"{least}\" }}"));
    }
    if let (Some(least), Some(most)) = (min_length, max_length)
        && least > most
    {
        let message =
            format!("no text has at least {least} and at most {most} characters, as `{name}` has to");
        add(message, format!("set = {{ min_length = {most}, max_length = {least} }}"));
    }
    if let (Some(least), Some(most)) = (min_items, max_items)
        && least > most
    {
        let message = format!("no list has at least {least} and at most {most} elements, as `{name}` has to");
        add(message, format!("set = {{ min_items = {most}, max_items = {least} }}"));
    }
    if (min_length.is_some() || max_length.is_some())
        && matches!(field.value_type, Type::Integer | Type::Number | Type::Boolean)
    {
        let message = format!("`{name}` is limited to a number of characters, but is no text");
        add(message, "set = { type = \"String\" }".to_owned());
    }
    found
}

/// A default that is none of the values that are allowed.
fn value(field: &Field) -> Option<Contradiction> {
    let (name, limits) = (&field.wire_name, &field.constraints);
    let default = field.default.as_deref()?;
    let is_scalar = matches!(field.value_type, Type::String | Type::Integer | Type::Number | Type::Boolean);
    let value = number(Some(default)).filter(|_| matches!(field.value_type, Type::Integer | Type::Number));
    let (reason, other) = if is_scalar
        && !limits.allowed_values.is_empty()
        && !limits.allowed_values.iter().any(|known| known == default)
    {
        let first = limits.allowed_values.first().cloned().unwrap_or_default();
        ("is none of the values that are listed".to_owned(), first)
    } else if let (Some(value), Some(least)) = (value, number(limits.minimum.as_deref()))
        && value < least
    {
        (format!("is less than the minimum of {least}"), least.to_string())
    } else if let (Some(value), Some(most)) = (value, number(limits.maximum.as_deref()))
        && value > most
    {
        (format!("is more than the maximum of {most}"), most.to_string())
    } else if matches!(field.value_type, Type::Integer | Type::Number) && value.is_none() {
        ("is no number".to_owned(), "0".to_owned())
    } else {
        return None;
    };
    let message = format!("the default `{default}` of `{name}` {reason}");
    Some(Contradiction {
        fact: Fact::Default,
        message,
        to_state: format!("set = {{ default = {} }}", quoted(&other)),
    })
}

/// Relations to what is not there, or to the field itself.
fn relations(field: &Field, names: &HashSet<&WireName>) -> Vec<Contradiction> {
    let name = &field.wire_name;
    let conditions = field.required_when.iter().map(|condition| &condition.parameter);
    let kinds = [
        ("excludes", Fact::Relation, "set = { excludes = [] }"),
        ("requires", Fact::Relation, "set = { requires = [] }"),
        ("is required by", Fact::Requirement, "set = { required_when = [] }"),
    ];
    let others: [Vec<&WireName>; 3] =
        [field.excludes.iter().collect(), field.requires.iter().collect(), conditions.collect()];
    let mut found = Vec::new();
    for ((verb, fact, to_state), others) in kinds.into_iter().zip(others) {
        for other in others {
            let message = if other == name {
                format!("`{name}` {verb} itself")
            } else if names.contains(other) {
                continue;
            } else {
                format!("`{name}` {verb} `{other}`, which is not there")
            };
            found.push(Contradiction { fact, message, to_state: to_state.to_owned() });
        }
    }
    found
}

/// A decimal number.
fn number(text: Option<&str>) -> Option<f64> {
    text?.trim().parse().ok()
}
