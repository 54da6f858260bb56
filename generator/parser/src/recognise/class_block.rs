//! Structures written as classes: `class Name extends Other {`, a line for each field, `Type Name // comment`.
//!
//! Comes in: a block of code. Goes out: the classes in it, with what is wrong with them, each with its place; or
//! nothing, where the block is something else, such as an example of a program. Whether the types exist is for the
//! resolver to say, and what the comments state for those who read descriptions.

mod inline;
mod read;
mod scan;
mod statement;

use crate::document::{Code, Text};
use docwright_model::{Requirement, Span};
use read::read;

/// The classes of a block.
#[derive(Debug, Default)]
pub(crate) struct ClassBlock {
    /// The classes in order.
    pub(crate) classes: Vec<Class>,
    /// What is wrong with the block, in the order of its places.
    pub(crate) faults: Vec<Fault>,
    /// Comments that stand before no class and no field, with the class that they are in or behind.
    pub(crate) stray: Vec<(Text, Option<String>)>,
    /// Whether every field stands on a line of its own that ends in a semicolon, as statements of programs do.
    is_of_statements: bool,
}

/// A class.
#[derive(Debug)]
pub(crate) struct Class {
    /// Its name; empty if it has none.
    pub(crate) name: Text,
    /// What it extends.
    pub(crate) extends: Vec<Text>,
    /// The line that begins it.
    pub(crate) head: Span,
    /// Comments before it and behind its head.
    pub(crate) comments: Vec<Text>,
    /// Its fields.
    pub(crate) fields: Vec<ClassField>,
}

/// A field of a class.
#[derive(Debug)]
pub(crate) struct ClassField {
    /// Its type as written.
    pub(crate) value_type: Text,
    /// Its name.
    pub(crate) name: Text,
    /// What a mark at its name says.
    pub(crate) requirement: Requirement,
    /// Comments before and behind it.
    pub(crate) comments: Vec<Text>,
    /// The field without its comments.
    pub(crate) span: Span,
}

/// Something that is wrong with a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What it is.
    pub(crate) kind: FaultKind,
    /// The words that are at fault.
    pub(crate) words: String,
    /// Where they stand.
    pub(crate) span: Span,
    /// Where the line stands of which nothing is made, with its comments.
    pub(crate) line: Span,
    /// The class that it is in, if it has a name.
    pub(crate) class: Option<String>,
}

/// What can be wrong with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// A class has no closing brace.
    Unclosed,
    /// A class has no name.
    NamelessClass,
    /// The name of a class can't be one.
    BadClassName,
    /// A name is missing behind `extends`.
    MissingParent,
    /// What a class extends can't be a name.
    BadParent,
    /// A field has no type.
    Untyped,
    /// A field has no name.
    NamelessField,
    /// The name of a field can't be one.
    BadFieldName,
    /// A line is no field.
    NoField,
    /// Something stands behind the brace that closes a class.
    Behind,
}

/// Languages whose classes are programs, however much they look like structures.
const PROGRAMS: &[&str] = &[
    "apex",
    "c",
    "c#",
    "c++",
    "coffee",
    "coffeescript",
    "cpp",
    "cs",
    "csharp",
    "dart",
    "es6",
    "go",
    "groovy",
    "java",
    "javascript",
    "js",
    "jsx",
    "kotlin",
    "kt",
    "mermaid",
    "objc",
    "objective-c",
    "perl",
    "php",
    "plantuml",
    "puppet",
    "py",
    "python",
    "rb",
    "ruby",
    "rust",
    "scala",
    "swift",
    "ts",
    "tsx",
    "typescript",
];

/// The first line of a block that begins like one of classes and was taken for a program all the same, for reasons that
/// a reader may judge differently. Not of one whose language says that it is a program.
pub(crate) fn head_of_program(code: &Code) -> Option<Span> {
    let start = code.text.len() - code.text.trim_start().len();
    let line = code.text.trim_start().lines().next()?.trim_end();
    let words = line.strip_suffix('{')?.trim_end();
    let is_head = statement::HEADS
        .iter()
        .any(|word| words.strip_prefix(word).is_some_and(|rest| rest.starts_with(char::is_whitespace)));
    let place = code.place(start, start + line.len());
    (is_head && !is_program(code) && recognise_class_block(code).is_none()).then_some(place)
}

fn is_program(code: &Code) -> bool {
    code.language.as_ref().is_some_and(|name| PROGRAMS.contains(&name.to_lowercase().as_str()))
}

/// Reads the classes of a block of code; `None` if it holds something else.
///
/// A block is one of classes if all in it begins with the head of a class, and if its classes have fields or are
/// empty. One line that is no field is a fault; where most lines are none, one of them calls something or begins with
/// a word that only programs have, or each is a statement that a semicolon ends, the block is a program.
pub(crate) fn recognise_class_block(code: &Code) -> Option<ClassBlock> {
    if !statement::HEADS.iter().any(|word| code.text.contains(word)) {
        return None;
    }
    let block = read(code)?;
    let fields: usize = block.classes.iter().map(|class| class.fields.len()).sum();
    let lines = |kinds: &[FaultKind]| block.faults.iter().filter(|fault| kinds.contains(&fault.kind)).count();
    let strange = lines(&[FaultKind::NoField, FaultKind::Behind]);
    let is_empty = fields == 0 && block.faults.iter().all(|fault| fault.kind == FaultKind::Behind);
    let is_known =
        if is_program(code) { strange == 0 && fields > 0 } else { strange <= fields && fields > 0 };
    let is_read = is_known || is_empty && strange == 0;
    (!block.classes.is_empty() && is_read && !block.is_of_statements).then_some(block)
}
