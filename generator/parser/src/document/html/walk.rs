//! From scraper's tree to blocks for the writer. Layout is transparent; headings make sections wherever they
//! stand in it.

use super::chrome::is_chrome;
use super::elements::{Role, role};
use super::stamp::ELEMENT;
use super::table;
use crate::document::flow::{Flow, Mark};
use crate::document::lines::slice;
use crate::document::report::Report;
use crate::document::tree::Block;
use crate::document::verbatim::Verbatim;
use crate::document::writer::Writer;
use docwright_model::Span;
use scraper::{ElementRef, Html, Node};

/// The parser adds elements of its own to those of the page, which are limited before it.
const DEPTH_LIMIT: usize = 2 * crate::document::report::DEPTH_LIMIT;

/// Writes the page; the writer holds all of it afterwards.
pub(super) fn read(text: &str, page: &Html, elements: &[Span], report: &mut Report<'_>) -> Writer {
    let mut walk =
        Walk { text, elements, report, writer: Writer::default(), at: 0, depth: 0, in_heading: false };
    walk.element(page.root_element());
    walk.writer
}

pub(super) struct Walk<'a, 'r> {
    pub(super) text: &'a str,
    elements: &'a [Span],
    pub(super) report: &'a mut Report<'r>,
    pub(super) writer: Writer,
    /// Where the next text stands.
    at: usize,
    depth: usize,
    /// A heading is one line, whatever a page puts in it.
    in_heading: bool,
}

impl Walk<'_, '_> {
    /// Where an element stands; what the parser adds stands where the text before it ends.
    pub(super) fn span(&self, element: ElementRef<'_>) -> Span {
        let number = element.value().attr(ELEMENT).and_then(|number| number.parse::<usize>().ok());
        let known = number.and_then(|number| self.elements.get(number)).copied();
        known.unwrap_or(Span::new(self.at, self.at))
    }

    pub(super) fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Comment(stamp) => self.at = stamp.parse().unwrap_or(self.at),
                Node::Text(content) => {
                    let mark = self.writer.mark();
                    self.at = push(self.text, content, self.at, &mark, &mut self.writer.flow);
                }
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let span = self.span(element);
        if self.depth > DEPTH_LIMIT {
            self.report.too_deep(span);
            return;
        }
        self.depth += 1;
        match role(element.value().name()) {
            Role::Dropped => {}
            Role::Block if is_chrome(element) => self.writer.flush(),
            Role::Block | Role::List { .. } | Role::Item | Role::Definitions | Role::Heading(_)
                if self.in_heading =>
            {
                self.children(element);
            }
            Role::Block => {
                self.writer.flush();
                self.children(element);
                self.writer.flush();
            }
            Role::Heading(level) => {
                self.writer.flush();
                self.in_heading = true;
                self.children(element);
                self.in_heading = false;
                self.writer.heading(level, span);
            }
            Role::List { ordered } => {
                self.writer.open_list(ordered, span);
                self.children(element);
                self.writer.close_list();
            }
            Role::Item => {
                self.writer.open_item(span);
                self.children(element);
                self.writer.close_item();
            }
            Role::Table => table::read(self, element, span),
            Role::Preformatted => self.preformatted(element, span),
            Role::Definitions => self.definition_list(element, span),
            Role::LineBreak => self.writer.flow.line_break(span),
            Role::Styled(style) => {
                self.writer.open_style(style);
                self.children(element);
                self.writer.close_mark();
            }
            Role::Link => {
                self.writer.open_link(element.value().attr("href").unwrap_or_default());
                self.children(element);
                self.writer.close_mark();
            }
            Role::Image => self.image(element, span),
            Role::Inline if self.in_heading && self.writer.is_in_item() => self.apart(element, span),
            Role::Inline => self.children(element),
        }
        self.depth -= 1;
    }

    /// A part of an item's heading, which pages set apart from the next by style alone: `email` and `string`.
    fn apart(&mut self, element: ElementRef<'_>, span: Span) {
        let mark = self.writer.mark();
        self.writer.flow.push_for(" ", Span::new(span.start, span.start), &mark);
        self.children(element);
        self.writer.flow.push_for(" ", Span::new(span.end, span.end), &mark);
    }

    fn image(&mut self, element: ElementRef<'_>, span: Span) {
        let description = element.value().attr("alt").unwrap_or_default();
        self.writer.open_link(element.value().attr("src").unwrap_or_default());
        let mark = self.writer.mark();
        self.writer.flow.push_for(description, span, &mark);
        self.writer.close_mark();
    }

    fn preformatted(&mut self, element: ElementRef<'_>, span: Span) {
        let mut verbatim = Verbatim::default();
        let mut found = language(element);
        self.verbatim(element, &mut verbatim, &mut found);
        // Elements within may shift lines; the first begins behind the start tag.
        let tag = slice(self.text, span).find('>').map_or(0, |end| end + 1);
        let at = span.start + tag;
        verbatim.trim_lines();
        self.writer.block(Block::Code(verbatim.finish(found, at, span)));
    }

    /// Adds what stands in an element as it is; its links are kept.
    fn verbatim(&mut self, element: ElementRef<'_>, verbatim: &mut Verbatim, found: &mut Option<String>) {
        if self.depth > DEPTH_LIMIT {
            return;
        }
        self.depth += 1;
        for child in element.children() {
            match child.value() {
                Node::Comment(stamp) => self.at = stamp.parse().unwrap_or(self.at),
                Node::Text(content) => self.at = push_verbatim(self.text, content, self.at, verbatim),
                Node::Element(inner) if inner.name() == "br" => {
                    verbatim.push("\n", self.text, Span::new(self.at, self.at));
                }
                Node::Element(inner) => {
                    let Some(element) = ElementRef::wrap(child) else { continue };
                    let start = verbatim.text.len();
                    *found = found.take().or_else(|| language(element));
                    self.verbatim(element, verbatim, found);
                    if inner.name() == "a" {
                        verbatim.link(start, inner.attr("href").unwrap_or_default());
                    }
                }
                _ => {}
            }
        }
        self.depth -= 1;
    }

    /// A list whose items are key-value lines: a term, and its definition up to the next term.
    fn definition_list(&mut self, list: ElementRef<'_>, span: Span) {
        self.writer.open_list(false, span);
        self.definitions(list);
        self.writer.close_definition();
        self.writer.close_list();
    }

    fn definitions(&mut self, list: ElementRef<'_>) {
        for child in list.children() {
            let Some(element) = ElementRef::wrap(child) else { continue };
            match element.value().name() {
                "dt" => {
                    let span = self.span(element);
                    self.writer.open_term(span);
                    self.children(element);
                    self.writer.close_term();
                }
                "dd" => {
                    self.writer.open_definition(self.span(element));
                    self.children(element);
                    self.writer.flush();
                }
                // Terms may be grouped for layout.
                _ if self.depth < DEPTH_LIMIT => {
                    self.depth += 1;
                    self.definitions(element);
                    self.depth -= 1;
                }
                _ => {}
            }
        }
    }
}

/// `language-json` and the like, as highlighters name it.
fn language(element: ElementRef<'_>) -> Option<String> {
    const PREFIXES: &[&str] = &["language-", "lang-", "highlight-source-"];
    let mut classes = element.value().classes();
    classes.find_map(|class| PREFIXES.iter().find_map(|prefix| class.strip_prefix(prefix))).map(str::to_owned)
}

/// Adds text that stands in the file from offset `at` on, where entities are still entities; gives its end.
fn push(file: &str, content: &str, at: usize, mark: &Mark, flow: &mut Flow) -> usize {
    each_stretch(file, content, at, |stretch, source, is_exact| {
        if is_exact {
            flow.push(stretch, source.start, mark);
        } else {
            flow.push_for(stretch, source, mark);
        }
    })
}

/// The same for code.
fn push_verbatim(file: &str, content: &str, at: usize, verbatim: &mut Verbatim) -> usize {
    each_stretch(file, content, at, |stretch, source, _| verbatim.push(stretch, file, source))
}

/// Cuts text into stretches that stand in the file just so and characters that are entities there; gives its end.
fn each_stretch(file: &str, content: &str, at: usize, mut take: impl FnMut(&str, Span, bool)) -> usize {
    let mut at = at;
    let mut rest = content;
    while !rest.is_empty() {
        let source = file.get(at..).unwrap_or_default();
        let plain = plain_length(rest, source);
        let (same, after) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        take(same, Span::new(at, at + plain), true);
        at += plain;
        rest = after;
        let Some(character) = rest.chars().next() else { break };
        let source = source.get(plain..).unwrap_or_default();
        let length = reference_length(source, character);
        let mut buffer = [0; 4];
        take(character.encode_utf8(&mut buffer), Span::new(at, at + length), false);
        at += length;
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    at
}

/// How many bytes of a text stand in the file just so.
fn plain_length(content: &str, source: &str) -> usize {
    let both = content.char_indices().zip(source.chars());
    let mut length = 0;
    for ((index, character), in_source) in both {
        let reference =
            in_source == '&' && reference_length(source.get(index..).unwrap_or_default(), character) > 1;
        if character != in_source || reference {
            break;
        }
        length = index + character.len_utf8();
    }
    length
}

/// Names of the ampersand itself, without which `&` stands for itself.
const AMPERSANDS: &[&str] = &["&amp;", "&AMP;", "&#38;", "&#038;", "&#x26;", "&#X26;", "&amp", "&AMP"];

/// How many bytes of the file stand for one character.
fn reference_length(source: &str, character: char) -> usize {
    if character == '&' {
        let name = AMPERSANDS.iter().find(|name| source.starts_with(**name));
        return name.map_or(usize::from(source.starts_with('&')), |name| name.len());
    }
    if source.starts_with("\r\n") {
        return 2;
    }
    let Some(name) = source.strip_prefix('&') else {
        // The second character of an entity, or one that the parser made up.
        return usize::from(source.starts_with('\r') && character == '\n');
    };
    let length = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').len();
    1 + length + usize::from(slice(name, Span::new(length, length + 1)) == ";")
}
