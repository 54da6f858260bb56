//! `METHOD /path`, a full address, or `Title (METHOD /path)`: the line that says what can be called.
//!
//! Comes in: the text of a heading, list item, paragraph, key-value or code block. Goes out: the method if it
//! is named, the target as written, and the title around it. Whether the path is a valid one is checked later.

use crate::document::{Style, Text};
use docwright_model::{Method, Span};
use std::borrow::Cow;

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

/// What stands between a line and its title in a heading: `GET /tasks - List tasks`, `List tasks: GET /tasks`.
const SEPARATORS: &[&str] = &[" - ", " – ", " — ", ": ", " | "];

impl EndpointLine {
    /// Whether two lines say the same, wherever they stand.
    pub(crate) fn calls_the_same(&self, other: &EndpointLine) -> bool {
        (self.method.is_none() || other.method.is_none() || self.method == other.method)
            && self.path() == other.path()
    }

    /// The path without the host and the query, its placeholders in braces.
    fn path(&self) -> Cow<'_, str> {
        template_of(path_of_address(&self.target).unwrap_or(&self.target))
    }

    /// Method and path, without the names of its placeholders: equal for lines that call the same.
    pub(crate) fn identity(&self) -> (Option<Method>, String) {
        (self.method, without_names(&self.path()).into_owned())
    }

    /// Whether two lines call the same, whatever their placeholders are called.
    pub(crate) fn is_like(&self, other: &EndpointLine) -> bool {
        self.method == other.method && without_names(&self.path()) == without_names(&other.path())
    }

    /// Whether a line is an example of another: `GET /tasks/7` of `GET /tasks/{id}`.
    pub(crate) fn is_instance_of(&self, other: &EndpointLine) -> bool {
        let (one, two) = (self.path(), other.path());
        let fits = |(value, segment): (&str, &str)| {
            value == segment
                || without_names(value) == without_names(segment)
                || segment.contains('{') && is_value(value)
        };
        self.method == other.method
            && one.split('/').zip(two.split('/')).all(fits)
            && one.split('/').count() == two.split('/').count()
    }

    /// Method and path, with `{}` for each segment that is a placeholder or may be a value of one.
    pub(crate) fn pattern(&self) -> (Option<Method>, String) {
        let path = self.path();
        let open = |segment: &str| segment.contains('{') || is_value(segment);
        let segments = path.split('/').map(|segment| if open(segment) { "{}" } else { segment });
        (self.method, segments.collect::<Vec<_>>().join("/"))
    }

    /// How many placeholders the path has.
    pub(crate) fn placeholders(&self) -> usize {
        self.path().matches('{').count()
    }
}

/// A path, or a segment of one, whose placeholders have lost their names.
fn without_names(path: &str) -> Cow<'_, str> {
    if !path.contains('{') {
        return Cow::Borrowed(path);
    }
    let names = path.split_inclusive(['{', '}']).filter(|part| !part.ends_with('}') || part.len() == 1);
    Cow::Owned(names.collect())
}

/// Whether a segment of a path looks like a value that stands for a placeholder: `7`, `cus_4fdAW5`, a UUID.
pub(crate) fn is_value(segment: &str) -> bool {
    segment.contains(|c: char| c.is_ascii_digit())
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
    if let Some((title, inside)) = in_brackets(&plain) {
        let (method, target) = method_and_target(inside)?;
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        return Some(EndpointLine { method: Some(method), target, title, span });
    }
    is_address(&plain).then_some(EndpointLine { method: None, target: plain, title: None, span })
}

/// Reads an endpoint line in a heading, where a title may stand on either side of it.
#[must_use]
pub(crate) fn recognise_endpoint_heading(text: &Text) -> Option<EndpointLine> {
    if let Some(line) = recognise_endpoint_line(text) {
        let title = line.title.or_else(|| title_behind_code(text));
        return Some(EndpointLine { title, ..line });
    }
    let plain = text.plain();
    let titled = |title: &str, line: &str| {
        let (method, target) = method_and_target(line)?;
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        Some(EndpointLine { method: Some(method), target, title, span: text.span() })
    };
    let before = SEPARATORS.iter().find_map(|separator| {
        let (title, line) = plain.rsplit_once(separator)?;
        titled(title, line)
    });
    let behind = || {
        SEPARATORS.iter().find_map(|separator| {
            let (line, title) = plain.split_once(separator)?;
            titled(title, line)
        })
    };
    before.or_else(behind).or_else(|| {
        // ``List tasks `GET /tasks` ``
        let last = text.runs.iter().rposition(|run| !run.text.trim().is_empty())?;
        let line = text.runs.get(last).filter(|run| run.style == Style::Code)?;
        let words: String = text.runs.iter().take(last).map(|run| run.text.as_str()).collect();
        titled(&words, &line.text)
    })
}

/// Reads a line that begins with a call, with a title behind it: `GET /tasks - List tasks`.
pub(crate) fn recognise_titled_call(text: &Text) -> Option<EndpointLine> {
    let plain = text.plain();
    Method::from_name(plain.split_whitespace().next()?)?;
    recognise_endpoint_heading(text)
}

/// The words behind a line in backticks that a heading begins with.
fn title_behind_code(text: &Text) -> Option<String> {
    let last = last_run_of_line(text)?;
    let rest = Text { runs: text.runs.get(last + 1..)?.to_vec() }.markdown();
    let words = rest.trim_start_matches([':', '-', '–', '—', '|', ' ']);
    words.contains(char::is_alphabetic).then(|| words.to_owned())
}

/// `Title (inside)` and `Title [inside]`.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    match text.strip_suffix(')') {
        Some(rest) => rest.rsplit_once('('),
        None => text.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')),
    }
}

/// Reads the heading of a resource whose methods stand below it: `Tasks [/tasks]`, or the path alone.
pub(crate) fn recognise_resource(heading: &str) -> Option<(&str, &str)> {
    let (title, path) = in_brackets(heading).unwrap_or(("", heading));
    (path.starts_with('/') && is_target(path)).then(|| (title.trim(), path))
}

/// Reads the heading of a method of such a resource: `List tasks [GET]`, or the method alone.
pub(crate) fn recognise_action(heading: &str) -> Option<(&str, Method)> {
    let (title, method) = in_brackets(heading).unwrap_or(("", heading));
    Some((title.trim(), Method::from_name(method.trim())?))
}

/// A line that begins with `METHOD /path` in backticks, or with the path alone in them behind the method; versions and
/// names may follow it.
fn in_code(text: &Text) -> Option<EndpointLine> {
    let mut filled = text.runs.iter().filter(|run| !run.text.trim().is_empty());
    let first = filled.next()?;
    if first.style == Style::Code {
        let (method, target) = method_and_target(first.text.trim())?;
        return Some(EndpointLine { method: Some(method), target, title: None, span: first.span });
    }
    let second = filled.next().filter(|run| run.style == Style::Code)?;
    let method = Method::from_name(first.text.trim())?;
    let target = Some(second.text.trim()).filter(|target| is_target(target))?.to_owned();
    Some(EndpointLine { method: Some(method), target, title: None, span: first.span.join(second.span) })
}

/// The index of the last run of the line that a text begins with, if backticks set the line apart from other words.
pub(crate) fn last_run_of_line(text: &Text) -> Option<usize> {
    let line = in_code(text)?;
    text.runs.iter().position(|run| run.style == Style::Code && run.span.end == line.span.end)
}

/// Reads `GET /tasks`, also as `[GET] /tasks` and `GET: /tasks`.
pub(super) fn method_and_target(text: &str) -> Option<(Method, String)> {
    let (method, target) = text.trim().split_once(char::is_whitespace)?;
    let method = method.strip_suffix(':').unwrap_or(method);
    let method = method.strip_prefix('[').and_then(|method| method.strip_suffix(']')).unwrap_or(method);
    let method = method_named(method)?;
    let target = target.trim();
    is_target(target).then(|| (method, target.to_owned()))
}

/// The method of a name, whatever its capitals: where a path follows, `get` can be nothing else.
pub(crate) fn method_named(name: &str) -> Option<Method> {
    Method::from_name(name).or_else(|| Method::from_name(&name.to_ascii_uppercase()))
}

/// Words in capitals that stand before a path and are no methods.
const NO_METHODS: &[&str] = &["API", "ENDPOINT", "HTTP", "HTTPS", "PATH", "URI", "URL"];

/// The name of a method that is not known, in a line that is a call otherwise: `PURGE` of `PURGE /cache`, with or
/// without a title.
pub(crate) fn unknown_method(line: &str) -> Option<&str> {
    let named = |call: &'_ str| -> Option<usize> {
        let (name, target) = call.trim().split_once(char::is_whitespace)?;
        let is_name =
            (3..=24).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase() || c == '-');
        let is_unknown = is_name && method_named(name).is_none() && !NO_METHODS.contains(&name);
        (is_unknown && is_target(target.trim())).then_some(name.len())
    };
    let parts = SEPARATORS.iter().filter_map(|mark| line.split_once(mark));
    let parts = parts.flat_map(|(before, behind)| [before, behind]);
    let inside = in_brackets(line).map(|(_, inside)| inside);
    [line].into_iter().chain(inside).chain(parts).find_map(|call| call.trim().get(..named(call)?))
}

/// Whether a text is a path or an address, and nothing else.
#[must_use]
pub(crate) fn is_target(text: &str) -> bool {
    let is_path = text.starts_with('/') && !text.contains(char::is_whitespace);
    is_path || is_address(text)
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

/// The path of a target with its placeholders in braces, without the query behind it: `/tasks/{id}` of
/// `/tasks/:id?full={full}`, of `/tasks/<id>` and of `/tasks/{id}{?full}`.
#[must_use]
pub(crate) fn template_of(path: &str) -> Cow<'_, str> {
    let end = query_start(path).unwrap_or(path.len());
    let path = path.get(..end).unwrap_or(path);
    if !path.contains([':', '<']) && !path.contains("{{") {
        return Cow::Borrowed(path);
    }
    let mut template = String::with_capacity(path.len() + 8);
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            template.push('/');
        }
        match segment.strip_prefix(':').map(|rest| (rest, name_length(rest))) {
            Some((rest, length)) if length > 0 => {
                let (name, rest) = rest.split_at_checked(length).unwrap_or((rest, ""));
                template.extend(["{", name, "}", rest]);
            }
            _ => template.push_str(&braced(segment)),
        }
    }
    Cow::Owned(template)
}

/// `<id>` and `{{id}}` as `{id}`. What only begins like one stays, so that it is reported.
fn braced(segment: &str) -> String {
    let segment = segment.replace("{{", "{").replace("}}", "}");
    let is_balanced = segment.matches('<').count() == segment.matches('>').count();
    if is_balanced { segment.replace('<', "{").replace('>', "}") } else { segment }
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Where the query of a target begins: at its `?`, or at a template's `{?`.
fn query_start(target: &str) -> Option<usize> {
    match (target.find('?'), target.find("{?").or_else(|| target.find("{&"))) {
        (Some(mark), Some(template)) => Some(mark.min(template)),
        (mark, template) => mark.or(template),
    }
}

/// The names behind the `?` of a target, each with the value that stands there: `limit` with `10`, `after` with
/// none in `/tasks?limit=10&after={cursor}`.
pub(crate) fn query_of(target: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let start = query_start(target).unwrap_or(target.len());
    let query = target.get(start..).unwrap_or_default().split('#').next().unwrap_or_default();
    query
        .split(['?', '&'])
        .flat_map(|part| match part.split_once('=') {
            // `?limit=10{&after}`
            Some((name, value)) if !value.contains('}') => vec![(name, Some(value.trim_end_matches('{')))],
            Some((name, value)) => vec![(name, Some(value))],
            None => part.split(',').map(|name| (name.trim_matches(['{', '}', '*']), None)).collect(),
        })
        .filter(|(name, _)| {
            let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$');
            !name.is_empty() && name.chars().all(is_name)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_written_in_several_ways() {
        let check = |path: &str, expected: &str| assert_eq!(template_of(path), expected, "{path}");
        check("/tasks/{id}", "/tasks/{id}");
        check("/tasks/:id", "/tasks/{id}");
        check("/tasks/:id.json", "/tasks/{id}.json");
        check("/tasks/<id>/runs/:run_id", "/tasks/{id}/runs/{run_id}");
        check("/tasks/{{id}}", "/tasks/{id}");
        check("/tasks/{id}:cancel", "/tasks/{id}:cancel");
        check("/tasks/<id", "/tasks/<id");
        check("/tasks?limit=10", "/tasks");
        check("/tasks{?limit,after}", "/tasks");
    }

    #[test]
    fn the_query_of_a_target_names_parameters() {
        let check = |target: &str, expected: &[(&str, Option<&str>)]| {
            assert_eq!(query_of(target).collect::<Vec<_>>(), expected, "{target}");
        };
        check("/tasks?limit=10&after={cursor}", &[("limit", Some("10")), ("after", Some("{cursor}"))]);
        check("/tasks{?limit,after*}", &[("limit", None), ("after", None)]);
        check("/tasks", &[]);
        check("https://example.com/tasks?q=:q#top", &[("q", Some(":q"))]);
    }
}
