//! The lines of a document by number, and which of them a range of bytes touches.

use docwright_model::Span;
use std::ops::Range;

/// The lines of a text.
pub(super) struct Lines<'a> {
    text: &'a str,
    spans: Vec<Span>,
}

impl<'a> Lines<'a> {
    /// Finds the lines, each without its line ending.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, spans: crate::document::line_spans(text) }
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn span(&self, index: usize) -> Span {
        self.spans.get(index).copied().unwrap_or_default()
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        let span = self.span(index);
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The indexes of the lines of which a range holds at least a byte.
    pub(super) fn touched_by(&self, span: Span) -> Range<usize> {
        if span.start >= span.end {
            return 0..0;
        }
        let first = self.spans.partition_point(|line| line.end <= span.start);
        let end = self.spans.partition_point(|line| line.start < span.end);
        first..end.max(first)
    }
}
