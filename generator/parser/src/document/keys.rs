//! Key-value lines: what comes in are the lines of a paragraph, what goes out are paragraphs and key-value
//! blocks. Strong text before a colon is a key wherever it stands on a line. Plain words before a colon are one
//! only where the form of the document makes them so: at the start of a list item, or of a line of plain text.

use super::flow::{Line, Piece, join};
use super::tree::{Block, KeyValue, Style, Text, push};

/// Which lines hold a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Those with strong text before a colon.
    Strong,
    /// The same, and a first line that begins with a few words, a colon and a value.
    Item,
    /// Any line that begins with a few words, a colon and a value, as in plain text.
    Plain,
}

/// A key of plain words has at most so many words and bytes; a longer one is a sentence.
const KEY_WORDS: usize = 4;
const KEY_BYTES: usize = 48;

/// The blocks that the lines of a paragraph make.
pub(super) fn blocks(lines: Vec<Line>, keys: Keys) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    // Most paragraphs are one block, and a page can be a million of them.
    let mut blocks = Vec::with_capacity(1);
    let mut prose: Vec<Line> = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        let plain = match keys {
            Keys::Strong => None,
            Keys::Item => (index == 0).then(|| plain_colon(&line)).flatten(),
            // In the middle of wrapped prose only a capital begins a key.
            Keys::Plain => plain_colon(&line).filter(|_| prose.is_empty() || starts_upper(&line)),
        };
        if let Some(colon) = plain {
            finish(&mut prose, &mut blocks);
            blocks.push(split_plain(line, colon));
        } else {
            split_strong(line, &mut prose, &mut blocks);
        }
    }
    finish(&mut prose, &mut blocks);
    blocks
}

/// Where the colon of a `Key: value` stands at the start of a text, if it has one.
pub(super) fn key_colon(text: &str) -> Option<usize> {
    let colon = text.find(':').filter(|colon| *colon <= KEY_BYTES)?;
    let key = text.get(..colon)?;
    let after = text.get(colon + 1..)?;
    let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
    let words = key.split_whitespace().count();
    let worded = key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || "-_/.'’()&+#".contains(c));
    (spaced && worded && (1..=KEY_WORDS).contains(&words)).then_some(colon)
}

fn plain_colon(line: &Line) -> Option<usize> {
    let first =
        line.pieces.first().filter(|piece| piece.run.style == Style::Plain && piece.run.link.is_none())?;
    let colon = key_colon(&first.run.text)?;
    let value_in_first = !first.run.text.get(colon + 1..)?.trim().is_empty();
    (value_in_first || line.pieces.len() > 1).then_some(colon)
}

fn starts_upper(line: &Line) -> bool {
    line.pieces.first().is_some_and(|piece| piece.run.text.starts_with(char::is_uppercase))
}

fn split_plain(line: Line, colon: usize) -> Block {
    let mut pieces = line.pieces.into_iter();
    let mut key = pieces.next();
    let rest = key.as_mut().map(|piece| cut_value(piece, colon));
    key_value(key, rest.into_iter().chain(pieces).collect(), 0)
}

/// Cuts a piece at the colon; gives what comes after it and white space.
fn cut_value(piece: &mut Piece, colon: usize) -> Piece {
    let text = piece.run.text.as_str();
    let after = text.get(colon + 1..).unwrap_or_default();
    let value = piece.split_off(text.len() - after.trim_start().len());
    piece.truncate(colon);
    value
}

/// Moves a line into `prose` up to its first strong key, and each key with its value into `blocks`.
fn split_strong(mut line: Line, prose: &mut Vec<Line>, blocks: &mut Vec<Block>) {
    let mut pieces = std::mem::take(&mut line.pieces).into_iter().peekable();
    let mut open: Option<Open> = None;
    while let Some(piece) = pieces.next() {
        let Some(colon) = strong_colon(&piece, pieces.peek()) else {
            push(open.as_mut().map_or(&mut line.pieces, |open| &mut open.value), piece);
            continue;
        };
        if let Some(before) = open.take() {
            blocks.push(before.close());
        } else {
            trim_end(&mut line.pieces);
            if !line.pieces.is_empty() {
                prose.push(std::mem::take(&mut line));
            }
            finish(prose, blocks);
        }
        open = Some(match colon {
            Colon::Within => Open::with_colon(piece),
            Colon::Behind => Open::before_colon(piece, pieces.next()),
        });
    }
    match open {
        Some(open) => blocks.push(open.close()),
        None if line.pieces.is_empty() => {}
        None => prose.push(line),
    }
}

/// A strong key whose value is still coming.
struct Open {
    key: Piece,
    value: Vec<Piece>,
    colon_end: usize,
}

impl Open {
    /// `**Key:** value`
    fn with_colon(mut key: Piece) -> Self {
        let colon_end = key.run.span.end;
        let length = key.run.text.trim_end().len();
        key.truncate(length.saturating_sub(1));
        Self { key, value: Vec::new(), colon_end }
    }

    /// `**Key**: value`, where the colon stands in the piece behind the key.
    fn before_colon(key: Piece, behind: Option<Piece>) -> Self {
        let mut colon_end = key.run.span.end;
        let mut value = Vec::new();
        if let Some(mut behind) = behind {
            let colon = behind.run.text.find(':').unwrap_or(0);
            colon_end = behind.source_of(colon) + 1;
            value.push(cut_value(&mut behind, colon));
        }
        Self { key, value, colon_end }
    }

    fn close(self) -> Block {
        key_value(Some(self.key), self.value, self.colon_end)
    }
}

/// Where the colon of a strong key stands.
enum Colon {
    /// `**Key:** value`
    Within,
    /// `**Key**: value`
    Behind,
}

fn strong_colon(piece: &Piece, next: Option<&Piece>) -> Option<Colon> {
    let text = piece.run.text.trim_end();
    if piece.run.style != Style::Strong || !text.contains(char::is_alphanumeric) {
        return None;
    }
    if text.ends_with(':') {
        return Some(Colon::Within);
    }
    let next = next.filter(|next| next.run.style == Style::Plain)?;
    let after = next.run.text.trim_start().strip_prefix(':')?;
    (!after.starts_with(':') && !after.starts_with("//")).then_some(Colon::Behind)
}

fn key_value(key: Option<Piece>, mut value: Vec<Piece>, colon_end: usize) -> Block {
    trim_end(&mut value);
    if let Some(first) = value.first_mut().filter(|piece| piece.run.text.starts_with(' ')) {
        *first = first.split_off(1);
    }
    let mut key = join(vec![line_of(key.into_iter().collect())]);
    for run in &mut key.runs {
        run.style = Style::Plain;
    }
    let value = join(vec![line_of(value)]);
    let mut span = key.span();
    span.end = span.end.max(colon_end);
    if !value.runs.is_empty() {
        span = span.join(value.span());
    }
    Block::KeyValue(KeyValue { key, value, span })
}

/// A key with its value where the form itself tells them apart, as in front matter.
pub(super) fn pair(key: Text, value: Text) -> KeyValue {
    let span = if value.runs.is_empty() { key.span() } else { key.span().join(value.span()) };
    KeyValue { key, value, span }
}

fn line_of(pieces: Vec<Piece>) -> Line {
    Line { pieces, ..Line::default() }
}

fn trim_end(pieces: &mut Vec<Piece>) {
    while let Some(last) = pieces.last_mut() {
        let length = last.run.text.trim_end().len();
        if length < last.run.text.len() {
            last.truncate(length);
        }
        if length > 0 {
            break;
        }
        pieces.pop();
    }
}

fn finish(prose: &mut Vec<Line>, blocks: &mut Vec<Block>) {
    let text = join(std::mem::take(prose));
    if !text.runs.is_empty() {
        blocks.push(Block::Paragraph(text));
    }
}
