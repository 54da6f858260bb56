//! Where an endpoint says what it is called by: its heading, or a line below it.

use super::{
    Attribute, Block, Code, Context, EndpointLine, PathTemplate, Section, Text, path_of_address,
    recognise_attribute, recognise_endpoint_line,
};

use crate::document::{Run, Style};

/// The name and summary that a heading gives.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) name: Option<String>,
    pub(super) summary: Option<String>,
}

/// Whether a section is about one endpoint: its heading or a line directly below it says what to call.
pub(in crate::assemble) fn is_endpoint(section: &Section) -> bool {
    find_line(section).is_some()
}

/// The line that says what to call. A line among facts about the endpoint wins over one in a list of aliases.
pub(super) fn find_line(section: &Section) -> Option<EndpointLine> {
    recognise_endpoint_line(&section.heading)
        .or_else(|| section.blocks.iter().find_map(stated))
        .or_else(|| section.blocks.iter().find_map(listed))
}

/// A line that is stated by a key, a paragraph or a block of code.
fn stated(block: &Block) -> Option<EndpointLine> {
    match block {
        Block::KeyValue(pair) if recognise_attribute(&pair.key.plain()) == Some(Attribute::Endpoint) => {
            recognise_endpoint_line(&pair.value)
        }
        Block::Paragraph(text) => recognise_endpoint_line(text).filter(|line| line.method.is_some()),
        Block::Code(code) => in_code(&code.text, block),
        Block::List(list) => list.items.iter().flat_map(|item| &item.blocks).find_map(|block| match block {
            Block::KeyValue(_) => stated(block),
            _ => None,
        }),
        _ => None,
    }
}

/// A line in a list without a key.
fn listed(block: &Block) -> Option<EndpointLine> {
    let Block::List(list) = block else { return None };
    list.items.iter().flat_map(|item| &item.blocks).find_map(|block| match block {
        Block::Paragraph(text) => recognise_endpoint_line(text).filter(|line| line.method.is_some()),
        _ => None,
    })
}

/// The first line of a block of code, when it is `METHOD /path` with or without a protocol version.
fn in_code(text: &str, block: &Block) -> Option<EndpointLine> {
    let first = text.trim().lines().next()?;
    let first = first.strip_suffix(" HTTP/1.1").unwrap_or(first);
    let text = Text { runs: vec![run(first, block)] };
    recognise_endpoint_line(&text).filter(|line| line.method.is_some())
}

fn run(text: &str, block: &Block) -> Run {
    Run { text: text.to_owned(), style: Style::Plain, link: None, span: block.span() }
}

/// Whether a block of code is the endpoint's line itself, and nothing else.
pub(super) fn is_line(block: &Block, line: &EndpointLine) -> bool {
    let Block::Code(code) = block else { return false };
    in_code(&code.text, block).is_some_and(|found| found == *line) && code.text.trim().lines().count() == 1
}

/// What a text says besides the endpoint line in it and `known` words; nothing if those are all.
pub(super) fn words_around(text: &Text, known: Option<&str>) -> Option<Text> {
    let line = text.runs.iter().position(|run| !run.text.trim().is_empty())?;
    if text.runs.get(line)?.style != Style::Code {
        return None;
    }
    let words = |run: &Run| known.map_or(run.text.clone(), |known| run.text.replacen(known, "", 1));
    let runs = text.runs.iter().skip(line + 1).map(|run| Run { text: words(run), ..run.clone() });
    let text = Text { runs: runs.filter(|run| !run.text.trim().is_empty()).collect() };
    text.plain().contains(char::is_alphanumeric).then_some(text)
}

/// The name and summary in a heading: `AddUser: Add a user` has both, an endpoint line neither.
pub(super) fn heading(section: &Section) -> Heading {
    if recognise_endpoint_line(&section.heading).is_some() {
        return Heading::default();
    }
    let plain = section.heading.plain();
    match plain.split_once(": ") {
        Some((name, summary)) if is_name(name) => {
            Heading { name: Some(name.to_owned()), summary: Some(summary.trim().to_owned()) }
        }
        _ if is_name(&plain) => Heading { name: Some(plain), summary: None },
        _ => Heading::default(),
    }
}

/// Whether a text is a name that programs could use: one word of letters, digits and `_`.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The name that the heading shares with the path: `v2 AddUser.do` and `/api/2/AddUser.do` have `AddUser`.
pub(super) fn name_in_path(section: &Section, path: &PathTemplate) -> Option<String> {
    if recognise_endpoint_line(&section.heading).is_some() {
        return None;
    }
    let last = path.as_str().rsplit('/').next()?;
    let plain = section.heading.plain();
    let word = plain.split_whitespace().find(|word| *word == last)?;
    let name = word.split('.').next()?;
    // A small word may stand in a heading and a path by chance.
    (is_name(name) && name.contains(char::is_uppercase)).then(|| name.to_owned())
}

/// The words of a heading that is no name and no endpoint line: they say what the endpoint is for.
pub(super) fn title(section: &Section, name: Option<&str>, path: &PathTemplate) -> Option<String> {
    let is_line = recognise_endpoint_line(&section.heading).is_some();
    let words = section.heading.markdown();
    (!is_line && name.is_none() && name_in_path(section, path).is_none() && !words.is_empty())
        .then_some(words)
}

/// The path that a line names, checked; a path that cannot be used is reported.
pub(super) fn path(line: &EndpointLine, context: &mut Context<'_>) -> Option<PathTemplate> {
    let text = path_of_address(&line.target).unwrap_or(&line.target);
    match text.parse() {
        Ok(path) => Some(path),
        Err(error) => {
            context.report(
                Code::BadPath,
                line.span,
                "this path",
                format!("`{text}` cannot be used: {error}"),
                "correct the path in the document; placeholders are written `{name}`",
            );
            None
        }
    }
}
