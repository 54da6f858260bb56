//! Bodies on their way to the server.
//!
//! In comes what a prepared request holds, out goes what the HTTP library sends. Everything that is not small passes
//! through a [`Metered`] body, which notes when bytes were last taken from it: that is how a transfer that stalls is
//! told from a long one.

mod metered;
mod source;

pub(crate) use metered::Moved;

use crate::{
    Error, Result, Upload,
    description::Operation,
    prepare::{PreparedBody, not_a_media_type},
    request::Part,
    values::Content,
};
use bytes::Bytes;
use metered::Metered;
use reqwest::{Body, multipart};
use std::borrow::Cow;

/// What is sent in one piece. Anything larger is metered.
const SMALL: usize = 64 * 1024;

/// A body for the HTTP library.
pub(crate) enum Outgoing {
    Empty,
    Whole(Body),
    Multipart(multipart::Form),
}

/// Makes the body of an attempt. Files are opened here, before anything is sent.
pub(crate) async fn open(body: &PreparedBody, operation: &Operation, moved: &Moved) -> Result<Outgoing> {
    match body {
        PreparedBody::Empty => Ok(Outgoing::Empty),
        PreparedBody::Bytes(bytes) => Ok(Outgoing::Whole(from_memory(bytes, moved))),
        PreparedBody::Upload(upload) => {
            open_upload(upload, operation, moved).await.map(|(body, _)| Outgoing::Whole(body))
        }
        PreparedBody::Multipart(parts) => open_parts(parts, operation, moved).await.map(Outgoing::Multipart),
    }
}

fn from_memory(bytes: &Bytes, moved: &Moved) -> Body {
    if bytes.len() <= SMALL {
        return Body::from(bytes.clone());
    }
    Body::wrap(Metered::memory(bytes.clone(), moved.clone()))
}

/// The body and, where it is known, its length.
async fn open_upload(upload: &Upload, operation: &Operation, moved: &Moved) -> Result<(Body, Option<u64>)> {
    match &upload.content {
        Content::Memory(bytes) => Ok((from_memory(bytes, moved), Some(bytes.len() as u64))),
        Content::File(path) => {
            let (bytes, length) = source::open_file(path, operation).await?;
            if length == Some(0) {
                return Ok((Body::wrap(Metered::memory(Bytes::new(), moved.clone())), length));
            }
            Ok((Body::wrap(Metered::bytewise(bytes, length, moved.clone())), length))
        }
        Content::Once(once) if once.length == Some(0) => {
            let is_empty = source::is_empty(once).await?;
            let body = if is_empty {
                Metered::memory(Bytes::new(), moved.clone())
            } else {
                Metered::too_long(moved.clone())
            };
            Ok((Body::wrap(body), once.length))
        }
        Content::Once(once) => {
            let body = Metered::once(once.clone(), moved.clone());
            Ok((Body::wrap(body), once.length))
        }
    }
}

async fn open_parts(
    parts: &[(Cow<'static, str>, Part)],
    operation: &Operation,
    moved: &Moved,
) -> Result<multipart::Form> {
    // The names were checked when the request was prepared; most servers understand no encoding of them.
    let mut form = multipart::Form::new().percent_encode_noop();
    for (name, part) in parts {
        let part = match part {
            Part::Text(text) => multipart::Part::text(text.clone()),
            Part::File(upload) => open_part(name, upload, operation, moved).await?,
        };
        form = form.part(name.clone(), part);
    }
    Ok(form)
}

async fn open_part(
    name: &str,
    upload: &Upload,
    operation: &Operation,
    moved: &Moved,
) -> Result<multipart::Part> {
    let (body, length) = open_upload(upload, operation, moved).await?;
    let part = match length {
        Some(length) => multipart::Part::stream_with_length(body, length),
        None => multipart::Part::stream(body),
    };
    part.file_name(upload.file_name.clone().unwrap_or_else(|| name.to_owned().into()))
        .mime_str(upload.content_type.as_deref().unwrap_or("application/octet-stream"))
        .map_err(|_| not_a_media_type(name))
}

/// The error of a stream that was sent before.
fn sent_before() -> Error {
    Error::invalid("the upload", "is a stream that was sent already")
}
