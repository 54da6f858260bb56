//! What generated code states about an API and its endpoints, as constants.
//!
//! In come facts from the document, through `const` builders, so that a generated endpoint is a few lines of
//! static data. Out go plain values that the rest of the runtime reads. Nothing here sends or decides anything.

use crate::Rule;
use std::fmt;

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
}

impl Api {
    /// An API with this name: `petstore`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, envelope: None, credential_sets: &[] }
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
pub enum EnvelopeFailure {
    /// A number, or a text that is one, that is not below this one: `400`.
    AtLeast(i64),
    /// This text: `"Error"`.
    Equals(&'static str),
}

/// Something that can be called: a method, a path, and what the document says of its credentials and answers.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) security: Option<&'static [Requirement]>,
    pub(crate) credentials: Option<CredentialUse>,
    pub(crate) statuses: &'static [(u16, &'static str)],
    pub(crate) rules: &'static [Rule],
}

impl Endpoint {
    /// An endpoint at this path below the base URL: `/tenants/{tenant_id}`.
    #[must_use]
    pub const fn new(method: Method, path: &'static str) -> Self {
        Self { method, path, security: None, credentials: None, statuses: &[], rules: &[] }
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
        self.credentials = Some(CredentialUse { set, place, required: true });
        self
    }

    /// States that the endpoint takes the credentials of this set, and does without them.
    #[must_use]
    pub const fn optional_credentials(mut self, set: &'static str, place: Place) -> Self {
        self.credentials = Some(CredentialUse { set, place, required: false });
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

    /// The method and the path template, by which errors and listings name the endpoint.
    #[must_use]
    pub const fn operation(&self) -> Operation {
        Operation { method: self.method, path: self.path }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operation {
    /// The HTTP method.
    pub method: Method,
    /// The path with its placeholders.
    pub path: &'static str,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
