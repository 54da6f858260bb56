//! JSON that stands free in plain text: lines, in; where a block of it ends, out. Brackets are counted, not
//! parsed: whether the block is good JSON is for those who read it.

use super::Page;

/// What may follow an opening bracket on the same line in JSON, but hardly in prose.
const AFTER_BRACE: &[char] = &['"', '}'];
const AFTER_BRACKET: &[char] = &['"', '{', '[', ']', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// Whether a line looks like the first of a block of JSON.
pub(super) fn starts_at(line: &str) -> bool {
    let (rest, after) = match line.split_at_checked(1) {
        Some(("{", rest)) => (rest, AFTER_BRACE),
        Some(("[", rest)) => (rest, AFTER_BRACKET),
        _ => return false,
    };
    let rest = rest.trim_start();
    // `[1] A footnote` and the like begin as JSON does and go on as prose.
    rest.is_empty()
        || rest.starts_with(after) && (line.ends_with(['}', ']', ',', '{', '[', '"']) || line.contains(':'))
}

/// The line on which the brackets opened at the line `first` are closed again.
pub(super) fn end(page: Page<'_>, first: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for index in first..page.lines.len() {
        let mut in_string = false;
        let mut escaped = false;
        for byte in page.line(index).bytes() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = in_string,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}
