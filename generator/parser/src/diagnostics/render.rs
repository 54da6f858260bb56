//! Diagnostics as people read them, in the manner of rustc: what comes in are remarks and the files they are
//! about, what goes out is plain text. annotate-snippets draws the lines; it is given only those that matter, and
//! only ranges that fit them, because it trusts both.

use super::{Diagnostic, Diagnostics, Label, Severity};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use docwright_model::Span;
use std::collections::HashMap;
use std::ops::Range;

/// All remarks as text, with the lines they are about, without colours. `source` gives the content of a file by
/// its name, and `prefix` is put before names: `specs/petstore/`. Lines and columns count from 1.
#[must_use]
pub fn render<'a>(
    diagnostics: &Diagnostics,
    source: impl Fn(&str) -> Option<&'a str>,
    prefix: &str,
) -> String {
    let mut files: HashMap<&str, Option<File<'a>>> = HashMap::new();
    let mut rendered = String::new();
    for diagnostic in diagnostics {
        for label in labels(diagnostic) {
            let name = &*label.source.file;
            files.entry(name).or_insert_with(|| source(name).map(File::new));
        }
        let groups = [group(diagnostic, &files, prefix)];
        rendered.push_str(&Renderer::plain().render(&groups));
        rendered.push_str("\n\n");
    }
    rendered.truncate(rendered.trim_end().len());
    rendered
}

/// A file and where its lines begin.
struct File<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// The lines of a file that a remark is about.
struct Excerpt<'a> {
    text: &'a str,
    offset: usize,
    first_line: usize,
}

impl<'a> File<'a> {
    fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// All lines that hold something of the spans.
    fn excerpt(&self, spans: impl Iterator<Item = Span>) -> Excerpt<'a> {
        let all = spans.reduce(Span::join).unwrap_or_default();
        let range = within(self.text, all);
        let first = self.starts.partition_point(|start| *start <= range.start);
        let last = self.starts.partition_point(|start| *start <= range.end);
        let start = first.checked_sub(1).and_then(|line| self.starts.get(line)).copied().unwrap_or(0);
        let end = self.starts.get(last).copied().unwrap_or(self.text.len());
        // A byte order mark is no character of the first line.
        let mark = if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let offset = start + mark;
        Excerpt { text: self.text.get(offset..end).unwrap_or_default(), offset, first_line: first.max(1) }
    }
}

impl Excerpt<'_> {
    fn annotation<'l>(&self, kind: AnnotationKind, label: &'l Label) -> Annotation<'l> {
        let span = label.source.span;
        let here = Span::new(span.start.saturating_sub(self.offset), span.end.saturating_sub(self.offset));
        kind.span(within(self.text, here)).label(words(label))
    }
}

/// A range of whole characters of the text.
fn within(text: &str, span: Span) -> Range<usize> {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=span.start.min(text.len())).rev().find(boundary).unwrap_or(0);
    let end = (span.end.min(text.len())..=text.len()).find(boundary).unwrap_or(text.len());
    start..end.max(start)
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    diagnostic.primary.iter().chain(&diagnostic.related)
}

fn words(label: &Label) -> Option<&str> {
    Some(label.text.as_str()).filter(|text| !text.is_empty())
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &HashMap<&str, Option<File<'a>>>, prefix: &str) -> Group<'a> {
    let number = diagnostic.code.entry().number;
    let title = level(diagnostic.severity).primary_title(diagnostic.message.as_str()).id(number);
    let mut group = Group::with_title(title);
    let mut seen: Vec<&str> = Vec::new();
    for label in labels(diagnostic) {
        let name = &*label.source.file;
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let path = format!("{prefix}{name}");
        group = match files.get(name).and_then(Option::as_ref) {
            Some(file) => group.element(snippet(diagnostic, name, file).path(path)),
            None => {
                group.element(Origin::path(path)).elements(words(label).map(|text| Level::NOTE.message(text)))
            }
        };
    }
    if diagnostic.help.is_empty() {
        group
    } else {
        group.element(Level::HELP.message(diagnostic.help.as_str()))
    }
}

/// The lines of one file that a remark is about, with all its labels there.
fn snippet<'a>(diagnostic: &'a Diagnostic, name: &str, file: &File<'a>) -> Snippet<'a, Annotation<'a>> {
    let here = || labels(diagnostic).filter(|label| &*label.source.file == name);
    let excerpt = file.excerpt(here().map(|label| label.source.span));
    let primary = diagnostic.primary.as_ref();
    let annotations: Vec<Annotation<'a>> = here()
        .map(|label| {
            let is_primary = primary.is_some_and(|primary| std::ptr::eq(primary, label));
            let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            excerpt.annotation(kind, label)
        })
        .collect();
    Snippet::source(excerpt.text).line_start(excerpt.first_line).annotations(annotations)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
