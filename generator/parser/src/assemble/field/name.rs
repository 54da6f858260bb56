//! The cell that names a parameter: its name, and what stands beside it.

use super::nested::BRANCHES;
use crate::{
    assemble::Context,
    diagnostics::{
        Code,
        suggestion::{Place, suggest_acknowledgement, suggest_patch},
    },
    document::{Row, Run, Style, Text},
    recognise::declaration::recognise_declaration,
};
use docwright_model::Requirement;

/// What the cell of a name says.
pub(super) struct NameCell {
    pub(super) wire_name: String,
    /// Whether a word before the name says that it is a header: ``Header `X-Name` ``.
    pub(super) header: bool,
    /// What a mark at the name says: `name?` may be left out, `name*` may not.
    pub(super) requirement: Requirement,
    /// What else stands there.
    pub(super) rest: Text,
}

/// Marks at the end of a name.
const MARKS: &[(char, Requirement)] = &[('?', Requirement::Optional), ('*', Requirement::Required)];

/// Reads the cell of a name; `None` if no name stands in it.
pub(super) fn name_of(text: Text) -> Option<NameCell> {
    let mut rest = text;
    let Some(code) = rest.runs.iter().position(|run| run.style == Style::Code) else {
        return plain_name(&rest);
    };
    let before: String = rest.runs.iter().take(code).map(|run| run.text.as_str()).collect();
    let header = before.trim().eq_ignore_ascii_case("header");
    let wire_name = rest.runs.remove(code).text.trim().to_owned();
    let (wire_name, mut requirement) = without_mark(&wire_name);
    let wire_name = wire_name.to_owned();
    // The mark may stand behind the backticks.
    if let (Requirement::Unstated, Some(run)) = (requirement, rest.runs.get_mut(code))
        && let Some((_, found)) = MARKS.iter().find(|(mark, _)| run.text.trim_start().starts_with(*mark))
    {
        requirement = *found;
        run.text = run.text.trim_start().chars().skip(1).collect();
    }
    if header {
        rest.runs.drain(..code);
    }
    rest.runs.retain(|run| !run.text.is_empty());
    Some(NameCell { wire_name, header, requirement, rest }).filter(|found| !found.wire_name.is_empty())
}

/// A name without backticks: the whole cell, unless words behind it state something: `name (required)`.
fn plain_name(text: &Text) -> Option<NameCell> {
    let plain = text.plain();
    let plain = plain.trim_start_matches(BRANCHES).trim_start();
    let (name, words) = match plain.split_once(char::is_whitespace) {
        Some((name, words)) if states(words) => (name, words.trim()),
        _ => (plain, ""),
    };
    let (wire_name, requirement) = without_mark(name);
    let run = Run { text: words.to_owned(), style: Style::Plain, link: None, span: text.span() };
    let rest = Text { runs: Some(run).filter(|run| !run.text.is_empty()).into_iter().collect() };
    let wire_name = Some(wire_name.to_owned()).filter(|name| !name.is_empty())?;
    Some(NameCell { wire_name, header: false, requirement, rest })
}

/// Whether words behind a name state something about it, and are no part of it.
fn states(words: &str) -> bool {
    let words = words.trim();
    recognise_declaration(words).is_some_and(|found| {
        found.is_certain() && (words.starts_with('(') || found.requirement != Requirement::Unstated)
    })
}

/// A name without the mark at its end.
pub(super) fn without_mark(name: &str) -> (&str, Requirement) {
    for (mark, requirement) in MARKS {
        let rest = name.strip_suffix(*mark).map(str::trim_end);
        if let Some(rest) =
            rest.filter(|rest| rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ']')))
        {
            return (rest, *requirement);
        }
    }
    (name, Requirement::Unstated)
}

/// Reports a row whose cell for the name is empty, if another is not.
pub(super) fn unnamed(row: &Row, context: &mut Context<'_>) {
    if row.cells.iter().any(|cell| !cell.blocks.is_empty()) {
        let subject = context.subject.as_deref();
        let facts = "add = { name = \"…\", type = \"…\" }";
        let entry = suggest_acknowledgement(Code::UnnamedRow, subject);
        let help = if context.is_patchable {
            let patch = suggest_patch(&Place::of(subject), None, facts, "…");
            format!(
                "name it in the document, or add it in api.toml, and acknowledge the row:\n{patch}\n\n{entry}"
            )
        } else {
            format!("name it in the document, or acknowledge the row in api.toml:\n{entry}")
        };
        let message = "this row names no parameter".to_owned();
        context.report_unread(Code::UnnamedRow, row.span, "no name here", message, &help);
    }
}
