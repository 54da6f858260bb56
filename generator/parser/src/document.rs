//! Documents as they lie on disk, in; one tree for all of them, out.
//!
//! Each form has a reader of its own. They share what a document is made of: `flow` for inline text, `keys` for
//! key-value lines, `grid` for tables drawn with pipes, `outline` for sections. What the words of a document mean
//! is left to the recognisers.

mod backticks;
mod bullets;
mod code;
mod dump;
mod flow;
mod grid;
mod html;
mod keys;
mod lines;
mod markdown;
mod outline;
mod report;
mod text;
mod tree;
mod verbatim;
mod writer;

pub use code::{Code, CodeLink, CodePiece};
pub use lines::line_spans;
pub(crate) use tree::Parts;
pub use tree::{Block, Cell, Document, Item, KeyValue, List, Row, Run, Section, Style, Table, Text};

use crate::diagnostics::Diagnostics;
use report::Report;
use std::sync::Arc;

/// What a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `CommonMark` with tables.
    Markdown,
    /// A web page.
    Html,
    /// Text without marks, such as a web page saved as text.
    Text,
}

/// The endings of file names by which forms are known.
const ENDINGS: &[(&str, Form)] = &[
    ("md", Form::Markdown),
    ("markdown", Form::Markdown),
    ("html", Form::Html),
    ("htm", Form::Html),
    ("txt", Form::Text),
];

impl Form {
    /// The form that a file's name says, if docwright knows it.
    #[must_use]
    pub fn of(file_name: &str) -> Option<Form> {
        let (_, ending) = file_name.rsplit_once('.')?;
        ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, form)| *form)
    }
}

/// Reads a document. `file` is its name in diagnostics, `text` its content as it lies on disk: all spans are
/// ranges of it. There is a tree for any input; what is broken in the document is reported and read as well as
/// it can be.
#[must_use]
pub fn read(form: Form, file: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Document {
    let mut report = Report::new(file, diagnostics);
    let content = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match form {
        Form::Markdown => markdown::read(text, content, &mut report),
        Form::Html => html::read(text, content, &mut report),
        Form::Text => text::read(text, content, &mut report),
    }
}
