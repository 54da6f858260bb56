//! Front matter: `key: value` lines between two lines `---` at the top of a file.

use crate::document::flow::{Flow, Mark};
use crate::document::keys::pair;
use crate::document::lines::{slice, trimmed};
use crate::document::tree::{KeyValue, Text};
use docwright_model::Span;

const FENCES: &[&str] = &["---", "..."];

/// The pairs, and the line after the front matter; 0 if there is none.
pub(super) fn read(text: &str, lines: &[Span]) -> (Vec<KeyValue>, usize) {
    let is_first = lines.first().is_some_and(|line| slice(text, *line).trim_end() == "---");
    let close = lines.iter().skip(1).position(|line| FENCES.contains(&slice(text, *line).trim_end()));
    let Some(close) = close.filter(|_| is_first) else { return (Vec::new(), 0) };
    let pairs = lines.iter().skip(1).take(close).filter_map(|line| read_pair(text, *line)).collect();
    (pairs, close + 2)
}

fn read_pair(text: &str, line: Span) -> Option<KeyValue> {
    let colon = line.start + slice(text, line).find(':')?;
    let key = trimmed(text, Span::new(line.start, colon));
    let value = unquoted(text, trimmed(text, Span::new(colon + 1, line.end)));
    Some(pair(plain(text, key), plain(text, value)))
}

fn unquoted(text: &str, value: Span) -> Span {
    let content = slice(text, value);
    let quoted = ['"', '\'']
        .iter()
        .any(|quote| content.len() > 1 && content.starts_with(*quote) && content.ends_with(*quote));
    if quoted { Span::new(value.start + 1, value.end - 1) } else { value }
}

fn plain(text: &str, span: Span) -> Text {
    let mut flow = Flow::default();
    flow.push(slice(text, span), span.start, &Mark::default());
    flow.take_text()
}
