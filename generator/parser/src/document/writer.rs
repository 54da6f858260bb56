//! The tree in the making, as a reader of marked-up text sees it: inline text, lists and headings that open and
//! close, in; sections, out. Shared by Markdown and HTML, so that both give the same tree.

use super::flow::{Flow, Mark};
use super::keys::{Keys, blocks, pair};
use super::outline::Outline;
use super::tree::{Block, Item, List, Run, Section, Style, Text, push};
use docwright_model::Span;

/// The tree in the making.
#[derive(Debug, Default)]
pub(super) struct Writer {
    outline: Outline,
    frames: Vec<Frame>,
    pub(super) flow: Flow,
    marks: Vec<Mark>,
    /// Whether the list that was closed last is not over yet.
    list_goes_on: bool,
    /// The term that the next paragraph defines.
    term: Option<Text>,
}

/// What is open around the current block.
#[derive(Debug)]
enum Frame {
    List(List),
    Item(Item),
    /// Blocks that someone else wants, such as those of a cell.
    Capture(Vec<Block>),
}

impl Writer {
    /// How the text that comes next is set.
    pub(super) fn mark(&self) -> Mark {
        self.marks.last().cloned().unwrap_or_default()
    }

    /// From here on text is also set like this. Code wins over strong, strong over emphasis.
    pub(super) fn open_style(&mut self, style: Style) {
        let mut mark = self.mark();
        mark.style = match (mark.style, style) {
            (Style::Code, _) | (_, Style::Code) => Style::Code,
            (Style::Strong, _) | (_, Style::Strong) => Style::Strong,
            (_, style) => style,
        };
        self.marks.push(mark);
    }

    /// From here on text links to an address.
    pub(super) fn open_link(&mut self, address: &str) {
        let link = Some(address.to_owned()).filter(|address| !address.is_empty());
        let mark = Mark { link, ..self.mark() };
        self.marks.push(mark);
    }

    /// Back to the setting before.
    pub(super) fn close_mark(&mut self) {
        self.marks.pop();
    }

    /// Ends the paragraph that is open, if any.
    pub(super) fn flush(&mut self) {
        if self.flow.is_empty() {
            return;
        }
        let first_of_item = matches!(self.frames.last(), Some(Frame::Item(item)) if item.blocks.is_empty());
        let keys = if first_of_item { Keys::Item } else { Keys::Strong };
        for block in blocks(self.flow.take_lines(), keys) {
            self.place(block);
        }
    }

    /// Adds a block.
    pub(super) fn block(&mut self, block: Block) {
        self.flush();
        self.place(block);
    }

    /// Makes the text since the last block a heading. Within a list or a cell there are no sections, so that it
    /// is a paragraph there, in a list one of strong text. A heading without text says nothing.
    pub(super) fn heading(&mut self, level: usize, span: Span) {
        let heading = self.flow.take_text();
        if heading.runs.is_empty() {
            return;
        }
        if self.frames.is_empty() {
            self.outline.heading(level, heading, span);
        } else if self.is_in_item() {
            self.place(Block::Paragraph(strong(heading)));
        } else {
            self.place(Block::Paragraph(heading));
        }
    }

    /// Whether an item of a list is open.
    pub(super) fn is_in_item(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Item(_)))
    }

    pub(super) fn open_list(&mut self, ordered: bool, span: Span) {
        self.flush();
        self.place_term(Text::default());
        self.frames.push(Frame::List(List { ordered, items: Vec::new(), span }));
    }

    pub(super) fn close_list(&mut self) {
        self.flush();
        if let Some(Frame::List(list)) = self.pop_if(|frame| matches!(frame, Frame::List(_)))
            && !list.items.is_empty()
        {
            self.place(Block::List(list));
        }
    }

    pub(super) fn open_item(&mut self, span: Span) {
        self.flush();
        self.frames.push(Frame::Item(Item { blocks: Vec::new(), span }));
    }

    pub(super) fn close_item(&mut self) {
        self.flush();
        if let Some(Frame::Item(item)) = self.pop_if(|frame| matches!(frame, Frame::Item(_))) {
            match self.frames.last_mut() {
                Some(Frame::List(list)) => list.items.push(item),
                _ => item.blocks.into_iter().for_each(|block| self.place(block)),
            }
        }
    }

    /// Begins an item of a list of definitions: the text up to [`Writer::close_term`] is its key.
    pub(super) fn open_term(&mut self, span: Span) {
        self.close_definition();
        self.open_item(span);
    }

    pub(super) fn close_term(&mut self) {
        self.term = Some(self.flow.take_text()).filter(|term| !term.is_empty());
    }

    /// Begins a definition of the term before it; one without a term is an item of its own.
    pub(super) fn open_definition(&mut self, span: Span) {
        self.flush();
        match self.frames.last_mut() {
            Some(Frame::Item(item)) => item.span = item.span.join(span),
            _ => self.open_item(span),
        }
    }

    /// Ends the item that is open in a list of definitions.
    pub(super) fn close_definition(&mut self) {
        self.flush();
        if matches!(self.frames.last(), Some(Frame::Item(_))) {
            self.place_term(Text::default());
            self.close_item();
        }
    }

    /// Makes the term that is open a key with this value.
    fn place_term(&mut self, value: Text) {
        if let (Some(term), Some(Frame::Item(item))) = (self.term.take(), self.frames.last_mut()) {
            item.blocks.push(Block::KeyValue(pair(term, value)));
        }
    }

    /// Keeps the blocks that come until [`Writer::close_capture`].
    pub(super) fn open_capture(&mut self) {
        self.flush();
        self.place_term(Text::default());
        self.frames.push(Frame::Capture(Vec::new()));
    }

    pub(super) fn close_capture(&mut self) -> Vec<Block> {
        self.flush();
        match self.pop_if(|frame| matches!(frame, Frame::Capture(_))) {
            Some(Frame::Capture(blocks)) => blocks,
            _ => Vec::new(),
        }
    }

    /// The root with all that was written.
    pub(super) fn finish(mut self, document: Span) -> Section {
        self.flush();
        while let Some(frame) = self.frames.last() {
            match frame {
                Frame::List(_) => self.close_list(),
                Frame::Item(_) => self.close_item(),
                Frame::Capture(_) => drop(self.close_capture()),
            }
        }
        self.outline.finish(document)
    }

    /// Adds a block to the last item of the list that was just closed, or as any other block if there is none. A
    /// list that comes next goes on with that one.
    pub(super) fn block_of_item(&mut self, block: Block) {
        self.flush();
        match self.outline.append_to_last_item(block) {
            Some(block) => self.place(block),
            None => self.list_goes_on = true,
        }
    }

    fn pop_if(&mut self, wanted: impl Fn(&Frame) -> bool) -> Option<Frame> {
        self.frames.pop_if(|frame| wanted(frame))
    }

    fn place(&mut self, block: Block) {
        let block = match (block, self.term.is_some()) {
            (Block::Paragraph(text), true) => return self.place_term(text),
            (block, true) => {
                self.place_term(Text::default());
                block
            }
            (block, false) => block,
        };
        match self.frames.last_mut() {
            Some(Frame::Item(item)) => push(&mut item.blocks, block),
            Some(Frame::Capture(blocks)) => push(blocks, block),
            Some(Frame::List(list)) => {
                let span = block.span();
                list.items.push(Item { blocks: vec![block], span });
            }
            None if std::mem::take(&mut self.list_goes_on) => self.outline.block_of_list(block),
            None => self.outline.block(block),
        }
    }
}

/// The text with what is set as prose set as strong.
fn strong(text: Text) -> Text {
    let mut runs: Vec<Run> = Vec::with_capacity(text.runs.len());
    for mut run in text.runs {
        if run.style == Style::Plain {
            run.style = Style::Strong;
        }
        match runs.last_mut().filter(|last| last.style == run.style && last.link == run.link) {
            Some(last) => {
                last.text.push_str(&run.text);
                last.span = last.span.join(run.span);
            }
            None => runs.push(run),
        }
    }
    Text { runs }
}
