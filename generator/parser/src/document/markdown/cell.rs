//! A table cell, which may hold lines, lists, key-value lines and code like a document of its own. Line breaks
//! always count here, and so does `<br>`.

use super::breaks::line_breaks;
use super::definitions::Definitions;
use super::inline;
use super::scan::Fence;
use crate::document::backticks::code_spans;
use crate::document::bullets::{Bullet, marker, nest};
use crate::document::flow::Flow;
use crate::document::keys::{Keys, blocks};
use crate::document::lines::{indentation, slice, trimmed};
use crate::document::tree::{Block, Item, append};
use crate::document::verbatim::Verbatim;
use docwright_model::Span;

/// The blocks of the cell in `span`.
pub(super) fn read(text: &str, span: Span, definitions: &Definitions) -> Vec<Block> {
    let lines = lines(text, span);
    let mut reader = Reader {
        text,
        definitions,
        flow: Flow::default(),
        line_end: span.start,
        bullets: Vec::new(),
        blocks: Vec::new(),
        never_closed: Vec::new(),
        is_one_line: lines.len() < 2,
    };
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        if let Some(next) = reader.code(&lines, index) {
            index = next;
        } else {
            reader.line(*line);
            index += 1;
        }
    }
    reader.finish()
}

struct Reader<'a> {
    text: &'a str,
    definitions: &'a Definitions,
    flow: Flow,
    /// Where the text before the current line ended.
    line_end: usize,
    /// The items of the list that is open; the text of the last one is in `flow`.
    bullets: Vec<Bullet>,
    blocks: Vec<Block>,
    /// Fences that no later line closes, so that none is looked for again.
    never_closed: Vec<Fence>,
    /// Whether the cell is one line, so that a mark on it begins no list: `- none`, `1. first`.
    is_one_line: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: Span) {
        let content = slice(self.text, line);
        let place = trimmed(self.text, line);
        if place.start == place.end {
            self.end_text();
            return;
        }
        if let Some(marker) = marker(content).filter(|_| !self.is_one_line) {
            self.end_text();
            let item = Item { blocks: Vec::new(), span: place };
            self.bullets.push(Bullet { indentation: indentation(content), ordered: marker.ordered, item });
            let rest = trimmed(self.text, Span::new(line.start + marker.text, line.end));
            inline::read(self.text, rest, self.definitions, &mut self.flow);
            self.line_end = place.end;
            return;
        }
        match self.bullets.last_mut() {
            Some(bullet) if indentation(content) > bullet.indentation => {
                bullet.item.span = bullet.item.span.join(place);
            }
            Some(_) => self.end_list(),
            None => {}
        }
        self.flow.line_break(Span::new(self.line_end, place.start));
        inline::read(self.text, place, self.definitions, &mut self.flow);
        self.line_end = place.end;
    }

    /// A code block that begins at a line, and the line after it.
    fn code(&mut self, lines: &[Span], index: usize) -> Option<usize> {
        let open = lines.get(index)?;
        let opener = slice(self.text, *open).trim();
        let fence = Fence::opened_by(opener).filter(|_| lines.len() > 2)?;
        if self.never_closed.contains(&fence) {
            return None;
        }
        let mut rest = lines.iter().skip(index + 1);
        let Some(length) = rest.position(|line| fence.is_closed_by(slice(self.text, *line))) else {
            self.never_closed.push(fence);
            return None;
        };
        let close = lines.get(index + length + 1)?;
        self.end_text();
        self.end_list();
        let mut verbatim = Verbatim::default();
        verbatim.push_lines(self.text, lines.get(index + 1..index + 1 + length).unwrap_or_default());
        let language = opener.trim_matches(['`', '~']).split_whitespace().next().map(str::to_owned);
        let span = trimmed(self.text, open.join(*close));
        let at = lines.get(index + 1).map_or(span.start, |line| line.start);
        self.blocks.push(Block::Code(verbatim.finish(language, at, span)));
        Some(index + length + 2)
    }

    fn end_text(&mut self) {
        let lines = self.flow.take_lines();
        match self.bullets.last_mut() {
            Some(bullet) => {
                let keys = if bullet.item.blocks.is_empty() { Keys::Item } else { Keys::Strong };
                append(&mut bullet.item.blocks, blocks(lines, keys));
            }
            None => append(&mut self.blocks, blocks(lines, Keys::Strong)),
        }
    }

    fn end_list(&mut self) {
        self.end_text();
        let bullets = std::mem::take(&mut self.bullets);
        append(&mut self.blocks, nest(bullets));
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_list();
        self.blocks
    }
}

/// The lines of a cell; `<br>` outside of code ends one too.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let cell = text.get(..span.end).unwrap_or_default();
    let mut lines = Vec::new();
    for line in crate::document::lines::lines(cell, span.start) {
        let content = slice(text, line);
        let mut start = line.start;
        let mut breaks = line_breaks(content).peekable();
        if breaks.peek().is_some() {
            let mut codes = code_spans(content, true).into_iter().map(|code| code.outer).peekable();
            for (at, end) in breaks {
                while codes.next_if(|code| code.end <= at).is_some() {}
                if codes.peek().is_none_or(|code| at < code.start) {
                    lines.push(Span::new(start, line.start + at));
                    start = line.start + end;
                }
            }
        }
        lines.push(Span::new(start, line.end));
    }
    lines
}
