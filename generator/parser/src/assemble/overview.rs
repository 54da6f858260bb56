//! Tables that list endpoints by method and path: an index of the sections that describe them, or all that there is.
//!
//! Rows are kept until all documents are read. A row whose endpoint has a section of its own adds its words to it;
//! any other is an endpoint.

use super::{Context, Draft, DraftEndpoint, endpoint::empty, prose};
use crate::{
    diagnostics::Code,
    document::{Block, KeyValue, Row, Run, Style, Table, Text},
    recognise::{
        endpoint_line::{is_target, path_of_address, recognise_endpoint_line, template_of},
        table_role::{Column, Columns},
    },
};
use docwright_model::{Evidence, Fact, Method, PathTemplate, Segment, Source, Span};
use std::collections::HashMap;

/// A row of such a table.
#[derive(Debug)]
pub(crate) struct Listed {
    method: Method,
    path: PathTemplate,
    address: Option<String>,
    words: Option<String>,
    /// The heading that the table stands under.
    pub(super) group: Option<String>,
    /// The row, and the cell of the words.
    source: Source,
    described: Source,
}

/// Keeps the rows of a table. One that names no method or no path is reported.
pub(super) fn assemble_overview(table: &Table, columns: &Columns, context: &mut Context<'_>) {
    for row in &table.rows {
        match listed(row, columns, context) {
            Some(found) => context.draft.listed.push(found),
            None => context.report_unread(
                Code::UnnamedRow,
                row.span,
                "no endpoint here",
                "this row of a table of endpoints names no method or no path".to_owned(),
                "write a method such as `GET` and a path such as `/tasks/{id}` in the row",
            ),
        }
    }
}

fn listed(row: &Row, columns: &Columns, context: &Context<'_>) -> Option<Listed> {
    let (method, target) = called_in_row(row, columns)?;
    let in_path = path_of_address(&target).unwrap_or(&target);
    let template: PathTemplate = template_of(in_path).parse().ok()?;
    let mut blocks = words_of(row, columns);
    // What a path in a table is followed by is kept as words: the section of the endpoint says what it means.
    if let Some((_, query)) = in_path.split_once('?') {
        let text = format!("Query: {query}");
        let run = Run { text, style: Style::Plain, link: None, span: row.span };
        blocks.push(Block::Paragraph(Text { runs: vec![run] }));
    }
    let described = blocks.iter().map(Block::span).reduce(Span::join).unwrap_or(row.span);
    Some(Listed {
        method,
        path: template,
        address: path_of_address(&target).map(|_| target.clone()),
        words: prose::markdown(&blocks),
        group: None,
        source: context.source(row.span),
        described: context.source(described),
    })
}

/// What a row says besides the method and the path.
pub(super) fn words_of(row: &Row, columns: &Columns) -> Vec<Block> {
    let index = columns.index(Column::Description);
    let described = index.and_then(|index| row.cells.get(index)).map(|cell| cell.blocks.clone());
    let mut blocks = described.unwrap_or_default();
    for (index, header) in columns.others() {
        let Some(cell) = row.cells.get(index).filter(|cell| !cell.text().is_empty()) else { continue };
        blocks.push(Block::KeyValue(KeyValue { key: header.clone(), value: cell.text(), span: cell.span }));
    }
    blocks
}

/// The method and the target that a row names, in one cell or two.
pub(super) fn called_in_row(row: &Row, columns: &Columns) -> Option<(Method, String)> {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
    let path = cell(Column::Path)?.text();
    let stated = recognise_endpoint_line(&path).and_then(|line| Some((line.method?, line.target)));
    stated.or_else(|| {
        let target = Some(path.plain()).filter(|target| is_target(target))?;
        Some((method_of(&cell(Column::Method)?.text())?, target))
    })
}

fn method_of(text: &Text) -> Option<Method> {
    Method::from_name(text.plain().trim_matches(['[', ']', ':']))
}

/// What a path is like, whatever its placeholders are called.
fn shape(path: &PathTemplate) -> String {
    path.segments()
        .map(|segment| match segment {
            Segment::Literal(text) => text,
            Segment::Placeholder(_) => "{}",
        })
        .collect()
}

/// Brings the rows together with the endpoints; `files` are the documents in order.
pub(super) fn fold_overview(draft: &mut Draft, files: &[&str]) {
    let rows = std::mem::take(&mut draft.listed);
    if rows.is_empty() {
        return;
    }
    let mut known: HashMap<(Method, String), usize> = HashMap::new();
    for (index, found) in draft.endpoints.iter().enumerate() {
        known.entry((found.endpoint.method, shape(&found.endpoint.path))).or_insert(index);
    }
    let mut is_new = false;
    for row in rows {
        let key = (row.method, shape(&row.path));
        if let Some(found) = known.get(&key).and_then(|index| draft.endpoints.get_mut(*index)) {
            add_row(found, row);
        } else {
            known.insert(key, draft.endpoints.len());
            draft.endpoints.push(endpoint_of(row));
            is_new = true;
        }
    }
    if is_new {
        let order: HashMap<&str, usize> =
            files.iter().enumerate().map(|(index, file)| (*file, index)).collect();
        draft.endpoints.sort_by_key(|found| {
            let source = &found.endpoint.source;
            (order.get(&*source.file).copied(), source.span.start)
        });
    }
}

/// Adds the words of a row to the endpoint that a section describes.
fn add_row(found: &mut DraftEndpoint, row: Listed) {
    let endpoint = &mut found.endpoint;
    endpoint.origins.add(Fact::Address, row.source, Evidence::Stated);
    let Some(words) = row.words else { return };
    let folded = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    let is_known = |text: &Option<String>| {
        text.as_deref().is_some_and(|text| text.lines().any(|line| folded(line) == folded(&words)))
    };
    let fact = if is_known(&endpoint.summary) || endpoint.summary.is_none() {
        Fact::Summary
    } else {
        Fact::Description
    };
    endpoint.origins.add(fact, row.described, Evidence::Stated);
    if endpoint.summary.is_none() {
        endpoint.summary = Some(words);
    } else if !is_known(&endpoint.summary) && !is_known(&endpoint.description) {
        let known = endpoint.description.take();
        endpoint.description = prose::join(&known.into_iter().chain([words]).collect::<Vec<_>>());
    }
}

/// The endpoint that only a row describes.
fn endpoint_of(row: Listed) -> DraftEndpoint {
    let mut endpoint = empty(row.method, row.path, row.source.clone());
    endpoint.address = row.address;
    endpoint.group = row.group;
    endpoint.origins.add(Fact::Address, row.source.clone(), Evidence::Stated);
    if let Some(words) = row.words {
        let (first, rest) = words.split_once('\n').unwrap_or((words.as_str(), ""));
        endpoint.summary = Some(first.to_owned());
        endpoint.description = Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty());
        endpoint.origins.add(Fact::Summary, row.described, Evidence::Stated);
    }
    DraftEndpoint { endpoint, schemes: None, scopes: Vec::new() }
}
