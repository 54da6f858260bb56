//! Tables of web pages: an element, in; a table block for the writer, out. The first row is the header, whether
//! or not it stands in `<thead>`. A cell over several columns is followed by empty ones; one over several rows stands
//! in each of them. A row that is one cell over all columns is prose, and stands before the table.

use super::walk::Walk;
use crate::document::report::MOST_COLUMNS;
use crate::document::tree::{Block, Cell, Row, Table};
use docwright_model::Span;
use scraper::ElementRef;

/// Cells over several rows are repeated until they take so many times the room of their table. What is left of them is
/// empty, so that a page can't become as large as its square.
const MOST_REPEATED: usize = 4;
/// What a cell takes besides its text.
const CELL_BYTES: usize = 16;

pub(super) fn read(walk: &mut Walk<'_, '_>, table: ElementRef<'_>, span: Span) {
    walk.writer.flush();
    let room = span.end.saturating_sub(span.start).saturating_mul(MOST_REPEATED);
    let mut reader = Reader { rows: Vec::new(), hanging: Vec::new(), room };
    for child in table.children().filter_map(ElementRef::wrap) {
        match child.value().name() {
            "tr" => reader.row(walk, child),
            "thead" | "tbody" | "tfoot" => {
                let inner = child.children().filter_map(ElementRef::wrap);
                inner.filter(|row| row.value().name() == "tr").for_each(|tr| reader.row(walk, tr));
                reader.hanging.clear();
            }
            "caption" => {
                walk.children(child);
                walk.writer.flush();
            }
            _ => {}
        }
    }
    let rows = reader.rows.into_iter().filter(|(row, _)| !row.cells.is_empty());
    let (mut columns, mut header, mut found) = (0, None, Vec::new());
    for (row, only) in rows {
        match only {
            Some(width) if width >= columns && width > 1 => {
                row.cells.into_iter().flat_map(|cell| cell.blocks).for_each(|block| walk.writer.block(block));
            }
            _ if header.is_none() => {
                columns = row.cells.len();
                header = Some(row);
            }
            _ => found.push(row),
        }
    }
    let Some(header) = header else { return };
    if columns > MOST_COLUMNS {
        walk.report.too_wide(Span::new(header.span.start, header.span.start), columns);
        return;
    }
    for row in found.iter_mut().filter(|row| row.cells.len() != columns) {
        walk.report.element_count(row.span, row.cells.len(), columns);
        row.cells.resize(columns, empty_at(row.span.end));
    }
    walk.writer.block(Block::Table(Table { header: header.cells, rows: found, span }));
}

/// The rows of a table in the making.
struct Reader {
    /// Each row; of one that is a single cell, over how many columns it goes.
    rows: Vec<(Row, Option<usize>)>,
    /// The cells of the rows before that hang into the next one, by column, with how many rows they go on for.
    hanging: Vec<Option<(Cell, usize)>>,
    /// How many bytes may still be repeated.
    room: usize,
}

impl Reader {
    fn row(&mut self, walk: &mut Walk<'_, '_>, row: ElementRef<'_>) {
        let mut cells = Vec::new();
        let mut span = walk.span(row);
        let (mut own, mut width) = (0, 0);
        for child in row.children().filter_map(ElementRef::wrap) {
            if !["td", "th"].contains(&child.value().name()) {
                continue;
            }
            self.hang(&mut cells);
            let at = walk.span(child);
            span = span.join(at);
            walk.writer.open_capture();
            walk.children(child);
            let blocks = walk.writer.close_capture();
            let number = |name: &str| child.value().attr(name).and_then(|number| number.trim().parse().ok());
            let (columns, rows) = (number("colspan").unwrap_or(1), number("rowspan").unwrap_or(1));
            let cell = Cell { span: content_span(&blocks, at), blocks };
            // A few bytes say that a cell spans a thousand columns. More than a table can have are not needed to tell.
            let columns: usize = columns.clamp(1, MOST_COLUMNS + 1);
            own += 1;
            width = columns;
            for column in 0..columns.min((MOST_COLUMNS + 2).saturating_sub(cells.len()).max(1)) {
                let cell = if column == 0 { cell.clone() } else { empty_at(at.end) };
                self.remember(cells.len(), &cell, rows);
                cells.push(cell);
            }
        }
        if own == 0 {
            return;
        }
        let is_only = own == 1 && cells.len() == width;
        self.hang(&mut cells);
        self.rows.push((Row { cells, span }, is_only.then_some(width)));
    }

    /// Keeps a cell for the rows below, of which it goes over so many with its own.
    fn remember(&mut self, column: usize, cell: &Cell, rows: usize) {
        if rows < 2 || column > MOST_COLUMNS {
            return;
        }
        if self.hanging.len() <= column {
            self.hanging.resize(column + 1, None);
        }
        if let Some(slot) = self.hanging.get_mut(column) {
            *slot = Some((cell.clone(), rows - 1));
        }
    }

    /// Adds the cells that hang into a row where it stands.
    fn hang(&mut self, cells: &mut Vec<Cell>) {
        while let Some(slot) = self.hanging.get_mut(cells.len()) {
            let Some((cell, rows)) = slot.take() else { return };
            let taken = cell.span.end.saturating_sub(cell.span.start).saturating_add(CELL_BYTES);
            let end = cell.span.end;
            match self.room.checked_sub(taken) {
                Some(room) => {
                    self.room = room;
                    cells.push(cell.clone());
                }
                None => cells.push(empty_at(end)),
            }
            *slot = Some((cell, rows - 1)).filter(|(_, rows)| *rows > 0);
        }
    }
}

fn content_span(blocks: &[Block], element: Span) -> Span {
    blocks.iter().map(Block::span).reduce(Span::join).unwrap_or(Span::new(element.end, element.end))
}

fn empty_at(end: usize) -> Cell {
    Cell { blocks: Vec::new(), span: Span::new(end, end) }
}
