//! Tables drawn with pipes, as Markdown and plain text have them. What comes in are lines, the first of them a
//! header line above a ruler line; what goes out are the ranges of the cells, which each form reads in its own
//! way. A row runs over as many lines as it takes: it ends at the line that ends in a pipe and gives it all its
//! cells. Pipes in backticks belong to the text, unless the row would then have too few cells.

use super::backticks::{CodeSpan, code_spans, is_escaped};
use super::lines::{slice, trimmed};
use super::report::{MOST_COLUMNS, Report};
use docwright_model::Span;

/// A table as ranges of the file.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) header: Vec<Span>,
    pub(super) rows: Vec<GridRow>,
    /// The first line that is no longer part of it.
    pub(super) next_line: usize,
    pub(super) span: Span,
}

/// A row as ranges of the file.
#[derive(Debug)]
pub(super) struct GridRow {
    pub(super) cells: Vec<Span>,
    pub(super) span: Span,
}

/// Whether a table begins at a line: it holds a pipe, and the next is a ruler.
pub(super) fn starts_at(text: &str, lines: &[Span], index: usize) -> bool {
    let header = lines.get(index).is_some_and(|line| slice(text, *line).contains('|'));
    header && lines.get(index + 1).is_some_and(|line| ruler_columns(slice(text, *line)).is_some())
}

/// Reads the table whose header is the line `first`.
pub(super) fn read_grid(text: &str, lines: &[Span], first: usize, report: &mut Report<'_>) -> Option<Grid> {
    let header = trimmed(text, *lines.get(first)?);
    let ruler = lines.get(first + 1)?;
    let columns = ruler_columns(slice(text, *ruler))?;
    if columns > MOST_COLUMNS {
        report.too_wide(header, columns);
        return None;
    }
    let line = slice(text, header);
    let style = Style {
        columns,
        leading: line.starts_with('|'),
        trailing: line.len() > 1 && line.ends_with('|') && !is_escaped(line, line.len() - 1),
    };
    let mut reader = Reader { text, lines, style, report };
    let header_row = reader.line_row(header);
    let mut grid = Grid {
        header: header_row.cells,
        rows: Vec::new(),
        next_line: first + 2,
        span: Span::new(header.start, trimmed(text, *ruler).end),
    };
    while let Some((row, next_line)) = reader.row(grid.next_line) {
        grid.span = grid.span.join(row.span);
        grid.rows.push(row);
        grid.next_line = next_line;
    }
    Some(grid)
}

/// How many columns a ruler line draws; nothing if the line is no ruler.
fn ruler_columns(line: &str) -> Option<usize> {
    let line = line.trim();
    let drawn = line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'));
    if !drawn || !line.contains('|') {
        return None;
    }
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let dashes = |cell: &str| {
        let cell = cell.trim();
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    inner.split('|').all(dashes).then(|| inner.split('|').count())
}

/// How a table draws its rows; the header line shows it.
#[derive(Debug, Clone, Copy)]
struct Style {
    columns: usize,
    leading: bool,
    trailing: bool,
}

impl Style {
    /// How many pipes a row has that ends in one.
    fn pipes(self) -> usize {
        self.columns + usize::from(self.leading)
    }
}

struct Reader<'a, 'r> {
    text: &'a str,
    lines: &'a [Span],
    style: Style,
    report: &'a mut Report<'r>,
}

impl Reader<'_, '_> {
    /// The row that begins at the line `first`, and the line after it.
    fn row(&mut self, first: usize) -> Option<(GridRow, usize)> {
        let line = trimmed(self.text, *self.lines.get(first)?);
        let content = slice(self.text, line);
        let begins = if self.style.leading { content.starts_with('|') } else { content.contains('|') };
        if !begins || is_heading(content) {
            None
        } else if self.style.trailing {
            Some(self.long_row(first, line))
        } else {
            Some((self.line_row(line), first + 1))
        }
    }

    /// A row of a table whose rows end in a pipe, over as many lines as it takes.
    fn long_row(&mut self, first: usize, start: Span) -> (GridRow, usize) {
        let wanted = self.style.pipes();
        let mut pipes = Pipes::default();
        let mut span = start;
        let mut next = first;
        while let Some(line) = self.lines.get(next).map(|line| trimmed(self.text, *line)) {
            let content = slice(self.text, line);
            let found = Pipes::of(content, line.start);
            if next > first && self.begins_anew(content, &found, pipes.sure.len()) {
                break;
            }
            next += 1;
            if !content.is_empty() {
                span.end = line.end;
            }
            let (ends, ends_doubtfully) = (found.ends_sure, found.ends_doubtful);
            pipes.extend(found);
            let count = pipes.sure.len();
            if ends && count >= wanted || (ends || ends_doubtfully) && count + pipes.doubtful.len() == wanted
            {
                return (self.cells(span, pipes), next);
            }
            if ends && self.next_row_is_at(next) {
                return (self.cells(span, pipes), next);
            }
        }
        self.report.unclosed_row(span);
        let mut cells = self.split(span, &pipes.sure);
        cells.resize(self.style.columns, Span::new(span.end, span.end));
        (GridRow { cells, span }, next)
    }

    /// Whether an unfinished row can't go on with this line.
    fn begins_anew(&self, content: &str, found: &Pipes, before: usize) -> bool {
        if is_heading(content) {
            return true;
        }
        if self.style.leading {
            return content.len() > 1 && content.starts_with('|');
        }
        let wanted = self.style.pipes();
        found.ends_sure && found.sure.len() == wanted && before > 0
    }

    /// Whether the line after one that ended in a pipe leaves no doubt that the row is over.
    fn next_row_is_at(&self, next: usize) -> bool {
        let Some(line) = self.lines.get(next).map(|line| slice(self.text, *line).trim()) else { return true };
        if self.style.leading {
            line.is_empty() || line.len() > 1 && line.starts_with('|')
        } else {
            line.len() > 1 && Pipes::of(line, 0).sure.len() == self.style.pipes()
        }
    }

    /// A row that is one line.
    fn line_row(&mut self, line: Span) -> GridRow {
        let pipes = Pipes::of(slice(self.text, line), line.start);
        self.cells(line, pipes)
    }

    /// The row of these pipes; if its code spans leave it too few cells, pipes in them are separators too.
    fn cells(&mut self, span: Span, pipes: Pipes) -> GridRow {
        let columns = self.style.columns;
        let mut cells = self.split(span, &pipes.sure);
        if cells.len() < columns && !pipes.doubtful.is_empty() {
            let mut all = pipes.sure;
            all.extend(pipes.doubtful);
            all.sort_unstable();
            let again = self.split(span, &all);
            if again.len() == columns {
                cells = again;
            }
        }
        if cells.len() != columns {
            self.report.cell_count(span, cells.len(), columns);
            cells.resize(columns, Span::new(span.end, span.end));
        }
        GridRow { cells, span }
    }

    /// The cells between pipes. A pipe at either end of the row closes it and is no separator.
    fn split(&self, span: Span, pipes: &[usize]) -> Vec<Span> {
        let mut cells = Vec::with_capacity(self.style.columns);
        let mut start = span.start;
        for &pipe in pipes {
            if self.style.leading && pipe == span.start {
                start = pipe + 1;
                continue;
            }
            cells.push(trimmed(self.text, Span::new(start, pipe)));
            start = pipe + 1;
        }
        if start < span.end {
            cells.push(trimmed(self.text, Span::new(start, span.end)));
        }
        cells
    }
}

/// The pipes of a line that may separate cells, by their offset in the file.
#[derive(Debug, Default)]
struct Pipes {
    sure: Vec<usize>,
    /// Those in backticks.
    doubtful: Vec<usize>,
    ends_sure: bool,
    ends_doubtful: bool,
}

impl Pipes {
    fn of(line: &str, base: usize) -> Self {
        let mut pipes = Self::default();
        if !line.contains('|') {
            return pipes;
        }
        let codes = if line.contains('`') { code_spans(line, true) } else { Vec::new() };
        let mut codes = codes.iter().map(|code: &CodeSpan| code.outer).peekable();
        for (at, _) in line.bytes().enumerate().filter(|(_, byte)| *byte == b'|') {
            if is_escaped(line, at) {
                continue;
            }
            while codes.next_if(|code| code.end <= at).is_some() {}
            let last = at + 1 == line.len();
            if codes.peek().is_some_and(|code| code.start < at) {
                pipes.doubtful.push(base + at);
                pipes.ends_doubtful = last;
            } else {
                pipes.sure.push(base + at);
                pipes.ends_sure = last;
            }
        }
        pipes
    }

    fn extend(&mut self, other: Self) {
        self.sure.extend(other.sure);
        self.doubtful.extend(other.doubtful);
    }
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
}
