//! Objects that a document describes in sections of their own, and tables of return values.

use super::{Context, field::assemble_field, prose};
use crate::{
    diagnostics::{Code, Diagnostic},
    document::{Block, Section, Table},
    recognise::table_role::{Columns, TableRole, recognise_table_role},
};
use docwright_model::{Definition, Evidence, Fact, Field, NamedType, Origins, RustName, Span};

/// Reads a container of objects: each subsection with a table of fields is one.
pub(super) fn assemble_structures(container: &Section, context: &mut Context<'_>) {
    if container.blocks.is_empty() && container.sections.is_empty() {
        context.empty(container);
    }
    for block in &container.blocks {
        match block {
            Block::Table(table) => unused_table(table, context),
            other => context.unused_text(other.span()),
        }
    }
    for section in &container.sections {
        context.subject = Some(section.heading.plain());
        let fields = fields_of(&section.blocks, context);
        for inner in &section.sections {
            context.unused_section(inner);
        }
        context.subject = None;
        let prose: Vec<Block> =
            section.blocks.iter().filter(|block| !matches!(block, Block::Table(_))).cloned().collect();
        let span = section.heading.span();
        let description = prose::markdown(&prose);
        let mut structure = structure(section.heading.plain(), fields, description, span, context);
        structure.origins.add(Fact::Name, context.source(span), Evidence::Stated);
        for block in &prose {
            structure.origins.add(Fact::Description, context.source(block.span()), Evidence::Stated);
        }
        context.draft.describe(structure);
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
    let rows = table.rows.iter().filter_map(|row| assemble_field(row, columns, context));
    rows.map(|row| row.field).collect()
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
