//! A request that is ready to be sent.

use crate::{
    Upload, address,
    credentials::{Held, Proof},
    description::Operation,
    request::Part,
    values::Content,
};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue,
    header::{CONTENT_TYPE, USER_AGENT},
};
use reqwest::Url;
use secrecy::ExposeSecret;
use std::{borrow::Cow, fmt, sync::Arc};

/// A request that is ready to be sent, as a call prepares it and as a [`Hook`](crate::Hook) sees it.
///
/// It may hold credentials, in its headers, its URL and its body; `Debug` shows none of them. A clone holds the same
/// body.
#[derive(Clone)]
pub struct PreparedRequest {
    pub(crate) operation: Operation,
    pub(crate) method: http::Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: PreparedBody,
    /// The credentials in it that may be sent once only.
    pub(crate) once: Option<Arc<Held>>,
}

/// The parts of a `multipart/form-data` body with their names.
pub(crate) type Parts = Arc<[(Cow<'static, str>, Part)]>;

/// A body that is ready to be sent. Clones are cheap.
#[derive(Clone)]
pub(crate) enum PreparedBody {
    Empty,
    Bytes(Bytes),
    Upload(Upload),
    /// The transport chooses the boundary between the parts, and states it in the content type.
    Multipart(Parts),
}

impl PreparedBody {
    pub(crate) fn upload(upload: Upload) -> Self {
        match upload.content {
            Content::Memory(bytes) => Self::Bytes(bytes),
            Content::File(_) | Content::Once(_) => Self::Upload(upload),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Upload(_) | Self::Multipart(_) => false,
        }
    }

    /// The uploads in it.
    fn uploads(&self) -> impl Iterator<Item = &Upload> {
        let parts = match self {
            Self::Multipart(parts) => parts.as_ref(),
            _ => &[],
        };
        let files = parts.iter().filter_map(|(_, part)| match part {
            Part::File(upload) => Some(upload),
            Part::Text(_) => None,
        });
        let whole = match self {
            Self::Upload(upload) => Some(upload),
            _ => None,
        };
        whole.into_iter().chain(files)
    }

    /// Whether all of it is still there to be sent.
    pub(crate) fn can_be_sent(&self) -> bool {
        self.uploads().all(Upload::is_there)
    }

    /// Whether bytes are read while they are sent, so that there is no telling how long it takes.
    pub(crate) fn is_transfer(&self) -> bool {
        self.uploads().any(|upload| !matches!(upload.content, Content::Memory(_)))
    }
}

impl PreparedRequest {
    /// A form that the client posts on its own account, while it makes the call of `operation`.
    pub(crate) fn post_form(operation: Operation, url: Url, form: impl Into<Bytes>) -> Self {
        let headers = HeaderMap::from_iter([(USER_AGENT, super::AGENT), (CONTENT_TYPE, super::FORM)]);
        let body = PreparedBody::Bytes(form.into());
        Self { operation, method: http::Method::POST, url, headers, body, once: None }
    }

    /// Says that what may be sent only once was not sent.
    pub(crate) fn give_back(&self) {
        if let Some(held) = &self.once {
            held.give_back();
        }
    }

    /// Adds what proves to a security scheme who calls.
    pub(crate) fn authorize(&mut self, proof: Proof) {
        match proof {
            Proof::Header(name, value) => {
                self.headers.insert(name, value);
            }
            Proof::Query(name, value) => address::add_query(&mut self.url, name, value.expose_secret()),
        }
    }

    /// The endpoint: its method and its path template.
    #[must_use]
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &http::Method {
        &self.method
    }

    /// The URL with its query. It holds the values of the call, and a credential if the API takes one there.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The headers. Those with credentials are [sensitive](HeaderValue::is_sensitive).
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to change them.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// The body, if it is in memory: JSON, a form, bytes. An upload from a file or a stream is not, nor are parts of
    /// `multipart/form-data`.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match &self.body {
            PreparedBody::Bytes(bytes) => Some(bytes),
            PreparedBody::Empty | PreparedBody::Upload(_) | PreparedBody::Multipart(_) => None,
        }
    }

    /// Replaces the body. What kind of body it is stands in the header `Content-Type`.
    pub fn set_body(&mut self, body: impl Into<Upload>, content_type: HeaderValue) {
        self.headers.insert(CONTENT_TYPE, content_type);
        self.headers.remove(http::header::CONTENT_LENGTH);
        self.body = PreparedBody::upload(body.into());
    }
}

/// The method, the path template and the names of the headers: values may be secret.
impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(http::HeaderName::as_str).collect();
        f.debug_struct("PreparedRequest")
            .field("operation", &format_args!("{}", self.operation))
            .field("host", &self.url.host_str())
            .field("headers", &names)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PreparedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Upload(upload) => upload.fmt(f),
            Self::Multipart(parts) => write!(f, "{} parts", parts.len()),
        }
    }
}
