//! Who calls: tokens, sessions and one-time codes, against a real server on this machine, with both clients.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/both.rs"]
mod both;
mod carried_out;
mod client;
mod grants;
mod refresh;
mod repeated;
mod scopes;
mod secrets;
mod sessions;
mod waiting;
