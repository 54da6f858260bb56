//! For tests of programs that use a generated client, behind the feature `testing`.
//!
//! A [`Server`] on this machine takes the place of the real one: it keeps each request as it was [`Seen`] and
//! gives a fixed [`Reply`]. The functions compare what was sent, and what was read, with the JSON of a document.
//! The tests that docwright makes of documented examples are written with these.
//!
//! Nothing here panics: what does not fit is an error to unwrap.
//!
//! ```
//! use docwright_runtime::testing::{Reply, Server};
//!
//! let server = Server::start(Reply::json(r#"{"id":1}"#))?;
//! // … make a client for `server.address()`, call something, then see what came:
//! assert!(server.requests().is_empty());
//! # std::io::Result::Ok(())
//! ```

mod json;
mod read;
mod seen;
mod server;

pub use json::{form, json, without};
pub use read::{ReadError, read_known};
pub use seen::Seen;
pub use server::{Reply, Server};

pub(crate) use read::note_unknown;
