//! The runtime against real HTTP servers on this machine, some of which misbehave on purpose.
//!
//! The client of these tests is written by hand the way generated code is. What is expected on the wire is
//! written by hand from the RFCs. What goes over the wire is tested with the asynchronous client and the blocking one.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answers;
mod bodies;
mod both;
mod breaks;
mod build;
mod checks;
mod connections;
mod credentials;
mod downloads;
mod encodings;
mod framing;
mod misbehaving;
mod origins;
mod paths;
mod petstore;
mod readme;
mod redirects;
mod retries;
mod retry_after;
mod secrets;
mod server;
mod timeouts;
mod tls;
mod tokens;
mod values;
