//! The text of a block of classes, to tokens: words, braces, comments, ends of lines.

use super::inline::entity_length;
use std::ops::Range;

/// A piece of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Words up to the end of the line, a semicolon, a brace or a comment.
    Words(Range<usize>),
    /// `{`
    Open,
    /// `}`, and where it stands.
    Close(usize),
    /// The words of a comment, of one line.
    Comment(Range<usize>),
    /// `;`
    Semicolon,
    /// The end of a line.
    Line,
}

/// Cuts a text into tokens.
pub(super) fn scan(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, tokens: Vec::new(), words: 0 };
    let mut at = 0;
    while let Some(first) = text.as_bytes().get(at) {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        at = match first {
            _ if rest.starts_with(b"//") => scanner.line_comment(at),
            _ if rest.starts_with(b"/*") => scanner.long_comment(at),
            // The address of a link may hold what looks like a comment.
            _ if rest.starts_with(b"](") => scanner.address(at),
            // The semicolon of an entity ends nothing.
            b'&' => at + entity_length(text.get(at..).unwrap_or_default()).unwrap_or(1),
            b'\n' => scanner.token(at, Token::Line),
            b';' => scanner.token(at, Token::Semicolon),
            b'{' => scanner.token(at, Token::Open),
            b'}' => scanner.token(at, Token::Close(at)),
            _ => at + 1,
        };
    }
    scanner.end_words(text.len());
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Where the words that are being read begin.
    words: usize,
}

impl Scanner<'_> {
    fn end_words(&mut self, end: usize) {
        let range = self.trimmed(self.words, end, char::is_whitespace);
        if !range.is_empty() {
            self.tokens.push(Token::Words(range));
        }
    }

    /// Ends the words with a token of one byte; gives the byte behind it.
    fn token(&mut self, at: usize, token: Token) -> usize {
        self.end_words(at);
        self.tokens.push(token);
        self.words = at + 1;
        at + 1
    }

    /// Reads a comment up to the end of its line; a further `//` in it begins another.
    fn line_comment(&mut self, at: usize) -> usize {
        self.end_words(at);
        let end =
            self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |end| at + end);
        let mut from = at;
        for part in self.text.get(at..end).unwrap_or_default().split(" //") {
            self.comment(from, from + part.len());
            from += part.len() + " //".len();
        }
        self.words = end;
        end
    }

    /// Reads a comment up to its mark, each line by itself; one that is never closed ends with the text.
    fn long_comment(&mut self, at: usize) -> usize {
        self.end_words(at);
        let inside = self.text.get(at + 2..).unwrap_or_default();
        let length = inside.find("*/").unwrap_or(inside.len());
        let mut from = at + 2;
        for line in inside.get(..length).unwrap_or_default().split('\n') {
            self.comment(from, from + line.len());
            from += line.len() + 1;
        }
        self.words = (at + 2 + length + 2).min(self.text.len());
        self.words
    }

    fn comment(&mut self, start: usize, end: usize) {
        let range = self.trimmed(start, end, |c| c.is_whitespace() || matches!(c, '/' | '*'));
        if !range.is_empty() {
            // What ends in a star or a slash keeps it.
            let kept = self.trimmed(range.start, end, char::is_whitespace);
            self.tokens.push(Token::Comment(kept));
        }
    }

    /// The byte behind the address of a link, on the same line.
    fn address(&self, at: usize) -> usize {
        let line = self.text.get(at..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let end = line.find(|c: char| c == ')' || c.is_whitespace()).unwrap_or(line.len());
        at + end.max(1)
    }

    fn trimmed(&self, start: usize, end: usize, is_blank: impl Fn(char) -> bool) -> Range<usize> {
        let text = self.text.get(start..end).unwrap_or_default();
        let behind = text.trim_start_matches(&is_blank);
        let start = start + (text.len() - behind.len());
        start..start + behind.trim_end_matches(&is_blank).len()
    }
}
