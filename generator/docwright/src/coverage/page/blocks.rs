//! The lines of a file in blocks of those that became the same, and the blocks in chunks of about a screen.

use super::super::became::{Became, became, evidence_word, fact_words};
use super::super::names::Names;
use super::SheetPart;
use super::places::{Places, line_id};
use super::remarks::{Remark, classes};
use docwright_model::{Evidence, Fact};
use docwright_parser::{Item, State};
use std::iter::Peekable;
use std::ops::Range;

/// How many lines a block has at most: a stretch without end would be laid out all at once.
const LONGEST_BLOCK: usize = 40;
/// With how many lines a chunk is full.
const FULL_CHUNK: usize = 60;

/// A stretch of a file that a browser lays out when it comes near.
pub(super) struct Chunk<'a> {
    pub(super) blocks: Vec<Block<'a>>,
}

/// Lines that became the same.
pub(super) struct Block<'a> {
    /// The class of its state, and those by which it is filtered.
    pub(super) classes: String,
    /// The state in words; empty where a line says nothing.
    pub(super) state: String,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) entries: Vec<Entry>,
    pub(super) remarks: &'a [Remark<'a>],
}

/// A line.
pub(super) struct Line<'a> {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) text: &'a str,
}

/// An item that lines became, or of which they tell something.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) href: String,
    pub(super) kind: &'static str,
    /// What the documents call it; empty for what the lines around are about.
    pub(super) model: String,
    /// What it belongs to, where that is not what the lines around are about.
    pub(super) owner: Option<String>,
    pub(super) rust: Option<String>,
    /// Facts, each with the evidence for it.
    pub(super) facts: Vec<(String, &'static str)>,
}

/// The chunks of a file.
pub(super) struct Chunks<'a> {
    names: Option<&'a Names<'a>>,
    places: &'a Places,
    part: &'a SheetPart<'a>,
    lines: Peekable<Range<usize>>,
    /// The endpoint or type that the lines are about.
    subject: Option<Item>,
}

/// What became of a line, with all that tells it from those around it.
#[derive(PartialEq)]
struct Fate {
    state: Option<State>,
    marks: u8,
    became: Vec<Became>,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(names: Option<&'a Names<'a>>, places: &'a Places, part: &'a SheetPart<'a>) -> Self {
        Self { names, places, part, lines: (0..part.sheet.len()).peekable(), subject: None }
    }

    fn fate(&self, index: usize) -> Fate {
        let sheet = &self.part.sheet;
        let state = sheet.state(index);
        let is_blank = sheet.line(index).trim().is_empty();
        let claims = sheet.claims.on(sheet.span(index)).filter(|_| !is_blank);
        Fate { state, marks: self.part.remarks.marks(index), became: became(claims) }
    }

    fn block(&mut self) -> Option<Block<'a>> {
        let part = self.part;
        let first = self.lines.next()?;
        let fate = self.fate(first);
        let mut lines = vec![self.line(first)];
        while lines.len() < LONGEST_BLOCK {
            let Some(next) = self.lines.peek().copied() else { break };
            if !part.remarks.at(next).is_empty() || self.fate(next) != fate {
                break;
            }
            lines.push(self.line(next));
            self.lines.next();
        }
        let told = |known: &&Became| !goes_without_saying(known, &fate);
        let entries = self.entries(&fate.became.iter().filter(told).collect::<Vec<_>>());
        let mut named: Vec<&str> = vec![fate.state.map_or("unaccounted", class)];
        named.extend(fate.became.iter().any(is_inferred).then_some("inferred"));
        named.extend(fate.became.iter().any(is_patched).then_some("patched"));
        named.extend(classes(fate.marks));
        Some(Block {
            classes: named.join(" "),
            state: fate
                .state
                .filter(|state| *state != State::Blank)
                .map_or_else(String::new, |state| state.to_string()),
            lines,
            entries,
            remarks: part.remarks.at(first),
        })
    }

    fn line(&self, index: usize) -> Line<'a> {
        Line { id: line_id(self.part.number, index), number: index + 1, text: self.part.sheet.line(index) }
    }

    fn entries(&mut self, became: &[&Became]) -> Vec<Entry> {
        let Some(names) = self.names else { return Vec::new() };
        let heading = became.iter().find(|known| is_heading(known)).map(|known| known.item);
        self.subject = heading.or(self.subject);
        // A table that two endpoints share, or a type that is told of elsewhere: then each says whose it is.
        let is_plain = became.iter().filter_map(|known| owner(known.item)).all(|of| Some(of) == self.subject);
        let mut entries: Vec<Entry> = Vec::new();
        for known in became {
            let facts = (fact_words(known.facts.iter().copied().flatten()), evidence_word(known.evidence));
            let href = self.places.id(known.item);
            if let Some(last) = entries.last_mut().filter(|last| last.href == href) {
                last.facts.push(facts);
                continue;
            }
            let name = names.of(known.item);
            let owner = name.owner.filter(|_| !is_plain);
            let mut entry = Entry { href, kind: name.kind, owner, facts: vec![facts], ..Entry::default() };
            if self.subject != Some(known.item) || heading.is_some() {
                (entry.model, entry.rust) = (name.model, name.rust);
            }
            entries.push(entry);
        }
        entries
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        let mut blocks = vec![self.block()?];
        let mut lines = blocks.iter().map(|block| block.lines.len()).sum::<usize>();
        while lines < FULL_CHUNK
            && let Some(block) = self.block()
        {
            lines += block.lines.len();
            blocks.push(block);
        }
        Some(Chunk { blocks })
    }
}

/// The class of a state.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Blank => "blank",
        State::Fact => "fact",
        State::Prose => "prose",
        State::Example => "example",
        State::Structure => "structure",
        State::NotUnderstood => "unread",
    }
}

/// Whether lines show by themselves that they belong to an example: fences do, and lines that say something else.
fn goes_without_saying(known: &Became, fate: &Fate) -> bool {
    let is_text = |known: &Became| known.facts.iter().all(Option::is_none);
    is_text(known) && (fate.state == Some(State::Structure) || !fate.became.iter().all(is_text))
}

/// Whether facts follow from an example or from a sentence. That a value is secret is known from its name alone.
fn is_inferred(became: &Became) -> bool {
    matches!(became.evidence, Evidence::Example | Evidence::Prose)
        && became.facts.iter().any(|fact| *fact != Some(Fact::Secret))
}

/// Whether a patch says so.
fn is_patched(became: &Became) -> bool {
    became.evidence == Evidence::Patch
}

/// Whether lines begin what is about an endpoint or a type: they name it.
fn is_heading(became: &Became) -> bool {
    let named = became.facts.contains(&Some(Fact::Name)) || became.facts.contains(&Some(Fact::Address));
    named && became.evidence == Evidence::Stated && owner(became.item).is_none()
}

/// The item that an item belongs to.
fn owner(item: Item) -> Option<Item> {
    match item {
        Item::SchemeParameter(index, _) | Item::SchemeResponse(index, _) => Some(Item::Scheme(index)),
        Item::Parameter(index, _) | Item::Response(index, _) | Item::Example(index, _) => {
            Some(Item::Endpoint(index))
        }
        Item::Field(index, _) => Some(Item::Type(index)),
        Item::Api | Item::Scheme(_) | Item::Endpoint(_) | Item::Type(_) | Item::Constant(_) => None,
    }
}
