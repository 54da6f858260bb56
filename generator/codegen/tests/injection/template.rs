//! Folders of APIs with holes. In comes a folder of `tests/hostile`, out come its files with a text in one hole and
//! harmless ones in all others.
//!
//! A hole is written `⟦name=harmless text⟧`. One document or `api.toml` may hold a name more than once.

#![allow(dead_code, reason = "each test program uses its share")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// How a text is written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// As it is, as an attacker writes it.
    Raw,
    /// As the form of the file writes a text that holds its own signs: a TOML string, an HTML entity, a backslash.
    Escaped,
    /// As JSON, for what stands in an example.
    Json,
}

impl Notation {
    pub(crate) const ALL: [Self; 3] = [Self::Raw, Self::Escaped, Self::Json];

    /// Whether what stands in this hole is written so.
    pub(crate) fn is_of(self, hole: &str) -> bool {
        match self {
            Self::Raw | Self::Escaped => true,
            Self::Json => hole.contains("example") || hole.contains("value"),
        }
    }
}

/// A folder of an API with holes.
pub(crate) struct Template {
    pub(crate) name: String,
    files: BTreeMap<String, String>,
    pub(crate) holes: Vec<String>,
}

/// All folders, in the order of their names.
pub(crate) fn templates() -> Vec<Template> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile");
    let mut templates: Vec<Template> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| Template::read(&path))
        .collect();
    templates.sort_by(|one, other| one.name.cmp(&other.name));
    templates
}

impl Template {
    fn read(folder: &Path) -> Self {
        let file = |entry: std::io::Result<fs::DirEntry>| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        };
        let files: BTreeMap<String, String> = fs::read_dir(folder).unwrap().map(file).collect();
        let holes: BTreeSet<String> = files
            .values()
            .flat_map(|text| pieces(text))
            .filter_map(|piece| Some(piece.1?.0.to_owned()))
            .collect();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        Self { name, files, holes: holes.into_iter().collect() }
    }

    /// The files with the texts of these holes, and harmless ones in the others.
    pub(crate) fn fill(&self, texts: &BTreeMap<&str, (&str, Notation)>) -> BTreeMap<String, String> {
        let fill = |(name, text): (&String, &String)| {
            let mut filled = String::new();
            for (before, hole) in pieces(text) {
                filled.push_str(before);
                if let Some((hole, harmless)) = hole {
                    let text = texts.get(hole).map(|(text, notation)| written(text, name, *notation));
                    filled.push_str(text.as_deref().unwrap_or(harmless));
                }
            }
            (name.clone(), filled)
        };
        self.files.iter().map(fill).collect()
    }
}

/// The text between holes, each with the hole that follows: its name and the harmless text.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<(&str, &str)>)> {
    text.split('⟧').map(|piece| match piece.split_once('⟦') {
        Some((before, hole)) => (before, Some(hole.split_once('=').unwrap())),
        None => (piece, None),
    })
}

fn written(text: &str, file: &str, notation: Notation) -> String {
    match (notation, Path::new(file).extension().and_then(|form| form.to_str()).unwrap()) {
        (Notation::Raw, _) => text.to_owned(),
        (Notation::Json, _) => {
            serde_json::to_string(text).unwrap().trim_start_matches('"').trim_end_matches('"').to_owned()
        }
        (Notation::Escaped, "toml") => text.chars().map(toml_character).collect(),
        (Notation::Escaped, "html") => text.chars().map(entity).collect(),
        (Notation::Escaped, _) => text.chars().map(backslashed).collect(),
    }
}

fn toml_character(c: char) -> String {
    if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) }
}

fn entity(c: char) -> String {
    if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("&#{};", u32::from(c)) }
}

fn backslashed(c: char) -> String {
    match c {
        '\n' | '\r' => " ".to_owned(),
        c if c.is_ascii_punctuation() => format!("\\{c}"),
        c => c.to_string(),
    }
}
