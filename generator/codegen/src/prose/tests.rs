//! What documentation can do once rustdoc reads it: nothing, whatever it was made of.

use super::{blocks, code, inline, layout, plain, title, words};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

/// The extensions that rustdoc switches on.
const RUSTDOC: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// Sees to it that rustdoc finds words, lists, shown text and links to web addresses in the Markdown, and no more.
/// Gives the letters and digits back.
fn check(markdown: &str, origin: &str) -> String {
    let mut unresolved = Vec::new();
    let mut record = |link: BrokenLink<'_>| {
        unresolved.push(link.reference.to_string());
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let mut letters = String::new();
    // Inside links and shown text an address is no bare one.
    let mut exempt = false;
    for event in Parser::new_with_broken_link_callback(markdown, RUSTDOC, Some(&mut record)) {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => exempt = true,
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => exempt = false,
            Event::Text(text) => assert!(exempt || !text.contains("://a"), "{origin:?} became {markdown:?}"),
            _ => {}
        }
        match event {
            Event::Text(text) | Event::Code(text) => {
                letters.extend(text.chars().filter(char::is_ascii_alphanumeric));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{origin:?} became {markdown:?}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("http"), "{origin:?} became {markdown:?}");
            }
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Item) | Event::End(_) | Event::SoftBreak => {}
            other => panic!("{origin:?} became {markdown:?} with {other:?}"),
        }
    }
    assert!(unresolved.is_empty(), "{origin:?} became {markdown:?} with links to {unresolved:?}");
    letters
}

#[test]
fn no_text_can_do_anything() {
    let mut random = Random(1);
    for _ in 0..30_000 {
        let text = random.text();
        let lines = layout(&blocks(&text));
        assert!(
            lines.iter().all(|line| line.trim_end() == line && !line.contains(['\n', '\r', '\t'])),
            "{text:?}"
        );
        check(&lines.join("\n"), &text);
        for piece in [code(&text), inline(&text), title(&text)] {
            let sentence =
                layout(&[super::Block::Paragraph(words(&format!("Said {piece} here.")))]).join("\n");
            check(&sentence, &text);
        }
    }
}

#[test]
fn no_word_is_lost() {
    // Without what Markdown does not show: link targets, HTML's line breaks, what stands behind a fence.
    let mut random = Random(2);
    for _ in 0..30_000 {
        let text: String = random.text().chars().filter(|c| !"[]<>&`~".contains(*c)).collect();
        let letters: String = plain(&text).chars().filter(char::is_ascii_alphanumeric).collect();
        // The numbers of a list are counted anew.
        let digitless = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        assert_eq!(
            digitless(&check(&layout(&blocks(&text)).join("\n"), &text)),
            digitless(&letters),
            "{text:?}"
        );
    }
}

/// A generator of texts that is the same in each run.
struct Random(u64);

impl Random {
    const PIECES: [&str; 46] = [
        "a",
        "b_c",
        "word",
        "1",
        " ",
        " ",
        " ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n\n",
        "\t",
        "`",
        "``",
        "```",
        "~~~",
        "*",
        "**",
        "_",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "https://a.example/x",
        "http://",
        "#",
        "- ",
        "+ ",
        "1. ",
        "> ",
        "|",
        "---",
        "===",
        "\\",
        "&amp;",
        "&#60;",
        "!",
        ":",
        "^",
    ];

    fn text(&mut self) -> String {
        let length = self.below(14) + 1;
        (0..length).map(|_| Self::PIECES[self.below(Self::PIECES.len())]).collect()
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound
    }
}
