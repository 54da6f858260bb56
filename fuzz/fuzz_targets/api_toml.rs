//! The target `api_toml` for libFuzzer, whose macro writes code that is not safe: so there is no `forbid(unsafe_code)` here.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::targets::api_toml(data));
