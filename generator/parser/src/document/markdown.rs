//! Markdown. Tables are found first, because their rows may run over lines that a Markdown parser would read as
//! something else; what stands between them is `CommonMark` and left to pulldown-cmark. Each stretch is read with
//! its offset in the file, so that spans stay exact.

mod anchors;
mod breaks;
mod cell;
mod definitions;
mod front_matter;
mod inline;
mod prose;
mod scan;

use super::grid::Grid;
use super::lines::{lines, trimmed};
use super::report::Report;
use super::tree::{Block, Cell, Document, Row, Table};
use super::writer::Writer;
use definitions::Definitions;
use docwright_model::Span;
use scan::Stretch;

pub(super) fn read(text: &str, content: usize, report: &mut Report<'_>) -> Document {
    let lines = lines(text, content);
    let (front_matter, body) = front_matter::read(text, &lines);
    let lines = lines.get(body..).unwrap_or_default();
    let definitions = Definitions::read(text, lines);
    let mut writer = Writer::default();
    for stretch in scan::scan(text, lines, report) {
        match stretch {
            Stretch::Prose(span) => prose::read(text, span, &definitions, &mut writer, report),
            Stretch::Table(grid) => writer.block(table(text, grid, &definitions)),
            Stretch::TableOfItem(grid) => writer.block_of_item(table(text, grid, &definitions)),
        }
    }
    let span = trimmed(text, Span::new(content, text.len()));
    let mut root = writer.finish(span);
    anchors::take_from_headings(&mut root);
    Document { front_matter, root }
}

fn table(text: &str, grid: Grid, definitions: &Definitions) -> Block {
    let cell = |span: Span| Cell { blocks: cell::read(text, span, definitions), span };
    let header = grid.header.into_iter().map(cell).collect();
    let rows = grid.rows.into_iter();
    let rows =
        rows.map(|row| Row { cells: row.cells.into_iter().map(cell).collect(), span: row.span }).collect();
    Block::Table(Table { header, rows, span: grid.span })
}
