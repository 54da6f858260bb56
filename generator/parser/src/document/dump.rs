//! A tree as text for people and snapshots: a line per node, indented, without spans.

use super::tree::{Block, Cell, Document, KeyValue, List, Section, Table, Text};
use std::fmt::{self, Display, Write};

impl Document {
    /// The tree as text, a line per node and a line per line of code. The same tree always gives the same text;
    /// spans are left out.
    #[must_use]
    pub fn dump(&self) -> String {
        let mut dump = Dump { out: String::new() };
        for pair in &self.front_matter {
            dump.line(0, format_args!("front matter {}", Pair(pair)));
        }
        dump.section(&self.root);
        dump.out
    }
}

struct Dump {
    out: String,
}

impl Dump {
    fn line(&mut self, indentation: usize, content: impl Display) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{:width$}{content}", "", width = indentation * 2);
    }

    fn section(&mut self, root: &Section) {
        for section in root.descendants() {
            let depth = section.depth;
            if depth > 0 {
                self.line(depth - 1, format_args!("section {depth}: {}", Inline(&section.heading)));
            }
            self.blocks(depth, &section.blocks);
        }
    }

    fn blocks(&mut self, indentation: usize, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.line(indentation, format_args!("paragraph: {}", Inline(text))),
                Block::KeyValue(pair) => self.line(indentation, Pair(pair)),
                Block::List(list) => self.list(indentation, list),
                Block::Table(table) => self.table(indentation, table),
                Block::Code(code) => {
                    let language = code.language.as_deref().unwrap_or("");
                    self.line(indentation, format_args!("code {language}").to_string().trim_end());
                    for line in code.text.lines() {
                        self.line(indentation + 1, format_args!("| {line}").to_string().trim_end());
                    }
                }
            }
        }
    }

    fn list(&mut self, indentation: usize, list: &List) {
        self.line(indentation, if list.ordered { "numbered list" } else { "list" });
        for item in &list.items {
            self.holder(indentation + 1, "item", &item.blocks);
        }
    }

    fn table(&mut self, indentation: usize, table: &Table) {
        self.line(indentation, "table");
        self.row(indentation + 1, "header", &table.header);
        for row in &table.rows {
            self.row(indentation + 1, "row", &row.cells);
        }
    }

    fn row(&mut self, indentation: usize, name: &str, cells: &[Cell]) {
        self.line(indentation, name);
        for cell in cells {
            self.holder(indentation + 1, "cell", &cell.blocks);
        }
    }

    /// An item or cell: on one line when it is a single line of prose, as most are.
    fn holder(&mut self, indentation: usize, name: &str, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(text)] => self.line(indentation, format_args!("{name}: {}", Inline(text))),
            [Block::KeyValue(pair)] => self.line(indentation, format_args!("{name} {}", Pair(pair))),
            _ => {
                self.line(indentation, name);
                self.blocks(indentation + 1, blocks);
            }
        }
    }
}

struct Pair<'a>(&'a KeyValue);

impl Display for Pair<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = format!("key {} = {}", Inline(&self.0.key), Inline(&self.0.value));
        f.write_str(line.trim_end())
    }
}

struct Inline<'a>(&'a Text);

impl Display for Inline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.markdown().replace('\n', "⏎"))
    }
}
