//! From what a call has collected to what is sent.
//!
//! In come a [`Request`] and what its client knows; out goes a [`PreparedRequest`]: method, URL, headers and body as
//! plain data. Every refusal happens here, before anything is sent. The one thing that needs the network, a token, is
//! added by [`PreparedRequest::authorize`].

mod prepared;

pub use prepared::PreparedRequest;
pub(crate) use prepared::{Parts, PreparedBody};

use crate::{
    Error, Result, address,
    client::Shared,
    credentials::{Credentials, Held},
    description::{Api, CredentialUse, Method, Place},
    request::{Body, Fields, Part, Request, read_header},
};
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT},
};
use std::sync::Arc;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");
const ANYTHING: HeaderValue = HeaderValue::from_static("*/*");
const AGENT: HeaderValue = HeaderValue::from_static(concat!("docwright-runtime/", env!("CARGO_PKG_VERSION")));

/// Prepares a call, all but the proof of a security scheme. `held` are the credentials to use instead of those that
/// the client would choose.
pub(crate) fn prepare(
    request: &mut Request,
    shared: &Shared,
    held: Option<Arc<Held>>,
) -> Result<PreparedRequest> {
    request.check()?;
    shared.checks.check(request)?;
    let used = match request.endpoint.credentials {
        Some(credential_use) => {
            let held = held.or_else(|| shared.credentials.held_for(credential_use));
            fill_credentials(request, credential_use, shared.api, held.as_deref())?;
            held
        }
        None => None,
    };
    let operation = request.operation();
    let url = address::url(&shared.base_url, &operation.path, &request.path, &request.query)?;
    let mut headers = request.headers.clone();
    headers.entry(USER_AGENT).or_insert_with(|| shared.user_agent.clone().unwrap_or(AGENT));
    headers.entry(ACCEPT).or_insert(ANYTHING);
    let body = write_body(std::mem::take(&mut request.body), &mut headers)?;
    if body.is_empty() && matches!(operation.method, Method::Post | Method::Put | Method::Patch) {
        // RFC 9110, section 8.6. Some servers refuse such a method that states no length.
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let method = operation.method.into();
    // Last of all, so that a call that is refused here has used up nothing.
    let once = used.filter(|held| held.is_once());
    if let Some(held) = &once {
        held.use_up(&operation)?;
    }
    Ok(PreparedRequest { operation, method, url, headers, body, once })
}

/// Puts the fields of a credential set where the endpoint takes them.
fn fill_credentials(
    request: &mut Request,
    credential_use: CredentialUse,
    api: &Api,
    held: Option<&Held>,
) -> Result<()> {
    let CredentialUse { place, required, .. } = credential_use;
    let Some(held) = held else {
        return if required {
            Err(Credentials::missing_set(request.operation(), credential_use))
        } else {
            Ok(())
        };
    };
    for (name, value) in held.fields() {
        let (name, value) = (*name, value.expose());
        match place {
            Place::Form => request.body.form()?.set(name, value),
            Place::Multipart => {
                request.body.multipart()?.set(name, Part::Text(value.to_owned()));
            }
            Place::Json => {
                let written = request.body.json()?.set(name, &mut |text| serde_json::to_writer(text, value));
                written.map_err(|error| Error::not_json(format!("the field `{name}`"), error))?;
            }
            Place::Query => {
                request.query.set(name, value.to_owned());
            }
            Place::Header => {
                let (name, value) = secret_header(&api.credential_header(held.set(), name), value)?;
                request.headers.insert(name, value);
            }
        }
    }
    Ok(())
}

/// A header that the HTTP library must not log.
pub(crate) fn secret_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let (name, mut value) = read_header(name, value)?;
    value.set_sensitive(true);
    Ok((name, value))
}

/// Writes the body, and says in the headers what it is, unless the caller did.
fn write_body(body: Body, headers: &mut HeaderMap) -> Result<PreparedBody> {
    let (media_type, body) = match body {
        Body::None => return Ok(PreparedBody::Empty),
        Body::Multipart(parts) => {
            // Only the transport knows the boundary that the content type must state.
            headers.remove(CONTENT_TYPE);
            return Ok(PreparedBody::Multipart(checked_parts(parts)?));
        }
        Body::Form(fields) => (FORM, PreparedBody::Bytes(fields.into_bytes())),
        Body::Json(fields) => {
            let bytes = fields.into_bytes().map_err(|error| Error::not_json("the body", error))?;
            (JSON, PreparedBody::Bytes(bytes))
        }
        Body::Raw { media_type, upload } => {
            let media_type = upload.content_type.as_deref().unwrap_or(media_type);
            (read_header("Content-Type", media_type)?.1, PreparedBody::upload(upload))
        }
    };
    headers.entry(CONTENT_TYPE).or_insert(media_type);
    Ok(body)
}

/// Refuses names and types that would break out of the header of their part.
fn checked_parts(parts: Fields<Part>) -> Result<Parts> {
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
    Ok(parts.into_inner().into())
}

pub(crate) fn not_a_media_type(name: &str) -> Error {
    Error::invalid(format!("the content type of `{name}`"), "is no media type")
}

/// Whether the multipart writer will take the text for a media type.
fn is_media_type(text: &str) -> bool {
    reqwest::multipart::Part::bytes(&[][..]).mime_str(text).is_ok()
}
