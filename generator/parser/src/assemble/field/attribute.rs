//! Attribute lines of a field: `**Type**: String`, `**Min length**: 36`.

use super::{Reader, values::explains_values};
use crate::{
    diagnostics::{
        Code,
        suggestion::{Place, suggest_acknowledgement, suggest_patch},
    },
    document::{Block, KeyValue},
    recognise::{
        attribute::{Attribute, is_remark, recognise_attribute},
        remark::deprecation_of,
        sentence::product::version,
    },
};
use docwright_model::{Constraints, Deprecation, Fact, Span};
use std::collections::HashSet;

impl Reader<'_, '_> {
    pub(super) fn constraints(&mut self) -> &mut Constraints {
        if self.elements { &mut self.field.element_constraints } else { &mut self.field.constraints }
    }

    pub(super) fn read_attribute(&mut self, pair: &KeyValue) {
        let value = pair.value.plain();
        let Some(attribute) = recognise_attribute(&pair.key.plain()) else {
            if is_remark(&pair.key.plain()) {
                return self.describe(Block::KeyValue(pair.clone()));
            }
            self.context.report(
                Code::UnusedAttribute,
                pair.span,
                "kept as prose",
                format!("`{}` is no attribute of a parameter", pair.key.plain()),
                "it stays in the description; if it states a fact, add a patch to api.toml",
            );
            return self.describe(Block::KeyValue(pair.clone()));
        };
        let again = attribute == Attribute::Elements && self.elements;
        if again || self.seen.contains(&(attribute, self.elements)) {
            return self.context.repeated(&pair.key.plain(), pair.span);
        }
        self.seen.push((attribute, self.elements));
        if let Some(fact) = fact_of(attribute) {
            self.note(fact, pair.span);
        }
        match attribute {
            Attribute::Type => self.read_type(&pair.value),
            Attribute::Elements => {
                self.elements = true;
                if !value.is_empty() {
                    self.describe(Block::Paragraph(pair.value.clone()));
                }
            }
            Attribute::AllowedValues => {
                self.values = value.is_empty();
                let values = pair.value.codes().map(|run| run.text.clone()).collect::<Vec<_>>();
                if !value.is_empty() && (values.is_empty() || explains_values(&pair.value)) {
                    self.describe(Block::KeyValue(pair.clone()));
                }
                self.add_values(values, pair.span);
            }
            Attribute::Default => self.read_default(value, pair.span),
            Attribute::Required => {
                if !self.read_required(&value, pair.span) {
                    self.describe(Block::KeyValue(pair.clone()));
                }
            }
            Attribute::Pattern => self.constraints().pattern = Some(value),
            Attribute::Since => self.field.since = Some(value),
            Attribute::DeprecatedSince if version(&value).is_some() => {
                let since = version(&value).map(str::to_owned);
                self.field.deprecated = Some(Deprecation { since, note: None });
                self.note(Fact::Deprecated, pair.span);
            }
            Attribute::Deprecated => {
                self.field.deprecated = deprecation_of(&pair.value).or(self.field.deprecated.take());
                self.note(Fact::Deprecated, pair.span);
            }
            Attribute::MinLength => {
                let number = self.number(pair);
                self.constraints().min_length = number;
            }
            Attribute::MaxLength => {
                let number = self.number(pair);
                self.constraints().max_length = number;
            }
            Attribute::Minimum => {
                let number = self.decimal(pair);
                self.constraints().minimum = number;
            }
            Attribute::Maximum => {
                let number = self.decimal(pair);
                self.constraints().maximum = number;
            }
            _ => self.describe(Block::KeyValue(pair.clone())),
        }
    }

    /// Takes over listed values; one that is listed twice is reported.
    pub(super) fn add_values(&mut self, values: Vec<String>, span: Span) {
        if values.is_empty() {
            return;
        }
        self.note(Fact::Values, span);
        let mut seen: HashSet<String> = self.constraints().allowed_values.iter().cloned().collect();
        for value in values {
            if seen.insert(value.clone()) {
                self.constraints().allowed_values.push(value);
            } else {
                let message = format!("the value `{value}` is listed twice");
                let help = self.context.or_acknowledge(Code::RepeatedFact, "it is taken once");
                self.context.report(Code::RepeatedFact, span, "listed here", message, &help);
            }
        }
    }

    fn number(&mut self, pair: &KeyValue) -> Option<u64> {
        let number = pair.value.plain().parse().ok();
        if number.is_none() {
            self.bad_constraint(pair, "no whole number");
        }
        number
    }

    fn decimal(&mut self, pair: &KeyValue) -> Option<String> {
        let value = pair.value.plain();
        if value.parse::<f64>().is_ok_and(f64::is_finite) {
            return Some(value);
        }
        self.bad_constraint(pair, "no number");
        None
    }

    fn bad_constraint(&mut self, pair: &KeyValue, fault: &str) {
        let (key, value) = (pair.key.plain(), pair.value.plain());
        let message = format!("`{key}` of `{}` is `{value}`, which is {fault}", self.field.wire_name);
        let help = self.bad_constraint_help(&key);
        // A line without a value is marked as a whole.
        let span = if value.is_empty() { pair.span } else { pair.value.span() };
        self.context.report_unread(Code::BadConstraint, span, fault, message, &help);
    }

    /// The entries of `api.toml` that acknowledge a line and state its limit.
    fn bad_constraint_help(&self, key: &str) -> String {
        let subject = self.context.subject.as_deref();
        let entry = suggest_acknowledgement(Code::BadConstraint, subject);
        let limit = recognise_attribute(key).and_then(|found| {
            LIMITS.iter().find(|(attribute, _)| *attribute == found).map(|(_, limit)| *limit)
        });
        let Some(limit) = limit.filter(|_| self.context.is_patchable) else {
            return format!("the limit is left out; acknowledge it in api.toml:\n{entry}");
        };
        let field = Some(self.field.wire_name.as_str());
        let patch = suggest_patch(&Place::of(subject), field, &format!("set = {{ {limit} }}"), "…");
        format!(
            "the limit is left out; acknowledge the line in api.toml, and state what the limit is in the place of 0:\n{entry}\n\n{patch}"
        )
    }
}

/// How a patch states each limit.
const LIMITS: &[(Attribute, &str)] = &[
    (Attribute::MinLength, "min_length = 0"),
    (Attribute::MaxLength, "max_length = 0"),
    (Attribute::Minimum, "minimum = \"0\""),
    (Attribute::Maximum, "maximum = \"0\""),
];

/// The fact that an attribute line states as a whole; others are noted where their values are read.
fn fact_of(attribute: Attribute) -> Option<Fact> {
    match attribute {
        Attribute::Elements => Some(Fact::Elements),
        Attribute::AllowedValues => Some(Fact::Values),
        Attribute::Since => Some(Fact::Since),
        Attribute::Pattern
        | Attribute::MinLength
        | Attribute::MaxLength
        | Attribute::Minimum
        | Attribute::Maximum => Some(Fact::Constraint),
        _ => None,
    }
}
