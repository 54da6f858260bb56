//! An `api.toml` beside pages that are as they should be.

use crate::checks;
use docwright_parser::{CONFIG_FILE, read_api};
use std::io::{Error, ErrorKind};

/// The same small API in each notation; `pages/api.toml` states all that can be stated of it.
const PAGES: [(&str, &str); 3] = [
    ("page.md", include_str!("../../pages/page.md")),
    ("page.html", include_str!("../../pages/page.html")),
    ("page.txt", include_str!("../../pages/page.txt")),
];

/// Reads the bytes as an `api.toml`.
pub fn api_toml(data: &[u8]) {
    let parsed = read_api(&|name| match PAGES.iter().find(|(known, _)| *known == name) {
        Some((_, page)) => Ok(page.as_bytes().to_vec()),
        None if name == CONFIG_FILE => Ok(data.to_vec()),
        None => Err(Error::from(ErrorKind::NotFound)),
    });
    checks::check_parsed(&parsed);
}
