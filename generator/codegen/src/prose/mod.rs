//! Sentences of documents made fit for doc comments. In comes Markdown that nobody vouches for; out come
//! [`Block`]s whose layout is Markdown that says the same and can do nothing: no doctest, no HTML, no link
//! but to a plain web address, no reference that rustdoc would look up, no character that turns text around.
//!
//! The text is not mended with replacements. It is parsed as rustdoc will parse it, and what was understood
//! is written anew with every character escaped that could mean something else where it stands.

pub(crate) mod characters;
mod escape;
mod layout;
mod markdown;
#[cfg(test)]
mod tests;

pub(crate) use layout::{layout, unbroken};
pub(crate) use markdown::blocks;

/// A piece of documentation, ready to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// Words of safe Markdown between which a line may break.
    Paragraph(Vec<String>),
    /// Items; with a number if the list counts.
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    /// Lines shown as they are.
    Code(Vec<String>),
}

/// The words of a sentence of our own, in which texts of the document stand as [`code`] or [`inline`] only.
/// A code span stays one word, so that no line breaks inside it.
pub(crate) fn words(sentence: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut in_code, mut escaped) = (false, false);
    for c in sentence.chars() {
        if c == ' ' && !in_code {
            words.push(String::new());
        } else if let Some(word) = words.last_mut() {
            word.push(c);
        }
        if c == '`' && !escaped {
            in_code = !in_code;
        }
        escaped = c == '\\' && !escaped && !in_code;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A name or value of the document as a code span, or as escaped text where a code span can't hold it.
pub(crate) fn code(text: &str) -> String {
    let line = characters::one_line(text);
    match line.as_str() {
        "" => "`\"\"`".to_owned(),
        line if line.contains('`') => escape::text(line),
        line => format!("`{line}`"),
    }
}

/// The whole of a text on one line, as safe Markdown.
pub(crate) fn inline(text: &str) -> String {
    let mut words = Vec::new();
    collect_words(&blocks(text), &mut words);
    layout::join(&words)
}

/// A title, which is no Markdown, as Markdown that may stand inside a link.
pub(crate) fn title(text: &str) -> String {
    escape::text(&characters::one_line(text))
}

/// The whole of a text on one line, for a literal that people read and nothing parses.
pub(crate) fn plain(text: &str) -> String {
    characters::one_line(text)
}

/// A web address that may stand behind a link, if the text is one.
pub(crate) fn web_address(text: &str) -> Option<&str> {
    escape::is_web_address(text).then_some(text)
}

fn collect_words(blocks: &[Block], words: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => words.extend(paragraph.iter().cloned()),
            Block::List { items, .. } => items.iter().for_each(|item| collect_words(item, words)),
            Block::Code(lines) => words.extend(lines.iter().filter(|line| !line.is_empty()).map(|l| code(l))),
        }
    }
}
