//! A row of a table of parameters or fields, to a [`Field`].

use super::{Context, Link, prose};
use crate::{
    diagnostics::Code,
    document::{Block, Cell, KeyValue, Row, Style, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        marker::recognise_markers,
        pagination::recognise_pagination,
        remark::recognise_field_deprecation,
        table_role::{Column, Columns},
        type_expression::recognise_type,
    },
};
use docwright_model::{
    Constraints, Evidence, Field, Pagination, Requirement, RustName, Serialization, Span, Type, WireName,
};

/// A row that was read.
pub(super) struct FieldRow {
    /// The parameter or field.
    pub(super) field: Field,
    /// Whether the name's cell says that it is a header.
    pub(super) header: bool,
    /// That it takes a cursor.
    pub(super) pagination: Option<Pagination>,
}

const NULLABLE: &[&str] = &["can have a null value", "can be null", "may be null"];
const YES: &[&str] = &["yes", "true", "required", "y", "✓"];
const NO: &[&str] = &["no", "false", "optional", "n", "-"];
const FILE_WORDS: &[&str] = &["uploaded file", "file content", "file to upload", "the file"];

/// Reads a row. A row without a name is none; the document layer has padded or reported broken rows.
pub(super) fn assemble_field(row: &Row, columns: &Columns, context: &mut Context<'_>) -> Option<FieldRow> {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
    let (name, header) = name_of(cell(Column::Name)?)?;
    let field = Field {
        wire_name: WireName::from(name),
        rust_name: RustName::default(),
        value_type: Type::Any,
        requirement: context.config.request.unmarked.unwrap_or(Requirement::Unstated),
        nullable: false,
        serialization: Serialization::Plain,
        default: None,
        constraints: Constraints::default(),
        element_constraints: Constraints::default(),
        description: None,
        since: None,
        deprecated: None,
        credential: None,
        source: context.source(row.span),
        evidence: Evidence::Stated,
    };
    let mut reader = Reader {
        field,
        typed: false,
        elements: false,
        values: false,
        prose: Vec::new(),
        pagination: None,
        context,
    };
    if let Some(cell) = cell(Column::Type) {
        reader.read_type(&text_of(cell));
    }
    if let Some(cell) = cell(Column::Required) {
        reader.read_required(&cell.plain());
    }
    if let Some(cell) = cell(Column::Default) {
        reader.field.default = Some(cell.plain()).filter(|text| !text.is_empty());
    }
    if let Some(cell) = cell(Column::Description) {
        reader.read_description(&cell.blocks);
    }
    Some(reader.finish(header))
}

/// The name in a cell, and whether a word before it says that it is a header: ``Header `X-Name` ``.
fn name_of(cell: &Cell) -> Option<(String, bool)> {
    let text = text_of(cell);
    if let Some(code) = text.codes().next() {
        let before: String = text
            .runs
            .iter()
            .take_while(|run| run.style != Style::Code)
            .map(|run| run.text.as_str())
            .collect();
        return Some((code.text.trim().to_owned(), before.trim().eq_ignore_ascii_case("header")));
    }
    Some((text.plain(), false)).filter(|(name, _)| !name.is_empty())
}

/// All text of a cell in one.
fn text_of(cell: &Cell) -> Text {
    let runs = cell.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(text) => text.runs.clone(),
        _ => Vec::new(),
    });
    Text { runs: runs.collect() }
}

struct Reader<'a, 'b> {
    field: Field,
    /// Whether the document gave a type.
    typed: bool,
    /// Whether attributes are about the elements of a list.
    elements: bool,
    /// Whether the next list holds the allowed values.
    values: bool,
    prose: Vec<Block>,
    pagination: Option<Pagination>,
    context: &'a mut Context<'b>,
}

impl Reader<'_, '_> {
    fn read_type(&mut self, text: &Text) {
        let Some(expression) = recognise_type(&text.plain()) else { return };
        for run in &text.runs {
            let Some(address) = &run.link else { continue };
            let link = Link { address: address.clone(), source: self.context.source(run.span) };
            self.context.draft.links.entry(run.text.trim().to_owned()).or_insert(link);
        }
        if self.elements {
            if let Type::List(inner) = &mut self.field.value_type {
                **inner = expression.value_type;
            }
            return;
        }
        self.typed = true;
        self.field.value_type = expression.value_type;
        self.field.serialization = expression.serialization;
    }

    fn read_required(&mut self, text: &str) {
        let text = text.trim().to_lowercase();
        if YES.contains(&text.as_str()) {
            self.field.requirement = Requirement::Required;
        } else if NO.contains(&text.as_str()) {
            self.field.requirement = Requirement::Optional;
        }
    }

    fn read_description(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::KeyValue(pair) => self.read_attribute(pair),
                Block::List(list) if self.values => {
                    let values = list.items.iter().map(|item| value_of(&item.blocks));
                    let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
                    self.constraints().allowed_values.extend(values);
                    self.values = false;
                }
                Block::Paragraph(text) => self.read_prose(text),
                other => self.prose.push(other.clone()),
            }
        }
    }

    fn read_prose(&mut self, text: &Text) {
        let (markers, rest) = recognise_markers(text);
        if markers.requirement != Requirement::Unstated {
            self.field.requirement = markers.requirement;
        }
        self.field.since = markers.since.or(self.field.since.take());
        if self.pagination.is_none() {
            self.pagination = recognise_pagination(self.field.wire_name.as_str(), &rest);
        }
        let plain = rest.plain().to_lowercase();
        self.field.nullable |= NULLABLE.iter().any(|words| plain.contains(words));
        if !rest.is_empty() {
            self.prose.push(Block::Paragraph(rest));
        }
    }

    fn constraints(&mut self) -> &mut Constraints {
        if self.elements { &mut self.field.element_constraints } else { &mut self.field.constraints }
    }

    fn read_attribute(&mut self, pair: &KeyValue) {
        let value = pair.value.plain();
        let Some(attribute) = recognise_attribute(&pair.key.plain()) else {
            self.context.report(
                Code::UnusedAttribute,
                pair.span,
                "kept as prose",
                format!("`{}` is no attribute of a parameter", pair.key.plain()),
                "it stays in the description; if it states a fact, add a patch to api.toml",
            );
            self.prose.push(Block::KeyValue(pair.clone()));
            return;
        };
        match attribute {
            Attribute::Type => self.read_type(&pair.value),
            Attribute::Elements => self.elements = true,
            Attribute::AllowedValues => {
                self.values = value.is_empty();
                let values = pair.value.codes().map(|run| run.text.clone()).collect::<Vec<_>>();
                self.constraints().allowed_values.extend(values);
            }
            Attribute::Default => self.field.default = Some(value).filter(|text| !text.is_empty()),
            Attribute::Required => self.read_required(&value),
            Attribute::Pattern => self.constraints().pattern = Some(value),
            Attribute::Since => self.field.since = Some(value),
            Attribute::MinLength => {
                let number = self.number(&value, pair.value.span());
                self.constraints().min_length = number;
            }
            Attribute::MaxLength => {
                let number = self.number(&value, pair.value.span());
                self.constraints().max_length = number;
            }
            Attribute::Minimum => {
                let number = self.decimal(value, pair.value.span());
                self.constraints().minimum = number;
            }
            Attribute::Maximum => {
                let number = self.decimal(value, pair.value.span());
                self.constraints().maximum = number;
            }
            _ => self.prose.push(Block::KeyValue(pair.clone())),
        }
    }

    fn number(&mut self, value: &str, span: Span) -> Option<u64> {
        let number = value.parse().ok();
        if number.is_none() {
            self.bad_constraint(value, span);
        }
        number
    }

    fn decimal(&mut self, value: String, span: Span) -> Option<String> {
        if value.parse::<f64>().is_ok_and(f64::is_finite) {
            return Some(value);
        }
        self.bad_constraint(&value, span);
        None
    }

    fn bad_constraint(&mut self, value: &str, span: Span) {
        self.context.report(
            Code::BadConstraint,
            span,
            "no number",
            format!("`{value}` is no number"),
            "the constraint is left out; correct the document or add a patch to api.toml",
        );
    }

    fn finish(mut self, header: bool) -> FieldRow {
        self.field.description = prose::markdown(&self.prose);
        self.field.deprecated = self.field.description.as_deref().and_then(recognise_field_deprecation);
        if !self.typed {
            self.context.report(
                Code::MissingType,
                self.field.source.span,
                "no type here",
                format!("`{}` has no type, so that it takes any JSON value", self.field.wire_name),
                "state it by a patch in api.toml: set = { type = \"…\" }",
            );
        }
        FieldRow { field: self.field, header, pagination: self.pagination }
    }
}

/// An allowed value: what stands in backticks, or the whole item.
fn value_of(blocks: &[Block]) -> String {
    let Some(Block::Paragraph(text)) = blocks.first() else { return String::new() };
    match text.codes().next() {
        Some(code) => code.text.clone(),
        None => text.plain(),
    }
}

/// Whether a part of a multipart body is a file: its type says bytes, or its description calls it a file.
pub(super) fn file_part(field: &Field) -> bool {
    let described = field.description.as_deref().unwrap_or_default().to_lowercase();
    field.value_type == Type::Bytes
        || (field.value_type == Type::String && FILE_WORDS.iter().any(|words| described.contains(words)))
}
