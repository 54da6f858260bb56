//! Inline text in the making. What comes in are stretches of text with their offsets, in the order of the
//! document; what goes out are lines of runs, healed: no-break spaces and their mojibake made spaces, white
//! space folded and cut off at the ends of lines. Each run can be cut anywhere and still knows where it stands.

use super::tree::{Run, Style, Text, push};
use docwright_model::Span;

/// How a stretch of text is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) style: Style,
    pub(super) link: Option<String>,
}

/// A run with the map from its text to the file.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) run: Run,
    /// From this index of the text on, the source stands at this offset. Only where it doesn't follow from
    /// what is before.
    shifts: Vec<(usize, usize)>,
}

/// The pieces of one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// The line break before it.
    pub(super) before: Option<Span>,
}

/// Inline text in the making.
#[derive(Debug, Default)]
pub(super) struct Flow {
    lines: Vec<Line>,
    current: Line,
    pending: Option<(Span, Mark)>,
}

impl Flow {
    /// Adds text that stands in the file as it is, from offset `at` on.
    pub(super) fn push(&mut self, text: &str, at: usize, mark: &Mark) {
        let mut word = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((index, character)) = chars.next() {
            let start = index;
            let mut end = index + character.len_utf8();
            // U+00C2 U+00A0 is a no-break space whose UTF-8 bytes were once read as Latin-1.
            let mojibake = character == '\u{c2}' && chars.next_if(|(_, next)| *next == '\u{a0}').is_some();
            if mojibake {
                end += '\u{a0}'.len_utf8();
            } else if !character.is_whitespace() {
                continue;
            }
            self.word(text.get(word..start).unwrap_or_default(), at + word, mark);
            self.space(Span::new(at + start, at + end), mark);
            word = end;
        }
        self.word(text.get(word..).unwrap_or_default(), at + word, mark);
    }

    /// Adds text that stands for something else in the file, such as an entity.
    pub(super) fn push_for(&mut self, text: &str, source: Span, mark: &Mark) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.space(source, mark);
            } else {
                self.flush_space();
                let mut buffer = [0; 4];
                self.append(character.encode_utf8(&mut buffer), source, mark);
            }
        }
    }

    /// Adds text whose inner white space matters, such as code.
    pub(super) fn push_verbatim(&mut self, text: &str, at: usize, mark: &Mark) {
        self.flush_space();
        let mut skipped = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((index, character)) = chars.next() {
            let mojibake = character == '\u{c2}' && chars.next_if(|(_, next)| *next == '\u{a0}').is_some();
            if !(mojibake || character == '\u{a0}') {
                continue;
            }
            self.append_at(text.get(skipped..index).unwrap_or_default(), at + skipped, mark);
            let end = index + if mojibake { 4 } else { 2 };
            self.append(" ", Span::new(at + index, at + end), mark);
            skipped = end;
        }
        self.append_at(text.get(skipped..).unwrap_or_default(), at + skipped, mark);
    }

    /// Ends the line; empty lines don't count.
    pub(super) fn line_break(&mut self, source: Span) {
        self.pending = None;
        if self.current.pieces.is_empty() {
            return;
        }
        let next = Line { pieces: Vec::new(), before: Some(source) };
        self.lines.push(std::mem::replace(&mut self.current, next));
    }

    /// The finished lines; none when there was nothing but white space.
    pub(super) fn take_lines(&mut self) -> Vec<Line> {
        self.pending = None;
        let last = std::mem::take(&mut self.current);
        let mut lines = std::mem::take(&mut self.lines);
        if !last.pieces.is_empty() {
            lines.push(last);
        }
        lines
    }

    /// All of it as one text.
    pub(super) fn take_text(&mut self) -> Text {
        join(self.take_lines())
    }

    /// Whether nothing but white space has been added.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.current.pieces.is_empty()
    }

    fn space(&mut self, source: Span, mark: &Mark) {
        if self.pending.is_none() && !self.current.pieces.is_empty() {
            self.pending = Some((source, mark.clone()));
        }
    }

    fn word(&mut self, word: &str, at: usize, mark: &Mark) {
        if !word.is_empty() {
            self.flush_space();
            self.append_at(word, at, mark);
        }
    }

    fn flush_space(&mut self) {
        if let Some((source, mark)) = self.pending.take() {
            self.append(" ", source, &mark);
        }
    }

    fn append_at(&mut self, text: &str, at: usize, mark: &Mark) {
        self.append(text, Span::new(at, at + text.len()), mark);
    }

    fn append(&mut self, text: &str, source: Span, mark: &Mark) {
        if text.is_empty() {
            return;
        }
        match self.current.pieces.last_mut() {
            Some(piece) if piece.run.style == mark.style && piece.run.link == mark.link => {
                piece.append(text, source);
            }
            _ => {
                let run =
                    Run { text: text.to_owned(), style: mark.style, link: mark.link.clone(), span: source };
                push(&mut self.current.pieces, Piece { run, shifts: Vec::new() });
            }
        }
    }
}

impl Piece {
    /// The text from byte `index` on as a piece of its own; this one keeps what is before, without the white
    /// space at its end.
    pub(super) fn split_off(&mut self, index: usize) -> Piece {
        let start = self.source_of(index);
        let text = self.run.text.get(index..).unwrap_or_default().to_owned();
        let span = Span::new(start, self.run.span.end);
        let shifts =
            self.shifts.iter().filter(|(at, _)| *at > index).map(|(at, to)| (at - index, *to)).collect();
        let link = self.run.link.clone();
        self.truncate(index);
        Piece { run: Run { text, style: self.run.style, link, span }, shifts }
    }

    /// Cuts the text at byte `index`, and the white space before it.
    pub(super) fn truncate(&mut self, index: usize) {
        let kept = self.run.text.get(..index).unwrap_or_default().trim_end();
        let last = kept.chars().next_back().map_or(0, char::len_utf8);
        let length = kept.len();
        let end = if length == 0 { self.run.span.start } else { self.source_of(length - last) + last };
        self.run.text.truncate(length);
        self.shifts.retain(|(at, _)| *at < length);
        self.run.span.end = end.min(self.run.span.end);
    }

    fn append(&mut self, text: &str, source: Span) {
        if self.source_of(self.run.text.len()) != source.start {
            self.shifts.push((self.run.text.len(), source.start));
        }
        self.run.text.push_str(text);
        self.run.span.end = source.end.max(self.run.span.end);
    }

    /// Where the character at byte `index` of the text stands in the file.
    pub(super) fn source_of(&self, index: usize) -> usize {
        let known = self.shifts.partition_point(|(at, _)| *at <= index);
        let shift = known.checked_sub(1).and_then(|last| self.shifts.get(last));
        let (at, to) = shift.copied().unwrap_or((0, self.run.span.start));
        to + (index - at)
    }
}

/// Lines as one text, with a line break between each two.
pub(super) fn join(lines: Vec<Line>) -> Text {
    let mut text = Text::default();
    for line in lines {
        if let (false, Some(source)) = (text.runs.is_empty(), line.before) {
            let line_break = Run { text: "\n".to_owned(), style: Style::Plain, link: None, span: source };
            push_run(&mut text, line_break);
        }
        for piece in line.pieces.into_iter().filter(|piece| !piece.run.text.is_empty()) {
            push_run(&mut text, piece.run);
        }
    }
    text
}

fn push_run(text: &mut Text, run: Run) {
    match text.runs.last_mut() {
        Some(last) if last.style == run.style && last.link == run.link => {
            last.text.push_str(&run.text);
            last.span = last.span.join(run.span);
        }
        _ => push(&mut text.runs, run),
    }
}
