//! A page in each of the three notations, with all that stands in `api.toml` known: the whole way from bytes to the
//! model, and the remarks as people read them.

use crate::checks;
use docwright_parser::{CONFIG_FILE, read_api};
use std::io::{Error, ErrorKind};

/// What is stated beside a page. All types are kept, so that whatever is read takes part in all checks.
const BESIDE: &str = r#"name = "shop"
title = "Shop"
base_url = "https://shop.example/v1"
types = "all"
[request]
method = "POST"
encoding = "json"
[[documents]]
file = "#;

/// Reads the bytes as a Markdown page.
pub fn markdown(data: &[u8]) {
    page("page.md", data);
}

/// Reads the bytes as a page of plain text.
pub fn text(data: &[u8]) {
    page("page.txt", data);
}

/// Reads the bytes as a web page.
pub fn html(data: &[u8]) {
    page("page.html", data);
}

fn page(file: &str, data: &[u8]) {
    let parsed = read_api(&|name| match name {
        CONFIG_FILE => Ok(format!("{BESIDE}\"{file}\"\n").into_bytes()),
        name if name == file => Ok(data.to_vec()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    });
    checks::check_parsed(&parsed);
}
