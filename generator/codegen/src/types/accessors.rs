//! What reads a field for the caller: a value that may be left out as what its absence stands for, and a number as
//! the instant that it counts to. In comes a field of a documented structure; out go its accessors, if it has any.
//!
//! What absence stands for is JSON text in the model, or a bare word, and is read by the type of the field. One that
//! does not fit the type gives no accessor; it stands in the documentation of the field all the same.

use super::member::{Holder, Member};
use crate::EmitError;
use crate::docs::{Docs, deprecated};
use crate::literal::{fractional, whole};
use crate::names::identifier;
use crate::prose::code;
use crate::values::{Values, unix_time};
use docwright_model::{Definition, EnumerationBase, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// Texts without characters.
const EMPTY_TEXT: [&str; 3] = ["", "\"\"", "''"];
const EMPTY_LIST: &str = "[]";
const EMPTY_OBJECT: &str = "{}";
/// The words for no value at all.
const NOTHING: &str = "null";
/// What the names of accessors end with.
const OR_DEFAULT: &str = "or_default";
const TIMESTAMP: &str = "timestamp";

/// The accessors of a field. `names` are those of all fields, whose setters have them.
pub(super) fn accessors(
    member: &Member<'_>,
    names: &BTreeSet<&str>,
    values: &mut Values<'_, '_>,
) -> Result<TokenStream, EmitError> {
    let mut out = TokenStream::new();
    if member.owner.is_none() {
        return Ok(out);
    }
    let free = |end: &str| {
        let name = format!("{}_{end}", member.field.rust_name);
        (!names.contains(name.as_str())).then_some(name)
    };
    if let Some(name) = free(OR_DEFAULT) {
        let name = identifier(&name, values.place)?;
        out.extend(or_default(member, &name, values)?);
    }
    if let Some(name) = free(TIMESTAMP) {
        let name = identifier(&name, values.place)?;
        out.extend(timestamp(member, &name, values));
    }
    Ok(out)
}

/// The value, or what its absence stands for.
fn or_default(
    member: &Member<'_>,
    accessor: &Ident,
    values: &mut Values<'_, '_>,
) -> Result<Option<TokenStream>, EmitError> {
    let field = member.field;
    let default = field.default.as_deref().filter(|_| member.holder == Holder::Option);
    let Some((default, reading)) =
        default.map(|default| (default, Reading { member, default: default.trim() }))
    else {
        return Ok(None);
    };
    let Some((rust_type, value)) = reading.read(values)? else { return Ok(None) };
    let policy = values.context.docs_policy();
    let docs =
        Docs::new(policy).own(&format!("The value, or what its absence stands for: {}.", code(default)));
    let deprecated = deprecated(field.deprecated.as_ref(), policy);
    Ok(Some(quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #accessor(&self) -> #rust_type {
            #value
        }
    }))
}

/// What a document says of the absence of a field.
struct Reading<'a> {
    member: &'a Member<'a>,
    default: &'a str,
}

impl Reading<'_> {
    /// The type that the accessor gives and the expression for it.
    fn read(&self, values: &mut Values<'_, '_>) -> Result<Option<(TokenStream, TokenStream)>, EmitError> {
        let name = &self.member.name;
        let value_type = &self.member.field.value_type;
        let plain = |zero: bool, value: TokenStream| {
            if zero { quote!(self.#name.unwrap_or_default()) } else { quote!(self.#name.unwrap_or(#value)) }
        };
        Ok(match value_type {
            Type::Integer => {
                self.default.parse().ok().map(|number| (quote!(i64), plain(number == 0, whole(number))))
            }
            Type::Number => self.number().map(|(zero, number)| (quote!(f64), plain(zero, number))),
            Type::Boolean => {
                let truth: Option<bool> = self.default.to_ascii_lowercase().parse().ok();
                truth.map(|truth| (quote!(bool), plain(!truth, quote!(#truth))))
            }
            Type::String => self.text().map(|text| {
                let text =
                    if text.is_empty() { quote!(unwrap_or_default()) } else { quote!(unwrap_or(#text)) };
                (quote!(&str), quote!(self.#name.as_deref().#text))
            }),
            Type::Bytes if self.default == EMPTY_LIST || EMPTY_TEXT.contains(&self.default) => {
                Some((quote!(&[u8]), quote!(self.#name.as_deref().unwrap_or_default())))
            }
            Type::List(inner) if self.default == EMPTY_LIST => {
                let element = values.held(inner)?;
                Some((quote!(&[#element]), quote!(self.#name.as_deref().unwrap_or_default())))
            }
            Type::Map { .. } | Type::Object if self.default == EMPTY_OBJECT => Some(self.whole(values)?),
            Type::Named(named) => self.named(named, values)?,
            _ => None,
        })
    }

    fn named(
        &self,
        named: &str,
        values: &mut Values<'_, '_>,
    ) -> Result<Option<(TokenStream, TokenStream)>, EmitError> {
        match &values.context.named(named, values.place)?.definition {
            Definition::Enumeration { base, .. } => self.enumeration((*base, named), values),
            Definition::Structure { .. } if self.default == EMPTY_OBJECT => Ok(Some(self.whole(values)?)),
            Definition::Structure { .. } | Definition::Opaque { .. } => Ok(None),
        }
    }

    /// A value of an enumeration, which the document gives by itself or by its constant.
    fn enumeration(
        &self,
        (base, enumeration): (EnumerationBase, &str),
        values: &mut Values<'_, '_>,
    ) -> Result<Option<(TokenStream, TokenStream)>, EmitError> {
        let (name, held) = (&self.member.name, values.held(&self.member.field.value_type)?);
        let text = if base == EnumerationBase::String { self.text() } else { Some(self.default.to_owned()) };
        let Some(text) = text else { return Ok(None) };
        let otherwise = match (values.context.choices.find(enumeration, base, &text), base) {
            (Some(value), _) => {
                let variant = identifier(value.rust_name.as_str(), values.place)?;
                quote!(unwrap_or(#held::#variant))
            }
            (None, EnumerationBase::String) => quote!(unwrap_or_else(|| #held::from(#text))),
            (None, EnumerationBase::Integer) => {
                let Some(number) = text.parse().ok().map(whole) else { return Ok(None) };
                quote!(unwrap_or(#held::Unknown(#number)))
            }
        };
        let copied = (base == EnumerationBase::String).then(|| quote!(.clone()));
        Ok(Some((held, quote!(self.#name #copied.#otherwise))))
    }

    /// The whole value by reference, or an empty one.
    fn whole(&self, values: &mut Values<'_, '_>) -> Result<(TokenStream, TokenStream), EmitError> {
        let (name, held) = (&self.member.name, values.held(&self.member.field.value_type)?);
        let cow = values.scope.standard("Cow");
        let by_reference = if self.member.boxed { quote!(as_deref) } else { quote!(as_ref) };
        let value = quote!(self.#name.#by_reference().map_or_else(#cow::default, #cow::Borrowed));
        Ok((quote!(#cow<'_, #held>), value))
    }

    /// The text, with its quotes taken off; none if there is no value.
    fn text(&self) -> Option<String> {
        let default = self.default;
        if EMPTY_TEXT.contains(&default) {
            return Some(String::new());
        }
        if default.eq_ignore_ascii_case(NOTHING) {
            return None;
        }
        let single = default.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
        let text = serde_json::from_str::<String>(default).ok().or_else(|| single.map(str::to_owned));
        Some(text.unwrap_or_else(|| default.to_owned()))
    }

    /// A decimal number and whether it is zero.
    fn number(&self) -> Option<(bool, TokenStream)> {
        let is_decimal =
            self.default.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        let number: f64 = self.default.parse().ok().filter(|_| is_decimal)?;
        Some((number.to_bits() == 0, fractional(number)?))
    }
}

/// The instant that a number counts to.
fn timestamp(member: &Member<'_>, accessor: &Ident, values: &mut Values<'_, '_>) -> Option<TokenStream> {
    let unit = unix_time(member.field)?;
    let (instant, option) = (values.instant(unit), values.scope.standard("Option"));
    let timestamp = values.scope.runtime("Timestamp");
    let name = &member.name;
    let absent = if member.holder == Holder::Plain { "" } else { "absent or " };
    let value = match member.holder {
        Holder::Plain => quote!(#instant(self.#name).timestamp()),
        Holder::Option => quote!(self.#name.and_then(|number| #instant(number).timestamp())),
        Holder::Maybe => quote!(self.#name.value().and_then(|number| #instant(*number).timestamp())),
    };
    let policy = values.context.docs_policy();
    let docs = Docs::new(policy).own(&format!(
        "The field {} as an instant; none if it is {absent}out of range.",
        code(member.field.wire_name.as_str())
    ));
    let deprecated = deprecated(member.field.deprecated.as_ref(), policy);
    Some(quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #accessor(&self) -> #option<#timestamp> {
            #value
        }
    })
}
