//! A request as a server sees it.

use super::json;
use crate::Value;
use bytes::Bytes;
use http::HeaderMap;
use percent_encoding::percent_decode_str;

/// A request as it came.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Seen {
    /// The method: `PUT`.
    pub method: String,
    /// The path exactly as in the request line, without the query.
    pub path: String,
    /// What stands behind the `?`, if there is one.
    pub query: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body to the byte.
    pub body: Bytes,
}

impl Seen {
    /// Method and decoded path: `PUT /tenants/1`.
    #[must_use]
    pub fn operation(&self) -> String {
        format!("{} {}", self.method, percent_decode_str(&self.path).decode_utf8_lossy())
    }

    /// The body as JSON for a comparison of values; see [`json`](super::json()).
    ///
    /// # Errors
    ///
    /// If the body is no JSON.
    pub fn json(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_slice(&self.body).map(json::plain)
    }

    /// The fields of a form as an object: each is a text, but for `json_fields`, which are read as JSON.
    ///
    /// # Errors
    ///
    /// If one of these is no JSON.
    pub fn form(&self, json_fields: &[&str]) -> Result<Value, serde_json::Error> {
        let field = |(name, text): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
            let is_json = json_fields.contains(&&*name);
            let value = if is_json { json::json(&text)? } else { Value::String(text.into_owned()) };
            Ok((name.into_owned(), value))
        };
        form_urlencoded::parse(&self.body).map(field).collect::<Result<_, _>>().map(Value::Object)
    }
}
