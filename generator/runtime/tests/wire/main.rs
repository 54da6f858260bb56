//! The runtime against a real HTTP server on this machine.
//!
//! The client of these tests is written by hand the way generated code is. What is expected on the wire is
//! written by hand from the RFCs.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answers;
mod bodies;
mod build;
mod checks;
mod credentials;
mod downloads;
mod paths;
mod petstore;
mod secrets;
mod server;
mod tokens;
mod values;
