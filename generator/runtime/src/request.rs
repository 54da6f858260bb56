//! What a call has collected so far, as plain data.
//!
//! In come the values that setters are given, already as text or JSON; out goes a [`Request`] that
//! [`prepare`](crate::prepare) turns into what is sent. Nothing here is generic, so that setters of generated
//! code cost a call each. A value that can't be sent is remembered, so that setters need not fail: sending does.

mod fields;
mod form;
mod json;

pub(crate) use fields::Fields;
pub(crate) use form::{FormFields, FormWriter};
pub(crate) use json::{JsonFields, WriteJson};

use crate::{
    Error, Result, Upload,
    description::{CredentialUse, Endpoint, Operation, Place},
    options::CallOptions,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::{borrow::Cow, ops::Deref, sync::Arc};

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
    Form(FormFields),
    Multipart(Fields<Part>),
    Json(JsonFields),
    Raw {
        media_type: &'static str,
        upload: Upload,
    },
}

impl Body {
    pub(crate) fn form(&mut self) -> Result<&mut FormFields> {
        if matches!(self, Self::None) {
            *self = Self::Form(FormFields::default());
        }
        if let Self::Form(fields) = self { Ok(fields) } else { Err(another_kind()) }
    }

    pub(crate) fn multipart(&mut self) -> Result<&mut Fields<Part>> {
        if matches!(self, Self::None) {
            *self = Self::Multipart(Fields::default());
        }
        if let Self::Multipart(parts) = self { Ok(parts) } else { Err(another_kind()) }
    }

    pub(crate) fn json(&mut self) -> Result<&mut JsonFields> {
        if matches!(self, Self::None) {
            *self = Self::Json(JsonFields::default());
        }
        if let Self::Json(fields) = self { Ok(fields) } else { Err(another_kind()) }
    }
}

fn another_kind() -> Error {
    Error::invalid("the body", "has fields of two kinds, of which only one can be sent")
}

/// The endpoint of a call: one that generated code states, or one that the caller made up.
#[derive(Clone)]
pub(crate) enum EndpointOf {
    Documented(&'static Endpoint),
    Custom(Arc<Endpoint>),
}

impl Deref for EndpointOf {
    type Target = Endpoint;

    fn deref(&self) -> &Endpoint {
        match self {
            Self::Documented(endpoint) => endpoint,
            Self::Custom(endpoint) => endpoint,
        }
    }
}

/// What a call has collected so far.
pub(crate) struct Request {
    pub(crate) endpoint: EndpointOf,
    /// The values of the placeholders, not encoded yet.
    pub(crate) path: Fields<String>,
    /// The query, not encoded yet.
    pub(crate) query: Fields<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) options: CallOptions,
    error: Option<Error>,
}

impl Request {
    pub(crate) fn new(endpoint: EndpointOf) -> Self {
        Self {
            endpoint,
            path: Fields::default(),
            query: Fields::default(),
            headers: HeaderMap::new(),
            body: Body::None,
            options: CallOptions::default(),
            error: None,
        }
    }

    pub(crate) fn operation(&self) -> Operation {
        self.endpoint.operation()
    }

    /// A request that asks for the same, of one that nothing is wrong with.
    pub(crate) fn copy(&self) -> Self {
        Self {
            endpoint: self.endpoint.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            options: self.options.clone(),
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

    pub(crate) fn set_form(&mut self, name: &'static str, value: &str) {
        let result = self.body.form().map(|fields| fields.set(name, value));
        self.note(result);
    }

    pub(crate) fn set_form_json(
        &mut self,
        name: &'static str,
        write: &mut dyn FnMut(FormWriter<'_>) -> serde_json::Result<()>,
    ) {
        let result = self.body.form().and_then(|fields| {
            fields.write(name, write).map_err(|error| Error::not_json(field(name), error))
        });
        self.note(result);
    }

    pub(crate) fn set_part(&mut self, name: &'static str, value: Cow<'_, str>) {
        let result = self.body.multipart().map(|parts| {
            parts.set(name, Part::Text(value.into_owned()));
        });
        self.note(result);
    }

    pub(crate) fn set_file(&mut self, name: &'static str, upload: Upload) {
        let result = self.body.multipart().map(|parts| {
            parts.set(name, Part::File(upload));
        });
        self.note(result);
    }

    pub(crate) fn set_json(&mut self, name: &'static str, write: WriteJson<'_>) {
        let result = self
            .body
            .json()
            .and_then(|fields| fields.set(name, write).map_err(|error| Error::not_json(field(name), error)));
        self.note(result);
    }

    pub(crate) fn remove_json(&mut self, name: &str) {
        let result = self.body.json().map(|fields| fields.remove(name));
        self.note(result);
    }

    /// Takes every field of a JSON object; fields that it does not have stay as they are.
    pub(crate) fn merge_json(&mut self, write: WriteJson<'_>) {
        let result = self
            .body
            .json()
            .and_then(|fields| fields.merge(write).map_err(|error| Error::not_json("the body", error)));
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

    /// Asks for credentials that no document speaks of. An endpoint that is documented keeps what it documents.
    pub(crate) fn set_credentials(&mut self, set: &'static str, place: Place) {
        if let EndpointOf::Custom(endpoint) = &mut self.endpoint {
            Arc::make_mut(endpoint).credentials =
                Some(CredentialUse { set, others: &[], place, required: true });
        }
    }

    /// Takes the caller's word that the call changes nothing.
    pub(crate) fn set_reads(&mut self) {
        if let EndpointOf::Custom(endpoint) = &mut self.endpoint {
            Arc::make_mut(endpoint).is_read = true;
        }
    }
}

fn field(name: &str) -> String {
    format!("the field `{name}`")
}

/// A header that may travel, or what is wrong with it. The message never holds the value.
pub(crate) fn read_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let argument = || format!("the header `{name}`");
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Error::invalid(argument(), "has a name that no header may have"))?;
    if TRANSPORT_HEADERS.contains(&header.as_str()) {
        return Err(Error::invalid(argument(), "is set by the transport"));
    }
    if value.starts_with([' ', '\t']) || value.ends_with([' ', '\t']) {
        return Err(Error::invalid(
            argument(),
            "must not begin or end with white space, which is lost on the way",
        ));
    }
    let value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| Error::invalid(argument(), "must not hold line breaks or other control characters"))?;
    Ok((header, value))
}
