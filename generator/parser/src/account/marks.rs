//! What of a document is its structure: headings, the heads of tables, fences, labels, markup. It is read from the
//! tree, so that no other part has to keep record of it.

use super::lines::Lines;
use crate::{
    document::{Block, Document, Section, Text},
    recognise::{attribute::recognise_attribute, label::recognise_label},
};
use docwright_model::Span;

/// What the tree of a document says of its lines.
pub(super) struct Marks {
    /// Lines that hold structure.
    pub(super) structure: Vec<bool>,
    /// Lines whose structure is no fact, whatever claims them: fences around code.
    pub(super) fences: Vec<bool>,
    /// Lines of which the tree holds text.
    pub(super) read: Vec<bool>,
}

/// Reads the marks of a document.
pub(super) fn read_marks(document: &Document, lines: &Lines<'_>) -> Marks {
    let empty = || vec![false; lines.len()];
    let mut marks = Marks { structure: empty(), fences: empty(), read: empty() };
    for pair in &document.front_matter {
        mark(&mut marks.read, pair.span, lines);
    }
    for section in document.root.descendants() {
        section_marks(section, lines, &mut marks);
    }
    marks
}

fn mark(flags: &mut [bool], span: Span, lines: &Lines<'_>) {
    for index in lines.touched_by(span) {
        if let Some(flag) = flags.get_mut(index) {
            *flag = true;
        }
    }
}

fn section_marks(section: &Section, lines: &Lines<'_>, marks: &mut Marks) {
    let heading = section.heading.span();
    mark(&mut marks.structure, heading, lines);
    mark(&mut marks.read, heading, lines);
    for block in &section.blocks {
        block_marks(block, lines, marks);
    }
}

fn block_marks(block: &Block, lines: &Lines<'_>, marks: &mut Marks) {
    if recognise_label(block).is_some() {
        mark(&mut marks.structure, block.span(), lines);
    }
    match block {
        Block::Paragraph(text) => text_marks(text, lines, marks),
        Block::KeyValue(pair) => {
            mark(&mut marks.read, pair.span, lines);
            if pair.value.is_empty() && recognise_attribute(&pair.key.plain()).is_some() {
                mark(&mut marks.structure, pair.span, lines);
            }
        }
        Block::Code(code) => {
            // Of a line the tree may hold nothing but marks, and the page markup around them.
            let mut at = 0;
            for line in code.text.split('\n') {
                if line.contains(char::is_alphanumeric) {
                    mark(&mut marks.read, code.place(at, at + line.len()), lines);
                }
                at += line.len() + 1;
            }
            for index in lines.touched_by(code.span) {
                let line = lines.text(index).trim_start();
                if let (true, Some(flag)) =
                    (line.starts_with("```") || line.starts_with("~~~"), marks.fences.get_mut(index))
                {
                    *flag = true;
                }
                if line.contains("<pre") || line.contains("</pre") {
                    mark(&mut marks.structure, lines.span(index), lines);
                }
            }
        }
        Block::List(list) => {
            for block in list.items.iter().flat_map(|item| &item.blocks) {
                block_marks(block, lines, marks);
            }
        }
        Block::Table(table) => {
            let body = table.rows.first().map_or(table.span.end, |row| row.span.start);
            mark(&mut marks.structure, Span::new(table.span.start, body), lines);
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            for block in table.header.iter().chain(cells).flat_map(|cell| &cell.blocks) {
                block_marks(block, lines, marks);
            }
        }
    }
}

fn text_marks(text: &Text, lines: &Lines<'_>, marks: &mut Marks) {
    for run in &text.runs {
        mark(&mut marks.read, run.span, lines);
    }
}
