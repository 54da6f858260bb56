//! The lines of a document with their offsets. What comes in is text; what goes out are ranges of bytes, so
//! that everything read from a line can say where it stands in the file.

use docwright_model::Span;

/// The bytes of `text` in `span`; nothing when the span does not fit the text.
pub(super) fn slice(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}

/// The lines from offset `from` on, each without its line ending (`\n`, `\r\n` or `\r`).
pub(super) fn lines(text: &str, from: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = from;
    let mut bytes = text.bytes().enumerate().skip(from).peekable();
    while let Some((at, byte)) = bytes.next() {
        let after = match byte {
            b'\r' if bytes.next_if(|(_, next)| *next == b'\n').is_some() => at + 2,
            b'\r' | b'\n' => at + 1,
            _ => continue,
        };
        lines.push(Span::new(start, at));
        start = after;
    }
    if start < text.len() {
        lines.push(Span::new(start, text.len()));
    }
    lines
}

/// All lines of a text, each without its line ending (`\n`, `\r\n` or `\r`).
#[must_use]
pub fn line_spans(text: &str) -> Vec<Span> {
    lines(text, 0)
}

/// The part of `span` without the white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let content = slice(text, span);
    let start = span.start + (content.len() - content.trim_start().len());
    Span::new(start, start + content.trim().len())
}

/// How far a line is indented, in bytes.
pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
