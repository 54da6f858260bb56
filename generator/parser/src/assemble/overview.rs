//! Tables that list endpoints by method and path: an index of the sections that describe them, or all that there is.
//!
//! Rows are kept until all documents are read. A row whose endpoint has a section of its own adds its words to it;
//! any other is an endpoint.

use super::{
    Context, Draft, DraftEndpoint,
    census::Calls,
    endpoint::{self, Statement, UnknownCall, empty},
    hosts::path_below,
    prose,
};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, clipped, suggestion::suggest_acknowledgement},
    document::{Block, Cell, KeyValue, Row, Run, Style, Table, Text},
    recognise::{
        endpoint_line::{
            EndpointLine, is_target, path_of_address, recognise_endpoint_line, template_of, unknown_method,
        },
        table_role::{Column, Columns, methods_of},
    },
};
use docwright_model::{Endpoint, Evidence, Fact, Method, PathTemplate, Segment, Source, Span};
use std::collections::HashMap;

/// A row of such a table.
#[derive(Debug)]
pub(crate) struct Listed {
    method: Method,
    path: PathTemplate,
    address: Option<String>,
    words: Option<String>,
    /// The heading that the table stands under.
    pub(super) group: Option<String>,
    /// The row, and the cell of the words.
    source: Source,
    described: Source,
    /// The call, where it is a line of its own and not a row: it may be an example of one that a section describes.
    line: Option<EndpointLine>,
}

/// A call in a section about another.
#[derive(Debug)]
pub(crate) struct Mention {
    pub(super) line: EndpointLine,
    pub(super) source: Source,
    /// What the section is about.
    pub(super) subject: Option<String>,
}

/// Keeps the rows of a table. One that names no method or no path is reported.
pub(super) fn assemble_overview(table: &Table, columns: &Columns, context: &mut Context<'_>) {
    for row in &table.rows {
        match listed(row, columns, context) {
            Some(found) => context.draft.listed.extend(found),
            None if let Some(call) = unknown_in_row(row, columns) => {
                context.report_unknown(&call, Some(row.span));
            }
            None => context.report_unread(
                Code::UnnamedRow,
                row.span,
                "no endpoint here",
                "this row of a table of endpoints names no method or no path".to_owned(),
                "write a method such as `GET` and a path such as `/tasks/{id}` in the row",
            ),
        }
    }
}

/// The endpoints of a row, one for each method and path; none if one of them cannot be used.
fn listed(row: &Row, columns: &Columns, context: &Context<'_>) -> Option<Vec<Listed>> {
    let calls = called_in_row(row, columns)?;
    calls.into_iter().map(|(method, target)| listed_call(method, &target, row, columns, context)).collect()
}

fn listed_call(
    method: Method,
    target: &str,
    row: &Row,
    columns: &Columns,
    context: &Context<'_>,
) -> Option<Listed> {
    let in_path = path_below(target, context.base);
    let template: PathTemplate = template_of(in_path).parse().ok()?;
    let mut blocks = words_of(row, columns);
    // What a path in a table is followed by is kept as words: the section of the endpoint says what it means.
    if let Some((_, query)) = in_path.split_once('?') {
        let text = format!("Query: {query}");
        let run = Run { text, style: Style::Plain, link: None, span: row.span };
        blocks.push(Block::Paragraph(Text { runs: vec![run] }));
    }
    let described = blocks.iter().map(Block::span).reduce(Span::join).unwrap_or(row.span);
    Some(Listed {
        method,
        path: template,
        address: path_of_address(target).map(|_| target.to_owned()),
        words: prose::markdown(&blocks),
        group: None,
        source: context.source(row.span),
        described: context.source(described),
        line: None,
    })
}

/// Keeps a call that stands on a page, outside of a section of its own, like a row of such a table.
pub(super) fn assemble_statement(call: Statement, context: &mut Context<'_>) {
    let Statement { line, heading, rest, .. } = call;
    let (Some(method), Some(path)) = (line.method, endpoint::path(&line, context)) else { return };
    let mut words: Vec<String> = line.title.clone().into_iter().collect();
    words.extend(prose::markdown(&rest));
    let described = rest.iter().map(Block::span).fold(heading.span(), Span::join);
    context.draft.listed.push(Listed {
        method,
        path,
        address: path_of_address(&line.target).map(|_| line.target.clone()),
        words: prose::join(&words),
        group: None,
        source: context.source(line.span),
        described: context.source(described),
        line: Some(line),
    });
}

/// What a row says besides the method and the path.
pub(super) fn words_of(row: &Row, columns: &Columns) -> Vec<Block> {
    let index = columns.index(Column::Description);
    let described = index.and_then(|index| row.cells.get(index)).map(|cell| cell.blocks.clone());
    let mut blocks = described.unwrap_or_default();
    for (index, header) in columns.others() {
        let Some(cell) = row.cells.get(index).filter(|cell| !cell.text().is_empty()) else { continue };
        blocks.push(Block::KeyValue(KeyValue { key: header.clone(), value: cell.text(), span: cell.span }));
    }
    blocks
}

/// The methods and targets that a row names, in one cell or two: each of `GET, POST` with each of `/tasks, /jobs`.
pub(super) fn called_in_row(row: &Row, columns: &Columns) -> Option<Vec<(Method, String)>> {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
    let path = cell(Column::Path)?.text();
    let stated = recognise_endpoint_line(&path).and_then(|line| Some((line.method?, line.target)));
    if let Some(call) = stated {
        return Some(vec![call]);
    }
    let methods = methods_of(&cell(Column::Method)?.text().plain());
    let plain = path.plain();
    let parts = plain.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let targets: Vec<String> = parts.map(|part| target_in_row(part, &path)).collect::<Option<_>>()?;
    let calls = methods.iter().flat_map(|method| targets.iter().map(|target| (*method, target.clone())));
    let calls: Vec<_> = calls.collect();
    (!calls.is_empty()).then_some(calls)
}

/// The target that a cell of paths names. Beside a method a path may have lost the `/` at its start.
fn target_in_row(part: &str, cell: &Text) -> Option<String> {
    if is_target(part) {
        return Some(part.to_owned());
    }
    let is_set_apart = cell.runs.iter().all(|run| run.style == Style::Code || run.text.trim().is_empty());
    let is_path = !part.contains(char::is_whitespace)
        && !part.contains("://")
        && part.starts_with(|c: char| c.is_alphanumeric() || c == '{');
    (is_path && (is_set_apart || part.contains('/'))).then(|| format!("/{part}"))
}

/// The call by an unknown method that a row names.
fn unknown_in_row(row: &Row, columns: &Columns) -> Option<UnknownCall> {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index)).map(Cell::plain);
    let path = cell(Column::Path)?;
    let both = cell(Column::Method).map(|method| format!("{method} {path}"));
    let method = unknown_method(&path).or_else(|| unknown_method(both.as_deref()?))?;
    Some(UnknownCall { method: method.to_owned(), span: row.span })
}

/// What a path is like, whatever its placeholders are called.
fn shape(path: &PathTemplate) -> String {
    path.segments()
        .map(|segment| match segment {
            Segment::Literal(text) => text,
            Segment::Placeholder(_) => "{}",
        })
        .collect()
}

/// Brings the rows together with the endpoints; `files` are the documents in order. Calls that nothing describes are
/// reported.
pub(super) fn fold_overview(draft: &mut Draft, files: &[&str], diagnostics: &mut Diagnostics) {
    let (rows, mentions) = (std::mem::take(&mut draft.listed), std::mem::take(&mut draft.mentions));
    if rows.is_empty() && mentions.is_empty() {
        return;
    }
    let mut known: HashMap<(Method, String), usize> = HashMap::new();
    let mut calls = Calls::default();
    for (index, found) in draft.endpoints.iter().enumerate() {
        known.entry((found.endpoint.method, shape(&found.endpoint.path))).or_insert(index);
        calls.extend(&calls_of(&found.endpoint));
    }
    let mut is_new = false;
    for row in rows {
        // A line may be an example of what a section describes.
        let described = row
            .line
            .as_ref()
            .and_then(|line| calls.find(line))
            .and_then(|line| Some((line.method?, shape(&template_of(&line.target).parse().ok()?))));
        let key = described.unwrap_or_else(|| (row.method, shape(&row.path)));
        if let Some(found) = known.get(&key).and_then(|index| draft.endpoints.get_mut(*index)) {
            add_row(found, row);
        } else {
            let made = endpoint_of(row);
            calls.extend(&calls_of(&made.endpoint));
            known.insert(key, draft.endpoints.len());
            draft.endpoints.push(made);
            is_new = true;
        }
    }
    report_mentions(mentions, &mut calls, diagnostics);
    if is_new {
        let order: HashMap<&str, usize> =
            files.iter().enumerate().map(|(index, file)| (*file, index)).collect();
        draft.endpoints.sort_by_key(|found| {
            let source = &found.endpoint.source;
            (order.get(&*source.file).copied(), source.span.start)
        });
    }
}

/// The ways to call an endpoint.
fn calls_of(endpoint: &Endpoint) -> Vec<EndpointLine> {
    let aliases = endpoint.aliases.iter().map(|alias| (alias.method, &alias.path, alias.source.span));
    let all = [(endpoint.method, &endpoint.path, endpoint.source.span)].into_iter().chain(aliases);
    let line = |(method, path, span): (Method, &PathTemplate, Span)| EndpointLine {
        method: Some(method),
        target: path.as_str().to_owned(),
        title: None,
        span,
    };
    all.map(line).collect()
}

/// Reports calls that stand in sections about others and that no section describes, each once.
fn report_mentions(mentions: Vec<Mention>, known: &mut Calls, diagnostics: &mut Diagnostics) {
    for Mention { line, source, subject } in mentions {
        let methods = line.method.map_or(Method::ALL.to_vec(), |method| vec![method]);
        let mut calls =
            methods.into_iter().map(|method| EndpointLine { method: Some(method), ..line.clone() });
        if calls.any(|call| known.find(&call).is_some()) || known.find(&line).is_some() {
            continue;
        }
        known.add(&line);
        let method = line.method.map(|method| format!("{method} ")).unwrap_or_default();
        let target = clipped(&line.target, PathTemplate::MOST_BYTES);
        let message = match &subject {
            Some(about) => {
                format!("`{method}{target}` stands in the section of `{about}`, and nothing describes it")
            }
            None => format!("nothing describes `{method}{target}`"),
        };
        let entry = suggest_acknowledgement(Code::UndescribedCall, subject.as_deref());
        let help = format!(
            "give it a heading of its own, such as `## {method}{target}`; if it is no endpoint, acknowledge it in api.toml:\n{entry}"
        );
        let remark = Diagnostic::new(Code::UndescribedCall, message, help).at(source, "kept as prose");
        diagnostics.push(Diagnostic { subject, ..remark });
    }
}

/// Adds the words of a row to the endpoint that a section describes.
fn add_row(found: &mut DraftEndpoint, row: Listed) {
    let endpoint = &mut found.endpoint;
    endpoint.origins.add(Fact::Address, row.source, Evidence::Stated);
    let Some(words) = row.words else { return };
    let folded = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    let is_known = |text: &Option<String>| {
        text.as_deref().is_some_and(|text| text.lines().any(|line| folded(line) == folded(&words)))
    };
    let fact = if is_known(&endpoint.summary) || endpoint.summary.is_none() {
        Fact::Summary
    } else {
        Fact::Description
    };
    endpoint.origins.add(fact, row.described, Evidence::Stated);
    if endpoint.summary.is_none() {
        endpoint.summary = Some(words);
    } else if !is_known(&endpoint.summary) && !is_known(&endpoint.description) {
        let known = endpoint.description.take();
        endpoint.description = prose::join(&known.into_iter().chain([words]).collect::<Vec<_>>());
    }
}

/// The endpoint that only a row describes.
fn endpoint_of(row: Listed) -> DraftEndpoint {
    let mut endpoint = empty(row.method, row.path, row.source.clone());
    endpoint.address = row.address;
    endpoint.group = row.group;
    endpoint.origins.add(Fact::Address, row.source.clone(), Evidence::Stated);
    if let Some(words) = row.words {
        let (first, rest) = words.split_once('\n').unwrap_or((words.as_str(), ""));
        endpoint.summary = Some(first.to_owned());
        endpoint.description = Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty());
        endpoint.origins.add(Fact::Summary, row.described, Evidence::Stated);
    }
    DraftEndpoint { endpoint, schemes: None, scopes: Vec::new() }
}
