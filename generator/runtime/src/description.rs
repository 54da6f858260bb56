//! What generated code states about an API and its endpoints, as constants.
//!
//! In come facts from the document, through `const` builders, so that a generated endpoint is a few lines of
//! static data. Out go plain values that the rest of the runtime reads. Nothing here sends or decides anything.

use crate::Rule;
use std::{borrow::Cow, fmt};

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // The variants are the methods of RFC 9110 and RFC 5789 by name.
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    /// The method as it stands on the wire: `GET`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    /// Whether a request that is sent twice does what one does (RFC 9110, section 9.2.2).
    #[must_use]
    pub const fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
        }
    }
}

/// What is common to all endpoints of an API.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    pub(crate) name: &'static str,
    pub(crate) envelope: Option<Envelope>,
    pub(crate) credential_sets: &'static [CredentialSet],
    pub(crate) sessions: &'static [Session],
}

impl Api {
    /// An API with this name: `petstore`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, envelope: None, credential_sets: &[], sessions: &[] }
    }

    /// States the object by which the API reports failures.
    #[must_use]
    pub const fn envelope(mut self, envelope: Envelope) -> Self {
        self.envelope = Some(envelope);
        self
    }

    /// States the credential sets that need more than their fields' names.
    #[must_use]
    pub const fn credential_sets(mut self, sets: &'static [CredentialSet]) -> Self {
        self.credential_sets = sets;
        self
    }

    /// States the endpoints that trade credentials for a session.
    #[must_use]
    pub const fn sessions(mut self, sessions: &'static [Session]) -> Self {
        self.sessions = sessions;
        self
    }

    /// The header that carries a field of a credential set: the set's format, or the field's own name.
    pub(crate) fn credential_header(&self, set: &str, field: &str) -> String {
        let format =
            self.credential_sets.iter().find(|known| known.name == set).and_then(|known| known.header);
        format.map_or_else(|| field.to_owned(), |format| format.replace("{field}", field))
    }
}

/// Credentials that travel in documented parameters.
#[derive(Debug, Clone, Copy)]
pub struct CredentialSet {
    name: &'static str,
    header: Option<&'static str>,
}

impl CredentialSet {
    /// A credential set with this name: `admin`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, header: None }
    }

    /// The header that carries a field where an endpoint takes the set as headers; `{field}` stands for the
    /// field's name: `X-Admin-{field}`.
    #[must_use]
    pub const fn header(mut self, format: &'static str) -> Self {
        self.header = Some(format);
        self
    }
}

/// How the credentials of a set are traded for a session: one endpoint gives a key in return for them, another takes
/// the key back.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    pub(crate) set: &'static str,
    pub(crate) login: &'static Endpoint,
    pub(crate) logout: Option<&'static Endpoint>,
    pub(crate) key: &'static str,
    pub(crate) send: &'static [(&'static str, SessionValue)],
}

impl Session {
    /// A session that this endpoint gives for the credentials of this set. `key` is where its answer holds the
    /// session's key, with dots between names: `SessionKey`.
    #[must_use]
    pub const fn new(set: &'static str, login: &'static Endpoint, key: &'static str) -> Self {
        Self { set, login, logout: None, key, send: &[] }
    }

    /// States the endpoint that ends the session.
    #[must_use]
    pub const fn logout(mut self, endpoint: &'static Endpoint) -> Self {
        self.logout = Some(endpoint);
        self
    }

    /// States what the fields of the set are while the session lasts. A field that is not here is not sent.
    #[must_use]
    pub const fn send(mut self, fields: &'static [(&'static str, SessionValue)]) -> Self {
        self.send = fields;
        self
    }
}

/// What a field of a credential set is while a session lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionValue {
    /// What it was before: the user's name.
    Kept,
    /// This text: `SessionKey`.
    Text(&'static str),
    /// The key of the session.
    Key,
}

/// How to get the following pages of a list: an answer holds a cursor, which the next call sends.
#[derive(Debug, Clone, Copy)]
pub struct Pagination {
    pub(crate) parameter: &'static str,
    pub(crate) cursor: &'static str,
    pub(crate) alone: bool,
    pub(crate) items: Option<&'static str>,
}

impl Pagination {
    /// The query parameter that takes the cursor, and where an answer holds the next one, with dots between names:
    /// `after` and `paging.cursors.after`.
    #[must_use]
    pub const fn new(parameter: &'static str, cursor: &'static str) -> Self {
        Self { parameter, cursor, alone: false, items: None }
    }

    /// States that a following page is asked for with the cursor alone: it stands for all that the first call said.
    #[must_use]
    pub const fn cursor_alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// States where an answer holds the list itself, with dots between names: `items`.
    #[must_use]
    pub const fn items(mut self, items: &'static str) -> Self {
        self.items = Some(items);
        self
    }
}

/// The JSON object by which an API reports failures, often under HTTP status 200.
#[derive(Debug, Clone, Copy)]
pub struct Envelope {
    /// The field that says whether the call failed: `Status`.
    pub status: &'static str,
    /// The field with the sentence for people: `Message`.
    pub message: Option<&'static str>,
    /// The field that classifies the failure: `ErrorType`.
    pub kind: Option<&'static str>,
    /// What the status looks like when the call failed.
    pub failure: EnvelopeFailure,
    /// Whether an answer is a failure only when its message is a text that is not empty.
    pub message_required: bool,
}

/// What the status of an [`Envelope`] looks like when the call failed.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum EnvelopeFailure {
    /// A number, or a text that is one, that is not below this one: `400`.
    AtLeast(i64),
    /// This text: `"Error"`.
    Equals(&'static str),
}

/// Something that can be called: a method, a path, and what the document says of its credentials and answers.
#[derive(Debug, Clone)]
pub struct Endpoint {
    pub(crate) method: Method,
    pub(crate) path: Cow<'static, str>,
    pub(crate) security: Option<&'static [Requirement]>,
    pub(crate) credentials: Option<CredentialUse>,
    pub(crate) statuses: &'static [(u16, &'static str)],
    pub(crate) rules: &'static [Rule],
    pub(crate) is_read: bool,
    pub(crate) pagination: Option<Pagination>,
}

impl Endpoint {
    /// An endpoint at this path below the base URL: `/tenants/{tenant_id}`.
    #[must_use]
    pub const fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path: Cow::Borrowed(path),
            security: None,
            credentials: None,
            statuses: &[],
            rules: &[],
            is_read: false,
            pagination: None,
        }
    }

    /// States the schemes of which any one is needed. An empty slice says that the endpoint is open.
    #[must_use]
    pub const fn any_of(mut self, requirements: &'static [Requirement]) -> Self {
        self.security = Some(requirements);
        self
    }

    /// States that the endpoint refuses callers without the credentials of this set.
    #[must_use]
    pub const fn credentials(mut self, set: &'static str, place: Place) -> Self {
        self.credentials = Some(CredentialUse { set, others: &[], place, required: true });
        self
    }

    /// States that the endpoint takes the credentials of this set, and does without them.
    #[must_use]
    pub const fn optional_credentials(mut self, set: &'static str, place: Place) -> Self {
        self.credentials = Some(CredentialUse { set, others: &[], place, required: false });
        self
    }

    /// States that the endpoint takes the credentials of any of these sets as well: of the first that a client has.
    #[must_use]
    pub const fn or_credentials(mut self, others: &'static [&'static str]) -> Self {
        if let Some(credential_use) = &mut self.credentials {
            credential_use.others = others;
        }
        self
    }

    /// States that calls change nothing, whatever their method: one that broke off can be repeated.
    #[must_use]
    pub const fn reads(mut self) -> Self {
        self.is_read = true;
        self
    }

    /// States how to get the following pages of the list that the endpoint gives.
    #[must_use]
    pub const fn pages(mut self, pagination: Pagination) -> Self {
        self.pagination = Some(pagination);
        self
    }

    /// States the documented meaning of statuses: `(404, "The tenant was not found.")`.
    #[must_use]
    pub const fn statuses(mut self, meanings: &'static [(u16, &'static str)]) -> Self {
        self.statuses = meanings;
        self
    }

    /// States what the document says that values must keep to.
    #[must_use]
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// An endpoint that no document describes.
    pub(crate) fn custom(method: Method, path: Cow<'static, str>) -> Self {
        Self { path, ..Self::new(method, "") }
    }

    /// The method and the path template, by which errors and listings name the endpoint.
    #[must_use]
    pub fn operation(&self) -> Operation {
        Operation { method: self.method, path: self.path.clone() }
    }

    /// Whether repeating a call does no harm: it changes nothing, or nothing more.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.is_read || self.method.is_idempotent()
    }

    /// The documented scopes, each once.
    pub(crate) fn scopes(&self) -> Vec<&'static str> {
        let mut scopes = Vec::new();
        for scope in self.security.unwrap_or_default().iter().flat_map(|requirement| requirement.scopes) {
            if !scopes.contains(scope) {
                scopes.push(*scope);
            }
        }
        scopes
    }

    /// The documented meaning of a status.
    pub(crate) fn meaning(&self, status: http::StatusCode) -> Option<&'static str> {
        self.statuses.iter().find(|(code, _)| *code == status.as_u16()).map(|(_, meaning)| *meaning)
    }
}

/// How an endpoint takes a credential set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CredentialUse {
    pub(crate) set: &'static str,
    pub(crate) others: &'static [&'static str],
    pub(crate) place: Place,
    pub(crate) required: bool,
}

/// One way to be allowed to call an endpoint: a scheme, and the scopes of which any one suffices.
#[derive(Debug, Clone, Copy)]
pub struct Requirement {
    pub(crate) scheme: &'static str,
    scopes: &'static [&'static str],
}

impl Requirement {
    /// The scheme with this id, whatever its scopes: `x-api-key`.
    #[must_use]
    pub const fn new(scheme: &'static str) -> Self {
        Self { scheme, scopes: &[] }
    }

    /// States the scopes of which any one suffices.
    #[must_use]
    pub const fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// The id of the scheme.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The scopes of which any one suffices; empty if none is documented.
    #[must_use]
    pub const fn documented_scopes(&self) -> &'static [&'static str] {
        self.scopes
    }
}

/// Where an endpoint takes the fields of a credential set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// As fields of an `application/x-www-form-urlencoded` body.
    Form,
    /// As parts of a `multipart/form-data` body.
    Multipart,
    /// As fields of the JSON object in the body.
    Json,
    /// As headers, named by the set's [format](CredentialSet::header).
    Header,
    /// As query parameters.
    Query,
}

/// The method and the path template of an endpoint. Shown as `GET /tenants/{tenant_id}`: never with the values
/// of a call, which may be secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Operation {
    /// The HTTP method.
    pub method: Method,
    /// The path with its placeholders.
    pub path: Cow<'static, str>,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
