//! Inline Markdown of one line, as table cells hold it: whatever the line begins with, it is no heading, list or
//! quotation.

use super::anchors::is_anchor;
use super::definitions::Definitions;
use super::prose::literal_html;
use crate::document::flow::{Flow, Mark};
use crate::document::lines::slice;
use crate::document::tree::Style;
use docwright_model::Span;
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

/// A line without any of these is plain text.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', '<', '&'];

/// A word before the line keeps it from being read as anything but inline text.
const GUARD: &str = "x ";

/// Adds the line in `span` to `flow`.
pub(super) fn read(text: &str, span: Span, definitions: &Definitions, flow: &mut Flow) {
    let line = slice(text, span);
    if !line.contains(SPECIAL) {
        flow.push(line, span.start, &Mark::default());
        return;
    }
    let guarded = format!("{GUARD}{line}");
    let resolve = |link: BrokenLink<'_>| definitions.resolve(&link);
    let parser = Parser::new_with_broken_link_callback(&guarded, Options::empty(), Some(resolve));
    let mut inline = Inline::default();
    for (event, range) in parser.into_offset_iter() {
        let start = range.start.max(GUARD.len()) - GUARD.len();
        let source = Span::new(start, range.end.max(GUARD.len()) - GUARD.len()).shifted(span.start);
        let event = match event {
            Event::Text(content) if range.start < GUARD.len() => {
                Event::Text(content.get(GUARD.len() - range.start..).unwrap_or_default().to_owned().into())
            }
            Event::Code(content) => Event::Code(cell_code(content)),
            other => other,
        };
        inline.event(text, event, source, flow);
    }
}

/// In a table a pipe in code is escaped too.
fn cell_code(content: CowStr<'_>) -> CowStr<'_> {
    if content.contains("\\|") { content.replace("\\|", "|").into() } else { content }
}

/// The settings that are open in inline text.
#[derive(Debug, Default)]
pub(super) struct Inline {
    marks: Vec<Mark>,
    /// How many elements are open that are only there to be linked to.
    anchors: usize,
}

impl Inline {
    /// Adds what an inline event says to `flow`; other events are left alone.
    pub(super) fn event(&mut self, text: &str, event: Event<'_>, source: Span, flow: &mut Flow) {
        let mark = self.marks.last().cloned().unwrap_or_default();
        match event {
            Event::Text(content) => push(text, &content, source, &mark, flow),
            Event::Code(content) => {
                let mark = Mark { style: Style::Code, ..mark };
                push_code(text, &content, source, &mark, flow);
            }
            Event::InlineHtml(tag) if is_anchor(&tag) => self.anchors += usize::from(!tag.ends_with("/>")),
            Event::InlineHtml(tag) if self.anchors > 0 && &*tag == "</a>" => self.anchors -= 1,
            Event::InlineHtml(content) => literal_html(&content, source, &mark, flow),
            Event::SoftBreak | Event::HardBreak => flow.line_break(source),
            Event::Start(Tag::Strong) => self.marks.push(Mark { style: Style::Strong, ..mark }),
            Event::Start(Tag::Emphasis) => {
                let style = if mark.style == Style::Strong { Style::Strong } else { Style::Emphasis };
                self.marks.push(Mark { style, ..mark });
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let link = Some(dest_url.into_string()).filter(|address| !address.is_empty());
                self.marks.push(Mark { link, ..mark });
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {
                self.marks.pop();
            }
            _ => {}
        }
    }
}

fn push(text: &str, content: &str, source: Span, mark: &Mark, flow: &mut Flow) {
    if slice(text, source) == content {
        flow.push(content, source.start, mark);
    } else {
        flow.push_for(content, source, mark);
    }
}

/// Code without its backticks and the space that may pad it.
fn push_code(text: &str, content: &str, source: Span, mark: &Mark, flow: &mut Flow) {
    let outer = slice(text, source);
    let ticks = outer.len() - outer.trim_start_matches('`').len();
    let inner = Span::new(source.start + ticks, source.end.saturating_sub(ticks));
    let padded = Span::new(inner.start + 1, inner.end.saturating_sub(1));
    if slice(text, inner) == content {
        flow.push_verbatim(content, inner.start, mark);
    } else if slice(text, padded) == content {
        flow.push_verbatim(content, padded.start, mark);
    } else {
        flow.push_for(content, inner, mark);
    }
}
