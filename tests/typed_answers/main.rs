//! The structures and constants of a page, as emitted types: nothing that a server says is lost on the way through
//! them, and programs find the values that the page names.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod constants;
mod json;
mod notations;
mod page;
mod profile;
#[path = "../support/server.rs"]
mod server;
mod structures;
