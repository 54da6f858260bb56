//! What is tried: a function of bytes for each reader, with what made-up input for it is made of.

mod answer;
mod api_toml;
mod document_to_rust;
mod reader;

pub use answer::answer;
pub use api_toml::api_toml;
pub use document_to_rust::{SEPARATOR, document_to_rust};
pub use reader::{html, markdown, text};

use crate::seeds::{self, Repository};

/// Something that reads bytes which others wrote.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// What it is called, by cargo-fuzz as well.
    pub name: &'static str,
    /// Has the bytes read, and panics where a promise is broken.
    pub run: fn(&[u8]),
    /// What is good input for it.
    pub seeds: fn(&Repository) -> Vec<Vec<u8>>,
    /// Words that mean something to it, in the form that libFuzzer reads.
    pub dictionary: &'static str,
}

const REFERENCE: &str = include_str!("../../dictionaries/reference.dict");
const HTML: &str = include_str!("../../dictionaries/html.dict");
const API_TOML: &str = include_str!("../../dictionaries/api_toml.dict");
const ANSWER: &str = include_str!("../../dictionaries/answer.dict");

/// All of them.
pub const TARGETS: [Target; 6] = [
    Target { name: "markdown", run: markdown, seeds: seeds::markdown, dictionary: REFERENCE },
    Target { name: "text", run: text, seeds: seeds::text, dictionary: REFERENCE },
    Target { name: "html", run: html, seeds: seeds::html, dictionary: HTML },
    Target { name: "api_toml", run: api_toml, seeds: seeds::api_toml, dictionary: API_TOML },
    Target { name: "document_to_rust", run: document_to_rust, seeds: seeds::folders, dictionary: REFERENCE },
    Target { name: "answer", run: answer, seeds: seeds::answers, dictionary: ANSWER },
];

impl Target {
    /// The target of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TARGETS.into_iter().find(|target| target.name == name)
    }
}
