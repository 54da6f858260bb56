//! Types of values that generated code is made of.
//!
//! They keep what an exchange of JSON would otherwise lose: the difference between absent and null, the exact
//! text of what no document describes, and what a newer server says beyond its document.

mod base64;
mod enumeration;
mod extra;
mod maybe;
mod opaque;
pub mod structure;
mod unix;
mod upload;

pub use base64::Base64;
pub use extra::Extra;
pub use maybe::Maybe;
pub use opaque::Opaque;
pub use unix::{UnixMilliseconds, UnixSeconds};
pub use upload::Upload;
pub(crate) use upload::{Bytewise, Content, Once};

/// A JSON object whose fields no document describes.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;
