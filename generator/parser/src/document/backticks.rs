//! Which parts of a line stand in backticks. A run of backticks opens code when a run of the same length
//! follows on the same line; otherwise it is literal, as in ``Tenant`s``.

use docwright_model::Span;
use std::collections::HashMap;

/// The code of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodeSpan {
    /// From the first opening to the last closing backtick.
    pub(super) outer: Span,
    /// What stands between them.
    pub(super) inner: Span,
}

/// The code spans of a line, in order; offsets are within the line. A backslash before a backtick outside of
/// code makes it literal when `escapes` holds.
pub(super) fn code_spans(line: &str, escapes: bool) -> Vec<CodeSpan> {
    let runs = runs(line);
    let closers = closers(&runs);
    let mut spans = Vec::new();
    let mut from = 0;
    for (&(start, length), closer) in runs.iter().zip(closers) {
        if start < from {
            continue;
        }
        let literal = escapes && is_escaped(line, start);
        if let (false, Some(close)) = (literal, closer) {
            from = close + length;
            spans.push(CodeSpan { outer: Span::new(start, from), inner: Span::new(start + length, close) });
        }
    }
    spans
}

/// Whether an odd number of backslashes stands before the byte at `at`.
pub(super) fn is_escaped(line: &str, at: usize) -> bool {
    let before = line.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// Start and length of each run of backticks.
fn runs(line: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in line.bytes().enumerate().filter(|(_, byte)| *byte == b'`') {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

/// For each run, where the next run of the same length starts.
fn closers(runs: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut next_of_length = HashMap::new();
    let mut closers: Vec<Option<usize>> =
        runs.iter().rev().map(|&(start, length)| next_of_length.insert(length, start)).collect();
    closers.reverse();
    closers
}
