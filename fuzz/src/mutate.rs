//! Makes up input: seeds and words, in; bytes that are nearly what a reader knows, out. Half of the changes are of bytes,
//! as every fuzzer makes them; the others are of lines, since references are made of them. All is drawn by one seeded
//! generator, so that a run can be repeated.

#![allow(clippy::ptr_arg, reason = "a change that needs no more than a slice is a change like the others")]

use fastrand::Rng;

/// What is made up is no longer than this.
pub const LONGEST: usize = 64 * 1024;

/// So many changes are made at once at most.
const MOST_CHANGES: usize = 6;

/// So often a piece is repeated at most.
const MOST_COPIES: usize = 300;

/// What input is made of.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    /// Good input.
    pub seeds: Vec<Vec<u8>>,
    /// Words that mean something.
    pub words: Vec<Vec<u8>>,
}

/// A change of some input.
type Change = fn(&mut Vec<u8>, &Stock, &mut Rng);

const CHANGES: [Change; 12] = [
    flip_a_bit,
    set_a_byte,
    remove_bytes,
    insert_a_word,
    replace_by_a_word,
    repeat_bytes,
    delete_lines,
    double_lines,
    move_a_line,
    indent_a_line,
    take_lines_of_another,
    take_the_end_of_another,
];

/// A seed with some changes.
#[must_use]
pub fn make_up(stock: &Stock, random: &mut Rng) -> Vec<u8> {
    let mut data = random.choice(&stock.seeds).cloned().unwrap_or_default();
    for _ in 0..random.usize(1..=MOST_CHANGES) {
        if let Some(change) = random.choice(CHANGES) {
            change(&mut data, stock, random);
        }
    }
    data.truncate(LONGEST);
    data
}

fn flip_a_bit(data: &mut Vec<u8>, _: &Stock, random: &mut Rng) {
    let at = random.usize(0..=data.len());
    if let Some(byte) = data.get_mut(at) {
        *byte ^= 1 << random.u8(0..8);
    }
}

fn set_a_byte(data: &mut Vec<u8>, _: &Stock, random: &mut Rng) {
    let at = random.usize(0..=data.len());
    if let Some(byte) = data.get_mut(at) {
        *byte = if random.bool() { random.u8(0x20..0x7f) } else { random.u8(..) };
    }
}

fn remove_bytes(data: &mut Vec<u8>, _: &Stock, random: &mut Rng) {
    let (from, to) = piece(data.len(), 40, random);
    data.drain(from..to);
}

fn insert_a_word(data: &mut Vec<u8>, stock: &Stock, random: &mut Rng) {
    let at = random.usize(0..=data.len());
    if let Some(word) = random.choice(&stock.words) {
        data.splice(at..at, word.iter().copied());
    }
}

fn replace_by_a_word(data: &mut Vec<u8>, stock: &Stock, random: &mut Rng) {
    let (from, to) = piece(data.len(), 12, random);
    if let Some(word) = random.choice(&stock.words) {
        data.splice(from..to, word.iter().copied());
    }
}

/// What is nested deep or repeated often comes of this.
fn repeat_bytes(data: &mut Vec<u8>, stock: &Stock, random: &mut Rng) {
    let (from, to) = piece(data.len(), 60, random);
    let word = random.choice(&stock.words).filter(|_| random.bool()).cloned();
    let piece = word.unwrap_or_else(|| data.get(from..to).unwrap_or_default().to_vec());
    let copies = if random.u8(0..4) == 0 { random.usize(0..MOST_COPIES) } else { random.usize(0..5) };
    data.splice(to..to, piece.repeat(copies));
}

fn delete_lines(data: &mut Vec<u8>, _: &Stock, random: &mut Rng) {
    let mut lines = lines(data);
    let (from, to) = piece(lines.len(), 5, random);
    lines.drain(from..to);
    *data = lines.concat();
}

fn double_lines(data: &mut Vec<u8>, _: &Stock, random: &mut Rng) {
    let mut lines = lines(data);
    let (from, to) = piece(lines.len(), 20, random);
    let doubled = lines.get(from..to).unwrap_or_default().to_vec();
    lines.splice(to..to, doubled);
    *data = lines.concat();
}

fn move_a_line(data: &mut Vec<u8>, _: &Stock, random: &mut Rng) {
    let mut lines = lines(data);
    let (from, to) = (random.usize(0..=lines.len()), random.usize(0..=lines.len()));
    if from.max(to) < lines.len() {
        let line = lines.remove(from);
        lines.insert(to, line);
    }
    *data = lines.concat();
}

fn indent_a_line(data: &mut Vec<u8>, _: &Stock, random: &mut Rng) {
    let mut lines = lines(data);
    let at = random.usize(0..=lines.len());
    let space = b"        ".get(random.usize(0..8)..).unwrap_or_default();
    if at < lines.len() {
        lines.insert(at, space.to_vec());
    }
    *data = lines.concat();
}

fn take_lines_of_another(data: &mut Vec<u8>, stock: &Stock, random: &mut Rng) {
    let Some(other) = random.choice(&stock.seeds) else { return };
    let other = lines(other);
    let (from, to) = piece(other.len(), 30, random);
    let mut lines = lines(data);
    let at = random.usize(0..=lines.len());
    lines.splice(at..at, other.get(from..to).unwrap_or_default().iter().cloned());
    *data = lines.concat();
}

fn take_the_end_of_another(data: &mut Vec<u8>, stock: &Stock, random: &mut Rng) {
    let Some(other) = random.choice(&stock.seeds) else { return };
    let (at, from) = (random.usize(0..=data.len()), random.usize(0..=other.len()));
    data.truncate(at);
    data.extend_from_slice(other.get(from..).unwrap_or_default());
}

/// The beginning and the end of a piece of something that is so long.
fn piece(length: usize, longest: usize, random: &mut Rng) -> (usize, usize) {
    let from = random.usize(0..=length);
    (from, random.usize(from..=length.min(from + longest)))
}

fn lines(data: &[u8]) -> Vec<Vec<u8>> {
    data.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_makes_up_the_same_input() {
        let stock = Stock { seeds: vec![b"a\nb\nc\n".to_vec()], words: vec![b"word".to_vec()] };
        let made = |seed| {
            let mut random = Rng::with_seed(seed);
            (0..100).map(|_| make_up(&stock, &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(made(1), made(1));
        assert_ne!(made(1), made(2));
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        let stock = Stock::default();
        let mut random = Rng::with_seed(1);
        assert!((0..1_000).all(|_| make_up(&stock, &mut random).len() <= LONGEST));
    }
}
