//! How lists come in pages: the cursor that the pages describe, and where answers hold the list.

use super::{Evidence, counted};
use crate::init::entries::{Entry, Standing, Table, pair};
use crate::init::look::place;
use docwright_model::{Endpoint, Example, ExampleRole};
use serde_json::Value;

/// `[pagination]`, where endpoints have cursors and nothing says where their lists are.
pub(super) fn pagination(evidence: Evidence<'_>) -> Option<Entry> {
    let endpoints = || evidence.assumed.api.endpoints.iter().filter(|endpoint| is_open(endpoint));
    let first = endpoints().next()?;
    let cursors = format!(
        "{} a cursor, the first `{} {}`; a client can follow it, but to give the elements of the list one by one it must know where answers hold them.",
        match endpoints().count() {
            1 => "1 endpoint takes".to_owned(),
            count => format!("{} take", counted(count, "endpoint")),
        },
        first.method,
        first.path
    );
    let shown = endpoints().flat_map(|endpoint| &endpoint.examples).find_map(list_in);
    let (standing, because, items) = match shown {
        Some((example, items)) => {
            let at = place(&example.source, &evidence.assumed.files);
            (Standing::Proposed, format!("{cursors} The answer shown at {at} has one list."), items)
        }
        None => (Standing::Open, cursors, "items".to_owned()),
    };
    let lines = vec!["[pagination]".to_owned(), pair("items", &items)];
    Some(Entry { table: Table::Own, standing, about: "pagination", because, lines })
}

fn is_open(endpoint: &Endpoint) -> bool {
    endpoint.pagination.as_ref().is_some_and(|pagination| pagination.items.is_none())
}

/// The name of the only list in an answer.
fn list_in(example: &Example) -> Option<(&Example, String)> {
    if example.role != ExampleRole::Response {
        return None;
    }
    let answer: Value = serde_json::from_str(&example.text).ok()?;
    let mut lists = answer.as_object()?.iter().filter(|(_, value)| value.is_array());
    let (name, _) = lists.next()?;
    lists.next().is_none().then(|| (example, name.clone()))
}
