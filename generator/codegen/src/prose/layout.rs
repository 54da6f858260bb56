//! Blocks to lines of Markdown. Lines break where they are full; whatever would begin a block of its own at the
//! start of a line is escaped there, so that a paragraph stays a paragraph however it is broken.

use super::Block;

/// The width of a line of documentation, without what stands before it in the file.
const WIDTH: usize = 96;
/// However deep a list, its text keeps some room.
const LEAST_WIDTH: usize = 40;

/// The lines of the blocks, an empty line between two of them.
pub(crate) fn layout(blocks: &[Block]) -> Vec<String> {
    lines(blocks, WIDTH)
}

/// The same for readers whose lines have no end: each paragraph on one.
pub(crate) fn unbroken(blocks: &[Block]) -> Vec<String> {
    lines(blocks, usize::MAX)
}

/// All words on one line.
pub(super) fn join(words: &[String]) -> String {
    lines(&[Block::Paragraph(words.to_vec())], usize::MAX).join(" ")
}

fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks {
        let lines = match block {
            Block::Paragraph(words) => wrap(words, width),
            Block::List { start, items } => list(*start, items, width),
            Block::Code(lines) => fenced(lines),
        };
        if !out.is_empty() && !lines.is_empty() {
            out.push(String::new());
        }
        out.extend(lines);
    }
    out
}

fn wrap(words: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0_usize;
    for word in words {
        let size = word.chars().count();
        match lines.last_mut() {
            Some(line) if length.saturating_add(size) < width => {
                line.push(' ');
                line.push_str(word);
                length = length.saturating_add(size + 1);
            }
            _ => {
                lines.push(at_line_start(word));
                length = size;
            }
        }
    }
    lines
}

fn list(start: Option<u64>, items: &[Vec<Block>], width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut number = start;
    for item in items {
        let marker = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        let inner = lines(item, width.saturating_sub(marker.len()).max(LEAST_WIDTH));
        for (index, line) in inner.iter().enumerate() {
            out.push(match (index, line.is_empty()) {
                (0, _) => format!("{marker}{line}"),
                (_, true) => String::new(),
                (_, false) => format!("{:indent$}{line}", "", indent = marker.len()),
            });
        }
        number = number.map(|number| number.saturating_add(1));
    }
    out
}

/// The lines in a fence that nothing in them closes and that rustdoc does not compile.
fn fenced(lines: &[String]) -> Vec<String> {
    let longest = lines.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    let mut out = vec![format!("{fence}text")];
    out.extend(lines.iter().cloned());
    out.push(fence);
    out
}

/// The word as it must be written where a line begins.
fn at_line_start(word: &str) -> String {
    let only = |set: &str| word.chars().all(|c| set.contains(c));
    let number = word.trim_end_matches(['.', ')']);
    if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) && number.len() + 1 == word.len() {
        let end = word.strip_prefix(number).unwrap_or_default();
        return format!("{number}\\{end}");
    }
    if word.starts_with('>') || only("-:|") || only("=") || only("#") || only("+") {
        return format!("\\{word}");
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &[&str]) {
        let words = words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(wrap(&words, 10), expected);
    }

    #[test]
    fn a_paragraph_stays_one_however_it_breaks() {
        check("aaaa bbbb cccc", &["aaaa bbbb", "cccc"]);
        check("aaaaaaaaa - b", &["aaaaaaaaa", "\\- b"]);
        check("aaaaaaaaa 1. b", &["aaaaaaaaa", "1\\. b"]);
        check("aaaaaaaaa > b", &["aaaaaaaaa", "\\> b"]);
        check("aaa|aaaaaa --|-- b", &["aaa|aaaaaa", "\\--|-- b"]);
        check("aaaaaaaaa === ===", &["aaaaaaaaa", "\\=== ==="]);
        check("aaaaaaaaa # b", &["aaaaaaaaa", "\\# b"]);
        check("aaaaaaaaa -1 b", &["aaaaaaaaa", "-1 b"]);
    }

    #[test]
    fn nothing_in_a_fence_closes_it() {
        let code = Block::Code(vec!["```rust".to_owned(), "````".to_owned()]);
        assert_eq!(layout(&[code]), ["`````text", "```rust", "````", "`````"]);
    }
}
