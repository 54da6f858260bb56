//! What pages are made of, for those whose pages document no API.

use docwright_parser::document::{Block, Document, Section};
use std::fmt;

/// How many pieces of each kind the pages have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Seen {
    /// Headings.
    pub headings: usize,
    /// Tables.
    pub tables: usize,
    /// Blocks of code.
    pub code_blocks: usize,
    /// Lists.
    pub lists: usize,
    /// Paragraphs, lines of a key and a value among them.
    pub paragraphs: usize,
}

impl Seen {
    /// Counts what the documents are made of.
    pub(super) fn of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Self {
        let mut seen = Self::default();
        for section in documents.into_iter().flat_map(|document| document.root.descendants()) {
            seen.section(section);
        }
        seen
    }

    fn section(&mut self, section: &Section) {
        self.headings += usize::from(section.depth > 0);
        for block in &section.blocks {
            *match block {
                Block::Paragraph(_) | Block::KeyValue(_) => &mut self.paragraphs,
                Block::List(_) => &mut self.lists,
                Block::Table(_) => &mut self.tables,
                Block::Code(_) => &mut self.code_blocks,
            } += 1;
        }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { headings, tables, code_blocks, lists, paragraphs } = self;
        write!(
            f,
            "headings ({headings}), paragraphs ({paragraphs}), lists ({lists}), tables ({tables}) and blocks of code ({code_blocks})"
        )
    }
}
