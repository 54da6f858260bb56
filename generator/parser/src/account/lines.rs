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

    /// The indexes of the lines of which any of these ranges holds a byte, each once; the ranges come in the order
    /// of their starts. A page can have as many claims on a line as it has lines.
    pub(super) fn touched_by_any(
        &self,
        spans: impl IntoIterator<Item = Span>,
    ) -> impl Iterator<Item = usize> {
        let mut done = 0;
        spans.into_iter().flat_map(move |span| {
            let Range { start, end } = self.touched_by(span);
            let rest = start.max(done)..end;
            done = done.max(end);
            rest
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spans: &[(usize, usize)], expect: &[usize]) {
        let lines = Lines::new("a\nb\nc\nd\n");
        let spans = spans.iter().map(|(start, end)| Span::new(*start, *end));
        assert_eq!(lines.touched_by_any(spans).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn a_line_is_given_once_however_many_ranges_touch_it() {
        check(&[(0, 1), (0, 7), (2, 3), (2, 5)], &[0, 1, 2, 3]);
        check(&[(0, 1), (4, 7), (4, 4)], &[0, 2, 3]);
        check(&[], &[]);
    }
}
