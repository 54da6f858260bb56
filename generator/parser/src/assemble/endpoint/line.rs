//! Where an endpoint says what it is called by: its heading, or a line below it.

use super::{
    Attribute, Block, Code, Context, EndpointLine, KeyValue, Method, PathTemplate, Section, SectionRole,
    Text,
    divide::own_statements,
    keys::{in_two, table_of_keys},
    prose::lines,
    recognise_attribute, recognise_endpoint_heading, recognise_endpoint_line, recognise_section_role,
    shown::shown_call,
    statement::{Form, Statement},
    template_of,
};
use crate::{
    assemble::{hosts::path_below, overview::called_in_row},
    diagnostics::clipped,
    document::{self, Run, Style, Table},
    recognise::{
        endpoint_line::{is_target, last_run_of_line},
        http_message::without_version,
        label::recognise_label,
        marker::recognise_markers,
        table_role::{TableRole, recognise_table_role},
    },
};
use docwright_model::Span;

/// The name and summary that a heading gives.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) name: Option<String>,
    pub(super) summary: Option<String>,
}

/// Whether a section is about one endpoint: its heading or a line directly below it says what to call.
pub(in crate::assemble) fn is_endpoint(section: &Section) -> bool {
    find_stated(section).is_some()
}

/// Parts of a section that may hold its line.
pub(super) const PARTS: &[SectionRole] = &[SectionRole::Address, SectionRole::Request];

/// The line that says what to call, or else the command that shows it.
pub(super) fn find_line(section: &Section) -> Option<EndpointLine> {
    find_stated(section).or_else(|| shown_call(section))
}

/// Whether nothing but commands shows what a section is about.
pub(super) fn is_shown(section: &Section) -> bool {
    find_stated(section).is_none()
}

/// The line that says what to call. A line among facts about the endpoint wins over one in a list of aliases.
fn find_stated(section: &Section) -> Option<EndpointLine> {
    let parts = section.sections.iter().filter(|part| {
        recognise_section_role(&part.heading.plain()).is_some_and(|role| PARTS.contains(&role))
    });
    recognise_endpoint_heading(&section.heading)
        .or_else(|| called_in_blocks(section))
        .or_else(|| parts.flat_map(|part| &part.blocks).find_map(stated))
}

/// The line among the blocks of a section itself.
pub(super) fn called_in_blocks(section: &Section) -> Option<EndpointLine> {
    let line = section.blocks.iter().find_map(stated);
    if let Some(line) = line.as_ref().filter(|line| line.method.is_some()) {
        return Some(line.clone());
    }
    in_two(&section.blocks)
        .or(line)
        .or_else(|| in_table(section))
        .or_else(|| section.blocks.iter().find_map(listed))
        .or_else(|| own_statements(&section.blocks).into_iter().next().map(|(_, call)| call.line))
}

/// Whether a call is another way to call an endpoint: in a list, by the same method, with as many placeholders, and
/// with no words beside it but a name and a version.
pub(super) fn is_alias(first: &EndpointLine, call: &Statement) -> bool {
    let (_, rest) = recognise_markers(&call.heading);
    let quoted = quoted_name(&call.heading).map(|name| format!("(\"{name}\")"));
    call.form == Form::Listed
        && is_other_way(first, &call.line)
        && words_around(&rest, quoted.as_deref()).is_none()
}

/// Whether a call stands with a name or the version that introduced it.
pub(super) fn is_marked(call: &Statement) -> bool {
    quoted_name(&call.heading).is_some() || recognise_markers(&call.heading).0.since.is_some()
}

/// Whether a line may be another way to call the same endpoint.
pub(super) fn is_other_way(first: &EndpointLine, line: &EndpointLine) -> bool {
    let is_same_method = first.method.is_none() || line.method.is_none() || first.method == line.method;
    is_same_method && first.placeholders() == line.placeholders()
}

/// The name in quotes in a text.
pub(super) fn quoted_name(text: &Text) -> Option<String> {
    text.runs.iter().find_map(|run| run.text.split('"').nth(1).map(str::to_owned))
}

/// A line that is stated by a key, a paragraph or a block of code.
pub(super) fn stated(block: &Block) -> Option<EndpointLine> {
    match block {
        Block::KeyValue(pair) => called_by(pair),
        Block::Paragraph(text) => {
            let first = lines(text).into_iter().next()?;
            recognise_endpoint_line(&first).filter(|line| line.method.is_some())
        }
        Block::Code(code) => in_code(code),
        Block::List(list) => list.items.iter().flat_map(|item| &item.blocks).find_map(|block| match block {
            Block::KeyValue(_) => stated(block),
            _ => None,
        }),
        Block::Table(table) => table_of_keys(table)?.iter().find_map(called_by),
    }
}

/// The line that a key with its value is: `Endpoint: GET /tasks`, `Request: GET /tasks`, `GET: /tasks`.
pub(super) fn called_by(pair: &KeyValue) -> Option<EndpointLine> {
    let key = pair.key.plain();
    if let Some(method) = Method::from_name(&key) {
        let target = Some(pair.value.plain()).filter(|target| is_target(target))?;
        return Some(EndpointLine { method: Some(method), target, title: None, span: pair.span });
    }
    let line = recognise_endpoint_line(&pair.value)?;
    let is_part = recognise_section_role(&key).is_some_and(|role| PARTS.contains(&role));
    let is_call = recognise_attribute(&key) == Some(Attribute::Endpoint) || is_part && line.method.is_some();
    is_call.then_some(line)
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
fn in_code(code: &document::Code) -> Option<EndpointLine> {
    let first = code.text.lines().next()?;
    let indent = first.len().saturating_sub(first.trim_start().len());
    let span = Span::new(code.at.saturating_add(indent), code.at.saturating_add(first.len()));
    let run = Run { text: without_version(first.trim()).to_owned(), style: Style::Plain, link: None, span };
    recognise_endpoint_line(&Text { runs: vec![run] }).filter(|line| line.method.is_some())
}

/// The line in a table of one row, where the section has parts of its own that are about it.
fn in_table(section: &Section) -> Option<EndpointLine> {
    let is_other = |part: &Section| recognise_endpoint_heading(&part.heading).is_some();
    let is_part = |part: &Section| recognise_section_role(&part.heading.plain()).is_some();
    let described = section.sections.iter().any(is_part)
        || section.blocks.iter().any(|block| recognise_label(block).is_some());
    if !described || section.sections.iter().any(is_other) {
        return None;
    }
    section.blocks.iter().find_map(|block| match block {
        Block::Table(table) => only_row(table),
        _ => None,
    })
}

/// The endpoint that the only row of a table names.
pub(super) fn only_row(table: &Table) -> Option<EndpointLine> {
    let [row] = table.rows.as_slice() else { return None };
    let Some(TableRole::Endpoints(columns)) = recognise_table_role(table, &[]) else { return None };
    let calls = called_in_row(row, &columns)?;
    let [(method, target)] = calls.as_slice() else { return None };
    Some(EndpointLine { method: Some(*method), target: target.clone(), title: None, span: row.span })
}

/// Whether a block of code is the endpoint's line itself, and nothing else.
pub(super) fn is_line(block: &Block, line: &EndpointLine) -> bool {
    let Block::Code(code) = block else { return false };
    in_code(code).is_some_and(|found| found == *line) && code.text.trim().lines().count() == 1
}

/// What a text says besides the endpoint line in it and `known` words; nothing if those are all.
pub(super) fn words_around(text: &Text, known: Option<&str>) -> Option<Text> {
    let line = last_run_of_line(text)?;
    let words = |run: &Run| known.map_or(run.text.clone(), |known| run.text.replacen(known, "", 1));
    let runs = text.runs.iter().skip(line + 1).map(|run| Run { text: words(run), ..run.clone() });
    let text = Text { runs: runs.filter(|run| !run.text.trim().is_empty()).collect() };
    text.plain().contains(char::is_alphanumeric).then_some(text)
}

/// What a line of prose says behind the endpoint line that it begins with.
pub(super) fn words_behind(text: &Text) -> Option<Text> {
    let mut words = words_around(text, None)?;
    if let Some(first) = words.runs.first_mut().filter(|run| run.style == Style::Plain) {
        first.text = first.text.trim_start_matches(['-', '–', '—', ':', ' ']).to_owned();
    }
    words.runs.retain(|run| !run.text.is_empty());
    Some(words).filter(|words| !words.is_empty())
}

/// The name and summary in a heading: `AddUser: Add a user` has both, an endpoint line neither.
pub(super) fn heading(section: &Section) -> Heading {
    if recognise_endpoint_heading(&section.heading).is_some() {
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
    if recognise_endpoint_heading(&section.heading).is_some() {
        return None;
    }
    let last = path.as_str().rsplit('/').next()?;
    let plain = section.heading.plain();
    let word = plain.split_whitespace().find(|word| *word == last)?;
    let name = word.split('.').next()?;
    // A small word may stand in a heading and a path by chance.
    (is_name(name) && name.contains(char::is_uppercase)).then(|| name.to_owned())
}

/// The heading, if other words stand beside the name that it shares with the path.
pub(super) fn words_around_name(
    section: &Section,
    name: Option<&str>,
    path: &PathTemplate,
) -> Option<String> {
    let has_more = section.heading.plain().split_whitespace().count() > 1;
    (has_more && name.is_none() && name_in_path(section, path).is_some()).then(|| section.heading.markdown())
}

/// The words of a heading that is no name and no endpoint line: they say what the endpoint is for.
pub(super) fn title(section: &Section, name: Option<&str>, path: &PathTemplate) -> Option<String> {
    let is_line = recognise_endpoint_heading(&section.heading).is_some();
    let words = section.heading.markdown();
    (!is_line && name.is_none() && name_in_path(section, path).is_none() && !words.is_empty())
        .then_some(words)
}

/// The path that a line names, checked; a path that cannot be used is reported.
pub(in crate::assemble) fn path(line: &EndpointLine, context: &mut Context<'_>) -> Option<PathTemplate> {
    let text = template_of(path_below(&line.target, context.base));
    match text.parse() {
        Ok(path) => Some(path),
        Err(error) => {
            context.report(
                Code::BadPath,
                line.span,
                "this path",
                format!("`{}` cannot be used: {error}", clipped(&text, PathTemplate::MOST_BYTES)),
                "correct the path in the document; placeholders are written `{name}`",
            );
            None
        }
    }
}
