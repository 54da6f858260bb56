//! Fields as bullets: ``- `name` — What it is. **Type**: String``.

use super::{FieldRow, Reader};
use crate::{
    assemble::Context,
    document::{Block, Item, List, Run, Style, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        marker::recognise_markers,
    },
};
use docwright_model::Fact;

/// What stands between a name, a marker and a description.
const SEPARATORS: [char; 4] = ['-', '–', '—', ':'];

/// Whether the items of a list are fields: each begins with a name in backticks, and one of them says its type.
pub(in crate::assemble) fn is_field_list(list: &List) -> bool {
    let typed = |block: &Block| match block {
        Block::KeyValue(pair) => recognise_attribute(&pair.key.plain()) == Some(Attribute::Type),
        _ => false,
    };
    list.items.iter().all(|item| name_and_rest(item).is_some())
        && list.items.iter().any(|item| item.blocks.iter().any(typed))
}

/// Reads an item of such a list.
pub(in crate::assemble) fn assemble_bullet(item: &Item, context: &mut Context<'_>) -> Option<FieldRow> {
    let (name, rest) = name_and_rest(item)?;
    let mut reader = Reader::new(name, item.span, context);
    reader.note(Fact::Name, item.blocks.first().map_or(item.span, Block::span));
    let rest = without_separator(rest);
    let (markers, described) = recognise_markers(&rest);
    reader.read_markers(markers, &rest);
    reader.read_prose(&without_separator(&described.runs));
    reader.read_description(item.blocks.get(1..).unwrap_or_default());
    Some(reader.finish(false))
}

/// The name that an item begins with, and the runs behind it.
fn name_and_rest(item: &Item) -> Option<(&str, &[Run])> {
    let Some(Block::Paragraph(text)) = item.blocks.first() else { return None };
    let (first, rest) = text.runs.split_first()?;
    let name = first.text.trim();
    (first.style == Style::Code && !name.is_empty()).then_some((name, rest))
}

fn without_separator(runs: &[Run]) -> Text {
    let mut runs = runs.to_vec();
    if let Some(first) = runs.first_mut().filter(|run| run.style == Style::Plain) {
        let trimmed = first.text.trim_start().trim_start_matches(SEPARATORS).trim_start();
        first.text = trimmed.to_owned();
    }
    runs.retain(|run| !run.text.is_empty());
    Text { runs }
}
