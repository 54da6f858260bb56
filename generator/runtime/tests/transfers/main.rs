//! Uploads, downloads and pages over real connections, with the asynchronous client and with the blocking one.
//!
//! The files of tests are compiled twice, as modules of `asynchronous` and of `blocking`. These say what `Client` is,
//! and how to wait for what a call gives, which is all that differs. What is expected on the wire is written by hand
//! from the RFCs.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]
#![allow(clippy::duplicate_mod, reason = "each test is made once for each client")]

mod asynchronous;
mod blocking;
mod parts;
mod petstore;
mod servers;
mod sources;
