//! Documents without an endpoint: an API of types alone, which is fine if `api.toml` says that they are emitted, or
//! pages of something else, which is reported with what was seen on each.

use super::Scope;
use crate::{
    assemble::{Draft, Seen},
    diagnostics::{Code, Diagnostic},
};
use docwright_model::EmittedTypes;

/// What was seen is said of so many documents.
const NAMED: usize = 8;

/// What was looked for.
const LOOKED_FOR: &str = "an endpoint is a heading, list item, paragraph or code block like `GET /path`, or a line like `**URL**: https://…`, in plain text `URL: https://…`";

/// Reports documents that describe no endpoint, unless their types are what is wanted of them.
pub(super) fn report_no_endpoint(draft: &Draft, scope: &mut Scope<'_>) {
    let has_types = !draft.types.is_empty() || !draft.constants.is_empty();
    if !draft.endpoints.is_empty() || has_types && scope.config.types == EmittedTypes::All {
        return;
    }
    let (message, help) = if has_types {
        let found = [counted(draft.types.len(), "type"), counted(draft.constants.len(), "constant")];
        (
            format!("the documents describe {}, but no endpoint", found.join(" and ")),
            format!("if types are all that there is, write `types = \"all\"` in api.toml; {LOOKED_FOR}"),
        )
    } else {
        ("the documents describe no endpoint".to_owned(), LOOKED_FOR.to_owned())
    };
    let help = [help].into_iter().chain(hints(draft)).collect::<Vec<_>>().join("\n");
    let mut remark = Diagnostic::new(Code::NoEndpoint, message, help);
    for (document, facts) in scope.config.documents.iter().zip(&draft.documents).take(NAMED) {
        let (place, seen) = (scope.config_source(document.file.span()), in_words(&facts.seen));
        remark = match remark.primary {
            None => remark.at(place, seen),
            Some(_) => remark.and_at(place, seen),
        };
    }
    scope.diagnostics.push(remark);
}

/// What to do about what was seen.
fn hints(draft: &Draft) -> Vec<String> {
    let sum = |of: fn(&Seen) -> usize| draft.documents.iter().map(|facts| of(&facts.seen)).sum::<usize>();
    let (commands, procedures) = (sum(|seen| seen.commands), sum(|seen| seen.procedures));
    let mut hints = Vec::new();
    if commands > 0 {
        hints.push(format!(
            "{} only show calls, with values: write what each is an example of above it, such as `GET /tasks/{{id}}`",
            counted(commands, "curl command")
        ));
    }
    if procedures > 1 {
        hints.push(format!(
            "{} name what is to be done, as remote procedure calls do: docwright reads APIs whose endpoints have an address each",
            counted(procedures, "code block")
        ));
    }
    hints
}

/// What was seen on a page, and made no endpoint.
fn in_words(seen: &Seen) -> String {
    let Seen { headings, tables, codes, .. } = seen;
    let [headings, tables, codes] =
        [counted(*headings, "heading"), counted(*tables, "table"), counted(*codes, "code block")];
    format!("read: {headings}, {tables}, {codes}")
}

fn counted(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
