//! Lines that do a heading's work: `**Query parameters**:`, `**200 OK**`, `Response fields:`.
//!
//! Comes in: a block. Goes out: the words of the label, if the block is nothing else and its words announce a part of
//! an endpoint. Keys that are attributes (`**Example**:`) are left to those who read attributes.

use super::{
    attribute::{Attribute, recognise_attribute},
    section_role::recognise_part,
    status::recognise_status,
};
use crate::document::{Block, Run, Style, Text};

/// Reads the words of a label.
#[must_use]
pub(crate) fn recognise_label(block: &Block) -> Option<&Text> {
    let (words, is_key) = match block {
        Block::KeyValue(pair) if pair.value.is_empty() => (&pair.key, true),
        Block::Paragraph(text) if is_set_apart(text) => (text, false),
        _ => return None,
    };
    let plain = words.plain();
    // `**Returns**:` is an attribute of its value; without one it announces what follows. So do plain words, which are
    // no key of anything.
    let attribute = recognise_attribute(&plain).filter(|found| is_key && *found != Attribute::ReturnType);
    let announces =
        recognise_part(&plain).is_some() || recognise_status(&plain).is_some_and(|found| found.is_certain());
    (attribute.is_none() && announces).then_some(words)
}

/// Whether a paragraph is set in strong text as a whole, but for words in brackets or code behind it, or ends in a
/// colon.
fn is_set_apart(text: &Text) -> bool {
    let mut filled = text.runs.iter().filter(|run| !run.text.trim().is_empty()).peekable();
    let is_strong = filled.peek().is_some_and(|first| first.style == Style::Strong);
    let others: Vec<&Run> = filled.filter(|run| run.style != Style::Strong).collect();
    let beside: String = others.iter().map(|run| run.text.as_str()).collect();
    let is_aside = beside.trim().starts_with('(') && beside.trim().ends_with(')')
        || others.iter().all(|run| run.style == Style::Code);
    (is_strong && is_aside || text.runs.last().is_some_and(ends_in_colon))
        && !text.runs.iter().any(|run| run.text.contains('\n'))
}

fn ends_in_colon(run: &Run) -> bool {
    run.text.trim_end().ends_with(':')
}
