//! Names that a page strikes out: `~~page~~`, `<del>page</del>`, or a row that a page's style strikes out.
//!
//! Comes in: the text of a cell, and the file around it. Goes out: the text without the marks, and whether there were
//! any. What a struck name means is left to the caller.

use crate::document::{Row, Style, Text};

/// Marks at both ends of a text that is struck out, as Markdown keeps them in its cells.
const MARKS: &[(&str, &str)] =
    &[("~~", "~~"), ("<del>", "</del>"), ("<s>", "</s>"), ("<strike>", "</strike>")];
/// Tags that may stand between that of a cell and its text.
const BEFORE: &[&str] = &["<code>", "<b>", "<strong>", "<em>", "<i>", "<span>", "`", "*", "_"];
/// The tags among them that strike out what follows.
const STRIKING: &[&str] = &["<del>", "<s>", "<strike>"];
/// How a row begins whose class says what becomes of it.
const ROW: &str = "<tr";
/// Words for that.
const CLASSES: &[&str] = &["deprecated", "obsolete"];

/// A text without the marks that strike out all of it, and whether it had any.
pub(super) fn without_strike(text: &Text) -> (Text, bool) {
    let whole = text.trimmed();
    let concatenated = whole.concatenated();
    let inner = MARKS.iter().find_map(|(open, close)| {
        let inside = concatenated.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.trim().is_empty() && !inside.contains(open)).then_some((open.len(), inside.len()))
    });
    match inner {
        Some((start, length)) => (whole.part(start, start + length).trimmed(), true),
        None => (text.clone(), false),
    }
}

/// Whether the elements around a text, or the row that it stands in, strike it out.
pub(super) fn is_struck_around(text: &Text, row: &Row, file: &str) -> bool {
    let Some(first) = text.runs.first() else { return false };
    let mut before = file.get(..first.span.start).unwrap_or_default().trim_end();
    while let Some(rest) = BEFORE.iter().find_map(|tag| before.strip_suffix(tag)) {
        before = rest.trim_end();
    }
    let is_alone = text.runs.iter().all(|run| run.style == first.style || run.style == Style::Code);
    is_alone && STRIKING.iter().any(|tag| before.ends_with(tag)) || has_class(row, file)
}

/// Whether the tag of a row has a class that says that it is not to be used any more.
fn has_class(row: &Row, file: &str) -> bool {
    let text = file.get(row.span.start..row.span.end).unwrap_or_default();
    let tag = text.strip_prefix(ROW).and_then(|text| text.split_once('>')).map(|(tag, _)| tag);
    let classes = tag.and_then(|tag| tag.split_once("class=")).map(|(_, behind)| behind);
    let classes = classes.and_then(|behind| behind.split(['"', '\'']).nth(1)).unwrap_or_default();
    classes.split_whitespace().any(|class| CLASSES.iter().any(|known| class.eq_ignore_ascii_case(known)))
}
