//! Looks for input that a reader of docwright's does not stand: pages, `api.toml` files, answers of servers.
//!
//! Comes in: bytes, made up by libFuzzer or by the [smoke test](smoke) from [seeds]. Each [target](targets) has
//! them read and panics where something that is promised does not hold, which is how both engines see it. What a finding
//! means, and mending it, is left to people.
#![forbid(unsafe_code)]

mod checks;
pub mod dictionary;
pub mod findings;
pub mod mutate;
pub mod seeds;
pub mod smoke;
pub mod targets;
