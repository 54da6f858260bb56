//! The hand-written half of every client that docwright generates.
//!
//! Generated code states what a document says (endpoints, parameters, types) and leans on this crate for what no
//! document says: how a request is put together and sent, where credentials go, and what counts as a failure.
//! Users of a generated client meet its [`Error`], its values ([`Maybe`], [`Opaque`], [`Extra`], [`Upload`]) and
//! its answers ([`Json`], [`Download`]).
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
mod call;
mod check;
mod client;
mod credentials;
mod decode;
mod description;
mod download;
mod driver;
mod error;
mod judge;
mod parameter;
mod prepare;
mod request;
mod rule;
#[cfg(feature = "testing")]
pub mod testing;
mod tls;
mod token;
mod transport;
mod values;

pub use call::Call;
pub use client::{ClientBuilder, Core};
pub use decode::{Decode, Json, NoContent, Streamed, Typed, Untyped};
pub use description::{
    Api, CredentialSet, Endpoint, Envelope, EnvelopeFailure, Method, Operation, Place, Requirement,
};
pub use download::Download;
pub use error::{
    Answer, ApiError, AuthError, DecodeError, Error, FileError, InvalidArgument, Result, Stage, StatusError,
    TooLarge, TransportError,
};
pub use parameter::{CommaSeparated, Parameter};
pub use rule::Rule;
pub use transport::{Async, Transport};
pub use values::{Extra, JsonObject, Maybe, Opaque, Upload};

pub use bytes::Bytes;
pub use http::{HeaderMap, StatusCode};
pub use secrecy::SecretString;
pub use serde_json::Value;
pub use {jiff, reqwest, serde, serde_json, uuid};
