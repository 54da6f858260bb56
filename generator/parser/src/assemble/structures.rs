//! Objects that a document describes in sections of their own, and tables of return values.

mod facts;

use super::{Context, classes, constants, endpoint::is_endpoint, field::assemble_rows};
use crate::{
    diagnostics::{Code, Diagnostic},
    document::{Block, Cell, Section, Table},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        class_block::recognise_class_block,
        section_role::recognise_section_role,
        table_role::{Column, Columns, TableRole, recognise_constants, recognise_table_role},
        type_expression::recognise_type,
    },
};
use docwright_model::{Definition, Evidence, Fact, Field, NamedType, Origins, RustName, Span};

pub(super) use facts::{describe_structure, extend};

/// Headers of tables of what endpoints take or hold, such as headers and limits, and not of fields.
const OF_OTHERS: &[&str] = &["argument", "header", "parameter", "value"];

/// Reads a container of objects: each subsection with a table of fields is one, and so is each class.
pub(super) fn assemble_structures(container: &Section, context: &mut Context<'_>) {
    if container.blocks.is_empty() && container.sections.is_empty() {
        context.empty(container);
    }
    for block in classes::assemble_class_blocks(container, context).iter() {
        match block {
            Block::Table(table) => constants_or_unused(table, context),
            // Outside of endpoints the words above objects are about the API.
            other if context.subject.is_none() => context.describe_api(other),
            other => context.unused_text(other.span()),
        }
    }
    // Beside classes a section describes an object only if it says so; elsewhere one may be without fields.
    let has_classes = container.blocks.iter().any(is_class_block);
    let is_about_one = |block: &Block| is_of_structure(block) || constants_of(block).is_some();
    for section in &container.sections {
        if has_classes && section.sections.is_empty() && !section.blocks.iter().any(is_about_one) {
            context.unused_section(section);
        } else {
            assemble_structure(section, context);
        }
    }
}

/// Reads a section about one object, or about several in sections of their own.
pub(super) fn assemble_structure(section: &Section, context: &mut Context<'_>) {
    let is_group = !section.sections.is_empty() && !section.blocks.iter().any(is_of_structure);
    let has_classes = section.blocks.iter().any(is_class_block);
    let is_constants = section.blocks.iter().any(|block| constants_of(block).is_some());
    if has_classes || is_group || is_constants && !section.blocks.iter().any(is_fields) {
        let first_constant = context.draft.constants.len();
        assemble_structures(section, context);
        context.draft.list_constants_under(&section.heading.plain(), first_constant);
        return;
    }
    let title = section.heading.plain();
    if !context.can_name(&title, section.heading.span()) {
        return;
    }
    let before = context.subject.replace(title);
    let fields = fields_of(&section.blocks, context);
    for inner in &section.sections {
        if is_structure(inner) {
            assemble_structure(inner, context);
        } else {
            context.unused_section(inner);
        }
    }
    let prose: Vec<Block> =
        section.blocks.iter().filter(|block| !matches!(block, Block::Table(_))).cloned().collect();
    let span = section.heading.span();
    let mut structure = structure(section.heading.plain(), fields, None, span, context);
    structure.origins.add(Fact::Name, context.source(span), Evidence::Stated);
    describe_structure(&mut structure, prose, context);
    context.subject = before;
    context.draft.describe(structure);
}

/// Whether a section outside of a container of objects is about one: its heading is a name, and it has a table of
/// fields with types, or says what it extends. One with endpoints below it is a page about them.
pub(super) fn is_structure(section: &Section) -> bool {
    let heading = section.heading.plain();
    let is_name = heading.starts_with(char::is_alphabetic)
        && heading.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    is_name
        && recognise_section_role(&heading).is_none()
        && section.blocks.iter().any(|block| is_of_structure(block) && !is_of_others(block))
        && !section.descendants().any(is_endpoint)
}

/// Whether a block is a table of what is hardly fields: its header says so, or most words in the place of types are
/// none, as where `Type` is a kind of currency.
fn is_of_others(block: &Block) -> bool {
    let Block::Table(table) = block else { return false };
    let has = |words: &[&str]| {
        table.header.iter().any(|cell| words.contains(&cell.plain().trim().to_lowercase().as_str()))
    };
    let Some(TableRole::Fields(columns)) = recognise_table_role(table, &[]) else { return false };
    let cells = || table.rows.iter().filter_map(|row| row.cells.get(columns.index(Column::Type)?));
    let is_type = |cell: &&Cell| {
        let text = cell.text();
        text.runs.iter().any(|run| run.link.is_some())
            || recognise_type(&text.plain()).is_some_and(|found| found.value_type.names().is_empty())
    };
    has(OF_OTHERS) || cells().filter(is_type).count() * 2 < cells().count()
}

/// Whether a block states something of a structure that only a structure has.
fn is_of_structure(block: &Block) -> bool {
    is_fields(block) || facts::states_parents(block) || is_class_block(block)
}

/// Whether a block is one of classes.
pub(super) fn is_class_block(block: &Block) -> bool {
    matches!(block, Block::Code(code) if recognise_class_block(code).is_some())
}

/// Whether a block is a table of fields with types.
fn is_fields(block: &Block) -> bool {
    let Block::Table(table) = block else { return false };
    let role = recognise_table_role(table, &[]);
    recognise_constants(table).is_none()
        && matches!(role, Some(TableRole::Fields(columns)) if columns.index(Column::Type).is_some())
}

fn constants_of(block: &Block) -> Option<Columns> {
    if let Block::Table(table) = block { recognise_constants(table) } else { None }
}

/// Whether a key-value line states something of a structure.
fn is_attribute(key: &str) -> bool {
    matches!(
        recognise_attribute(key),
        Some(Attribute::Extends | Attribute::DeprecatedSince | Attribute::Deprecated)
    )
}

/// Reads a table that stands where no fields are: one of constants, or of nothing that is known.
pub(super) fn constants_or_unused(table: &Table, context: &mut Context<'_>) {
    match recognise_constants(table) {
        Some(columns) => constants::assemble_constants(table, &columns, context),
        None => unused_table(table, context),
    }
}

/// A structure with these fields.
pub(super) fn structure(
    name: String,
    fields: Vec<Field>,
    description: Option<String>,
    span: Span,
    context: &Context<'_>,
) -> NamedType {
    NamedType {
        name,
        rust_name: RustName::default(),
        description,
        definition: Definition::Structure { extends: Vec::new(), fields },
        deprecated: None,
        source: context.source(span),
        evidence: Evidence::Stated,
        set_aside: Vec::new(),
        origins: Origins::default(),
    }
}

/// The fields of all tables among the blocks.
pub(super) fn fields_of(blocks: &[Block], context: &mut Context<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    for block in blocks {
        let Block::Table(table) = block else { continue };
        match recognise_table_role(table, &context.config.vocabulary.name_columns) {
            Some(TableRole::Fields(columns)) => {
                fields.extend(table_fields(table, &columns, context));
            }
            _ => unused_table(table, context),
        }
    }
    fields
}

/// Notes what stands beside the tables of a section, and the sections below it.
pub(super) fn unused_prose(section: &Section, context: &mut Context<'_>) {
    for block in section.blocks.iter().filter(|block| !matches!(block, Block::Table(_))) {
        context.unused_text(block.span());
    }
    for inner in &section.sections {
        context.unused_section(inner);
    }
}

/// The fields of one table.
pub(super) fn table_fields(table: &Table, columns: &Columns, context: &mut Context<'_>) -> Vec<Field> {
    assemble_rows(table, columns, |_| true, context).into_iter().map(|row| row.field).collect()
}

/// Reports a table whose header says nothing that docwright knows.
pub(super) fn unused_table(table: &Table, context: &mut Context<'_>) {
    let header: Vec<String> = table.header.iter().map(|cell| format!("`{}`", cell.plain())).collect();
    let span = table.header.iter().map(|cell| cell.span).reduce(Span::join).unwrap_or(table.span);
    let message = format!("nothing is known of a table with the columns {}", header.join(", "));
    let help = "if one of them names parameters, add it to `name_columns` under [vocabulary] in api.toml";
    let help = context.or_acknowledge(Code::UnusedTable, help);
    let (columns, whole) = (context.source(span), context.source(table.span));
    let diagnostic = Diagnostic::new(Code::UnusedTable, message, help).at(columns, "these columns");
    let subject = context.subject.clone();
    context.diagnostics.push(Diagnostic { subject, ..diagnostic.unread(whole) });
}
