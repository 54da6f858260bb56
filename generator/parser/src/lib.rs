//! Reads API references written for people into the endpoint model.

pub mod diagnostics;
pub mod document;
