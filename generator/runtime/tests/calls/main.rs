//! What a caller can do with a call besides awaiting it: look at the request, take the raw answer, make up an endpoint,
//! watch what goes over the wire.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/both.rs"]
mod both;
mod client;
mod custom;
mod hooks;
mod own_code;
mod raw;
mod request;
mod spans;
