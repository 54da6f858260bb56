//! Taking sentences that became facts out of a text.

use crate::{
    document::{Parts, Run, Style, Text},
    recognise::sentence::{Sentence, split_sentences},
};
use docwright_model::Span;

/// The text without the sentences that `take` takes; it is given each with its place.
pub(super) fn without_sentences(text: &Text, mut take: impl FnMut(&Sentence<'_>, Span) -> bool) -> Text {
    let marked = Marked::new(text);
    let parts = Parts::of(text);
    let mut kept: Vec<Run> = Vec::new();
    let mut from = 0;
    let mut read = 0;
    let mut is_whole = true;
    for sentence in split_sentences(&marked.words) {
        let Some(at) = marked.words.get(read..).and_then(|rest| rest.find(sentence.text)) else { continue };
        let (start, end) = (read + at, read + at + sentence.text.len());
        read = end;
        let (start, end) = (marked.offset(start), marked.offset(end));
        if take(&sentence, parts.part(start, end).span()) {
            is_whole = false;
            kept.extend(parts.part(from, start).runs);
            from = end;
        }
    }
    if is_whole {
        return text.clone();
    }
    let rest = parts.part(from, usize::MAX);
    kept.extend(rest.runs);
    joined(kept).trimmed()
}

/// Runs that stood apart as one text: the white space around what was taken counts once.
fn joined(runs: Vec<Run>) -> Text {
    let mut text = Text::default();
    for mut run in runs {
        let ends_blank = text.runs.last().is_none_or(|last| last.text.ends_with(char::is_whitespace));
        if ends_blank && run.text.starts_with(char::is_whitespace) && run.style != Style::Code {
            let behind = run.text.trim_start().len();
            let cut = run.text.len() - behind;
            let is_exact = run.span.end.saturating_sub(run.span.start) == run.text.len();
            if is_exact {
                run.span.start = run.span.start.saturating_add(cut);
            }
            run.text.drain(..cut);
        }
        match text.runs.last_mut() {
            _ if run.text.is_empty() => {}
            Some(last) if last.style == run.style && last.link == run.link => {
                last.text.push_str(&run.text);
                last.span = last.span.join(run.span);
            }
            _ => text.runs.push(run),
        }
    }
    text
}

/// A text in which what is code stands in backticks, as sentences are read.
struct Marked {
    words: String,
    /// Where each run begins in the words and in the text alone, and how long it is there.
    runs: Vec<(usize, usize, usize)>,
}

impl Marked {
    fn new(text: &Text) -> Self {
        let mut marked = Self { words: String::new(), runs: Vec::new() };
        let mut at = 0;
        for run in &text.runs {
            let tick = if run.style == Style::Code { "`" } else { "" };
            marked.words.push_str(tick);
            marked.runs.push((marked.words.len(), at, run.text.len()));
            marked.words.push_str(&run.text);
            marked.words.push_str(tick);
            at += run.text.len();
        }
        marked
    }

    /// Where a byte of the words stands in the text alone.
    fn offset(&self, at: usize) -> usize {
        let behind = self.runs.partition_point(|(start, _, _)| *start <= at);
        let Some((start, plain, length)) = behind.checked_sub(1).and_then(|index| self.runs.get(index))
        else {
            return 0;
        };
        plain + at.saturating_sub(*start).min(*length)
    }
}
