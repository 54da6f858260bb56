//! The hand-written half of every client that docwright generates.
//!
//! Generated code states what a document says (endpoints, parameters, types) and leans on this crate for what no
//! document says: how a request is put together and sent, where credentials go, and what counts as a failure.
//! Users of a generated client meet its [`Error`], its values ([`Maybe`], [`Opaque`], [`Extra`], [`Base64`], [`Upload`]) and
//! its answers ([`Response`], [`Download`]).
//!
//! A call that can't be sent, or that breaks a limit which its document states, fails before anything goes on the
//! wire; see [`Error::InvalidArgument`] and [`ClientBuilder::check_arguments`].
//!
//! Inside, a core without input and output does the thinking: a call collects a request, which is prepared into
//! plain data; an answer is judged, then decoded. One asynchronous driver on reqwest carries bytes between them.

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
struct Readme;

mod address;
mod body;
mod call;
mod check;
mod client;
mod credentials;
mod decode;
mod description;
mod download;
mod driver;
mod error;
mod grant;
mod hook;
mod include;
mod incoming;
mod judge;
mod options;
mod pages;
mod parameter;
mod prepare;
mod redirect;
mod request;
mod response;
mod retry;
mod rule;
mod seek;
mod session;
#[cfg(feature = "testing")]
pub mod testing;
mod tls;
mod token;
mod trace;
mod transport;
mod values;

pub use call::Call;
pub use client::{ClientBuilder, Core};
pub use credentials::CredentialValue;
pub use decode::{Collected, Decode, NoContent, Streamed, Typed, Unjudged, Untyped};
pub use description::{
    Api, CredentialSet, Endpoint, Envelope, EnvelopeFailure, Method, Operation, Pagination, Place,
    Requirement, Session, SessionValue,
};
pub use download::Download;
pub use error::{
    Answer, ApiError, AuthError, DecodeError, Error, FileError, HookError, InvalidArgument, Result, Stage,
    StatusError, TimeoutError, TimeoutKind, TooLarge, TransportError,
};
pub use grant::Grant;
pub use hook::{AnswerHead, Hook};
pub use options::{CallOptions, Timeouts};
pub use pages::{Items, Pages};
pub use parameter::{CommaSeparated, Parameter};
pub use prepare::PreparedRequest;
pub use response::{Raw, Response};
pub use retry::Retry;
pub use rule::Rule;
#[cfg(feature = "blocking")]
pub use transport::Blocking;
pub use transport::{Async, Transport};
#[doc(hidden)]
pub use values::structure;
pub use values::{Base64, Extra, JsonObject, Maybe, Opaque, UnixMilliseconds, UnixSeconds, Upload};

pub use bytes::Bytes;
pub use http::{HeaderMap, StatusCode};
pub use secrecy::SecretString;
pub use serde_json::Value;
pub use {jiff, reqwest, serde, serde_json, uuid};
