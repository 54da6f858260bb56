//! Values in Rust: the type that holds a value, the type by which a caller gives it, and the expression between
//! the two. Where a value travels and under which name is left to [`argument`](crate::argument).

use crate::EmitError;
use crate::context::Context;
use crate::scope::Scope;
use docwright_model::{Definition, EnumerationBase, Field, Type, UnixTime};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// How a caller gives a value.
pub(crate) struct Given {
    /// The type of the parameter: `impl Into<String>`.
    pub(crate) rust_type: TokenStream,
    /// The value of the type that [`Values::held`] names: `name.into()`.
    pub(crate) value: TokenStream,
    /// Whether that value is a copy of the argument, so that nothing is done to it.
    pub(crate) unchanged: bool,
}

/// The types of one emitted file.
pub(crate) struct Values<'a, 'b> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) scope: &'b mut Scope<'a>,
    /// What the values belong to, for errors.
    pub(crate) place: &'b dyn Fn() -> String,
    /// Whether they are read and written back, so that JSON which no document types is kept to the letter.
    pub(crate) to_the_letter: bool,
}

impl Values<'_, '_> {
    /// The type that holds a value inside JSON.
    pub(crate) fn held(&mut self, value_type: &Type) -> Result<TokenStream, EmitError> {
        Ok(match value_type {
            Type::String => self.scope.standard("String"),
            Type::Bytes => self.scope.runtime("Base64"),
            Type::Integer => quote!(i64),
            Type::Number => quote!(f64),
            Type::Boolean => quote!(bool),
            Type::Uuid => self.scope.runtime("Uuid"),
            Type::Date => self.scope.runtime("Date"),
            Type::DateTime => self.scope.runtime("Timestamp"),
            Type::Any if self.to_the_letter => self.scope.runtime("Opaque"),
            Type::Object if self.to_the_letter => {
                let (map, string) = (self.scope.standard("BTreeMap"), self.scope.standard("String"));
                let opaque = self.scope.runtime("Opaque");
                quote!(#map<#string, #opaque>)
            }
            Type::Any => self.scope.runtime("Value"),
            Type::Object => self.scope.runtime("JsonObject"),
            Type::List(inner) => {
                let (vec, inner) = (self.scope.standard("Vec"), self.held(inner)?);
                quote!(#vec<#inner>)
            }
            Type::Map { key, value } => {
                let map = self.scope.standard("BTreeMap");
                let (key, value) = (self.map_key(key)?, self.held(value)?);
                quote!(#map<#key, #value>)
            }
            Type::CommaSeparated(inner) => {
                let (list, inner) = (self.scope.runtime("CommaSeparated"), self.element(inner)?);
                quote!(#list<#inner>)
            }
            Type::Named(name) => self.named(name)?,
            Type::Nullable(inner) => {
                let (option, inner) = (self.scope.standard("Option"), self.held(inner)?);
                quote!(#option<#inner>)
            }
        })
    }

    /// The type that holds a value which travels as text.
    pub(crate) fn held_as_text(&mut self, value_type: &Type) -> Result<TokenStream, EmitError> {
        match value_type {
            // No document says how bytes are written here: the caller does.
            Type::Bytes => Ok(self.scope.standard("String")),
            other => self.held(other),
        }
    }

    /// A value inside JSON as a caller gives it.
    pub(crate) fn given(&mut self, value_type: &Type, name: &Ident) -> Result<Given, EmitError> {
        if let Type::List(inner) = value_type {
            return self.given_list(inner, name);
        }
        let held = self.held(value_type)?;
        Ok(match value_type {
            Type::Integer | Type::Number | Type::Boolean | Type::Uuid | Type::Date | Type::DateTime => {
                copied(held, name)
            }
            _ => self.converted(&held, name),
        })
    }

    /// A value inside JSON that may be null.
    pub(crate) fn given_maybe(&mut self, value_type: &Type, name: &Ident) -> Result<Given, EmitError> {
        let held = self.held(not_null(value_type))?;
        let maybe = self.scope.runtime("Maybe");
        Ok(self.converted(&quote!(#maybe<#held>), name))
    }

    /// A value that travels as text.
    pub(crate) fn given_text(&mut self, value_type: &Type, name: &Ident) -> Result<Given, EmitError> {
        match not_null(value_type) {
            // How a list or bytes are written here no document says: the caller does.
            Type::List(_) | Type::Bytes => {
                let string = self.scope.standard("String");
                Ok(self.converted(&string, name))
            }
            Type::CommaSeparated(inner) => {
                let (list, inner) = (self.scope.runtime("CommaSeparated"), self.text_element(inner)?);
                Ok(self.converted(&quote!(#list<#inner>), name))
            }
            plain => self.given(plain, name),
        }
    }

    /// An instant that travels as the whole number of such units.
    pub(crate) fn given_instant(&mut self, unit: UnixTime, name: &Ident) -> Given {
        let (into, instant) = (self.scope.standard("Into"), self.instant(unit));
        Given { rust_type: quote!(impl #into<#instant>), value: quote!(#name.into().0), unchanged: false }
    }

    /// The type that tells an instant from other numbers.
    pub(crate) fn instant(&mut self, unit: UnixTime) -> TokenStream {
        self.scope.runtime(match unit {
            UnixTime::Seconds => "UnixSeconds",
            UnixTime::Milliseconds => "UnixMilliseconds",
        })
    }

    /// A value of any JSON, as its exact text.
    pub(crate) fn given_json_text(&mut self, name: &Ident) -> Given {
        let opaque = self.scope.runtime("Opaque");
        self.converted(&opaque, name)
    }

    /// Bytes that travel as they are.
    pub(crate) fn given_upload(&mut self, name: &Ident) -> Given {
        let (into, upload) = (self.scope.standard("Into"), self.scope.runtime("Upload"));
        Given { rust_type: quote!(impl #into<#upload>), value: quote!(#name), unchanged: true }
    }

    fn given_list(&mut self, inner: &Type, name: &Ident) -> Result<Given, EmitError> {
        let (vec, held) = (self.scope.standard("Vec"), self.held(inner)?);
        let sequence = self.scope.standard("IntoIterator");
        if matches!(inner, Type::List(_)) || self.given(inner, name)?.unchanged {
            let value = quote!(#name.into_iter().collect::<#vec<#held>>());
            return Ok(Given { rust_type: quote!(impl #sequence<Item = #held>), value, unchanged: false });
        }
        let into = self.scope.standard("Into");
        let value = quote!(#name.into_iter().map(#into::into).collect::<#vec<#held>>());
        Ok(Given { rust_type: quote!(impl #sequence<Item = impl #into<#held>>), value, unchanged: false })
    }

    fn converted(&mut self, held: &TokenStream, name: &Ident) -> Given {
        let into = self.scope.standard("Into");
        Given { rust_type: quote!(impl #into<#held>), value: quote!(#name.into()), unchanged: false }
    }

    fn named(&mut self, name: &str) -> Result<TokenStream, EmitError> {
        let named = self.context.named(name, self.place)?;
        self.scope.emitted(named.rust_name.as_str())
    }

    /// Keys of JSON objects are texts; serde reads and writes whole numbers among them.
    fn map_key(&mut self, key: &Type) -> Result<TokenStream, EmitError> {
        match key {
            Type::Integer | Type::Uuid => self.held(key),
            _ => Ok(self.scope.standard("String")),
        }
    }

    /// An element of a comma-separated text inside JSON: what can be read from a text.
    fn element(&mut self, inner: &Type) -> Result<TokenStream, EmitError> {
        match inner {
            Type::Uuid | Type::Date | Type::DateTime => self.held(inner),
            Type::Named(name) if self.is_text_enumeration(name) => self.held(inner),
            _ => Ok(self.scope.standard("String")),
        }
    }

    /// An element of a comma-separated text that is only sent.
    pub(crate) fn text_element(&mut self, inner: &Type) -> Result<TokenStream, EmitError> {
        match inner {
            Type::Integer | Type::Number | Type::Boolean => self.held(inner),
            Type::Named(name) if self.is_enumeration(name) => self.held(inner),
            _ => self.element(inner),
        }
    }

    /// Whether serde reads an element of a comma-separated text from its part of the text.
    pub(crate) fn is_read_from_text(&self, inner: &Type) -> bool {
        match inner {
            Type::Integer | Type::Number | Type::Boolean => false,
            Type::Named(name) => self.is_text_enumeration(name) || !self.is_enumeration(name),
            _ => true,
        }
    }

    fn is_enumeration(&self, name: &str) -> bool {
        let named = self.context.named(name, self.place);
        named.is_ok_and(|named| matches!(named.definition, Definition::Enumeration { .. }))
    }

    fn is_text_enumeration(&self, name: &str) -> bool {
        let named = self.context.named(name, self.place);
        named.is_ok_and(|named| {
            matches!(named.definition, Definition::Enumeration { base: EnumerationBase::String, .. })
        })
    }
}

/// What the number of a field counts, if it is an instant: nothing else is one.
pub(crate) fn unix_time(field: &Field) -> Option<UnixTime> {
    field.unix_time.filter(|_| *not_null(&field.value_type) == Type::Integer)
}

/// Whether JSON `null` is a value of a field.
pub(crate) fn is_nullable(field: &Field) -> bool {
    field.nullable || matches!(field.value_type, Type::Nullable(_))
}

/// The type without its `null`.
pub(crate) fn not_null(value_type: &Type) -> &Type {
    match value_type {
        Type::Nullable(inner) => not_null(inner),
        other => other,
    }
}

fn copied(held: TokenStream, name: &Ident) -> Given {
    Given { rust_type: held, value: quote!(#name), unchanged: true }
}
