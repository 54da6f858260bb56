//! Cursors: a query parameter whose description says which field of the answer holds the next one.

use crate::document::Text;
use docwright_model::{Pagination, WireName};

const CURSOR: &str = "cursor";
const ALONE: &[&str] = &["only cursor should be provided", "only the cursor should be provided"];

/// Reads a cursor from a parameter's description: a dotted path in backticks beside the word `cursor`.
#[must_use]
pub(crate) fn recognise_pagination(name: &str, description: &Text) -> Option<Pagination> {
    let plain = description.plain().to_lowercase();
    if !plain.contains(CURSOR) {
        return None;
    }
    let cursor = description.codes().map(|run| run.text.as_str()).find(|text| is_dotted_path(text))?;
    Some(Pagination {
        parameter: WireName::from(name),
        cursor: cursor.to_owned(),
        cursor_alone: ALONE.iter().any(|words| plain.contains(words)),
        items: None,
    })
}

fn is_dotted_path(text: &str) -> bool {
    let name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    text.contains('.') && text.split('.').all(name)
}
