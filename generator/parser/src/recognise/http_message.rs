//! Requests and answers as they go over the wire, in a block of code: a start line, headers, and a body behind an
//! empty line. Commands that send one are recognised, so that they are not taken for bodies.

use super::{endpoint_line::method_and_target, status::recognise_status};
use docwright_model::{Method, ResponseStatus};

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HttpMessage<'a> {
    /// What the start line says.
    pub start: StartLine,
    /// The start line and the headers, as they stand.
    pub head: &'a str,
    /// Whether there are headers.
    pub has_headers: bool,
    /// The value of the header that says what the body is: `application/json`.
    pub media_type: Option<&'a str>,
    /// What stands behind the empty line, without white space at its ends.
    pub body: Option<&'a str>,
    /// Where the body begins in the text.
    pub body_at: usize,
    /// Lines among the headers that are none, with where they begin in the text.
    pub strange: Vec<(usize, &'a str)>,
}

/// The first line of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StartLine {
    /// `GET /tasks HTTP/1.1`, with or without the version.
    Request(Method, String),
    /// `HTTP/1.1 200 OK`
    Answer(ResponseStatus),
}

/// Languages of blocks that hold commands.
const SHELLS: &[&str] =
    &["bash", "cmd", "console", "curl", "powershell", "sh", "shell", "shell-session", "zsh"];
/// Commands that send requests.
const COMMANDS: &[&str] = &["curl ", "$ curl ", "> curl ", "http ", "$ http ", "wget ", "$ wget "];

/// Reads a message.
#[must_use]
pub(crate) fn recognise_http_message(text: &str) -> Option<HttpMessage<'_>> {
    let first = text.lines().next()?;
    let start = start_line(first)?;
    let mut message = HttpMessage {
        start,
        head: text.trim_end(),
        has_headers: false,
        media_type: None,
        body: None,
        body_at: text.len(),
        strange: Vec::new(),
    };
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim();
        if content.is_empty() {
            let (head, rest) = text.split_at_checked(at)?;
            let body = rest.trim();
            message.head = head.trim_end();
            message.body = Some(body).filter(|body| !body.is_empty());
            message.body_at = at + (rest.len() - rest.trim_start().len());
            break;
        }
        if index > 0 {
            message.header(at, content);
        }
        at += line.len();
    }
    Some(message)
}

impl<'a> HttpMessage<'a> {
    fn header(&mut self, at: usize, line: &'a str) {
        let named = line.split_once(':').filter(|(name, _)| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        });
        match named {
            Some((name, value)) => {
                self.has_headers = true;
                if name.eq_ignore_ascii_case("content-type") {
                    self.media_type =
                        value.split(';').next().map(str::trim).filter(|value| !value.is_empty());
                }
            }
            None => self.strange.push((at, line)),
        }
    }
}

fn start_line(line: &str) -> Option<StartLine> {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("HTTP/") {
        // `HTTP/1.1 200 OK`; a version alone is no answer.
        rest.split_once(' ')?;
        return recognise_status(line).map(|status| StartLine::Answer(status.code));
    }
    let (method, target) = method_and_target(without_version(line))?;
    Some(StartLine::Request(method, target))
}

/// A request line without the protocol's version at its end.
#[must_use]
pub(crate) fn without_version(line: &str) -> &str {
    match line.rsplit_once(' ') {
        Some((before, version)) if version.starts_with("HTTP/") => before.trim_end(),
        _ => line,
    }
}

/// Whether a block of code is a command, which shows a call and is no body.
#[must_use]
pub(crate) fn is_command(language: Option<&str>, text: &str) -> bool {
    let shell =
        language.is_some_and(|language| SHELLS.iter().any(|shell| language.eq_ignore_ascii_case(shell)));
    shell || COMMANDS.iter().any(|command| text.trim_start().starts_with(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_a_start_line_headers_and_a_body() {
        let text = "POST /tasks HTTP/1.1\nHost: api.example.com\nContent-Type: application/json; charset=utf-8\n\n{\n}\n";
        let message = recognise_http_message(text).expect("a message");
        assert_eq!(message.start, StartLine::Request(Method::Post, "/tasks".to_owned()));
        assert_eq!((message.media_type, message.body), (Some("application/json"), Some("{\n}")));
        assert_eq!(text.get(message.body_at..), Some("{\n}\n"));
        assert!(message.head.ends_with("utf-8") && message.strange.is_empty());
        let answer = recognise_http_message("HTTP/1.1 204 No Content").expect("an answer");
        assert_eq!((answer.start, answer.body), (StartLine::Answer(ResponseStatus::Code(204)), None));
        assert_eq!(recognise_http_message("{ \"a\": 1 }"), None);
        assert_eq!(recognise_http_message(""), None);
    }

    #[test]
    fn a_line_among_the_headers_that_is_none_is_given_back() {
        let message = recognise_http_message("GET /tasks\nX-A: 1\nno header").expect("a message");
        assert_eq!(message.strange, [(18, "no header")]);
    }
}
