//! A stretch of `CommonMark` without tables: pulldown-cmark's events, in; blocks for the writer, out. Line breaks
//! are kept as the document has them.

use super::breaks::line_breaks;
use super::definitions::Definitions;
use super::inline::Inline;
use crate::document::flow::{Flow, Mark};
use crate::document::html;
use crate::document::lines::{slice, trimmed};
use crate::document::report::{DEPTH_LIMIT, Report};
use crate::document::tree::Block;
use crate::document::verbatim::Verbatim;
use crate::document::writer::Writer;
use docwright_model::Span;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Writes the blocks of the stretch in `stretch`.
pub(super) fn read(
    text: &str,
    stretch: Span,
    definitions: &Definitions,
    writer: &mut Writer,
    report: &mut Report<'_>,
) {
    let resolve = |link: BrokenLink<'_>| definitions.resolve(&link);
    let parser = Parser::new_with_broken_link_callback(
        slice(text, stretch),
        Options::ENABLE_DEFINITION_LIST,
        Some(resolve),
    );
    let mut reader = Reader { text, writer, report, inline: Inline::default(), depth: 0, kept: None };
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, Span::new(range.start, range.end).shifted(stretch.start));
    }
    reader.writer.flush();
}

struct Reader<'a, 'r> {
    text: &'a str,
    writer: &'a mut Writer,
    report: &'a mut Report<'r>,
    inline: Inline,
    /// How many lists, items and quotations are open.
    depth: usize,
    kept: Option<Kept>,
}

/// A block whose lines are collected as they are.
enum Kept {
    Code {
        language: Option<String>,
        at: usize,
        span: Span,
        verbatim: Verbatim,
    },
    Html {
        in_comment: bool,
    },
    /// Read already, as a page of its own.
    Preformatted,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, source: Span) {
        match (&mut self.kept, event) {
            (Some(Kept::Code { at, verbatim, .. }), Event::Text(content)) => {
                if verbatim.text.is_empty() {
                    *at = source.start;
                }
                verbatim.push(&content, self.text, source);
            }
            (Some(Kept::Html { in_comment }), Event::Html(content) | Event::Text(content)) => {
                html_line(&content, source, in_comment, &mut self.writer.flow);
            }
            (Some(Kept::Preformatted), Event::Html(_) | Event::Text(_)) => {}
            (_, Event::Start(tag)) => self.start(tag, source),
            (_, Event::End(tag)) => self.end(tag, source),
            (_, event) => self.inline.event(self.text, event, source, &mut self.writer.flow),
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: Span) {
        let span = trimmed(self.text, source);
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => self.writer.flush(),
            Tag::HtmlBlock if is_preformatted(slice(self.text, source)) => {
                self.writer.flush();
                self.kept = Some(Kept::Preformatted);
                // With the text before it, so that places are those in the file.
                let before = slice(self.text, Span::new(0, source.end));
                let page = html::read(before, source.start, self.report);
                page.root.blocks.into_iter().for_each(|block| self.writer.block(block));
            }
            Tag::HtmlBlock => {
                self.writer.flush();
                self.kept = Some(Kept::Html { in_comment: false });
            }
            Tag::CodeBlock(kind) => {
                self.writer.flush();
                let (language, at) = (language(&kind), span.start);
                self.kept = Some(Kept::Code { language, at, span, verbatim: Verbatim::default() });
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::DefinitionList => self.open(&tag, span),
            Tag::DefinitionListTitle => self.writer.open_term(span),
            Tag::DefinitionListDefinition => self.writer.open_definition(span),
            other => self.inline.event(self.text, Event::Start(other), source, &mut self.writer.flow),
        }
    }

    fn open(&mut self, tag: &Tag<'_>, span: Span) {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            self.report.too_deep(span);
            self.writer.flush();
            return;
        }
        match tag {
            Tag::DefinitionList => self.writer.open_list(false, span),
            Tag::List(first) => self.writer.open_list(first.is_some(), span),
            Tag::Item => self.writer.open_item(span),
            _ => self.writer.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd, source: Span) {
        match tag {
            TagEnd::Heading(level) => self.writer.heading(level as usize, trimmed(self.text, source)),
            TagEnd::Paragraph | TagEnd::DefinitionListDefinition => self.writer.flush(),
            TagEnd::HtmlBlock => {
                self.kept = None;
                self.writer.flush();
            }
            TagEnd::CodeBlock => {
                if let Some(Kept::Code { language, at, span, mut verbatim }) = self.kept.take() {
                    verbatim.trim_end();
                    self.writer.block(Block::Code(verbatim.finish(language, at, span)));
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::DefinitionList => {
                self.close(tag);
            }
            TagEnd::DefinitionListTitle => self.writer.close_term(),
            other => self.inline.event(self.text, Event::End(other), source, &mut self.writer.flow),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        match tag {
            _ if depth > DEPTH_LIMIT => self.writer.flush(),
            TagEnd::List(_) => self.writer.close_list(),
            TagEnd::DefinitionList => {
                self.writer.close_definition();
                self.writer.close_list();
            }
            TagEnd::Item => self.writer.close_item(),
            _ => self.writer.flush(),
        }
    }
}

/// Whether a block of elements is text kept as it is: `<pre>…</pre>`.
fn is_preformatted(block: &str) -> bool {
    let tag = block.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
    tag.starts_with("<pre") && tag.ends_with(|c: char| c == '>' || c.is_ascii_whitespace())
}

fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',', '{']).next(),
        CodeBlockKind::Indented => None,
    }
    .filter(|word| !word.is_empty())
    .map(str::to_owned)
}

/// An element within text: a line break, or text that only looks like an element, such as `<token>`.
pub(super) fn literal_html(content: &str, source: Span, mark: &Mark, flow: &mut Flow) {
    if line_breaks(content).next().is_some() {
        flow.line_break(source);
    } else if !content.starts_with("<!--") {
        flow.push(content, source.start, mark);
    }
}

/// A line of a block of elements: kept as it is, but for comments and line breaks.
fn html_line(content: &str, source: Span, in_comment: &mut bool, flow: &mut Flow) {
    let mut rest = content;
    let at = |rest: &str| source.start + content.len() - rest.len();
    while !rest.is_empty() {
        if *in_comment {
            let Some((_, after)) = rest.split_once("-->") else { return };
            rest = after;
            *in_comment = false;
        }
        let comment = rest.find("<!--").unwrap_or(rest.len());
        let (shown, after) = rest.split_at_checked(comment).unwrap_or((rest, ""));
        push_with_breaks(shown, at(rest), flow);
        *in_comment = !after.is_empty();
        rest = after;
    }
    flow.line_break(Span::new(source.end.saturating_sub(1), source.end));
}

fn push_with_breaks(content: &str, at: usize, flow: &mut Flow) {
    let mut from = 0;
    for (start, end) in line_breaks(content) {
        flow.push(content.get(from..start).unwrap_or_default(), at + from, &Mark::default());
        flow.line_break(Span::new(at + start, at + end));
        from = end;
    }
    flow.push(content.get(from..).unwrap_or_default(), at + from, &Mark::default());
}
