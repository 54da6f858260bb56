//! Places as people look them up: a file as its side calls it, a line and a column.

use crate::folder::Folder;
use docwright_model::{Api, Endpoint, Segment, Source, Span};
use docwright_parser::SourceFile;
use serde::Serialize;
use std::fmt;

/// A place in a document of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The file as the side calls it: `specs/petstore/pages.md`, `main:specs/petstore/pages.md`.
    pub file: String,
    /// Where in the file.
    #[serde(flatten)]
    pub position: Position,
}

/// Where in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Position {
    /// A line and a column, which counts characters; both from 1.
    Line {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// The number of bytes before it, from a model without its documents.
    Byte {
        /// The number.
        byte: usize,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Position::Line { line, column } => write!(f, "{}:{line}:{column}", self.file),
            Position::Byte { byte } => write!(f, "{} (byte {byte})", self.file),
        }
    }
}

/// The documents of one API.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// What stands before the names of files: `specs/petstore/`.
    prefix: String,
    files: Vec<SourceFile>,
}

impl Texts {
    pub(super) fn new(prefix: String, files: Vec<SourceFile>) -> Self {
        Self { prefix, files }
    }

    /// The documents that lie in a folder, if they are those that a model was made from: each endpoint stands where the
    /// model says.
    pub(super) fn beside(folder: &Folder, prefix: String, api: &Api) -> Option<Self> {
        let mut files = Vec::new();
        for document in &api.documents {
            let text = String::from_utf8(folder.read(&document.file).ok()?).ok()?;
            files.push(SourceFile { name: document.file.clone(), text });
        }
        let texts = Self { prefix, files };
        let fits = !texts.files.is_empty() && api.endpoints.iter().all(|endpoint| texts.shows(endpoint));
        fits.then_some(texts)
    }

    /// The documents with their lines counted.
    pub(super) fn places(&self) -> Places<'_> {
        Places { texts: self, lines: crate::place::Places::new(&self.prefix, &self.files) }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str())
    }

    /// Whether the bytes that state an endpoint hold its name, or a part of its path.
    fn shows(&self, endpoint: &Endpoint) -> bool {
        let Source { file, span } = &endpoint.source;
        let Some(text) = self.text(file) else { return true };
        let Some(stated) = text.get(span.start..span.end) else { return false };
        let literal = |segment: Segment<'_>| match segment {
            Segment::Literal(text) => stated.contains(text.trim_matches('/')),
            Segment::Placeholder(_) => false,
        };
        endpoint.name.as_ref().is_some_and(|name| stated.contains(name.as_str()))
            || endpoint.path.segments().any(literal)
    }
}

/// Tells places in the documents of one API.
pub(super) struct Places<'a> {
    texts: &'a Texts,
    lines: crate::place::Places<'a>,
}

impl Places<'_> {
    /// The place of the first of the words that one of the sources holds, or else that of the fact.
    pub(super) fn spot(&self, words: &[String], sources: &[Source], fact: &Source) -> Place {
        let found = words.iter().find_map(|word| sources.iter().find_map(|source| self.find(word, source)));
        self.place(found.as_ref().unwrap_or(fact))
    }

    /// Where a source holds a word that is no part of a longer one.
    fn find(&self, word: &str, source: &Source) -> Option<Source> {
        let stated = self.texts.text(&source.file)?.get(source.span.start..source.span.end)?;
        let goes_on = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let mut places = stated.match_indices(word).filter(|(at, _)| {
            let (before, after) = (stated.get(..*at), stated.get(at.saturating_add(word.len())..));
            !before.is_some_and(|text| text.ends_with(goes_on))
                && !after.is_some_and(|text| text.starts_with(goes_on))
        });
        let (at, _) = places.next()?;
        let start = source.span.start.saturating_add(at);
        let span = Span::new(start, start.saturating_add(word.len()));
        Some(Source { file: source.file.clone(), span })
    }

    /// The place as an editor shows it; the number of bytes, where there is no text or it is none of its places.
    pub(super) fn place(&self, source: &Source) -> Place {
        let byte = source.span.start;
        let is_known = self.texts.text(&source.file).is_some_and(|text| text.is_char_boundary(byte));
        let position = self.lines.position(source).filter(|_| is_known);
        let position =
            position.map_or(Position::Byte { byte }, |(line, column)| Position::Line { line, column });
        Place { file: format!("{}{}", self.texts.prefix, source.file), position }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, byte: usize, expect: &str) {
        let file = SourceFile { name: "pages.md".into(), text: text.to_owned() };
        let texts = Texts::new("specs/petstore/".to_owned(), vec![file]);
        let source = Source { file: "pages.md".into(), span: Span::new(byte, byte) };
        assert_eq!(texts.places().place(&source).to_string(), expect);
    }

    #[test]
    fn what_is_no_place_stays_a_number_of_bytes() {
        check("one\ntwo", 5, "specs/petstore/pages.md:2:2");
        check("é", 1, "specs/petstore/pages.md (byte 1)");
        check("one", 99, "specs/petstore/pages.md (byte 99)");
    }
}
