//! Classes that stand free in plain text: lines, in; where a block of them ends, out. Braces are counted, and what
//! stands between them is left to those who read it.

use super::Page;

const WORD: &str = "class ";
const COMMENT: &str = "//";

/// Whether a line is the head of a class: `class Name {`, `class Name extends Other { }`.
pub(super) fn starts_at(line: &str) -> bool {
    let Some((head, body)) = line.strip_prefix(WORD).and_then(|rest| rest.split_once('{')) else {
        return false;
    };
    let names = head.split([' ', ',', '\t']).filter(|name| !name.is_empty());
    let mut names = names.peekable();
    let body = body.trim_start();
    names.peek().is_some()
        && names.all(is_name)
        && (body.is_empty() || body.starts_with('}') || body.starts_with(COMMENT))
}

fn is_name(word: &str) -> bool {
    word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
}

/// The line on which the class that begins at the line `first` ends. One that is never closed ends before the next
/// class, or before the first empty line.
pub(super) fn end(page: Page<'_>, first: usize) -> usize {
    let mut depth = 0_usize;
    let mut empty = None;
    for index in first..page.lines.len() {
        let line = page.line(index);
        if index > first && starts_at(line) {
            return empty.unwrap_or(index).saturating_sub(1);
        }
        if line.is_empty() {
            empty.get_or_insert(index);
        }
        let code = line.split_once(COMMENT).map_or(line, |(code, _)| code);
        for byte in code.bytes() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 {
            return index;
        }
    }
    empty.unwrap_or(page.lines.len()).saturating_sub(1)
}
