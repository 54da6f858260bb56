//! The calls that a block states: what comes in is a block of a section, what goes out is each `METHOD /path` in it
//! with the words beside it. Which of them are endpoints of their own is left to [`super::divide`].

use super::line::called_by;
use crate::{
    assemble::prose::lines,
    document::{Block, Code, Item, KeyValue, Run, Style, Text},
    recognise::{
        attribute::recognise_attribute,
        endpoint_line::{
            EndpointLine, recognise_endpoint_heading, recognise_endpoint_line, recognise_titled_call,
            unknown_method,
        },
        http_message::without_version,
    },
};

/// A call as a block states it.
#[derive(Debug, Clone)]
pub(in crate::assemble) struct Statement {
    /// What is called.
    pub(in crate::assemble) line: EndpointLine,
    /// The line with the words around it, as it could stand in a heading.
    pub(in crate::assemble) heading: Text,
    /// What else the block says of it.
    pub(in crate::assemble) rest: Vec<Block>,
    /// How it is stated.
    pub(in crate::assemble) form: Form,
}

/// How a call is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assemble) enum Form {
    /// On a line of its own.
    Said,
    /// In an item of a list that holds nothing but calls.
    Listed,
    /// As a message with headers or a body, which may be one that the document describes elsewhere.
    Shown,
}

impl Statement {
    pub(super) fn said(line: EndpointLine) -> Self {
        let method = line.method.map(|method| format!("{method} ")).unwrap_or_default();
        let text = format!("{method}{}", line.target);
        let run = Run { text, style: Style::Plain, link: None, span: line.span };
        Self { heading: Text { runs: vec![run] }, line, rest: Vec::new(), form: Form::Said }
    }

    /// A call with the words around it, as in a heading.
    fn titled(heading: Text) -> Option<Self> {
        let line = recognise_endpoint_heading(&heading).filter(|line| line.method.is_some())?;
        Some(Self { line, heading, rest: Vec::new(), form: Form::Said })
    }
}

/// The calls that a block states, in order.
pub(in crate::assemble) fn statements(block: &Block) -> Vec<Statement> {
    match block {
        Block::Paragraph(text) => in_paragraph(text),
        Block::Code(code) => in_code(code),
        Block::KeyValue(pair) => in_pair(pair).into_iter().collect(),
        Block::List(list) => {
            let found: Vec<Statement> = list.items.iter().filter_map(in_item).collect();
            // Among facts about one endpoint a call is the line of that one.
            let unknown = list.items.iter().filter(|item| is_unknown(item)).count();
            if found.len() + unknown.min(1) < 2 || found.len() + unknown < list.items.len() {
                return Vec::new();
            }
            found
        }
        Block::Table(_) => Vec::new(),
    }
}

/// A paragraph whose first lines are calls. What follows them is about the last.
fn in_paragraph(text: &Text) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut rest = Text::default();
    for line in lines(text) {
        let call = Some(&line).filter(|_| rest.is_empty());
        let call =
            call.and_then(|line| recognise_endpoint_line(line).or_else(|| recognise_titled_call(line)));
        match call.filter(|call| call.method.is_some()) {
            Some(call) => {
                found.push(Statement { line: call, heading: line, rest: Vec::new(), form: Form::Said });
            }
            None if found.is_empty() => break,
            None => {
                let start = line.span().start;
                let span = docwright_model::Span::new(start, start);
                let line_break = Run { text: "\n".to_owned(), style: Style::Plain, link: None, span };
                rest.runs.extend(Some(line_break).filter(|_| !rest.is_empty()));
                rest.runs.extend(line.runs);
            }
        }
    }
    if let (false, Some(last)) = (rest.is_empty(), found.last_mut()) {
        last.rest.push(Block::Paragraph(rest));
    }
    found
}

/// A block of code that is nothing but calls, a line each, or a message that begins with one.
fn in_code(code: &Code) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut at = 0;
    for line in code.text.split_inclusive('\n') {
        let (content, start) = (line.trim(), at + (line.len() - line.trim_start().len()));
        at += line.len();
        if content.is_empty() || unknown_method(content).is_some() {
            continue;
        }
        let Some(call) = call_in_code(code, content, start) else {
            found.truncate(1);
            for call in &mut found {
                call.form = Form::Shown;
            }
            return found;
        };
        found.push(call);
    }
    found
}

/// A call on a line of code, with the comment behind it.
fn call_in_code(code: &Code, content: &str, start: usize) -> Option<Statement> {
    let (call, comment) = COMMENTS
        .iter()
        .find_map(|mark| content.split_once(mark))
        .map_or((content, ""), |(call, comment)| (call.trim_end(), comment.trim()));
    let run = |text: &str, style, at: usize| {
        let span = code.place(at, at.saturating_add(text.len()));
        Run { text: text.to_owned(), style, link: None, span }
    };
    let line = run(without_version(call), Style::Plain, start);
    let line = recognise_endpoint_line(&Text { runs: vec![line] }).filter(|line| line.method.is_some())?;
    let mut statement = Statement::said(line);
    if !comment.is_empty() {
        let at = start.saturating_add(content.len().saturating_sub(comment.len()));
        for found in &mut statement.heading.runs {
            found.style = Style::Code;
        }
        statement.heading.runs.push(run(&format!(" {comment}"), Style::Plain, at.saturating_sub(1)));
    }
    Some(statement)
}

/// What comments in a list of calls begin with.
const COMMENTS: &[&str] = &[" # ", " // ", " -- "];

/// `Endpoint: GET /tasks`, `GET: /tasks`, and `List tasks: GET /tasks`.
fn in_pair(pair: &KeyValue) -> Option<Statement> {
    if let Some(line) = called_by(pair).filter(|line| line.method.is_some()) {
        return Some(Statement::said(line));
    }
    if recognise_attribute(&pair.key.plain()).is_some() {
        return None;
    }
    recognise_endpoint_line(&pair.value).filter(|line| line.method.is_some())?;
    Statement::titled(joined(&pair.key, ": ", &pair.value))
}

/// An item that begins with a call: `GET /tasks`, `GET /tasks: Lists tasks`, `List tasks: GET /tasks`.
fn in_item(item: &Item) -> Option<Statement> {
    let (first, rest) = item.blocks.split_first()?;
    let mut found = match first {
        Block::Paragraph(text) => {
            let mut lines = lines(text).into_iter();
            let mut found = Statement::titled(lines.next()?)?;
            found.rest.extend(lines.map(Block::Paragraph));
            found
        }
        Block::KeyValue(pair) => in_pair(pair).or_else(|| {
            recognise_endpoint_line(&pair.key).filter(|line| line.method.is_some())?;
            Statement::titled(joined(&pair.key, " - ", &pair.value))
        })?,
        _ => return None,
    };
    found.rest.extend(rest.iter().cloned());
    found.form = Form::Listed;
    Some(found)
}

/// Whether an item begins with a call by a method that is not known.
fn is_unknown(item: &Item) -> bool {
    match item.blocks.first() {
        Some(Block::Paragraph(text)) => {
            lines(text).first().is_some_and(|line| unknown_method(&line.plain()).is_some())
        }
        _ => false,
    }
}

/// Two texts with a mark between them.
fn joined(first: &Text, mark: &str, second: &Text) -> Text {
    let end = first.span().end;
    let span = docwright_model::Span::new(end, end);
    let mark = Run { text: mark.to_owned(), style: Style::Plain, link: None, span };
    let runs = first.runs.iter().cloned().chain([mark]).chain(second.runs.iter().cloned());
    Text { runs: runs.collect() }
}
