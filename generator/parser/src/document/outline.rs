//! Sections in the making: headings and blocks in the order of the document, in; sections within sections, out.
//! A form's own numbers for headings (`###`, `<h3>`) only say which heading is above which: depth is nesting.

use super::tree::{Block, Section, Text, push};
use docwright_model::Span;

/// Sections in the making.
#[derive(Debug, Default)]
pub(super) struct Outline {
    root: Section,
    /// The sections that are still open, with the level that their form gives them; levels increase.
    open: Vec<(usize, Section)>,
}

impl Outline {
    /// Begins a section.
    pub(super) fn heading(&mut self, level: usize, heading: Text, span: Span) {
        while self.open.last().is_some_and(|(open, _)| *open >= level) {
            self.close();
        }
        let depth = self.open.len() + 1;
        let section = Section { heading, depth, span, ..Section::default() };
        self.open.push((level, section));
    }

    /// Adds to the section that is open.
    pub(super) fn block(&mut self, block: Block) {
        let section = self.open.last_mut().map_or(&mut self.root, |(_, section)| section);
        section.span = section.span.join(block.span());
        push(&mut section.blocks, block);
    }

    /// Adds to the last item of the list that the open section ends with; gives the block back if there is none.
    pub(super) fn append_to_last_item(&mut self, block: Block) -> Option<Block> {
        let section = self.open.last_mut().map_or(&mut self.root, |(_, section)| section);
        let Some(Block::List(list)) = section.blocks.last_mut() else { return Some(block) };
        let Some(item) = list.items.last_mut() else { return Some(block) };
        item.span = item.span.join(block.span());
        list.span = list.span.join(block.span());
        section.span = section.span.join(block.span());
        item.blocks.push(block);
        None
    }

    /// Adds to the section that is open; a list becomes part of the list that it follows.
    pub(super) fn block_of_list(&mut self, block: Block) {
        let section = self.open.last_mut().map_or(&mut self.root, |(_, section)| section);
        match (section.blocks.last_mut(), block) {
            (Some(Block::List(before)), Block::List(list)) if before.ordered == list.ordered => {
                before.span = before.span.join(list.span);
                section.span = section.span.join(list.span);
                before.items.extend(list.items);
            }
            (_, block) => self.block(block),
        }
    }

    /// The root with all sections in it, for a document in this range.
    pub(super) fn finish(mut self, document: Span) -> Section {
        while !self.open.is_empty() {
            self.close();
        }
        self.root.span = document;
        self.root
    }

    fn close(&mut self) {
        let Some((_, section)) = self.open.pop() else { return };
        let parent = self.open.last_mut().map_or(&mut self.root, |(_, parent)| parent);
        parent.span = parent.span.join(section.span);
        parent.sections.push(section);
    }
}
