//! Where a call goes: the base URL, the path template with its placeholders filled, and the query.
//!
//! In come the caller's values, out goes a URL that leads nowhere else than its template says: what URL
//! libraries fold away (`.` and `..`, empty segments) or read as structure (`/`, `?`, `#`) is refused or
//! percent-encoded.

use crate::{Error, Result, request::Fields};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Url;
use std::fmt;

/// All but the unreserved characters of RFC 3986.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What can't stand in the literal part of a path. A `%` stays: it is an encoding that the document wrote.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address that paths are appended to. Its path has no `/` at the end.
#[derive(Clone)]
pub(crate) struct BaseUrl(Url);

impl BaseUrl {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let refuse = |reason| Err(Error::invalid("the base URL", reason));
        let Ok(mut url) = Url::parse(text.trim()) else {
            return refuse("is no absolute URL");
        };
        match () {
            () if !matches!(url.scheme(), "http" | "https") => {
                return refuse("must begin with https:// or http://");
            }
            () if url.host_str().is_none_or(str::is_empty) => return refuse("has no host"),
            () if !url.username().is_empty() || url.password().is_some() => {
                return refuse("must not hold a user or password: credentials have their own methods");
            }
            () if url.query().is_some() => return refuse("must not hold a query"),
            () if url.fragment().is_some() => return refuse("must not hold a fragment"),
            () => {}
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// The URL of a path below the base, which must be encoded already.
    fn below(&self, path: &str) -> Result<Url> {
        let path = format!("{}{path}", self.0.path().trim_end_matches('/'));
        let mut url = self.0.clone();
        url.set_path(&path);
        // The URL library resolves what looks like a step upwards. Whatever slipped through ends here.
        if url.path() == path {
            Ok(url)
        } else {
            Err(Error::invalid("the path", "would lead elsewhere than its template says"))
        }
    }

    /// The URL of a token endpoint: absolute, or a path on the host of the base URL.
    pub(crate) fn on_host(&self, address: &str) -> Result<Url> {
        if !address.starts_with('/') {
            return Url::parse(address)
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https"))
                .ok_or_else(|| Error::invalid("the token URL", "is neither an http(s) URL nor a path"));
        }
        let (path, query) =
            address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
        let mut url = self.0.clone();
        url.set_path(path);
        url.set_query(query);
        Ok(url)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

/// The URL of a call.
pub(crate) fn url(
    base: &BaseUrl,
    template: &str,
    path: &Fields<String>,
    query: &Fields<String>,
) -> Result<Url> {
    if !template.starts_with('/') {
        return Err(Error::invalid("the path", "must begin with `/`"));
    }
    if template.contains(['?', '#']) {
        return Err(Error::invalid(
            "the path",
            "must not hold `?` or `#`: query parameters are given one by one",
        ));
    }
    let mut url = base.below(&expand(template, path)?)?;
    query.iter().for_each(|(name, value)| add_query(&mut url, name, value));
    Ok(url)
}

/// Appends a query parameter. A space is `%20`, which every server reads, also one that takes `+` for a plus.
pub(crate) fn add_query(url: &mut Url, name: &str, value: &str) {
    let name = utf8_percent_encode(name, RESERVED);
    let value = utf8_percent_encode(value, RESERVED);
    let query = match url.query() {
        Some(before) if !before.is_empty() => format!("{before}&{name}={value}"),
        _ => format!("{name}={value}"),
    };
    url.set_query(Some(&query));
}

/// The path of a template with each placeholder filled.
fn expand(template: &str, values: &Fields<String>) -> Result<String> {
    let mut path = String::new();
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        expand_segment(segment, values, &mut path)?;
    }
    Ok(path)
}

/// One segment of the template: literal text with placeholders between.
fn expand_segment(segment: &str, values: &Fields<String>, path: &mut String) -> Result<()> {
    let mut filled = String::new();
    let mut names = Vec::new();
    for part in segment.split_inclusive(['{', '}']) {
        if let Some(name) = part.strip_suffix('}') {
            let value = value_of(name, values)?;
            filled.push_str(value);
            path.extend(utf8_percent_encode(value, RESERVED));
            names.push(name);
        } else {
            let literal = part.strip_suffix('{').unwrap_or(part);
            filled.push_str(literal);
            path.extend(utf8_percent_encode(literal, NOT_IN_PATH));
        }
    }
    match names.first() {
        Some(name) if is_step(&filled) => Err(Error::invalid(placeholder(name), "must not be `.` or `..`")),
        _ => Ok(()),
    }
}

fn value_of<'v>(name: &str, values: &'v Fields<String>) -> Result<&'v str> {
    let value = values.get(name).ok_or_else(|| Error::invalid(placeholder(name), "has no value"))?;
    match () {
        () if value.is_empty() => Err(Error::invalid(placeholder(name), "must not be empty")),
        () if is_step(value) => Err(Error::invalid(placeholder(name), "must not be `.` or `..`")),
        () => Ok(value),
    }
}

/// Whether a segment means "here" or "one up", in whole or in part, to somebody who decodes it once or several times
/// before looking for steps.
fn is_step(segment: &str) -> bool {
    let decoded = decode_throughout(segment);
    decoded.split(|byte| matches!(byte, b'/' | b'\\')).any(|piece| matches!(piece, b"." | b".."))
}

/// The bytes that are left when all encodings are undone, also those that undoing one brings about.
fn decode_throughout(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        decoded.push(byte);
        while let [.., b'%', high, low] = decoded.as_slice() {
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            let Some((high, low)) = digit(high).zip(digit(low)) else { break };
            decoded.truncate(decoded.len() - 3);
            decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
        }
    }
    decoded
}

fn placeholder(name: &str) -> String {
    format!("the path placeholder `{name}`")
}
