//! A file of an API, line by line: its text, the states of its lines, the claims on them.

use crate::Findings;
use docwright_model::{Api, Span};
use docwright_parser::document::line_spans;
use docwright_parser::{Account, Claims, SourceFile, State};
use std::borrow::Cow;

/// A file with what is known of its lines.
pub(super) struct Sheet<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    lines: Lines<'a>,
    pub(super) claims: Cow<'a, Claims>,
}

/// The lines of a file.
enum Lines<'a> {
    /// Those of a document, each in a state.
    Accounted(&'a Account),
    /// Those of `api.toml`, or of a document of an API with errors.
    Plain(Vec<Span>),
}

/// The files of an API: its documents first, then `api.toml`.
pub(super) fn sheets<'a>(api: Option<&Api>, findings: &'a Findings) -> Vec<Sheet<'a>> {
    let account = |file: &SourceFile| findings.accounts().iter().find(|account| account.file == file.name);
    let is_accounted = |file: &&SourceFile| account(file).is_some();
    let accounted = findings.files().iter().filter(is_accounted);
    let others = findings.files().iter().filter(|file| !is_accounted(file));
    accounted.chain(others).map(|file| Sheet::new(file, account(file), api)).collect()
}

impl<'a> Sheet<'a> {
    fn new(
        SourceFile { name, text }: &'a SourceFile,
        account: Option<&'a Account>,
        api: Option<&Api>,
    ) -> Self {
        let (lines, claims) = if let Some(account) = account {
            (Lines::Accounted(account), Cow::Borrowed(&account.claims))
        } else {
            let claims = api.map(|api| Claims::of(name, api)).unwrap_or_default();
            (Lines::Plain(line_spans(text)), Cow::Owned(claims))
        };
        Self { file: name, text, lines, claims }
    }

    /// The account of the file, if it is a document that was read without errors.
    pub(super) fn account(&self) -> Option<&'a Account> {
        match self.lines {
            Lines::Accounted(account) => Some(account),
            Lines::Plain(_) => None,
        }
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        match &self.lines {
            Lines::Accounted(account) => account.lines.len(),
            Lines::Plain(spans) => spans.len(),
        }
    }

    /// The bytes of a line, by its index.
    pub(super) fn span(&self, index: usize) -> Span {
        let span = match &self.lines {
            Lines::Accounted(account) => account.lines.get(index).map(|line| line.span),
            Lines::Plain(spans) => spans.get(index).copied(),
        };
        span.unwrap_or_default()
    }

    /// The text of a line, without its ending.
    pub(super) fn line(&self, index: usize) -> &'a str {
        let span = self.span(index);
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// What became of a line, where that is accounted for.
    pub(super) fn state(&self, index: usize) -> Option<State> {
        self.account()?.lines.get(index).map(|line| line.state)
    }

    /// The indexes of the first line that a range lies on, and of the last.
    pub(super) fn lines_of(&self, span: Span) -> (usize, usize) {
        let (mut low, mut high) = (0, self.len());
        // The first line that ends behind the start: a range at the very end of a line is about that line.
        while low < high {
            let middle = usize::midpoint(low, high);
            let end = self.span(middle).end;
            if end < span.start || (end == span.start && span.start < span.end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let first = low.min(self.len().saturating_sub(1));
        let more = (first + 1..self.len()).take_while(|index| self.span(*index).start < span.end);
        (first, first + more.count())
    }
}
