//! The tokens of a block of classes, to classes and faults.

use super::{
    Class, ClassBlock, Fault, FaultKind,
    inline::read_inline,
    scan::{Token, scan},
    statement::{Head, Line, is_head, read_head, read_line},
};
use crate::document::{Code, Text};
use std::ops::Range;

/// Reads the classes; `None` if the block is a program.
pub(super) fn read(code: &Code) -> Option<ClassBlock> {
    let mut reader = Reader {
        code,
        block: ClassBlock::default(),
        open: None,
        waiting: Vec::new(),
        before: None,
        ended: 0,
        on_line: 0,
        alone: 0,
    };
    for token in scan(&code.text) {
        reader.token(token)?;
    }
    reader.finish()
}

struct Reader<'a> {
    code: &'a Code,
    block: ClassBlock,
    /// The class whose brace is open.
    open: Option<Class>,
    /// Comments that stand before something, and whether they do so on a line of their own.
    waiting: Vec<Text>,
    /// What the line that is being read holds so far.
    before: Option<Before>,
    /// How many fields a semicolon ends.
    ended: usize,
    /// How many fields the line that is being read holds.
    on_line: usize,
    /// How many fields have a line of their own.
    alone: usize,
}

/// What stands on a line before a comment.
enum Before {
    /// Words that may be the head of a class, if a brace follows.
    Words(Range<usize>),
    /// The head of the class that is open.
    Head,
    /// A field of that class.
    Field,
    /// A line that is none.
    Fault,
    /// The brace that closes a class.
    Close,
}

impl Reader<'_> {
    /// Reads one token; `None` if the block is a program.
    fn token(&mut self, token: Token) -> Option<()> {
        match token {
            Token::Words(range) => self.words(range),
            Token::Open => self.open(),
            Token::Close(at) => self.close(at),
            Token::Comment(range) => {
                self.comment(range);
                Some(())
            }
            Token::Semicolon => {
                self.ended += usize::from(matches!(self.before, Some(Before::Field)));
                Some(())
            }
            Token::Line => {
                self.alone += usize::from(self.on_line == 1);
                self.on_line = 0;
                // The brace of a class may stand on the next line.
                if !matches!(self.before, Some(Before::Words(_))) {
                    self.before = None;
                }
                Some(())
            }
        }
    }

    fn words(&mut self, range: Range<usize>) -> Option<()> {
        let text = read_inline(self.code, range.clone());
        if is_head(&text) {
            // A class within a class: the brace of the one before was lost.
            self.lost_brace();
            let before = self.before.replace(Before::Words(range));
            return (!matches!(before, Some(Before::Words(_)))).then_some(());
        }
        if matches!(self.before, Some(Before::Words(_))) {
            return None;
        }
        let Some(class) = &mut self.open else { return self.behind(&text) };
        let name = Some(class.name.plain()).filter(|name| !name.is_empty());
        match read_line(&text)? {
            Line::Field(mut field) => {
                field.comments = std::mem::take(&mut self.waiting);
                class.fields.push(field);
                self.on_line += 1;
                self.before = Some(Before::Field);
            }
            Line::Fault(kind, at) => {
                let (words, span, line) = (at.plain(), at.span(), text.span());
                self.block.faults.push(Fault { kind, words, span, line, class: name });
                self.lose_comments();
                self.before = Some(Before::Fault);
            }
        }
        Some(())
    }

    /// Reads words outside of all classes: a program, unless they stand behind a brace.
    fn behind(&mut self, text: &Text) -> Option<()> {
        let class = self.block.classes.last().filter(|_| matches!(self.before, Some(Before::Close)))?;
        let class = Some(class.name.plain());
        let words = text.plain();
        (!words.contains(['(', '='])).then_some(())?;
        let (kind, span) = (FaultKind::Behind, text.span());
        self.block.faults.push(Fault { kind, words, span, line: span, class });
        Some(())
    }

    fn open(&mut self) -> Option<()> {
        let Some(Before::Words(range)) = self.before.take() else { return None };
        let Head { name, extends, faults } = read_head(&read_inline(self.code, range.clone()))?;
        let head = self.code.place(range.start, range.end);
        self.block.faults.extend(faults);
        let comments = std::mem::take(&mut self.waiting);
        self.open = Some(Class { name, extends, head, comments, fields: Vec::new() });
        self.before = Some(Before::Head);
        Some(())
    }

    fn close(&mut self, at: usize) -> Option<()> {
        if matches!(self.before, Some(Before::Words(_))) {
            return None;
        }
        if let Some(class) = self.open.as_mut().filter(|class| class.fields.is_empty()) {
            class.comments.append(&mut self.waiting);
        }
        self.lose_comments();
        if let Some(class) = self.open.take() {
            self.block.classes.push(class);
        } else {
            let class = self.block.classes.last()?.name.plain();
            let span = self.code.place(at, at + 1);
            let (kind, words) = (FaultKind::Behind, "}".to_owned());
            self.block.faults.push(Fault { kind, words, span, line: span, class: Some(class) });
        }
        self.before = Some(Before::Close);
        Some(())
    }

    fn comment(&mut self, range: Range<usize>) {
        let text = read_inline(self.code, range);
        if text.is_empty() {
            return;
        }
        match (&self.before, &mut self.open) {
            (Some(Before::Head), Some(class)) => class.comments.push(text),
            (Some(Before::Field), Some(class)) => match class.fields.last_mut() {
                Some(field) => field.comments.push(text),
                None => self.waiting.push(text),
            },
            (Some(Before::Fault), _) => {
                if let Some(fault) = self.block.faults.last_mut() {
                    fault.line = fault.line.join(text.span());
                }
            }
            (Some(Before::Close), _) => {
                self.waiting.push(text);
                self.lose_comments();
            }
            _ => self.waiting.push(text),
        }
    }

    /// Gives up the comments that stand before nothing.
    fn lose_comments(&mut self) {
        let class = self.open.as_ref().or(self.block.classes.last()).map(|class| class.name.plain());
        let class = class.filter(|name| !name.is_empty());
        self.block.stray.extend(self.waiting.drain(..).map(|text| (text, class.clone())));
    }

    /// Ends a class whose brace was lost.
    fn lost_brace(&mut self) {
        let Some(class) = self.open.take() else { return };
        let name = class.name.plain();
        let fault = Fault {
            kind: FaultKind::Unclosed,
            words: name.clone(),
            span: class.head,
            line: class.head,
            class: Some(name).filter(|name| !name.is_empty()),
        };
        self.block.faults.push(fault);
        self.block.classes.push(class);
    }

    fn finish(mut self) -> Option<ClassBlock> {
        if matches!(self.before, Some(Before::Words(_))) {
            return None;
        }
        self.lose_comments();
        self.lost_brace();
        self.alone += usize::from(self.on_line == 1);
        let fields: usize = self.block.classes.iter().map(|class| class.fields.len()).sum();
        self.block.is_of_statements = fields > 0 && self.ended == fields && self.alone == fields;
        self.block.faults.sort_by_key(|fault| fault.span);
        Some(self.block)
    }
}
