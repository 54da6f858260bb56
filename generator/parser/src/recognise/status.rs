//! An HTTP status as a heading, label, cell or item of a list names it: `200 OK`, `Response 404`, `HTTP/1.1 204`, `4XX`.

use docwright_model::ResponseStatus;

/// A status with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Status {
    /// The number: `404`; or the class: `4XX`.
    pub code: ResponseStatus,
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
    "client",
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
    "server",
    "service",
    "success",
    "temporary",
    "too",
    "unauthorized",
    "unprocessable",
    "unsupported",
];

/// Words that may stand before the number.
const BEFORE: &[&str] =
    &["code", "error", "http", "http/1.0", "http/1.1", "http/2", "response", "status", "success"];
/// What stands between the number and its words.
const SEPARATORS: &[char] = &['-', '–', '—', ':', '(', ')', '.', '=', ' ', '\t', '\n'];

/// Words for all statuses that nothing else is said of.
const DEFAULTS: &[&str] = &["default", "any other", "other", "others", "otherwise"];

/// Reads a status: a number of three digits or a class of them, behind no other words than those that announce one.
#[must_use]
pub(crate) fn recognise_status(text: &str) -> Option<Status> {
    let (number, words, announced) = number_and_words(text)?;
    let code = status_of(number)?;
    Some(Status { code, words: Some(words.to_owned()).filter(|words| !words.is_empty()), announced })
}

/// Reads a status where nothing else than statuses stands, so that a word may mean all others: `default`.
#[must_use]
pub(crate) fn recognise_any_status(text: &str) -> Option<Status> {
    let is_default = DEFAULTS.iter().any(|word| text.trim().trim_end_matches(':').eq_ignore_ascii_case(word));
    let default = || Status { code: ResponseStatus::Default, words: None, announced: false };
    recognise_status(text).or_else(|| is_default.then(default))
}

/// Reads a cell for statuses: one, or several for which the same is said. None if it names anything else in their place.
#[must_use]
pub(crate) fn recognise_statuses(text: &str) -> Vec<Status> {
    let parts =
        text.split([',', '/', '|']).flat_map(|part| part.split(" or ")).flat_map(|part| part.split(" and "));
    let several: Option<Vec<Status>> = parts.map(recognise_any_status).collect();
    let begins_with_digit = |words: &str| words.starts_with(|c: char| c.is_ascii_digit());
    let is_one = |status: &Status| !status.words.as_deref().is_some_and(begins_with_digit);
    match several {
        Some(several) if several.iter().all(is_one) => several,
        _ => recognise_any_status(text).filter(is_one).into_iter().collect(),
    }
}

/// Whether a text names a number in the place of a status, which is none: `600 Broken`.
#[must_use]
pub(crate) fn is_no_status(text: &str) -> bool {
    number_and_words(text).is_some_and(|(number, ..)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && status_of(number).is_none()
    })
}

/// The statuses of RFC 9110, and the classes that they are in.
fn status_of(number: &str) -> Option<ResponseStatus> {
    if let Ok(code) = number.parse() {
        return Some(code).filter(|code| (100..600).contains(code)).map(ResponseStatus::Code);
    }
    let (class, rest) = number.split_at_checked(1)?;
    let class = class.parse().ok().filter(|class| (1..6).contains(class))?;
    rest.eq_ignore_ascii_case("xx").then_some(ResponseStatus::Class(class))
}

/// Three characters in the place of a status, the words behind them, and whether a word announces them.
fn number_and_words(text: &str) -> Option<(&str, &str, bool)> {
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
    let number = rest.get(..3).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))?;
    let behind = rest.get(3..)?;
    if behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | ',' | '%')) {
        return None;
    }
    let words = behind.trim_start_matches(SEPARATORS).trim_end_matches([':', ' ']);
    let words = if words.contains('(') { words } else { words.trim_end_matches(')') };
    Some((number, words, announced))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(u16, &str)>) {
        let expected = expected.map(|(code, words)| (ResponseStatus::Code(code), words));
        check_status(text, expected);
    }

    fn check_status(text: &str, expected: Option<(ResponseStatus, &str)>) {
        let found = recognise_status(text).map(|found| (found.code, found.words.unwrap_or_default()));
        assert_eq!(found, expected.map(|(status, words)| (status, words.to_owned())), "{text}");
    }

    #[test]
    fn a_class_of_statuses_is_named_by_its_first_digit() {
        check_status("4XX", Some((ResponseStatus::Class(4), "")));
        check_status("Response 5xx: Server error", Some((ResponseStatus::Class(5), "Server error")));
        check_status("6XX", None);
        check_status("4Xs", None);
        check_status("4 xx", None);
        check_status("default", None);
        let any = |text| recognise_any_status(text).map(|found| found.code);
        assert_eq!(any("Default"), Some(ResponseStatus::Default));
        assert_eq!(any("default value"), None);
    }

    #[test]
    fn a_cell_names_one_status_or_several() {
        let check = |text: &str, expected: &[ResponseStatus]| {
            let found: Vec<ResponseStatus> = recognise_statuses(text).iter().map(|one| one.code).collect();
            assert_eq!(found, expected, "{text}");
        };
        let code = ResponseStatus::Code;
        check("200", &[code(200)]);
        check("200 OK", &[code(200)]);
        check("401, 403", &[code(401), code(403)]);
        check("400/5XX", &[code(400), ResponseStatus::Class(5)]);
        check("404 or 410", &[code(404), code(410)]);
        check("400 Missing and wrong values", &[code(400)]);
        check("400-499", &[]);
        check("1001", &[]);
        check("600", &[]);
        check("", &[]);
    }

    #[test]
    fn numbers_beyond_the_statuses_are_none() {
        assert!(is_no_status("600") && is_no_status("Status 999: Odd") && is_no_status("099"));
        assert!(
            !is_no_status("404") && !is_no_status("4XX") && !is_no_status("1001") && !is_no_status("Odd")
        );
    }

    #[test]
    fn a_status_is_a_number_behind_words_that_announce_one() {
        check("200 OK", Some((200, "OK")));
        check("404", Some((404, "")));
        check("HTTP/1.1 201 Created", Some((201, "Created")));
        check("Response (200)", Some((200, "")));
        check("Status: 409 — Conflict", Some((409, "Conflict")));
        check("Success 200", Some((200, "")));
        check("Error 503: Try later", Some((503, "Try later")));
        check("2000 tasks", None);
        check("200% more", None);
        check("Responses", None);
        check("999", None);
        check("", None);
        check("The 200 tasks", None);
    }
}
