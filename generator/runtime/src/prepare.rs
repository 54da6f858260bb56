//! From what a call has collected to what is sent.
//!
//! In come a [`Request`], the API, the credentials that the client holds and what it checks; out goes a [`Prepared`] request:
//! method, URL, headers and body as plain data. Every refusal happens here, before anything is sent. The one
//! thing that needs the network, a token, is added by [`Prepared::authorize`].

use crate::{
    Error, Result,
    address::{self, BaseUrl},
    check::Checks,
    credentials::{Credentials, Proof},
    description::{Api, CredentialUse, Method, Operation, Place},
    request::{Body, Fields, Part, Request, read_header},
};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT},
};
use reqwest::Url;
use secrecy::ExposeSecret;
use serde_json::value::RawValue;
use std::borrow::Cow;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");
const AGENT: HeaderValue = HeaderValue::from_static(concat!("docwright-runtime/", env!("CARGO_PKG_VERSION")));

/// A request that is ready to be sent. It has no `Debug`, since it holds secrets.
pub(crate) struct Prepared {
    pub(crate) operation: Operation,
    pub(crate) method: http::Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: PreparedBody,
}

/// A body that is ready to be sent.
pub(crate) enum PreparedBody {
    Empty,
    Bytes(Bytes),
    /// The transport chooses the boundary between the parts, and states it in the content type.
    Multipart(Vec<(Cow<'static, str>, Part)>),
}

/// Prepares a call, all but the proof of a security scheme.
pub(crate) fn prepare(
    mut request: Request,
    api: &Api,
    base_url: &BaseUrl,
    credentials: &Credentials,
    checks: &Checks,
) -> Result<Prepared> {
    request.check()?;
    checks.check(&request)?;
    if let Some(credential_use) = request.endpoint.credentials {
        fill_credentials(&mut request, credential_use, api, credentials)?;
    }
    let operation = request.endpoint.operation();
    let url = address::url(base_url, operation.path, &request.path, &request.query)?;
    let mut headers = request.headers;
    headers.entry(USER_AGENT).or_insert(AGENT);
    let body = write_body(request.body, &mut headers)?;
    if body.is_empty() && matches!(operation.method, Method::Post | Method::Put | Method::Patch) {
        // RFC 9110, section 8.6. Some servers refuse such a method that states no length.
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(Prepared { operation, method: operation.method.into(), url, headers, body })
}

impl PreparedBody {
    fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Multipart(_) => false,
        }
    }
}

impl Prepared {
    /// A form that the client posts on its own account, while it makes the call of `operation`.
    pub(crate) fn post_form(operation: Operation, url: Url, form: &'static str) -> Self {
        let headers = HeaderMap::from_iter([(USER_AGENT, AGENT), (CONTENT_TYPE, FORM)]);
        let body = PreparedBody::Bytes(Bytes::from_static(form.as_bytes()));
        Self { operation, method: http::Method::POST, url, headers, body }
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
}

/// Puts the fields of a credential set where the endpoint takes them.
fn fill_credentials(
    request: &mut Request,
    credential_use: CredentialUse,
    api: &Api,
    credentials: &Credentials,
) -> Result<()> {
    let CredentialUse { set, place, required } = credential_use;
    let Some(fields) = credentials.set(set) else {
        return if required {
            Err(Credentials::missing_set(request.endpoint.operation(), set))
        } else {
            Ok(())
        };
    };
    for (name, value) in fields {
        let (name, value) = (*name, value.expose_secret());
        match place {
            Place::Form => request.body.form()?.set(name, value.to_owned()),
            Place::Multipart => request.body.multipart()?.set(name, Part::Text(value.to_owned())),
            Place::Json => request.body.json()?.set(name, json_text(name, value)?),
            Place::Query => request.query.set(name, value.to_owned()),
            Place::Header => {
                let (name, value) = secret_header(&api.credential_header(set, name), value)?;
                request.headers.insert(name, value);
            }
        }
    }
    Ok(())
}

fn json_text(name: &str, value: &str) -> Result<Box<RawValue>> {
    serde_json::value::to_raw_value(value)
        .map_err(|error| Error::not_json(format!("the field `{name}`"), error))
}

/// A header that the HTTP library must not log.
pub(crate) fn secret_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let (name, mut value) = read_header(name, value)?;
    value.set_sensitive(true);
    Ok((name, value))
}

/// Writes the body, and says in the headers what it is, unless the caller did.
fn write_body(body: Body, headers: &mut HeaderMap) -> Result<PreparedBody> {
    let (media_type, bytes) = match body {
        Body::None => return Ok(PreparedBody::Empty),
        Body::Multipart(parts) => {
            // Only the transport knows the boundary that the content type must state.
            headers.remove(CONTENT_TYPE);
            return Ok(PreparedBody::Multipart(checked_parts(parts)?));
        }
        Body::Form(fields) => (FORM, Bytes::from(write_form(&fields))),
        Body::Json(fields) => (JSON, Bytes::from(write_json(&fields)?)),
        Body::Raw { media_type, upload } => {
            let media_type = upload.content_type.as_deref().unwrap_or(media_type);
            (read_header("Content-Type", media_type)?.1, upload.content)
        }
    };
    headers.entry(CONTENT_TYPE).or_insert(media_type);
    Ok(PreparedBody::Bytes(bytes))
}

fn write_form(fields: &Fields<String>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields.iter()).finish()
}

/// Writes the object from the texts of its fields, so that their digits and their order stay.
fn write_json(fields: &Fields<Box<RawValue>>) -> Result<Vec<u8>> {
    let mut json = vec![b'{'];
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            json.push(b',');
        }
        serde_json::to_writer(&mut json, name).map_err(|error| Error::not_json("the body", error))?;
        json.push(b':');
        json.extend_from_slice(value.get().as_bytes());
    }
    json.push(b'}');
    Ok(json)
}

/// Refuses names and types that would break out of the header of their part.
fn checked_parts(parts: Fields<Part>) -> Result<Vec<(Cow<'static, str>, Part)>> {
    for (name, part) in parts.iter() {
        if name.contains(|c: char| c.is_control() || c == '"' || c == '\\') {
            return Err(Error::invalid("a part of the body", "has a name that no part may have"));
        }
        let Part::File(upload) = part else { continue };
        if upload.file_name.as_deref().is_some_and(|file| file.contains(char::is_control)) {
            let argument = format!("the file name of `{name}`");
            return Err(Error::invalid(argument, "must not hold line breaks or other control characters"));
        }
        if upload.content_type.as_deref().is_some_and(|media_type| !is_media_type(media_type)) {
            return Err(not_a_media_type(name));
        }
    }
    Ok(parts.into_inner())
}

pub(crate) fn not_a_media_type(name: &str) -> Error {
    Error::invalid(format!("the content type of `{name}`"), "is no media type")
}

/// Whether the multipart writer will take the text for a media type.
fn is_media_type(text: &str) -> bool {
    reqwest::multipart::Part::bytes(&[][..]).mime_str(text).is_ok()
}
