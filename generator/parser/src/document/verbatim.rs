//! Code in the making: stretches of text with their places, in; a code block's text with the map from it to the
//! file, out. The forms of documents leave out different things of it: indentation, tags, carriage returns.

use super::code::{Code, CodeLink, CodePiece};
use super::lines::slice;
use docwright_model::Span;

/// Code in the making.
#[derive(Debug, Default)]
pub(super) struct Verbatim {
    pub(super) text: String,
    pieces: Vec<CodePiece>,
    links: Vec<CodeLink>,
}

impl Verbatim {
    /// Adds text that stands for the bytes in `source`: as far as both are the same, each character knows its place.
    pub(super) fn push(&mut self, content: &str, file: &str, source: Span) {
        let both = content.chars().zip(slice(file, source).chars());
        let same: usize = both.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum();
        let (exact, rest) = content.split_at_checked(same).unwrap_or((content, ""));
        self.piece(exact, Span::new(source.start, source.start + same));
        self.piece(rest, Span::new(source.start + same, source.end));
    }

    /// Adds lines of the file, with line feeds between them.
    pub(super) fn push_lines(&mut self, file: &str, lines: &[Span]) {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.piece("\n", Span::new(line.start, line.start));
            }
            self.push(slice(file, *line), file, *line);
        }
    }

    /// Says that the text from offset `start` on is a link.
    pub(super) fn link(&mut self, start: usize, address: &str) {
        if start < self.text.len() && !address.is_empty() {
            self.links.push(CodeLink { start, end: self.text.len(), address: address.to_owned() });
        }
    }

    /// Leaves out the line feeds at the end.
    pub(super) fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end_matches(['\n', '\r']).len());
    }

    /// Leaves out one line feed at the start and all at the end, as web pages do.
    pub(super) fn trim_lines(&mut self) {
        self.trim_end();
        if self.text.starts_with('\n') {
            self.text.remove(0);
            let mut pieces = std::mem::take(&mut self.pieces).into_iter();
            if let Some(mut first) = pieces.next() {
                first.length = first.length.saturating_sub(1);
                first.span.start = first.span.start.saturating_add(1).min(first.span.end);
                self.pieces.extend(Some(first).filter(|first| first.length > 0));
            }
            self.pieces.extend(pieces.map(|piece| CodePiece { at: piece.at.saturating_sub(1), ..piece }));
            for link in &mut self.links {
                link.start = link.start.saturating_sub(1);
                link.end = link.end.saturating_sub(1);
            }
        }
    }

    /// The code, whose first line stands at `at` and which stands in `span` with its marks.
    pub(super) fn finish(self, language: Option<String>, at: usize, span: Span) -> Code {
        Code { language, text: self.text, at, span, pieces: self.pieces, links: self.links }
    }

    fn piece(&mut self, content: &str, source: Span) {
        if content.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(content);
        let is_exact = source.end.saturating_sub(source.start) == content.len();
        match self.pieces.last_mut() {
            Some(last) if is_exact && last.is_exact() && last.span.end == source.start => {
                last.length += content.len();
                last.span.end = source.end;
            }
            _ => self.pieces.push(CodePiece { at, length: content.len(), span: source }),
        }
    }
}
