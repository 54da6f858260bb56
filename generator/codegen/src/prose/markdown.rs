//! Markdown of a document to [`Block`]s. Paragraphs, lists, code and links to web addresses are kept; emphasis
//! goes, headings and quotations become paragraphs, HTML is shown as the text that it is.

use super::{Block, characters, escape};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

/// Lists nested deeper than this are laid out at this depth: nobody reads them, and layout recurs into them.
const DEEPEST: usize = 6;
/// A counting list that begins above this counts from here; Markdown itself allows nine digits.
const HIGHEST_NUMBER: u64 = 9_999;

/// The blocks of a text.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let text = characters::clean(text);
    let mut reader = Reader::default();
    for event in Parser::new(&text) {
        reader.read(event);
    }
    reader.finish()
}

/// Something within a paragraph.
enum Piece {
    Text(String),
    Code(String),
    LinkStart,
    LinkEnd(String),
}

/// A list that is not closed yet.
struct OpenList {
    start: Option<u64>,
    items: Vec<Vec<Block>>,
}

#[derive(Default)]
struct Reader {
    /// The blocks outside all lists.
    blocks: Vec<Block>,
    lists: Vec<OpenList>,
    /// Lists that are open beyond [`DEEPEST`].
    too_deep: usize,
    pieces: Vec<Piece>,
    /// The targets of the links that are open; `None` for a link that is not kept.
    links: Vec<Option<String>>,
    code: Option<String>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.pieces.push(Piece::Text(text.into_string())),
            },
            Event::Code(text) => self.pieces.push(Piece::Code(text.into_string())),
            Event::InlineHtml(html) if html.starts_with("<br") => self.space(),
            Event::Html(html) | Event::InlineHtml(html) => self.pieces.push(Piece::Text(html.into_string())),
            Event::SoftBreak | Event::HardBreak => self.space(),
            Event::Rule => self.flush(),
            // Extensions of Markdown, none of which is switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.pieces.push(Piece::Text(text.into_string()));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(_) if self.lists.len() >= DEEPEST => {
                self.flush();
                self.too_deep += 1;
            }
            Tag::List(start) => {
                self.flush();
                let start = start.map(|number| number.min(HIGHEST_NUMBER));
                self.lists.push(OpenList { start, items: Vec::new() });
            }
            Tag::Item => {
                self.flush();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(Vec::new());
                }
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Link { link_type, dest_url, .. } => {
                // The text of an autolink is its address, which becomes a link by itself.
                let told = link_type != LinkType::Autolink && self.links.is_empty();
                let kept = super::web_address(&dest_url).filter(|_| told);
                self.pieces.extend(kept.map(|_| Piece::LinkStart));
                self.links.push(kept.map(str::to_owned));
            }
            tag if is_inline(tag.to_end()) => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => self.end_list(),
            TagEnd::CodeBlock => {
                let lines = self.code.take().unwrap_or_default();
                let lines = lines.lines().map(|line| line.trim_end().to_owned()).collect();
                self.push(Block::Code(lines));
            }
            TagEnd::Link => {
                let target = self.links.pop().flatten();
                self.pieces.extend(target.map(Piece::LinkEnd));
            }
            tag if is_inline(tag) => {}
            _ => self.flush(),
        }
    }

    fn end_list(&mut self) {
        self.flush();
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(OpenList { start, mut items }) = self.lists.pop() {
            items.retain(|item| !item.is_empty());
            if !items.is_empty() {
                self.push(Block::List { start, items });
            }
        }
    }

    fn space(&mut self) {
        self.pieces.push(Piece::Text(" ".to_owned()));
    }

    /// Ends the paragraph that is being read.
    fn flush(&mut self) {
        let words = Words::of(std::mem::take(&mut self.pieces));
        if !words.is_empty() {
            self.push(Block::Paragraph(words));
        }
    }

    fn push(&mut self, block: Block) {
        match self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            Some(item) => item.push(block),
            None => self.blocks.push(block),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image)
}

/// The words of a paragraph as they grow.
#[derive(Default)]
struct Words {
    done: Vec<String>,
    /// Whether the next piece belongs to the last word.
    joined: bool,
    in_link: bool,
    /// What the next word begins with: the `[` of a link.
    opening: &'static str,
}

impl Words {
    fn of(pieces: Vec<Piece>) -> Vec<String> {
        let mut words = Self::default();
        let mut text = String::new();
        for piece in pieces {
            // Texts side by side are one: what is markup or an address shows only when they are together.
            if let Piece::Text(more) = piece {
                text.push_str(&more);
                continue;
            }
            words.text(&std::mem::take(&mut text));
            match piece {
                Piece::Code(code) => words.code(&code),
                Piece::LinkStart => {
                    words.in_link = true;
                    words.opening = "[";
                }
                Piece::LinkEnd(target) => words.end_link(&target),
                Piece::Text(_) => {}
            }
        }
        words.text(&text);
        words.done
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        // Character references have only now become characters.
        let text = characters::clean(text);
        self.joined &= !text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            let word = if self.in_link { escape::text(word) } else { escape::text_with_links(word) };
            self.append(&word);
            self.joined = false;
        }
        self.joined = !text.ends_with(char::is_whitespace);
    }

    fn code(&mut self, code: &str) {
        // Two runs of backticks side by side would be one run.
        if self.done.last().is_some_and(|word| word.ends_with('`')) {
            self.joined = false;
        }
        self.append(&super::code(code));
        self.joined = true;
    }

    fn append(&mut self, text: &str) {
        let text = format!("{}{text}", std::mem::take(&mut self.opening));
        match self.done.last_mut() {
            Some(word) if self.joined => {
                let apart = if word.ends_with('`') && text.starts_with('`') { " " } else { "" };
                word.push_str(apart);
                word.push_str(&text);
            }
            _ => self.done.push(text),
        }
    }

    fn end_link(&mut self, target: &str) {
        self.in_link = false;
        // A link without text never opened.
        if std::mem::take(&mut self.opening).is_empty()
            && let Some(word) = self.done.last_mut()
        {
            word.push_str("](");
            word.push_str(target);
            word.push(')');
            self.joined = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout;
    use super::blocks;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(layout(&blocks(markdown)).join("\n"), expected);
    }

    #[test]
    fn what_a_reader_needs_is_kept() {
        check("One *two* **three** `four`.", "One two three `four`.");
        check("one\ntwo\n\nthree", "one two\n\nthree");
        check("- one\n  - two\n- three\n\n1. four", "- one\n\n  - two\n- three\n\n1. four");
        check("[site](https://a.example/x) and [page](#other)", "[site](https://a.example/x) and page");
        check("<https://a.example>", "<https://a.example>");
        check("# Heading\ntext", "Heading\n\ntext");
    }

    #[test]
    fn nothing_becomes_a_doctest() {
        check("```\nfn main() {}\n```", "```text\nfn main() {}\n```");
        check("    indented", "```text\nindented\n```");
        check("text ``` text", "text \\`\\`\\` text");
        check("a\n\n```rust", "a\n\n```text\n```");
    }

    #[test]
    fn nothing_becomes_markup_of_ours() {
        check("<b>bold</b> and <script>", "\\<b>bold\\</b> and \\<script>");
        check("[`Vec`] [x][y] [z]", "\\[`Vec`\\] \\[x\\]\\[y\\] \\[z\\]");
        check("ht**tps://a.example**", "<https://a.example>");
        check("`a`**`b`**", "`a` `b`");
        check("``a`b``", "a\\`b");
        check("[x]: https://a.example\n\nhttp://b.example", "<http://b.example>");
        check("a | b\n--- | ---\nc | d", "a | b --- | --- c | d");
        check("one<br>two", "one two");
        check("&#x202e;&#0;&#10;&nbsp;x", "\u{FFFD}\u{FFFD} x");
    }

    #[test]
    fn depth_has_an_end() {
        let deep = "- ".repeat(10_000) + "x";
        assert!(super::super::layout(&blocks(&deep)).join("\n").contains('x'));
    }
}
