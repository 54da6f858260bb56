//! The endpoint model: what an API reference says, as plain ordered data.
//!
//! A parser fills it from documents and a code generator reads it; it does no reading, no writing and no
//! deciding of its own. Everything is public, comparable, printable and round-trips through JSON with
//! stable `snake_case` keys. Order is the document's order, so that the same document always gives the
//! same model. Every fact says where it stands ([`Source`]) and how it is known ([`Evidence`]).

mod api;
mod endpoint;
mod names;
mod path;
#[cfg(feature = "schema")]
pub mod schema;
mod security;
mod source;
mod types;

pub use api::{
    Api, Constant, DocsPolicy, DocumentInfo, EmittedTypes, EnvelopeFailure, ErrorEnvelope, MODEL_VERSION,
};
pub use endpoint::{
    Alias, BodyEncoding, Deprecation, Endpoint, Example, ExampleRole, Location, Method, Pagination,
    Parameter, RequestBody, Response, ResponseBody, ResponseStatus, SetAside,
};
pub use names::{RustName, WireName};
pub use path::{PathTemplate, PathTemplateError, Segment};
pub use security::{
    CredentialArgument, CredentialMethod, CredentialSet, CredentialUse, CredentialValue, SchemeKind,
    SecurityRequirement, SecurityScheme, Session, SessionField, SessionValue,
};
pub use source::{Evidence, Fact, Origin, Origins, Source, Span};
pub use types::{
    Bound, Condition, Constraints, Definition, EnumerationBase, EnumerationValue, Field, NamedType,
    Requirement, Serialization, Type, UnixTime,
};
