//! Tables of answers by status, row by row.

use super::{Context, endpoint::answers::STATUSES, prose};
use crate::{
    diagnostics::Code,
    document::{Block, Cell, KeyValue, Run, Style, Table, Text},
    recognise::{
        status::{Status, recognise_statuses},
        table_role::{Column, Columns},
    },
};
use docwright_model::{Evidence, Fact, Origins, Response, Source};

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
        let statuses = recognise_statuses(&status.plain());
        if statuses.is_empty() {
            let message = format!("`{}` is no HTTP status", status.plain());
            let help = format!("{STATUSES}; the row is left out");
            let help = context.or_acknowledge(Code::BadConstraint, &help);
            context.report_unread(Code::BadConstraint, row.span, "no status", message, &help);
            continue;
        }
        let mut described = cell(Column::Description).map(|cell| cell.blocks.clone()).unwrap_or_default();
        for (index, header) in columns.others() {
            described.extend(row.cells.get(index).and_then(|cell| other_column(header, cell)));
        }
        let source = context.source(row.span);
        let answer = |found| answer(found, status, &described, source.clone(), context);
        responses.extend(statuses.into_iter().map(answer));
    }
    responses
}

/// The answer with one of the statuses of a row.
fn answer(
    found: Status,
    cell: &Cell,
    described: &[Block],
    source: Source,
    context: &Context<'_>,
) -> Response {
    let words = found.words.map(|text| Run { text, style: Style::Plain, link: None, span: cell.span });
    let words = words.map(|run| Block::Paragraph(Text { runs: vec![run] }));
    let blocks: Vec<Block> = words.into_iter().chain(described.iter().cloned()).collect();
    let mut origins = Origins::default();
    origins.add(Fact::Status, context.source(cell.span), Evidence::Stated);
    for block in &blocks {
        origins.add(Fact::Description, context.source(block.span()), Evidence::Stated);
    }
    let description = prose::markdown(&blocks).filter(|text| text != "-");
    Response { status: found.code, description, body: None, source, origins }
}

/// The cell of a column that is not known, with its header.
fn other_column(header: &Text, cell: &Cell) -> Option<Block> {
    let value = Some(cell.text()).filter(|text| !text.is_empty())?;
    Some(Block::KeyValue(KeyValue { key: header.clone(), value, span: cell.span }))
}
