//! Allowed values, and whether a document says what they mean.

use crate::document::{Block, Style, Text};

/// An allowed value: what stands in backticks, or the whole item.
pub(super) fn value_of(blocks: &[Block]) -> String {
    let Some(Block::Paragraph(text)) = blocks.first() else { return String::new() };
    match text.codes().next() {
        Some(code) => code.text.clone(),
        None => text.plain(),
    }
}

/// Whether an item says more than the value that it names.
pub(super) fn explains(blocks: &[Block]) -> bool {
    match blocks {
        [Block::Paragraph(text)] => text.codes().count() > 0 && explains_values(text),
        _ => true,
    }
}

/// Whether words stand around the values in backticks.
pub(super) fn explains_values(text: &Text) -> bool {
    let others = text.runs.iter().filter(|run| run.style != Style::Code);
    others
        .flat_map(|run| run.text.split_whitespace())
        .any(|word| word.contains(char::is_alphanumeric) && !["and", "or"].contains(&word))
}
