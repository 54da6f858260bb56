//! What is measured, a file for each row.

pub(crate) mod cold_start;
pub(crate) mod compile;
pub(crate) mod generation;
pub(crate) mod growth;
pub(crate) mod no_op;
pub(crate) mod output;
pub(crate) mod runtime;
