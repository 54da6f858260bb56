//! Tables of answers by status, row by row.

use super::{Context, prose};
use crate::{
    diagnostics::Code,
    document::{Block, Cell, KeyValue, Table, Text},
    recognise::table_role::{Column, Columns},
};
use docwright_model::{Evidence, Fact, Origins, Response, ResponseStatus};

/// Reads the rows of a table of answers. One without a status is left out, which is reported.
pub(super) fn assemble_responses(
    table: &Table,
    columns: &Columns,
    context: &mut Context<'_>,
) -> Vec<Response> {
    let mut responses = Vec::new();
    for row in &table.rows {
        let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
        let Some(status) = cell(Column::Status) else { continue };
        let Ok(code) = status.plain().parse::<u16>() else {
            context.report_unread(
                Code::BadConstraint,
                row.span,
                "no status",
                format!("`{}` is no HTTP status", status.plain()),
                "the row is left out; correct the document",
            );
            continue;
        };
        let mut blocks = cell(Column::Description).map(|cell| cell.blocks.clone()).unwrap_or_default();
        for (index, header) in columns.others() {
            blocks.extend(row.cells.get(index).and_then(|cell| other_column(header, cell)));
        }
        let mut origins = Origins::default();
        origins.add(Fact::Status, context.source(status.span), Evidence::Stated);
        for block in &blocks {
            origins.add(Fact::Description, context.source(block.span()), Evidence::Stated);
        }
        let description = prose::markdown(&blocks);
        responses.push(Response {
            status: ResponseStatus::Code(code),
            description: description.filter(|text| text != "-"),
            body: None,
            source: context.source(row.span),
            origins,
        });
    }
    responses
}

/// The cell of a column that is not known, with its header.
fn other_column(header: &Text, cell: &Cell) -> Option<Block> {
    let value = Some(cell.text()).filter(|text| !text.is_empty())?;
    Some(Block::KeyValue(KeyValue { key: header.clone(), value, span: cell.span }))
}
