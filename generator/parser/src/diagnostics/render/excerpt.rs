//! The lines of a file that a remark shows: spans, in; as few lines as show them, out. What a remark costs to
//! show does not grow with the file that it is about.

use super::{Label, clipped};
use docwright_model::Span;
use std::borrow::Cow;
use std::ops::Range;

/// Places with more lines than this between them are shown apart.
const NEAR: usize = 40;
/// Of a place with more lines than this, the first line is shown.
const TALL: usize = 100;
/// An excerpt with a longer line is a page without line breaks, and shown by a few words of it.
const LONG: usize = 2000;
/// How many characters stand for a place in a long line.
const WORDS: usize = 60;

/// The text of a file and where its lines begin.
#[derive(Debug)]
pub struct File<'a> {
    /// The text; a lone `\r` is made `\n`, which it stands for, and what terminals obey a space.
    text: Cow<'a, str>,
    starts: Vec<usize>,
    /// How many characters begin before each stretch of so many bytes: columns of a page without line breaks would
    /// be counted from its start otherwise, for each remark.
    characters: Vec<usize>,
}

/// So many bytes a stretch has.
const STRETCH: usize = 4096;

/// Lines of a file.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    text: &'a str,
    offset: usize,
    first: usize,
    last: usize,
}

impl<'a> File<'a> {
    /// Looks through the text once, so that places in it are found quickly.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let text = readable(text);
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut characters = vec![0];
        let mut count = 0;
        for stretch in text.as_bytes().chunks(STRETCH) {
            count += stretch.iter().filter(|byte| begins_character(**byte)).count();
            characters.push(count);
        }
        Self { text, starts, characters }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, at: usize) -> usize {
        let stretch = at / STRETCH;
        let known = self.characters.get(stretch).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(stretch * STRETCH..at).unwrap_or_default();
        known + rest.iter().filter(|byte| begins_character(**byte)).count()
    }

    /// The excerpts that show the labels, in the order of the labels.
    pub(super) fn excerpts<'l>(
        &self,
        labels: impl Iterator<Item = &'l Label>,
    ) -> Vec<(Excerpt<'_>, Vec<&'l Label>)> {
        let mut pieces: Vec<(usize, usize, Vec<&Label>)> = Vec::new();
        for label in labels {
            let (from, to) = self.lines_of(label.source.span);
            let near = |piece: &&mut (usize, usize, Vec<&Label>)| {
                from <= piece.1.saturating_add(NEAR) && piece.0 <= to.saturating_add(NEAR)
            };
            match pieces.iter_mut().find(near) {
                Some((first, last, labels)) => {
                    (*first, *last) = (from.min(*first), to.max(*last));
                    labels.push(label);
                }
                None => pieces.push((from, to, vec![label])),
            }
        }
        pieces.into_iter().map(|(first, last, labels)| (self.excerpt(first, last), labels)).collect()
    }

    /// The first and the last line of a place, from 0.
    fn lines_of(&self, span: Span) -> (usize, usize) {
        let range = within(&self.text, span);
        let line = |at: usize| self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let (first, last) = (line(range.start), line(range.end));
        (first, if last - first > TALL { first } else { last })
    }

    fn excerpt(&self, first: usize, last: usize) -> Excerpt<'_> {
        let start = self.starts.get(first).copied().unwrap_or(0);
        let end = self.starts.get(last + 1).copied().unwrap_or(self.text.len());
        // A byte order mark is no character of the first line.
        let mark = if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let offset = start + mark;
        Excerpt { text: self.text.get(offset..end).unwrap_or_default(), offset, first, last }
    }

    /// The line and the column of a byte, from 1; columns count characters. A byte order mark is none, and a byte
    /// behind the text stands at its end.
    #[must_use]
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let at = within(&self.text, Span::new(at, at)).start;
        let (line, _) = self.lines_of(Span::new(at, at));
        let start = self.starts.get(line).copied().unwrap_or(0);
        let mark = usize::from(start == 0 && at > 0 && self.text.starts_with('\u{feff}'));
        let before = self.characters_before(at).saturating_sub(self.characters_before(start));
        (line + 1, before.saturating_sub(mark) + 1)
    }

    /// The first words of a place, if there are any.
    pub(super) fn words_at(&self, span: Span) -> Option<String> {
        let text = self.text.get(within(&self.text, span)).filter(|text| !text.is_empty())?;
        let words = clipped(text, WORDS).replace(char::is_control, "\u{FFFD}");
        Some(format!("`{words}`"))
    }
}

impl<'a> Excerpt<'a> {
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The number of its first line, from 1.
    pub(super) fn first_line(&self) -> usize {
        self.first + 1
    }

    /// Whether its lines are short enough to be read.
    pub(super) fn is_readable(&self) -> bool {
        let lines = self.last - self.first + 1;
        self.text.len() <= LONG || {
            self.text.len() <= LONG * lines && self.text.lines().all(|line| line.len() <= LONG)
        }
    }

    /// Where a span of the file stands in it.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let here = Span::new(span.start.saturating_sub(self.offset), span.end.saturating_sub(self.offset));
        within(self.text, here)
    }
}

/// Whether a byte of UTF-8 is the first of a character.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// The text with `\n` for each `\r` that stands alone, and a no-break space for each control character beyond ASCII:
/// terminals obey these, and the renderer knows those of ASCII alone. Of the same length, so that spans hold.
fn readable(text: &str) -> Cow<'_, str> {
    let alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let is_order = |c: char| c.is_control() && !c.is_ascii();
    if !text.char_indices().any(|(at, c)| is_order(c) || (c == '\r' && alone(at))) {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        mended.push(match character {
            '\r' if alone(at) => '\n',
            order if is_order(order) => '\u{a0}',
            other => other,
        });
    }
    Cow::Owned(mended)
}

/// A range of whole characters of the text.
fn within(text: &str, span: Span) -> Range<usize> {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=span.start.min(text.len())).rev().find(boundary).unwrap_or(0);
    let end = (span.end.min(text.len())..=text.len()).find(boundary).unwrap_or(text.len());
    start..end.max(start)
}
