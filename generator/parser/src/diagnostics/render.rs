//! Diagnostics as people read them, in the manner of rustc: what comes in are remarks and the files they are
//! about, what goes out is text, plain or with colours. annotate-snippets draws the lines; it is given only those that matter, and
//! only ranges that fit them, because it trusts both.

mod excerpt;

use super::{Diagnostic, Label, Severity, clipped};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use excerpt::Excerpt;
use std::collections::HashMap;

pub use excerpt::File;

/// Of a message and of a help so many characters are shown: a word that a document is wrong about can be as long as the
/// document.
const MOST_CHARACTERS: usize = 4000;

/// What text is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// Characters alone.
    #[default]
    Plain,
    /// With the escape sequences by which terminals colour it.
    Coloured,
}

impl Style {
    fn renderer(self) -> Renderer {
        match self {
            Self::Plain => Renderer::plain(),
            Self::Coloured => Renderer::styled(),
        }
    }
}

/// A line that says how serious something is and what, without a code: `error: 3 errors in the documents`.
#[must_use]
pub fn headline(severity: Severity, message: &str, style: Style) -> String {
    let group = Group::with_title(level(severity).primary_title(message));
    style.renderer().render(&[group]).chars().map(shown).collect()
}

/// All remarks as text, with the lines they are about, without colours. `source` gives the content of a file by
/// its name, and `prefix` is put before names: `specs/petstore/`. Lines and columns count from 1.
#[must_use]
pub fn render<'a, 'd>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    source: impl Fn(&str) -> Option<&'a str>,
    prefix: &str,
) -> String {
    render_as(Style::Plain, diagnostics, source, prefix)
}

/// All remarks as [`render`] gives them, in this style.
#[must_use]
pub fn render_as<'a, 'd>(
    style: Style,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    source: impl Fn(&str) -> Option<&'a str>,
    prefix: &str,
) -> String {
    let mut files: HashMap<&'d str, Option<File<'a>>> = HashMap::new();
    let mut rendered = String::new();
    for diagnostic in diagnostics {
        for label in labels(diagnostic) {
            let name = &*label.source.file;
            files.entry(name).or_insert_with(|| source(name).map(File::new));
        }
        let diagnostic = without_orders(diagnostic);
        let groups = [group(&diagnostic, &files, prefix)];
        // Between two entries of a help the renderer leaves spaces.
        for line in style.renderer().render(&groups).lines() {
            rendered.extend(if line.trim().is_empty() { "" } else { line }.chars().map(shown));
            rendered.push('\n');
        }
        rendered.push('\n');
    }
    rendered.truncate(rendered.trim_end().len());
    rendered
}

/// A remark whose words hold nothing that a terminal obeys: they quote documents, and the renderer looks at titles and
/// lines of files alone.
fn without_orders(diagnostic: &Diagnostic) -> Diagnostic {
    let clean = |text: &mut String| {
        if text.contains(|c: char| is_order(c) || (c.is_control() && c != '\n')) {
            let plain =
                |c: char| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { shown(c) };
            *text = text.chars().map(plain).collect();
        }
    };
    let mut diagnostic = diagnostic.clone();
    clean(&mut diagnostic.message);
    clean(&mut diagnostic.help);
    for label in diagnostic.primary.iter_mut().chain(&mut diagnostic.related) {
        clean(&mut label.text);
    }
    diagnostic
}

/// A character of what was rendered, whose only control characters are colours.
fn shown(c: char) -> char {
    if is_order(c) { char::REPLACEMENT_CHARACTER } else { c }
}

/// What the renderer lets through in lines of files: the second set of control characters, marks of direction,
/// invisible copies of ASCII.
fn is_order(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{E0000}'..='\u{E007F}')
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    diagnostic.primary.iter().chain(&diagnostic.related)
}

fn words(label: &Label) -> Option<&str> {
    Some(label.text.as_str()).filter(|text| !text.is_empty())
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    files: &'a HashMap<&str, Option<File<'_>>>,
    prefix: &str,
) -> Group<'a> {
    let number = diagnostic.code.entry().number;
    let message = clipped(&diagnostic.message, MOST_CHARACTERS);
    let title = level(diagnostic.severity).primary_title(message).id(number);
    let mut group = Group::with_title(title);
    let mut seen: Vec<&str> = Vec::new();
    for label in labels(diagnostic) {
        let name = &*label.source.file;
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let path = format!("{prefix}{name}").replace(char::is_control, "\u{FFFD}");
        group = match files.get(name).and_then(Option::as_ref) {
            Some(file) => places(group, diagnostic, name, file, &path),
            None => {
                group.element(Origin::path(path)).elements(words(label).map(|text| Level::NOTE.message(text)))
            }
        };
    }
    if diagnostic.help.is_empty() {
        group
    } else {
        group.element(Level::HELP.message(clipped(&diagnostic.help, MOST_CHARACTERS)))
    }
}

/// All places of a remark in one file, those that are near to each other in one excerpt.
fn places<'a>(
    mut group: Group<'a>,
    diagnostic: &'a Diagnostic,
    name: &str,
    file: &'a File<'_>,
    path: &str,
) -> Group<'a> {
    let here = labels(diagnostic).filter(|label| &*label.source.file == name);
    for (excerpt, labels) in file.excerpts(here) {
        group = if excerpt.is_readable() {
            group.element(snippet(diagnostic, &excerpt, &labels).path(path.to_owned()))
        } else {
            labels.iter().fold(group, |group, label| {
                let (line, column) = file.line_and_column(label.source.span.start);
                let origin = Origin::path(path.to_owned()).line(line).char_column(column);
                let found = file.words_at(label.source.span);
                let said = words(label).map(str::to_owned);
                let note = said.into_iter().chain(found).collect::<Vec<_>>().join(": ");
                let group = group.element(origin);
                if note.is_empty() { group } else { group.element(Level::NOTE.message(note)) }
            })
        };
    }
    group
}

/// Lines of a file with the labels that are about them.
fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    excerpt: &Excerpt<'a>,
    labels: &[&'a Label],
) -> Snippet<'a, Annotation<'a>> {
    let primary = diagnostic.primary.as_ref();
    let annotations: Vec<Annotation<'a>> = labels
        .iter()
        .map(|label| {
            let is_primary = primary.is_some_and(|primary| std::ptr::eq(primary, *label));
            let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(excerpt.range(label.source.span)).label(words(label))
        })
        .collect();
    Snippet::source(excerpt.text()).line_start(excerpt.first_line()).annotations(annotations)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
