//! The cell that names a parameter: its name, and what stands beside it.

use crate::{
    assemble::Context,
    diagnostics::Code,
    document::{Cell, Row, Style, Text},
};

/// What the cell of a name says.
pub(super) struct NameCell {
    pub(super) wire_name: String,
    /// Whether a word before the name says that it is a header: ``Header `X-Name` ``.
    pub(super) header: bool,
    /// What else stands there.
    pub(super) rest: Text,
}

/// Reads the cell of a name; `None` if no name stands in it.
pub(super) fn name_of(cell: &Cell) -> Option<NameCell> {
    let mut rest = cell.text();
    let Some(code) = rest.runs.iter().position(|run| run.style == Style::Code) else {
        let wire_name = Some(rest.plain()).filter(|name| !name.is_empty())?;
        return Some(NameCell { wire_name, header: false, rest: Text::default() });
    };
    let before: String = rest.runs.iter().take(code).map(|run| run.text.as_str()).collect();
    let header = before.trim().eq_ignore_ascii_case("header");
    let wire_name = rest.runs.remove(code).text.trim().to_owned();
    if header {
        rest.runs.drain(..code);
    }
    Some(NameCell { wire_name, header, rest }).filter(|found| !found.wire_name.is_empty())
}

/// Reports a row whose cell for the name is empty, if another is not.
pub(super) fn unnamed(row: &Row, context: &mut Context<'_>) {
    if row.cells.iter().any(|cell| !cell.blocks.is_empty()) {
        context.report_unread(
            Code::UnnamedRow,
            row.span,
            "no name here",
            "this row names no parameter".to_owned(),
            "name it in the document, or add it by a patch in api.toml: add = { name = \"…\", type = \"…\" }",
        );
    }
}
