//! `METHOD /path`, a full address, or `Title (METHOD /path)`: the line that says what can be called.
//!
//! Comes in: the text of a heading, list item, paragraph, key-value or code block. Goes out: the method if it
//! is named, the target as written, and the title around it. Whether the path is a valid one is checked later.

use crate::document::{Style, Text};
use docwright_model::{Method, Span};

/// An endpoint line as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EndpointLine {
    /// The method, if the line names one.
    pub method: Option<Method>,
    /// The path or address as written.
    pub target: String,
    /// What stands around it: `Fetch a list of tasks` of `Fetch a list of tasks (GET /tasks)`.
    pub title: Option<String>,
    /// Where the line stands.
    pub span: Span,
}

impl EndpointLine {
    /// Whether two lines say the same, wherever they stand.
    pub(crate) fn calls_the_same(&self, other: &EndpointLine) -> bool {
        let path = |line: &EndpointLine| path_of_address(&line.target).unwrap_or(&line.target).to_owned();
        (self.method.is_none() || other.method.is_none() || self.method == other.method)
            && path(self) == path(other)
    }
}

/// Reads an endpoint line: a method and a path or address, or an address alone.
#[must_use]
pub(crate) fn recognise_endpoint_line(text: &Text) -> Option<EndpointLine> {
    let span = text.span();
    if let Some(line) = in_code(text) {
        return Some(EndpointLine { span, ..line });
    }
    let plain = text.plain();
    if let Some((method, target)) = method_and_target(&plain) {
        return Some(EndpointLine { method: Some(method), target, title: None, span });
    }
    if let Some((title, inside)) = plain.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        let (method, target) = method_and_target(inside)?;
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        return Some(EndpointLine { method: Some(method), target, title, span });
    }
    is_address(&plain).then_some(EndpointLine { method: None, target: plain, title: None, span })
}

/// A line whose first run is `METHOD /path` in backticks; versions and names may follow it.
fn in_code(text: &Text) -> Option<EndpointLine> {
    let first = text.runs.iter().find(|run| !run.text.trim().is_empty())?;
    if first.style != Style::Code {
        return None;
    }
    let (method, target) = method_and_target(first.text.trim())?;
    Some(EndpointLine { method: Some(method), target, title: None, span: first.span })
}

fn method_and_target(text: &str) -> Option<(Method, String)> {
    let (method, target) = text.trim().split_once(char::is_whitespace)?;
    let method = Method::from_name(method)?;
    let target = target.trim();
    let is_path = target.starts_with('/') && !target.contains(char::is_whitespace);
    (is_path || is_address(target)).then(|| (method, target.to_owned()))
}

/// Whether a text is one http address with a path, and nothing else.
#[must_use]
pub(crate) fn is_address(text: &str) -> bool {
    path_of_address(text).is_some_and(|path| path.len() > 1) && !text.contains(char::is_whitespace)
}

/// The path of an http address, query and fragment left out; empty if it has none.
#[must_use]
pub(crate) fn path_of_address(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let path = rest.find('/').and_then(|start| rest.get(start..)).unwrap_or_default();
    path.split(['?', '#']).next()
}
