//! How readers report what is wrong with a document's form.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use docwright_model::{Source, Span};
use std::sync::Arc;

/// Lists, quotations and elements nested deeper than this are reported.
pub(super) const DEPTH_LIMIT: usize = 200;

/// A table with more columns is reported and not read. Each row is filled up to the header's columns, so that a page
/// of a wide header and many short rows would become as large as its square.
pub(super) const MOST_COLUMNS: usize = 100;

/// The file that is read and where remarks about it go.
#[derive(Debug)]
pub(super) struct Report<'a> {
    file: &'a Arc<str>,
    diagnostics: &'a mut Diagnostics,
    too_deep: bool,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a Arc<str>, diagnostics: &'a mut Diagnostics) -> Self {
        Self { file, diagnostics, too_deep: false }
    }

    pub(super) fn cell_count(&mut self, row: Span, cells: usize, columns: usize) {
        let message =
            format!("this row has {}, its table has {}", count(cells, "cell"), count(columns, "column"));
        let help = format!("write {}, and `\\|` for a pipe that belongs to the text", count(columns, "cell"));
        self.push(Code::CellCount, message, help, row, count(cells, "cell"));
    }

    /// The same of a web page, whose cells are elements.
    pub(super) fn element_count(&mut self, row: Span, cells: usize, columns: usize) {
        let message =
            format!("this row has {}, its table has {}", count(cells, "cell"), count(columns, "column"));
        let help = format!(
            "write {} in the row, or say by `colspan` and `rowspan` which of them take the room of several",
            count(columns, "`<td>` element")
        );
        self.push(Code::CellCount, message, help, row, count(cells, "cell"));
    }

    pub(super) fn too_wide(&mut self, table: Span, columns: usize) {
        let message = format!("this table has {columns} columns, and at most {MOST_COLUMNS} are read");
        let help = "a table for people has a dozen columns: see whether its header has lost its line breaks";
        self.push(Code::TooWide, message, help, table, "the table begins here");
    }

    pub(super) fn unclosed_row(&mut self, row: Span) {
        let help = "end the row with `|` behind its last cell";
        self.push(Code::UnclosedRow, "this table row is never closed", help, row, "the row begins here");
    }

    pub(super) fn unclosed_fence(&mut self, fence: Span, closer: &str) {
        let help = format!("end the block with the line {closer}");
        self.push(Code::UnclosedFence, "this code block is never closed", help, fence, "it is opened here");
    }

    pub(super) fn unclosed_block(&mut self, opening: Span) {
        let help = "close all its brackets, or its fence";
        self.push(Code::UnclosedFence, "this code block is never closed", help, opening, "it begins here");
    }

    /// Reports excessive depth once per document.
    pub(super) fn too_deep(&mut self, place: Span) {
        if std::mem::replace(&mut self.too_deep, true) {
            return;
        }
        let message = format!("the document is nested more than {DEPTH_LIMIT} deep");
        let help = "look for lists, quotations or elements that are opened and never closed";
        self.push(Code::TooDeep, message, help, place, "the limit is reached here");
    }

    fn push(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) {
        let source = Source { file: Arc::clone(self.file), span };
        self.diagnostics.push(Diagnostic::new(code, message, help).at(source, label));
    }
}

fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}
