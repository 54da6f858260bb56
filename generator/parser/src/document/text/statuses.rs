//! Lists of statuses in plain text, which no markers mark: lines that begin with a number of three digits, one right
//! below the other. A number alone above other things, `200 OK` above its JSON, is a heading.

use super::Page;

/// What may stand right behind the number.
const SEPARATORS: &[char] = &[' ', '\t', '-', '–', '—', ':'];

/// The lines where the items of a list begin, and the line behind it. At least two make a list.
pub(super) fn items_at(page: Page<'_>, first: usize) -> Option<(Vec<usize>, usize)> {
    let mut items = Vec::new();
    let mut index = first;
    while begins_with_status(page.line(index)) {
        items.push(index);
        index = behind_item(page, index);
    }
    (items.len() > 1).then_some((items, index))
}

/// Whether a list begins at a line.
pub(super) fn starts_at(page: Page<'_>, index: usize) -> bool {
    begins_with_status(page.line(index)) && begins_with_status(page.line(behind_item(page, index)))
}

/// The line behind an item: lines that are indented further belong to it.
fn behind_item(page: Page<'_>, index: usize) -> usize {
    let indentation = page.indentation(index);
    let mut next = index + 1;
    while !page.line(next).is_empty()
        && page.indentation(next) > indentation
        && !begins_with_status(page.line(next))
    {
        next += 1;
    }
    next
}

fn begins_with_status(line: &str) -> bool {
    let Some((number, rest)) = line.split_at_checked(3) else { return false };
    number.starts_with(|c| ('1'..='5').contains(&c))
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && rest.starts_with(SEPARATORS)
        && rest.contains(char::is_alphabetic)
}
