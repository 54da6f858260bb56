//! What a call has collected so far, as plain data.
//!
//! In come the values that setters are given, already as text or JSON; out goes a [`Request`] that
//! [`prepare`](crate::prepare) turns into what is sent. Nothing here is generic, so that setters of generated
//! code cost a call each. A value that can't be sent is remembered, so that setters need not fail: sending does.

use crate::{Error, Result, Upload, description::Endpoint};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// Headers by which a request says where it ends and how it travels. A value of the caller's would contradict
/// what the transport does.
const TRANSPORT_HEADERS: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Named values in the order in which they were first set.
#[derive(Clone)]
pub(crate) struct Fields<V>(Vec<(Cow<'static, str>, V)>);

impl<V> Default for Fields<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Fields<V> {
    /// Sets a value; one that the name had before is replaced where it stood.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, value: V) {
        let name = name.into();
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, slot)) => *slot = value,
            None => self.0.push((name, value)),
        }
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    pub(crate) fn into_inner(self) -> Vec<(Cow<'static, str>, V)> {
        self.0
    }
}

/// One part of a `multipart/form-data` body.
#[derive(Clone)]
pub(crate) enum Part {
    Text(String),
    File(Upload),
}

/// The body as its fields.
#[derive(Clone, Default)]
pub(crate) enum Body {
    #[default]
    None,
    Form(Fields<String>),
    Multipart(Fields<Part>),
    Json(Fields<Box<RawValue>>),
    Raw {
        media_type: &'static str,
        upload: Upload,
    },
}

impl Body {
    pub(crate) fn form(&mut self) -> Result<&mut Fields<String>> {
        if matches!(self, Self::None) {
            *self = Self::Form(Fields::default());
        }
        if let Self::Form(fields) = self { Ok(fields) } else { Err(another_kind()) }
    }

    pub(crate) fn multipart(&mut self) -> Result<&mut Fields<Part>> {
        if matches!(self, Self::None) {
            *self = Self::Multipart(Fields::default());
        }
        if let Self::Multipart(parts) = self { Ok(parts) } else { Err(another_kind()) }
    }

    pub(crate) fn json(&mut self) -> Result<&mut Fields<Box<RawValue>>> {
        if matches!(self, Self::None) {
            *self = Self::Json(Fields::default());
        }
        if let Self::Json(fields) = self { Ok(fields) } else { Err(another_kind()) }
    }
}

fn another_kind() -> Error {
    Error::invalid("the body", "has fields of two kinds, of which only one can be sent")
}

/// What a call has collected so far.
#[doc(hidden)]
pub struct Request {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) path: Fields<String>,
    pub(crate) query: Fields<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    error: Option<Error>,
}

impl Request {
    pub(crate) fn new(endpoint: &'static Endpoint) -> Self {
        Self {
            endpoint,
            path: Fields::default(),
            query: Fields::default(),
            headers: HeaderMap::new(),
            body: Body::None,
            error: None,
        }
    }

    /// Remembers the first thing that went wrong.
    fn note(&mut self, result: Result<()>) {
        if let (Err(error), None) = (result, &self.error) {
            self.error = Some(error);
        }
    }

    /// The first thing that went wrong, if anything did.
    pub(crate) fn check(&mut self) -> Result<()> {
        self.error.take().map_or(Ok(()), Err)
    }

    pub(crate) fn set_path(&mut self, name: &'static str, value: Cow<'_, str>) {
        self.path.set(name, value.into_owned());
    }

    pub(crate) fn set_query(&mut self, name: &'static str, value: Cow<'_, str>) {
        self.query.set(name, value.into_owned());
    }

    pub(crate) fn set_header(&mut self, name: &'static str, value: &str) {
        let header = read_header(name, value);
        let header = header.map(|(name, value)| {
            self.headers.insert(name, value);
        });
        self.note(header);
    }

    pub(crate) fn set_form(&mut self, name: &'static str, value: Cow<'_, str>) {
        let result = self.body.form().map(|fields| fields.set(name, value.into_owned()));
        self.note(result);
    }

    pub(crate) fn set_part(&mut self, name: &'static str, value: Cow<'_, str>) {
        let result = self.body.multipart().map(|parts| parts.set(name, Part::Text(value.into_owned())));
        self.note(result);
    }

    pub(crate) fn set_file(&mut self, name: &'static str, upload: Upload) {
        let result = self.body.multipart().map(|parts| parts.set(name, Part::File(upload)));
        self.note(result);
    }

    pub(crate) fn set_json(&mut self, name: &'static str, value: serde_json::Result<Box<RawValue>>) {
        let result = value.map_err(|error| Error::not_json(format!("the field `{name}`"), error));
        let result = result.and_then(|value| self.body.json().map(|fields| fields.set(name, value)));
        self.note(result);
    }

    pub(crate) fn remove_json(&mut self, name: &str) {
        let result = self.body.json().map(|fields| fields.remove(name));
        self.note(result);
    }

    /// Takes every field of a JSON object; fields that it does not have stay as they are.
    pub(crate) fn merge_json(&mut self, object: serde_json::Result<String>) {
        let fields = object.and_then(|text| serde_json::from_str::<Entries>(&text));
        let fields = fields.map_err(|error| Error::not_json("the body", error));
        let result = fields.and_then(|Entries(entries)| {
            let fields = self.body.json()?;
            for (name, value) in entries {
                fields.set(name, value);
            }
            Ok(())
        });
        self.note(result);
    }

    /// Takes text that a value was written as, or remembers that it could not be.
    pub(crate) fn written(&mut self, name: &str, text: serde_json::Result<String>) -> Option<String> {
        text.map_err(|error| self.note(Err(Error::not_json(format!("`{name}`"), error)))).ok()
    }

    pub(crate) fn set_raw(&mut self, media_type: &'static str, upload: Upload) {
        let result = match self.body {
            Body::None | Body::Raw { .. } => {
                self.body = Body::Raw { media_type, upload };
                Ok(())
            }
            _ => Err(another_kind()),
        };
        self.note(result);
    }

    pub(crate) fn set_empty_form(&mut self) {
        let result = self.body.form().map(|_| ());
        self.note(result);
    }

    pub(crate) fn set_empty_json(&mut self) {
        let result = self.body.json().map(|_| ());
        self.note(result);
    }
}

/// A header that may travel, or what is wrong with it. The message never holds the value.
pub(crate) fn read_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let argument = || format!("the header `{name}`");
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Error::invalid(argument(), "has a name that no header may have"))?;
    if TRANSPORT_HEADERS.contains(&header.as_str()) {
        return Err(Error::invalid(argument(), "is set by the transport"));
    }
    let value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| Error::invalid(argument(), "must not hold line breaks or other control characters"))?;
    Ok((header, value))
}

/// The fields of a JSON object in their order, each with its exact text.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
