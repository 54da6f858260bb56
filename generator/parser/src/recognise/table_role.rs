//! What a table lists, from the words of its header cells.

use crate::document::{Table, Text};

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    /// The name of a parameter or field.
    Name,
    /// Its type.
    Type,
    /// What it means.
    Description,
    /// An HTTP status.
    Status,
    /// Whether it must be given.
    Required,
    /// Its default.
    Default,
}

/// What a table lists, with the index of each column that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TableRole {
    /// Parameters or fields, a row each.
    Fields(Columns),
    /// Answers by status, a row each.
    Responses(Columns),
}

/// The columns of a table in order, each with its header; `None` for one whose header is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns(Vec<(Option<Column>, Text)>);

impl Columns {
    /// The index of a column.
    #[must_use]
    pub(crate) fn index(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|(found, _)| *found == Some(column))
    }

    /// The header of a column.
    pub(crate) fn header(&self, column: Column) -> Option<&Text> {
        self.0.iter().find(|(found, _)| *found == Some(column)).map(|(_, header)| header)
    }

    /// The columns that [`Columns::index`] does not lead to: those of unknown headers, and second ones of a kind.
    pub(crate) fn others(&self) -> impl Iterator<Item = (usize, &Text)> {
        let is_first =
            |index, column: &Option<Column>| column.is_some_and(|column| self.index(column) == Some(index));
        let columns = self.0.iter().enumerate();
        columns
            .filter(move |(index, (column, _))| !is_first(*index, column))
            .map(|(index, (_, header))| (index, header))
    }
}

const WORDS: &[(&str, Column)] = &[
    ("argument", Column::Name),
    ("field", Column::Name),
    ("key", Column::Name),
    ("name", Column::Name),
    ("parameter", Column::Name),
    ("property", Column::Name),
    ("data type", Column::Type),
    ("type", Column::Type),
    ("comment", Column::Description),
    ("description", Column::Description),
    ("details", Column::Description),
    ("meaning", Column::Description),
    ("notes", Column::Description),
    ("code", Column::Status),
    ("http code", Column::Status),
    ("http status", Column::Status),
    ("status", Column::Status),
    ("status code", Column::Status),
    ("mandatory", Column::Required),
    ("required", Column::Required),
    ("default", Column::Default),
    ("default value", Column::Default),
];

/// Reads the role from the header; `extra` are words that an `api.toml` adds for the name column.
#[must_use]
pub(crate) fn recognise_table_role(table: &Table, extra: &[String]) -> Option<TableRole> {
    let header = table.header.iter().map(|cell| (column(&cell.plain(), extra), cell.text()));
    let columns = Columns(header.collect());
    let has = |column| columns.index(column).is_some();
    if has(Column::Status) && has(Column::Description) && !has(Column::Name) {
        Some(TableRole::Responses(columns))
    } else if has(Column::Name) && (has(Column::Type) || has(Column::Description)) {
        Some(TableRole::Fields(columns))
    } else {
        None
    }
}

fn column(header: &str, extra: &[String]) -> Option<Column> {
    let header = header.trim().to_lowercase();
    if extra.iter().any(|word| word.to_lowercase() == header) {
        return Some(Column::Name);
    }
    WORDS.iter().find(|(word, _)| *word == header).map(|(_, column)| *column)
}
