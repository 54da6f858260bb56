//! Plain text, such as a web page saved as text. Nothing marks a heading, a label or an example here, so that
//! this reader goes line by line and looks at what stands around each. Tables are drawn with pipes, lists have
//! markers, JSON stands free.

mod classes;
mod headings;
mod json;
mod labels;
mod statuses;

use super::backticks::code_spans;
use super::bullets::{Bullet, marker, nest};
use super::code::Code;
use super::flow::{Flow, Mark};
use super::grid::{self, read_grid};
use super::keys::{Keys, blocks, key_colon};
use super::lines::{indentation, lines, slice, trimmed};
use super::outline::Outline;
use super::report::Report;
use super::tree::{Block, Cell, Document, Item, KeyValue, List, Row, Style, Table, Text};
use super::verbatim::Verbatim;
use docwright_model::Span;
use headings::Levels;

/// Some write code in plain text as Markdown does.
const FENCE: &str = "```";

pub(super) fn read(text: &str, content: usize, report: &mut Report<'_>) -> Document {
    let lines = lines(text, content);
    let page = Page { text, lines: &lines };
    let mut reader = Reader {
        page,
        report,
        outline: Outline::default(),
        levels: Levels::default(),
        code_is_broken: false,
    };
    let mut index = 0;
    while index < lines.len() {
        index = reader.block(index);
    }
    let span = trimmed(text, Span::new(content, text.len()));
    Document { front_matter: Vec::new(), root: reader.outline.finish(span) }
}

/// The lines of a file, trimmed on access.
#[derive(Debug, Clone, Copy)]
struct Page<'a> {
    text: &'a str,
    lines: &'a [Span],
}

impl<'a> Page<'a> {
    /// The content of a line without white space at its ends; empty behind the last line.
    fn line(self, index: usize) -> &'a str {
        slice(self.text, self.span(index))
    }

    fn span(self, index: usize) -> Span {
        let line = self.lines.get(index).copied();
        trimmed(self.text, line.unwrap_or(Span::new(self.text.len(), self.text.len())))
    }

    /// How far a line is indented.
    fn indentation(self, index: usize) -> usize {
        self.lines.get(index).map_or(0, |line| indentation(slice(self.text, *line)))
    }

    /// The first line from `index` on that is not empty.
    fn next_filled(self, index: usize) -> Option<usize> {
        (index..self.lines.len()).find(|line| !self.line(*line).is_empty())
    }
}

struct Reader<'a, 'r> {
    page: Page<'a>,
    report: &'a mut Report<'r>,
    outline: Outline,
    levels: Levels,
    /// Once a block of code was found to have no end, no other is looked for: what is one can't be told.
    code_is_broken: bool,
}

impl Reader<'_, '_> {
    /// Reads the block that begins at the line `index`; gives the line after it.
    fn block(&mut self, index: usize) -> usize {
        let page = self.page;
        if page.line(index).is_empty() {
            return index + 1;
        }
        if grid::starts_at(page.text, page.lines, index)
            && let Some(grid) = read_grid(page.text, page.lines, index, self.report)
        {
            let next = grid.next_line;
            self.outline.block(table(page, grid));
            return next;
        }
        if let Some(next) = self.code(index) {
            return next;
        }
        if marker(page.line(index)).is_some() {
            return self.list(index);
        }
        if let Some((items, next)) = statuses::items_at(page, index) {
            return self.statuses(&items, next);
        }
        if let Some(next) = self.label(index) {
            return next;
        }
        if headings::is_heading(page, index) {
            let level = self.levels.level(page, index);
            let span = page.span(index);
            self.outline.heading(level, text_of(page.text, span), span);
            return index + 1;
        }
        self.levels.title_is_past();
        self.paragraph(index)
    }

    fn code(&mut self, index: usize) -> Option<usize> {
        let page = self.page;
        if self.code_is_broken && !classes::starts_at(page.line(index)) {
            return None;
        }
        let found = if page.line(index).starts_with(FENCE) {
            fenced(page, index)
        } else if json::starts_at(page.line(index)) {
            free_json(page, index)
        } else if classes::starts_at(page.line(index)) {
            Some(free_block(page, index, classes::end(page, index)))
        } else {
            return None;
        };
        let Some((code, next)) = found else {
            self.code_is_broken = true;
            self.report.unclosed_block(page.span(index));
            return None;
        };
        self.levels.title_is_past();
        self.outline.block(Block::Code(code));
        Some(next)
    }

    fn list(&mut self, first: usize) -> usize {
        let page = self.page;
        let mut bullets = Vec::new();
        let mut index = first;
        while let Some(marker) = marker(page.line(index)) {
            let line = page.span(index);
            let indentation = page.indentation(index);
            let mut lines = vec![Span::new(line.start + marker.text, line.end)];
            index += 1;
            // Lines that are indented further belong to the item.
            while !page.line(index).is_empty()
                && page.indentation(index) > indentation
                && super::bullets::marker(page.line(index)).is_none()
            {
                lines.push(page.span(index));
                index += 1;
            }
            let span = lines.iter().copied().fold(line, Span::join);
            let blocks = blocks(flow_of(page.text, &lines).take_lines(), Keys::Item);
            bullets.push(Bullet { indentation, ordered: marker.ordered, item: Item { blocks, span } });
        }
        self.levels.title_is_past();
        for list in nest(bullets) {
            self.outline.block(list);
        }
        index
    }

    /// A list of statuses, of which an item begins on each of these lines.
    fn statuses(&mut self, items: &[usize], next: usize) -> usize {
        let page = self.page;
        let ends = items.iter().skip(1).copied().chain([next]);
        let item = |(first, end): (&usize, usize)| {
            let lines: Vec<Span> = (*first..end).map(|line| page.span(line)).collect();
            let span = lines.iter().copied().reduce(Span::join).unwrap_or(page.span(*first));
            Item { blocks: blocks(flow_of(page.text, &lines).take_lines(), Keys::Item), span }
        };
        let items: Vec<Item> = items.iter().zip(ends).map(item).collect();
        let span = items.iter().map(|item| item.span).reduce(Span::join).unwrap_or(page.span(next));
        self.levels.title_is_past();
        self.outline.block(Block::List(List { ordered: false, items, span }));
        next
    }

    /// A label alone on a line, with the JSON or the address that it stands above.
    fn label(&mut self, index: usize) -> Option<usize> {
        let page = self.page;
        let follows = labels::label(page.line(index), page.line(index + 1))?;
        let key_line = page.span(index);
        let name = page.line(index).trim_end_matches(':').trim_end();
        let key = text_of(page.text, Span::new(key_line.start, key_line.start + name.len()));
        let (value, span, next) = match follows {
            labels::Follows::Json => (Text::default(), key_line, index + 1),
            labels::Follows::Address => {
                let value = page.span(index + 1);
                (text_of(page.text, value), key_line.join(value), index + 2)
            }
        };
        self.levels.title_is_past();
        self.outline.block(Block::KeyValue(KeyValue { key, value, span }));
        Some(next)
    }

    /// Prose up to the line that begins something else.
    fn paragraph(&mut self, first: usize) -> usize {
        let page = self.page;
        let mut next = first + 1;
        while next < page.lines.len() && !self.ends_paragraph(next) {
            next += 1;
        }
        let lines: Vec<Span> = (first..next).map(|line| page.span(line)).collect();
        for block in blocks(flow_of(page.text, &lines).take_lines(), Keys::Plain) {
            self.outline.block(block);
        }
        next
    }

    fn ends_paragraph(&self, index: usize) -> bool {
        let page = self.page;
        let line = page.line(index);
        // A sentence that has not come to its end goes on, however short the line.
        let before = page.line(index.saturating_sub(1));
        let goes_on = !before.ends_with(headings::FINAL_PUNCTUATION) && key_colon(before).is_none();
        line.is_empty()
            || grid::starts_at(page.text, page.lines, index)
            || classes::starts_at(line)
            || !self.code_is_broken && (line.starts_with(FENCE) || json::starts_at(line))
            || marker(line).is_some()
            || labels::label(line, page.line(index + 1)).is_some()
            || !goes_on && (statuses::starts_at(page, index) || headings::is_heading(page, index))
    }
}

fn free_json(page: Page<'_>, index: usize) -> Option<(Code, usize)> {
    Some(free_block(page, index, json::end(page, index)?))
}

fn free_block(page: Page<'_>, first: usize, last: usize) -> (Code, usize) {
    let span = page.span(first).join(page.span(last));
    (code_of(page, None, &free_lines(page, first, last), span), last + 1)
}

fn fenced(page: Page<'_>, index: usize) -> Option<(Code, usize)> {
    let opener = page.line(index);
    let close = (index + 1..page.lines.len()).find(|line| page.line(*line) == FENCE)?;
    let content = page.lines.get(index + 1..close)?;
    let language = opener.trim_matches('`').split_whitespace().next().map(str::to_owned);
    let span = page.span(index).join(page.span(close));
    let at = page.lines.get(index + 1).map_or(span.start, |line| line.start);
    Some((Code { at, ..code_of(page, language, content, span) }, close + 1))
}

/// The lines of a block that stands free, without the white space around it.
fn free_lines(page: Page<'_>, first: usize, last: usize) -> Vec<Span> {
    let span = page.span(first).join(page.span(last));
    let lines = page.lines.get(first..=last).unwrap_or_default().iter();
    lines.map(|line| Span::new(line.start.max(span.start), line.end.min(span.end))).collect()
}

fn code_of(page: Page<'_>, language: Option<String>, lines: &[Span], span: Span) -> Code {
    let mut verbatim = Verbatim::default();
    verbatim.push_lines(page.text, lines);
    verbatim.finish(language, span.start, span)
}

fn table(page: Page<'_>, grid: grid::Grid) -> Block {
    let cell = |span: Span| Cell { blocks: cell_blocks(page.text, span), span };
    let header = grid.header.into_iter().map(cell).collect();
    let rows = grid.rows.into_iter();
    let rows =
        rows.map(|row| Row { cells: row.cells.into_iter().map(cell).collect(), span: row.span }).collect();
    Block::Table(Table { header, rows, span: grid.span })
}

/// A cell of one line is prose; in one of several lines each line may begin with a key or a marker.
fn cell_blocks(text: &str, span: Span) -> Vec<Block> {
    let content = text.get(..span.end).unwrap_or_default();
    let lines: Vec<Span> = lines(content, span.start).into_iter().map(|line| trimmed(text, line)).collect();
    if lines.len() < 2 {
        return blocks(flow_of(text, &lines).take_lines(), Keys::Strong);
    }
    let mut done = Vec::new();
    for group in lines.chunk_by(|one, other| is_item(text, *one) == is_item(text, *other)) {
        if group.first().is_some_and(|line| is_item(text, *line)) {
            let bullets = group.iter().filter_map(|line| {
                let marker = marker(slice(text, *line))?;
                let words = Span::new(line.start + marker.text, line.end);
                let blocks = blocks(flow_of(text, &[words]).take_lines(), Keys::Item);
                Some(Bullet { indentation: 0, ordered: marker.ordered, item: Item { blocks, span: *line } })
            });
            done.extend(nest(bullets.collect()));
        } else {
            done.extend(blocks(flow_of(text, group).take_lines(), Keys::Plain));
        }
    }
    done
}

fn is_item(text: &str, line: Span) -> bool {
    marker(slice(text, line)).is_some()
}

fn text_of(text: &str, span: Span) -> Text {
    flow_of(text, &[span]).take_text()
}

/// Lines as inline text; only backticks mean something in it.
fn flow_of(text: &str, lines: &[Span]) -> Flow {
    let mut flow = Flow::default();
    let mut end = lines.first().map_or(0, |line| line.start);
    for &line in lines {
        flow.line_break(Span::new(end, line.start));
        push_line(slice(text, line), line.start, &mut flow);
        end = line.end;
    }
    flow
}

fn push_line(line: &str, base: usize, flow: &mut Flow) {
    let codes = if line.contains('`') { code_spans(line, false) } else { Vec::new() };
    let code_mark = Mark { style: Style::Code, link: None };
    let mut from = 0;
    for code in codes {
        let before = Span::new(from, code.outer.start);
        flow.push(slice(line, before), base + before.start, &Mark::default());
        flow.push_verbatim(slice(line, code.inner), base + code.inner.start, &code_mark);
        from = code.outer.end;
    }
    flow.push(line.get(from..).unwrap_or_default(), base + from, &Mark::default());
}
