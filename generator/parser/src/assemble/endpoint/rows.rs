//! Tables and lists of an endpoint's section, row by row: parameters, and answers by status.

use super::{
    Assembly, Place,
    body::{Rows, make_file},
    keys::table_of_keys,
    line,
};
use crate::{
    assemble::{
        field::{FieldRow, assemble_bullet, assemble_rows},
        overview::{assemble_overview, words_of},
        responses::assemble_responses,
        structures,
    },
    diagnostics::Code,
    document::{Block, Cell, List, Row, Table},
    recognise::{
        place::ParameterPlace,
        table_role::{Column, Columns, TableRole, recognise_table_role},
    },
};
use docwright_model::{Evidence, Fact, Location, Parameter, SetAside, Source, Span, WireName};

/// Headers that the transport sends by itself.
const TRANSPORT_HEADERS: &[&str] = &["connection", "content-length", "host", "transfer-encoding"];

impl Assembly<'_, '_> {
    pub(super) fn read_table(&mut self, table: &Table, place: Place) {
        if let Some(pairs) = table_of_keys(table) {
            let mut place = place;
            for pair in pairs {
                self.read_key_value(&pair, &mut place);
            }
            return;
        }
        match recognise_table_role(table, &self.context.config.vocabulary.name_columns) {
            Some(TableRole::Fields(_)) if place == Place::Statuses => {
                structures::unused_table(table, self.context);
            }
            Some(TableRole::Fields(columns)) => self.read_parameters(table, &columns, place),
            Some(TableRole::Responses(columns)) => {
                if !place.is_response() && !place.is_prose() {
                    self.context.report(
                        Code::MisplacedTable,
                        table.span,
                        "this table",
                        "a table of answers stands where the request is described".to_owned(),
                        "see whether the heading above it is missing; it is read as answers",
                    );
                }
                for found in assemble_responses(table, &columns, self.context) {
                    self.add_response(found);
                }
            }
            Some(TableRole::Endpoints(columns)) => self.read_endpoints(table, &columns),
            None => structures::unused_table(table, self.context),
        }
    }

    /// Reads a table of endpoints: a single row may be the line of this one.
    fn read_endpoints(&mut self, table: &Table, columns: &Columns) {
        if line::only_row(table).is_none_or(|found| found != self.line) {
            return assemble_overview(table, columns, self.context);
        }
        self.note(Fact::Address, table.span);
        for block in table.rows.iter().flat_map(|row| words_of(row, columns)) {
            match block {
                Block::Paragraph(text) => self.read_paragraph(&text),
                other => self.describe_block(&other),
            }
        }
    }

    fn read_parameters(&mut self, table: &Table, columns: &Columns, place: Place) {
        if table.rows.is_empty() {
            return;
        }
        if names_errors(table, columns, place) {
            return self.describe_in(&Block::Table(table.clone()), place);
        }
        let is_open = place.is_prose();
        // Where each row names its place, none is to be assumed for all.
        let place =
            if place.is_prose() && columns.index(Column::Place).is_some() { Place::Query } else { place };
        let place = if is_open && self.is_path_table(table, columns) { Place::Path } else { place };
        let Some(rows) = self.rows(place, table.span) else { return };
        if let Rows::OfResponse(status) = rows {
            let fields =
                self.context.unpatchable(|context| structures::table_fields(table, columns, context));
            return self.add_response_fields(status, fields, table.span);
        }
        let is_json = rows == Rows::In(Location::Json);
        let has_json = self.has_json_body();
        let can_nest = |place| match place {
            None => is_json,
            Some(ParameterPlace::Body) => has_json,
            Some(_) => false,
        };
        for row in assemble_rows(table, columns, can_nest, self.context) {
            let row = if is_open { self.with_place(row) } else { row };
            self.add_parameter(row, rows, table.span);
        }
    }

    /// Reads parameters that are items of a list.
    pub(super) fn read_bullets(&mut self, list: &List, place: Place) {
        let Some(rows) = self.rows(place, list.span) else { return };
        let found: Vec<FieldRow> =
            list.items.iter().filter_map(|item| assemble_bullet(item, self.context)).collect();
        if let Rows::OfResponse(status) = rows {
            let fields = found.into_iter().map(|row| row.field).collect();
            return self.add_response_fields(status, fields, list.span);
        }
        for row in found {
            let row = if place.is_prose() { self.with_place(row) } else { row };
            self.add_parameter(row, rows, list.span);
        }
    }

    /// Whether every row of a table names a placeholder of the path.
    fn is_path_table(&self, table: &Table, columns: &Columns) -> bool {
        let placeholders: Vec<&str> = self.endpoint.path.placeholders().collect();
        let name =
            |row: &Row| columns.index(Column::Name).and_then(|index| row.cells.get(index)).map(Cell::plain);
        table.rows.iter().all(|row| name(row).is_some_and(|name| placeholders.contains(&name.trim())))
    }

    /// The row, in the path if that has a placeholder of its name and nothing else says where it travels.
    pub(super) fn with_place(&self, row: FieldRow) -> FieldRow {
        let name = row.field.wire_name.as_str();
        let in_path = self.endpoint.path.placeholders().any(|placeholder| placeholder == name);
        let place = row.place.or(in_path.then_some(ParameterPlace::Path));
        FieldRow { place, ..row }
    }

    pub(super) fn add_parameter(&mut self, row: FieldRow, rows: Rows, span: Span) {
        let FieldRow { mut field, place, pagination } = row;
        let rows = match place {
            Some(ParameterPlace::Path) => Some(Rows::In(Location::Path)),
            Some(ParameterPlace::Query) => Some(Rows::In(Location::Query)),
            Some(ParameterPlace::Header) if matches!(rows, Rows::In(_)) => Some(Rows::In(Location::Header)),
            Some(ParameterPlace::Body) => self.rows(Place::Body, span),
            Some(ParameterPlace::Header) | None => Some(rows),
        };
        let Some(rows) = rows else { return };
        let location = match rows {
            Rows::In(location) => location,
            Rows::OfWholeBody | Rows::OfResponse(_) => {
                return self.set_aside(field.wire_name, "it stands for the whole body", field.source);
            }
        };
        let name = field.wire_name.as_str().to_lowercase();
        if location == Location::Header && TRANSPORT_HEADERS.contains(&name.as_str()) {
            return self.set_aside(field.wire_name, "the transport sends this header", field.source);
        }
        if location == Location::Multipart {
            make_file(&mut field);
        }
        if self.endpoint.pagination.is_none() && pagination.is_some() {
            self.endpoint.pagination = pagination;
            let described = field.origins.of(Fact::Description).map(|origin| origin.source.clone());
            let source = described.unwrap_or_else(|| field.source.clone());
            self.endpoint.origins.add(Fact::Pagination, source, Evidence::Prose);
        }
        self.endpoint.parameters.push(Parameter { location, field });
    }

    fn set_aside(&mut self, wire_name: WireName, reason: &str, source: Source) {
        self.endpoint.set_aside.push(SetAside { wire_name, reason: reason.to_owned(), source });
    }
}

/// Whether a table in the part of a failure names errors, as apiDoc has them, not fields: nothing says a type, and each
/// name is one of an error or a constant, `TaskNotFound` or `NOT_FOUND`.
fn names_errors(table: &Table, columns: &Columns, place: Place) -> bool {
    let is_error = |row: &Row| {
        let cell = columns.index(Column::Name).and_then(|index| row.cells.get(index));
        cell.is_some_and(|cell| is_error_name(cell.plain().trim()))
    };
    matches!(place, Place::Status(status) if !status.is_success())
        && columns.index(Column::Type).is_none()
        && table.rows.iter().all(is_error)
}

/// Whether a word is written like the name of an error: several words, each with a capital or all in capitals.
fn is_error_name(word: &str) -> bool {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let is_camel = word.chars().all(|c| c.is_ascii_alphanumeric());
    let is_constant =
        word.contains('_') && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    word.starts_with(|c: char| c.is_ascii_uppercase()) && capitals > 1 && (is_camel || is_constant)
}
