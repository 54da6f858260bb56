//! For tests of programs that use a generated client, behind the feature `testing`.
//!
//! Two things take the place of the real server. Both keep each request as it was [`Seen`] and answer with a
//! [`Reply`]:
//!
//! - [`InMemory`] needs no socket: a client is built with it
//!   ([`ClientBuilder::in_memory`](crate::ClientBuilder::in_memory)), and every call is answered in the process. Its
//!   answers are the caller's, or those of the documentation.
//! - [`Server`] is a real HTTP server on this machine.
//!
//! The functions compare what was sent, and what was read, with the JSON of a document. The tests that docwright makes
//! of documented examples are written with these.
//!
//! Nothing here panics: what does not fit is an error to unwrap.
//!
//! ```
//! use docwright_runtime::testing::{InMemory, Reply};
//!
//! let answers = InMemory::answering(|request| match request.operation().as_str() {
//!     "GET /pets/1" => Reply::json(r#"{"name":"Rex"}"#),
//!     _ => Reply::status(404),
//! });
//! // … build a client with `.in_memory(&answers)`, call something, then see what came:
//! assert!(answers.requests().is_empty());
//! ```

mod documented;
mod in_memory;
mod json;
mod read;
mod reply;
mod sample;
mod seen;
mod server;

pub use documented::DocumentedAnswer;
pub use in_memory::InMemory;
pub use json::{form, json, without};
pub use read::{ReadError, read_known};
pub use reply::Reply;
pub use sample::SampleCall;
pub use seen::Seen;
pub use server::Server;

pub(crate) use read::note_unknown;
