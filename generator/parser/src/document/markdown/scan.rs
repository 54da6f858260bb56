//! Where the tables of a Markdown document are, and where a stretch of `CommonMark` ends. What comes in are
//! lines; what goes out are stretches that can be read on their own.
//!
//! Some documents have lost their blank lines and their indentation. In those, prose right after a list would be
//! taken into its last item ("lazy continuation"), so that a stretch ends with the list.

use crate::document::bullets::marker;
use crate::document::grid::{self, Grid};
use crate::document::lines::{indentation, slice, trimmed};
use crate::document::report::Report;
use docwright_model::Span;

/// A part of a document that can be read on its own.
#[derive(Debug)]
pub(super) enum Stretch {
    Prose(Span),
    Table(Grid),
    /// A table that is indented below an item of a list.
    TableOfItem(Grid),
}

/// A line that opens a code block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    character: char,
    length: usize,
}

impl Fence {
    /// The fence that a line opens, if it does.
    pub(super) fn opened_by(line: &str) -> Option<Self> {
        let content = line.trim_start().trim_start_matches("> ");
        let content = marker(content).and_then(|marker| content.get(marker.text..)).unwrap_or(content);
        let character = content.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let rest = content.trim_start_matches(character);
        let length = content.len() - rest.len();
        (length >= 3 && !(character == '`' && rest.contains('`'))).then_some(Self { character, length })
    }

    /// Whether a line closes it.
    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let content = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        content.len() >= self.length && content.chars().all(|c| c == self.character)
    }

    fn closer(self) -> String {
        self.character.to_string().repeat(self.length)
    }
}

/// The stretches of a document, in order.
pub(super) fn scan(text: &str, lines: &[Span], report: &mut Report<'_>) -> Vec<Stretch> {
    let mut scan = Scan { text, lines, stretches: Vec::new(), start: None, in_list: false };
    let flat = is_flat(text, lines);
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let content = slice(text, *line);
        if let Some(fence) = scan.fence(content) {
            scan.start.get_or_insert(index);
            index = scan.after_fence(index, fence, report);
            continue;
        }
        let indented = indentation(content);
        if grid::starts_at(text, lines, index)
            && (indented < 4 || scan.in_list)
            && let Some(grid) = grid::read_grid(text, lines, index, report)
        {
            scan.end_prose(index);
            index = grid.next_line;
            let of_item = scan.in_list && indented > 1;
            scan.in_list = of_item;
            scan.stretches.push(if of_item { Stretch::TableOfItem(grid) } else { Stretch::Table(grid) });
            continue;
        }
        scan.line(index, content, flat);
        index += 1;
    }
    scan.end_prose(lines.len());
    scan.stretches
}

struct Scan<'a> {
    text: &'a str,
    lines: &'a [Span],
    stretches: Vec<Stretch>,
    /// The first line of the prose that is open.
    start: Option<usize>,
    in_list: bool,
}

impl Scan<'_> {
    fn fence(&self, content: &str) -> Option<Fence> {
        // Outside of a list, text indented this far is code already.
        if indentation(content) > 3 && !self.in_list { None } else { Fence::opened_by(content) }
    }

    fn after_fence(&mut self, open: usize, fence: Fence, report: &mut Report<'_>) -> usize {
        let mut rest = self.lines.iter().skip(open + 1);
        if let Some(length) = rest.position(|line| fence.is_closed_by(slice(self.text, *line))) {
            return open + length + 2;
        }
        if let Some(line) = self.lines.get(open) {
            report.unclosed_fence(trimmed(self.text, *line), &fence.closer());
        }
        self.lines.len()
    }

    fn line(&mut self, index: usize, content: &str, flat: bool) {
        let blank = content.trim().is_empty();
        let marked = marker(content).is_some();
        let continues = blank || indentation(content) > 0;
        // A raw element would take in everything up to the next blank line.
        let element = flat && content.starts_with('<') && !content.starts_with("<!");
        if flat && self.in_list && !marked && !continues || element {
            self.end_prose(index);
        }
        self.in_list = marked || self.in_list && continues;
        if self.start.is_some() || !blank {
            self.start.get_or_insert(index);
        }
        if element {
            self.end_prose(index + 1);
        }
    }

    /// Ends the stretch of prose before the line `end`.
    fn end_prose(&mut self, end: usize) {
        let Some(start) = self.start.take() else { return };
        let first = self.lines.get(start);
        let last = end.checked_sub(1).and_then(|last| self.lines.get(last));
        if let (Some(first), Some(last)) = (first, last) {
            self.stretches.push(Stretch::Prose(Span::new(first.start, last.end)));
        }
    }
}

/// Whether a document does without blank lines between its blocks. Its headings tell: most of their neighbours
/// are no blank lines.
fn is_flat(text: &str, lines: &[Span]) -> bool {
    let mut fence: Option<Fence> = None;
    let (mut headings, mut blanks, mut tight, mut loose) = (0, 0, 0, 0);
    let mut before_blank = true;
    let mut before_heading = false;
    for line in lines {
        let content = slice(text, *line);
        if let Some(open) = fence {
            fence = Some(open).filter(|open| !open.is_closed_by(content));
            (before_blank, before_heading) = (false, false);
            continue;
        }
        fence = Fence::opened_by(content);
        let blank = content.trim().is_empty();
        let heading = content.starts_with('#');
        blanks += usize::from(blank);
        headings += usize::from(heading);
        if heading || before_heading {
            let apart = blank || before_blank;
            tight += usize::from(!apart);
            loose += usize::from(apart);
        }
        (before_blank, before_heading) = (blank, heading);
    }
    if headings > 1 { tight > loose } else { blanks == 0 }
}
