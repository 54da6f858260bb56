//! Labels in plain text: a line that only names what stands on the next.

use super::json;
use crate::document::keys::key_colon;

/// Words that are labels when JSON or an address follows; any case.
const LABELS: &[&str] = &[
    "address",
    "base url",
    "body",
    "endpoint",
    "example",
    "example request",
    "example response",
    "input",
    "output",
    "payload",
    "request",
    "request body",
    "request url",
    "response",
    "response body",
    "result",
    "returns",
    "sample",
    "sample request",
    "sample response",
    "uri",
    "url",
];

/// What stands below a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    Json,
    Address,
}

/// Whether a line is a label for the next.
pub(super) fn label(line: &str, next: &str) -> Option<Follows> {
    let follows = if json::starts_at(next) {
        Follows::Json
    } else if is_address(next) {
        Follows::Address
    } else {
        return None;
    };
    let named = line.strip_suffix(':').is_some_and(|_| key_colon(line) == Some(line.len() - 1));
    let shouted = line.len() > 1 && line.bytes().all(|byte| byte.is_ascii_uppercase());
    let known = LABELS.iter().any(|label| line.eq_ignore_ascii_case(label));
    (named || shouted || known).then_some(follows)
}

/// Whether a line is an address and nothing else.
fn is_address(line: &str) -> bool {
    let addressed = line.starts_with("http://") || line.starts_with("https://") || line.starts_with('/');
    addressed && line.len() > 1 && !line.contains(char::is_whitespace)
}
