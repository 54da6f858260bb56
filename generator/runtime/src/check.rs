//! Whether a call keeps to what its document says of its parameters.
//!
//! In come the [`Rule`]s of an endpoint and what a call has collected; out goes the first rule that it breaks, in
//! words, and never with the value, which may be secret. Nothing is sent yet. How a value is read from its text is
//! left to [`value`], how numbers compare to [`decimal`]. A parameter that is not given, or that is `null`, breaks
//! no rule; nor does a value that a limit can't be about, such as the least number for a text that is no number.

mod decimal;
mod patterns;
mod value;

use crate::{
    Error, Result,
    request::{Body, Part, Request},
    rule::{Limits, Rule, Slot},
};
use decimal::compare;
use patterns::Patterns;
use std::{borrow::Cow, cmp::Ordering, str};
use value::{Value, each_value, is_null};

/// What a client checks before it sends a call.
pub(crate) struct Checks {
    /// Whether anything is checked.
    pub(crate) arguments: bool,
    /// The patterns that were needed so far, if patterns are checked.
    patterns: Option<Patterns>,
}

impl Default for Checks {
    fn default() -> Self {
        Self { arguments: true, patterns: None }
    }
}

/// What a request holds under the name of a parameter.
enum Given<'a> {
    Text(Cow<'a, str>),
    Json(Cow<'a, str>),
    File,
}

/// Whether a limit is about a value itself or about each value of a list.
#[derive(Clone, Copy)]
enum Extent {
    Value,
    Each,
}

impl Checks {
    /// Says whether patterns are checked as well.
    pub(crate) fn set_patterns(&mut self, check: bool) {
        self.patterns = check.then(Patterns::default);
    }

    /// Finds the first rule of the endpoint that the request breaks.
    pub(crate) fn check(&self, request: &Request) -> Result<()> {
        if !self.arguments {
            return Ok(());
        }
        request.endpoint.rules.iter().try_for_each(|rule| self.check_rule(rule, request))
    }

    fn check_rule(&self, rule: &Rule, request: &Request) -> Result<()> {
        let Some(given) = given(rule.slot, rule.name, request) else { return Ok(()) };
        if let Some(other) = rule.excludes.iter().find(|name| is_given(name, request)) {
            return Err(Error::documented(rule.name, format!("can't be given together with `{other}`")));
        }
        let value = match &given {
            Given::Text(text) => Value::text(text),
            Given::Json(text) => Value::read(text),
            Given::File => return Ok(()),
        };
        self.check_value(rule, Extent::Value, &value)?;
        self.check_list(rule, &value)
    }

    fn check_list(&self, rule: &Rule, value: &Value<'_>) -> Result<()> {
        let Rule { min_items, max_items, .. } = *rule;
        if min_items.is_none() && max_items.is_none() && rule.elements.is_empty() {
            return Ok(());
        }
        let mut kept = Ok(());
        let count = each_value(value, |element| {
            if kept.is_ok() {
                kept = self.check_value(rule, Extent::Each, &element);
            }
        });
        let Some(count) = count else { return Ok(()) };
        let items = |bound, number| format!("{bound} {number} {}", plural(number, "value", "values"));
        if let Some(least) = min_items.filter(|least| count < *least) {
            return Err(Error::documented(rule.name, items("must hold at least", least)));
        }
        if let Some(most) = max_items.filter(|most| count > *most) {
            return Err(Error::documented(rule.name, items("may hold at most", most)));
        }
        kept
    }

    fn check_value(&self, rule: &Rule, extent: Extent, value: &Value<'_>) -> Result<()> {
        let limits = match extent {
            Extent::Value => &rule.value,
            Extent::Each => &rule.elements,
        };
        let broken = match value {
            Value::Text(text) => broken_length(limits, text)
                .or_else(|| broken_number(limits, text))
                .or_else(|| self.broken_pattern(limits, text)),
            Value::Number(digits) => broken_number(limits, digits),
            Value::List(_) | Value::Other => None,
        };
        let Some(broken) = broken else { return Ok(()) };
        Err(Error::documented(
            rule.name,
            match extent {
                Extent::Value => broken,
                Extent::Each => format!("{broken} in each of its values"),
            },
        ))
    }

    fn broken_pattern(&self, limits: &Limits, text: &str) -> Option<String> {
        let (patterns, pattern) = self.patterns.as_ref().zip(limits.pattern)?;
        (!patterns.accept(pattern, text)).then(|| format!("must match the pattern `{pattern}`"))
    }
}

fn broken_length(limits: &Limits, text: &str) -> Option<String> {
    let Limits { min_length, max_length, .. } = *limits;
    if min_length.is_none() && max_length.is_none() {
        return None;
    }
    let length = text.chars().count() as u64;
    let is_short = min_length.is_some_and(|least| length < least);
    let is_long = max_length.is_some_and(|most| length > most);
    let characters =
        |bound, number| format!("{bound} {number} {}", plural(number, "character", "characters"));
    match (min_length, max_length) {
        (Some(least), Some(most)) if least == most && (is_short || is_long) => {
            Some(characters("must have exactly", least))
        }
        (Some(least), _) if is_short => Some(characters("must have at least", least)),
        (_, Some(most)) if is_long => Some(characters("may have at most", most)),
        _ => None,
    }
}

fn broken_number(limits: &Limits, digits: &str) -> Option<String> {
    let is = |bound, order| compare(digits, bound) == Some(order);
    if let Some(least) = limits.minimum.filter(|least| is(least, Ordering::Less)) {
        return Some(format!("must be at least {least}"));
    }
    let most = limits.maximum.filter(|most| is(most, Ordering::Greater))?;
    Some(format!("may be at most {most}"))
}

fn plural(number: u64, one: &'static str, many: &'static str) -> &'static str {
    if number == 1 { one } else { many }
}

/// The value of a parameter, if the call gives it one.
fn given<'a>(slot: Slot, name: &str, request: &'a Request) -> Option<Given<'a>> {
    let text = match slot {
        Slot::Path => Cow::Borrowed(request.path.get(name)?.as_str()),
        Slot::Query => Cow::Borrowed(request.query.get(name)?.as_str()),
        Slot::Header | Slot::HeaderJson => {
            Cow::Borrowed(str::from_utf8(request.headers.get(name)?.as_bytes()).ok()?)
        }
        Slot::Form | Slot::FormJson | Slot::Part | Slot::PartJson | Slot::Json => {
            match given_in_body(name, &request.body)? {
                Given::Text(text) => text,
                other => return Some(other),
            }
        }
    };
    if !slot.is_json() {
        return Some(Given::Text(text));
    }
    (!is_null(&text)).then_some(Given::Json(text))
}

fn given_in_body<'a>(name: &str, body: &'a Body) -> Option<Given<'a>> {
    match body {
        Body::Form(fields) => fields.get(name).map(Given::Text),
        Body::Multipart(parts) => parts.get(name).map(|part| match part {
            Part::Text(text) => Given::Text(Cow::Borrowed(text)),
            Part::File(_) => Given::File,
        }),
        Body::Json(fields) => {
            fields.get(name).filter(|text| !is_null(text)).map(|text| Given::Json(Cow::Borrowed(text)))
        }
        Body::None | Body::Raw { .. } => None,
    }
}

/// Whether the call gives a value to a parameter, wherever it travels but in the path.
fn is_given(name: &str, request: &Request) -> bool {
    request.query.get(name).is_some()
        || request.headers.contains_key(name)
        || given_in_body(name, &request.body).is_some()
}
