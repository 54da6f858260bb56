//! What stands beside a type or a name: declarations, and fields that are nested below a field.

use super::{Reader, nested::give_fields};
use crate::{
    diagnostics::Code,
    document::{Block, KeyValue, List, Run, Style, Text},
    recognise::{
        declaration::{Declaration, recognise_declaration},
        type_expression::{TypeExpression, recognise_type},
    },
};
use docwright_model::{Deprecation, Fact, Field, Requirement, Span, Type};

impl Reader<'_, '_> {
    /// The type that a text states, with what stands beside it. Words that are no type stay one by name, so that the
    /// resolver can say whether anything has that name.
    pub(super) fn type_expression(&mut self, text: &Text) -> Option<TypeExpression> {
        let expression = recognise_type(&text.plain())?;
        if expression.value_type.names().is_empty() {
            return Some(expression);
        }
        let declared = recognise_declaration(&text.plain()).filter(|found| {
            let named = found.value_type.as_ref().and_then(|found| match &found.value_type {
                Type::Named(name) => Some(name.as_str()),
                _ => None,
            });
            match named {
                // `Widget, required`: a name, and not a sentence.
                Some(name) => found.unknown.is_empty() && !name.contains(char::is_whitespace),
                None => true,
            }
        });
        let Some(declared) = declared else { return Some(expression) };
        let value_type = declared.value_type.clone();
        self.take(declared, text.span());
        value_type
    }

    /// Takes over what a declaration states, the type excepted.
    pub(super) fn take(&mut self, declared: Declaration, span: Span) {
        if declared.requirement != Requirement::Unstated {
            self.require(declared.requirement, span);
        }
        if declared.nullable {
            self.field.nullable = true;
            self.note(Fact::Nullable, span);
        }
        if declared.deprecated && self.field.deprecated.is_none() {
            self.field.deprecated = Some(Deprecation::default());
            self.note(Fact::Deprecated, span);
        }
        if let Some(default) = declared.default {
            self.read_default(default, span);
        }
        self.add_values(declared.values, span);
        for format in declared.formats {
            self.describe(format_block(format, span));
        }
        for word in declared.unknown {
            let message =
                format!("`{word}` beside the type of `{}` states nothing known", self.field.wire_name);
            let help = "it stays in the description; if it states a fact, add a patch to api.toml";
            self.context.report(Code::UnusedAttribute, span, "kept as prose", message, help);
            self.describe(Block::Paragraph(run_text(word, span)));
        }
    }

    /// Takes over a declaration with its type.
    pub(super) fn declare(&mut self, declared: Declaration, span: Span) {
        if let Some(found) = declared.value_type.clone() {
            self.note(Fact::Type, span);
            self.typed = true;
            self.field.value_type = found.value_type;
            self.field.serialization = found.serialization;
        }
        self.take(declared, span);
    }

    pub(super) fn require(&mut self, requirement: Requirement, span: Span) {
        self.field.requirement = requirement;
        self.note(Fact::Requirement, span);
    }

    /// Reads a list below a field whose items are fields.
    pub(super) fn read_nested(&mut self, list: &List) {
        let owner = self.owned_name();
        for item in &list.items {
            match super::bullet::assemble_item(item, &owner, self.context) {
                Some(row) => self.nested.push(row.field),
                None => self.context.unused_text(item.span),
            }
        }
        self.nested_at = Some(self.nested_at.map_or(list.span, |span| span.join(list.span)));
        if self.nested.is_empty() {
            self.describe(Block::List(list.clone()));
        }
    }

    /// The name of a structure that only this field has.
    fn owned_name(&self) -> String {
        let name = self.field.wire_name.as_str();
        if self.owner.is_empty() { name.to_owned() } else { format!("{}_{name}", self.owner) }
    }

    /// Gives the field the structure that its nested fields make, if its type leaves room for it.
    pub(super) fn finish_nested(&mut self) {
        let fields: Vec<Field> = std::mem::take(&mut self.nested);
        let Some(span) = self.nested_at.filter(|_| !fields.is_empty()) else { return };
        let name = self.owned_name();
        if give_fields(&mut self.field, name, fields, span, self.context) {
            self.typed = true;
        }
    }
}

/// `Format: email`, as people write it.
fn format_block(format: String, span: Span) -> Block {
    Block::KeyValue(KeyValue {
        key: run_text("Format".to_owned(), span),
        value: run_text(format, span),
        span,
    })
}

fn run_text(text: String, span: Span) -> Text {
    Text { runs: vec![Run { text, style: Style::Plain, link: None, span }] }
}

/// The name of what an endpoint or object owns: `post_tasks` of `POST /tasks`.
pub(super) fn owner_of(subject: Option<&str>) -> String {
    let words = subject.unwrap_or_default().split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_").to_lowercase()
}
