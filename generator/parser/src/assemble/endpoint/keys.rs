//! Keys that say what to call: what comes in are the blocks of a section, what goes out is the call that two of their
//! keys state together. What the other keys state is left to [`super::Assembly`].

use crate::{
    assemble::prose::lines,
    document::{Block, Cell, KeyValue, Style, Table, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        endpoint_line::{EndpointLine, is_target, method_named, recognise_endpoint_line, unknown_method},
    },
};
use docwright_model::Span;

/// A line in two keys: `Method: GET` and `Path: /tasks`, in either order, as paragraphs, items or rows.
pub(super) fn in_two(blocks: &[Block]) -> Option<EndpointLine> {
    let pairs = keys(blocks);
    let mut stated = pairs.iter().filter(|pair| is_key(pair, Attribute::Method));
    let method = stated.find_map(|pair| method_named(&pair.value.plain()))?;
    let target = |pair: &&KeyValue| is_key(pair, Attribute::Endpoint) && is_target(&pair.value.plain());
    let path = pairs.iter().find(target)?;
    Some(EndpointLine { method: Some(method), target: path.value.plain(), title: None, span: path.span })
}

/// The calls by unknown methods whose name and path stand in two keys.
pub(super) fn called_by_keys(blocks: &[Block]) -> Option<(String, Span)> {
    let pairs = keys(blocks);
    let is_target = |pair: &&KeyValue| is_key(pair, Attribute::Endpoint) && is_target(&pair.value.plain());
    let path = pairs.iter().find(is_target)?;
    let stated = pairs.iter().find(|pair| is_key(pair, Attribute::Method))?;
    let line = format!("{} {}", stated.value.plain(), path.value.plain());
    unknown_method(&line).map(|method| (method.to_owned(), stated.span))
}

fn is_key(pair: &KeyValue, attribute: Attribute) -> bool {
    recognise_attribute(&pair.key.plain()) == Some(attribute)
}

/// The keys with their values among blocks: on lines of their own, in lists, in tables of two columns. The value may
/// be the paragraph behind its key.
fn keys(blocks: &[Block]) -> Vec<KeyValue> {
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let behind = match blocks.get(index + 1) {
            Some(Block::Paragraph(text)) => Some(text),
            _ => None,
        };
        let with = |key: &Text, value: &Text| {
            let span = key.span().join(value.span());
            KeyValue { key: key.clone(), value: value.clone(), span }
        };
        match (block, behind) {
            (Block::KeyValue(pair), Some(value)) if pair.value.is_empty() => {
                found.push(with(&pair.key, value));
            }
            (Block::KeyValue(pair), _) => found.push(pair.clone()),
            (Block::Paragraph(text), value) => {
                if text.runs.first().is_none_or(|run| run.style != Style::Strong) {
                    continue;
                }
                // `**URL**` and its value on the next line, or in the next paragraph.
                let lines = lines(text);
                let key = lines.first().filter(|key| key.runs.iter().all(|run| run.style == Style::Strong));
                if let (Some(key), Some(value)) = (key, lines.get(1).or(value)) {
                    found.push(with(key, value));
                }
            }
            (Block::List(list), _) => found.extend(list.items.iter().flat_map(|item| keys(&item.blocks))),
            (Block::Table(table), _) => found.extend(table_of_keys(table).unwrap_or_default()),
            (Block::Code(_), _) => {}
        }
    }
    found
}

/// The rows of a table of two columns that says what to call: `URL` and `/tasks`, `Method` and `GET`. Its header may be
/// such a row.
pub(super) fn table_of_keys(table: &Table) -> Option<Vec<KeyValue>> {
    let pair = |cells: &[Cell], span: Span| match cells {
        [key, value] => Some(KeyValue { key: key.text(), value: value.text(), span }),
        _ => None,
    };
    let header = table.header.iter().map(|cell| cell.span).reduce(Span::join);
    let header = pair(&table.header, header?)?;
    let is_row = recognise_attribute(&header.key.plain()).is_some() && !header.value.is_empty();
    let rows = table.rows.iter().map(|row| pair(&row.cells, row.span));
    let pairs: Vec<KeyValue> =
        Some(header).filter(|_| is_row).map(Some).into_iter().chain(rows).collect::<Option<_>>()?;
    let is_call = |pair: &KeyValue| {
        is_key(pair, Attribute::Endpoint)
            && (is_target(&pair.value.plain()) || recognise_endpoint_line(&pair.value).is_some())
    };
    pairs.iter().any(is_call).then_some(pairs)
}
