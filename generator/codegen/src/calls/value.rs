//! Values as a program gives them: an example's own, read from its JSON into the type that the parameter takes, or a
//! fitting sample for what no example shows.

use super::sample::Sample;
use super::{Extent, Obstacle, json};
use crate::EmitError;
use crate::argument::{Reading, reading};
use crate::context::Context;
use crate::literal::whole;
use crate::scope::{Mark, Scope};
use crate::values::not_null;
use docwright_model::{EnumerationBase, Field, Location, Parameter, Type};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// A parameter that is to be given a value.
pub(crate) struct Giving<'a, 'b> {
    pub(crate) parameter: &'b Parameter,
    pub(crate) context: &'a Context<'a>,
    pub(crate) scope: &'b mut Scope<'a>,
    /// The endpoint, for errors.
    pub(crate) endpoint: &'b str,
}

/// A value as a program gives it.
pub(crate) struct Given {
    /// The expression.
    pub(crate) value: TokenStream,
    /// If the expression takes many lines, its type and how a value of that type is read.
    pub(crate) long: Option<(TokenStream, TokenStream)>,
    /// The text that a placeholder is filled with.
    pub(crate) text: String,
}

impl Giving<'_, '_> {
    /// The example's value.
    pub(crate) fn shown(&mut self, json: &str) -> Result<Given, Obstacle> {
        let before = self.scope.mark();
        let (rust_type, json) = match self.reading()? {
            Reading::Json(rust_type) => (rust_type, json.to_owned()),
            Reading::Text(rust_type) => (rust_type, self.as_text(json)?),
            Reading::Elements(rust_type) => (rust_type, self.as_elements(json)?),
            Reading::ListText => return Err(self.untold("how the list is written as text is not documented")),
            Reading::File => return Err(self.untold("it is a file")),
        };
        Ok(self.read(rust_type, &json, before))
    }

    /// A value that no document can refuse, unless it contradicts itself.
    pub(crate) fn sample(&mut self, extent: Extent) -> Result<Given, EmitError> {
        let field = &self.parameter.field;
        let is_path = self.parameter.location == Location::Path;
        let sample = Sample { context: self.context, is_path, extent };
        let before = self.scope.mark();
        let (rust_type, json) = match self.reading()? {
            Reading::Json(rust_type) if is_path => (rust_type, "1".to_owned()),
            Reading::Json(rust_type) | Reading::Text(rust_type) => (rust_type, sample.field(field)),
            Reading::Elements(rust_type) => (rust_type, sample.elements(field)),
            Reading::ListText => (self.scope.standard("String"), sample.list_text(field)),
            // A file is made of a text as well.
            Reading::File => (self.scope.standard("String"), "\"x\"".to_owned()),
        };
        let text = serde_json::from_str::<String>(&json).unwrap_or_else(|_| {
            // The elements of a list stand in a path with commas between them.
            json.trim_matches(['[', ']']).to_owned()
        });
        Ok(Given { text, ..self.read(rust_type, &json, before) })
    }

    /// The JSON of the value that [`sample`](Self::sample) gives.
    pub(crate) fn sample_json(field: &Field, extent: Extent, context: &Context<'_>) -> String {
        Sample { context, is_path: false, extent }.field(field)
    }

    fn reading(&mut self) -> Result<Reading, EmitError> {
        reading(self.parameter, self.context, self.scope, self.endpoint)
    }

    fn untold(&self, why: &str) -> Obstacle {
        Obstacle::Untold(format!("`{}` can't be given: {why}", self.parameter.field.wire_name))
    }

    /// The value of this type. Texts and numbers stand there as a user would write them, and their type nowhere: what
    /// was in the scope `before` it was asked for stays all that is.
    fn read(&mut self, rust_type: TokenStream, json: &str, before: Mark) -> Given {
        let text = String::new();
        if let Some(value) = plain(&rust_type, json) {
            self.scope.back_to(before);
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
