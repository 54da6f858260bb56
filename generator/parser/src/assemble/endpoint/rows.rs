//! Tables and lists of an endpoint's section, row by row: parameters, and answers by status.

use super::{Assembly, Place, body::Rows, shared};
use crate::{
    assemble::{
        field::{FieldRow, assemble_bullet, assemble_field, file_part},
        responses::assemble_responses,
        structures,
    },
    diagnostics::Code,
    document::{List, Table},
    recognise::table_role::{Columns, TableRole, recognise_table_role},
};
use docwright_model::{Evidence, Fact, Location, Parameter, Serialization, SetAside, Source, Type, WireName};

/// Headers that the transport sends by itself.
const TRANSPORT_HEADERS: &[&str] = &["connection", "content-length", "host", "transfer-encoding"];

impl Assembly<'_, '_> {
    pub(super) fn read_table(&mut self, table: &Table, place: Place) {
        match recognise_table_role(table, &self.context.config.vocabulary.name_columns) {
            Some(TableRole::Fields(columns)) => self.read_parameters(table, &columns, place),
            Some(TableRole::Responses(columns)) => {
                if !matches!(place, Place::Response | Place::Undecided) {
                    self.context.report(
                        Code::MisplacedTable,
                        table.span,
                        "this table",
                        "a table of answers stands where the request is described".to_owned(),
                        "see whether the heading above it is missing; it is read as answers",
                    );
                }
                let found = assemble_responses(table, &columns, self.context);
                self.endpoint.responses.extend(found);
            }
            None => structures::unused_table(table, self.context),
        }
    }

    fn read_parameters(&mut self, table: &Table, columns: &Columns, place: Place) {
        if table.rows.is_empty() {
            return;
        }
        let Some(rows) = self.rows(place, table.span) else { return };
        if rows == Rows::OfResponse {
            let fields = structures::table_fields(table, columns, self.context);
            let name = self.name.clone().unwrap_or_else(|| shared::type_name(&self.endpoint));
            return self.endpoint.responses.extend(shared::response(&name, fields, table.span, self.context));
        }
        for row in &table.rows {
            if let Some(row) = assemble_field(row, columns, self.context) {
                self.add_parameter(row, rows);
            }
        }
    }

    /// Reads parameters that are items of a list.
    pub(super) fn read_bullets(&mut self, list: &List, place: Place) {
        let Some(rows) = self.rows(place, list.span) else { return };
        for item in &list.items {
            if let Some(row) = assemble_bullet(item, self.context) {
                self.add_parameter(row, rows);
            }
        }
    }

    fn add_parameter(&mut self, row: FieldRow, rows: Rows) {
        let FieldRow { mut field, header, pagination } = row;
        let location = match rows {
            Rows::In(_) if header => Location::Header,
            Rows::In(location) => location,
            Rows::OfWholeBody | Rows::OfResponse => {
                return self.set_aside(field.wire_name, "it stands for the whole body", field.source);
            }
        };
        let name = field.wire_name.as_str().to_lowercase();
        if location == Location::Header && TRANSPORT_HEADERS.contains(&name.as_str()) {
            return self.set_aside(field.wire_name, "the transport sends this header", field.source);
        }
        if location == Location::Multipart && file_part(&field) {
            field.serialization = Serialization::File;
            field.value_type = Type::Bytes;
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
