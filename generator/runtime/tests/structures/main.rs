//! Structures: what is read, changed and written back loses nothing.
//!
//! They are declared as generated code declares them. What is expected is written by hand, or read by serde's own maps
//! of raw JSON.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod by_hand;
mod extra;
mod hostile;
mod made_up;
mod values;
mod wide;
mod widget;
