//! What a table lists, from the words of its header cells.

use super::{
    constant_value::{ConstantValue, recognise_constant_value},
    endpoint_line::{is_target, method_named, recognise_endpoint_line},
    type_expression::recognise_type,
};
use crate::document::{Cell, Row, Table, Text};
use docwright_model::{Method, Type};

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
    /// The values that it can have.
    Values,
    /// Where it travels: `query`.
    Place,
    /// The HTTP method of an endpoint.
    Method,
    /// Its path, with or without the method before it.
    Path,
    /// Whether it may be left out.
    Omittable,
    /// Whether `null` is a value.
    Nullable,
    /// Since when it should not be used any more.
    Deprecated,
    /// The constants that its values are among, or the group of a constant.
    Constants,
    /// The value of a constant.
    Value,
}

/// What a table lists, with the index of each column that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TableRole {
    /// Parameters or fields, a row each.
    Fields(Columns),
    /// Answers by status, a row each.
    Responses(Columns),
    /// Endpoints, a row each.
    Endpoints(Columns),
}

/// The columns of a table in order, each with its header; `None` for one whose header is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns(Vec<(Option<Column>, Text)>);

impl Columns {
    /// The same columns, of which only these are known.
    fn only(self, known: &[Column]) -> Self {
        let columns = self.0.into_iter();
        Self(
            columns
                .map(|(column, header)| (column.filter(|column| known.contains(column)), header))
                .collect(),
        )
    }

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
    ("is required", Column::Required),
    ("mandatory", Column::Required),
    ("obligatory", Column::Required),
    ("required", Column::Required),
    ("default", Column::Default),
    ("default value", Column::Default),
    ("if omitted", Column::Default),
    ("omission implies", Column::Default),
    ("when omitted", Column::Default),
    ("can be omitted", Column::Omittable),
    ("is optional", Column::Omittable),
    ("may be omitted", Column::Omittable),
    ("optional", Column::Omittable),
    ("allows null", Column::Nullable),
    ("can be null", Column::Nullable),
    ("may be null", Column::Nullable),
    ("nullable", Column::Nullable),
    ("deprecated", Column::Deprecated),
    ("deprecated since", Column::Deprecated),
    ("constants", Column::Constants),
    ("enumeration", Column::Constants),
    ("accepted values", Column::Values),
    ("allowed values", Column::Values),
    ("enum", Column::Values),
    ("possible values", Column::Values),
    ("values", Column::Values),
    ("in", Column::Place),
    ("located in", Column::Place),
    ("location", Column::Place),
    ("parameter type", Column::Place),
    ("http method", Column::Method),
    ("method", Column::Method),
    ("verb", Column::Method),
    ("api endpoint", Column::Path),
    ("endpoint", Column::Path),
    ("endpoint url", Column::Path),
    ("path", Column::Path),
    ("resource path", Column::Path),
    ("resource url", Column::Path),
    ("route", Column::Path),
    ("uri", Column::Path),
    ("uri template", Column::Path),
    ("url", Column::Path),
    ("url path", Column::Path),
];

/// Reads the role from the header; `extra` are words that an `api.toml` adds for the name column.
#[must_use]
pub(crate) fn recognise_table_role(table: &Table, extra: &[String]) -> Option<TableRole> {
    let header = table.header.iter().map(|cell| (column(&cell.plain(), extra), cell.text()));
    let columns = Columns(header.collect());
    if let Some(columns) = endpoint_columns(table) {
        return Some(TableRole::Endpoints(columns));
    }
    let has = |column| columns.index(column).is_some();
    if has(Column::Path) && (has(Column::Method) || paths_are_lines(table, &columns)) {
        Some(TableRole::Endpoints(columns.only(OF_ENDPOINTS)))
    } else if has(Column::Status) && has(Column::Description) && !has(Column::Name) {
        Some(TableRole::Responses(columns.only(OF_RESPONSES)))
    } else if has(Column::Name) && (has(Column::Type) || has(Column::Description)) {
        Some(TableRole::Fields(columns.only(OF_FIELDS)))
    } else {
        None
    }
}

/// The columns that mean something in each kind of table; others are kept with their header.
const OF_ENDPOINTS: &[Column] = &[Column::Method, Column::Path, Column::Description];
const OF_RESPONSES: &[Column] = &[Column::Status, Column::Description];
const OF_FIELDS: &[Column] = &[
    Column::Name,
    Column::Type,
    Column::Description,
    Column::Required,
    Column::Default,
    Column::Values,
    Column::Place,
    Column::Omittable,
    Column::Nullable,
    Column::Deprecated,
    Column::Constants,
];

/// The headers of tables of constants.
const OF_CONSTANTS: &[(&str, Column)] = &[
    ("constant", Column::Name),
    ("name", Column::Name),
    ("type", Column::Type),
    ("value", Column::Value),
    ("comment", Column::Description),
    ("comments", Column::Description),
    ("description", Column::Description),
    ("meaning", Column::Description),
    ("notes", Column::Description),
    ("enum", Column::Constants),
    ("enumeration", Column::Constants),
    ("group", Column::Constants),
];
/// A header that only constants have.
const CONSTANT: &str = "constant";

/// Reads the columns of a table of constants: names with their types and values. Inside of an endpoint such a table
/// says something else.
///
/// Tables of headers, limits and examples have the same columns. One of constants shows by its rows: at least half of
/// them name something with a capital, or whatever a header calls a constant, and give it a value that a constant has.
#[must_use]
pub(crate) fn recognise_constants(table: &Table) -> Option<Columns> {
    let column = |cell: &Cell| {
        let words = cell.plain().trim().to_lowercase();
        let known = OF_CONSTANTS.iter().find(|(word, _)| *word == words).map(|(_, column)| *column);
        (known, cell.text())
    };
    let columns = Columns(table.header.iter().map(column).collect());
    let has = |column| columns.index(column).is_some();
    let is_named = table.header.iter().any(|cell| cell.plain().eq_ignore_ascii_case(CONSTANT));
    let has_columns = has(Column::Name) && has(Column::Value) && (has(Column::Type) || is_named);
    let constants = table.rows.iter().filter(|row| is_constant(row, &columns, is_named)).count();
    (has_columns && constants * 2 >= table.rows.len()).then_some(columns)
}

/// Whether a row is one of a constant, which a header calls so or which shows by its name.
fn is_constant(row: &Row, columns: &Columns, is_named: bool) -> bool {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index)).map(Cell::plain);
    let (Some(name), Some(value)) = (cell(Column::Name), cell(Column::Value)) else { return false };
    let is_typed = cell(Column::Type).and_then(|stated| recognise_type(&stated)).is_none_or(|found| {
        // A type with a name of its own has no values that a table could state.
        !matches!(found.value_type, Type::Named(_))
    });
    let is_capital = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c == '_');
    let is_word = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    is_typed
        && is_word
        && (is_named || is_capital(&name))
        && recognise_constant_value(&value).is_some_and(|value| match value {
            ConstantValue::Json(_) => true,
            ConstantValue::SameAs(other) => is_capital(&other),
        })
}

/// The columns of a table whose cells show that it lists endpoints, whatever its header says: one of `GET /tasks`, or
/// one of methods beside one of paths.
fn endpoint_columns(table: &Table) -> Option<Columns> {
    let all = |index: usize, fits: fn(&Cell) -> bool| {
        !table.rows.is_empty() && table.rows.iter().all(|row| row.cells.get(index).is_some_and(fits))
    };
    let find = |fits: fn(&Cell) -> bool| (0..table.header.len()).find(|index| all(*index, fits));
    let is_line =
        |cell: &Cell| recognise_endpoint_line(&cell.text()).is_some_and(|line| line.method.is_some());
    let line = find(is_line);
    let (method, path) = match line {
        Some(_) => (None, line),
        None => (
            Some(find(|cell| !methods_of(&cell.plain()).is_empty())?),
            Some(find(|cell| is_target(&cell.plain()))?),
        ),
    };
    let role = |index: usize, header: &Cell| match () {
        () if Some(index) == method => Some(Column::Method),
        () if Some(index) == path => Some(Column::Path),
        () => column(&header.plain(), &[]).filter(|column| *column == Column::Description),
    };
    let columns = table.header.iter().enumerate();
    let mut columns = Columns(columns.map(|(index, header)| (role(index, header), header.text())).collect());
    if columns.index(Column::Description).is_none() {
        // A single other column can only say what they do.
        let mut others = columns.0.iter_mut().filter(|(column, _)| column.is_none());
        if let (Some((column, _)), None) = (others.next(), others.next()) {
            *column = Some(Column::Description);
        }
    }
    Some(columns)
}

/// The methods that a cell names: `GET`, `GET, POST` and `[PUT]`; none if it names anything else.
pub(crate) fn methods_of(cell: &str) -> Vec<Method> {
    let words = cell.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '|' | '[' | ']' | ':'));
    let named = words.filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("or"));
    named.map(method_named).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// Whether the cells of paths name methods themselves: `GET /tasks`.
fn paths_are_lines(table: &Table, columns: &Columns) -> bool {
    let index = columns.index(Column::Path);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(index?));
    let mut lines = cells.map(|cell| recognise_endpoint_line(&cell.text())).peekable();
    lines.peek().is_some() && lines.all(|line| line.is_some_and(|line| line.method.is_some()))
}

fn column(header: &str, extra: &[String]) -> Option<Column> {
    let header = header.trim().to_lowercase();
    // A header may ask what its cells answer: `Required?`.
    let header = header.trim_end_matches('?').trim_end();
    if extra.iter().any(|word| word.to_lowercase() == header) {
        return Some(Column::Name);
    }
    WORDS.iter().find(|(word, _)| *word == header).map(|(_, column)| *column)
}
