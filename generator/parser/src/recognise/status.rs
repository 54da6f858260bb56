//! An HTTP status as a heading, label or item of a list names it: `200 OK`, `Response 404`, `HTTP/1.1 204`.

/// A status with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Status {
    /// The number: `404`.
    pub code: u16,
    /// The words behind it: `Not Found`.
    pub words: Option<String>,
    /// Whether a word before it announces a status.
    pub announced: bool,
}

impl Status {
    /// Whether the number is a status wherever it stands: it is announced, alone, or has words of its own standard.
    pub(crate) fn is_certain(&self) -> bool {
        let first = self.words.as_deref().and_then(|words| words.split_whitespace().next());
        self.announced
            || first.is_none_or(|first| REASONS.iter().any(|reason| first.eq_ignore_ascii_case(reason)))
    }
}

/// The first words of what statuses are called.
const REASONS: &[&str] = &[
    "accepted",
    "bad",
    "conflict",
    "content",
    "created",
    "forbidden",
    "found",
    "gateway",
    "gone",
    "internal",
    "locked",
    "method",
    "moved",
    "no",
    "not",
    "ok",
    "partial",
    "payload",
    "payment",
    "permanent",
    "precondition",
    "request",
    "see",
    "service",
    "success",
    "temporary",
    "too",
    "unauthorized",
    "unprocessable",
    "unsupported",
];

/// Words that may stand before the number.
const BEFORE: &[&str] = &["code", "error", "http", "http/1.0", "http/1.1", "http/2", "response", "status"];
/// What stands between the number and its words.
const SEPARATORS: &[char] = &['-', '–', '—', ':', '(', ')', '.', '=', ' ', '\t', '\n'];

/// Reads a status: a number of three digits, behind no other words than those that announce one.
#[must_use]
pub(crate) fn recognise_status(text: &str) -> Option<Status> {
    let mut rest = text.trim();
    let mut announced = false;
    loop {
        rest = rest.trim_start_matches(SEPARATORS);
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest.get(..end)?.trim_end_matches(SEPARATORS);
        if !BEFORE.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            break;
        }
        rest = rest.get(end..)?;
        announced = true;
    }
    let number = rest.get(..3).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let behind = rest.get(3..)?;
    if behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | ',' | '%')) {
        return None;
    }
    let code = number.parse().ok().filter(|code| (100..600).contains(code))?;
    let words = behind.trim_start_matches(SEPARATORS).trim_end_matches([':', ' ']);
    let words = if words.contains('(') { words } else { words.trim_end_matches(')') };
    Some(Status { code, words: Some(words.to_owned()).filter(|words| !words.is_empty()), announced })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(u16, &str)>) {
        let found = recognise_status(text).map(|found| (found.code, found.words.unwrap_or_default()));
        assert_eq!(found, expected.map(|(code, words)| (code, words.to_owned())), "{text}");
    }

    #[test]
    fn a_status_is_a_number_behind_words_that_announce_one() {
        check("200 OK", Some((200, "OK")));
        check("404", Some((404, "")));
        check("HTTP/1.1 201 Created", Some((201, "Created")));
        check("Response (200)", Some((200, "")));
        check("Status: 409 — Conflict", Some((409, "Conflict")));
        check("Error 503: Try later", Some((503, "Try later")));
        check("2000 tasks", None);
        check("200% more", None);
        check("Responses", None);
        check("999", None);
        check("", None);
        check("The 200 tasks", None);
    }
}
