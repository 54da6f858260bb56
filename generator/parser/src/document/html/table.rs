//! Tables of web pages: an element, in; a table block for the writer, out. The first row is the header, whether
//! or not it stands in `<thead>`. A cell over several columns is followed by empty ones.

use super::walk::Walk;
use crate::document::report::MOST_COLUMNS;
use crate::document::tree::{Block, Cell, Row, Table};
use docwright_model::Span;
use scraper::ElementRef;

pub(super) fn read(walk: &mut Walk<'_, '_>, table: ElementRef<'_>, span: Span) {
    walk.writer.flush();
    let mut rows = Vec::new();
    for child in table.children().filter_map(ElementRef::wrap) {
        match child.value().name() {
            "tr" => rows.push(row(walk, child)),
            "thead" | "tbody" | "tfoot" => {
                let inner = child.children().filter_map(ElementRef::wrap);
                rows.extend(inner.filter(|row| row.value().name() == "tr").map(|tr| row(walk, tr)));
            }
            "caption" => {
                walk.children(child);
                walk.writer.flush();
            }
            _ => {}
        }
    }
    let mut rows = rows.into_iter().filter(|row| !row.cells.is_empty());
    let Some(header) = rows.next() else { return };
    let columns = header.cells.len();
    if columns > MOST_COLUMNS {
        walk.report.too_wide(Span::new(header.span.start, header.span.start), columns);
        return;
    }
    let mut rows: Vec<Row> = rows.collect();
    for row in rows.iter_mut().filter(|row| row.cells.len() != columns) {
        walk.report.cell_count(row.span, row.cells.len(), columns);
        row.cells.resize(columns, empty_at(row.span.end));
    }
    walk.writer.block(Block::Table(Table { header: header.cells, rows, span }));
}

fn row(walk: &mut Walk<'_, '_>, row: ElementRef<'_>) -> Row {
    let mut cells = Vec::new();
    let mut span = walk.span(row);
    for child in row.children().filter_map(ElementRef::wrap) {
        if !["td", "th"].contains(&child.value().name()) {
            continue;
        }
        let at = walk.span(child);
        span = span.join(at);
        walk.writer.open_capture();
        walk.children(child);
        let blocks = walk.writer.close_capture();
        cells.push(Cell { span: content_span(&blocks, at), blocks });
        let columns: usize =
            child.value().attr("colspan").and_then(|number| number.parse().ok()).unwrap_or(1);
        // A few bytes say that a cell spans a thousand columns. More than a table can have are not needed to tell.
        let room = (MOST_COLUMNS + 1).saturating_sub(cells.len());
        cells.extend((1..columns.min(MOST_COLUMNS)).take(room).map(|_| empty_at(at.end)));
    }
    Row { cells, span }
}

fn content_span(blocks: &[Block], element: Span) -> Span {
    blocks.iter().map(Block::span).reduce(Span::join).unwrap_or(Span::new(element.end, element.end))
}

fn empty_at(end: usize) -> Cell {
    Cell { blocks: Vec::new(), span: Span::new(end, end) }
}
