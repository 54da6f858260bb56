//! The one tree that every form of document is read into.
//!
//! A document is sections within sections; a section is a heading and blocks. Depth is nesting, not the
//! number that the form happens to use, so that a page reads the same as Markdown, HTML or text.

use super::code::Code;
use docwright_model::Span;
use std::borrow::Cow;

/// A document as a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Keys and values of the front matter, in order.
    pub front_matter: Vec<KeyValue>,
    /// Everything: a section without a heading, whose blocks stand before the first heading.
    pub root: Section,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty for the root.
    pub heading: Text,
    /// How many sections it is nested in: 0 for the root, 1 for the title of a page.
    pub depth: usize,
    /// What stands between the heading and the first subsection.
    pub blocks: Vec<Block>,
    /// The subsections.
    pub sections: Vec<Section>,
    /// From the heading to the end of the last subsection.
    pub span: Span,
}

/// A piece of content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Prose. A line break in the text is one that the document makes.
    Paragraph(Text),
    /// A list; each item is blocks of its own.
    List(List),
    /// A table.
    Table(Table),
    /// Text kept as it is: a fenced or indented block, `<pre>`, or JSON standing free in plain text.
    Code(Code),
    /// `**Key**: value` or `Key: value` on a line of its own, or behind a marker on the same line. Prose that
    /// follows on the next line is a paragraph of its own.
    KeyValue(KeyValue),
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Whether its items are numbered.
    pub ordered: bool,
    /// The items.
    pub items: Vec<Item>,
    /// The whole list.
    pub span: Span,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its content.
    pub blocks: Vec<Block>,
    /// The item with its marker.
    pub span: Span,
}

/// A table. Every row has as many cells as the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The cells of the header row.
    pub header: Vec<Cell>,
    /// The rows below the ruler.
    pub rows: Vec<Row>,
    /// The whole table.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The row from its first to its last character, over as many lines as it takes.
    pub span: Span,
}

/// A cell of a table: blocks, because a cell may hold lines, lists and attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its content.
    pub blocks: Vec<Block>,
    /// The cell without the white space around it.
    pub span: Span,
}

/// A key with its value on the same line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValue {
    /// The key without emphasis and colon.
    pub key: Text,
    /// The value; empty when it follows as the next block.
    pub value: Text,
    /// Both.
    pub span: Span,
}

/// Inline text: runs of one style each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The runs in order. No two neighbours share style and link, none is empty.
    pub runs: Vec<Run>,
}

/// Text of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text, healed: entities and escapes resolved, no-break spaces and their mojibake made spaces, white
    /// space folded. A line break in the document is `\n`.
    pub text: String,
    /// How it is set.
    pub style: Style,
    /// The address that it links to.
    pub link: Option<String>,
    /// Where it stands, without the marks around it.
    pub span: Span,
}

/// How a run is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// As prose.
    #[default]
    Plain,
    /// In backticks or `<code>`.
    Code,
    /// Strong: `**…**`.
    Strong,
    /// Emphasised: `*…*` or `_…_`.
    Emphasis,
}

impl Text {
    /// Whether there is nothing but white space.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// The text alone, without marks.
    #[must_use]
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
    }

    /// The text as Markdown that means the same, on as many lines as it has.
    #[must_use]
    pub fn markdown(&self) -> String {
        let text: String = self.runs.iter().map(|run| run.markdown()).collect();
        text.trim().to_owned()
    }

    /// The text alone, without marks, with the white space at its ends.
    #[must_use]
    pub fn concatenated(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The part between two bytes of [`Text::concatenated`].
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> Text {
        Parts::of(self).part(start, end)
    }

    /// The text without the white space at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Text {
        let whole = self.concatenated();
        let start = whole.len() - whole.trim_start().len();
        self.part(start, start + whole.trim().len())
    }

    /// The runs in backticks, in order.
    pub fn codes(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.style == Style::Code)
    }

    /// Where it stands; an empty range at 0 for an empty text.
    #[must_use]
    pub fn span(&self) -> Span {
        self.runs.iter().map(|run| run.span).reduce(Span::join).unwrap_or_default()
    }
}

/// Adds to a list of which most have one element. The first push alone makes room for four, which would be most of
/// what a page of a million cells takes.
pub(super) fn push<T>(list: &mut Vec<T>, element: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(element);
}

/// Adds all of another list, which is taken over as it is when there is nothing before it.
pub(super) fn append<T>(list: &mut Vec<T>, mut other: Vec<T>) {
    if list.is_empty() {
        *list = other;
    } else {
        list.append(&mut other);
    }
}

/// A text that is cut into parts.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    text: &'a Text,
    /// Where each run begins in [`Text::concatenated`].
    starts: Vec<usize>,
}

impl<'a> Parts<'a> {
    /// A text to cut.
    pub(crate) fn of(text: &'a Text) -> Self {
        let mut at = 0;
        let start = |run: &Run| {
            let end = at + run.text.len();
            std::mem::replace(&mut at, end)
        };
        Self { text, starts: text.runs.iter().map(start).collect() }
    }

    /// The part between two bytes. A run that stands for something else in the file keeps its whole place.
    pub(crate) fn part(&self, start: usize, end: usize) -> Text {
        let first = self.starts.partition_point(|at| *at <= start).saturating_sub(1);
        let runs = self.text.runs.get(first..).unwrap_or_default();
        let starts = self.starts.get(first..).unwrap_or_default();
        let parts = runs.iter().zip(starts).take_while(|(_, at)| **at < end).filter_map(|(run, at)| {
            let length = run.text.len();
            let (from, to) = (start.saturating_sub(*at).min(length), end.saturating_sub(*at).min(length));
            let text = run.text.get(from..to).filter(|text| !text.is_empty())?;
            let is_exact = run.span.end.saturating_sub(run.span.start) == length;
            let span = Span::new(run.span.start.saturating_add(from), run.span.start.saturating_add(to));
            let span = if is_exact { span } else { run.span };
            Some(Run { text: text.to_owned(), style: run.style, link: run.link.clone(), span })
        });
        let mut runs = Vec::with_capacity(1);
        runs.extend(parts);
        Text { runs }
    }
}

impl Run {
    fn markdown(&self) -> Cow<'_, str> {
        let wrapped = match self.style {
            Style::Plain => Cow::Borrowed(self.text.as_str()),
            Style::Code if self.text.contains('`') => Cow::Owned(format!("`` {} ``", self.text)),
            Style::Code => Cow::Owned(format!("`{}`", self.text)),
            Style::Strong => Cow::Owned(format!("**{}**", self.text)),
            Style::Emphasis => Cow::Owned(format!("*{}*", self.text)),
        };
        match &self.link {
            Some(link) => Cow::Owned(format!("[{wrapped}]({link})")),
            None => wrapped,
        }
    }
}

impl Block {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Paragraph(text) => text.span(),
            Self::List(list) => list.span,
            Self::Table(table) => table.span,
            Self::Code(code) => code.span,
            Self::KeyValue(pair) => pair.span,
        }
    }
}

impl Cell {
    /// The text of its paragraphs, without marks, a line each.
    #[must_use]
    pub fn plain(&self) -> String {
        let lines: Vec<String> = self
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph(text) => Some(text.plain()),
                _ => None,
            })
            .collect();
        lines.join("\n")
    }
}

impl Cell {
    /// The text of its paragraphs in one.
    #[must_use]
    pub fn text(&self) -> Text {
        let runs = self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(text) => text.runs.as_slice(),
            _ => &[],
        });
        Text { runs: runs.cloned().collect() }
    }
}

impl Section {
    /// This section and all below it, in document order.
    pub fn descendants(&self) -> impl Iterator<Item = &Section> {
        let mut stack = vec![self];
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            stack.extend(next.sections.iter().rev());
            Some(next)
        })
    }
}
