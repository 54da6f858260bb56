//! A description, to its sentences.

use super::words::{Word, quotation, words};

/// A sentence of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence<'a> {
    /// Its text.
    pub(crate) text: &'a str,
    /// Its words.
    pub(crate) words: Vec<Word<'a>>,
    /// The paragraph that it stands in: 0 for the first one. A list is a paragraph.
    pub(crate) paragraph: usize,
    /// Whether it begins the description.
    pub(crate) is_first: bool,
}

const BULLETS: &[&str] = &["- ", "* ", "+ "];
/// Words with a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &["e.g.", "i.e."];
const FENCE: &str = "```";

/// The sentences of a description, in order. Code blocks have none.
pub(crate) fn split_sentences(markdown: &str) -> Vec<Sentence<'_>> {
    let mut splitter = Splitter { markdown, sentences: Vec::new(), open: None, paragraph: 0, written: false };
    let mut in_code = false;
    let mut offset = 0;
    for line in markdown.split('\n') {
        let is_fence = line.trim_start().starts_with(FENCE);
        if is_fence || in_code {
            splitter.close(offset);
            splitter.written = true;
            in_code ^= is_fence;
        } else {
            splitter.read_line(line, offset);
        }
        offset += line.len() + 1;
    }
    splitter.close(markdown.len());
    splitter.sentences
}

/// How many paragraphs a description has, lists and code blocks among them.
pub(crate) fn count_paragraphs(markdown: &str) -> usize {
    markdown.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).count()
}

struct Splitter<'a> {
    markdown: &'a str,
    sentences: Vec<Sentence<'a>>,
    /// Where the sentence that is not over yet begins.
    open: Option<usize>,
    paragraph: usize,
    /// Whether the paragraph holds anything yet.
    written: bool,
}

impl Splitter<'_> {
    fn read_line(&mut self, line: &str, offset: usize) {
        let content = line.trim_start();
        let start = offset + (line.len() - content.len());
        if content.is_empty() {
            self.close(offset);
            self.paragraph += usize::from(std::mem::take(&mut self.written));
            return;
        }
        self.written = true;
        let item = BULLETS.iter().find_map(|bullet| content.strip_prefix(bullet));
        // A sentence goes on where the next line could not begin one.
        let goes_on =
            item.is_none() && content.starts_with(|c: char| c.is_lowercase() || "`\"'“‘(".contains(c));
        if !goes_on {
            self.close(offset);
        }
        let start = start + (content.len() - item.unwrap_or(content).len());
        self.read_text(item.unwrap_or(content), start);
    }

    /// Ends sentences where they end; the last one of the line may go on.
    fn read_text(&mut self, text: &str, offset: usize) {
        let mut at = 0;
        let mut between_words = true;
        while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
            self.open.get_or_insert(offset + at);
            let rest = text.get(at..).unwrap_or_default();
            let quoted = if between_words { quotation(rest) } else { None };
            let length = quoted.map_or(first.len_utf8(), |(_, length)| length);
            between_words = first.is_whitespace() || "([".contains(first);
            at += length;
            let next = text.get(at..).and_then(|rest| rest.chars().next());
            let ends = quoted.is_none()
                && matches!(first, '.' | '!' | '?')
                && !text.get(..at).is_some_and(ends_with_abbreviation);
            if ends && next.is_none_or(char::is_whitespace) {
                self.close(offset + at);
                let spaces = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
                at += spaces;
                between_words = true;
            }
        }
    }

    fn close(&mut self, end: usize) {
        let Some(start) = self.open.take() else { return };
        let text = self.markdown.get(start..end).unwrap_or_default().trim();
        if !text.is_empty() {
            let is_first = self.sentences.is_empty();
            self.sentences.push(Sentence { text, words: words(text), paragraph: self.paragraph, is_first });
        }
    }
}

fn ends_with_abbreviation(text: &str) -> bool {
    ABBREVIATIONS.iter().any(|known| {
        let start = text.len().checked_sub(known.len());
        let split = start.and_then(|start| text.split_at_checked(start));
        split.is_some_and(|(before, end)| {
            end.eq_ignore_ascii_case(known) && !before.ends_with(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &[(usize, &str)]) {
        let sentences = split_sentences(markdown);
        let found: Vec<(usize, &str)> =
            sentences.iter().map(|sentence| (sentence.paragraph, sentence.text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_punctuation_lines_and_items() {
        check("One. Two 1.5 `a. b`! Three", &[(0, "One."), (0, "Two 1.5 `a. b`!"), (0, "Three")]);
        check("A filter.\n1 - active\n0 - not", &[(0, "A filter."), (0, "1 - active"), (0, "0 - not")]);
        check("Goes with `a`\nand `b`.\nNext", &[(0, "Goes with `a`\nand `b`."), (0, "Next")]);
        check(
            "Values:\n\n- `a` - one. More.\n- `b`",
            &[(0, "Values:"), (1, "`a` - one."), (1, "More."), (1, "`b`")],
        );
        check("One\n\n```json\n{ \"a. b\": 1 }\n```\n\nTwo", &[(0, "One"), (2, "Two")]);
        check("One, e.g. two. Three", &[(0, "One, e.g. two."), (0, "Three")]);
        check("", &[]);
    }

    #[test]
    fn paragraphs_are_counted_as_the_description_sets_them_apart() {
        assert_eq!(count_paragraphs("One\ntwo\n\n- a\n- b\n\nThree"), 3);
    }
}
