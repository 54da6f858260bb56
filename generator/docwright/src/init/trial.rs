//! Tries a new `api.toml` before anybody sees it: a proposal that would be an error is taken out.

use super::entries::{Entry, Proposals, Standing, Written, write_entries};
use super::evidence::names;
use super::look::{NamedPage, read};
use docwright_parser::diagnostics::{Diagnostic, Severity};
use docwright_parser::{CONFIG_FILE, Parsed, Survey};

/// Entries, and what becomes of the pages with them.
#[derive(Debug)]
pub(super) struct Tried {
    pub entries: Vec<Entry>,
    /// With the proposals as comments.
    pub as_written: Parsed,
    /// With the proposals accepted; `None` if there are none.
    pub accepted: Option<Parsed>,
}

/// Each round takes something out or adds the names; there is never more to do than this.
const ROUNDS: usize = 8;

/// Takes out what does not hold, and adds names where two endpoints would share one.
pub(super) fn try_out(mut entries: Vec<Entry>, pages: &[NamedPage], assumed: &Survey) -> Tried {
    let mut accepted = None;
    let mut has_names = false;
    for _ in 0..ROUNDS {
        let written = write_entries(&entries, Proposals::Accepted);
        let parsed = read(&written.text, pages);
        let wrong = wrong_entries(&entries, &written, &parsed);
        let more = names(&assumed.api, &parsed.diagnostics).filter(|_| !has_names);
        has_names |= more.is_some();
        let is_done = wrong.is_empty() && more.is_none();
        let mut index = 0;
        entries.retain(|_| {
            index += 1;
            !wrong.contains(&(index - 1))
        });
        entries.extend(more);
        accepted = Some(parsed);
        if is_done {
            break;
        }
    }
    let has_proposals = entries.iter().any(|entry| entry.standing == Standing::Proposed);
    let as_written = match accepted.take_if(|_| !has_proposals) {
        Some(parsed) => parsed,
        None => read(&write_entries(&entries, Proposals::Commented).text, pages),
    };
    Tried { entries, as_written, accepted }
}

/// What pages state beside their API, where a value that cannot be used is better left out.
const STATED_BESIDE: &[&str] = &["base URL", "url", "retrieved", "notice"];

/// The entries that an error points into, as far as they can be left out.
fn wrong_entries(entries: &[Entry], written: &Written, parsed: &Parsed) -> Vec<usize> {
    let errors = parsed.diagnostics.iter().filter(|remark| remark.severity == Severity::Error);
    let lines: Vec<usize> = errors.filter_map(|remark| line_in_config(remark, &written.text)).collect();
    let is_wrong = |(index, entry): (usize, &Entry)| {
        let first = *written.lines.get(index)?;
        let last = first + entry.lines.len();
        let is_hit = lines.iter().any(|line| (first..last).contains(line));
        let may_go = entry.standing == Standing::Proposed || STATED_BESIDE.contains(&entry.about);
        (is_hit && may_go).then_some(index)
    };
    entries.iter().enumerate().filter_map(is_wrong).collect()
}

/// The line of `api.toml`, from 1, that a remark is about.
fn line_in_config(remark: &Diagnostic, config: &str) -> Option<usize> {
    let source = &remark.primary.as_ref()?.source;
    let before = config.get(..source.span.start).filter(|_| *source.file == *CONFIG_FILE)?;
    Some(before.matches('\n').count() + 1)
}
