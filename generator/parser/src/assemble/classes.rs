//! Blocks of classes, to structures.

mod faults;

use super::{
    Context,
    field::{assemble_class_field, lines_of},
    structures::{describe_structure, extend, structure},
};
use crate::{
    diagnostics::Code,
    document::{Block, Code as CodeBlock, KeyValue, Section, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        class_block::{Class, ClassBlock, head_of_program, recognise_class_block},
    },
};
use docwright_model::{Evidence, Fact, Span};
use std::{borrow::Cow, collections::HashSet};

/// Reads the classes in the blocks of a section; gives the blocks that are about something else. Prose above a class
/// describes it.
pub(super) fn assemble_class_blocks<'a>(section: &'a Section, context: &mut Context<'_>) -> Cow<'a, [Block]> {
    let read: Vec<Option<ClassBlock>> = section.blocks.iter().map(classes_of).collect();
    let count = read.iter().flatten().count();
    for head in section.blocks.iter().filter_map(head_of) {
        let message = "this class is taken for a program, so that it stays documentation".to_owned();
        let help = "if it is a type, leave in its lines nothing but `Type Name // comment`, without the semicolons, brackets and words of programs";
        context.report(Code::ProgramBlock, head, "begins like a type", message, help);
    }
    if count == 0 {
        return Cow::Borrowed(&section.blocks);
    }
    let heading = section.heading.plain();
    let named = |block: &ClassBlock| block.classes.iter().any(|class| class.name.plain() == heading);
    let is_own = count == 1 && section.sections.is_empty() || read.iter().flatten().any(named);
    let (mut above, mut rest, mut left) = (Vec::new(), Vec::new(), count);
    for (block, classes) in section.blocks.iter().zip(read) {
        match classes {
            Some(classes) => {
                // The introduction of a section with several classes is not about the first.
                let first = above.len().saturating_sub(1);
                if left == count && !is_own && !section.heading.is_empty() {
                    rest.extend(above.drain(..first));
                }
                left -= 1;
                // What stands behind the last class of a section of its own is about it as well.
                let behind = if left == 0 && is_own { behind(section, block) } else { Vec::new() };
                assemble_class_block(&classes, above.drain(..).chain(behind).collect(), context);
            }
            None if !is_prose(block) => {
                rest.append(&mut above);
                rest.push(block.clone());
            }
            None if left == 0 && is_own => {}
            None => above.push(block.clone()),
        }
    }
    rest.append(&mut above);
    Cow::Owned(rest)
}

/// The prose behind a block of a section.
fn behind(section: &Section, block: &Block) -> Vec<Block> {
    let behind = section.blocks.iter().filter(|other| other.span().start > block.span().start);
    behind.filter(|block| is_prose(block)).cloned().collect()
}

fn classes_of(block: &Block) -> Option<ClassBlock> {
    if let Block::Code(code) = block { recognise_class_block(code) } else { None }
}

/// The first line of a block that may have been meant as a class.
fn head_of(block: &Block) -> Option<Span> {
    if let Block::Code(code) = block { head_of_program(code) } else { None }
}

fn is_prose(block: &Block) -> bool {
    match block {
        Block::Table(_) => false,
        Block::KeyValue(KeyValue { key, .. }) => {
            recognise_attribute(&key.plain()) != Some(Attribute::BaseUrl)
        }
        _ => true,
    }
}

/// Reads the classes of a code block, if it is one of classes; gives whether it is.
pub(super) fn assemble_classes(code: &CodeBlock, context: &mut Context<'_>) -> bool {
    let found = recognise_class_block(code);
    if let Some(block) = &found {
        assemble_class_block(block, Vec::new(), context);
    }
    found.is_some()
}

/// Reads the classes of a block; `above` is what the section says above it, which is about the first.
fn assemble_class_block(block: &ClassBlock, above: Vec<Block>, context: &mut Context<'_>) {
    let before = context.subject.take();
    let mut above = Some(above);
    let mut unnamed = HashSet::new();
    // One without a name is at fault, and nothing can be made of it.
    for class in block.classes.iter().filter(|class| !class.name.is_empty()) {
        let name = class.name.plain();
        if !context.can_name(&name, class.name.span()) {
            unnamed.insert(name);
            continue;
        }
        context.subject = Some(name);
        assemble_class(class, above.take().unwrap_or_default(), context);
    }
    let is_named = |class: &Option<String>| class.as_ref().is_none_or(|name| !unnamed.contains(name));
    for fault in block.faults.iter().filter(|fault| is_named(&fault.class)) {
        context.subject.clone_from(&fault.class);
        faults::report(fault, context);
    }
    for (comment, class) in block.stray.iter().filter(|(_, class)| is_named(class)) {
        context.subject.clone_from(class);
        context.unused_text(comment.span());
    }
    context.subject = before;
}

fn assemble_class(class: &Class, above: Vec<Block>, context: &mut Context<'_>) {
    let fields = class.fields.iter().map(|field| assemble_class_field(field, context)).collect();
    let mut found = structure(class.name.plain(), fields, None, class.head, context);
    found.origins.add(Fact::Name, context.source(class.name.span()), Evidence::Stated);
    for parent in &class.extends {
        found.origins.add(Fact::Type, context.source(parent.span()), Evidence::Stated);
        extend(&mut found, parent, context);
    }
    let comments = lines_of(&class.comments);
    let comments = Some(Block::Paragraph(comments)).filter(|_| !class.comments.iter().all(Text::is_empty));
    describe_structure(&mut found, above.into_iter().chain(comments).collect(), context);
    context.draft.describe(found);
}
