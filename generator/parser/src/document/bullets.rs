//! Lists read line by line, as in plain text and in table cells: lines with a marker, in; lists within lists by
//! indentation, out.

use super::tree::{Block, Item, List};
use docwright_model::Span;

/// Deeper lists than this are kept at this depth.
const DEPTH_LIMIT: usize = 100;

/// What can mark an item of a list without numbers.
const MARKERS: &[char] = &['-', '*', '+', '•', '‣', '◦'];

/// A line that begins an item, with what belongs to it.
#[derive(Debug)]
pub(super) struct Bullet {
    pub(super) indentation: usize,
    pub(super) ordered: bool,
    pub(super) item: Item,
}

/// How a line marks an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// Where the item's text begins in the line.
    pub(super) text: usize,
    /// Whether it is a number.
    pub(super) ordered: bool,
}

/// The marker at the start of a line, if it has one and text behind it.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let content = line.trim_start();
    let (rest, ordered) = if let Some(rest) = content.strip_prefix(MARKERS) {
        (rest, false)
    } else {
        let behind = content.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = content.len() - behind.len();
        (behind.strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits))?, true)
    };
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty()).then_some(Marker { text: line.len() - text.len(), ordered })
}

/// Lists of the items, the more indented within the less indented.
pub(super) fn nest(bullets: Vec<Bullet>) -> Vec<Block> {
    let mut done = Vec::new();
    let mut open: Vec<(usize, List)> = Vec::new();
    for Bullet { indentation, ordered, item } in bullets {
        while open.len() > 1 && open.last().is_some_and(|(outer, _)| *outer > indentation) {
            close(&mut open, &mut done);
        }
        let deeper = open.last().is_none_or(|(outer, _)| *outer < indentation) && open.len() < DEPTH_LIMIT;
        let other = open.last().is_some_and(|(_, list)| list.ordered != ordered);
        if other && !deeper {
            close(&mut open, &mut done);
        }
        if other || deeper {
            open.push((indentation, List { ordered, items: Vec::new(), span: item.span }));
        }
        if let Some((_, list)) = open.last_mut() {
            list.span = list.span.join(item.span);
            list.items.push(item);
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    done
}

fn close(open: &mut Vec<(usize, List)>, done: &mut Vec<Block>) {
    let Some((_, list)) = open.pop() else { return };
    let span: Span = list.span;
    match open.last_mut().and_then(|(_, outer)| outer.items.last_mut().map(|item| (&mut outer.span, item))) {
        Some((outer, item)) => {
            *outer = outer.join(span);
            item.span = item.span.join(span);
            item.blocks.push(Block::List(list));
        }
        None => done.push(Block::List(list)),
    }
}
