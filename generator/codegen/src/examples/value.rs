//! Values as a test gives them: the example's own, read from its JSON into the type that the parameter takes, or a
//! fitting sample for what a call requires and the example does not show.

use super::{Obstacle, json};
use crate::argument::{Reading, reading};
use crate::context::Context;
use crate::literal::whole;
use crate::scope::Scope;
use crate::values::not_null;
use docwright_model::{Constraints, Definition, EnumerationBase, NamedType, Parameter, Type};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// Samples have no more characters or elements than this, whatever a document asks for.
const MOST: u64 = 4096;

/// A parameter that is to be given a value.
pub(super) struct Giving<'a, 'b> {
    pub(super) parameter: &'b Parameter,
    pub(super) context: &'a Context<'a>,
    pub(super) scope: &'b mut Scope<'a>,
    /// The endpoint, for errors.
    pub(super) endpoint: &'b str,
}

/// A value as a test gives it.
pub(super) struct Given {
    /// The expression.
    pub(super) value: TokenStream,
    /// If the expression takes many lines, its type and how a value of that type is read.
    pub(super) long: Option<(TokenStream, TokenStream)>,
    /// The text that a placeholder is filled with.
    pub(super) text: String,
}

impl Giving<'_, '_> {
    /// The example's value.
    pub(super) fn shown(&mut self, json: &str) -> Result<Given, Obstacle> {
        let (rust_type, json) = match self.reading()? {
            Reading::Json(rust_type) => (rust_type, json.to_owned()),
            Reading::Text(rust_type) => (rust_type, self.as_text(json)?),
            Reading::Elements(rust_type) => (rust_type, self.as_elements(json)?),
            Reading::ListText => return Err(self.untold("how the list is written as text is not documented")),
            Reading::File => return Err(self.untold("it is a file")),
        };
        Ok(self.read(rust_type, &json))
    }

    /// A value that no document can refuse, unless it contradicts itself.
    pub(super) fn sample(&mut self) -> Result<Given, Obstacle> {
        let field = &self.parameter.field;
        let is_path = self.parameter.location == docwright_model::Location::Path;
        let sample = Sample { context: self.context, is_path };
        let value_type = not_null(&field.value_type);
        let limits = (&field.constraints, &field.element_constraints);
        let (rust_type, json) = match self.reading()? {
            Reading::Json(rust_type) if is_path => (rust_type, "1".to_owned()),
            Reading::Json(rust_type) | Reading::Text(rust_type) => {
                (rust_type, sample.json(value_type, limits))
            }
            Reading::Elements(rust_type) => (rust_type, sample.elements(value_type, limits)),
            Reading::ListText => (self.scope.standard("String"), "\"x\"".to_owned()),
            Reading::File => return Err(self.untold("it is a file")),
        };
        let text = serde_json::from_str::<String>(&json).unwrap_or_else(|_| {
            // The elements of a list stand in a path with commas between them.
            json.trim_matches(['[', ']']).to_owned()
        });
        Ok(Given { text, ..self.read(rust_type, &json) })
    }

    fn reading(&mut self) -> Result<Reading, Obstacle> {
        Ok(reading(self.parameter, self.context, self.scope, self.endpoint)?)
    }

    fn untold(&self, why: &str) -> Obstacle {
        Obstacle::Untold(format!("`{}` can't be given: {why}", self.parameter.field.wire_name))
    }

    /// The value of this type. Texts and numbers stand there as a user would write them.
    fn read(&mut self, rust_type: TokenStream, json: &str) -> Given {
        let text = String::new();
        if let Some(value) = plain(&rust_type, json) {
            return Given { value, long: None, text };
        }
        let (from_str, literal) = (self.scope.runtime("from_str"), json::literal(json));
        let value = quote!(#from_str::<#rust_type>(#literal).unwrap());
        let long = (!json::fits_line(json)).then(|| (rust_type, quote!(#from_str(#literal).unwrap())));
        Given { value, long, text }
    }

    /// The JSON from which a value that travels as text is read: a form shows numbers as texts too.
    fn as_text(&self, json: &str) -> Result<String, Obstacle> {
        let value: Value = serde_json::from_str(json).unwrap_or_default();
        let value_type = not_null(&self.parameter.field.value_type);
        let is_text = match value_type {
            Type::Any => return Ok(json.to_owned()),
            Type::Integer | Type::Number | Type::Boolean => false,
            Type::Named(name) => self.context.enumeration_base(name) != Some(EnumerationBase::Integer),
            _ => true,
        };
        match value {
            Value::Null | Value::Array(_) | Value::Object(_) => {
                Err(self.untold("how its value is written as text is not documented"))
            }
            Value::String(text) if !is_text && serde_json::from_str::<Value>(&text).is_ok() => Ok(text),
            Value::Number(_) | Value::Bool(_) if is_text => Ok(format!("\"{json}\"")),
            _ => Ok(json.to_owned()),
        }
    }

    /// The elements of a comma-separated text as a JSON array.
    fn as_elements(&self, json: &str) -> Result<String, Obstacle> {
        let text: String = serde_json::from_str(json)
            .map_err(|_| self.untold("its values should stand in one text with commas between them"))?;
        Ok(format!("[{text}]"))
    }
}

/// A text, a truth value or a whole number as a literal.
fn plain(rust_type: &TokenStream, json: &str) -> Option<TokenStream> {
    let value: Value = serde_json::from_str(json).ok()?;
    match (rust_type.to_string().as_str(), &value) {
        ("String" | "Maybe < String >", Value::String(text)) => Some(quote!(#text)),
        ("bool", Value::Bool(value)) => Some(quote!(#value)),
        ("i64", Value::Number(number)) => number.as_i64().map(whole),
        _ => None,
    }
}

/// Makes samples.
struct Sample<'a> {
    context: &'a Context<'a>,
    /// Whether the sample stands in a path, where some characters are written in another way.
    is_path: bool,
}

type Limits<'a> = (&'a Constraints, &'a Constraints);

impl Sample<'_> {
    /// The JSON of a sample.
    fn json(&self, value_type: &Type, (own, of_elements): Limits<'_>) -> String {
        match value_type {
            Type::String | Type::Any => text(own),
            Type::Bytes => bytes(own),
            Type::Integer | Type::Number => number(own),
            Type::Boolean => "true".to_owned(),
            Type::Uuid => "\"00000000-0000-0000-0000-000000000000\"".to_owned(),
            Type::Date => "\"2024-05-01\"".to_owned(),
            Type::DateTime => "\"2024-05-01T12:00:00Z\"".to_owned(),
            Type::Object | Type::Map { .. } => "{}".to_owned(),
            Type::List(inner) => {
                let element = self.json(not_null(inner), (of_elements, of_elements));
                format!("[{}]", vec![element; count(own, 0)].join(","))
            }
            Type::CommaSeparated(inner) => {
                let element = self.json(not_null(inner), (of_elements, of_elements));
                format!("\"{}\"", vec![element.trim_matches('"'); count(own, 1)].join(","))
            }
            Type::Nullable(inner) => self.json(inner, (own, of_elements)),
            Type::Named(name) => self.named(name),
        }
    }

    /// The elements of a comma-separated text as a JSON array.
    fn elements(&self, value_type: &Type, limits: Limits<'_>) -> String {
        let Type::CommaSeparated(inner) = value_type else { return "[]".to_owned() };
        let element = self.json(not_null(inner), (limits.1, limits.1));
        format!("[{}]", vec![element; count(limits.0, 1)].join(","))
    }

    fn named(&self, name: &str) -> String {
        let named = self.context.named(name, String::new).ok();
        match named {
            Some(NamedType { definition: Definition::Enumeration { base, values, .. }, .. }) => {
                let first = values.first().map(|value| value.value.as_str()).filter(|_| !self.is_path);
                match base {
                    EnumerationBase::String => Value::from(first.unwrap_or("x")).to_string(),
                    EnumerationBase::Integer => first.unwrap_or("1").to_owned(),
                }
            }
            _ => "{}".to_owned(),
        }
    }
}

fn text(constraints: &Constraints) -> String {
    letters(constraints.min_length.unwrap_or(1).clamp(1, MOST))
}

/// Four letters of base64 stand for three bytes.
fn bytes(constraints: &Constraints) -> String {
    letters(constraints.min_length.unwrap_or(1).clamp(1, MOST).next_multiple_of(4))
}

fn letters(length: u64) -> String {
    let letters: String = (0..length).map(|_| 'x').collect();
    format!("\"{letters}\"")
}

fn number(constraints: &Constraints) -> String {
    let bound = |bound: &Option<String>| bound.clone().filter(|text| text.parse::<i64>().is_ok());
    let most = bound(&constraints.maximum).filter(|most| most.starts_with('-') || most == "0");
    bound(&constraints.minimum).or(most).unwrap_or_else(|| "1".to_owned())
}

fn count(constraints: &Constraints, least: u64) -> usize {
    let count = constraints.min_items.unwrap_or(least).clamp(least, MOST);
    usize::try_from(count).unwrap_or_default()
}
