//! A stretch of code as inline text: links as Markdown writes them and as web pages have them, backticks, entities
//! and escapes that code blocks do not resolve, no-break spaces. Each run stands in the file as it is, or is one
//! character that stands for something else there.

use crate::document::{Code, Run, Style, Text};
use std::ops::Range;

const ENTITIES: &[(&str, &str)] =
    &[("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&nbsp;", " "), ("&#39;", "'")];
/// What a backslash may stand before.
const ESCAPED: &[char] = &['<', '>', '_', '*', '[', ']', '|'];
/// A no-break space, and the same whose bytes were once read as Latin-1.
const SPACES: &[&str] = &["\u{c2}\u{a0}", "\u{a0}"];

/// Reads a stretch of the code.
pub(super) fn read_inline(code: &Code, range: Range<usize>) -> Text {
    let source = code.text.get(range.clone()).unwrap_or_default();
    let mut reader = Reader { code, from: range.start, text: Text::default() };
    let mut at = 0;
    for link in links(source) {
        reader.styled(source, at..link.name.start.saturating_sub(1), None);
        reader.styled(source, link.name.clone(), Some(link.address));
        at = link.end;
    }
    reader.styled(source, at..source.len(), None);
    reader.text
}

/// A link within a text: `[name](address)`.
struct MarkdownLink<'a> {
    name: Range<usize>,
    address: &'a str,
    end: usize,
}

/// The links of a text in order. Each is looked for behind the one before, so that none is read twice.
fn links(source: &str) -> Vec<MarkdownLink<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = source.get(from..) {
        let Some(middle) = rest.find("](") else { break };
        let Some(open) = rest.get(..middle).and_then(|before| before.rfind('[')) else {
            from += middle + 2;
            continue;
        };
        let behind = rest.get(middle + 2..).unwrap_or_default();
        let Some(length) = behind.find(|c: char| c == ')' || c.is_whitespace()) else { break };
        let end = from + middle + 2 + length;
        if let Some(address) = behind.get(..length).filter(|_| behind.as_bytes().get(length) == Some(&b')')) {
            found.push(MarkdownLink { name: from + open + 1..from + middle, address, end: end + 1 });
            from = end + 1;
        } else {
            from = end;
        }
    }
    found
}

struct Reader<'a> {
    code: &'a Code,
    /// Where the stretch begins in the code.
    from: usize,
    text: Text,
}

impl Reader<'_> {
    /// Adds a part of the stretch; what stands in backticks is code.
    fn styled(&mut self, source: &str, range: Range<usize>, link: Option<&str>) {
        let part = source.get(range.clone()).unwrap_or_default();
        let mut at = range.start;
        let mut ticks = part.split('`').peekable();
        let mut in_code = false;
        while let Some(piece) = ticks.next() {
            // A backtick that nothing closes is one.
            let is_lone = !in_code && ticks.peek().is_some() && ticks.clone().nth(1).is_none();
            let style = if in_code { Style::Code } else { Style::Plain };
            self.plain(source, at..at + piece.len() + usize::from(is_lone), style, link);
            at += piece.len() + 1;
            in_code = !in_code && !is_lone;
        }
    }

    fn plain(&mut self, source: &str, range: Range<usize>, style: Style, link: Option<&str>) {
        let mut from = range.start;
        let mut at = range.start;
        while at < range.end {
            let rest = source.get(at..range.end).unwrap_or_default();
            let Some(first) = rest.chars().next() else { break };
            let Some((length, text)) = stands_for(rest, first) else {
                at += first.len_utf8();
                continue;
            };
            self.run(source.get(from..at).unwrap_or_default(), from..at, style, link);
            self.run(text, at..at + length, style, link);
            at += length;
            from = at;
        }
        self.run(source.get(from..range.end).unwrap_or_default(), from..range.end, style, link);
    }

    /// Adds a run, cut where the links of a web page begin and end.
    fn run(&mut self, text: &str, range: Range<usize>, style: Style, link: Option<&str>) {
        let code = self.code;
        let (start, end) = (self.from + range.start, self.from + range.end);
        let first = code.links.partition_point(|link| link.end <= start);
        let mut at = start;
        let inside = code.links.get(first..).unwrap_or_default().iter().take_while(|link| link.start < end);
        for found in inside.filter(|_| end - start == text.len()) {
            let (from, to) = (found.start.max(at), found.end.min(end));
            self.push(text.get(at - start..from - start), at, style, link);
            self.push(text.get(from - start..to - start), from, style, link.or(Some(&found.address)));
            at = to;
        }
        if end - start == text.len() {
            self.push(text.get(at - start..), at, style, link);
        } else {
            let span = code.place(start, end);
            self.text.runs.push(Run { text: text.to_owned(), style, link: link.map(str::to_owned), span });
        }
    }

    fn push(&mut self, text: Option<&str>, at: usize, style: Style, link: Option<&str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        let span = self.code.place(at, at + text.len());
        let run = Run { text: text.to_owned(), style, link: link.map(str::to_owned), span };
        self.text.runs.push(run);
    }
}

/// How long the entity is that a text begins with.
pub(super) fn entity_length(text: &str) -> Option<usize> {
    ENTITIES.iter().find(|(entity, _)| text.starts_with(entity)).map(|(entity, _)| entity.len())
}

/// What the text begins with, if it stands for something else: how long it is, and what it stands for.
fn stands_for(rest: &str, first: char) -> Option<(usize, &str)> {
    match first {
        '&' => ENTITIES
            .iter()
            .find(|(entity, _)| rest.starts_with(entity))
            .map(|(entity, text)| (entity.len(), *text)),
        '\\' => {
            let escaped = rest.get(1..)?.chars().next().filter(|next| ESCAPED.contains(next))?;
            rest.get(1..=escaped.len_utf8()).map(|text| (1 + text.len(), text))
        }
        '\u{c2}' | '\u{a0}' => {
            SPACES.iter().find(|space| rest.starts_with(**space)).map(|space| (space.len(), " "))
        }
        _ => None,
    }
}
