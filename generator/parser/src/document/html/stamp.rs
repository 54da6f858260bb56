//! A copy of a page in which every start tag and every text says where it stands in the file. What comes in is
//! the page; what goes out is HTML in which each start tag carries the number of its element as an attribute and
//! each text follows a comment with its offset, and the range of each element.
//!
//! Only attributes that are read later are kept, and comments, scripts and styles are left out: the parser that
//! comes next has less to do, and nothing in the page can pass for a stamp. Elements nested deeper than the limit
//! are left out too, their text is kept: the parser takes time with the square of the depth.

use super::elements::{FORMATTING, RAW, VOID, ends};
use crate::document::lines::slice;
use crate::document::report::{DEPTH_LIMIT, Report};
use docwright_model::Span;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::fmt::Write;

/// The attribute that holds the number of an element.
pub(super) const ELEMENT: &str = "data-docwright";

const KEPT_ATTRIBUTES: &[&str] = &["href", "class", "colspan", "rowspan", "alt", "src"];

/// A page with its offsets.
#[derive(Debug, Default)]
pub(super) struct Stamped {
    pub(super) html: String,
    /// From the start tag to the end tag of each element, as far as there is one.
    pub(super) elements: Vec<Span>,
}

/// Stamps the page from offset `content` on.
pub(super) fn stamp(text: &str, content: usize, report: &mut Report<'_>) -> Stamped {
    let page = slice(text, Span::new(content, text.len()));
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut stamper =
        Stamper { text, report, out: Stamped::default(), open: Vec::new(), dropped: 0, raw: false };
    let mut end = content;
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let span = Span::new(tag.span.start, tag.span.end).shifted(content);
                stamper.text_until(end, span.start);
                end = span.end;
                stamper.start_tag(&tag, span);
            }
            Token::EndTag(tag) => {
                let span = Span::new(tag.span.start, tag.span.end).shifted(content);
                stamper.text_until(end, span.start);
                end = span.end;
                stamper.end_tag(&String::from_utf8_lossy(&tag.name), span);
            }
            Token::Comment(comment) => {
                let span = Span::new(comment.span.start, comment.span.end).shifted(content);
                stamper.text_until(end, span.start);
                end = span.end;
            }
            Token::Doctype(doctype) => {
                stamper.out.html.push_str("<!DOCTYPE html>");
                end = doctype.span.end + content;
            }
            Token::String(_) | Token::Error(_) => {}
        }
    }
    stamper.text_until(end, text.len());
    stamper.out
}

struct Stamper<'a, 'r> {
    text: &'a str,
    report: &'a mut Report<'r>,
    out: Stamped,
    /// Names and numbers of the elements that are open.
    open: Vec<(String, usize)>,
    /// How many elements beyond the limit are open.
    dropped: usize,
    /// Whether the text is that of a script or the like.
    raw: bool,
}

impl Stamper<'_, '_> {
    fn text_until(&mut self, start: usize, end: usize) {
        let content = slice(self.text, Span::new(start, end.max(start)));
        if self.raw || content.is_empty() {
            return;
        }
        if !content.trim().is_empty() {
            // Writing to a string does not fail.
            let _ = write!(self.out.html, "<!--{start}-->");
        }
        self.out.html.push_str(content);
    }

    fn start_tag(&mut self, tag: &StartTag<usize>, span: Span) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if RAW.contains(&name.as_str()) {
            self.raw = true;
            return;
        }
        while let Some((_, number)) = self.open.pop_if(|(open, _)| ends(open, &name)) {
            self.close(number, span.start);
        }
        let void = VOID.contains(&name.as_str());
        if self.open.len() >= DEPTH_LIMIT && !void {
            self.report.too_deep(span);
            self.dropped += 1;
            return;
        }
        let number = self.out.elements.len();
        self.out.elements.push(span);
        let _ = write!(self.out.html, "<{name}");
        // Unclosed ones are copied into every paragraph unless they are alike, so that a stamp would cost dearly;
        // their text says where they stand.
        if !FORMATTING.contains(&name.as_str()) {
            let _ = write!(self.out.html, " {ELEMENT}=\"{number}\"");
        }
        // Of formatting only code has a class that is read, and elements that differ are copied more often.
        let is_read = |attribute: &&&str| {
            **attribute != "class" || name == "code" || !FORMATTING.contains(&name.as_str())
        };
        for attribute in KEPT_ATTRIBUTES.iter().filter(is_read) {
            if let Some(value) = tag.attributes.get(attribute.as_bytes()) {
                let value = String::from_utf8_lossy(value).replace('&', "&amp;").replace('"', "&quot;");
                let _ = write!(self.out.html, " {attribute}=\"{value}\"");
            }
        }
        self.out.html.push('>');
        if !void {
            self.open.push((name, number));
        }
    }

    fn end_tag(&mut self, name: &str, span: Span) {
        if RAW.contains(&name) {
            self.raw = false;
            return;
        }
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        let Some(position) = self.open.iter().rposition(|(open, _)| open == name) else {
            // `</p>` and `</br>` alone make an element.
            let _ = write!(self.out.html, "</{name}>");
            return;
        };
        if FORMATTING.contains(&name) {
            // What stands in it stays open.
            let (_, number) = self.open.remove(position);
            self.close(number, span.end);
        } else {
            for (open, number) in self.open.split_off(position) {
                let end = if open == name { span.end } else { span.start };
                self.close(number, end);
            }
        }
        let _ = write!(self.out.html, "</{name}>");
    }

    fn close(&mut self, number: usize, end: usize) {
        if let Some(element) = self.out.elements.get_mut(number) {
            element.end = element.end.max(end);
        }
    }
}
