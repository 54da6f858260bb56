//! A row of a table of parameters or fields, to a [`Field`].

mod attribute;
mod bullet;
mod cells;
mod class;
mod declared;
mod name;
mod nested;
mod stated;
mod struck;
mod values;

use super::{Context, prose};
use crate::{
    diagnostics::{Code, suggestion::suggest_acknowledgement},
    document::{Block, Cell, KeyValue, Row, Run, Style, Text},
    recognise::{
        attribute::Attribute,
        declaration::{Declaration, recognise_declaration},
        marker::{Markers, recognise_markers},
        pagination::recognise_pagination,
        place::{ParameterPlace, recognise_place},
        remark::recognise_field_deprecation,
        sentence::omission::empty_in_words,
        table_role::{Column, Columns},
    },
};
use docwright_model::{Evidence, Fact, Field, Origin, Pagination, Requirement, Source, Span, Type, WireName};

pub(super) use class::{assemble_class_field, lines_of};

pub(super) use nested::assemble_rows;

pub(super) use bullet::{assemble_bullet, fields_in, is_field_list, is_parameter_list, split_remarks};

use cells::STATED;
use declared::owner_of;
use name::{NameCell, name_of, unnamed};
use struck::{is_struck_around, without_strike};
use values::{explains, is_in_words, unquoted, value_of};

/// A row that was read.
pub(super) struct FieldRow {
    /// The parameter or field.
    pub(super) field: Field,
    /// Where it travels, if its own row says so.
    pub(super) place: Option<ParameterPlace>,
    /// That it takes a cursor.
    pub(super) pagination: Option<Pagination>,
}

const NULLABLE: &[&str] = &["can have a null value", "can be null", "may be null"];
/// What stands in the place of a description where there is none.
const NO_WORDS: &[&str] = &["-", "n/a", "(no description available)"];
/// What stands in the place of a default where there is none.
const NO_DEFAULT: &[&str] = &["-", "–", "—", "n/a"];

/// Reads a row. A row without a name is none, which is reported; the document layer has padded or reported broken
/// rows.
pub(super) fn assemble_field(row: &Row, columns: &Columns, context: &mut Context<'_>) -> Option<FieldRow> {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
    let (text, is_struck) = cell(Column::Name).map(|cell| without_strike(&cell.text())).unwrap_or_default();
    let is_struck = is_struck || is_struck_around(&text, row, context.text);
    let Some(NameCell { wire_name, header, requirement, rest }) = name_of(text) else {
        unnamed(row, context);
        return None;
    };
    let mut reader = Reader::new(&wire_name, row.span, context);
    reader.note(Fact::Name, cell(Column::Name).map_or(row.span, |cell| cell.span));
    owner_of(reader.context.subject.as_deref()).clone_into(&mut reader.owner);
    if requirement != Requirement::Unstated {
        reader.require(requirement, cell(Column::Name).map_or(row.span, |cell| cell.span));
    }
    if is_struck {
        reader.note(Fact::Deprecated, cell(Column::Name).map_or(row.span, |cell| cell.span));
    }
    if let Some(cell) = cell(Column::Type) {
        reader.read_type(&without_strike(&cell.text()).0);
    }
    if rest.runs.iter().any(|run| run.text.contains(char::is_alphanumeric)) {
        match recognise_declaration(&rest.plain()).filter(Declaration::is_certain) {
            Some(declared) => reader.declare(declared, rest.span()),
            None => reader.read_prose(&rest),
        }
    }
    let stated = STATED.iter().filter_map(|column| Some((*column, cell(*column)?, columns.header(*column)?)));
    let not_known =
        |(column, cell, _): &(Column, &Cell, &Text)| !reader.read_cell(*column, &cell.plain(), cell.span);
    let not_known: Vec<_> = stated.filter(not_known).collect();
    for (_, cell, header) in not_known.iter().filter(|(column, ..)| *column == Column::Required) {
        reader.read_other(header, &cell.blocks);
    }
    if let Some(cell) = cell(Column::Default) {
        reader.read_default(cell.plain(), cell.span);
        reader.default_in_words = Some(cell.span).filter(|_| is_in_words(&cell.text()));
    }
    if let Some(cell) = cell(Column::Description) {
        reader.read_description(&cell.blocks);
    }
    if let (Some(cell), Some(header)) = (cell(Column::Values), columns.header(Column::Values)) {
        reader.read_values(header, &cell.blocks, cell.span);
    }
    // What is not known of the field comes behind what it is for.
    for (_, cell, header) in not_known.iter().filter(|(column, ..)| *column != Column::Required) {
        reader.read_other(header, &cell.blocks);
    }
    let mut place = header.then_some(ParameterPlace::Header);
    if let Some(cell) = cell(Column::Place) {
        place = place.or(recognise_place(&cell.plain()));
        if place.is_none() {
            let header = columns.header(Column::Place).cloned().unwrap_or_default();
            reader.read_other(&header, &cell.blocks);
        }
    }
    for (index, header) in columns.others() {
        let cell = row.cells.get(index).filter(|cell| !cell.blocks.is_empty());
        reader.read_other(header, cell.map(|cell| cell.blocks.as_slice()).unwrap_or_default());
    }
    let mut found = reader.finish(place);
    if is_struck {
        // Other words may say since when.
        found.field.deprecated.get_or_insert_default();
    }
    Some(found)
}

struct Reader<'a, 'b> {
    field: Field,
    /// Whether the document gave a type.
    typed: bool,
    /// Whether attributes are about the elements of a list.
    elements: bool,
    /// Whether the next list holds the allowed values.
    values: bool,
    /// The attributes that were read, and whether each was about the elements.
    seen: Vec<(Attribute, bool)>,
    prose: Vec<Block>,
    /// Prose about the elements of a list.
    element_prose: Vec<Block>,
    pagination: Option<Pagination>,
    /// Where words about a default stand in its place.
    default_in_words: Option<Span>,
    /// The beginning of the names of structures below the field.
    owner: String,
    /// Fields that are listed below the field, and where.
    nested: Vec<Field>,
    nested_at: Option<Span>,
    context: &'a mut Context<'b>,
}

impl<'a, 'b> Reader<'a, 'b> {
    fn new(wire_name: &str, span: Span, context: &'a mut Context<'b>) -> Self {
        let source = context.source(span);
        let mut field = Field::new(WireName::from(wire_name), Type::Any, source);
        field.requirement = context.config.request.unmarked.unwrap_or_default();
        Self {
            field,
            typed: false,
            elements: false,
            values: false,
            seen: Vec::new(),
            prose: Vec::new(),
            element_prose: Vec::new(),
            pagination: None,
            default_in_words: None,
            owner: String::new(),
            nested: Vec::new(),
            nested_at: None,
            context,
        }
    }

    /// Notes where a fact stands.
    fn note(&mut self, fact: Fact, span: Span) {
        self.note_as(fact, span, Evidence::Stated);
    }

    fn note_as(&mut self, fact: Fact, span: Span, evidence: Evidence) {
        let source = self.context.source(span);
        self.field.origins.add(fact, source, evidence);
    }

    /// Keeps a block as documentation.
    fn describe(&mut self, block: Block) {
        self.note(Fact::Description, block.span());
        if self.elements { &mut self.element_prose } else { &mut self.prose }.push(block);
    }

    fn read_default(&mut self, value: String, span: Span) {
        if !value.is_empty() && !NO_DEFAULT.contains(&value.to_lowercase().as_str()) {
            self.note(Fact::Default, span);
            self.field.default = Some(empty_in_words(&value).map_or(value, str::to_owned));
        }
    }

    fn read_type(&mut self, text: &Text) {
        let Some(expression) = self.type_expression(text) else { return };
        self.note(if self.elements { Fact::Elements } else { Fact::Type }, text.span());
        self.context.add_links(text);
        if self.elements {
            match &mut self.field.value_type {
                Type::List(inner) if [Type::Any, Type::Object].contains(inner) => {
                    **inner = expression.value_type;
                }
                Type::List(inner) if **inner == expression.value_type => {}
                Type::List(_) => self.context.report_unread(
                    Code::BadConstraint,
                    text.span(),
                    "another type of elements",
                    format!("the elements of `{}` have another type already", self.field.wire_name),
                    "the first one is used; if the other is right, patch the field in api.toml: set = { type = \"…\" }",
                ),
                _ => self.context.report_unread(
                    Code::BadConstraint,
                    text.span(),
                    "a type of elements",
                    format!("`{}` is no list, so that it has no elements", self.field.wire_name),
                    "the line is left out; if the field is a list, patch it in api.toml: set = { type = \"List<…>\" }",
                ),
            }
            return;
        }
        self.typed = true;
        self.field.value_type = expression.value_type;
        self.field.serialization = expression.serialization;
    }

    /// Keeps what stands in a column that is not known, with its header.
    fn read_other(&mut self, header: &Text, blocks: &[Block]) {
        let mut blocks = blocks.iter().cloned().peekable();
        if blocks.peek().is_none() {
            return;
        }
        let value = match blocks.next_if(|block| matches!(block, Block::Paragraph(_))) {
            Some(Block::Paragraph(text)) => text,
            _ => Text::default(),
        };
        let span = value.span();
        self.describe(Block::KeyValue(KeyValue { key: header.clone(), value, span }));
        blocks.for_each(|block| self.describe(block));
    }

    fn read_description(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::KeyValue(pair) => self.read_attribute(pair),
                Block::List(list) if self.values => {
                    let values = list.items.iter().map(|item| value_of(&item.blocks));
                    let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
                    self.add_values(values, list.span);
                    self.values = false;
                    // What the values mean is for people to read.
                    if list.items.iter().any(|item| explains(&item.blocks)) {
                        self.describe(block.clone());
                    }
                }
                Block::List(list) if is_field_list(list) => self.read_nested(list),
                Block::Paragraph(text) => self.read_prose(text),
                other => self.describe(other.clone()),
            }
        }
    }

    fn read_prose(&mut self, text: &Text) {
        let (markers, rest) = recognise_markers(text);
        self.read_markers(markers, text);
        if self.pagination.is_none() {
            self.pagination = recognise_pagination(self.field.wire_name.as_str(), &rest);
        }
        let plain = rest.plain().to_lowercase();
        if NULLABLE.iter().any(|words| ends_a_sentence(&plain, words)) {
            self.field.nullable = true;
            self.note_as(Fact::Nullable, rest.span(), Evidence::Prose);
        }
        let rest = self.take_stated(&rest, &plain);
        if !rest.is_empty() {
            self.describe(Block::Paragraph(rest));
        }
    }

    /// Takes over what the markers in a text state.
    fn read_markers(&mut self, markers: Markers, text: &Text) {
        if markers.requirement != Requirement::Unstated {
            self.field.requirement = markers.requirement;
            self.note(Fact::Requirement, text.span());
        }
        if markers.since.is_some() {
            self.field.since = markers.since;
            self.note(Fact::Since, text.span());
        }
    }

    /// A default in the quotes of a value that is listed is that value, and `none` is one only if it is listed.
    fn fit_default(&mut self) {
        let Some(default) = &self.field.default else { return };
        let values = &self.field.constraints.allowed_values;
        let is_value = |text: &str| values.iter().any(|value| value == text);
        if is_value(default) {
            self.default_in_words = None;
        } else if let Some(inner) = unquoted(default).filter(|inner| is_value(inner)) {
            self.field.default = Some(inner.to_owned());
        } else if ["none", "(none)", "no default"].contains(&default.to_lowercase().as_str()) {
            self.field.default = None;
        }
    }

    /// A default that no value of the type could be is documentation.
    fn check_default(&mut self) {
        self.fit_default();
        // That absence is `null` can be said of any type.
        let Some(default) = self.field.default.as_ref().filter(|default| *default != "null") else { return };
        let plain = default.trim_matches(['"', '\'', '`']);
        let fits = match &self.field.value_type {
            Type::Integer => plain.parse::<i64>().is_ok(),
            Type::Number => plain.parse::<f64>().is_ok(),
            Type::Boolean => {
                matches!(plain.to_lowercase().as_str(), "true" | "false" | "0" | "1" | "yes" | "no")
            }
            // An empty object is no list, and an empty list no object.
            Type::List(_) => plain != "{}",
            Type::Map { .. } | Type::Object | Type::Named(_) => plain != "[]",
            _ => true,
        };
        // What is called empty was read before.
        let in_words = self.default_in_words.is_some() && !["\"\"", "[]", "{}"].contains(&default.as_str());
        if fits && !in_words {
            return;
        }
        let place = self.field.origins.of(Fact::Default).map(|origin| origin.source.span);
        let span = place.unwrap_or(self.field.source.span);
        let fault = if fits { "which seems to be words about it" } else { "which its type does not have" };
        let message = format!("the default of `{}` is `{default}`, {fault}", self.field.wire_name);
        let help = "it stays in the description; if there is a default, state it by a patch in api.toml";
        let words = format!("Documented in the place of a default: {default}");
        self.field.default = None;
        self.context.report(Code::BadConstraint, span, "no such value", message, help);
        let run = Run { text: words, style: Style::Plain, link: None, span };
        self.describe(Block::Paragraph(Text { runs: vec![run] }));
    }

    fn finish(mut self, place: Option<ParameterPlace>) -> FieldRow {
        self.finish_nested();
        self.check_default();
        let description = prose::markdown(&self.prose);
        self.field.element_description = prose::markdown(&self.element_prose);
        self.field.description = description.filter(|text| !NO_WORDS.contains(&text.to_lowercase().as_str()));
        let described = self.field.description.as_deref().and_then(recognise_field_deprecation);
        if let Some(deprecation) = described.filter(|_| self.field.deprecated.is_none()) {
            self.field.deprecated = Some(deprecation);
            let source = self.field.origins.of(Fact::Description).map(|origin| origin.source.clone());
            if let Some(source) = source {
                self.field.origins.add(Fact::Deprecated, source, Evidence::Prose);
            }
        }
        if !self.typed && self.context.reads_credentials {
            self.field.value_type = Type::String;
        } else if !self.typed {
            let name = self.field.wire_name.as_str();
            let entry = suggest_acknowledgement(Code::MissingType, self.context.subject.as_deref());
            self.context.report(
                Code::MissingType,
                name_place(&self.field).span,
                "of this no type is stated",
                format!("`{name}` has no type, so that it takes any JSON value"),
                &format!("state it in the document, or acknowledge it in api.toml:\n{entry}"),
            );
        }
        FieldRow { field: self.field, place, pagination: self.pagination }
    }
}

/// Whether words stand in a text and end a sentence there: what follows them would be a condition.
fn ends_a_sentence(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let behind =
            text.get(at + words.len()..).unwrap_or_default().trim_start_matches([')', '*', '_', ' ']);
        behind.is_empty() || behind.starts_with(['.', ';', '\n'])
    })
}

/// Where the name of a field stands in its document.
pub(crate) fn name_place(field: &Field) -> &Source {
    let is_own = |origin: &&Origin| origin.fact == Fact::Name && origin.source.file == field.source.file;
    field.origins.iter().find(is_own).map_or(&field.source, |origin| &origin.source)
}
