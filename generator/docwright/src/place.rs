//! Places as people and programs tell them: bytes of a file, in; its lines and columns, out.

use docwright_model::{Source, Span};
use docwright_parser::SourceFile;
use docwright_parser::diagnostics::{Diagnostic, File};
use serde::Serialize;
use std::collections::HashMap;

/// A place in a file, as an editor shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Place {
    /// The path of the file, beginning with the folder as it was named: `specs/petstore/pages.md`.
    pub file: String,
    /// The line of its first character, from 1.
    pub line: usize,
    /// The column of its first character, from 1. Columns count characters.
    pub column: usize,
    /// The line of the character after its last one.
    pub end_line: usize,
    /// The column of the character after its last one.
    pub end_column: usize,
    /// The bytes of the file.
    pub span: Span,
}

/// The files of one API, to tell places in them.
pub(crate) struct Places<'a> {
    prefix: &'a str,
    files: HashMap<&'a str, File<'a>>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(prefix: &'a str, files: &'a [SourceFile]) -> Self {
        let files = files.iter().map(|file| (&*file.name, File::new(&file.text))).collect();
        Self { prefix, files }
    }

    /// Where a fact or remark stands. A file that could not be read has one place, its beginning.
    pub(crate) fn place(&self, source: &Source) -> Place {
        let at = |byte| self.files.get(&*source.file).map_or((1, 1), |file| file.line_and_column(byte));
        let ((line, column), (end_line, end_column)) = (at(source.span.start), at(source.span.end));
        let file = format!("{}{}", self.prefix, source.file);
        Place { file, line, column, end_line, end_column, span: source.span }
    }

    /// The line and the column at which a fact begins, if its file is known.
    pub(crate) fn position(&self, source: &Source) -> Option<(usize, usize)> {
        self.files.get(&*source.file).map(|file| file.line_and_column(source.span.start))
    }

    /// A remark on one line: `specs/petstore/pages.md:12:3: [DW0302] …`.
    pub(crate) fn line(&self, diagnostic: &Diagnostic) -> String {
        let place = match &diagnostic.primary {
            None => self.prefix.trim_end_matches('/').to_owned(),
            Some(label) => {
                let Place { file, line, column, .. } = self.place(&label.source);
                format!("{file}:{line}:{column}")
            }
        };
        // A document must not break the line, nor give orders to the terminal.
        let message = diagnostic.message.replace(char::is_control, " ");
        format!("{place}: [{}] {message}", diagnostic.code)
    }
}
