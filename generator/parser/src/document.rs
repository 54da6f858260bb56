//! Documents as they lie on disk, in; one tree for all of them, out.

mod tree;

pub use tree::{Block, Cell, Code, Document, Item, KeyValue, List, Row, Run, Section, Style, Table, Text};
