//! Headings of plain text, which nothing marks. A heading is a short line that does not end like a sentence and
//! has something below it. One that has another heading right below it holds the sections that follow, until the
//! next of its kind or a section that every reference page has.

use super::{Page, classes, json, labels, statuses};
use crate::document::bullets::marker;
use crate::document::grid;
use crate::document::keys::key_colon;

/// What a heading does not end in.
pub(super) const FINAL_PUNCTUATION: &[char] = &['.', ':', ';', ',', '!', '?'];

/// Longer lines are prose.
const HEADING_BYTES: usize = 80;
const HEADING_WORDS: usize = 10;
/// A numbered title, such as `Example 3: Update a contact`, may be longer.
const NUMBERED_BYTES: usize = 160;

/// Words that begin numbered titles.
const NUMBERED: &[&str] =
    &["appendix", "case", "chapter", "example", "part", "sample", "scenario", "section", "step"];

/// Sections of their own on any page, whatever stands before them.
const SECTIONS: &[&str] = &[
    "arguments",
    "authentication",
    "authorization",
    "description",
    "endpoint",
    "endpoints",
    "error codes",
    "errors",
    "examples",
    "headers",
    "input parameters",
    "introduction",
    "json objects",
    "methods",
    "objects",
    "output parameters",
    "overview",
    "pagination",
    "parameters",
    "path parameters",
    "query parameters",
    "rate limits",
    "request",
    "request body",
    "request headers",
    "request parameters",
    "requests",
    "response",
    "response body",
    "response codes",
    "response parameters",
    "responses",
    "return codes",
    "return value",
    "return values",
    "returns",
    "schemas",
    "security",
    "see also",
    "status codes",
    "types",
    "usage",
];

/// Which level the next heading has; the title is level 1.
#[derive(Debug, Default)]
pub(super) struct Levels {
    title_is_past: bool,
    in_container: bool,
}

impl Levels {
    /// Only what stands first can be the title.
    pub(super) fn title_is_past(&mut self) {
        self.title_is_past = true;
    }

    /// The level of the heading at a line.
    pub(super) fn level(&mut self, page: Page<'_>, index: usize) -> usize {
        if !std::mem::replace(&mut self.title_is_past, true) {
            return 1;
        }
        let next = page.next_filled(index + 1);
        let holds = next.is_some_and(|next| is_heading(page, next) && !is_section(page.line(next)));
        let numbered = is_numbered(page.line(index));
        if is_section(page.line(index)) || holds && !numbered {
            self.in_container = holds;
            return 2;
        }
        if self.in_container { 3 } else { 2 }
    }
}

/// Whether the line is a heading, from what stands on it and below it.
pub(super) fn is_heading(page: Page<'_>, index: usize) -> bool {
    let line = page.line(index);
    let next = page.line(index + 1);
    let numbered = is_numbered(line);
    let short = if numbered {
        line.len() <= NUMBERED_BYTES
    } else {
        line.len() <= HEADING_BYTES && line.split_whitespace().count() <= HEADING_WORDS && !is_sentence(line)
    };
    !line.is_empty()
        && short
        && begins_like_one(line)
        && !line.ends_with(FINAL_PUNCTUATION)
        && !line.contains(['|', '`'])
        && !line.contains("://")
        && (numbered || key_colon(line).is_none())
        && marker(line).is_none()
        && !json::starts_at(line)
        && !classes::starts_at(line)
        && labels::label(line, next).is_none()
        && (!goes_on_in(next) || classes::starts_at(next))
        && page.next_filled(index + 1).is_some()
        && !grid::starts_at(page.text, page.lines, index)
        && !statuses::starts_at(page, index)
}

/// `Example 1`, `Example 2: Title`, `Step 3 - Title`.
fn is_numbered(line: &str) -> bool {
    let mut words = line.split([' ', ':']).filter(|word| !word.is_empty());
    let name = words.next().is_some_and(|word| NUMBERED.iter().any(|known| word.eq_ignore_ascii_case(known)));
    name && words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_section(line: &str) -> bool {
    SECTIONS.iter().any(|section| line.eq_ignore_ascii_case(section))
}

/// A line in the middle of which a sentence ends is prose.
fn is_sentence(line: &str) -> bool {
    line.contains(". ") || line.contains("; ")
}

/// A heading begins with a capital, a digit, or a name such as `v1` or `getUser`, not with a common word.
fn begins_like_one(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first.starts_with(char::is_alphanumeric) && !is_common_word(first)
}

/// A line that begins with a common word in lower case goes on with the line before it.
fn goes_on_in(next: &str) -> bool {
    next.split_whitespace().next().is_some_and(is_common_word)
}

fn is_common_word(word: &str) -> bool {
    let word = word.trim_end_matches(FINAL_PUNCTUATION);
    !word.is_empty() && word.chars().all(char::is_lowercase)
}
